//! What v1 says of data, by the calls that make it: which files or table, where they are, how they reach the script. Knows
//! the data calls of SDK v1; decides nothing about steps.

use super::program::Program;
use super::spell::Pieces;
use crate::message;
use crate::message::Message;
use crate::model::{Object, Term, Value};
use crate::rules::dataset::{self, Kind};
use crate::text::Span;

/// Data that goes into or comes out of a step.
#[derive(Clone, Debug)]
pub(super) struct DataUse {
    /// The call that stands for the data as such: two uses of one call are the same data.
    pub made: Span,
    /// The call that made it an input or output, as it is used.
    pub used: Span,
    /// The name that it is given as an input.
    pub name: Option<String>,
    /// What it is, if that shows.
    pub kind: Option<Kind>,
    /// Whether it is a registered dataset.
    pub registered: bool,
    /// Whether it is copied to the node, not mounted.
    pub download: bool,
    /// Where it is.
    pub path: Option<Term>,
    /// Whether a step makes it.
    pub output: bool,
    /// The pipeline parameter that it may be replaced by.
    pub parameter: Option<String>,
}

/// Reads what a step is given as input; else why that cannot be told.
pub(super) fn input<'p>(program: &Program<'p>, value: &'p Value) -> Result<DataUse, Message> {
    let Some(object) = made(program, value) else {
        return Err(message!("what this is shows at run time only"));
    };
    let mut found = DataUse {
        made: value.span,
        used: value.span,
        name: dataset::name(value).and_then(Value::known_text).map(str::to_owned),
        kind: dataset::kind(value),
        registered: false,
        download: object.chain().any(|call| call.name() == "as_download"),
        path: None,
        output: false,
        parameter: None,
    };
    let mut root = (value.span, object);
    let mut receiver = object.receiver.as_deref();
    while let Some(next) = receiver.and_then(|value| Some((value.span, value.object()?))) {
        root = next;
        receiver = next.1.receiver.as_deref();
    }
    found.made = root.0;
    describe(program, root.1, &mut found)?;
    Ok(found)
}

/// The object that a value is, with the objects whose methods made it.
pub(super) fn made<'p>(program: &Program<'p>, value: &'p Value) -> Option<&'p Object> {
    let whole = program.model.v1_calls.iter().find(|call| call.span == value.span).and_then(Value::object);
    whole.or(value.object())
}

/// What the call at the root of a chain says.
fn describe<'p>(program: &Program<'p>, root: &'p Object, found: &mut DataUse) -> Result<(), Message> {
    let words: Vec<&str> = root.class.split('.').collect();
    let ends = |tail: &[&str]| words.ends_with(tail);
    if ends(&["Dataset", "get_by_name"])
        || ends(&["FileDataset", "get_by_name"])
        || ends(&["TabularDataset", "get_by_name"])
        || ends(&["Dataset", "get"])
    {
        found.registered = true;
        found.path = registered(program, root);
    } else if ends(&["File", "from_files"])
        || root.class.contains(".Tabular.from_")
        || ends(&["FileDatasetFactory", "from_files"])
        || root.class.contains("TabularDatasetFactory.from_")
    {
        found.path = Some(files(program, root)?);
    } else if ends(&["OutputFileDatasetConfig"]) || ends(&["PipelineData"]) {
        found.output = true;
    } else if ends(&["DatasetConsumptionConfig"]) {
        return consumption(program, root, found);
    } else {
        return Err(message!("`{call}` is not known to make data", call = root.name()));
    }
    if found.path.is_none() && !found.output {
        return Err(message!("which data `{call}` names shows at run time only", call = root.name()));
    }
    Ok(())
}

/// `DatasetConsumptionConfig(name, dataset, mode)`
fn consumption<'p>(program: &Program<'p>, call: &'p Object, found: &mut DataUse) -> Result<(), Message> {
    let Some(dataset) = call.argument("dataset", 1) else {
        return Err(message!("which data this is shows at run time only"));
    };
    found.download |= call.argument("mode", 2).and_then(Value::known_text) == Some("download");
    let Some(object) = dataset.object() else {
        return Err(message!("which data this is shows at run time only"));
    };
    let inner = match object.name() == "PipelineParameter" {
        true => {
            found.parameter = object.argument("name", 0).and_then(Value::known_text).map(str::to_owned);
            object.argument("default_value", 1)
        }
        false => Some(dataset),
    };
    let Some(inner) = inner else { return Err(message!("the parameter has no data as its default")) };
    let mut data = input(program, inner)?;
    data.name = found.name.take();
    data.download |= found.download;
    data.kind = found.kind.or(data.kind);
    data.parameter = found.parameter.take();
    data.used = found.used;
    *found = data;
    Ok(())
}

/// `azureml:<name>:<version>`
fn registered(program: &Program, call: &Object) -> Option<Term> {
    let name = call.argument("name", 1)?;
    let path = Pieces::default().text("azureml:").value(program, name);
    let path = match call.argument("version", 2).filter(|version| version.known_text() != Some("latest")) {
        Some(version) if !version.is_null() => path.text(":").value(program, version),
        _ => path.text("@latest"),
    };
    Some(path.term(program))
}

/// The path of files that are no registered dataset.
fn files<'p>(program: &Program<'p>, call: &'p Object) -> Result<Term, Message> {
    let Some(path) = call.argument("path", 0) else { return Err(message!("there is no path")) };
    let one = match path.items() {
        Some([single]) if single.text().is_some() || single.items().is_some() || single.object().is_some() => single,
        Some(_) if is_place(path) => path,
        Some(_) => return Err(message!("it has several paths, and an input of v2 has one")),
        None => path,
    };
    place(program, one).ok_or_else(|| message!("where the files are shows at run time only"))
}

/// Whether a pair is a datastore and a path in it. Which datastore may show at run time only.
fn is_place(value: &Value) -> bool {
    let is_store = |store: &Value| store.text().is_none() && store.items().is_none();
    let is_path = |path: &Value| path.object().is_none() && path.items().is_none();
    value.items().is_some_and(|items| matches!(items, [store, path] if is_store(store) && is_path(path)))
}

/// A place in a datastore, or an address.
pub(super) fn place<'p>(program: &Program<'p>, value: &'p Value) -> Option<Term> {
    if let Some([store, path]) = value.items().filter(|_| is_place(value)) {
        return Some(in_datastore(program, Some(store), Some(path))?.term(program));
    }
    if let Some(object) = made(program, value) {
        let words: Vec<&str> = object.class.split('.').collect();
        if let [.., "datastores", store, "path"] = words.as_slice() {
            let path = object.argument("path", 0)?;
            return Some(
                Pieces::default()
                    .text(&format!("azureml://datastores/{store}/paths/"))
                    .value(program, path)
                    .term(program),
            );
        }
        let store = object.argument("datastore", 0)?;
        return match object.name() {
            "DataPath" => {
                Some(in_datastore(program, Some(store), object.argument("path_on_datastore", 1))?.term(program))
            }
            _ => None,
        };
    }
    let text = value.text_with_holes()?.as_str();
    (text.contains("://")).then(|| super::spell::term(program, value))
}

/// `azureml://datastores/<datastore>/paths/<path>`; the default datastore if none is given.
pub(super) fn in_datastore(program: &Program, store: Option<&Value>, path: Option<&Value>) -> Option<Pieces> {
    let pieces = Pieces::default().text("azureml://datastores/");
    let pieces = match store {
        None => pieces.text(DEFAULT_DATASTORE),
        Some(store) => datastore(program, store, pieces)?,
    };
    let pieces = pieces.text("/paths/");
    Some(match path {
        Some(path) => match path.text().map(|text| text.as_str()).filter(|_| path.through_name.is_none()) {
            Some(text) => pieces.text(text.trim_start_matches('/')),
            None => pieces.value(program, path),
        },
        None => pieces,
    })
}

/// The datastore that a workspace has by default.
const DEFAULT_DATASTORE: &str = "workspaceblobstore";

/// The name of a datastore.
fn datastore(program: &Program, store: &Value, pieces: Pieces) -> Option<Pieces> {
    if let Some(name) = program.item_of(store, "datastores") {
        return Some(pieces.code(&name));
    }
    if program.source(store).ends_with(".get_default_datastore()") {
        return Some(pieces.text(DEFAULT_DATASTORE));
    }
    let object = store.object()?;
    match object.name() {
        "get_default_datastore" => Some(pieces.text(DEFAULT_DATASTORE)),
        "get" | "Datastore" if object.class.contains("Datastore") => {
            let name = object.argument("datastore_name", 1).or_else(|| object.argument("name", 1))?;
            Some(pieces.value(program, name))
        }
        _ => None,
    }
}
