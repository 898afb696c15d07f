//! PJ004 `schema-kind-mismatch`: `$schema` names another kind of file.

use crate::model::{FileModel, PARALLEL};
use crate::rules::Context;
use crate::tables::{self, Field, Place, Surface};
use crate::{message, rule};
use std::ops::Range;

rule! {
    /// `$schema` names another kind of file.
    ///
    /// - **Fires when** `$schema` ends in `<kind>Component.schema.json` or `<kind>Job.schema.json` and kind, or component versus job, differs from what the file is by `type` and convention 7.
    /// - **Silent on** unknown URLs; the old `http://azureml/sdk-2-0/ParallelComponent.json` and `PipelineComponent.json`; differences of case.
    /// - **Why** The SDK never reads `$schema`; editors do, and complete and validate against the wrong schema. Published components carry `commandComponent` or `pipelineJob` schemas on parallel components.
    /// - **Fix** put the matching URL (safe).
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// $schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// $schema: https://azuremlschemas.azureedge.net/latest/parallelComponent.schema.json
    /// ```
    PJ004 "schema-kind-mismatch" Warning, on: [Component, Pipeline], sdk: No, costs: false, fix: Safe, file: check
}

fn check<'a>(model: &'a FileModel, cx: &mut Context<'a>) {
    let Some(expected) = expected(model) else { return };
    let Some(entry) = model.root.as_ref().and_then(|root| root.mapping()?.get(key())) else { return };
    let Some(url) = entry.value.known_text() else { return };
    let Some(name) = schema_name(url).filter(|name| !url[name.clone()].eq_ignore_ascii_case(&expected)) else { return };
    let message = message!(
        "`{written}` is the schema of another kind of file; editors check and complete by it",
        written = &url[name.clone()],
    );
    let edits = cx.rewrite().set_text_range(&entry.value, name, &expected);
    let help = message!("write `{expected}`", expected = expected);
    let title = message!("Write `{expected}`", expected = expected);
    cx.report(entry.value.span, message).help(help).fix_safe(title, edits);
}

/// The key that names the schema.
pub(super) fn key() -> &'static str {
    tables::entry(Surface::Component, Place::Step, Field::Schema).map_or(Field::Schema.name(), |info| info.key)
}

/// The name of the schema of a file that is a component or a pipeline; a parallel job has none that loads.
pub(super) fn expected(model: &FileModel) -> Option<String> {
    if model.component().is_some() {
        return Some(format!("{PARALLEL}{COMPONENT}"));
    }
    let role = if model.pipelines.first()?.is_component { COMPONENT } else { JOB };
    Some(format!("pipeline{role}"))
}

const COMPONENT: &str = "Component.schema.json";
const JOB: &str = "Job.schema.json";

/// Where the URL of a schema names the kind of file: `commandJob.schema.json`.
fn schema_name(url: &str) -> Option<Range<usize>> {
    let start = url.rfind('/').map_or(0, |slash| slash + 1);
    let name = url.get(start..)?.to_ascii_lowercase();
    let kind = [COMPONENT, JOB].iter().find_map(|role| name.strip_suffix(&role.to_ascii_lowercase()))?;
    (!kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphabetic())).then_some(start..url.len())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_url() {
        check("yaml component", "$schema: https://x.net/latest/commandComponent.schema.json\n         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ004");
        check("yaml component", "$schema: https://x.net/latest/pipelineJob.schema.json\n         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ004");
        check("yaml inline", "type: parallel");
        for url in ["http://azureml/sdk-2-0/ParallelComponent.json", "https://x.net/PARALLELCOMPONENT.schema.json", "x"] {
            check("yaml component", &format!("$schema: {url}"));
        }
        check("yaml pipeline", "$schema: https://x.net/latest/commandJob.schema.json\n         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ004");
    }

    #[test]
    fn keeps_the_rest_of_the_url() {
        let fix = fix_of("PJ004", "yaml component", "$schema: \"https://x.net/1/commandJob.schema.json\"");
        let expected = "safe\n-$schema: \"https://x.net/1/commandJob.schema.json\"\n+$schema: \"https://x.net/1/parallelComponent.schema.json\"\n";
        assert_eq!(fix, expected);
    }
}
