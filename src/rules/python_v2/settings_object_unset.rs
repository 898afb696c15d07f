//! PJ404 `settings-object-unset`: A part of `resources` or `retry_settings` is set on a node that has none.

use super::{assignment, settings};
use crate::diagnostic::Applicability;
use crate::model::{Entry, ParallelStep};
use crate::rules::Context;
use crate::tables::Place;
use crate::{message, rule};

rule! {
    /// A part of `resources` or `retry_settings` is set on a node that has none.
    ///
    /// - **Fires when** `<node>.resources.<x> = …` or `<node>.retry_settings.<x> = …`, where `<node>` is a step built in the same file whose construction gives no `resources`, `instance_count`, `instance_type`, `docker_args` or `shm_size` (for the second: no `retry_settings`), and no earlier statement assigns the whole.
    /// - **Silent on** nodes from `load_component`; open calls; steps that come from another file.
    /// - **Why** The attribute is `None` until one of them is given: `AttributeError: 'NoneType' object has no attribute 'instance_count'`.
    /// - **Fix** assign a mapping: `<node>.resources = {"<x>": …}`; safe if it is the only such statement, unsafe otherwise.
    ///
    /// Invalid:
    ///
    /// ```python v2 after minus=instance_count
    /// @dsl.pipeline(default_compute="cpu-cluster")
    /// def scoring(images, nodes: int = 2):
    ///     node = score(data=images)
    ///     node.resources.instance_count = nodes
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2 after
    /// @dsl.pipeline(default_compute="cpu-cluster")
    /// def scoring(images, nodes: int = 2):
    ///     node = score(data=images)
    ///     node.resources.instance_count = nodes
    /// ```
    PJ404 "settings-object-unset" Error, on: [SdkV2], sdk: Yes, costs: false, fix: Mixed, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    settings::PLACES.iter().for_each(|(place, _)| report(step, *place, cx));
}

fn report<'a>(step: &'a ParallelStep, place: Place, cx: &mut Context<'a>) {
    let text = cx.text();
    let parts: Vec<&Entry> = step.assigned.iter().filter(|(at, _)| *at == place).map(|(_, entry)| entry).collect();
    for (index, entry) in parts.iter().enumerate() {
        let Some(owner) = assignment::owner(text, entry) else { continue };
        // The first statement raises; the others are its mistake too.
        let missing = settings::are_there(step, place, entry.span.start) == Some(false);
        if !missing || parts[..index].iter().any(|other| assignment::owner(text, other) == Some(owner)) {
            continue;
        }
        let holder = owner.trim_end_matches('.');
        let message = message!(
            "`{holder}` is `None`: `{step}` is made without it, and this line raises `AttributeError`",
            holder = holder,
            step = step.name,
        );
        let help = message!("assign a mapping: `{holder} = {\"{key}\": …}`", holder = holder, key = entry.key);
        let sure = if parts.len() == 1 { Applicability::Safe } else { Applicability::Unsafe };
        let edits = assignment::to_mapping_of_owner(text, entry);
        cx.report(entry.key_span, message).help(help).fix(sure, message!("Assign a mapping"), edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    const HEAD: &str = "@dsl.pipeline(default_compute=\"c\")\ndef scoring(images, nodes: int = 2):\n    node = score(data=images)\n";

    fn after(body: &str) -> String {
        format!("{HEAD}    {body}")
    }

    #[test]
    fn draws_the_attribute() {
        check("python v2 after minus=instance_count", &after("node.resources.shm_size = \"1g\"\n                   ^^^^^^^^ PJ404"));
        check("python v2 after minus=retry_settings", &after("node.retry_settings.timeout = 60\n                        ^^^^^^^ PJ404"));
        check("python v2 file", &file("node.resources.instance_count = 2\n               ^^^^^^^^^^^^^^ PJ404\nnode.resources.shm_size = \"1g\""));
        check("python v2 file", &file("node.resources = {\"instance_count\": 2}\nnode.resources.shm_size = \"1g\""));
    }

    /// A step without resources and retry settings, and a node of it.
    fn file(body: &str) -> String {
        format!(
            "from azure.ai.ml import Input\nfrom azure.ai.ml.parallel import RunFunction, parallel_run_function\nscore = parallel_run_function(name=\"a\", inputs={{\"d\": Input(type=\"uri_folder\")}}, input_data=\"${{{{inputs.d}}}}\", mini_batch_size=\"1\", mini_batch_error_threshold=5, task=RunFunction(code=\"./src\", entry_script=\"score.py\", environment=\"azureml:e:1\"))\nnode = score(d=Input(type=\"uri_folder\", path=\"azureml:a:1\"))\nnode.retry_settings = {{\"timeout\": 60}}\n{body}"
        )
    }

    #[test]
    fn silent() {
        check("python v2 after", &after("node.resources.instance_count = nodes"));
        check("python v2 after", &after("node.retry_settings.timeout = 60"));
        check("python v2 after", "from azure.ai.ml import load_component\nother = load_component(source=\"use.yml\")\nnode = other(data=5)\nnode.resources.instance_count = 5");
    }

    #[test]
    fn becomes_a_mapping() {
        assert_eq!(
            fix_of("PJ404", "python v2 file", &file("node.resources.instance_count = nodes")),
            "safe\n-node.resources.instance_count = nodes\n+node.resources = {\"instance_count\": nodes}\n",
        );
        assert!(fix_of("PJ404", "python v2 file", &file("node.resources.instance_count = 2\nnode.resources.shm_size = \"1g\"")).starts_with("unsafe"));
    }
}
