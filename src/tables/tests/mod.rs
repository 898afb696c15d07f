//! The table agrees with itself, with the languages and with JSON Schema.

mod data;
mod lookups;
mod values;
mod words;
