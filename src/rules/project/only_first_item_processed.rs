//! PJ634 `only-first-item-processed`: `run` handles one item of the mini-batch, but mini-batches hold several.

use crate::rules::shared::component;
use crate::model::ParallelStep;
use crate::project::View;
use crate::rules::Context;
use crate::rules::shared::mini_batch::{Kind, plain_size, written_kind};
use crate::rules::shared::split::may_have_partition_keys;
use crate::script::Script;
use crate::syntax::python::{Data, NodeId, Surrounding};
use crate::tables::{Field, Place, Surface};
use crate::text::Span;
use crate::{message, rule};

rule! {
    /// `run` handles one item of the mini-batch, but mini-batches hold several.
    ///
    /// - **Fires when** the only uses of `run`'s first parameter are `mini_batch[0]` and loops that return or break in their first round (and `len(mini_batch)`, logging), the input is files, and `mini_batch_size` is a number above 1 (v1: also absent, meaning 10).
    /// - **Silent on** other loops, slices or passing the parameter on; `partition_keys`; expressions and dynamic sizes; tables.
    /// - **Why** All other files of each mini-batch are skipped without an error, or counted as failed items.
    /// - **Fix** none: set `mini_batch_size: "1"`, or loop.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// mini_batch_size: "10"
    /// ```
    ///
    /// ```python path=src/score.py
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     return [open(mini_batch[0]).read()]
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// mini_batch_size: "1"
    /// ```
    PJ634 "only-first-item-processed" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: None, step: check
}

/// What v1 takes for files where no size is given.
const V1_DEFAULT: u128 = 10;

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some((size, span)) = size(step, cx).filter(|(size, _)| *size > 1) else { return };
    let Some(entry) = cx.entry_script(step) else { return };
    let Some(first) = entry.script().and_then(only_first) else { return };
    let message = message!(
        "mini-batches hold up to {size} files, but `run` uses the first one only: the others are skipped, or counted as failed items",
        size = size,
    );
    let file = entry.other_file();
    cx.report(span, message)
        .help(message!("go through all items in `run`, or set `mini_batch_size` to 1"))
        .related_in(file, first, message!("the script uses the first item only"));
}

/// How many files a mini-batch has at the most, and where that is said.
fn size(step: &ParallelStep, view: &View) -> Option<(u128, Span)> {
    let (kind, input) = written_kind(step, view)?;
    if kind != Kind::Files || may_have_partition_keys(step, view) {
        return None;
    }
    if let Some(given) = step.get(Field::MiniBatchSize) {
        return Some((plain_size(step, given.value())?, given.value().span));
    }
    if step.surface == Surface::SdkV1 {
        let absent = !step.mentions(Field::MiniBatchSize) && !step.is_open(Place::Config);
        return absent.then(|| (V1_DEFAULT, step.anchor_of(Place::Config)));
    }
    // The component's size is judged there if it says what is split, else here.
    let unsaid = component::ask(step, view, written_kind).is_none();
    let size = component::ask(step, view, |component, _| plain_size(component, component.value(Field::MiniBatchSize)?));
    Some((size.filter(|_| unsaid)?, input))
}

/// Where a script uses the first item of the mini-batch, if it uses nothing else of it.
fn only_first(script: &Script) -> Option<Span> {
    let module = script.module();
    let mut first = None;
    for &node in script.batch_uses() {
        match module.surrounding(node) {
            Surrounding::Indexed { index, whole } if module.value(index).data == Data::Int(0) => {
                first.get_or_insert(module.span(whole));
            }
            _ if let Some(found) = left_in_first_round(script, node) => {
                first.get_or_insert(found);
            }
            // The other name is followed too.
            Surrounding::Assigned { target } if script.is_batch(target) => {}
            _ if script.is_only_shown(node) => {}
            _ => return None,
        }
    }
    first
}

/// The head of a loop over the mini-batch that ends with the first item.
fn left_in_first_round(script: &Script, batch: NodeId) -> Option<Span> {
    let module = script.module();
    let found = script.batch_loop(batch).filter(|found| module.ends_in_first_round(found.whole))?;
    Some(module.span(found.item).cover(module.span(found.iterable)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_among, messages_among};

    fn script(body: &str) -> String {
        format!("import logging\n\n\ndef init():\n    pass\n\n\ndef run(mini_batch):\n{body}\n")
    }

    const FIRST: &str = "    return [open(mini_batch[0]).read()]";

    fn check_body(body: &str, finds: bool) {
        let block = format!("mini_batch_size: '10'{}", if finds { "\n                 ^^^^ PJ634" } else { "" });
        check_among(&[("src/score.py", &script(body))], "yaml inline", &block);
    }

    fn check_first(frame: &str, block: &str) {
        check_among(&[("src/score.py", &script(FIRST))], frame, block);
    }

    #[test]
    fn marks_the_size() {
        check_body(FIRST, true);
        check_body("    print(len(mini_batch), mini_batch)\n    logging.info(f\"{mini_batch}\")\n    path = mini_batch[0]\n    return [path]", true);
        check_body("    files = mini_batch\n    return [files[0]]", true);
        check_body("    assert len(mini_batch) == 1\n    return [mini_batch[0]]", true);
        check_body("    for path in mini_batch:\n        return [open(path)]", true);
        check_body("    for path in mini_batch:\n        data = open(path)\n        break\n    return [data]", true);
        check_body("    for index, path in enumerate(mini_batch):\n        return [open(path)]", true);
        check_first("yaml component", "mini_batch_size: '2'\n                 ^^^ PJ634");
        check_first("yaml node", "mini_batch_size: '2'\n                 ^^^ PJ634");
        check_first("python v2", "mini_batch_size=\"2\",\n                ^^^ PJ634");
        let files = "inputs=[Dataset.File.from_files(\"a\").as_named_input(\"data\")]";
        let said = |frame: &str| messages_among(&[("src/score.py", &script(FIRST))], frame, files);
        assert!(said("python v1 step").contains("PJ634"));
    }

    #[test]
    fn v1_has_a_default() {
        let job = include_str!("../testing/frames/job_v1.py").replace("    mini_batch_size=\"10\",\n", "");
        let job = job.replace("Dataset.get_by_name(ws, \"images\")", "Dataset.File.from_files(\"a\")");
        let marked = job.replace("config = ParallelRunConfig(\n", "config = ParallelRunConfig(\n         ^^^^^^^^^^^^^^^^^ PJ634\n");
        check_first("python file v1", &marked);
    }

    #[test]
    fn silent_on_other_uses() {
        for body in [
            "    return [open(path).read() for path in mini_batch]",
            "    print(mini_batch[0])\n    return work(mini_batch)",
            "    return [mini_batch[0], mini_batch[1]]",
            "    return mini_batch[0:1]",
            "    return [mini_batch[0]] + mini_batch[1:]",
            "    mini_batch = mini_batch[0]\n    return [mini_batch]",
            "    first = mini_batch[0]\n    return mini_batch",
            "    for path in mini_batch:\n        if path:\n            return [path]\n    return []",
            "    for path in mini_batch:\n        return [path]\n    return work(mini_batch)",
            "    return [mini_batch[index] for index in range(len(mini_batch))]",
            "    return [1]",
            "    first, = mini_batch\n    return [mini_batch[0]]",
        ] {
            check_body(body, false);
        }
    }

    #[test]
    fn silent_on_other_sizes() {
        check_first("yaml inline", "mini_batch_size: '1'");
        check_first("yaml inline minus=mini_batch_size", "partition_keys: [a]");
        check_first("python v2", "mini_batch_size=size");
        check_first("yaml component", "inputs:\n  data:\n    type: mltable");
        check_first("yaml inline", "inputs:\n  data:\n    type: mltable\n    mode: direct\n    path: azureml:t:1\nmini_batch_size: '2000'");
        check_first("python v1 step", "inputs=[data]");
        check_first("yaml node", "");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_among(&[("src/score.py", &script(FIRST))], "yaml inline", ""), @"PJ634 mini-batches hold up to 10 files, but `run` uses the first one only: the others are skipped, or counted as failed items | go through all items in `run`, or set `mini_batch_size` to 1");
    }
}
