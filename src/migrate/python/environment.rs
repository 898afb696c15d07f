//! Environments of v1: references stay references, packages get an image. Knows the environment calls of SDK v1.

use super::names::Names;
use super::program::Program;
use super::spell::{self, Pieces};
use crate::message;
use crate::migrate::{IMAGE, Note, Weight};
use crate::model::{Object, Term, Value};

/// The environment of a step, where it is made of one call.
pub(super) fn term(program: &Program, names: &Names, value: &Value, notes: &mut Vec<Note>) -> Option<Term> {
    let made = value.object().and_then(|object| of_call(program, object, names));
    if made.is_none() {
        notes.push(Note {
            subject: "environment".to_owned(),
            span: value.used_at(),
            weight: Weight::Left,
            why: message!("how this environment is made has no direct successor in v2"),
            advice: message!("make an `Environment` of `azure.ai.ml.entities`, or name a registered one"),
        });
    }
    made.or_else(|| Some(Term::Source { text: program.source(value).to_owned(), known: None }))
}

/// What a call that makes an environment becomes.
pub(super) fn of_call(program: &Program, call: &Object, names: &Names) -> Option<Term> {
    let mut words = call.class.rsplit('.');
    match (words.next()?, words.next()) {
        ("get", Some("Environment")) => {
            let reference = Pieces::default().value(program, call.argument("name", 1)?);
            let version = call.argument("version", 2).filter(|version| !version.is_null());
            let reference = match version {
                Some(version) => reference.text(":").value(program, version),
                None => reference.text("@latest"),
            };
            let reference = Pieces::default().text("azureml:").then(reference);
            Some(reference.term(program))
        }
        ("from_conda_specification", Some("Environment")) => {
            let file = call.argument("file_path", 1)?;
            let image = Term::text(IMAGE);
            Some(environment(program, names, &[("image", image), ("conda_file", spell::term(program, file))]))
        }
        ("from_docker_image", Some("Environment")) => {
            let image = spell::term(program, call.argument("image", 1)?);
            let file = call.argument("conda_specification", 3).filter(|file| !file.is_null());
            let mut all = vec![("image", image)];
            all.extend(file.map(|file| ("conda_file", spell::term(program, file))));
            Some(environment(program, names, &all))
        }
        _ => None,
    }
}

/// A call of v2's `Environment`, and what it is.
fn environment(program: &Program, names: &Names, arguments: &[(&'static str, Term)]) -> Term {
    let known =
        arguments.iter().map(|(key, term)| Some(((*key).to_owned(), term.known()?.clone()))).collect::<Option<_>>();
    let written: Vec<String> = arguments
        .iter()
        .map(|(key, term)| match term {
            Term::Source { text, .. } => format!("{key}={text}"),
            term => format!(
                "{key}={}",
                crate::surface::rewrite::python_string(
                    &term.known().map(crate::model::Datum::to_text).unwrap_or_default(),
                    program.quote
                )
            ),
        })
        .collect();
    Term::Source {
        text: format!("{}({})", names.local("Environment"), written.join(", ")),
        known: known.map(crate::model::Datum::Mapping),
    }
}
