//! Environments as v1 YAML writes them: in full, as `save_to_yaml` does, by name, or as a folder. Knows the keys of v1's
//! environments.

use super::note;
use super::section::{Section, datum};
use crate::message;
use crate::migrate::{IMAGE, Note, Weight};
use crate::model::{Data, Datum, Term, Value};

/// The key that the environment is given by.
const KEY: &str = "environment";

/// What an environment becomes; what it had and v2's has not is noted.
pub(super) fn term(value: &Value, key: &str, notes: &mut Vec<Note>) -> Option<Term> {
    match (&value.data, key) {
        (Data::Mapping(mapping), _) => written(Section::of(mapping), value, notes),
        (Data::Text(name), "environment_name") => Some(reference(name.as_str(), None)),
        (Data::Text(folder), "environment_dir_path") => {
            notes.push(image_noted(value));
            let file = format!("{}/conda_dependencies.yml", folder.as_str().trim_end_matches('/'));
            Some(made(Datum::Text(IMAGE.to_owned()), Some(Datum::Text(file))))
        }
        _ => {
            notes.push(note(
                Weight::Left,
                KEY,
                value.span,
                message!("the environment stands in a file of v1"),
                message!("write its `image` and `conda_file` here, or name a registered environment"),
            ));
            None
        }
    }
}

fn image_noted(value: &Value) -> Note {
    note(
        Weight::Changed,
        KEY,
        value.span,
        message!("v1 supplied an image of its own, v2 needs one; the image of this environment is one of Azure ML's"),
        message!("replace it if the scripts need another"),
    )
}

/// `azureml:<name>:<version>`
fn reference(name: &str, version: Option<&str>) -> Term {
    Term::text(version.map_or_else(|| format!("azureml:{name}@latest"), |version| format!("azureml:{name}:{version}")))
}

fn made(image: Datum, conda: Option<Datum>) -> Term {
    let conda = conda.map(|conda| ("conda_file".to_owned(), conda));
    Term::Known(Datum::Mapping(std::iter::once(("image".to_owned(), image)).chain(conda).collect()))
}

/// An environment that is written out.
fn written(section: Section, value: &Value, notes: &mut Vec<Note>) -> Option<Term> {
    let docker = section.section("docker");
    let python = section.section("python");
    if docker.is_none() && python.is_none() {
        return Some(reference(&section.text("name")?, section.text("version").as_deref()));
    }
    if docker.is_some_and(|docker| docker.entry("baseDockerfile").or(docker.entry("buildContext")).is_some()) {
        notes.push(note(
            Weight::Left,
            KEY,
            value.span,
            message!("its image is built of a Dockerfile"),
            message!("put the Dockerfile into a folder and write `build: {{path: <folder>}}`"),
        ));
        return None;
    }
    variables(section, notes);
    let image = docker.and_then(|docker| docker.value("baseImage")).and_then(Datum::of);
    if image.is_none() {
        notes.push(image_noted(value));
    }
    let own = python.and_then(|python| python.text("userManagedDependencies")).is_some_and(|word| word == "True");
    let conda = python
        .filter(|_| !own)
        .and_then(|python| python.value("condaDependencies").or(python.value("condaDependenciesFile")).and_then(datum));
    Some(made(image.unwrap_or_else(|| Datum::Text(IMAGE.to_owned())), conda))
}

/// v1 puts this variable into every environment, as an example.
const EXAMPLE: &str = "EXAMPLE_ENV_VAR";

/// Variables of an environment have no place in that of v2.
fn variables(section: Section, notes: &mut Vec<Note>) {
    let Some(entry) = section.entry("environmentVariables") else { return };
    let Some(variables) = entry.value.mapping() else { return };
    if variables.entries.iter().all(|entry| entry.key == EXAMPLE) {
        return;
    }
    notes.push(note(
        Weight::Left,
        "environmentVariables",
        entry.span,
        message!("an environment of v2 has no variables"),
        message!("write them under `environment_variables` of the node"),
    ));
}
