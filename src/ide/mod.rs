//! What an editor asks: what stands under the cursor, what it means, what can be written there. Pure functions on a
//! document in its project; answers are plain values with byte spans. Knows no protocol.
//!
//! ```text
//! (Document, offset) ─ at ─▶ Spot ─ symbol ─▶ what it refers to, here or in another file
//!                             └──────┴─▶ hover
//! ```

mod at;
mod effective;
mod hover;
mod scopes;
mod spot;
mod symbol;
#[cfg(test)]
mod testing;

pub use at::at;
pub use hover::{Hover, hover};
pub use spot::{Argument, Binding, Callee, Found, Owner, Setting, Spot};
