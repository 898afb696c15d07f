//! What an entry script does: its entry functions, what `run` does with its mini-batch and returns, what is called before
//! and during it, the options it declares and how they are read. Knows Python through `syntax::python` and what the driver of a parallel run does with a script; no rule.
//!
//! ```text
//! python::Module ─▶ Script ─┬ entry     init, run, shutdown
//!                           ├ reach     what is called from them
//!                           ├ origin    what differs from one process to the next
//!                           ├ argparse  what its parser declares, and how that reads a command line
//!                           ├ batch     what `run` does with its mini-batch
//!                           ├ results   what `run` returns on each path
//!                           ├ looks     what only counts, prints or logs a value
//!                           └ sdk       what it asks of SDK v1
//! ```

mod argparse;
mod batch;
mod entry;
mod looks;
mod origin;
mod reach;
mod results;
mod sdk;

pub use argparse::{
    ArgumentParsing, Arity, Choice, Choices, Converts, Declared, Fault, Leftovers, Meaning, Occurrence, Parse, Reading,
    Token, ValueAt,
};
pub use batch::{BatchLoop, takes_path};
pub use entry::{Entry, Stage};
pub use origin::Origin;
pub use reach::Doing;
pub use results::{ResultKind, RunResult};

use crate::syntax::python::{self, Module, NodeId};
use crate::text::Span;
use std::sync::OnceLock;

/// A Python file, read as an entry script. Whether it is one, it may show by itself; else the steps that name it tell.
#[derive(Debug)]
pub struct Script {
    module: Module,
    /// Found when it is first asked for, like what follows.
    argument_parsing: OnceLock<ArgumentParsing>,
    entries: [OnceLock<entry::Found>; Stage::ALL.len()],
    batch_uses: OnceLock<Vec<NodeId>>,
    run_results: OnceLock<Vec<RunResult>>,
    run_datasets: OnceLock<Vec<Span>>,
    registered_models: OnceLock<Vec<Span>>,
    environment_reads: OnceLock<Vec<(String, Span)>>,
}

/// The module of the driver, which only entry scripts and their helpers import.
const DRIVER: &str = "azureml_user.parallel_run";
/// Names of the first parameter of `run`, and of the second.
const BATCH: [&str; 3] = ["mini_batch", "mini_batches", "minibatch"];
const CONTEXT: &str = "mini_batch_context";
/// What a file does that creates jobs or endpoints, or was a notebook: such a file only tries a `run` out.
const TRIALS: [&str; 2] = ["create_or_update(", "get_ipython()"];

impl Script {
    /// The text of a Python file, read as an entry script.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::new(python::parse(text))
    }

    /// A Python file, read as an entry script.
    #[must_use]
    pub fn new(module: Module) -> Self {
        Self {
            module,
            argument_parsing: OnceLock::new(),
            entries: Default::default(),
            batch_uses: OnceLock::new(),
            run_results: OnceLock::new(),
            run_datasets: OnceLock::new(),
            registered_models: OnceLock::new(),
            environment_reads: OnceLock::new(),
        }
    }

    /// Whether the file is an entry script by itself (convention 9): scripts of online endpoints look much the same, so
    /// it has to name its mini-batch or import the driver.
    #[must_use]
    pub fn is_recognizable(&self) -> bool {
        let module = &self.module;
        if TRIALS.iter().any(|trial| module.text().contains(trial)) {
            return false;
        }
        let imports = || module.imports().iter().any(|import| import.path.starts_with(DRIVER));
        module.functions().iter().any(takes_mini_batch) || imports()
    }

    /// How the script reads its command line, before the first mini-batch or during one.
    #[must_use]
    pub fn argument_parsing(&self) -> &ArgumentParsing {
        self.argument_parsing.get_or_init(|| ArgumentParsing::of(self))
    }

    /// The Python of the script.
    #[must_use]
    pub fn module(&self) -> &Module {
        &self.module
    }

    /// Whether names may come and go in ways that the text does not show.
    #[must_use]
    pub fn is_open(&self) -> bool {
        const WAYS: [&str; 7] = ["globals()", "vars()", "exec(", "sys.modules", "setattr(", "__getattr__", "builtins"];
        let text = self.module.text();
        !self.module.star_imports().is_empty() || WAYS.iter().any(|way| text.contains(way))
    }
}

/// Whether a function is a `run` of ours, whatever the case of its name.
fn takes_mini_batch(function: &python::Function) -> bool {
    let named = |index: usize| function.parameters.get(index).map(|parameter| parameter.name.as_str());
    let takes = named(0).is_some_and(|name| BATCH.contains(&name)) || named(1) == Some(CONTEXT);
    function.top_level && function.name.eq_ignore_ascii_case("run") && takes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: bool) {
        assert_eq!(Script::parse(source).is_recognizable(), expected, "{source}");
    }

    #[test]
    fn recognizes_entry_scripts() {
        check("def run(mini_batch): pass", true);
        check("def Run(mini_batch): pass", true);
        check("def run(minibatch, x=1): pass", true);
        check("def run(files, mini_batch_context): pass", true);
        check("from azureml_user.parallel_run import EntryScript", true);
        check("if x:\n  def run(mini_batch): pass", true);
    }

    #[test]
    fn leaves_others_alone() {
        check("def init(): pass\ndef run(raw_data): pass", false);
        check("def run(): pass", false);
        check("def run(mini_batch): pass\nclient.batch_endpoints.begin_create_or_update(x)", false);
        check("def run(mini_batch): pass\nget_ipython().system('pip')", false);
        check("def train(mini_batch): pass", false);
        check("class A:\n  def run(self, mini_batch): pass", false);
        check("class A:\n  def run(mini_batch): pass", false);
    }
}
