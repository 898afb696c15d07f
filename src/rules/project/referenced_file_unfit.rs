//! PJ610 `referenced-file-unfit`: A file that the step refers to is not what is meant there.

use super::standing::{Standing, loaded};
use crate::message::Message;
use crate::model::{Data, Entry, FileModel, Mapping, PARALLEL, ParallelStep, Value};
use crate::project::DataFile;
use crate::rules::Context;
use crate::tables::{self, Field, Place, Surface};
use crate::{message, rule};
use std::sync::Arc;

rule! {
    /// A file that the step refers to is not what is meant there.
    ///
    /// - **Fires when** `component`, `environment: file:…` or `conda_file` leads to a folder; `component` of a node of `type: parallel` leads to a file that has another `type`, or neither `type` nor `$schema`; `environment: file:…` to one that has a key which environments do not have; `conda_file` to one that is no mapping. In Python, `load_component` reads a file that is empty, no mapping, or has a `type` that no component has.
    /// - **Silent on** what is not there (PJ605) or does not parse; what else is wrong in a component, which is judged in its own file; in Python, every type that ends in `Component` (those of internal packages), and paths found from both bases.
    /// - **Why** Measured: a page about ARM identifiers, a raw `AttributeError` or `Expecting (<class 'str'>, …)`; none says what is wrong with the file. `load_component` raises `ValidationException`.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml node
    /// component: ./src
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml node
    /// component: ./score.yml
    /// ```
    PJ610 "referenced-file-unfit" Error, on: [Component, Inline, Node, SdkV2], sdk: Poor, costs: false, fix: None, step: check, file: check_loaded
}

/// The types of components that SDK v2 can load, beside those of internal packages, which end in `Component`.
const TYPES: [&str; 10] = [
    "automl",
    "command",
    "data_transfer_copy_data",
    "data_transfer_export_data",
    "data_transfer_import_data",
    "import",
    PARALLEL,
    "pipeline",
    "promptflow_parallel",
    "spark",
];

fn check(step: &ParallelStep, cx: &mut Context) {
    for field in [Field::Component, Field::Environment, Field::CondaFile] {
        for given in step.given(field) {
            judge(step, field, given.value(), cx);
        }
    }
}

fn judge(step: &ParallelStep, field: Field, value: &Value, cx: &mut Context) {
    let Some(text) = value.known_text() else { return };
    let file = text.strip_prefix("file:");
    let path = match field {
        Field::Environment => file,
        Field::Component => file.or(Some(text)),
        _ => Some(text),
    };
    let Some(path) = path else { return };
    match Standing::of(path, **cx) {
        Standing::Folders(_) => {
            let message = message!("`{path}` is a folder, not a file; the SDK answers with a page about ARM identifiers", path = path);
            cx.report(value.used_at(), message).help(help(field));
        }
        Standing::File => in_file(step, field, value, path, cx),
        Standing::Missing(_) | Standing::Unknown => {}
    }
}

/// The components that Python loads.
fn check_loaded(model: &FileModel, cx: &mut Context) {
    for (value, path) in loaded(model, cx) {
        let places = cx.places(path);
        let files: Vec<_> = places.iter().filter_map(|place| cx.project().source(place).map(|file| (place, file))).collect();
        let [(place, file)] = files.as_slice() else { continue };
        let help = message!("write the path of the component's file");
        if file.text().trim().is_empty() {
            let message = message!("`{path}` is empty; `load_component` raises when this line runs", path = path);
            cx.report(value.used_at(), message).help(help);
            continue;
        }
        let Some(data) = cx.project().data(place) else { continue };
        let Some(fault) = of_loaded(path, &data) else { continue };
        report(value, fault, &data, help, cx);
    }
}

fn in_file(step: &ParallelStep, field: Field, value: &Value, path: &str, cx: &mut Context) {
    let Some(file) = cx.project().data(&cx.resolve(path)) else { return };
    let fault = match field {
        Field::Component => of_component(step, path, &file),
        Field::Environment => of_environment(path, &file),
        _ => of_conda(path, &file),
    };
    let Some(fault) = fault else { return };
    report(value, fault, &file, help(field), cx);
}

/// What a file lacks, and where that shows in it.
type Fault<'f> = (Message, Option<&'f Entry>);

fn report(value: &Value, (message, entry): Fault, file: &DataFile, help: Message, cx: &mut Context) {
    let finding = cx.report(value.used_at(), message).help(help);
    if let Some(entry) = entry {
        let related = message!("`{key}` stands here", key = entry.key);
        finding.related_in(Some(Arc::clone(&file.file)), entry.span, related);
    }
}

fn help(field: Field) -> Message {
    match field {
        Field::Component => message!("write the path of a file with `type: parallel`"),
        Field::Environment => message!("write the path of a file with the `image` or `build` of an environment"),
        _ => message!("write the path of a file with the `dependencies` of conda"),
    }
}

/// What a file lacks as a component, and where that shows.
fn of_component<'f>(step: &ParallelStep, path: &str, file: &'f DataFile) -> Option<Fault<'f>> {
    if !step.mentions(Field::Type) {
        return None;
    }
    let none = || message!("`{path}` is no component: it has no `type`", path = path);
    let Some(keys) = closed(&file.root)? else { return Some((none(), None)) };
    let Some(entry) = keys.get(Field::Type.name()) else {
        // A flow has no type.
        let schema = tables::entry(Surface::Component, Place::Step, Field::Schema).is_some_and(|info| keys.has(info.key));
        return (!schema).then(|| (none(), None));
    };
    let word = entry.value.known_text()?;
    // `parallel` in any case, with a label, or that of flows.
    let fits = word.to_ascii_lowercase().contains(PARALLEL);
    let message = || message!("`{path}` is of the type `{word}`; a node of `type: parallel` takes a parallel component", path = path, word = word);
    (!fits).then(|| (message(), Some(entry)))
}

/// Why `load_component` raises on a file, and where that shows.
fn of_loaded<'f>(path: &str, file: &'f DataFile) -> Option<Fault<'f>> {
    let Some(keys) = closed(&file.root)? else {
        let message = message!("`{path}` is no component: it is no mapping; `load_component` raises when this line runs", path = path);
        return Some((message, None));
    };
    let entry = keys.get(Field::Type.name())?;
    // A label may stand behind the word.
    let word = entry.value.known_text()?.to_ascii_lowercase();
    let word = word.split('@').next().unwrap_or_default();
    let message = || {
        message!("`{path}` is no component: none has the type `{word}`; `load_component` raises when this line runs", path = path, word = word)
    };
    let fits = TYPES.contains(&word) || word.ends_with("component");
    (!fits).then(|| (message(), Some(entry)))
}

/// What a file lacks as an environment, and where that shows.
fn of_environment<'f>(path: &str, file: &'f DataFile) -> Option<Fault<'f>> {
    let Some(keys) = closed(&file.root)? else {
        return Some((message!("`{path}` is no environment: it is no mapping", path = path), None));
    };
    let is_known = |entry: &&Entry| tables::lookup(Surface::Component, Place::Environment, &entry.key).is_some();
    let entry = keys.effective().find(|entry| !is_known(entry))?;
    let message = message!("`{path}` is no environment: the SDK knows no `{key}` there", path = path, key = entry.key);
    Some((message, Some(entry)))
}

/// What a file lacks as a conda specification. An empty one passes.
fn of_conda<'f>(path: &str, file: &'f DataFile) -> Option<Fault<'f>> {
    let fits = file.root.is_null() || closed(&file.root)?.is_some();
    (!fits).then(|| (message!("`{path}` is no conda specification: it is no mapping", path = path), None))
}

/// The keys of a file: none of what is no mapping. Nothing if they are not all known.
#[allow(clippy::option_option, reason = "what is not known and what is not there are two things")]
fn closed(root: &Value) -> Option<Option<&Mapping>> {
    match &root.data {
        Data::Dynamic | Data::Malformed => None,
        Data::Mapping(mapping) => (!mapping.open).then_some(Some(mapping)),
        _ => Some(None),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_among, messages_among};

    #[test]
    fn marks_a_folder() {
        check_among(&[], "yaml node", "component: ./src\n           ^^^^^ PJ610");
        check_among(&[], "yaml inline", "task:\n  environment: file:./src\n               ^^^^^^^^^^ PJ610");
        check_among(&[], "yaml component", "task:\n  environment:\n    image: i\n    conda_file: src\n                ^^^ PJ610");
    }

    #[test]
    fn marks_another_kind_of_file() {
        let other = |text: &'static str| [("other.yml", text)];
        let node = "component: ./other.yml";
        let fires = "component: ./other.yml\n           ^^^^^^^^^^^ PJ610";
        for text in ["type: command\n", "name: x\n", "[a]", "a", "type: pipeline\njobs: {}\n"] {
            check_among(&other(text), "yaml node", fires);
        }
        for text in ["a: [", "$schema: Flow.schema.json\nnodes: []\n", "type: PARALLEL\nname: other\n"] {
            check_among(&other(text), "yaml node", node);
        }
    }

    #[test]
    fn marks_what_is_no_environment() {
        let block = "task:\n  environment: file:other.yml";
        let fires = format!("{block}\n               ^^^^^^^^^^^^^^ PJ610");
        for text in ["image: i\ntype: x\n", "[a]", "a"] {
            check_among(&[("other.yml", text)], "yaml inline", &fires);
        }
        check_among(&[("other.yml", "$schema: s\nname: n\nversion: 1\nimage: i\n")], "yaml inline", block);
    }

    #[test]
    fn marks_what_is_no_conda_specification() {
        let block = "task:\n  environment:\n    image: i\n    conda_file: other.yml";
        for text in ["a", "[a]", "5"] {
            check_among(&[("other.yml", text)], "yaml inline", &format!("{block}\n                ^^^^^^^^^ PJ610"));
        }
        for text in ["name: x\n", ""] {
            check_among(&[("other.yml", text)], "yaml inline", block);
        }
    }

    #[test]
    fn marks_what_python_loads() {
        let program = "from azure.ai.ml import load_component\nmore = load_component(\"other.yml\")";
        let fires = format!("{program}\n                      ^^^^^^^^^^^ PJ610");
        for text in ["[a]", "a", "", "type: paralel\nname: x\n", "type: uri_folder\npath: .\n"] {
            check_among(&[("other.yml", text)], "python v2 after", &fires);
        }
        for text in ["type: command\n", "type: Parallel\n", "type: ScopeComponent\n", "name: x\n", "a: [", "type: [a]"] {
            check_among(&[("other.yml", text)], "python v2 after", program);
        }
    }

    #[test]
    fn says_what_it_is() {
        insta::assert_snapshot!(messages_among(&[("other.yml", "type: command\n")], "yaml node", "component: ./other.yml"), @"PJ610 `./other.yml` is of the type `command`; a node of `type: parallel` takes a parallel component | write the path of a file with `type: parallel`");
    }
}
