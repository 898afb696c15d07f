//! The YAML files that drafts become: a component for each step and a pipeline around their nodes, beside each other.
//! Comments and notes go along. Knows how files are called and how their paths lead to each other; writes nothing.

use super::{About, Kind, Note, Plan, Weight};
use crate::document::Document;
use crate::message;
use crate::model::{Datum, PipelineDraft, PortOrigin, StepDraft, Term};
use crate::surface::yaml::{self, Remark};
use crate::tables::{self, Field, Origin, Place, Surface};
use serde_json::Value as Json;
use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Where.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

impl Plan {
    /// The plan for YAML: what only Python can say is noted.
    #[must_use]
    pub fn for_yaml(mut self) -> Self {
        let undeclared = self.undeclared();
        let drafted = self.found.iter_mut().filter(|found| is_drafted(found.kind) && !found.left);
        for (found, step) in drafted.zip(&self.steps) {
            found.notes.extend(yaml::unsaid(step).into_iter().map(|field| Note {
                subject: field.name().to_owned(),
                span: found.span,
                weight: Weight::Left,
                why: message!("its value shows at run time only, so it is left out of the YAML"),
                advice: message!("write the value in the YAML"),
            }));
            found.notes.extend(parameters(step).filter(|name| undeclared.contains(*name)).map(|name| Note {
                subject: name.to_owned(),
                span: found.span,
                weight: Weight::Left,
                why: message!("the pipeline that has this parameter is not in the file"),
                advice: message!("write it under `inputs` of the pipeline, with a value"),
            }));
        }
        self
    }

    /// The parameters that steps take and no pipeline has.
    fn undeclared(&self) -> HashSet<String> {
        let declared =
            |name: &&str| self.pipelines.iter().flat_map(|found| &found.parameters).any(|known| known.name == **name);
        self.steps.iter().flat_map(parameters).filter(|name| !declared(name)).map(str::to_owned).collect()
    }

    /// The files of a plan, to be written to a folder.
    #[must_use]
    pub fn files(&self, document: &Document, folder: &Path) -> Vec<NewFile> {
        let steps = with_own_names(&self.steps);
        let stem = document.path().file_stem().and_then(|stem| stem.to_str()).unwrap_or("job");
        let way = way(folder, document.path().parent().unwrap_or(Path::new("")));
        let mut set = FileSet {
            folder,
            stem,
            steps: steps.into_iter().map(|step| moved(step, &way)).collect(),
            files: Vec::new(),
        };
        (0..set.steps.len()).for_each(|index| set.component(index));
        let pipelines = self.pipelines_with_all(stem);
        for pipeline in &pipelines {
            let path = match (self.replaces, pipelines.len()) {
                (true, _) => document.path().file_name().map(PathBuf::from).unwrap_or_default(),
                (false, 1) => format!("{stem}.pipeline.yml").into(),
                (false, _) => format!("{stem}.{}.pipeline.yml", pipeline.name).into(),
            };
            set.pipeline(pipeline, &path);
        }
        let remarks = self.comments.iter().map(|comment| (comment.about, comment.text.clone())).chain(self.noted());
        set.remark(remarks);
        let newline = if document.file().text().contains("\r\n") { "\r\n" } else { "\n" };
        set.files.into_iter().map(|file| file.finish(newline)).collect()
    }

    /// The pipelines, and one for the steps that are in none: what is set at a node needs one.
    fn pipelines_with_all(&self, stem: &str) -> Vec<PipelineDraft> {
        let mut all = self.pipelines.clone();
        let alone = |index: &usize| {
            let used = self.pipelines.iter().any(|pipeline| pipeline.steps.contains(index));
            let fed =
                self.steps[*index].inputs.iter().any(|port| port.path.is_some() || port.origin != PortOrigin::Path);
            !used && fed
        };
        let steps: Vec<usize> = (0..self.steps.len()).filter(alone).collect();
        let left = self.found.iter().any(|found| found.kind == Kind::Pipeline && found.left);
        if !steps.is_empty() && !left {
            all.push(PipelineDraft { name: stem.to_owned(), steps, ..PipelineDraft::default() });
        }
        all
    }

    /// What is left to a person, as comments.
    fn noted(&self) -> Vec<(About, String)> {
        let mut noted = Vec::new();
        let mut index = 0;
        for found in &self.found {
            let step = (is_drafted(found.kind) && !found.left).then_some(index);
            index += usize::from(step.is_some());
            for note in found.notes.iter().filter(|note| note.weight == Weight::Left) {
                let about = match (step, field_of(&note.subject)) {
                    (Some(step), Some(field)) => About::Setting(step, field),
                    (Some(step), None) => About::Component(step),
                    (None, _) => About::File,
                };
                noted.push((
                    about,
                    format!("parlint: `{}`: {}; {}", note.subject, note.why.english(), note.advice.english()),
                ));
            }
        }
        noted
    }
}

/// The parameters of a pipeline that a step takes.
fn parameters(step: &StepDraft) -> impl Iterator<Item = &str> {
    let settings = step.settings.iter().filter_map(|(_, term)| match term {
        Term::Parameter(name) => Some(name.as_str()),
        Term::Known(_) | Term::Source { .. } => None,
    });
    let ports = step.inputs.iter().filter_map(|port| match &port.origin {
        PortOrigin::Parameter(name) => Some(name.as_str()),
        PortOrigin::Path | PortOrigin::Step { .. } => None,
    });
    settings.chain(ports)
}

/// Whether things of a kind are drafts of their own.
fn is_drafted(kind: Kind) -> bool {
    matches!(kind, Kind::Step | Kind::Configuration)
}

/// The setting of v2 that a word of v1 or v2 stands for.
fn field_of(subject: &str) -> Option<Field> {
    let row = tables::mapping_rows(subject).find(|row| row.origin != Origin::Around).and_then(|row| row.field);
    let own = || tables::lookup(Surface::V1Yaml, Place::Config, subject).map(|info| info.field);
    row.or_else(own).or_else(|| Field::from_name(subject))
}

/// The steps with a name of its own for each.
fn with_own_names(steps: &[StepDraft]) -> Vec<StepDraft> {
    let mut taken = HashSet::new();
    let mut own = |step: &StepDraft| {
        let numbered = (2..).map(|number| format!("{}_{number}", step.name));
        let name = std::iter::once(step.name.clone()).chain(numbered).find(|name| taken.insert(name.clone()));
        StepDraft { name: name.unwrap_or_default(), ..step.clone() }
    };
    steps.iter().map(&mut own).collect()
}

/// The way from one folder to another; empty if they are one.
fn way(from: &Path, to: &Path) -> PathBuf {
    let absolute = |path: &Path| {
        crate::project::normalize(
            &std::path::absolute(if path.as_os_str().is_empty() { Path::new(".") } else { path })
                .unwrap_or_else(|_| path.to_owned()),
        )
    };
    let (from, to) = (absolute(from), absolute(to));
    let common = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    up.chain(to.components().skip(common)).collect()
}

/// A step whose paths are those that lead from the folder of its file.
fn moved(mut step: StepDraft, way: &Path) -> StepDraft {
    if way.as_os_str().is_empty() {
        return step;
    }
    for (field, term) in &mut step.settings {
        match (field, known(term)) {
            (Field::Code, Some(Datum::Text(path))) => lead(path, way),
            (Field::Environment, Some(Datum::Mapping(entries))) => {
                for (key, value) in entries {
                    if let ("conda_file", Datum::Text(path)) = (key.as_str(), value) {
                        lead(path, way);
                    }
                }
            }
            _ => {}
        }
    }
    step
}

fn known(term: &mut Term) -> Option<&mut Datum> {
    match term {
        Term::Known(datum) => Some(datum),
        Term::Source { known, .. } => known.as_mut(),
        Term::Parameter(_) => None,
    }
}

/// Puts the way in front of a local, relative path.
fn lead(path: &mut String, way: &Path) {
    let local = !path.contains("://") && !path.starts_with("azureml:") && !path.starts_with("git+");
    if local && Path::new(path).is_relative() {
        *path = crate::project::normalize(&way.join(&*path)).to_string_lossy().replace('\\', "/");
    }
}

/// The files while they are put together.
struct FileSet<'a> {
    folder: &'a Path,
    stem: &'a str,
    steps: Vec<StepDraft>,
    files: Vec<File>,
}

/// A file and the comments that it gets.
struct File {
    path: PathBuf,
    body: Json,
    /// The steps whose nodes it holds; for a component, none.
    nodes: Vec<usize>,
    remarks: Vec<Remark>,
}

impl File {
    fn finish(self, newline: &str) -> NewFile {
        let text = yaml::annotate(&yaml::write(&self.body), &self.remarks);
        NewFile { path: self.path, text: text.replace('\n', newline) }
    }

    /// Whether there is something under these keys.
    fn holds(&self, path: &[String]) -> bool {
        path.iter().try_fold(&self.body, |value, key| value.get(key)).is_some()
    }
}

impl FileSet<'_> {
    fn component(&mut self, index: usize) {
        let path = self.folder.join(self.component_name(index));
        let file = File { path, body: yaml::component(&self.steps[index]), nodes: Vec::new(), remarks: Vec::new() };
        self.files.push(file);
    }

    fn component_name(&self, index: usize) -> String {
        match self.steps.len() {
            1 => format!("{}.component.yml", self.stem),
            _ => format!("{}.{}.component.yml", self.stem, self.steps[index].name),
        }
    }

    fn pipeline(&mut self, draft: &PipelineDraft, name: &Path) {
        let file_of = |index: usize| format!("./{}", self.component_name(index));
        let body = yaml::pipeline(draft, &self.steps, &file_of);
        self.files.push(File { path: self.folder.join(name), body, nodes: draft.steps.clone(), remarks: Vec::new() });
    }

    /// Puts each comment where what it is about stands.
    fn remark(&mut self, comments: impl Iterator<Item = (About, String)>) {
        for (about, text) in comments {
            let (file, path) = self.place(about);
            if let Some(file) = self.files.get_mut(file) {
                file.remarks.push(Remark { path, text });
            }
        }
    }

    /// The file, by its index, and the keys that lead to what a comment is about.
    fn place(&self, about: About) -> (usize, Vec<String>) {
        // The components come first, then the pipelines.
        let last = self.files.len().saturating_sub(1);
        let node = |step: usize| {
            let file = self.files.iter().position(|file| file.nodes.contains(&step))?;
            Some((file, vec![Field::Jobs.name().to_owned(), self.steps[step].name.clone()]))
        };
        match about {
            About::File => (if last >= self.steps.len() { self.steps.len() } else { 0 }, Vec::new()),
            About::Component(step) => (step, Vec::new()),
            About::Node(step) => node(step).unwrap_or((step, Vec::new())),
            About::Setting(step, field) => {
                let own = yaml::path_in_component(field).filter(|path| self.files[step].holds(path));
                let at_node = || {
                    let (file, mut path) = node(step)?;
                    path.extend(yaml::path_in_node(field)?);
                    self.files[file].holds(&path).then_some((file, path))
                };
                own.map(|path| (step, path)).or_else(at_node).unwrap_or((step, Vec::new()))
            }
        }
    }
}
