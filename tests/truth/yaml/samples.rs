//! A value that a field takes, to be put where a base does not have the field.

use super::tree::{Tree, path};
use parlint::tables::{Field, FieldInfo, Kind};

/// A valid value of a field.
pub fn sample(info: &FieldInfo) -> Tree {
    match info.field {
        Field::Environment => mapping(&[("image", "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04")]),
        Field::Build => mapping(&[("path", "./docker")]),
        Field::Identity => mapping(&[("type", "managed")]),
        Field::RetrySettings => mapping(&[("timeout", "600")]),
        Field::Resources => mapping(&[("instance_count", "2")]),
        Field::Task => mapping(&[
            ("type", "run_function"),
            ("code", "./src"),
            ("entry_script", "score.py"),
            ("environment", "azureml:score-env:1"),
        ]),
        Field::Settings => mapping(&[("force_rerun", "true")]),
        _ => Tree::Raw(scalar(info)),
    }
}

fn scalar(info: &FieldInfo) -> String {
    let written = match info.field {
        Field::CondaFile => "./conda.yml",
        Field::BuildPath => "./docker",
        Field::DockerfilePath => "Dockerfile",
        Field::Compute | Field::DefaultCompute => "azureml:cpu-cluster",
        Field::Component => "./component.yml",
        Field::Code => "./src",
        Field::EntryScript => "score.py",
        Field::InputData => "${{inputs.data}}",
        Field::AppendRowTo => "${{outputs.scores}}",
        Field::ProgramArguments => "--count 1",
        Field::ShmSize => "2g",
        Field::MiniBatchSize => "\"10\"",
        Field::Version | Field::OutputVersion | Field::EnvironmentVersion => "\"1\"",
        Field::InputDefault | Field::InputMinimum | Field::InputMaximum | Field::InputValue => "5",
        Field::InputPath | Field::OutputPath => "azureml://datastores/blob/paths/files",
        Field::EnvironmentVariables => "{A: \"1\"}",
        Field::SystemData => "azureml:score_files:1",
        Field::InferenceConfig => ROUTES,
        Field::InputEnum => "[low, high]",
        Field::Services => "{shell: {type: ssh}}",
        _ => return by_kind(info),
    };
    written.to_owned()
}

const ROUTES: &str =
    "{liveness_route: {path: /, port: 1}, readiness_route: {path: /, port: 1}, scoring_route: {path: /, port: 1}}";

fn by_kind(info: &FieldInfo) -> String {
    let word = info.values.first().copied();
    let default = info.default.as_deref();
    match info.kind {
        Kind::Integer | Kind::Number => default.unwrap_or("2").to_owned(),
        Kind::Boolean => "true".to_owned(),
        Kind::List => "[a, b]".to_owned(),
        Kind::Mapping | Kind::Texts | Kind::Ports => "{a: b}".to_owned(),
        Kind::Text | Kind::Scalar | Kind::Expression | Kind::Path | Kind::Reference | Kind::Object => {
            default.or(word).unwrap_or("words").to_owned()
        }
    }
}

fn mapping(entries: &[(&str, &str)]) -> Tree {
    entries
        .iter()
        .fold(Tree::Map(Vec::new()), |tree, (key, value)| tree.with(&path(key), Tree::Raw((*value).to_owned())))
}
