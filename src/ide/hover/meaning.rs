//! What a value means where it stands: files or bytes, minutes, workers, where a path leads. Silent where that is not
//! certain.

use super::page::{Page, quoted};
use super::script;
use crate::ide::effective;
use crate::ide::quantity::{plain, time};
use crate::ide::spot::Setting;
use crate::message;
use crate::model::{MiniBatchSize, ParallelStep, Value};
use crate::project::{FileKind, View};
use crate::rules::mini_batch::{self, Kind};
use crate::tables::{Field, Place, Surface};

/// Adds what the value of a setting means.
pub(super) fn add(page: &mut Page, setting: &Setting, view: &View) {
    let (Some(info), value) = (setting.info, &setting.entry.value) else { return };
    let step = setting.owner.step();
    match (info.field, step) {
        (Field::MiniBatchSize, Some(step)) => mini_batch_size(page, setting, step, view),
        (Field::Timeout, _) => seconds(page, value),
        (Field::InstanceCount | Field::MaxConcurrencyPerInstance, Some(step)) => workers(page, step, view),
        (Field::PartitionKeys, Some(step)) if step.surface != Surface::SdkV1 => keys(page, value),
        (Field::EntryScript, Some(step)) => script::of_step(page, step, view),
        (Field::Code | Field::CondaFile | Field::Component | Field::InputPath, _) => {
            value.known_text().into_iter().for_each(|text| path(page, text, view));
        }
        _ => {}
    }
}

fn mini_batch_size(page: &mut Page, setting: &Setting, step: &ParallelStep, view: &View) {
    let Some(text) = text_of(&setting.entry.value) else { return };
    let Some(size) = MiniBatchSize::parse(&text) else { return };
    let sent = plain(size.sent());
    // What is assigned to a node of v2 is sent as it is, with its unit.
    let counted_out = size.unit.is_some() && setting.place != Place::Attribute;
    if counted_out {
        page.say(&message!("Sent as {sent}: {text} = {sent} bytes.", sent = sent, text = quoted(&text)));
    }
    let input = match step.split_name() {
        Some(name) => message!("input {name}", name = quoted(name)),
        None => message!("the input"),
    };
    page.say(&match mini_batch::kind(step, view).map(|(kind, _)| kind) {
        Some(Kind::Files) if size.sent() == 1 => {
            message!("Here: one file in a mini-batch, because {input} is split by files.", input = input)
        }
        Some(Kind::Files) => message!(
            "Here: {sent} files in a mini-batch, because {input} is split by files.",
            sent = sent,
            input = input,
        ),
        Some(Kind::Table) => message!(
            "Here: about {sent} bytes in a mini-batch, because {input} is a table that is split by size.",
            sent = sent,
            input = input,
        ),
        None => message!(
            "Here: {sent} files in a mini-batch if {input} is split by files, about {sent} bytes if it is a table.",
            sent = sent,
            input = input,
        ),
    });
    page.fact(&message!("1 KB = 1,024 bytes, 1 MB = 1,048,576 bytes, 1 GB = 1,073,741,824 bytes"));
}

/// A text, or the number that SDK v1 takes.
fn text_of(value: &Value) -> Option<String> {
    value.known_text().map(str::to_owned).or_else(|| value.int().map(|number| number.to_string()))
}

fn seconds(page: &mut Page, value: &Value) {
    let Some(seconds) = value.number().and_then(|number| u64::try_from(number).ok()).filter(|it| *it >= 60) else {
        return;
    };
    page.say(&message!(
        "Here: {seconds} seconds, that is {time}.",
        seconds = plain(seconds.into()),
        time = time(seconds)
    ));
}

fn workers(page: &mut Page, step: &ParallelStep, view: &View) {
    let Some((nodes, processes)) = effective::workers(step, view) else { return };
    page.say(&message!(
        "Here: {workers} workers in all, {processes} on each of {nodes} nodes.",
        workers = plain(nodes.saturating_mul(processes)),
        processes = plain(processes),
        nodes = plain(nodes),
    ));
}

/// The keys are sent as the text of a JSON list.
fn keys(page: &mut Page, value: &Value) {
    let keys = value.items().and_then(|items| items.iter().map(Value::known_text).collect::<Option<Vec<_>>>());
    let Some(json) = keys.and_then(|keys| serde_json::to_string(&keys).ok()) else { return };
    page.say(&message!("Sent as the text {json}.", json = quoted(&json)));
}

/// Where a path leads, if it is a local one.
pub(super) fn path(page: &mut Page, written: &str, view: &View) {
    let local = written.strip_prefix("file:").unwrap_or(written);
    if local.contains(':') || local.is_empty() {
        return;
    }
    let target = view.project().resolve(view.document(), written);
    let shown = quoted(&target.display().to_string());
    page.say(&match view.project().kind(&target) {
        Some(FileKind::File) => message!("Leads to the file {path}.", path = shown),
        Some(FileKind::Folder) => message!("Leads to the folder {path}.", path = shown),
        None => return,
    });
}
