//! What an editor asks: what stands under the cursor, what it means, what can be written there. Pure functions on a
//! document in its project; answers are plain values with byte spans. Knows no protocol.
//!
//! ```text
//! (Document, offset) ─ at ─▶ Spot
//! ```

mod at;
mod spot;
#[cfg(test)]
mod testing;

pub use at::at;
pub use spot::{Argument, Binding, Callee, Found, Owner, Setting, Spot};
