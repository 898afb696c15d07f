//! The names of SDK v2 in the new code, where they are imported from, and which imports of v1 go. Knows import statements.

use super::changes::Changes;
use super::program::Program;
use crate::syntax::python::Import;
use crate::text::Span;
use std::collections::BTreeMap;

/// Where the names of v2 come from.
const HOMES: [(&str, &str); 11] = [
    ("Input", "azure.ai.ml"),
    ("MLClient", "azure.ai.ml"),
    ("Output", "azure.ai.ml"),
    ("dsl", "azure.ai.ml"),
    ("RunFunction", "azure.ai.ml.parallel"),
    ("parallel_run_function", "azure.ai.ml.parallel"),
    ("Environment", "azure.ai.ml.entities"),
    ("AmlCompute", "azure.ai.ml.entities"),
    ("BuildContext", "azure.ai.ml.entities"),
    ("ResourceNotFoundError", "azure.core.exceptions"),
    ("DefaultAzureCredential", "azure.identity"),
];

/// The names of v2 that new code needs.
pub(super) struct Names<'p, 'd> {
    program: &'p Program<'d>,
}

impl<'p, 'd> Names<'p, 'd> {
    pub(super) fn new(program: &'p Program<'d>) -> Self {
        Self { program }
    }

    /// What a name of v2 is called in the file; it is imported if it is not yet.
    pub(super) fn local(&self, name: &'static str) -> String {
        let path = home(name).map(|module| format!("{module}.{name}"));
        let known = self
            .program
            .module
            .imports()
            .iter()
            .find(|import| import.top_level && Some(&import.qualified) == path.as_ref());
        match known {
            Some(import) => import.local.clone(),
            None if !self.program.taken.contains(&name) => name.to_owned(),
            None => format!("{name}{}", if name.starts_with(char::is_uppercase) { "V2" } else { "_v2" }),
        }
    }

    /// The names of v2 that new code needs and that stand for something else in what stays of the file.
    pub(super) fn taken(&self, changes: &Changes) -> Vec<&'static str> {
        let stays = |name: &&'static str| {
            let imports = self.program.module.imports().iter();
            let used = || self.program.names().any(|found| found.name == *name && !changes.takes(found.span));
            imports.into_iter().any(|import| import.local == **name && !is_v1(import))
                || (used() && !is_of_client(name, changes))
        };
        let new = |name: &&'static str| !self.program.taken.contains(name);
        self.needed(changes).into_iter().filter(new).filter(stays).collect()
    }

    /// Removes the imports of v1 that nothing uses any more and adds those of v2 in their place.
    pub(super) fn settle(&self, changes: &mut Changes) {
        let v1: Vec<&Import> = self.program.module.imports().iter().filter(|import| is_v1(import)).collect();
        let needed = self.needed(changes);
        let idle: Vec<&Import> = v1.iter().copied().filter(|import| !self.is_used(import, &needed, changes)).collect();
        let lines = self.statements(&needed);
        let first = v1.iter().filter(|import| import.top_level).map(|import| import.statement).min();
        let mut statements: Vec<Span> = idle.iter().map(|import| import.statement).collect();
        statements.dedup();
        if let Some(first) = first.filter(|_| !lines.is_empty()) {
            changes.above(first.start, lines);
        }
        for statement in statements {
            let stay: Vec<&&Import> =
                v1.iter().filter(|import| import.statement == statement && !idle.contains(import)).collect();
            let others =
                self.program.module.imports().iter().any(|import| import.statement == statement && !is_v1(import));
            if stay.is_empty() && !others && self.program.is_alone(statement) {
                changes.delete(statement);
            } else if let Some(text) = self.without(statement, &idle) {
                changes.replace(self.program, statement, &[text]);
            }
        }
    }

    /// What new code names and the file does not import.
    fn needed(&self, changes: &Changes) -> Vec<&'static str> {
        let names = HOMES.iter().map(|(name, _)| *name);
        let twin = |name: &str| {
            is_of_client(name, changes)
                && self.program.names().any(|used| used.name == name && !changes.takes(used.span))
        };
        names.filter(|name| !self.is_imported(name) && (changes.mentions(&self.local(name)) || twin(name))).collect()
    }

    fn is_imported(&self, name: &str) -> bool {
        let path = home(name).map(|module| format!("{module}.{name}"));
        self.program.module.imports().iter().any(|import| import.top_level && Some(&import.qualified) == path.as_ref())
    }

    fn is_used(&self, import: &Import, needed: &[&'static str], changes: &Changes) -> bool {
        if import.path.rsplit('.').next().is_some_and(|name| is_of_client(name, changes)) {
            return false;
        }
        let used = self.program.names().any(|found| found.name == import.local && !changes.takes(found.span));
        let new = needed.iter().any(|name| self.local(name) == import.local);
        used || (changes.mentions(&import.local) && !new)
    }

    /// An import statement on one line without some of its names.
    fn without(&self, statement: Span, idle: &[&Import]) -> Option<String> {
        let stay: Vec<&Import> = self
            .program
            .module
            .imports()
            .iter()
            .filter(|import| import.statement == statement && !idle.contains(import))
            .collect();
        let first = stay.first()?;
        let items: Vec<&str> = stay.iter().map(|import| import.span.slice(self.program.text)).collect();
        let head = if first.from {
            format!("from {} import ", first.module_span.slice(self.program.text))
        } else {
            "import ".to_owned()
        };
        Some(head + &items.join(", "))
    }

    /// The statements that import names, by module.
    fn statements(&self, needed: &[&'static str]) -> Vec<String> {
        let mut by_module: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for name in needed {
            let local = self.local(name);
            let item = if local == *name { local } else { format!("{name} as {local}") };
            by_module.entry(home(name).unwrap_or_default()).or_default().push(item);
        }
        by_module.iter().map(|(module, names)| format!("from {module} import {}", names.join(", "))).collect()
    }
}

/// Whether the file's compute of this name is one of v2, since the client finds it.
fn is_of_client(name: &str, changes: &Changes) -> bool {
    name == "AmlCompute" && changes.contain(".compute.get(")
}

fn home(name: &str) -> Option<&'static str> {
    HOMES.iter().find(|(known, _)| *known == name).map(|(_, module)| *module)
}

fn is_v1(import: &Import) -> bool {
    import.path == "azureml" || import.path.starts_with("azureml.")
}
