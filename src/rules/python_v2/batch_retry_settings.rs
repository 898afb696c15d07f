//! PJ401 `batch-retry-settings`: `retry_settings` is a `BatchRetrySettings`.

use super::brackets;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// `retry_settings` is a `BatchRetrySettings`.
    ///
    /// - **Fires when** `retry_settings=` of `parallel_run_function` is a call of `BatchRetrySettings`, or a name bound once to one.
    /// - **Silent on** its use in deployments; `RetrySettings`; mappings.
    /// - **Why** The API page names this type; the function refuses it: "Expecting (dict, RetrySettings) … got BatchRetrySettings".
    /// - **Fix** replace the call by a mapping with the same keywords (`{"max_retries": 2, "timeout": 60}`); an import that becomes unused stays (safe).
    ///
    /// Invalid:
    ///
    /// ```python v2
    /// retry_settings=BatchRetrySettings(max_retries=2, timeout=600)
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2
    /// retry_settings={"max_retries": 2, "timeout": 600}
    /// ```
    PJ401 "batch-retry-settings" Error, on: [SdkV2], sdk: Yes, costs: false, fix: Safe, step: check
}

/// The class of online and batch deployments that is mistaken for the step's.
const CLASS: &str = "BatchRetrySettings";

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for given in step.given(Field::RetrySettings).filter(|given| given.mapping.is_some()) {
        let Some(object) = given.value().object().filter(|object| object.name() == CLASS) else { continue };
        let message = message!("`parallel_run_function` refuses a `{class}`, which belongs to deployments", class = CLASS);
        let help = message!("write a mapping: `{\"max_retries\": 2, \"timeout\": 60}`");
        let edits = brackets::to_mapping(cx, given.value(), object);
        cx.report(object.callee, message).help(help).fix_safe(message!("Make it a mapping"), edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_class() {
        check("python v2", "retry_settings=BatchRetrySettings(max_retries=2, timeout=600)\n               ^^^^^^^^^^^^^^^^^^ PJ401");
    }

    #[test]
    fn silent() {
        check("python v2", "retry_settings=dict(max_retries=2, timeout=600)");
        check("python v2", "retry_settings=make()");
        check("python v2 after", "from azure.ai.ml.entities import BatchDeployment\nBatchDeployment(name=\"a\", retry_settings=BatchRetrySettings(timeout=5))");
    }

    #[test]
    fn becomes_a_mapping() {
        assert_eq!(
            fix_of("PJ401", "python v2", "retry_settings=BatchRetrySettings(max_retries = 2, timeout=600)"),
            "safe\n-    retry_settings=BatchRetrySettings(max_retries = 2, timeout=600),\n+    retry_settings={\"max_retries\": 2, \"timeout\": 600},\n",
        );
        assert_eq!(fix_of("PJ401", "python v2", "retry_settings=BatchRetrySettings(**settings)"), "none");
    }
}
