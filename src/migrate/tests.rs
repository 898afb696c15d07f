//! Whole files before and after: what a reader of the migration guide would write. What the two SDKs make of it is
//! measured by `tests/migrate`.

use super::{Outcome, plan};
use crate::document::{Document, Language};
use crate::project::{Memory, Project};
use std::path::Path;

/// The file after the migration, and what became of it.
fn migrate(source: &str) -> (String, Option<Outcome>) {
    let document = Document::new(Path::new("job.py"), source.to_owned(), Language::Python);
    let project = Project::new(Memory::new([]));
    let plan = plan(&document, &project);
    (plan.apply(&document).unwrap(), plan.outcome())
}

/// Checks the file after the migration, and that a second run changes nothing.
fn check(source: &str, expected: &str, outcome: Outcome) {
    let (text, found) = migrate(source);
    assert_eq!(text, expected);
    assert_eq!(found, Some(outcome));
    assert_eq!(migrate(&text).0, text, "a second run changes something");
}

#[test]
fn the_sample_of_the_migration_guide() {
    check(include_str!("tests/guide_v1.py"), include_str!("tests/guide_v2.py"), Outcome::Converted);
}

#[test]
fn what_is_not_of_v1_is_left_alone() {
    for source in ["import azureml.core\n", "from azure.ai.ml import Input\n", ""] {
        assert_eq!(migrate(source), (source.to_owned(), None));
    }
}
