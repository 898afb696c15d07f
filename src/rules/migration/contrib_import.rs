//! PJ802 `contrib-import`: The step comes from the withdrawn `azureml.contrib.pipeline.steps`.

use crate::model::{Entry, FileModel, Mapping, ParallelStep};
use crate::rules::Context;
use crate::tables::{self, Field, FieldInfo, Place};
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// The step comes from the withdrawn `azureml.contrib.pipeline.steps`.
    ///
    /// - **Fires when** an import of `ParallelRunStep` or `ParallelRunConfig` from that package; and each argument of their calls that `azureml.pipeline.steps` does not take: `models, tags, properties, add_parallel_run_step_dependencies, input_format`.
    /// - **Silent on** other names of that package.
    /// - **Why** The package had other signatures: `mini_batch_size` a string only, no default for `logging_level` and `run_invocation_timeout`, and arguments without successor, which raise `TypeError` in the regular package. `models=[…]` stands in many published steps; in v2 a model is an input.
    /// - **Fix** import: replace the module, safe if no such argument is used. `add_parallel_run_step_dependencies`, `input_format`: delete, safe. `models`, `tags`, `properties`: none.
    ///
    /// Invalid:
    ///
    /// ```python v1 file
    /// from azureml.contrib.pipeline.steps import ParallelRunStep
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 file
    /// from azureml.pipeline.steps import ParallelRunStep
    /// ```
    PJ802 "contrib-import" Warning, on: [SdkV1], sdk: No, costs: false, fix: Safe, step: check, file: check_file
}

fn check_file(model: &FileModel, cx: &mut Context) {
    let has_withdrawn_arguments = model.steps.iter().any(|step| withdrawn_arguments(step).next().is_some());
    for import in &model.withdrawn_imports {
        let package = import.package.slice(cx.text());
        let message = message!("`{package}` is withdrawn; the classes live in `{regular}`", package = package, regular = REGULAR);
        let edits = (!import.others && !has_withdrawn_arguments).then(|| vec![Edit::replace(import.package, REGULAR)]);
        let help = message!("import from `{regular}`; `mini_batch_size` may then be a number, `logging_level` and `run_invocation_timeout` have defaults", regular = REGULAR);
        let title = message!("Import from `{regular}`", regular = REGULAR);
        cx.report(import.package, message).help(help).fix_safe(title, edits);
    }
}

fn check(step: &ParallelStep, cx: &mut Context) {
    for (mapping, entry, info) in withdrawn_arguments(step) {
        let message = message!("`{key}` exists in the withdrawn package only; `{regular}` raises `TypeError` on it", key = info.key, regular = REGULAR);
        // What only told the old package how to work can go; models, tags and properties carry a meaning.
        let idle = matches!(info.field, Field::InputFormat | Field::AddParallelRunStepDependencies);
        let edits = idle.then(|| cx.rewrite().remove(mapping, entry)).flatten();
        let help = if info.field == Field::Models {
            message!("in v2 a model is an input, passed to the script as an argument")
        } else {
            message!("it has no successor in v2; delete it")
        };
        let title = message!("Delete `{key}`", key = info.key);
        cx.report(entry.key_span, message).help(help).fix_safe(title, edits);
    }
}

/// The package that replaced the withdrawn one.
const REGULAR: &str = "azureml.pipeline.steps";

/// The arguments of a step and its configuration that only the withdrawn package takes.
fn withdrawn_arguments(step: &ParallelStep) -> impl Iterator<Item = (&Mapping, &Entry, &'static FieldInfo)> {
    let places = [Place::Config, Place::Step].into_iter().filter(|_| step.contrib);
    let entries = places.filter_map(|place| Some((place, step.block(place)?)));
    let all = entries.flat_map(|(place, mapping)| mapping.entries.iter().map(move |entry| (place, mapping, entry)));
    all.filter_map(|(place, mapping, entry)| {
        let info = tables::lookup(step.surface, place, &entry.key).filter(|info| info.contrib)?;
        Some((mapping, entry, info))
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    const STEP: &str = "from azureml.contrib.pipeline.steps import ParallelRunStep\n";

    #[test]
    fn marks_the_package() {
        check("python v1 file", &format!("{STEP}     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ802"));
        check("python v1 file", "from azureml.contrib.pipeline.steps import Other");
    }

    #[test]
    fn imports_from_the_regular_package() {
        let fixed = fix_of("PJ802", "python v1 file", STEP);
        assert_eq!(fixed, format!("safe\n-{STEP}+from azureml.pipeline.steps import ParallelRunStep\n"));
        let with_models = format!("{STEP}ParallelRunStep(name='a', models=[m])");
        assert_eq!(fix_of("PJ802", "python v1 file", &with_models), "none");
        let with_other = "from azureml.contrib.pipeline.steps import ParallelRunStep, Other";
        assert_eq!(fix_of("PJ802", "python v1 file", with_other), "none");
    }
}
