//! The report as JSON, as `schemas/migration-report.schema.json` describes it. The shape is stable: a change that could
//! break a reader raises [`VERSION`].

use super::{Reason, Report, Tally, kind_name};
use crate::cli::output::slashed;
use crate::locale::Words;
use crate::migrate::{Outcome, Remark, Summary, Thing, Weight};
use serde_json::{Map, Value, json};

/// The version of the shape.
const VERSION: u32 = 1;

pub(super) fn render(report: &Report, words: Words) -> String {
    let folders = report.folders();
    let folder =
        |(path, tally): (&&std::path::Path, &Tally)| json!({ "path": slashed(path), "files": numbers(*tally) });
    let kinds = report.kinds();
    let kind = |(kind, tally): (&crate::migrate::Kind, &Tally)| (kind_name(*kind).to_owned(), numbers(*tally));
    let object = json!({
        "version": VERSION,
        "parlint": env!("CARGO_PKG_VERSION"),
        "summary": { "files": numbers(report.all()), "things": kinds.iter().map(kind).collect::<Map<_, _>>() },
        "folders": folders.iter().map(folder).collect::<Vec<_>>(),
        "reasons": report.reasons().iter().map(|reason| self::reason(reason, words)).collect::<Vec<_>>(),
        "files": report.files.iter().map(|file| self::file(file, words)).collect::<Vec<_>>(),
    });
    format!("{object:#}\n")
}

fn numbers(tally: Tally) -> Value {
    let named = |(outcome, count): (Outcome, usize)| (outcome.name().to_owned(), Value::from(count));
    Value::Object(tally.parts().map(named).into_iter().collect())
}

fn reason(reason: &Reason, words: Words) -> Value {
    json!({
        "subject": reason.subject,
        "why": words.say(reason.why),
        "advice": words.say(reason.advice),
        "count": reason.count,
        "files": reason.files.iter().map(|path| slashed(path)).collect::<Vec<_>>(),
    })
}

fn file(file: &Summary, words: Words) -> Value {
    json!({
        "path": slashed(&file.path),
        "outcome": file.outcome.name(),
        "things": file.things.iter().map(|thing| self::thing(thing, words)).collect::<Vec<_>>(),
    })
}

fn thing(thing: &Thing, words: Words) -> Value {
    json!({
        "kind": kind_name(thing.kind),
        "name": thing.name,
        "location": thing.place,
        "outcome": thing.outcome.name(),
        "notes": thing.remarks.iter().map(|remark| note(remark, words)).collect::<Vec<_>>(),
    })
}

fn note(remark: &Remark, words: Words) -> Value {
    json!({
        "subject": remark.subject,
        "location": remark.place,
        "weight": match remark.weight {
            Weight::Told => "told",
            Weight::Changed => "changed",
            Weight::Left => "left",
        },
        "why": words.say(&remark.why),
        "advice": words.say(&remark.advice),
    })
}
