//! PJ630 `mini-batch-kind`: The script treats the mini-batch as another kind of thing than the step delivers.

use crate::rules::shared::component;
use crate::message::Message;
use crate::model::ParallelStep;
use crate::project::EntryScript;
use crate::rules::Context;
use crate::rules::shared::mini_batch::{Kind, written_kind};
use crate::script::{BatchLoop, Script};
use crate::syntax::python::{Data, Guard, NodeId, Surrounding};
use crate::text::Span;
use crate::{message, rule};

rule! {
    /// The script treats the mini-batch as another kind of thing than the step delivers.
    ///
    /// - **Fires when** *table delivered* (input bound by `input_data` is `mltable` with mode `direct`, v1: a tabular dataset): the script loops over the first parameter of `run` directly and passes the loop variable to `open`, `Path`, `Image.open`, `cv2.imread`, `pandas.read_*` or `os.path.basename`. *Files delivered* (`uri_folder`, `uri_file`, `mltable` with another written mode; v1: a file dataset): the script uses `.shape, .columns, .iterrows, .itertuples, .to_dict, .apply, .loc, .iloc, .drop, .values` of it, or `mini_batch["…"]`.
    /// - **Silent on** the parameter bound again, converted (`pandas.DataFrame(mini_batch)`) or tested with `isinstance` first; uses under a condition or in a `try`; unknown types and modes; a script used by steps of both kinds.
    /// - **Why** Documented: a DataFrame for tables, a list of paths for files. The first mini-batch raises, and so does every other.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: azureml:images:1
    /// ```
    ///
    /// ```python path=src/score.py
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     return mini_batch.drop(columns=["id"])
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: azureml:images:1
    /// ```
    PJ630 "mini-batch-kind" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: None, step: check
}

/// What a DataFrame has and a list has not.
const OF_FRAMES: [&str; 10] =
    ["shape", "columns", "iterrows", "itertuples", "to_dict", "apply", "loc", "iloc", "drop", "values"];

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some((kind, input)) = written_kind(step, cx) else { return };
    // What the component says by itself is judged there.
    if component::ask(step, cx, written_kind).is_some() {
        return;
    }
    let Some(entry) = cx.entry_script(step) else { return };
    let Some(script) = entry.script().filter(|script| !script.asks_for_kind()) else { return };
    let Some(place) = misuse(script, kind) else { return };
    if is_shared(step, kind, entry, cx) {
        return;
    }
    let written = place.slice(script.module().text());
    let (message, help): (Message, Message) = match kind {
        Kind::Files => (
            message!("the script uses `{use}` as of a DataFrame, but files are split here: documented, `run` gets a list of paths then, and every mini-batch fails", use = written),
            message!("read the files that the paths lead to, or split a table"),
        ),
        Kind::Table => (
            message!("the script uses `{use}` as a path, but a table is split here: documented, `run` gets a DataFrame then, whose items are the names of its columns", use = written),
            message!("go through the rows, as `itertuples` gives them, or split files"),
        ),
    };
    let file = entry.other_file();
    cx.report(input, message).help(help).related_in(file, place, message!("the script treats the mini-batch so here"));
}

/// Where a script treats its mini-batch as the other kind.
fn misuse(script: &Script, kind: Kind) -> Option<Span> {
    match kind {
        Kind::Files => script.batch_uses().iter().find_map(|node| used_as_frame(script, *node)),
        Kind::Table => script.batch_loops().iter().find_map(|found| used_as_paths(script, found)),
    }
}

fn used_as_frame(script: &Script, batch: NodeId) -> Option<Span> {
    let module = script.module();
    let whole = match module.surrounding(batch) {
        Surrounding::Attribute { name, whole } if OF_FRAMES.contains(&name) => whole,
        Surrounding::Indexed { index, whole } if matches!(module.value(index).data, Data::Str(_)) => whole,
        _ => return None,
    };
    is_certain(script, whole).then(|| module.span(whole))
}

fn used_as_paths(script: &Script, found: &BatchLoop) -> Option<Span> {
    if !is_certain(script, found.iterable) {
        return None;
    }
    let taken = script.item_uses(found).into_iter().find(|node| script.taken_as_path(*node).is_some())?;
    Some(script.module().span(taken))
}

/// Whether an expression is certainly evaluated, and what it raises ends `run`.
fn is_certain(script: &Script, expression: NodeId) -> bool {
    let guards = script.module().guards(expression);
    !guards.iter().any(|guard| matches!(guard, Guard::Condition(_) | Guard::Try(_)))
}

/// Whether a step of the other kind runs the script too.
fn is_shared<'a>(step: &ParallelStep, kind: Kind, entry: &EntryScript, cx: &Context<'a>) -> bool {
    let others = cx.model().steps.iter().filter(|other| !std::ptr::eq(*other, step));
    let mut unlike = others.filter(|other| written_kind(other, cx).is_some_and(|(found, _)| found != kind));
    unlike.any(|other| cx.entry_script(other).is_some_and(|found| found.path() == entry.path()))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_among, messages_among};

    fn script(body: &str) -> String {
        let imports = "import os\nfrom pathlib import Path\n\nimport cv2\nimport pandas as pd\nfrom PIL import Image\n";
        format!("{imports}\n\ndef init():\n    pass\n\n\ndef run(mini_batch):\n{body}\n")
    }

    const INLINE: &str = "yaml inline minus=outputs,task.append_row_to";
    const FRAME: &str = "    return mini_batch.drop(columns=['id'])";
    const PATHS: &str = "    return [open(path).read() for path in mini_batch]";
    const TABLE: &str = "inputs:\n  data:\n    type: mltable\n    mode: direct\n    path: azureml:t:1\nmini_batch_size: 1mb";

    fn check_files(body: &str, finds: bool) {
        let mark = if finds { "  ^^^^ PJ630\n" } else { "" };
        let block = format!("inputs:\n  data:\n{mark}    type: uri_folder\n    path: azureml:images:1");
        check_among(&[("src/score.py", &script(body))], INLINE, &block);
    }

    fn check_table(body: &str, finds: bool) {
        let mark = if finds { "  ^^^^ PJ630\n" } else { "" };
        let block = TABLE.replace("    type", &format!("{mark}    type"));
        check_among(&[("src/score.py", &script(body))], INLINE, &block);
    }

    #[test]
    fn files_are_no_table() {
        for use_ in ["mini_batch.shape", "mini_batch.iterrows()", "mini_batch.iloc[0]", "mini_batch['id']", "mini_batch.values.tolist()", "mini_batch.apply(f)"] {
            check_files(&format!("    return list({use_})"), true);
        }
        check_files("    for row in mini_batch.itertuples():\n        print(row)\n    return [1]", true);
        check_files("    files = mini_batch\n    return list(files.columns)", true);
    }

    #[test]
    fn a_table_is_no_files() {
        for use_ in ["open(path)", "Path(path)", "Image.open(path)", "cv2.imread(path)", "pd.read_csv(path)", "os.path.basename(path)"] {
            check_table(&format!("    return [{use_} for path in mini_batch]"), true);
        }
        check_table("    found = []\n    for index, path in enumerate(mini_batch):\n        with open(path) as file:\n            found.append(file.read())\n    return found", true);
    }

    #[test]
    fn silent_on_what_fits() {
        check_files(PATHS, false);
        check_table(FRAME, false);
        check_files("    return [mini_batch[0]] + mini_batch[1:] + mini_batch.copy()", false);
        check_files("    frame = pd.DataFrame(mini_batch)\n    return frame.drop(columns=['id'])", false);
        check_table("    return [str(name) for name in mini_batch]", false);
        check_table("    return [open(path).read() for path in mini_batch['path']]", false);
        check_table("    for row in mini_batch.itertuples():\n        open(row)\n    return mini_batch", false);
    }

    #[test]
    fn silent_where_the_script_is_careful() {
        check_files("    mini_batch = pd.DataFrame(mini_batch)\n    return mini_batch.drop(columns=['id'])", false);
        check_files(&format!("    if isinstance(mini_batch, list):\n        return mini_batch\n{FRAME}"), false);
        check_files("    if hasattr(mini_batch, 'shape'):\n        print(mini_batch.shape)\n    return mini_batch", false);
        check_files("    if is_table:\n        return mini_batch.drop(columns=['id'])\n    return mini_batch", false);
        check_files("    try:\n        return mini_batch.to_dict()\n    except AttributeError:\n        return mini_batch", false);
        check_files("    return mini_batch.to_dict() if is_table else mini_batch", false);
        check_files("    return work(mini_batch)\n\n\ndef work(mini_batch):\n    return mini_batch.shape", false);
        check_table("    for path in mini_batch:\n        path = mini_batch[path][0]\n        open(path)\n    return mini_batch", false);
        check_table("    for mini_batch in mini_batch:\n        open(mini_batch)\n    return [1]", false);
    }

    #[test]
    fn silent_where_the_kind_is_not_known() {
        let files = script(FRAME);
        let silent = |frame: &str, block: &str| check_among(&[("src/score.py", &files)], frame, block);
        silent("yaml component", "inputs:\n  data:\n    type: mltable");
        silent("yaml inline", "inputs:\n  data:\n    type: mltable\n    path: azureml:t:1");
        silent("python v2", "inputs={\"data\": Input(type=\"uri_folder\", path=\"azureml:images:1\", mode=mode)}");
        silent("python v2", "inputs=inputs");
        silent("python v1 step", "inputs=[data]");
    }

    #[test]
    fn every_spelling() {
        let files = script(FRAME);
        let check = |frame: &str, block: &str| check_among(&[("src/score.py", &files)], frame, block);
        check("yaml component", "inputs:\n  data:\n  ^^^^ PJ630\n    type: uri_folder");
        check("python v2", "inputs={\"data\": Input(type=\"uri_folder\", path=\"azureml:images:1\")},\n        ^^^^^^ PJ630");
        check("python v1 step", "inputs=[Dataset.File.from_files(\"a\").as_named_input(\"data\")],\n        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ630");
        let tables = "inputs=[Dataset.Tabular.from_delimited_files(\"a\").as_named_input(\"data\")]";
        assert!(messages_among(&[("src/score.py", &script(PATHS))], "python v1 step", tables).contains("PJ630"));
    }

    #[test]
    fn a_component_is_judged_once() {
        let files = script(FRAME);
        check_among(&[("src/score.py", &files)], "yaml node", "");
        let component = include_str!("../testing/frames/score.yml").replace("type: uri_folder", "type: mltable");
        let tables = script(PATHS);
        let node = "inputs:\n  data:\n  ^^^^ PJ630\n    type: mltable\n    mode: direct\n    path: azureml:t:1\nmini_batch_size: 1mb";
        check_among(&[("src/score.py", &tables), ("score.yml", &component)], "yaml node", node);
    }

    #[test]
    fn a_script_of_both_kinds_may_tell_them_apart() {
        let other = include_str!("../testing/frames/pipeline.yml").replace("  score:", "  rows:").replace("type: uri_folder", "type: mltable\n        mode: direct");
        let node = other.split_once("jobs:\n").unwrap().1.replace("mini_batch_size: \"10\"", "mini_batch_size: 1mb");
        let pipeline = format!("{}{node}", include_str!("../testing/frames/pipeline.yml"));
        check_among(&[("src/score.py", &script(FRAME))], "yaml file path=both.yml", &pipeline);
    }

    #[test]
    fn says_what_is_documented() {
        let said = |body: &str, block: &str| messages_among(&[("src/score.py", &script(body))], "yaml inline", block);
        insta::assert_snapshot!(said(FRAME, ""), @"PJ630 the script uses `mini_batch.drop` as of a DataFrame, but files are split here: documented, `run` gets a list of paths then, and every mini-batch fails | read the files that the paths lead to, or split a table");
        insta::assert_snapshot!(said(PATHS, TABLE), @"PJ630 the script uses `path` as a path, but a table is split here: documented, `run` gets a DataFrame then, whose items are the names of its columns | go through the rows, as `itertuples` gives them, or split files");
    }
}
