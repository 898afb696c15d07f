//! PJ702 `environment-not-an-object`: The environment of `ParallelRunConfig` is not an `Environment`.

use crate::model::{Data, ParallelStep, Value};
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// The environment of `ParallelRunConfig` is not an `Environment`.
    ///
    /// - **Fires when** `environment=` is a literal, or a name bound once to a literal or to a call that resolves to a class other than `azureml.core.Environment` (an `azure.ai.ml` environment, `CondaDependencies`, `RunConfiguration`).
    /// - **Silent on** results of unknown calls; attributes such as `run_config.environment`.
    /// - **Why** "Parameter environment must be an instance of azureml.core.Environment."
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python v1 config
    /// environment="score-env"
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 config
    /// environment=Environment.get(ws, "score-env")
    /// ```
    PJ702 "environment-not-an-object" Error, on: [SdkV1], sdk: Yes, costs: false, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let literals: Vec<&Value> = cx.violations(step).map(|violation| violation.value).collect();
    let others = step.given(Field::Environment).map(|given| &given.entry.value).filter(|value| is_other(value));
    let others: Vec<&Value> = others.collect();
    for value in literals.into_iter().chain(others) {
        let source = value.object().map_or(value.span, |object| object.callee).slice(cx.text()).to_owned();
        let message = message!("`environment` is `{source}`, not an `azureml.core.Environment`; `ParallelRunConfig` raises `ValueError` when this line runs", source = source);
        let help = message!("write an object, such as `Environment.get(workspace, name)`");
        cx.report(value.used_at(), message).help(help);
    }
}

/// Whether a value is a mapping, or an object of a class that is no environment of SDK v1. What an unknown method
/// returns is not known.
fn is_other(value: &Value) -> bool {
    let Data::Object(object) = &value.data else { return matches!(value.data, Data::Mapping(_)) };
    let is_class = object.name().starts_with(char::is_uppercase);
    let of_v2 = object.class.starts_with("azure.ai.ml.");
    let named = ["Environment", "PipelineParameter"].contains(&object.name());
    is_class && (of_v2 || !named) || object.class.ends_with(".CondaDependencies.create")
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    #[test]
    fn draws_the_value() {
        check("python v1 config", "environment='score-env',\n            ^^^^^^^^^^^ PJ702");
        check("python v1 config", "environment={'name': 'a'},\n            ^^^^^^^^^^^^^ PJ702");
        let classes = "
            from azure.ai.ml.entities import Environment as Other
            from azureml.core.conda_dependencies import CondaDependencies
            new = Other(image='a')
            config.environment = new
                                 ^^^ PJ702
            config.environment = CondaDependencies.create()
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ702
            ";
        check("python v1 after", classes);
    }

    #[test]
    fn silent() {
        for value in ["env", "run_config.environment", "Environment('a')", "Environment.from_pip_requirements('a', 'b')"] {
            check("python v1 config", &format!("environment={value}"));
        }
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("python v1 config", "environment='e'"), @"PJ702 `environment` is `'e'`, not an `azureml.core.Environment`; `ParallelRunConfig` raises `ValueError` when this line runs | write an object, such as `Environment.get(workspace, name)`");
    }
}
