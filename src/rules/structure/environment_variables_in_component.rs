//! PJ023 `environment-variables-in-component`: `environment_variables` stands in a component, where it is dropped.

use crate::model::{ComponentSource, ParallelStep};
use crate::rules::Context;
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// `environment_variables` stands in a component, where it is dropped.
    ///
    /// - **Fires when** a component file or component mapping has the key.
    /// - **Silent on** nodes and Python (`parallel_run_function(environment_variables=…)` sets it on the node).
    /// - **Why** Only nodes have environment variables. In a component the key disappears at load; the script then reads `None` or stops.
    /// - **Fix** if the project has local nodes that use the component: move the entries there (not overriding existing ones), unsafe; otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// environment_variables:
    ///   MODEL_NAME: resnet
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml node
    /// environment_variables:
    ///   MODEL_NAME: resnet
    /// ```
    PJ023 "environment-variables-in-component" Error, on: [Component], sdk: No, costs: true, fix: Unsafe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for key in cx.faulty_keys(step) {
        let message = message!("a component has no `{key}`: the SDK drops it, and the script never sees the variables", key = key.entry.key);
        let help = message!("set `{key}` on the nodes that use the component", key = key.entry.key);
        let node = node_of(cx, step).filter(|node| !node.body.has(&key.entry.key));
        let edits: Option<Vec<Edit>> = node.and_then(|node| cx.rewrite().move_entry(key.mapping, key.entry, &node.body));
        cx.report(key.entry.key_span, message).help(help).fix_unsafe(message!("Move it to the node"), edits);
    }
}

/// The node that a component is written in.
pub(super) fn node_of<'a>(cx: &Context<'a>, component: &ParallelStep) -> Option<&'a ParallelStep> {
    let steps = &cx.model().steps;
    let index = steps.iter().position(|step| std::ptr::eq(step, component))?;
    steps.iter().find(|step| step.component == Some(ComponentSource::Written(index)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_key() {
        check("yaml component", "environment_variables:\n^^^^^^^^^^^^^^^^^^^^^ PJ023\n  MODEL: 1");
        check("yaml node", "environment_variables:\n  MODEL: a");
        check("yaml inline", "environment_variables:\n  MODEL: a");
        check("python v2", "environment_variables={\"MODEL\": \"a\"}");
        assert_eq!(fix_of("PJ023", "yaml component", "environment_variables: {A: b}"), "none");
    }

    #[test]
    fn moves_to_the_node_around() {
        let pipeline = "
            type: pipeline
            settings: {default_compute: azureml:c}
            jobs:
              score:
                type: parallel
                component:
                  type: parallel
                  input_data: ${{inputs.data}}
                  mini_batch_size: '1'
                  environment_variables:
                    A: b
                  inputs:
                    data: {type: uri_folder}
                  task: {type: run_function, code: ./src, entry_script: score.py, environment: azureml:e:1}
                inputs:
                  data: {type: uri_folder, path: azureml:a:1}
            ";
        insta::assert_snapshot!(fix_of("PJ023", "yaml file", pipeline));
    }
}
