//! PJ720 `reserved-argument-in-step`: `arguments` contains a name that `ParallelRunStep` reserves.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::rules::shared::dataset;
use crate::tables::{self, Field, Place};
use crate::{message, rule};

rule! {
    /// `arguments` contains a name that `ParallelRunStep` reserves.
    ///
    /// - **Fires when** a literal item of the list starts with `--` and, up to `=`, is one of the reserved names of PJ3xx; also when it was meant as a value.
    /// - **Silent on** `-output`, longer names (`--output_dir`), `--model_name`; dynamic items; a step of the withdrawn `azureml.contrib`, which reserves nothing.
    /// - **Why** "'output' is a reserved argument in ParallelRunStep, please use another argument name instead."
    /// - **Fix** none: rename the option here and in the script, or use the setting.
    ///
    /// Invalid:
    ///
    /// ```python v1 step
    /// arguments=["--logging_level", "DEBUG"]
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 step
    /// arguments=["--log", "DEBUG"]
    /// ```
    PJ720 "reserved-argument-in-step" Error, on: [SdkV1], sdk: Yes, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    if step.contrib {
        return;
    }
    for item in dataset::items(step, Field::ProgramArguments) {
        let flag = item.known_text().and_then(|text| text.strip_prefix("--"));
        let name = flag.and_then(|flag| flag.split('=').next());
        let Some(reserved) = name.and_then(tables::reserved_argument) else { continue };
        let message = message!("`{name}` is reserved; `ParallelRunStep` raises \"'{name}' is a reserved argument in ParallelRunStep\"", name = reserved.name);
        let is_setting = tables::lookup(step.surface, Place::Config, reserved.name).is_some();
        let help = match is_setting {
            true => message!("set `{name}` of the `ParallelRunConfig`, or rename the option here and in the script", name = reserved.name),
            false => message!("rename the option here and in the script"),
        };
        cx.report(item.used_at(), message).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    #[test]
    fn draws_the_item() {
        check("python v1 step", "arguments=['--logging_level', 'DEBUG'],\n           ^^^^^^^^^^^^^^^^^ PJ720");
        check("python v1 step", "arguments=['--output=x', '--a', '--partition_keys'],\n           ^^^^^^^^^^^^ PJ720\n                                ^^^^^^^^^^^^^^^^^^ PJ720");
    }

    #[test]
    fn silent() {
        check("python v1 step", "arguments=['-output', '--output_dir', '--model_name', name, 'output', '--Output']");
        check("python v1 step", "arguments=more");
        let step = |package: &str| format!("from azureml.{package}.steps import ParallelRunStep\nstep = ParallelRunStep('score', arguments=['--output', 'x'])");
        assert!(messages_of("python file", &step("pipeline")).contains("PJ720"));
        assert!(!messages_of("python file", &step("contrib.pipeline")).contains("PJ720"));
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("python v1 step", "arguments=['--output', 'x']"), @r#"PJ720 `output` is reserved; `ParallelRunStep` raises "'output' is a reserved argument in ParallelRunStep" | rename the option here and in the script"#);
    }
}
