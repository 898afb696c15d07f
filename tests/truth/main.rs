//! parlint against the real SDKs, case by case: what the SDK refuses, parlint reports, at the place of the fault; what
//! the SDK accepts and parlint reports has the consequence that its message names, seen in what the SDK builds; nothing
//! else is reported. `docs/truth.md` says how many cases that was tried on.
//!
//! ```text
//! cases (yaml/, …) ─┬ sdk ──────── Answer ──┬ judge ── Verdict ── report ── docs/truth.md
//!                   └ findings ─ Diagnostic ─┘   └ consequences, explained: the tables of what to expect
//! ```
//! `tests/run` makes the environments and names them in `PARLINT_TRUTH_V2` and `PARLINT_TRUTH_V1`. With
//! `PARLINT_TRUTH_ONLY=inline/mini_batch_size` only the cases with that in their names are judged.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod case;
mod consequences;
mod evidence;
mod examples;
mod explained;
mod findings;
mod judge;
mod memory;
mod process;
mod python;
mod report;
mod sdk;
mod suite;
mod yaml;

use report::Report;
use suite::{SUITES, Suite};

#[test]
fn truth_parlint_agrees_with_the_sdks() {
    let only = std::env::var("PARLINT_TRUTH_ONLY").ok();
    let judged = SUITES.iter().map(|suite| judge::run(suite, only.as_deref())).collect();
    let report = Report::new(judged);
    println!("{}", report.table());
    let disagreements = report.disagreements();
    assert!(disagreements.is_empty(), "{} disagree:\n{}", disagreements.len(), disagreements.join("\n"));
    if only.is_none() {
        let gaps = report.gaps();
        assert!(gaps.is_empty(), "{}", gaps.join("\n"));
        report.check_page();
    }
}
