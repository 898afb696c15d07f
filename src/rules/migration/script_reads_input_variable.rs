//! PJ842 `script-reads-input-variable`: The entry script finds an input by an environment variable that v1 sets.

use crate::model::{ParallelStep, Value};
use crate::rules::Context;
use crate::rules::shared::dataset;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// The entry script finds an input by an environment variable that v1 sets.
    ///
    /// - **Fires when** the script of a v1 step reads `os.environ["<name>"]`, `os.environ.get("<name>")` or `os.getenv("<name>")`, where `<name>` is the name of one of the step's inputs or side inputs.
    /// - **Silent on** names that the step's `environment_variables` or the script itself set; reads under `try`.
    /// - **Why** v1 exports each named input as a variable of that name; v2 does not.
    /// - **Fix** none: pass the path as an argument.
    ///
    /// Invalid:
    ///
    /// ```python v1 step
    /// side_inputs=[Dataset.get_by_name(ws, "labels").as_named_input("labels")]
    /// ```
    ///
    /// ```python path=src/score.py
    /// import os
    ///
    ///
    /// def init():
    ///     global labels
    ///     labels = os.environ["labels"]
    ///
    ///
    /// def run(mini_batch):
    ///     return [labels for _ in mini_batch]
    /// ```
    ///
    /// Valid:
    ///
    /// ```python path=src/score.py
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     return mini_batch
    /// ```
    PJ842 "script-reads-input-variable" Warning, on: [SdkV1], sdk: No, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let inputs = [Field::Inputs, Field::SideInputs].into_iter().flat_map(|field| dataset::items(step, field));
    let named: Vec<_> = inputs.filter_map(|input| Some((dataset::name(input)?, dataset::name(input)?.known_text()?))).collect();
    if named.is_empty() {
        return;
    }
    let Some(entry) = cx.entry_script(step) else { return };
    let reads = entry.script().map(|script| script.environment_reads()).unwrap_or_default();
    for (value, name) in named.into_iter().filter(|(_, name)| !may_be_set(step, name)) {
        let Some((_, place)) = reads.iter().find(|(read, _)| read == name) else { continue };
        let message = message!(
            "the entry script finds `{name}` by the environment variable that SDK v1 sets for each named input; v2 sets none",
            name = name,
        );
        let file = entry.other_file();
        cx.report(value.used_at(), message)
            .help(message!("pass it as an argument, `--{name} ${{inputs.{name}}}` in v2", name = name))
            .related_in(file, *place, message!("the script reads the variable here"));
    }
}

/// Whether the step may set a variable itself.
fn may_be_set(step: &ParallelStep, name: &str) -> bool {
    let Some(variables) = step.value(Field::EnvironmentVariables) else { return false };
    variables.mapping().is_none_or(|mapping| mapping.open || mapping.has(name)) && !Value::is_null(variables)
}

#[cfg(test)]
mod tests {
    use crate::rules::RuleSet;
    use crate::rules::testing::{codes, complete};

    fn says(init: &str, frame: &str, block: &str, expected: bool) {
        let script = format!("import os\n\n\ndef init():\n    global labels\n    {init}\n\n\ndef run(mini_batch):\n    return [str(path) for path in mini_batch]\n");
        let mut fixture = complete(frame, block);
        fixture.replace("src/score.py", &script);
        assert_eq!(codes(&fixture, &RuleSet::default()).contains(&"PJ842"), expected, "{init} {block}");
    }

    const SIDE: &str = "side_inputs=[Dataset.get_by_name(ws, \"labels\").as_named_input(\"labels\")]\n";
    const READS: &str = "labels = os.environ[\"labels\"]";

    #[test]
    fn finds_what_is_read() {
        says(READS, "python v1 step", SIDE, true);
        says("labels = os.getenv('labels')", "python v1 step", SIDE, true);
        says("labels = os.environ.get('data')", "python v1 step", "", true);
        says("labels = os.environ['other']", "python v1 step", SIDE, false);
        says("labels = os.environ[name]", "python v1 step", SIDE, false);
        says("os.environ['labels'] = 'x'\n    labels = os.environ['labels']", "python v1 step", SIDE, false);
        says(READS, "python v1 step", "side_inputs=[labels]\n", false);
        says("labels = os.environ.get('data')", "python v1 config", "environment_variables={\"data\": \"x\"}\n", false);
        says("labels = os.environ.get('data')", "python v1 config", "environment_variables=variables\n", false);
        says("labels = os.environ.get('data')", "python v1 config", "environment_variables={\"other\": \"x\"}\n", true);
    }
}
