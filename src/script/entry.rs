//! The functions of a script that the driver calls. Knows what binds their names, not what they do.

use super::Script;
use crate::syntax::python::{Function, FunctionId, Home, NameUse, UseForm};
use crate::text::Span;

/// When the driver calls a function of the script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Once a process, before the first mini-batch.
    Init,
    /// Once a mini-batch.
    Run,
    /// Once a process, at the end.
    Shutdown,
}

/// What a script has for a stage.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'s> {
    /// One plain `def` at the top of the file.
    Function(FunctionId, &'s Function),
    /// The name is bound otherwise, or more than once.
    Uncertain,
    /// Nothing binds the name.
    Missing,
}

/// [`Entry`] as it is kept.
#[derive(Debug)]
pub(super) enum Found {
    Function(FunctionId),
    Uncertain,
    Missing,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 3] = [Self::Init, Self::Run, Self::Shutdown];

    /// The name of its function.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Init => "init",
            Self::Run => "run",
            Self::Shutdown => "shutdown",
        }
    }
}

impl Script {
    /// What the script has for a stage.
    #[must_use]
    pub fn entry(&self, stage: Stage) -> Entry<'_> {
        match self.entries[stage as usize].get_or_init(|| self.find(stage)) {
            Found::Function(id) => {
                self.module().function(*id).map_or(Entry::Uncertain, |function| Entry::Function(*id, function))
            }
            Found::Uncertain => Entry::Uncertain,
            Found::Missing => Entry::Missing,
        }
    }

    fn find(&self, stage: Stage) -> Found {
        let name = stage.name();
        let module = self.module();
        let imported = module.imports().iter().any(|import| import.local == name);
        match (self.bindings(name).count(), imported, module.function_named(name)) {
            (0, false, _) if self.is_open() => Found::Uncertain,
            (0, false, _) => Found::Missing,
            (1, false, Some(id)) => Found::Function(id),
            _ => Found::Uncertain,
        }
    }

    /// The function of a stage, if it is one plain `def` without decorators.
    #[must_use]
    pub fn function(&self, stage: Stage) -> Option<(FunctionId, &Function)> {
        match self.entry(stage) {
            Entry::Function(id, function) if function.decorators.is_empty() => Some((id, function)),
            Entry::Function(..) | Entry::Uncertain | Entry::Missing => None,
        }
    }

    /// Every place where `name` is written.
    pub fn uses<'s>(&'s self, name: &'s str) -> impl Iterator<Item = NameUse<'s>> {
        let whole = Span::new(0, self.module().text().len());
        self.module().names_in(whole).filter(move |found| found.name == name)
    }

    /// The places that bind `name` for the whole file.
    fn bindings<'s>(&'s self, name: &'s str) -> impl Iterator<Item = NameUse<'s>> {
        self.uses(name).filter(|found| {
            let binds = matches!(found.form, UseForm::Assigned(_) | UseForm::Bound | UseForm::Extended);
            binds && found.home == Home::Module
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        let script = Script::parse(source);
        let found = match script.entry(Stage::Run) {
            Entry::Function(_, function) => &function.name,
            Entry::Uncertain => "?",
            Entry::Missing => "-",
        };
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn knows_what_binds_the_name() {
        check("def run(a): pass", "run");
        check("if x:\n  def run(a): pass\nelse:\n  def run(b): pass", "?");
        check("if x:\n  def run(a): pass", "run");
        check("run = make()", "?");
        check("from a import run", "?");
        check("try:\n  from a import run\nexcept E:\n  def run(a): pass", "?");
        check("class run: pass", "?");
        check("for run in x: pass", "?");
        check("def f():\n  def run(a): pass", "-");
        check("def f():\n  run = 1", "-");
        check("def f():\n  global run\n  run = 1", "?");
        check("from a import *", "?");
        check("globals()['run'] = 1", "?");
        check("def Run(a): pass", "-");
    }
}
