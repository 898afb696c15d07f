//! The options that the parser of an entry script declares. Read only where a rule would speak otherwise.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::script::{ArgumentParsing, Declared};

/// The options that a script declares.
pub(super) struct Options(ArgumentParsing);

impl Options {
    /// The options of the entry script of a step, if the script is known and can be read.
    pub fn of(step: &ParallelStep, cx: &Context) -> Option<Self> {
        cx.entry_script(step)?.script().map(|script| Self(script.argument_parsing()))
    }

    /// Whether the script declares an option, or may do so.
    pub fn has(&self, flag: &str) -> bool {
        self.0.open || self.declared(flag).next().is_some()
    }

    /// Whether the script certainly declares an option of which only the last one counts.
    pub fn takes_once(&self, flag: &str) -> bool {
        let mut declared = self.declared(flag).peekable();
        !self.0.open && declared.peek().is_some() && declared.all(|option| option.stores)
    }

    fn declared<'a>(&'a self, flag: &'a str) -> impl Iterator<Item = &'a Declared> {
        self.0.options.iter().filter(move |option| option.names.iter().any(|(name, _)| name == flag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::Script;

    fn options(declarations: &str) -> Options {
        let script = format!("import argparse\ndef init():\n    parser = argparse.ArgumentParser()\n{declarations}");
        Options(Script::parse(&script).argument_parsing())
    }

    #[test]
    fn declared() {
        let declared = "    parser.add_argument('--limit', '-l', type=int)\n    parser.add_argument('--tag', action='append')\n    parser.add_argument('--how', action=act)\n";
        let known = options(declared);
        assert!(known.takes_once("--limit") && known.takes_once("-l"));
        assert!(known.has("--tag") && !known.takes_once("--tag"));
        assert!(known.has("--how") && !known.takes_once("--how"));
        assert!(!known.has("--other"));
        let open = options(&format!("{declared}    parser.add_argument(name)\n"));
        assert!(open.has("--other") && !open.takes_once("--limit"));
    }
}
