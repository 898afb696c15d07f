//! Python: names, values, calls and attribute assignments of a file, with byte spans. The only place that names
//! tree-sitter. Knows Python; nothing of Azure Machine Learning.
//!
//! [`parse`] makes one tree and walks it once for what binds names and what calls. Values are worked out when asked
//! for. What is not certain is [`Data::Dynamic`]: a name bound twice, a part that did not parse, a computed value.

mod assign;
mod call;
mod collect;
mod comprehension;
mod definition;
mod error;
mod evaluate;
mod extent;
mod flow;
mod guard;
mod import;
pub(in crate::syntax) mod lines;
mod module;
mod names;
mod object;
mod pattern;
mod recover;
mod shape;
mod spread;
mod string;
mod surrounding;
mod tally;
#[cfg(test)]
mod testing;
mod tree;
mod unclosed;
mod usage;
mod value;

pub use assign::{AttributeAssignment, AttributeRead};
pub use call::{CallId, CallSite, Target, TargetForm};
pub use comprehension::Comprehension;
pub use definition::{Class, ClassId, Decorator, Function, FunctionId, Parameter, ParameterKind};
pub use error::SyntaxError;
pub use extent::Extent;
pub use flow::{Exits, Return};
pub use guard::Guard;
pub use import::{Import, StarImport};
pub use module::{Comment, Module, parse, parse_parts};
pub use object::{Callee, Object, Segment, SegmentForm};
pub use shape::Shape;
pub use surrounding::Surrounding;
pub use tally::Tally;
pub use tree::NodeId;
pub use unclosed::{Unclosed, unclosed};
pub use usage::{Home, NameUse, UseForm};
pub use value::{Bracketed, Call, Data, Entry, Key, KeyForm, Mapping, MappingForm, Sequence, Value};
