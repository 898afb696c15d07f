//! `parlint migrate` against the real SDKs: what a v1 program builds and what its migrated form builds is the same, setting
//! by setting; everything else in the file stays as it was; and what could not be carried over is said.
//!
//! ```text
//! corpus/<case>/before.* ─┬─ parlint migrate ── after ─┬─ sdk/v2.py ─ settings ─┐
//!                         │                            ├─ sdk/kept.py           ├─ compare
//!                         └─────────── sdk/v1.py ──────┴──────────── settings ──┘
//! ```
//! Every case stands in the folder of `project/`. `cases.rs` says what is expected of each; `UPDATE=1` renews `after.*`,
//! which is there for readers. `tests/run` makes the environments and names them in `PARLINT_TRUTH_V2` and
//! `PARLINT_TRUTH_V1`. With `PARLINT_MIGRATE_ONLY=guide` only the cases with that in their names are judged.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod cases;
mod compare;
mod corpus;
mod judge;
#[path = "../truth/memory.rs"]
mod memory;
mod planted;
#[path = "../truth/process.rs"]
mod process;
mod sdk;

use std::collections::BTreeSet;

#[test]
fn migrated_programs_build_what_the_v1_programs_built() {
    let only = std::env::var("PARLINT_MIGRATE_ONLY").unwrap_or_default();
    let cases: Vec<_> = cases::CASES.iter().filter(|case| case.name.contains(&only)).collect();
    let faults = judge::faults(&cases);
    assert!(faults.is_empty(), "{} of {} cases:\n{}", faults.len(), cases.len(), faults.join("\n"));
}

#[test]
fn every_folder_of_the_corpus_is_a_case() {
    let listed: BTreeSet<String> = cases::CASES.iter().map(|case| case.name.to_owned()).collect();
    assert_eq!(corpus::folders(), listed);
    assert_eq!(listed.len(), cases::CASES.len(), "a case is listed twice");
}
