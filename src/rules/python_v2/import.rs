//! The name that a class of SDK v2 has in a file, with the import that it lacks.

use crate::rules::Context;
use crate::text::Edit;

/// What to write for a class, and the edits that import it, if the file does not yet.
pub(super) fn name(cx: &Context, package: &str, class: &str) -> Option<(String, Vec<Edit>)> {
    if let Some(local) = cx.model().local_name(class) {
        return Some((local.to_owned(), Vec::new()));
    }
    let end = cx.model().first_import?.end;
    let rest = cx.text().get(end..)?;
    let line = rest.split(['\r', '\n']).next().unwrap_or_default();
    let idle = line.trim().is_empty() || line.trim().starts_with('#');
    let newline = if rest[line.len()..].starts_with("\r\n") { "\r\n" } else { "\n" };
    let statement = format!("{newline}from {package} import {class}");
    idle.then(|| (class.to_owned(), vec![Edit::insert(end + line.len(), statement)]))
}
