//! The cases in YAML: valid bases, changed in every way at one place.

mod base;
mod fields;
mod samples;
mod tree;
mod values;

use crate::case::Case;
use std::collections::HashSet;

/// Every case, each text once.
pub fn cases() -> Vec<Case> {
    let bases = base::bases();
    let mut cases: Vec<_> = bases.iter().map(base::Base::case).collect();
    let full = ["component", "inline", "node"];
    cases.extend(bases.iter().filter(|base| full.contains(&base.name)).flat_map(fields::cases));
    let mut seen = HashSet::new();
    cases.retain(|case| seen.insert((case.main.clone(), case.text().to_owned())));
    cases
}
