//! Rewriting of small texts, each as one line a case, and of random ones.

mod lists;
mod mappings;
mod moves;
mod properties;
mod values;

use super::{Literal, Rewrite};
use crate::model::{FileModel, Mapping, Value};
use crate::surface;
use crate::syntax::{python, yaml};
use crate::text::{Edit, Edits};

/// What makes a YAML text ours.
const HEAD: &str = "type: parallel\nmini_batch_size: 1\n";

/// What makes a Python text ours.
const IMPORTS: &str = "from azure.ai.ml.parallel import parallel_run_function as prf, RunFunction as RF\n";

/// What the tests change: a text, and the places in it.
struct Bed {
    text: String,
    model: FileModel,
    yaml: bool,
}

impl Bed {
    /// A YAML text, given without [`HEAD`].
    fn yaml(text: &str) -> Self {
        Self::whole_yaml(&format!("{HEAD}{text}"))
    }

    fn whole_yaml(text: &str) -> Self {
        let model = surface::yaml::lower(text, &yaml::parse(text));
        Self { text: text.to_owned(), model, yaml: true }
    }

    /// A call of `prf`, which is `parallel_run_function`; given without [`IMPORTS`].
    fn python(call: &str) -> Self {
        Self::whole_python(format!("{IMPORTS}{call}"))
    }

    fn whole_python(text: String) -> Self {
        let model = surface::python::lower(&text, &python::parse(&text));
        Self { text, model, yaml: false }
    }

    fn rewrite(&self) -> Rewrite<'_> {
        if self.yaml { Rewrite::yaml(&self.text) } else { Rewrite::python(&self.text) }
    }

    /// The mapping at a path of keys; the root for none.
    fn mapping(&self, path: &str) -> &Mapping {
        let root = match &self.model.root {
            Some(root) => root.mapping().unwrap(),
            None => &self.model.steps[0].body,
        };
        path.split('.').filter(|key| !key.is_empty()).fold(root, |mapping, key| {
            mapping.get(key).and_then(|entry| entry.value.mapping()).unwrap_or_else(|| panic!("no {path}"))
        })
    }

    /// The value at a path of keys.
    fn value(&self, path: &str) -> &Value {
        let (parent, key) = split(path);
        &self.mapping(parent).get(key).unwrap_or_else(|| panic!("no {path}")).value
    }

    fn apply(&self, edits: Option<Vec<Edit>>) -> String {
        let Some(edits) = edits else { return "none".to_owned() };
        let text = Edits::new(edits).unwrap().apply(&self.text).unwrap();
        let rest = text.strip_prefix(if self.yaml { HEAD } else { IMPORTS });
        rest.map_or(text.clone(), str::to_owned)
    }
}

/// A path's parent and last key.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('.').unwrap_or(("", path))
}
