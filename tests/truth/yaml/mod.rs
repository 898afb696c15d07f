//! The cases in YAML: valid bases, changed in every way at one place.

mod base;
mod fields;
mod ports;
mod samples;
mod spelling;
mod tree;
mod values;

use crate::case::Case;
use crate::examples::{self, Reader};
use std::collections::HashSet;

/// Every case, each text once.
pub fn cases() -> Vec<Case> {
    let bases = base::bases();
    let mut cases: Vec<_> = bases.iter().map(base::Base::case).collect();
    cases.extend(bases.iter().flat_map(fields::cases));
    cases.extend(bases.iter().flat_map(ports::cases));
    cases.extend(bases.iter().flat_map(spelling::same));
    cases.extend(bases.iter().flat_map(spelling::broken));
    cases.extend(examples::cases(Reader::Yaml));
    let mut seen = HashSet::new();
    cases.retain(|case| seen.insert((case.main.clone(), case.text().to_owned())));
    cases
}
