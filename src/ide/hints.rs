//! What counts although it is not written, shown in the text: settings left out, units, workers in all. Silent where it is
//! not certain.

use super::effective::{self, Effective};
use super::quantity::{plain, time};
use crate::locale::Words;
use crate::message;
use crate::message::Message;
use crate::model::{MiniBatchSize, ParallelStep};
use crate::project::View;
use crate::rules::mini_batch::{self, Kind};
use crate::tables::{self, Field, FieldInfo, Place, Surface};
use crate::text::Span;

/// Something shown in the text that is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Where: behind this byte.
    pub offset: usize,
    /// What is shown.
    pub label: String,
    /// What it means, if the label does not say it all; in the reader's language.
    pub tooltip: Option<String>,
}

/// The hints in a part of a document.
#[must_use]
pub fn hints(view: View, range: Span, words: Words) -> Vec<Hint> {
    let mut found = Vec::new();
    for step in view.model().steps.iter().filter(|step| touches(step, range)) {
        let mut hints = Hints { step, view: &view, words, found: &mut found };
        hints.units();
        hints.left_out();
    }
    found.retain(|hint: &Hint| range.touches(hint.offset));
    found.sort_by_key(|hint| hint.offset);
    found.dedup();
    found
}

/// Whether some of a step may stand in a range; what is assigned to it stands anywhere.
fn touches(step: &ParallelStep, range: Span) -> bool {
    step.is_python() || (step.span.start <= range.end && range.start <= step.span.end)
}

struct Hints<'h, 'd> {
    step: &'d ParallelStep,
    view: &'h View<'d>,
    words: Words,
    found: &'h mut Vec<Hint>,
}

impl Hints<'_, '_> {
    /// The units of values that are written.
    fn units(&mut self) {
        for (field, unit) in [
            (Field::MiniBatchSize, mini_batch_size as fn(&ParallelStep, &View) -> Option<Message>),
            (Field::Timeout, timeout),
            (Field::MaxConcurrencyPerInstance, workers),
        ] {
            let Some(given) = self.step.get(field).filter(|given| given.mapping.is_some()) else { continue };
            let Some(message) = unit(self.step, self.view) else { continue };
            let (offset, label) = (given.value().used_at().end, self.words.say(&message));
            self.found.push(Hint { offset, label, tooltip: None });
        }
    }

    /// The settings that are left out and count nevertheless.
    fn left_out(&mut self) {
        let missing: Vec<_> = [
            self.mini_batch_size().map(|value| (Field::MiniBatchSize, value)),
            self.default(Field::Timeout),
            self.default(Field::MaxRetries),
        ]
        .into_iter()
        .flatten()
        .collect();
        let label = |(field, value): &(Field, String)| Some(format!("{}: {value}", info(self.step, *field)?.key));
        let labels: Vec<_> = missing.iter().filter_map(label).collect();
        if labels.is_empty() {
            return;
        }
        let tooltip = match self.step.surface {
            Surface::SdkV1 | Surface::V1Yaml => message!("Not written: SDK v1 takes these values."),
            _ => message!(
                "Not written: the SDK sends 0 for `mini_batch_size`, and the other values are documented defaults."
            ),
        };
        let tooltip = Some(self.words.say(&tooltip));
        self.found.push(Hint { offset: place(self.step), label: labels.join(", "), tooltip });
    }

    /// What is taken for a size that is left out.
    fn mini_batch_size(&self) -> Option<String> {
        if effective::may_have(self.step, Field::PartitionKeys, self.view) {
            return None;
        }
        let Effective::Absent = effective::number(self.step, Field::MiniBatchSize, self.view)? else { return None };
        match (self.step.surface, mini_batch::kind(self.step, self.view).map(|(kind, _)| kind)) {
            (Surface::SdkV1, Some(Kind::Files)) => Some("10".to_owned()),
            (Surface::SdkV1, Some(Kind::Table)) => Some("1mb".to_owned()),
            (Surface::SdkV1 | Surface::V1Yaml, _) => None,
            _ => Some("0".to_owned()),
        }
    }

    /// The default of a setting that is left out.
    fn default(&self, field: Field) -> Option<(Field, String)> {
        let Effective::Absent = effective::number(self.step, field, self.view)? else { return None };
        Some((field, info(self.step, field)?.default.clone()?))
    }
}

/// Where to show what is left out: behind the head of a step in YAML, behind the call in Python.
fn place(step: &ParallelStep) -> usize {
    match step.surface {
        Surface::SdkV2 | Surface::SdkV1 => step.span.end,
        // A node's anchor is its key; its colon follows.
        _ if step.pipeline.is_some() || step.surface == Surface::V1Yaml => step.anchor.end + 1,
        _ => step.anchor.end,
    }
}

fn info(step: &ParallelStep, field: Field) -> Option<&'static FieldInfo> {
    let (place, key) = tables::homes(step.surface, field).first()?;
    tables::lookup(step.surface, *place, key)
}

fn mini_batch_size(step: &ParallelStep, view: &View) -> Option<Message> {
    let given = step.get(Field::MiniBatchSize)?;
    let text = given.value().known_text().map(str::to_owned).or_else(|| Some(given.value().int()?.to_string()))?;
    let size = MiniBatchSize::parse(&text)?;
    if effective::may_have(step, Field::PartitionKeys, view) || (given.place == Place::Attribute && size.unit.is_some())
    {
        return None;
    }
    let sent = plain(size.sent());
    Some(match (mini_batch::kind(step, view)?.0, size.unit) {
        (Kind::Files, None) if size.number == 1 => message!("file"),
        (Kind::Files, None) => message!("files"),
        (Kind::Files, Some(_)) => message!("= {sent} files", sent = sent),
        (Kind::Table, None) => message!("bytes"),
        (Kind::Table, Some(_)) => message!("= {sent} bytes", sent = sent),
    })
}

fn timeout(step: &ParallelStep, _: &View) -> Option<Message> {
    let seconds = u64::try_from(step.value(Field::Timeout)?.number()?).ok().filter(|seconds| *seconds > 0)?;
    Some(if seconds < 60 { message!("s") } else { message!("s = {time}", time = time(seconds)) })
}

fn workers(step: &ParallelStep, view: &View) -> Option<Message> {
    let (nodes, processes) = effective::workers(step, view)?;
    let workers = plain(nodes.saturating_mul(processes));
    (nodes > 1).then(|| message!("× {nodes} nodes = {workers} workers", nodes = plain(nodes), workers = workers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Case;
    use crate::tables::Locale;

    /// The lines with hints, each drawn in brackets where it is shown.
    #[track_caller]
    fn check(frame: &str, block: &str, expected: &[&str]) {
        let case = Case::new(frame, &format!("{block}$0"));
        let text = case.document.text();
        let mut shown = text.to_owned();
        let found = hints(case.view(), Span::new(0, text.len()), Words::new(Locale::En));
        for hint in found.iter().rev() {
            shown.insert_str(hint.offset, &format!("[{}]", hint.label));
        }
        let lines: Vec<_> =
            shown.lines().zip(text.lines()).filter(|(new, old)| new != old).map(|(new, _)| new.trim()).collect();
        assert_eq!(lines, expected, "{frame}: {block}");
    }

    const SIZE: &str = "mini_batch_size: \"10\"[files]";
    const TIMEOUT: &str = "timeout: 600[s = 10 min]";

    #[test]
    fn units() {
        check("yaml inline", "compute: x", &[SIZE, TIMEOUT]);
        check(
            "yaml inline",
            "mini_batch_size: '1kb' # 日本",
            &["mini_batch_size: '1kb'[= 1,024 files] # 日本", TIMEOUT],
        );
        check("yaml inline", "mini_batch_size: '1'", &["mini_batch_size: '1'[file]", TIMEOUT]);
        let table = "inputs: {data: {type: mltable, mode: direct, path: x}}\nmini_batch_size: 1MB";
        check("yaml inline", table, &["mini_batch_size: 1MB[= 1,048,576 bytes]", TIMEOUT]);
        check("yaml inline", "inputs: {data: {type: mltable, path: \"${{parent.inputs.x}}\"}}", &[TIMEOUT]);
        check(
            "yaml inline",
            "retry_settings: {timeout: 45, max_retries: 1}",
            &[SIZE, "retry_settings: {timeout: 45[s], max_retries: 1}"],
        );
        check("yaml inline", "mini_batch_size: ${{parent.inputs.x}}", &[TIMEOUT]);
        check("python v1 config", "mini_batch_size=5", &["run_invocation_timeout=600[s = 10 min],"]);
    }

    #[test]
    fn workers_in_all() {
        let workers = "max_concurrency_per_instance: 4[× 2 nodes = 8 workers]";
        check("yaml inline", "max_concurrency_per_instance: 4", &[SIZE, TIMEOUT, workers]);
        check("yaml node", "max_concurrency_per_instance: 4", &[workers]);
        check("yaml inline minus=resources", "max_concurrency_per_instance: 4", &[SIZE, TIMEOUT]);
        check(
            "yaml inline",
            "max_concurrency_per_instance: 4\nresources: {instance_count: \"${{parent.inputs.n}}\"}",
            &[SIZE, TIMEOUT],
        );
    }

    #[test]
    fn what_is_left_out() {
        check("yaml inline minus=mini_batch_size", "", &["score:[mini_batch_size: 0]", TIMEOUT]);
        check("yaml inline minus=retry_settings", "", &["score:[timeout: 60, max_retries: 2]", SIZE]);
        check("yaml inline", "retry_settings: {max_retries: 1}", &["score:[timeout: 60]", SIZE]);
        check("yaml component minus=retry_settings.timeout", "", &["type: parallel[timeout: 60]", SIZE]);
        check("yaml inline minus=mini_batch_size", "partition_keys: [a]", &[TIMEOUT]);
        check("yaml node", "retry_settings: {max_retries: 1}", &["score:[timeout: 60]"]);
        check("yaml node", "", &[]);
        check("yaml node", "component: azureml:x:1", &[]);
        check(
            "python v2 minus=mini_batch_size,retry_settings",
            "compute='x'",
            &[")[mini_batch_size: 0, timeout: 60, max_retries: 2]"],
        );
        check("python v2 minus=mini_batch_size,retry_settings", "**more", &[]);
        check(
            "python v1 config minus=run_max_try",
            "description='x'",
            &["run_invocation_timeout=600[s = 10 min],", ")[run_max_try: 3]"],
        );
        check(
            "yaml inline minus=mini_batch_size",
            "<<: {mini_batch_size: '1'}",
            &[TIMEOUT, "<<: {mini_batch_size: '1'[file]}"],
        );
    }
}
