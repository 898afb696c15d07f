//! A parallel job that stands alone as the only node of a pipeline job. Knows lines of YAML, no rule.

use super::schema_kind_mismatch;
use crate::model::{Entry, Layout, Origin, ParallelStep};
use crate::rules::names;
use crate::tables::{self, Effect, Field, Place, Surface};
use crate::text::{Edit, Span};

/// How deep the keys of a node stand.
const INDENT: &str = "    ";

/// The edits that make the job the only node of a pipeline. What belongs to a job as a whole (`$schema`,
/// `experiment_name`) stays outside of the node. `None` where the file is not plain lines of keys.
pub(super) fn in_pipeline(text: &str, step: &ParallelStep) -> Option<Vec<Edit>> {
    let plain = step.body.layout == Layout::YamlBlock { indent: 0 } && !step.body.open;
    let written = step.body.entries.iter().all(|entry| entry.origin == Origin::Written && entry.editable);
    let body = step.body.span;
    if !plain || !written || body.slice(text).contains('\t') || text.contains("\n---") || text.contains("\n...") {
        return None;
    }
    let mut entries: Vec<&Entry> = step.body.entries.iter().collect();
    entries.sort_by_key(|entry| entry.span.start);
    let chunks = chunks(text, &entries)?;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (mut outside, mut inside) = (String::new(), String::new());
    for (entry, chunk) in entries.iter().zip(&chunks) {
        if !is_of_job(&entry.key) {
            inside.push_str(&indented(chunk.slice(text)));
            continue;
        }
        // What an alias stands for must not come to stand below it.
        if chunk.slice(text).contains(['&', '*']) {
            return None;
        }
        outside.push_str(&outside_chunk(entry, chunk.slice(text)));
    }
    let whole = chunks.first()?.cover(*chunks.last()?);
    let name = step.body.get(Field::Name.name()).and_then(|entry| names::node_name(entry.value.known_text()?));
    let name = name.unwrap_or_else(|| step.name.clone());
    let head = format!("{outside}type: pipeline{newline}jobs:{newline}  {name}:{newline}");
    Some(vec![Edit::replace(whole, head + &inside)])
}

/// The lines of each entry, with the comments above it: from the end of the entry before to its own.
fn chunks(text: &str, entries: &[&Entry]) -> Option<Vec<Span>> {
    let mut start = entries.first()?.span.start;
    let mut chunks = Vec::new();
    for entry in entries {
        let end = entry.span.start + entry.span.slice(text).trim_end().len();
        let end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        if start > entry.span.start {
            return None;
        }
        chunks.push(Span::new(start, end));
        start = end;
    }
    Some(chunks)
}

/// Whether a key says something of the job and nothing of its only node.
fn is_of_job(key: &str) -> bool {
    let of = |surface| tables::lookup(surface, Place::Step, key).is_some_and(|info| info.effect == Effect::Takes);
    of(Surface::Pipeline) && !of(Surface::Inline)
}

/// An entry that stays outside; the schema is then another one.
fn outside_chunk(entry: &Entry, chunk: &str) -> String {
    match entry.value.known_text().filter(|_| entry.key == schema_kind_mismatch::key()) {
        Some(_) => chunk.replace("parallelJob.schema.json", "pipelineJob.schema.json"),
        None => chunk.to_owned(),
    }
}

fn indented(lines: &str) -> String {
    let indent = |line: &str| if line.trim().is_empty() { line.to_owned() } else { format!("{INDENT}{line}") };
    lines.split_inclusive('\n').map(indent).collect()
}
