//! The cases in Python: valid programs for SDK v2 and v1, changed systematically, and by hand.

mod bindings;
mod calls;
mod neutral;
mod nodes;
mod notebook;
mod program;
mod v1;
mod v2;
mod values;
mod written;

pub use v1::cases as v1_cases;
pub use v2::cases as v2_cases;
