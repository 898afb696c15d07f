//! PJ016 `unknown-settings-key`: The pipeline's `settings` has a key that does not exist.

use super::keys::faulty_keys_of;
use super::rename;
use crate::model::Pipeline;
use crate::rules::Context;
use crate::tables::{Place, Surface};
use crate::{message, rule};

rule! {
    /// The pipeline's `settings` has a key that does not exist.
    ///
    /// - **Fires when** a key is not one of `default_compute, default_datastore, continue_on_step_failure, force_rerun` (or `on_init, on_finalize`, private preview).
    /// - **Silent on** pipelines without a parallel node; pipeline components, whose settings the SDK does not read.
    /// - **Why** Sent as it is, without a word. `force_rerunn: true` lets a stale result be reused; the SDK v1 name `continue_run_on_step_failure` has no effect.
    /// - **Fix** near miss, `continue_run_on_step_failure` → `continue_on_step_failure`, `compute` → `default_compute`: rename, safe if the target is absent.
    ///
    /// Invalid:
    ///
    /// ```yaml pipeline
    /// settings:
    ///   force_rerunn: true
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml pipeline
    /// settings:
    ///   force_rerun: true
    /// ```
    PJ016 "unknown-settings-key" Error, on: [Pipeline], sdk: No, costs: true, fix: Safe, pipeline: check_pipeline
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    // A component's settings are not read.
    let Some(settings) = pipeline.settings().filter(|_| !pipeline.is_component) else { return };
    for key in faulty_keys_of(Surface::Pipeline, Place::Settings, settings) {
        let message = message!("`settings` has no key `{key}`; it is sent to the service, where nobody reads it", key = key.entry.key);
        rename::report(cx, &key, message, rename::known(Surface::Pipeline, key.place));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_key() {
        check("yaml pipeline", "settings:\n  force_rerunn: true\n  ^^^^^^^^^^^^ PJ016");
        check("yaml pipeline", "settings:\n  on_init: x\n  on_finalize: y\n  timeout: 5\n  ^^^^^^^ PJ016");
    }

    #[test]
    fn renames_what_is_free() {
        assert_eq!(fix_of("PJ016", "yaml pipeline", "settings:\n  continue_run_on_step_failure: true"), "safe\n-  continue_run_on_step_failure: true\n+  continue_on_step_failure: true\n");
        assert_eq!(fix_of("PJ016", "yaml pipeline minus=settings.default_compute", "settings:\n  compute: azureml:c"), "safe\n-  compute: azureml:c\n+  default_compute: azureml:c\n");
        assert_eq!(fix_of("PJ016", "yaml pipeline", "settings:\n  compute: azureml:c"), "none");
    }
}
