//! PJ205 `wrong-scope`: An expression uses a scope that does not exist in this place.

use super::fault::{Fault, FaultKind};
use super::judge;
use super::names::Names;
use super::sites::Role;
use crate::message::Message;
use crate::model::{Direction, ParallelStep, Pipeline, Port, scan};
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// An expression uses a scope that does not exist in this place.
    ///
    /// - **Fires when** `${{parent.…}}` in `input_data`, under `task` or anywhere in a component; `${{inputs.…}}` or `${{outputs.…}}` in a node's `inputs`, `outputs`, `compute`, `environment_variables` or settings; `${{outputs.…}}` in `input_data`; `${{inputs.…}}` in `append_row_to`; `${{parent.inputs.…}}` or `${{parent.jobs.…}}` in a node's `outputs`; `${{parent.jobs.…}}` or `${{parent.outputs.…}}` in a setting that is a number or a word, such as `mini_batch_size`; `${{parent.…}}` in the pipeline's own inputs.
    /// - **Silent on** `task.environment`, which takes `${{parent.inputs.…}}`; expressions of other tools (any other first word, see PJ206); Python values that the SDK fills in itself.
    /// - **Why** Measured: all are accepted as text (a number bound to an output is mostly refused, for its form). In a task the step's own ports are `inputs` and `outputs`; in a node's ports and settings the pipeline's are `parent.inputs`, `parent.jobs.<job>.outputs` and `parent.outputs`.
    /// - **Fix** `${{parent.inputs.x}}` in a task where a node input is bound to exactly that: use the node input's name, safe. `${{inputs.x}}` in a node's port or setting where the pipeline has the input `x`: prefix `parent.`, safe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// input_data: ${{parent.inputs.data}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// input_data: ${{inputs.data}}
    /// ```
    PJ205 "wrong-scope" Error, on: [Component, Inline, Node, Pipeline, SdkV2], sdk: No, costs: true, fix: Safe, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for fault in cx.faults(step).iter().filter(|fault| fault.kind == FaultKind::WrongScope) {
        report(fault, right(step, fault, cx).as_deref(), cx);
    }
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    for fault in judge::of_pipeline(pipeline, cx).iter().filter(|fault| fault.kind == FaultKind::WrongScope) {
        report(fault, None, cx);
    }
}

fn report(fault: &Fault, right: Option<&str>, cx: &mut Context) {
    let help = match right {
        Some(right) => message!("write `${{{right}}}`", right = right),
        None => help(fault.role),
    };
    let edits = right.and_then(|right| cx.rewrite().set_text_range(&fault.value, fault.range.clone(), right));
    let title = message!("Write `{right}`", right = right.unwrap_or_default());
    cx.report(fault.span(), message(fault)).help(help).fix_safe(title, edits);
}

fn message(fault: &Fault) -> Message {
    let body = fault.piece();
    let name = &fault.name;
    match fault.role {
        Role::InputData if body.starts_with("outputs.") => {
            message!("`input_data` takes an input, `{body}` is an output; the SDK sends it as it is", body = body)
        }
        Role::AppendRowTo if body.starts_with("inputs.") => {
            message!("`append_row_to` takes an output, `{body}` is an input; the SDK sends it as it is", body = body)
        }
        Role::Declaration => message!("a component has no parent: `{body}` stays as text", body = body),
        Role::PipelinePort(_) => message!("the pipeline's own ports have no parent: `{body}` stays as text", body = body),
        Role::Port(Direction::Output) if body.starts_with("parent.") => {
            message!("`{name}` can only be bound to an output of the pipeline; `{body}` stays as text", name = name, body = body)
        }
        Role::Setting if body.starts_with("parent.") => {
            message!("`{name}` can only be bound to an input of the pipeline; `{body}` stays as text", name = name, body = body)
        }
        Role::Port(_) | Role::Setting => {
            message!("`{body}` does not exist outside of the task; in `{name}` it stays as text", body = body, name = name)
        }
        _ => message!("`{body}` does not exist inside the task; in `{name}` it stays as text", body = body, name = name),
    }
}

fn help(role: Role) -> Message {
    match role {
        Role::InputData => message!("bind the pipeline's data to an input of the step and write `${{inputs.<name>}}`"),
        Role::AppendRowTo => message!("write `${{outputs.<name>}}`"),
        Role::Port(Direction::Output) => message!("write `${{parent.outputs.<name>}}`"),
        Role::Port(Direction::Input) => {
            message!("write `${{parent.inputs.<name>}}` or `${{parent.jobs.<job>.outputs.<name>}}`")
        }
        Role::Setting => message!("write `${{parent.inputs.<name>}}`"),
        Role::Declaration | Role::PipelinePort(_) => message!("write the value itself"),
        _ => message!("declare an input of the step, bind it to the pipeline's, and write `${{inputs.<name>}}`"),
    }
}

/// What certainly is meant.
fn right(step: &ParallelStep, fault: &Fault, cx: &Context) -> Option<String> {
    let body = fault.piece();
    match fault.role {
        Role::InputData | Role::Task if body.starts_with("parent.inputs.") => bound_to(step, body),
        Role::Port(Direction::Input) | Role::Setting => {
            let name = body.strip_prefix("inputs.")?;
            let names = Names::of_pipeline(cx.frame_around(step)?, Direction::Input);
            (names != Names::Open && names.has(name)).then(|| format!("parent.{body}"))
        }
        _ => None,
    }
}

/// The only input of the step that is bound to just this expression.
fn bound_to(step: &ParallelStep, body: &str) -> Option<String> {
    let is_bound = |port: &Port| {
        let value = port.attribute("path").map_or(port.value(), |entry| &entry.value);
        let Some(text) = value.text().map(|text| text.as_str().trim()) else { return false };
        matches!(scan(text).expressions.as_slice(), [only] if only.range == (0..text.len()) && only.body(text) == body)
    };
    let mut bound = step.inputs().filter(is_bound);
    let only = bound.next().filter(|_| bound.next().is_none())?;
    Some(format!("inputs.{}", only.name()))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn inside_the_task() {
        check("yaml inline", "input_data: ${{parent.inputs.data}}\n               ^^^^^^^^^^^^^^^^^^ PJ205");
        check("yaml inline", "input_data: ${{outputs.scores}}\n               ^^^^^^^^^^^^^^ PJ205");
        check("yaml component", "task:\n  program_arguments: --a ${{parent.inputs.a}}\n                            ^^^^^^^^^^^^^^^ PJ205");
        check("python v2 task", "append_row_to=\"${{inputs.data}}\"\n                  ^^^^^^^^^^^ PJ205");
        check("yaml node", "input_data: ${{parent.inputs.x}}\n               ^^^^^^^^^^^^^^^ PJ205");
    }

    #[test]
    fn outside_of_the_task() {
        check("yaml inline", "compute: ${{inputs.data}}\n            ^^^^^^^^^^^ PJ205");
        check("yaml inline", "mini_batch_size: ${{parent.jobs.prep.outputs.n}}\n                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ205");
        check("yaml node", "retry_settings:\n  timeout: ${{parent.outputs.n}}\n              ^^^^^^^^^^^^^^^^ PJ205\n  max_retries: 1");
        check("yaml inline", "environment_variables:\n  A: x${{outputs.scores}}\n         ^^^^^^^^^^^^^^ PJ205");
        check("yaml node", "inputs:\n  data: ${{inputs.data}}\n           ^^^^^^^^^^^ PJ205");
        check("yaml node", "outputs:\n  scores:\n    type: uri_file\n    path: ${{parent.inputs.path}}\n             ^^^^^^^^^^^^^^^^^^ PJ205");
        check("yaml component", "inputs:\n  limit:\n    type: string\n    default: ${{parent.inputs.limit}}\n                ^^^^^^^^^^^^^^^^^^^ PJ205\ntask:\n  program_arguments: --limit ${{inputs.limit}}");
        check("yaml pipeline", "inputs:\n  images: ${{parent.inputs.images}}\n             ^^^^^^^^^^^^^^^^^^^^ PJ205");
        check("python v2", "compute=\"${{inputs.data}}\"\n            ^^^^^^^^^^^ PJ205");
    }

    #[test]
    fn is_silent_on_other_tools_and_the_environment() {
        check("yaml inline", "environment_variables:\n  A: ${{secrets.TOKEN}}");
        check("yaml pipeline", "inputs:\n  image: ubuntu\njobs:\n  score:\n    type: parallel\n    component: azureml:score_files:1\n    task:\n      type: run_function\n      entry_script: score.py\n      code: ./src\n      environment: ${{parent.inputs.image}}");
    }

    #[test]
    fn puts_the_scope_right() {
        let pipeline = |input: &str, rest: &str| format!("type: pipeline\nsettings:\n  default_compute: azureml:c\ninputs:\n  images:\n    type: uri_folder\n    path: azureml:images:1\njobs:\n  score:\n    type: parallel\n    component: azureml:score_files:1\n    inputs:\n      data: {input}\n{rest}");
        let fix = |input: &str, rest: &str| fix_of("PJ205", "yaml file", &pipeline(input, rest));
        assert_eq!(fix("${{inputs.images}}", ""), "safe\n-      data: ${{inputs.images}}\n+      data: ${{parent.inputs.images}}\n");
        assert_eq!(fix("${{inputs.data}}", ""), "none");
        let input_data = "    input_data: ${{parent.inputs.images}}";
        assert_eq!(fix("${{parent.inputs.images}}", input_data), "safe\n-    input_data: ${{parent.inputs.images}}\n+    input_data: ${{inputs.data}}\n");
        assert_eq!(fix("azureml:images:1", input_data), "none");
    }
}
