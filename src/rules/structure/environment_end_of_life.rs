//! PJ064 `environment-end-of-life`: The environment is built on an operating system or Python past its end of life.

use crate::model::{Data, ParallelStep, Value};
use crate::rules::{Context, Finding};
use crate::tables::Field;
use crate::text::Span;
use crate::{message, rule};
use std::sync::Arc;

rule! {
    /// The environment is built on an operating system or Python past its end of life.
    ///
    /// - **Fires when** an image or curated environment name contains `ubuntu16.04` or `ubuntu18.04`, or `py35`, `py36`, `py37`; or a readable conda specification pins `python` to 3.7 or older.
    /// - **Silent on** names without these marks; expressions.
    /// - **Why** These get no fixes any more, and old curated environments disappear; official samples still carry them. Whether the service still serves them was not checked. The list is short on purpose: it names what has been out of support longest.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   environment: azureml:AzureML-sklearn-0.24-ubuntu18.04-py37-cpu:1
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   environment: azureml://registries/azureml/environments/sklearn-1.5/versions/1
    /// ```
    PJ064 "environment-end-of-life" Info, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: false, fix: None, step: check
}

/// Marks of what has been out of support longest, in the names of images and curated environments.
const RETIRED: [&str; 5] = ["ubuntu16.04", "ubuntu18.04", "py35", "py36", "py37"];

fn check(step: &ParallelStep, cx: &mut Context) {
    for given in step.given(Field::Environment) {
        for value in names(given.value()) {
            judge_name(value, cx);
        }
    }
    judge_conda(step, cx);
}

/// The texts that name an environment or image: the reference itself, the image, the arguments of a call.
fn names(value: &Value) -> Vec<&Value> {
    match &value.data {
        Data::Object(object) => {
            let named = object.arguments.effective().map(|entry| &entry.value);
            object.positional.iter().chain(named).collect()
        }
        Data::Mapping(mapping) => mapping.get(Field::Image.name()).map(|entry| &entry.value).into_iter().collect(),
        _ => vec![value],
    }
}

fn judge_name(value: &Value, cx: &mut Context) {
    let (Some(text), Some(decoded)) = (value.known_text(), value.text()) else { return };
    let Some(mark) = RETIRED.iter().find(|mark| text.contains(**mark)) else { return };
    let span = text.find(mark).and_then(|at| decoded.span_of(at..at + mark.len())).unwrap_or(value.span);
    report(span, mark, cx);
}

/// The version of Python that the conda specification pins, in place or in a file of its own.
fn judge_conda(step: &ParallelStep, cx: &mut Context) {
    let Some(conda) = cx.conda(step) else { return };
    for item in conda.packages().map(|packages| packages.conda).unwrap_or_default() {
        let Some(text) = item.known_text().filter(|text| is_old_python(text)) else { continue };
        match conda.file() {
            None => drop(report(item.span, text, cx)),
            Some(file) => {
                let related = message!("`{pin}` stands here", pin = text);
                report(conda.written.used_at(), text, cx).related_in(Some(Arc::clone(file)), item.span, related);
            }
        }
    }
}

/// Whether a dependency pins Python to 3.7 or older.
fn is_old_python(dependency: &str) -> bool {
    let Some(version) = dependency.trim().strip_prefix("python") else { return false };
    let version = version.trim_start().trim_start_matches('=').trim();
    if version.len() == dependency.trim().len() - "python".len() {
        return false;
    }
    let mut parts = version.split('.').map(|part| part.trim_end_matches('*').parse::<u32>().ok());
    match (parts.next().flatten(), parts.next().flatten()) {
        (Some(2), _) => true,
        (Some(3), Some(minor)) => minor <= 7,
        _ => false,
    }
}

fn report<'c>(span: Span, mark: &str, cx: &'c mut Context) -> Finding<'c> {
    let message = message!("`{mark}` is past its end of life: it gets no fixes any more", mark = mark);
    cx.report(span, message).help(message!("choose an environment on a supported operating system and Python"))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_among};

    #[test]
    fn marks_the_old_part() {
        check(
            "yaml inline",
            "
            task:
              environment: azureml:AzureML-sklearn-0.24-ubuntu18.04-py37-cpu:1
                                                        ^^^^^^^^^^^ PJ064
            ",
        );
        check("python v2 task", "environment=Environment(image=\"x/py36:1\")\n                                 ^^^^ PJ064");
        check("yaml inline", "task:\n  environment: azureml:happy38:1");
    }

    #[test]
    fn reads_the_conda_file() {
        let conda = |text: &'static str| [("conda.yml", text), ("env/env.yml", "image: i\nconda_file: ../conda.yml\n")];
        let old = conda("dependencies:\n  - python=3.7\n  - pip:\n    - azureml-defaults\n");
        let block = "task:\n  environment:\n    image: i\n    conda_file: ./conda.yml";
        check_among(&old, "yaml inline", &format!("{block}\n                ^^^^^^^^^^^ PJ064"));
        check_among(&old, "yaml inline", "task:\n  environment: file:env/env.yml\n               ^^^^^^^^^^^^^^^^ PJ064");
        check_among(&old, "python v2 task", "environment=Environment(image='i', conda_file='conda.yml'),\n                                              ^^^^^^^^^^^ PJ064");
        let v1 = "environment=Environment.from_conda_specification('e', 'conda.yml'),";
        check_among(&old, "python v1 config", &format!("{v1}\n                                                      ^^^^^^^^^^^ PJ064"));
        let file_path = "environment=Environment.from_conda_specification(name='e', file_path='conda.yml'),";
        check_among(&old, "python v1 config", &format!("{file_path}\n                                                                     ^^^^^^^^^^^ PJ064"));
        for text in ["dependencies:\n  - python=3.11\n", "dependencies: [python=3.7\n", "dependencies: 5\n"] {
            check_among(&conda(text), "yaml inline", block);
        }
        check_among(&old, "python v1 config", "environment=Environment.from_pip_requirements('e', 'conda.yml')");
    }

    #[test]
    fn marks_the_old_pin() {
        let spec = "task:\n  environment:\n    image: i\n    conda_file:\n      dependencies:\n";
        check("yaml inline", &format!("{spec}      - python=3.7\n        ^^^^^^^^^^ PJ064"));
        check("yaml inline", &format!("{spec}      - python=3.11\n      - python>=3.6\n      - python"));
    }
}
