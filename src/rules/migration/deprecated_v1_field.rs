//! PJ800 `deprecated-v1-field`: A setting of SDK v1, with its home in v2.

use crate::message::Message;
use crate::model::{Entry, ParallelStep};
use crate::rules::Context;
use crate::tables::{self, MappingRow, Origin, Place};
use crate::{message, rule};

rule! {
    /// A setting is written for SDK v1.
    ///
    /// - **Fires when** a keyword of `ParallelRunConfig` or `ParallelRunStep`, or a key of a saved `parallel_run_config`, is in the mapping from v1 to v2.
    /// - **Silent on** keywords that no mapping knows; classes of the same name from other packages; what `**kwargs` holds, unless it is a dictionary that is written out and that nothing changes.
    /// - **Why** SDK v1 is out of support, and its settings moved: some were renamed, some became text, some became program arguments, some have other defaults. The finding names the home in Python and in YAML and says what happens to the value, so that a v1 file can be read beside its successor.
    /// - **Fix** none: the step moves as a whole (PJ801).
    ///
    /// Invalid:
    ///
    /// ```python v1 config
    /// node_count=2
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2
    /// instance_count=2
    /// ```
    PJ800 "deprecated-v1-field" Info, on: [SdkV1, V1Yaml], sdk: No, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    // The mapping is of the keywords in Python; of the YAML files only the saved configuration has the same keys.
    let places = [(Place::Config, Origin::Config), (Place::Step, Origin::Step)];
    for (place, origin) in places.into_iter().filter(|(place, _)| step.is_python() || *place == Place::Config) {
        for entry in step.block(place).into_iter().flat_map(|mapping| &mapping.entries) {
            if let Some(row) = row(entry, origin) {
                cx.report(entry.key_span, becomes(&entry.key, row)).help(row.advice());
            }
        }
    }
}

/// The row about an argument; where its value decides which, the row of that value.
fn row(entry: &Entry, origin: Origin) -> Option<&'static MappingRow> {
    let rows = || tables::mapping_rows(&entry.key).filter(|row| row.origin == origin);
    let of_value = entry.value.known_text().and_then(|text| {
        let id = format!("{}={}", entry.key, text.to_ascii_lowercase());
        rows().find(|row| row.id == id)
    });
    of_value.or_else(|| rows().next())
}

fn becomes(key: &str, row: &MappingRow) -> Message {
    match (row.python, row.yaml) {
        (Some(python), Some(yaml)) => {
            message!("`{key}` of v1 becomes `{python}` in Python, `{yaml}` in YAML", key = key, python = python, yaml = yaml)
        }
        (Some(python), None) => message!("`{key}` of v1 becomes `{python}` in Python", key = key, python = python),
        (None, Some(yaml)) => message!("`{key}` of v1 becomes `{yaml}` in YAML", key = key, yaml = yaml),
        (None, None) => message!("`{key}` of v1 has no successor in v2", key = key),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_what_a_literal_spreads() {
        check(
            "python v1 file",
            "
            from azureml.pipeline import steps
            common = dict(node_count=2)
                          ^^^^^^^^^^ PJ800
            steps.ParallelRunConfig(**common, **{'run_max_try': 2})
            ^^^^^^^^^^^^^^^^^^^^^^^ PJ126
            ^^^^^^^^^^^^^^^^^^^^^^^ PJ701
            ^^^^^^^^^^^^^^^^^^^^^^^ PJ801
            ^^^^^^^^^^^^^^^^^^^^^^^ PJ810
                                                 ^^^^^^^^^^^^^ PJ800
            ",
        );
    }

    #[test]
    fn marks_each_keyword() {
        check(
            "python v1 file",
            "
            from azureml.pipeline import steps
            steps.ParallelRunConfig(node_count=2, nope=1, **rest)
            ^^^^^^^^^^^^^^^^^^^^^^^ PJ801
                                    ^^^^^^^^^^ PJ800
                                                  ^^^^ PJ010
            ",
        );
    }
}
