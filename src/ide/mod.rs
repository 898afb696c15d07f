//! What an editor asks: what stands under the cursor, what it means, what can be written there. Pure functions on a
//! document in its project; answers are plain values with byte spans. Knows no protocol.
//!
//! ```text
//! (Document, offset) ─ at ─▶ Spot ─ symbol ─▶ what it refers to, here or in another file
//!                             └──────┴─▶ hover
//! (half-typed Document, offset) ─ draft ─▶ a Document that makes sense ─ at ─▶ completion
//! ```

mod at;
mod completion;
mod effective;
mod hints;
mod hover;
mod navigation;
mod quantity;
mod scopes;
mod spot;
mod symbol;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use at::at;
pub use completion::{Completion, CompletionKind, Insert, completion};
pub use hints::{Hint, hints};
pub use hover::{Hover, hover};
pub use navigation::{
    Link, LinkTarget, Outline, OutlineKind, Renamed, Target, definition, highlight, links, outline, prepare_rename,
    references, rename,
};
pub use spot::{Argument, Binding, Callee, Found, Owner, Setting, Spot};
