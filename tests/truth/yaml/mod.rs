//! The cases in YAML: valid bases, changed in every way at one place.

mod base;
mod fields;
mod ports;
mod samples;
mod spelling;
mod tree;
mod values;

use crate::case::Case;
use std::collections::HashSet;

/// The bases whose every field and port is changed.
const CHANGED: &[&str] = &["component", "inline", "node", "table", "written"];

/// Every case, each text once.
pub fn cases() -> Vec<Case> {
    let bases = base::bases();
    let changed = || bases.iter().filter(|base| CHANGED.contains(&base.name));
    let mut cases: Vec<_> = bases.iter().map(base::Base::case).collect();
    cases.extend(changed().flat_map(fields::cases));
    cases.extend(changed().flat_map(ports::cases));
    cases.extend(changed().flat_map(spelling::same));
    cases.extend(changed().flat_map(spelling::broken));
    let mut seen = HashSet::new();
    cases.retain(|case| seen.insert((case.main.clone(), case.text().to_owned())));
    cases
}
