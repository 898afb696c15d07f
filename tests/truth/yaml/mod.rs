//! The cases in YAML: valid bases, changed in every way at one place.

mod base;
mod fields;
mod ports;
mod samples;
mod spelling;
mod tree;
mod turns;
mod values;

use crate::case::Case;
use crate::examples::{self, Reader};
use std::collections::HashSet;

/// Every case, each text once.
pub fn cases() -> Vec<Case> {
    let bases = base::bases();
    let mut cases: Vec<_> = bases.iter().map(base::Base::case).collect();
    let mut turns = turns::Turns::default();
    cases.extend(bases.iter().flat_map(|base| fields::cases(base, &mut turns)));
    cases.extend(bases.iter().flat_map(|base| ports::cases(base, &mut turns)));
    cases.extend(bases.iter().flat_map(spelling::same));
    cases.extend(bases.iter().flat_map(spelling::broken));
    cases.extend(examples::cases(Reader::Yaml));
    let mut seen = HashSet::new();
    cases.retain(|case| seen.insert((case.main.clone(), case.text().to_owned())));
    cases
}
