//! How a step is spelt: from the trees of each language to the model, and edits back into the text. Knows the model and
//! the field table; knows no rule and no other file.

#[cfg(test)]
mod drafting;
pub mod python;
pub mod rewrite;
pub mod yaml;
