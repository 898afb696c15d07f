//! PJ005 `schema-missing`: The file has no `$schema`.

use super::schema_kind_mismatch::{expected, key};
use crate::model::FileModel;
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::{message, rule};

rule! {
    /// The file has no `$schema`.
    ///
    /// - **Fires when** a parallel component, or a pipeline file with a parallel node, has no `$schema` key.
    /// - **Silent on** component mappings inside a node.
    /// - **Why** Nothing depends on it in the SDK; editors choose the schema for completion by it.
    /// - **Fix** insert the URL for the file's kind as the first line (safe).
    ///
    /// Invalid:
    ///
    /// ```yaml component minus=$schema
    /// name: score_files
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// $schema: https://azuremlschemas.azureedge.net/latest/parallelComponent.schema.json
    /// ```
    PJ005 "schema-missing" Info, on: [Component, Pipeline], sdk: No, costs: false, fix: Safe, default: false, file: check
}

fn check<'a>(model: &'a FileModel, cx: &mut Context<'a>) {
    let Some(expected) = expected(model) else { return };
    let Some(root) = model.root.as_ref().and_then(|root| root.mapping()) else { return };
    let anchor = model.component().map(|step| step.anchor).or(model.pipelines.first().map(|pipeline| pipeline.anchor));
    let Some(anchor) = anchor.filter(|_| !root.has(key())) else { return };
    let url = format!("https://azuremlschemas.azureedge.net/latest/{expected}");
    let message = message!("the file has no `$schema`, by which editors check and complete it");
    let edits = cx.rewrite().insert_first(root, key(), &Literal::text(&url));
    let help = message!("add `$schema: {url}`", url = url);
    cx.report(anchor, message).help(help).fix_safe(message!("Add `$schema`"), edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_with, fix_of};
    use crate::rules::RuleSet;

    #[test]
    fn draws_the_type() {
        check_with("yaml component minus=$schema", "type: parallel\n^^^^^^^^^^^^^^ PJ005", &RuleSet::of(|rule| *rule == super::RULE));
        check("yaml component minus=$schema", "type: parallel");
    }

    #[test]
    fn inserts_the_url_first() {
        let url = "safe\n+$schema: https://azuremlschemas.azureedge.net/latest/parallelComponent.schema.json\n";
        assert_eq!(fix_of("PJ005", "yaml component minus=$schema", "type: parallel"), url);
        let url = "safe\n+$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json\n";
        assert_eq!(fix_of("PJ005", "yaml pipeline minus=$schema", "type: pipeline"), url);
    }
}
