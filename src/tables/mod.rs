//! The one table of fields: what a key is called on each surface, its type, range, default, effect, v1 ancestor and
//! documentation. The facts stand in `schemas/`, which is valid JSON Schema and useful to an editor as it is; this
//! module gives typed access to them. It knows no rule (only the code that the data names) and no syntax.
//!
//! Everything is parsed, indexed and compiled when it is first asked for, once.

mod arguments;
mod documents;
mod field;
mod index;
mod info;
mod layers;
mod mapping;
mod reader;
mod translations;
mod validation;
mod vocabulary;

pub use arguments::{
    Argument, ReservedArgument, argument, arguments, is_driver_argument, reserved_argument, reserved_arguments,
};
pub use field::Field;
pub use index::{alias, entry, homes, keys, lookup, named};
pub use info::FieldInfo;
pub use mapping::{Conversion, MappingRow, Origin, mapping, mapping_of, mapping_rows};
pub use validation::{Segment, Violation, resolve, validator, violations};
pub use vocabulary::{Effect, Kind, Locale, Place, Scope, Surface};

#[cfg(test)]
mod tests;
