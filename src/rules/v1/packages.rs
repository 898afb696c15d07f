//! The pip packages of an environment of SDK v1 that is built in the file, as far as all of them are known. Knows no
//! rule.

use crate::model::{FileModel, Object, ParallelStep, Value};
use crate::project::View;
use crate::tables::Field;
use crate::text::{SourceFile, Span};
use std::sync::Arc;

/// The pip packages of an environment.
pub(super) struct PipPackages<'a> {
    /// Each as it is written.
    pub texts: Vec<String>,
    /// Where they are asked for.
    pub span: Span,
    /// The list in this file that names them.
    pub list: Option<&'a Value>,
    /// The conda file that names them, and where.
    pub file: Option<(Arc<SourceFile>, Span)>,
}

/// What an environment has unless it is told otherwise.
const DEFAULT: &str = "azureml-defaults";
/// The attribute of an environment that holds them.
const ATTRIBUTE: &str = "python.conda_dependencies";
/// The methods that leave the pip packages alone.
const OTHER_METHODS: [&str; 9] = [
    "add_conda_package",
    "remove_conda_package",
    "add_channel",
    "remove_channel",
    "set_python_version",
    "get_python_version",
    "save",
    "save_to_file",
    "serialize_to_string",
];

impl<'a> PipPackages<'a> {
    /// The packages of a step's environment.
    pub fn of(step: &'a ParallelStep, view: &View<'a>) -> Option<Self> {
        let environment = step.value(Field::Environment)?;
        let object = environment.object().filter(|object| object.class.starts_with("azureml."))?;
        let dependencies = assigned(environment, view.model())?;
        let mut found = match dependencies {
            Some(dependencies) => Self::made_by(dependencies, view)?,
            None if object.class.ends_with(".Environment") => Self::default_of(environment.used_at()),
            None => Self::read(view.conda(step)?.written, view)?,
        };
        let (count, span) = (found.texts.len(), environment.span);
        found.add(span, ATTRIBUTE, view.model())?;
        match dependencies {
            Some(dependencies) => found.add(dependencies.span, "", view.model())?,
            // An environment that nothing was done to is somebody else's.
            None if found.file.is_none() && found.texts.len() == count => return None,
            None => {}
        }
        Some(found)
    }

    fn default_of(span: Span) -> Self {
        Self { texts: vec![DEFAULT.to_owned()], span, list: None, file: None }
    }

    /// The packages of a conda file.
    fn read(path: &'a Value, view: &View<'a>) -> Option<Self> {
        let conda = view.conda_at(path)?;
        let packages = conda.packages()?;
        let texts = texts(packages.pip.iter().copied()).filter(|_| packages.complete)?;
        let list = packages.pip_list.unwrap_or(packages.dependencies);
        let file = Some((Arc::clone(conda.file()?), list.key_span));
        Some(Self { texts, span: path.used_at(), list: None, file })
    }

    /// The packages of `CondaDependencies.create(…)` or `CondaDependencies(…)`.
    fn made_by(value: &'a Value, view: &View<'a>) -> Option<Self> {
        let object = value.object().filter(|object| object.class.starts_with("azureml.") && !object.arguments.open)?;
        if object.name() == "CondaDependencies" {
            return match object.argument("conda_dependencies_file_path", 0) {
                Some(path) if !path.is_null() => Self::read(path, view),
                _ if object.argument("_underlying_structure", 1).is_none() => Some(Self::default_of(object.callee)),
                _ => None,
            };
        }
        if !object.class.ends_with(".CondaDependencies.create") {
            return None;
        }
        let Some(list) = object.argument("pip_packages", 1).filter(|list| !list.is_null()) else {
            return Some(Self::default_of(object.callee));
        };
        Some(Self { texts: texts(list.items()?)?, span: list.used_at(), list: Some(list), file: None })
    }

    /// Adds what the methods add that are called on an object, or on what is at this attribute of it. `None` if one of
    /// them may do something else.
    fn add(&mut self, object: Span, attribute: &str, model: &FileModel) -> Option<()> {
        let calls = model.v1_calls.iter().filter_map(Value::object);
        for call in calls.filter(|call| call.receiver.as_ref().is_some_and(|receiver| receiver.span == object)) {
            let method = method(call, attribute);
            match method {
                Some("add_pip_package") => self.texts.push(call.argument("pip_package", 0)?.known_text()?.to_owned()),
                Some(other) if !OTHER_METHODS.contains(&other) => return None,
                Some(_) | None => {}
            }
        }
        Some(())
    }
}

/// The method that is called at an attribute of the receiver.
fn method<'c>(call: &'c Object, attribute: &str) -> Option<&'c str> {
    let made = &call.receiver.as_ref()?.object()?.class;
    let path = call.class.strip_prefix(made.as_str())?.strip_prefix('.')?;
    if attribute.is_empty() { Some(path) } else { path.strip_prefix(attribute)?.strip_prefix('.') }
}

/// What is assigned as the packages of an environment; `Some(None)` if nothing is. `None` if that is not certain, or
/// something else decides which packages there are.
fn assigned<'a>(environment: &Value, model: &'a FileModel) -> Option<Option<&'a Value>> {
    let mut dependencies = None;
    for assignment in model.v1_assignments.iter().filter(|assignment| assignment.object == environment.span) {
        match assignment.path.as_str() {
            ATTRIBUTE if dependencies.is_none() => dependencies = Some(assignment.value.as_ref()?),
            path if path.starts_with("python") || path.starts_with("docker.base") => return None,
            _ => {}
        }
    }
    Some(dependencies)
}

fn texts<'v>(items: impl IntoIterator<Item = &'v Value>) -> Option<Vec<String>> {
    items.into_iter().map(|item| item.known_text().map(str::to_owned)).collect()
}
