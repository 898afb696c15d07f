//! Computes of v1: in v2, their names. Knows the compute calls of SDK v1.

use super::program::Program;
use super::spell;
use crate::message;
use crate::migrate::{Note, Weight};
use crate::model::{Object, Term, Value};

/// The name of a compute.
pub(super) fn term(program: &Program, value: &Value, notes: &mut Vec<Note>) -> Option<Term> {
    let Some(object) = value.object() else {
        return match value.text_with_holes() {
            Some(_) => Some(spell::term(program, value)),
            None => {
                notes.push(Note {
                    subject: "compute_target".to_owned(),
                    span: value.used_at(),
                    weight: Weight::Changed,
                    why: message!("v2 takes the name of a compute; whether this is one shows at run time only"),
                    advice: message!("if it is an object, write its `.name`"),
                });
                Some(Term::Source { text: program.source(value).to_owned(), known: None })
            }
        };
    };
    if let Some(name) = name(object) {
        return Some(spell::term(program, name));
    }
    notes.push(Note {
        subject: "compute_target".to_owned(),
        span: value.used_at(),
        weight: Weight::Changed,
        why: message!("v2 takes the name of a compute, and this is an object of v1"),
        advice: message!("give the name of the compute instead"),
    });
    Some(Term::Source { text: format!("{}.name", program.source(value)), known: None })
}

/// The name that a call of `ComputeTarget` or `AmlCompute` is given.
pub(super) fn name(call: &Object) -> Option<&Value> {
    match call.name() {
        "ComputeTarget" | "AmlCompute" => call.argument("name", 1),
        "create" if call.class.contains("ComputeTarget") || call.class.contains("AmlCompute") => {
            call.argument("name", 1)
        }
        _ => None,
    }
}
