//! The conda specification of a step's environment: where it is written, and which packages it names. Knows no rule.

use super::{DataFile, View, is_relative};
use crate::model::{Entry, ParallelStep, Value};
use crate::tables::{Field, Place, Surface};
use crate::text::SourceFile;
use std::sync::Arc;

/// The conda specification of an environment.
pub struct Conda<'s> {
    /// What the step's document says: the specification itself, its path, or the path of the environment's file.
    pub written: &'s Value,
    place: Location,
}

/// Where a specification stands.
enum Location {
    /// Where the step is.
    Here,
    /// It is a file.
    File(Arc<DataFile>),
    /// In the file of an environment.
    Environment(Arc<DataFile>),
}

impl<'s> Conda<'s> {
    /// The specification.
    #[must_use]
    pub fn specification(&self) -> &Value {
        match &self.place {
            Location::Here => self.written,
            Location::File(file) => &file.root,
            Location::Environment(file) => conda_file(&file.root).unwrap_or(&file.root),
        }
    }

    /// The file that it stands in, if that is another than the step's.
    #[must_use]
    pub fn file(&self) -> Option<&Arc<SourceFile>> {
        match &self.place {
            Location::Here => None,
            Location::File(file) | Location::Environment(file) => Some(&file.file),
        }
    }

    /// The packages it names; `None` if it is no mapping with a list of dependencies.
    #[must_use]
    pub fn packages(&self) -> Option<Packages<'_>> {
        Packages::of(self.specification())
    }
}

impl View<'_> {
    /// The conda specification of a step's environment, if it can be read.
    #[must_use]
    pub fn conda<'s>(&self, step: &'s ParallelStep) -> Option<Conda<'s>> {
        let environment = step.value(Field::Environment)?;
        if step.surface == Surface::SdkV1 {
            return self.conda_at(path_in_v1(environment)?);
        }
        if let Some(path) = environment.known_text().and_then(|text| text.strip_prefix("file:")) {
            return self.environment_at(environment, path);
        }
        let written = &step.block(Place::Environment)?.get(Field::CondaFile.name())?.value;
        if written.mapping().is_some() {
            return Some(Conda { written, place: Location::Here });
        }
        self.conda_at(written)
    }

    /// A conda specification in a file.
    #[must_use]
    pub fn conda_at<'s>(&self, written: &'s Value) -> Option<Conda<'s>> {
        let path = written.known_text().filter(|path| is_relative(path))?;
        let file = self.project().data(&self.resolve(path))?;
        Some(Conda { written, place: Location::File(file) })
    }

    /// The conda specification of an environment in a file.
    fn environment_at<'s>(&self, written: &'s Value, path: &str) -> Option<Conda<'s>> {
        let project = self.project();
        let environment = project.data(&self.resolve(path))?;
        let conda = conda_file(&environment.root)?;
        let Some(path) = conda.known_text() else {
            return Some(Conda { written, place: Location::Environment(environment) });
        };
        let file = project.data(&environment.resolve(path))?;
        Some(Conda { written, place: Location::File(file) })
    }
}

/// The method of SDK v1 that makes an environment of a conda file.
const FROM_CONDA: &str = ".Environment.from_conda_specification";

/// The path of the conda file that an environment of SDK v1 is made of.
#[must_use]
pub fn path_in_v1(environment: &Value) -> Option<&Value> {
    environment.object().filter(|object| object.class.ends_with(FROM_CONDA))?.argument("file_path", 1)
}

fn conda_file(environment: &Value) -> Option<&Value> {
    Some(&environment.mapping()?.get(Field::CondaFile.name())?.value)
}

/// The packages that a conda specification names.
#[derive(Debug)]
pub struct Packages<'c> {
    /// The list of dependencies.
    pub dependencies: &'c Entry,
    /// Those of conda.
    pub conda: Vec<&'c Value>,
    /// The list of those of pip.
    pub pip_list: Option<&'c Entry>,
    /// Those of pip.
    pub pip: Vec<&'c Value>,
    /// Whether these are all.
    pub complete: bool,
}

impl<'c> Packages<'c> {
    /// The packages of a specification.
    #[must_use]
    pub fn of(specification: &'c Value) -> Option<Self> {
        let keys = specification.mapping()?;
        let dependencies = keys.get("dependencies")?;
        let mut found = Self { dependencies, conda: Vec::new(), pip_list: None, pip: Vec::new(), complete: !keys.open };
        for item in dependencies.value.items()? {
            match item.mapping().and_then(|keys| keys.get("pip")) {
                Some(pip) => found.add_pip(pip),
                None if item.known_text().is_some() => found.conda.push(item),
                None => found.complete = false,
            }
        }
        Some(found)
    }

    fn add_pip(&mut self, list: &'c Entry) {
        let items = list.value.items();
        self.complete &= self.pip_list.is_none() && items.is_some();
        self.pip_list = Some(list);
        let (known, unknown): (Vec<_>, Vec<_>) =
            items.unwrap_or_default().iter().partition(|item| item.known_text().is_some());
        self.pip.extend(known);
        self.complete &= unknown.is_empty();
    }

    /// The names of all packages, as pip compares them. `None` if there may be others: what an option, a path or an
    /// address brings is not known.
    #[must_use]
    pub fn names(&self) -> Option<Vec<String>> {
        let texts = self.conda.iter().chain(&self.pip).filter_map(|item| item.known_text());
        if self.complete { texts.map(name).collect() } else { None }
    }
}

/// The name of the package that a requirement asks for: in small letters, with `-` for `_` and `.`.
fn name(requirement: &str) -> Option<String> {
    // `conda-forge::pandas`
    let requirement = requirement.rsplit("::").next().unwrap_or_default().trim();
    let end = requirement.find(|c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c)));
    let (name, rest) = requirement.split_at(end.unwrap_or(requirement.len()));
    let plain =
        name.starts_with(|c: char| c.is_ascii_alphanumeric()) && !rest.trim_start().starts_with(['/', '\\', ':', '+']);
    let archive = [".whl", ".zip", ".gz"].iter().any(|end| requirement.ends_with(end));
    (plain && !archive).then(|| name.to_ascii_lowercase().replace(['_', '.'], "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surface;
    use crate::syntax::yaml;

    fn check(text: &str, expected: Option<&[&str]>) {
        let tree = yaml::parse(text);
        let root = surface::yaml::root(text, &tree).unwrap();
        let names = Packages::of(&root).and_then(|packages| packages.names());
        assert_eq!(
            names.as_deref(),
            expected.map(|names| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).as_deref(),
            "{text}"
        );
    }

    #[test]
    fn names_of_packages() {
        check(
            "dependencies: [python=3.10, pip, pip: [Pandas>=1, azureml_core, 'a.b[c]==1', 'd ; python_version > \"3\"']]",
            Some(&["python", "pip", "pandas", "azureml-core", "a-b", "d"]),
        );
        check("dependencies: [conda-forge::numpy, 'x >=1']", Some(&["numpy", "x"]));
        check("dependencies: [pip: [a @ https://a.net/a.whl]]", None);
        check("dependencies: []", Some(&[]));
    }

    #[test]
    fn what_may_bring_others_is_not_known() {
        for pip in [
            "-r requirements.txt",
            "--index-url https://a.net",
            "-e .",
            "./a",
            "git+https://a.net/b",
            "https://a.net/b",
            "../a.whl",
            "a/b",
            "a-1.0-py3-none-any.whl",
            ".",
            "[x]",
            "5",
        ] {
            check(&format!("dependencies: [pip: [a, {pip}]]"), None);
        }
        check("dependencies: [pip: a]", None);
        check("dependencies: [{other: [a]}]", None);
        check("dependencies: [pip: [a], pip: [b]]", None);
        check("dependencies: x", None);
        check("x: []", None);
    }
}
