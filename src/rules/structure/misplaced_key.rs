//! PJ020 `misplaced-key`: A key that exists stands in the wrong mapping.

use super::keys::Meaning;
use super::{relocate, wording};
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// A key that exists stands in the wrong mapping.
    ///
    /// - **Fires when** one of: a task key (`code, entry_script, program_arguments, append_row_to, environment, model`) on the step; a step key (`mini_batch_size, mini_batch_error_threshold, error_threshold, max_concurrency_per_instance, logging_level, input_data, partition_keys, environment_variables, retry_settings, resources, compute`) under `task`, `retry_settings` or `resources`; `timeout` or `max_retries` outside `retry_settings`; `instance_count, instance_type, shm_size, docker_args, max_instance_count, locations` outside `resources`. In Python: the same for keywords of `parallel_run_function`, `RunFunction` and mappings given to them.
    /// - **Silent on** `instance_count` at the top of a component file; `instance_count, instance_type, shm_size, docker_args` on a component node and as keywords of `parallel_run_function` (all accepted); any key when the step has neither `task` nor `component`.
    /// - **Why** In a component file, under `task` and under `retry_settings` the key is dropped silently; in an inline node the error names `component`; on a component node and in Python a task key is sent where nobody reads it. A published component has `append_row_to` one level too high, a widely copied article passes `append_row_to=` to `parallel_run_function`: both jobs run to the end and write no result file. `code=` there raises `TypeError`. One page lists `append_row_to` among the arguments of `parallel_run_function`; the SDK reads it from `RunFunction` only.
    /// - **Fix** move the entry to its home, with its comments; safe if the home has no such key, none otherwise; unsafe on a component node where it makes a new `retry_settings` or `resources`, which replaces the component's whole block.
    ///
    /// Invalid:
    ///
    /// ```yaml component minus=task.append_row_to
    /// append_row_to: ${{outputs.scores}}
    /// ```
    ///
    /// ```python v2
    /// append_row_to="${{outputs.scores}}"
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2 task
    /// append_row_to="${{outputs.scores}}"
    /// ```
    PJ020 "misplaced-key" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Mixed, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for key in cx.faulty_keys(step) {
        let Meaning::Misplaced(field) = key.meaning else { continue };
        let message = wording::misplaced(step, key.place, &key.entry.key);
        let (applicability, edits) = relocate::to_home(cx, step, &key, field);
        let title = message!("Move `{key}` to where it belongs", key = key.entry.key);
        let finding = cx.report(key.entry.key_span, message).help(relocate::advice(step, key.place, field));
        finding.fix(applicability, title, edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_key() {
        check("yaml component minus=task.append_row_to", "append_row_to: ${{outputs.scores}}\n^^^^^^^^^^^^^ PJ020");
        check("yaml component", "task:\n  mini_batch_size: '5'\n  ^^^^^^^^^^^^^^^ PJ020\n  compute: azureml:c\n  ^^^^^^^ PJ020");
        check("yaml inline", "retry_settings:\n  error_threshold: 5\n  ^^^^^^^^^^^^^^^ PJ020");
        check("yaml inline minus=resources", "instance_count: 5\n^^^^^^^^^^^^^^ PJ020");
        check("yaml component", "instance_type: a\n^^^^^^^^^^^^^ PJ020");
        check("yaml node", "entry_script: a.py\n^^^^^^^^^^^^ PJ020\nmax_retries: 4\n^^^^^^^^^^^ PJ020");
        check("python v2 minus=task.append_row_to", "append_row_to=\"${{outputs.scores}}\"\n^^^^^^^^^^^^^ PJ020");
        check("python v2", "code=\"./src\"\n^^^^ PJ020");
        check("python v2 task", "mini_batch_size=\"5\"\n^^^^^^^^^^^^^^^ PJ020");
        check("python v2", "retry_settings={\"timeout\": 60, \"instance_count\": 4}\n                               ^^^^^^^^^^^^^^^^ PJ020");
    }

    #[test]
    fn silent_on_what_is_accepted() {
        check("yaml node", "instance_count: 3\ninstance_type: a\nshm_size: 2g\ndocker_args: -a");
        check("yaml component minus=resources", "instance_count: 3");
        check("python v2", "instance_type=\"a\",\nshm_size=\"2g\",\ndocker_args=\"-a\"");
    }

    #[test]
    fn moves_it_home() {
        let fix = fix_of("PJ020", "yaml component minus=task.append_row_to", "# rows\nappend_row_to: ${{outputs.scores}} # all");
        insta::assert_snapshot!(fix);
        insta::assert_snapshot!(fix_of("PJ020", "yaml inline minus=retry_settings", "timeout: 600"));
        insta::assert_snapshot!(fix_of("PJ020", "yaml node", "max_retries: 4"));
        insta::assert_snapshot!(fix_of("PJ020", "python v2 minus=retry_settings", "max_retries=4"));
        insta::assert_snapshot!(fix_of("PJ020", "python v2", "append_row_to=\"${{outputs.scores}}\",\ntask=RunFunction(code=\"./src\", entry_script=\"score.py\", environment=\"azureml:e:1\")"));
        assert_eq!(fix_of("PJ020", "yaml component", "append_row_to: ${{outputs.scores}}"), "none");
        assert_eq!(fix_of("PJ020", "yaml node", "entry_script: a.py"), "none");
    }
}
