//! PJ608 `mltable-file-unfit`: A local `mltable` input has no `MLTable` file, or one that does not read a table where one
//! is needed.

use super::data_input::DataInput;
use super::standing::{Standing, is_missing, is_ours};
use crate::model::{FileModel, ParallelStep, Value};
use crate::project::DataFile;
use crate::rules::Context;
use crate::rules::shared::mini_batch::{self, Kind};
use crate::rules::shared::ports::attributes;
use crate::{message, rule};
use std::path::{Path, PathBuf};
use std::sync::Arc;

rule! {
    /// A local `mltable` input has no `MLTable` file, or one that does not read a table where one is needed.
    ///
    /// - **Fires when** an input of type `mltable` has a local `path` to an existing folder without a file named exactly `MLTable`, or to a file; or its mode is `direct`, `input_data` names it, and the `MLTable` file has no `transformations` with a `read_…` step.
    /// - **Silent on** remote paths; missing folders (PJ607), empty ones and those that `.gitignore` names; `MLTable` files that do not parse.
    /// - **Why** Documented: the type needs the file, and tables are read by its transformation. The service says "Not able to find MLTable file".
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: mltable
    ///     path: ./src
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: mltable
    ///     path: azureml:table:1
    /// ```
    PJ608 "mltable-file-unfit" Error, on: [Inline, Node, Pipeline, SdkV2], sdk: Late, costs: false, fix: None, step: check, file: check_file
}

/// The file that says how a table is read.
const FILE: &str = "MLTable";

fn check_file(model: &FileModel, cx: &mut Context) {
    if !is_ours(model, cx) {
        return;
    }
    for input in DataInput::all(**cx).into_iter().filter(|input| input.is_table()) {
        let Some((value, path)) = input.path() else { continue };
        let message = match Standing::of(path, **cx) {
            Standing::File => message!("`{path}` is a file; an `mltable` is documented as a folder with a file named `MLTable`", path = path),
            Standing::Folders(folders) if folders.iter().all(|folder| lacks_file(folder, cx)) => {
                message!("`{path}` has no file named `MLTable`, which the type `mltable` is documented to need", path = path)
            }
            _ => continue,
        };
        let help = message!("write a folder that holds an `MLTable` file, or use the type `uri_folder` or `uri_file`");
        cx.report(value.used_at(), message).help(help);
    }
}

/// Whether a folder certainly has no `MLTable` file. An empty one waits to be filled.
fn lacks_file(folder: &Path, cx: &Context) -> bool {
    is_missing(&folder.join(FILE), **cx) && !cx.project().list(folder).is_empty()
}

/// The `MLTable` file of an input that is handed over as rows.
fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some(input) = step.split_input().and_then(|port| attributes(&port)).map(DataInput::new) else { return };
    let Some((value, path)) = input.path() else { return };
    if mini_batch::kind(step, cx).is_none_or(|(kind, _)| kind != Kind::Table) {
        return;
    }
    let Standing::Folders(folders) = Standing::of(path, **cx) else { return };
    let table = |folder: &PathBuf| cx.project().data(&folder.join(FILE)).filter(|table| reads_nothing(table));
    let tables: Option<Vec<_>> = folders.iter().map(table).collect();
    let Some(table) = tables.and_then(|tables| tables.into_iter().next()) else { return };
    let message = message!("the `MLTable` file of `{path}` reads no table, but the step splits its rows; the rows are documented to come from a `read_…` transformation", path = path);
    let help = message!("add `transformations` with a step such as `read_delimited` or `read_parquet`");
    let keys = table.root.mapping();
    let place = keys.and_then(|keys| keys.get("transformations").or(keys.entries.first())).map(|entry| entry.key_span);
    let finding = cx.report(value.used_at(), message).help(help);
    if let Some(span) = place {
        finding.related_in(Some(Arc::clone(&table.file)), span, message!("no `read_…` step stands here"));
    }
}

/// Whether a table's file certainly has no transformation that reads one.
fn reads_nothing(table: &DataFile) -> bool {
    let Some(keys) = table.root.mapping() else { return false };
    let Some(transformations) = keys.get("transformations").map(|entry| &entry.value) else { return true };
    let reads = |step: &Value| match (step.known_text(), step.mapping()) {
        (Some(name), _) => name.starts_with("read_"),
        (None, Some(step)) => step.entries.iter().any(|entry| entry.key.starts_with("read_")),
        (None, None) => true,
    };
    transformations.is_null() || transformations.items().is_some_and(|steps| !steps.iter().any(reads))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_among, messages_among, messages_of};

    const TABLE: &str = "paths:\n- file: a.csv\n";

    fn input(path: &str) -> String {
        format!("inputs:\n  data:\n    type: mltable\n    path: {path}")
    }

    /// An input of rows with this file.
    fn rows(table: &str, fires: bool) {
        let mark = if fires { "\n          ^^^^^^^ PJ608" } else { "" };
        let block = format!("{}{mark}\n    mode: direct\nmini_batch_size: 1mb", input("./table"));
        check_among(&[("table/MLTable", table)], "yaml inline", &block);
    }

    #[test]
    fn marks_the_path_without_file() {
        check("yaml inline", &input("./src\n          ^^^^^ PJ608"));
        check("yaml pipeline", &input("src/score.py\n          ^^^^^^^^^^^^ PJ608"));
        check("python v2 after", "make(data=Input(type='mltable', path='src'))\n                                     ^^^^^ PJ608");
        check_among(&[("table/mltable", TABLE)], "yaml inline", &input("table\n          ^^^^^ PJ608"));
    }

    #[test]
    fn marks_the_path_whose_file_reads_nothing() {
        rows(TABLE, true);
        rows(&format!("{TABLE}transformations:\n"), true);
        rows(&format!("{TABLE}transformations:\n- keep_columns: a\n"), true);
        rows(&format!("{TABLE}transformations:\n- read_delimited:\n    encoding: ascii\n"), false);
        rows(&format!("{TABLE}transformations: [read_parquet]\n"), false);
        rows(&format!("{TABLE}transformations: [\n"), false);
        rows("5\n", false);
    }

    #[test]
    fn silent() {
        check_among(&[("table/MLTable", TABLE)], "yaml inline", &input("./table"));
        check("yaml inline", &input("azureml:table:1"));
        check("yaml inline", &input("./nowhere\n          ^^^^^^^^^ PJ607"));
        check("yaml inline", "inputs:\n  data:\n    type: uri_folder\n    path: ./src");
        check_among(&[(".gitignore", "table\n"), ("table/a.csv", "")], "yaml inline", &input("./table"));
        check_among(&[("table/MLTable", TABLE)], "python v2 after", "make(data=Input(type='mltable', path='table', mode='direct'))");
    }

    #[test]
    fn says_what_is_documented() {
        insta::assert_snapshot!(messages_of("yaml inline", &input("./src")), @"PJ608 `./src` has no file named `MLTable`, which the type `mltable` is documented to need | write a folder that holds an `MLTable` file, or use the type `uri_folder` or `uri_file`");
        insta::assert_snapshot!(messages_of("yaml inline", &input("./src/score.py")), @"PJ608 `./src/score.py` is a file; an `mltable` is documented as a folder with a file named `MLTable` | write a folder that holds an `MLTable` file, or use the type `uri_folder` or `uri_file`");
        let rows = format!("{}\n    mode: direct\nmini_batch_size: 1mb", input("./table"));
        insta::assert_snapshot!(messages_among(&[("table/MLTable", TABLE)], "yaml inline", &rows), @"PJ608 the `MLTable` file of `./table` reads no table, but the step splits its rows; the rows are documented to come from a `read_…` transformation | add `transformations` with a step such as `read_delimited` or `read_parquet`");
    }
}
