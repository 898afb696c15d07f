//! PJ632 `fewer-results-than-items`: `run` returns fewer results than items, and the step counts that as failures.

use crate::rules::shared::component;
use crate::message::Message;
use crate::model::{ParallelStep, flags};
use crate::project::View;
use crate::rules::Context;
use crate::rules::shared::mini_batch::{Kind, plain_size, written_kind};
use crate::rules::shared::split::may_have_partition_keys;
use crate::script::{ResultKind, RunResult, Script};
use crate::tables::{self, Field};
use crate::text::Span;
use crate::{message, rule};

rule! {
    /// `run` returns fewer results than items, and the step counts that as failures.
    ///
    /// - **Fires when** a step sets `error_threshold` to 0 or more, directly or as an argument, and its script's `run` returns a comprehension over the mini-batch with an `if`; or a list that is only appended to under an `if` without `else`, after a `continue`, or in a `try` whose handlers do not append; or, on every path, a list display with a fixed number of items where `mini_batch_size` is a greater number.
    /// - **Silent on** `error_threshold` -1 or absent (nothing is counted); results of unknown origin; tables and inputs of unknown type; lists that something else may fill up; loops that end early.
    /// - **Why** Documented: the length of the result is the number of items that succeeded; each missing one is a failed item, and past the threshold the job stops.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// error_threshold: 0
    /// ```
    ///
    /// ```python path=src/score.py
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     return [path for path in mini_batch if path.endswith(".png")]
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// error_threshold: -1
    /// ```
    PJ632 "fewer-results-than-items" Warning, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some(threshold) = threshold(step, cx) else { return };
    let is_judged = |component: &ParallelStep, view: &View| threshold_of(component, view);
    if component::ask(step, cx, is_judged).is_some() || !splits_files(step, cx) {
        return;
    }
    let Some(entry) = cx.entry_script(step) else { return };
    let Some((place, why)) = entry.script().and_then(|script| fewer(script, step, cx)) else { return };
    let message = message!(
        "`run` returns fewer results than it gets items, and failed items are counted here: documented, each item without a result is one, and past the threshold the job stops",
    );
    let file = entry.other_file();
    cx.report(threshold, message)
        .help(message!("return one result for each item, or set `error_threshold` to -1 if items may be left out"))
        .related_in(file, place, why);
}

/// Where failed items are counted by a step that splits files.
fn threshold_of(step: &ParallelStep, view: &View) -> Option<Span> {
    threshold(step, view).filter(|_| splits_files(step, view))
}

fn splits_files(step: &ParallelStep, view: &View) -> bool {
    written_kind(step, view).is_some_and(|(kind, _)| kind == Kind::Files)
}

/// Where a step limits how many items may fail.
fn threshold(step: &ParallelStep, _: &View) -> Option<Span> {
    if let Some(given) = step.get(Field::ErrorThreshold) {
        return given.value().number().filter(|number| *number >= 0).map(|_| given.value().span);
    }
    let words = step.arguments();
    let found = flags(&words).filter(|flag| {
        let known = tables::argument(flag.text).and_then(|argument| argument.field);
        known == Some(Field::ErrorThreshold)
    });
    let values = found.filter_map(|flag| flag.value().map(|(text, span)| (text.to_owned(), span)));
    let limits = |text: &str| text.parse::<u64>().is_ok();
    values.last().filter(|(text, _)| limits(text)).map(|(_, span)| span)
}

/// Where fewer results than items are returned, and why there are fewer.
fn fewer(script: &Script, step: &ParallelStep, view: &View) -> Option<(Span, Message)> {
    let results = script.run_results();
    let left_out = results.iter().find_map(|result| match result.kind {
        ResultKind::Filtered(place) => Some((place, message!("items for which this does not hold are left out"))),
        ResultKind::Skipping(place) => Some((place, message!("this is not reached for every item"))),
        _ => None,
    });
    left_out.or_else(|| fixed(results, size(step, view)?))
}

/// A result that has a fixed number of items on every path, fewer than a mini-batch.
fn fixed(results: &[RunResult], size: u128) -> Option<(Span, Message)> {
    let few = |result: &RunResult| matches!(result.kind, ResultKind::Fixed(count) if (count as u128) < size);
    let first = results.first().filter(|_| results.iter().all(few))?;
    let ResultKind::Fixed(count) = first.kind else { return None };
    let message = message!("the result has {count} items here, a mini-batch up to {size}", count = count, size = size);
    Some((first.span, message))
}

/// How many files a mini-batch has, if that is written.
fn size(step: &ParallelStep, view: &View) -> Option<u128> {
    if may_have_partition_keys(step, view) {
        return None;
    }
    match step.get(Field::MiniBatchSize) {
        Some(given) => plain_size(step, given.value()),
        None => component::ask(step, view, |component, _| plain_size(component, component.value(Field::MiniBatchSize)?)),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_among, messages_among};

    fn script(body: &str) -> String {
        format!("import os\n\n\ndef init():\n    pass\n\n\ndef run(mini_batch):\n{body}\n")
    }

    const FILTER: &str = "    return [path for path in mini_batch if os.path.exists(path)]";
    const FIXED: &str = "    return [work(mini_batch)]";

    fn check_script(body: &str, frame: &str, block: &str) {
        check_among(&[("src/score.py", &script(body))], frame, block);
    }

    fn check_body(body: &str, finds: bool) {
        check_script(body, "yaml inline", &format!("error_threshold: 5{}", if finds { "\n                 ^ PJ632" } else { "" }));
    }

    #[test]
    fn marks_the_threshold() {
        check_body(FILTER, true);
        check_script(FILTER, "yaml component", "error_threshold: 0\n                 ^ PJ632");
        check_script(FILTER, "yaml node", "error_threshold: '3'\n                 ^^^ PJ632");
        check_script(FILTER, "python v2", "error_threshold=0,\n                ^ PJ632");
        check_script(FILTER, "yaml inline", "task:\n  program_arguments: --error_threshold 5\n                                       ^ PJ632");
        let v1 = "inputs=[Dataset.File.from_files(\"a\").as_named_input(\"data\")]";
        assert!(messages_among(&[("src/score.py", &script(FILTER))], "python v1 step", v1).contains("PJ632"));
    }

    #[test]
    fn items_that_are_skipped() {
        check_body("    found = []\n    for path in mini_batch:\n        if not path:\n            continue\n        found.append(path)\n    return found", true);
        check_body("    found = []\n    for path in mini_batch:\n        try:\n            found.append(work(path))\n        except OSError as error:\n            print(error)\n    return found", true);
        check_body("    found = []\n    for path in mini_batch:\n        try:\n            found.append(work(path))\n        except OSError:\n            found.append(None)\n    return found", false);
        check_body("    found = []\n    for path in mini_batch:\n        try:\n            found.append(work(path))\n        except OSError:\n            raise\n    return found", false);
    }

    #[test]
    fn a_fixed_number_of_items() {
        check_body(FIXED, true);
        check_body("    result = [work(mini_batch)]\n    print(len(result))\n    return result", true);
        check_body("    if not mini_batch:\n        return list(mini_batch)\n    return [work(mini_batch)]", false);
        check_script(FIXED, "yaml inline", "error_threshold: 5\nmini_batch_size: '1'");
        check_script(FIXED, "python v2", "error_threshold=5,\nmini_batch_size=size");
        check_script(FIXED, "yaml inline minus=mini_batch_size", "error_threshold: 5\npartition_keys: [a]");
    }

    #[test]
    fn silent_where_nothing_is_counted() {
        check_script(FILTER, "yaml inline", "error_threshold: -1");
        check_script(FILTER, "yaml inline", "");
        check_script(FILTER, "python v2", "error_threshold=limit");
        check_script(FILTER, "yaml inline", "task:\n  program_arguments: --error_threshold -1");
    }

    #[test]
    fn silent_on_other_results() {
        check_body("    return [path for path in mini_batch]", false);
        check_body("    return work(mini_batch)", false);
        check_body("    return [path for path in others if path]", false);
        check_body("    found = [path for path in mini_batch if path]\n    return found + [None] * (len(mini_batch) - len(found))", false);
        check_body("    return mini_batch", false);
        check_script(&FILTER.replace("os.path.exists(path)", "path"), "yaml inline", "inputs:\n  data:\n    type: mltable\n    mode: direct\n    path: azureml:t:1\nmini_batch_size: 1mb\nerror_threshold: 5");
        check_script(FILTER, "yaml component", "inputs:\n  data:\n    type: mltable\nerror_threshold: 5");
    }

    #[test]
    fn a_component_is_judged_once() {
        let component = include_str!("../testing/frames/score.yml").replace("mini_batch_error_threshold", "error_threshold");
        check_among(&[("src/score.py", &script(FILTER)), ("score.yml", &component)], "yaml node", "error_threshold: 3");
    }

    #[test]
    fn says_what_is_documented() {
        let files = script(FILTER);
        insta::assert_snapshot!(messages_among(&[("src/score.py", &files)], "yaml inline", "error_threshold: 0"), @"PJ632 `run` returns fewer results than it gets items, and failed items are counted here: documented, each item without a result is one, and past the threshold the job stops | return one result for each item, or set `error_threshold` to -1 if items may be left out");
    }
}
