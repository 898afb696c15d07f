//! The valid files that are changed: a step in each of its spellings, and what stands around it.

use super::tree::{Path, Tree, path};
use crate::case::{Case, Change};
use parlint::tables::Surface;
use parlint::text::Span;
use std::borrow::Cow;

/// A valid file with a step.
pub struct Base {
    /// What cases made of it are called first: `inline`.
    pub name: &'static str,
    /// Its file.
    pub main: &'static str,
    /// What it is loaded as.
    pub load: &'static str,
    /// How its step is spelt.
    pub surface: Surface,
    /// Where the step stands.
    pub step: Path,
    /// All of the file.
    pub tree: Tree,
}

/// Path and text of every file of the bases' project.
const FILES: [(&str, &str); 9] = [
    ("component.yml", include_str!("bases/component.yml")),
    ("inline.yml", include_str!("bases/inline.yml")),
    ("node.yml", include_str!("bases/node.yml")),
    ("table.yml", include_str!("bases/table.yml")),
    ("written.yml", include_str!("bases/written.yml")),
    ("pipeline.yml", include_str!("bases/pipeline.yml")),
    ("conda.yml", include_str!("bases/conda.yml")),
    ("docker/Dockerfile", include_str!("bases/docker/Dockerfile")),
    ("src/score.py", include_str!("bases/src/score.py")),
];

/// Another node of a pipeline, which only some expressions speak of: every node costs the SDK its time.
const OTHER_NODE: &str = include_str!("bases/prepare.yml");

/// All of them.
pub fn bases() -> Vec<Base> {
    vec![
        base("component", "component.yml", "component", Surface::Component, ""),
        base("inline", "inline.yml", "job", Surface::Inline, "jobs.score"),
        base("node", "node.yml", "job", Surface::Node, "jobs.score"),
        base("table", "table.yml", "job", Surface::Inline, "jobs.score"),
        base("written", "written.yml", "job", Surface::Component, "jobs.score.component"),
        base("pipeline-component", "pipeline.yml", "component", Surface::Inline, "jobs.score"),
    ]
}

fn base(name: &'static str, main: &'static str, load: &'static str, surface: Surface, step: &str) -> Base {
    let text = FILES.iter().find(|(known, _)| *known == main).map_or("", |(_, text)| text);
    Base { name, main, load, surface, step: path(step), tree: Tree::parse(text) }
}

impl Base {
    /// The case as it is.
    pub fn case(&self) -> Case {
        Case {
            name: self.name.to_owned(),
            files: FILES.map(|(path, text)| (path.to_owned(), text.to_owned())).into(),
            main: self.main.to_owned(),
            load: self.load,
            change: Change::Neutral(self.name.to_owned()),
        }
        .with_text(self.tree.write(&[]).0)
    }

    /// What a path is called in names of cases: from the step on, or from the pipeline.
    pub fn short(&self, path: &[String]) -> String {
        match path.strip_prefix(&self.step[..]) {
            Some(rest) => rest.join("/"),
            None => format!("pipeline/{}", path.join("/")),
        }
    }

    /// A case with another tree, which differs from this one at the entry `at`.
    pub fn changed(&self, name: &str, tree: &Tree, at: &[String]) -> Case {
        self.differing(name, tree, |tree| vec![entry(tree, at)])
    }

    /// A case with another tree, which lacks an entry of the mapping at `parent`.
    pub fn missing(&self, name: &str, tree: &Tree, parent: &[String]) -> Case {
        self.differing(name, tree, |tree| vec![anchor(tree, parent)])
    }

    /// A case with another tree, in which an entry of the mapping at `from` stands at `to`.
    pub fn moved(&self, name: &str, tree: &Tree, to: &[String], from: &[String]) -> Case {
        self.differing(name, tree, |tree| vec![entry(tree, to), anchor(tree, from)])
    }

    fn differing(&self, name: &str, tree: &Tree, places: impl Fn(&Tree) -> Vec<Span>) -> Case {
        let tree = &with_other_node(tree);
        let (text, mut places) = (tree.write(&[]).0, places(tree));
        places.extend(self.dangling(tree, &text));
        let case = self.case().with_text(text);
        Case { name: format!("{}/{name}", self.name), change: Change::At(places), ..case }
    }

    /// Where the text still names ports of the step or the pipeline that this tree does not have any more.
    fn dangling(&self, tree: &Tree, text: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        for level in [&self.step[..], &[]] {
            for side in ["inputs", "outputs"] {
                let at = [level, &path(side)].concat();
                let Some(Tree::Map(ports)) = self.tree.get(&at) else { continue };
                let gone = ports.iter().filter(|(name, _)| tree.get(&[&at[..], &path(name)].concat()).is_none());
                for binding in gone.map(|(name, _)| format!("{side}.{name}}}")) {
                    spans
                        .extend(text.match_indices(&binding).map(|(start, _)| Span::new(start, start + binding.len())));
                }
            }
        }
        spans
    }
}

/// The tree with the other node of its pipeline, if an expression speaks of it.
fn with_other_node(tree: &Tree) -> Cow<'_, Tree> {
    let speaks = tree.get(&path("jobs")).is_some() && tree.write(&[]).0.contains("jobs.prepar");
    match speaks {
        true => Cow::Owned(tree.clone().with(&path("jobs.prepare"), Tree::parse(OTHER_NODE))),
        false => Cow::Borrowed(tree),
    }
}

/// Where the entry at a path stands.
fn entry(tree: &Tree, at: &[String]) -> Span {
    tree.write(at).1.unwrap_or_else(|| panic!("nothing at {at:?}"))
}

/// What speaks for a mapping as a whole: its key, or the `type` of a file.
fn anchor(tree: &Tree, at: &[String]) -> Span {
    if at.is_empty() {
        return tree.write(&path("type")).1.unwrap_or_else(|| entry(tree, at));
    }
    let start = entry(tree, at).start;
    Span::new(start, start + at.last().map_or(0, String::len))
}
