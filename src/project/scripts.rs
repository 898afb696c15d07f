//! Entry scripts across files: which file a step runs, and which files are entry scripts because steps run them. Knows
//! no rule.

use super::{Component, FileKind, Project, View, is_absolute, is_relative};
use crate::document::{Document, PythonFile};
use crate::model::{ComponentSource, ParallelStep};
use crate::script::Script;
use crate::tables::{Field, Place, Surface};
use crate::text::SourceFile;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

/// The entry script of a step.
pub enum EntryScript<'a> {
    /// In the same document: a notebook that writes it.
    Here(&'a Document, &'a Script),
    /// In a file of its own.
    There(Arc<Document>),
}

impl EntryScript<'_> {
    /// What it does.
    #[must_use]
    pub fn script(&self) -> Option<&Script> {
        match self {
            Self::Here(_, script) => Some(script),
            Self::There(document) => document.python_files().first().map(|file| &file.script),
        }
    }

    /// Where it stands; for a file that a notebook writes, where it will stand.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Here(document, script) => {
                let mut files = document.python_files().iter();
                files.find(|file| std::ptr::eq(&file.script, *script))?.path.as_deref()
            }
            Self::There(document) => Some(document.path()),
        }
    }

    /// The file that its spans are of, if it is another one than the step's.
    #[must_use]
    pub fn other_file(&self) -> Option<Arc<SourceFile>> {
        match self {
            Self::Here(..) => None,
            Self::There(document) => Some(Arc::clone(document.code())),
        }
    }

    /// The text that its spans are of.
    #[must_use]
    pub fn file(&self) -> &Arc<SourceFile> {
        match self {
            Self::Here(document, _) => document.code(),
            Self::There(document) => document.code(),
        }
    }
}

impl Project {
    /// The path of the file that a step of a document runs, if both of its parts are known. It need not exist.
    #[must_use]
    pub fn script_path(&self, from: &Document, step: &ParallelStep) -> Option<PathBuf> {
        let text = |field| step.value(field).and_then(|value| value.known_text());
        let v1 = matches!(step.surface, Surface::SdkV1 | Surface::V1Yaml);
        let entry = text(Field::EntryScript).map(|entry| if v1 { entry.trim() } else { entry });
        let entry = entry.filter(|entry| !entry.is_empty())?;
        let code = match text(Field::Code) {
            Some(code) if is_local(code) => code,
            Some(_) => return None,
            // Without a folder, v1 takes the path as it is.
            None if v1 && !step.mentions(Field::Code) && !step.is_open(Place::Config) => "",
            None => return None,
        };
        let at = |entry: &str| Some(self.resolve(from, Path::new(code).join(entry).to_str()?));
        let exists = |path: &PathBuf| self.kind(path) == Some(FileKind::File);
        spellings(entry).iter().filter_map(|entry| at(entry)).find(exists).or_else(|| at(entry))
    }

    /// Takes note that a file is an entry script.
    pub fn add_entry_script(&self, path: &Path) {
        self.entry_scripts.lock().unwrap_or_else(PoisonError::into_inner).insert(self.key(path));
    }

    /// Takes note of the entry scripts that the steps of a document run.
    pub fn add_entry_scripts_of(&self, document: &Document) {
        self.entry_scripts_of(document).iter().for_each(|path| self.add_entry_script(path));
    }

    /// The paths of the entry scripts that the steps of a document run, from the root.
    #[must_use]
    pub fn entry_scripts_of(&self, document: &Document) -> Vec<PathBuf> {
        let model = document.model();
        let own = model.steps.iter().filter_map(|step| self.script_path(document, step));
        let components = model.steps.iter().filter_map(|step| step.component.as_ref());
        let components = components.chain(model.uses.iter().map(|call| &call.component));
        let there = components.filter_map(|component| {
            let ComponentSource::File(path) = component else { return None };
            let document = self.referenced(document, path)?;
            self.script_path(&document, document.model().component()?)
        });
        own.chain(there).map(|path| self.key(&path)).collect()
    }

    fn is_named(&self, file: &PythonFile) -> bool {
        file.path.as_ref().is_some_and(|path| self.names_entry_script(path))
    }

    /// Whether a step or the configuration is known to name a file as an entry script.
    #[must_use]
    pub fn names_entry_script(&self, path: &Path) -> bool {
        self.entry_scripts.lock().unwrap_or_else(PoisonError::into_inner).contains(&self.key(path))
    }
}

/// Whether a code folder is one of this machine: an asset or an address holds no file of the project. The empty text is
/// the document's own folder.
fn is_local(code: &str) -> bool {
    code.is_empty() || is_absolute(code) || is_relative(code.strip_prefix("file:").unwrap_or(code))
}

impl<'a> View<'a> {
    /// The entry scripts in the document: those that show it by themselves, and those that are known to be named.
    pub fn entry_scripts(&self) -> impl Iterator<Item = &'a PythonFile> + use<'a> {
        let project = self.project();
        let files = self.python_files().iter();
        files.filter(|file| file.is_entry_script || project.is_named(file))
    }

    /// Whether a script is known to be named as an entry script: it is one, whatever it looks like.
    #[must_use]
    pub fn is_named(&self, script: &Script) -> bool {
        let mut files = self.python_files().iter();
        let file = files.find(|file| std::ptr::eq(&file.script, script));
        file.is_some_and(|file| self.project().is_named(file))
    }

    /// Whether anything is to be said of the document: it shows that it has to do with parallel jobs, or is named.
    #[must_use]
    pub fn is_relevant(&self) -> bool {
        self.document().is_relevant() || self.entry_scripts().next().is_some()
    }

    /// Whether the document certainly has to do with parallel jobs.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        self.document().is_ours() || self.entry_scripts().next().is_some()
    }

    /// The entry script of a step, its component's if it has none of its own; only one that parsed (convention 13).
    #[must_use]
    pub fn entry_script(&self, step: &ParallelStep) -> Option<EntryScript<'a>> {
        let Some(source) = step.component.as_ref().filter(|_| !step.mentions(Field::Task)) else {
            return self.script_at(&self.script_path(step)?);
        };
        match self.component(source)? {
            Component::Here(step) => self.script_at(&self.script_path(step)?),
            Component::There(document) => {
                self.script_at(&self.project().script_path(&document, document.model().component()?)?)
            }
        }
    }

    /// The script at a path: a notebook knows those that it writes better than anybody.
    fn script_at(&self, path: &Path) -> Option<EntryScript<'a>> {
        let project = self.project();
        let key = project.key(path);
        let is_it = |file: &&PythonFile| file.path.as_ref().is_some_and(|path| project.key(path) == key);
        let found = match self.python_files().iter().rfind(is_it) {
            Some(file) => EntryScript::Here(self.document(), &file.script),
            None => EntryScript::There(project.document(path)?),
        };
        found.script().is_some_and(|script| script.module().errors().is_empty()).then_some(found)
    }
}

/// What a name in `entry_script` may stand for: a file, or a module or package with points and without `.py`.
#[must_use]
pub fn spellings(entry: &str) -> Vec<String> {
    if entry.ends_with(".py") {
        return vec![entry.to_owned()];
    }
    let module = entry.replace('.', "/");
    vec![entry.to_owned(), format!("{entry}.py"), format!("{module}.py"), format!("{module}/__init__.py")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Language;
    use crate::project::Memory;
    use crate::project::normalize;

    /// The scripts that the steps of a file name, in a project with these other files.
    fn check(path: &str, text: &str, others: &[&str], expected: &[&str]) {
        let files = others.iter().map(|path| (normalize(Path::new(path)), String::new()));
        let project = Project::new(Memory::new(files));
        let language = Language::of(Path::new(path)).unwrap();
        let document = Document::new(Path::new(path), text.to_owned(), language);
        let scripts = document.model().steps.iter().filter_map(|step| project.script_path(&document, step));
        let scripts: Vec<_> = scripts.map(|path| path.to_str().unwrap().to_owned()).collect();
        assert_eq!(scripts, expected, "{text}");
    }

    fn component(code: &str, entry: &str) -> String {
        format!(
            "type: parallel\nname: a\nversion: '1'\ntask: {{type: run_function, code: {code}, entry_script: {entry}}}\n"
        )
    }

    #[test]
    fn yaml_counts_from_its_file() {
        check("jobs/a.yml", &component("../src", "./score.py"), &["src/score.py"], &["src/score.py"]);
        check("jobs/a.yml", &component("src", "score.py"), &["src/score.py"], &["jobs/src/score.py"]);
        check("a.yml", &component("file:src", "score.py"), &[], &["src/score.py"]);
        check("a.yml", &component("src", "${{inputs.x}}"), &[], &[]);
        check("a.yml", &component("''", "score.py").replace(" code: '',", ""), &["score.py"], &[]);
    }

    #[test]
    fn a_module_is_a_file_too() {
        check("a.yml", &component("src", "batch.score"), &["src/batch/score.py"], &["src/batch/score.py"]);
        check("a.yml", &component("src", "score"), &["src/score.py"], &["src/score.py"]);
        check("a.yml", &component("src", "score"), &[], &["src/score"]);
    }

    #[test]
    fn python_counts_from_the_working_directory_or_its_file() {
        let v2 = "from azure.ai.ml.parallel import *\nfrom azure.ai.ml.parallel import RunFunction, parallel_run_function\n\
            a = parallel_run_function(task=RunFunction(code='src', entry_script='score.py', environment='e'))\n";
        check("jobs/a.py", v2, &["src/score.py", "jobs/src/score.py"], &["src/score.py"]);
        check("jobs/a.py", v2, &["jobs/src/score.py"], &["jobs/src/score.py"]);
        let v1 = "from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep\n\
            c = ParallelRunConfig(source_directory='src', entry_script=' score.py ')\ns = ParallelRunStep(parallel_run_config=c)\n";
        check("jobs/a.py", v1, &["src/score.py"], &["src/score.py"]);
        check("jobs/a.py", &v1.replace("source_directory='src', ", ""), &["score.py"], &["score.py"]);
        check("jobs/a.py", &v1.replace("'src'", "folder"), &["score.py"], &[]);
    }
}
