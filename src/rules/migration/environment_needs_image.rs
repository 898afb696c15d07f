//! PJ823 `environment-needs-image`: The environment has no image of its own.

use crate::model::{ParallelStep, Value};
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// The environment has no image of its own.
    ///
    /// - **Fires when** the environment of a `ParallelRunConfig` is built in the file by `Environment("…")`, `Environment.from_conda_specification`, `from_pip_requirements` or `CondaDependencies` without a `docker.base_image`.
    /// - **Silent on** `Environment.get`, `from_docker_image`, `from_dockerfile`; curated ones; unknown origin.
    /// - **Why** v1 supplies a base image; a v2 `Environment` with a conda file alone passes every check without one (PJ062). `docker.enabled`, `azureml-dataset-runtime` and `azureml-defaults` are no longer needed; tables need `mltable`.
    /// - **Fix** none here. In v2: `Environment(image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04", conda_file=…)`; the packages stay as they are.
    ///
    /// Invalid:
    ///
    /// ```python v1 config
    /// environment=Environment.from_conda_specification("score-env", "conda.yml")
    /// ```
    ///
    /// ```yaml path=conda.yml
    /// dependencies:
    /// - python=3.10
    /// - pip:
    ///   - azureml-core
    ///   - azureml-dataset-runtime[fuse]
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 config
    /// environment=Environment.get(ws, "score-env")
    /// ```
    PJ823 "environment-needs-image" Warning, on: [SdkV1], sdk: No, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let Some(value) = step.value(Field::Environment).filter(|value| is_built(value)) else { return };
    let of_image = |path: &str| path == "docker" || path.starts_with("docker.base");
    let mut assigned = cx.model().v1_assignments.iter().filter(|assignment| assignment.object == value.span);
    if assigned.any(|assignment| of_image(&assignment.path)) {
        return;
    }
    let message = message!("the environment has no image of its own: v1 supplies one, and a v2 `Environment` without one passes every check");
    let help = message!("in v2, write `Environment(image=\"mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04\", conda_file=…)`");
    let finding = cx.report(value.used_at(), message).help(help);
    if value.through_name.is_some() {
        finding.related(value.span, message!("the environment is made here"));
    }
}

/// Whether an environment is made in this file, of packages.
fn is_built(value: &Value) -> bool {
    let Some(object) = value.object().filter(|object| object.class.starts_with("azureml.")) else { return false };
    let mut words = object.class.rsplit('.');
    match (words.next(), words.next()) {
        (Some("Environment"), _) => !object.arguments.has("docker"),
        (Some("from_conda_specification" | "from_pip_requirements"), Some("Environment")) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{count};

    fn found(value: &str) -> usize {
        count("PJ823", "python v1 config", &format!("environment={value}"))
    }

    #[test]
    fn fires_on_packages_alone() {
        assert_eq!(found("Environment('e')"), 1);
        assert_eq!(found("Environment.from_conda_specification('e', 'conda.yml')"), 1);
        assert_eq!(found("Environment.from_pip_requirements('e', 'requirements.txt')"), 1);
    }

    #[test]
    fn silent() {
        assert_eq!(found("Environment.get(ws, 'e')"), 0);
        assert_eq!(found("Environment.get(ws, 'e').clone('f')"), 0);
        assert_eq!(found("Environment.from_docker_image('e', 'image')"), 0);
        assert_eq!(found("unknown"), 0);
        assert_eq!(found("'e'"), 0);
    }

    #[test]
    fn an_image_may_be_assigned() {
        let with = |line: &str| format!("e = Environment('e')\n{line}\nc = ParallelRunConfig(e, 'a.py', 1, 'append_row', 'cpu', 2)");
        assert_eq!(count("PJ823", "python v1 after", &with("e.docker.enabled = True")), 1);
        assert_eq!(count("PJ823", "python v1 after", &with("e.docker.base_image = image")), 0);
        assert_eq!(count("PJ823", "python v1 after", &with("e.docker.base_dockerfile = './Dockerfile'")), 0);
    }
}
