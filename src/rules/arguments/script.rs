//! The options that the parser of an entry script declares. Read only where a rule would speak otherwise.

use crate::document::Language;
use crate::model::ParallelStep;
use crate::rules::{Component, Context};
use crate::syntax::python::{self, Call};
use crate::tables::Field;
use std::path::Path;

/// The options that a script declares.
pub(super) struct Options {
    once: Vec<String>,
    collected: Vec<String>,
}

impl Options {
    /// The options of the entry script of a step, if the script is known and can be read.
    pub fn of(step: &ParallelStep, cx: &Context) -> Option<Self> {
        match &step.component {
            Some(source) => match cx.component(source)? {
                Component::Here(component) => Self::read(component, cx.document(), cx),
                Component::There(document) => Self::read(document.model().component()?, &document, cx),
            },
            None => Self::read(step, cx.document(), cx),
        }
    }

    fn read(step: &ParallelStep, from: &crate::document::Document, cx: &Context) -> Option<Self> {
        let text = |field| step.value(field).and_then(|value| value.known_text());
        let path = Path::new(text(Field::Code)?).join(text(Field::EntryScript)?);
        let script = cx.project().referenced(from, path.to_str()?)?;
        if script.language() != Language::Python || !script.faults().is_empty() {
            return None;
        }
        Some(Self::declared(script.text()))
    }

    fn declared(text: &str) -> Self {
        let mut options = Self { once: Vec::new(), collected: Vec::new() };
        let module = python::parse(text);
        for site in module.calls() {
            if !site.callee_span.slice(text).ends_with(".add_argument") {
                continue;
            }
            if let Some(call) = module.call(site.id) {
                options.add(&call);
            }
        }
        options
    }

    fn add(&mut self, call: &Call) {
        let action = call.keyword("action").map(|entry| entry.value.as_str());
        let once =
            !call.open && matches!(action, None | Some(Some("store" | "store_true" | "store_false" | "store_const")));
        let names = call.positional.iter().filter_map(|value| value.as_str()).filter(|name| name.starts_with('-'));
        let list = if once { &mut self.once } else { &mut self.collected };
        list.extend(names.map(str::to_owned));
    }

    /// Whether the script declares an option.
    pub fn has(&self, flag: &str) -> bool {
        self.takes_once(flag) || self.collected.iter().any(|name| name == flag)
    }

    /// Whether the script declares an option of which only the last one counts.
    pub fn takes_once(&self, flag: &str) -> bool {
        self.once.iter().any(|name| name == flag) && !self.collected.iter().any(|name| name == flag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared() {
        let options = Options::declared(
            "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('--limit', '-l', type=int)\ndef more(p):\n    p.add_argument('--tag', action='append')\n    p.add_argument(name)\n    p.add_argument('--how', action=act)\n",
        );
        assert!(options.takes_once("--limit") && options.takes_once("-l"));
        assert!(options.has("--tag") && !options.takes_once("--tag"));
        assert!(options.has("--how") && !options.takes_once("--how"));
        assert!(!options.has("--other"));
    }
}
