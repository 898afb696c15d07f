//! Parallel jobs in Python, of SDK v2 and SDK v1, in scripts and notebooks alike.

mod calls;
mod convert;
mod names;
pub mod render;
mod sdk_v1;
mod sdk_v2;
#[cfg(test)]
mod tests;
pub mod wrap;

use crate::model::FileModel;
use crate::syntax::python::Module;

/// What a Python file says about parallel jobs; nothing for a file that is not ours.
#[must_use]
pub fn lower(text: &str, module: &Module) -> FileModel {
    let mut model = FileModel::default();
    sdk_v2::lower(text, module, &mut model);
    sdk_v1::lower(module, &mut model);
    model
}
