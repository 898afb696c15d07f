//! PJ403 `mapping-instead-of-object`: A mapping or text stands where the SDK needs an object.

use super::{brackets, import};
use crate::model::{Data, Mapping, ParallelStep, Value};
use crate::rules::Context;
use crate::tables::{self, Field, Place, Surface};
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// A mapping or text stands where the SDK needs an object.
    ///
    /// - **Fires when** `task=` is a dictionary or string; `environment=` of `RunFunction` is a dictionary; `environment=` or `task=` is a name bound once to one.
    /// - **Silent on** `retry_settings` and `resources`, which take dictionaries; strings for `environment`; dynamic values.
    /// - **Why** `task=dict(...)` raises `'dict' object has no attribute 'code'`; a dictionary as environment passes until validation, which speaks of `base_path`.
    /// - **Fix** `task={…}` with known keys → `RunFunction(…)`, `environment={…}` → `Environment(…)`, adding the import; unsafe.
    ///
    /// Invalid:
    ///
    /// ```python v2 task
    /// environment={"image": "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04"}
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2 task
    /// environment=Environment(image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04")
    /// ```
    PJ403 "mapping-instead-of-object" Error, on: [SdkV2], sdk: Late, costs: false, fix: Unsafe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let written = |field| step.given(field).rfind(|given| given.mapping.is_some());
    let Some(task) = written(Field::Task) else { return };
    if matches!(task.value().data, Data::Mapping(_) | Data::Text(_) | Data::Template(_)) {
        let kind = task.value().data.kind();
        let message = message!(
            "`task` is {kind}; `parallel_run_function` raises \"'{python}' object has no attribute 'code'\"",
            kind = kind,
            python = if matches!(task.value().data, Data::Mapping(_)) { "dict" } else { "str" },
        );
        let edits = call(cx, task.value(), Place::Task, "azure.ai.ml.parallel", "RunFunction");
        let help = message!("write `RunFunction(code=…, entry_script=…, environment=…)`");
        cx.report(task.value().span, message).help(help).fix_unsafe(message!("Make it a `RunFunction`"), edits);
        return;
    }
    let environment = written(Field::Environment).filter(|_| task.value().object().is_some());
    let Some(environment) = environment.filter(|given| matches!(given.value().data, Data::Mapping(_))) else { return };
    let message = message!("`environment` is a mapping; it passes until the pipeline is validated, which then speaks of `base_path`");
    let edits = call(cx, environment.value(), Place::Environment, "azure.ai.ml.entities", "Environment");
    let help = message!("write `Environment(image=…)`, or the name of an environment as text");
    cx.report(environment.value().span, message).help(help).fix_unsafe(message!("Make it an `Environment`"), edits);
}

/// Makes a dictionary with known keys a call of a class, which is imported if need be.
fn call(cx: &Context, value: &Value, place: Place, package: &str, class: &str) -> Option<Vec<Edit>> {
    let mapping = value.mapping().filter(|mapping| has_known_keys(mapping, place))?;
    let (name, import) = import::name(cx, package, class)?;
    cx.rewrite().all([Some(import), brackets::to_call(cx, value, mapping, &name)])
}

fn has_known_keys(mapping: &Mapping, place: Place) -> bool {
    mapping.entries.iter().all(|entry| tables::lookup(Surface::SdkV2, place, &entry.key).is_some())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_value() {
        check("python v2 task", "environment={\"image\": \"ubuntu:22\"}\n            ^^^^^^^^^^^^^^^^^^^^^^ PJ403");
        check("python v2", "task=dict(code=\"./src\", entry_script=\"score.py\", environment=\"azureml:e:1\", append_row_to=\"${{outputs.scores}}\")\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ403");
        check("python v2", "outputs={}\ntask=\"score.py\"\n     ^^^^^^^^^^ PJ403");
    }

    #[test]
    fn silent() {
        check("python v2", "resources={\"instance_count\": 2},\ninstance_count=None");
        check("python v2", "task=make()");
        check("python v2 task", "environment=\"azureml:e:1\"");
    }

    #[test]
    fn becomes_a_call() {
        assert_eq!(
            fix_of("PJ403", "python v2 task", "environment={\"image\": \"ubuntu:22\"}"),
            "unsafe\n-        environment={\"image\": \"ubuntu:22\"},\n+        environment=Environment(image=\"ubuntu:22\"),\n",
        );
        assert_eq!(
            fix_of("PJ403", "python v2", "task={\"code\": \"./src\", \"entry_script\": name}"),
            "unsafe\n-    task={\"code\": \"./src\", \"entry_script\": name},\n+    task=RunFunction(code=\"./src\", entry_script=name),\n",
        );
        assert_eq!(
            fix_of("PJ403", "python v2", "task=dict(code=\"./src\")"),
            "unsafe\n-    task=dict(code=\"./src\"),\n+    task=RunFunction(code=\"./src\"),\n",
        );
        assert_eq!(fix_of("PJ403", "python v2", "task={\"kode\": \"./src\"}"), "none");
        assert_eq!(fix_of("PJ403", "python v2", "task=\"score.py\""), "none");
        let file = "from azure.ai.ml.parallel import parallel_run_function\nscore = parallel_run_function(task={\"code\": \"./src\"})\n";
        insta::assert_snapshot!(fix_of("PJ403", "python v2 file", file));
    }
}
