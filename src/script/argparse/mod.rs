//! How a script reads its command line with `argparse`: what it declares, and what is done with the rest. Knows
//! argparse; not what a step passes.

mod command_line;
mod declared;
mod number;

pub use command_line::{Fault, Meaning, Occurrence, Reading, Token, ValueAt};
pub use declared::{Arity, Choice, Choices, Converts, Declared};

use super::{Doing, Script, Stage};
use crate::syntax::python::{CallId, Callee, Data, NodeId, Object, Surrounding, UseForm};
use crate::text::Span;

/// How a script reads its command line.
#[derive(Clone, Debug, Default)]
pub struct ArgumentParsing {
    /// The options, in source order.
    pub options: Vec<Declared>,
    /// Whether there may be more: another parser, a parent, a subparser, a computed name.
    pub open: bool,
    /// Whether a long flag may be shortened.
    pub abbreviates: bool,
    /// Whether `-h` and `--help` are declared.
    pub helps: bool,
    /// The calls of `parse_args` without a list of arguments, which refuse what they do not know.
    pub strict: Vec<Doing>,
    /// The one call that reads the command line of the process, if it certainly takes place.
    pub parse: Option<Parse>,
}

/// The call that reads the command line.
#[derive(Clone, Debug)]
pub struct Parse {
    /// The call.
    pub span: Span,
    /// What becomes of the words that the parser does not know.
    pub leftovers: Leftovers,
}

/// What becomes of the words that a parser does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leftovers {
    /// The process ends.
    Refused,
    /// Nobody looks at them.
    Dropped,
    /// The script may do something with them.
    Kept,
}

const PARSER: &str = "argparse.ArgumentParser";
/// Keywords of a parser that leave its options as they are written.
const PLAIN: [&str; 8] =
    ["prog", "usage", "description", "epilog", "formatter_class", "argument_default", "exit_on_error", "add_help"];
/// Libraries that read the command line too, and what else gets at it.
const OTHER_READERS: [&str; 12] = [
    "click",
    "typer",
    "fire",
    "docopt",
    "absl",
    "hydra",
    "tyro",
    "jsonargparse",
    "configargparse",
    "simple_parsing",
    "getopt",
    "optparse",
];

impl ArgumentParsing {
    /// How a script reads its command line, before the first mini-batch or during one.
    pub(super) fn of(script: &Script) -> Self {
        let mut found = Self { abbreviates: true, helps: true, ..Self::default() };
        let mut parsers: Vec<CallId> = Vec::new();
        let mut reads: Vec<Doing> = Vec::new();
        for doing in script.calls_from(&[Stage::Init, Stage::Run]) {
            let Some(part) = script.part_of_parser(&doing) else {
                found.open |= doing.method(script) == Some("add_argument");
                continue;
            };
            parsers.push(part.parser);
            match part.method {
                "add_argument" => script.declaration(&doing, part.exclusive, &mut found),
                "parse_args" | "parse_known_args" => reads.extend(script.reads_process(&doing).then_some(doing)),
                "add_argument_group" | "add_mutually_exclusive_group" | "print_help" | "set_defaults" => {}
                _ => found.open = true,
            }
        }
        let strict = |doing: &&Doing| doing.method(script) == Some("parse_args");
        found.strict = reads.iter().filter(strict).cloned().collect();
        parsers.dedup();
        script.parser(&parsers, &mut found);
        found.parse = script.parse_of(&reads).filter(|_| parsers.len() == 1);
        found
    }

    /// Whether the script declares an option, or may do so.
    #[must_use]
    pub fn may_declare(&self, flag: &str) -> bool {
        self.open || self.declared(flag).next().is_some()
    }

    /// Whether the script certainly declares an option of which only the last one counts.
    #[must_use]
    pub fn takes_once(&self, flag: &str) -> bool {
        let mut declared = self.declared(flag).peekable();
        !self.open && declared.peek().is_some() && declared.all(|option| option.stores)
    }

    fn declared<'a>(&'a self, flag: &'a str) -> impl Iterator<Item = &'a Declared> {
        self.options.iter().filter(move |option| option.names.iter().any(|(name, _)| name == flag))
    }
}

impl Script {
    fn declaration(&self, doing: &Doing, exclusive: bool, found: &mut ArgumentParsing) {
        let declared = self.module().call(doing.site.id).and_then(|call| Declared::read(self, &call, exclusive));
        let Some(mut option) = declared else { return found.open = true };
        if doing.is_conditional() {
            option.required = None;
        }
        found.options.push(option);
    }

    /// What the one parser of the script says of itself; more than one leave it open.
    fn parser(&self, parsers: &[CallId], found: &mut ArgumentParsing) {
        let is_parser = |callee: &Callee| *callee == Callee::Qualified(PARSER.to_owned());
        let module = self.module();
        let made = module.calls().filter(|site| is_parser(&site.callee));
        let made = made.filter(|site| module.call_node(site.id).is_some_and(|node| !self.is_main_only(node)));
        found.open |= made.count() > parsers.len() || parsers.len() > 1;
        found.open |= self.reads_otherwise() || self.is_open();
        for parser in parsers {
            let Some(call) = module.call(*parser) else { continue };
            let truth = |name: &str| {
                call.keyword(name).map_or(Some(true), |entry| match entry.value.data {
                    Data::Bool(truth) => Some(truth),
                    _ => None,
                })
            };
            let plain = |name: &str| PLAIN.contains(&name) || name == "allow_abbrev";
            found.open |= call.open || call.modified || !call.keywords.iter().all(|entry| plain(&entry.key.text));
            found.open |= truth("allow_abbrev").is_none() || self.hands_on(*parser);
            found.abbreviates = truth("allow_abbrev") == Some(true);
            found.helps = truth("add_help") != Some(false);
        }
    }

    /// Whether the file may read the command line by other means than `argparse`.
    fn reads_otherwise(&self) -> bool {
        let foreign = |path: &str| OTHER_READERS.contains(&path.split('.').next().unwrap_or_default());
        let module = self.module();
        let imported =
            module.imports().iter().any(|import| foreign(&import.path) || import.local == "HfArgumentParser");
        imported || module.text().contains("argv")
    }

    /// Whether the file may read the command line, by any means.
    #[must_use]
    pub fn may_read_command_line(&self) -> bool {
        self.reads_otherwise() || self.module().text().contains("argparse")
    }

    /// Whether a parser is used in another way than by calling its methods, so that anyone may add to it.
    fn hands_on(&self, parser: CallId) -> bool {
        let module = self.module();
        let whole = Span::new(0, module.text().len());
        let itself = Object::Made { call: parser, path: Vec::new() };
        let mut names = module.names_in(whole).filter(|found| module.object(found.node) == itself);
        let mut given = names.any(|found| matches!(found.form, UseForm::Read | UseForm::Item | UseForm::Raised));
        let made = module.call_node(parser).map(|node| module.surrounding(node));
        given |= !matches!(made, Some(Surrounding::Assigned { .. } | Surrounding::Attribute { .. }));
        given
    }

    /// The parser and the method, of a call of a method of an `ArgumentParser` or of a group of its options.
    fn part_of_parser<'d>(&self, doing: &'d Doing) -> Option<Part<'d>> {
        let Callee::Method { object, path } = &doing.site.callee else { return None };
        let [method] = path.as_slice() else { return None };
        let made = self.module().call_site(*object)?;
        let (parser, exclusive) = match &made.callee {
            Callee::Qualified(name) if name == PARSER => (*object, false),
            Callee::Method { object, path } => match path.as_slice() {
                [group] if group.text == "add_argument_group" => (*object, false),
                [group] if group.text == "add_mutually_exclusive_group" => (*object, true),
                _ => return None,
            },
            _ => return None,
        };
        let callee = self.module().call_site(parser)?.callee;
        (callee == Callee::Qualified(PARSER.to_owned())).then_some(Part { parser, exclusive, method: &method.text })
    }

    /// Whether a call of `parse_args` takes the command line of the process.
    fn reads_process(&self, doing: &Doing) -> bool {
        let call = self.module().call(doing.site.id);
        call.is_some_and(|call| call.positional.is_empty() && call.keyword("args").is_none() && !call.open)
    }

    /// The call that reads the command line, if just one does and what it raises ends the process.
    fn parse_of(&self, reads: &[Doing]) -> Option<Parse> {
        let [doing] = reads else { return None };
        if doing.is_conditional() || doing.is_handled(self, &["SystemExit", "BaseException"]) {
            return None;
        }
        let node = self.module().call_node(doing.site.id)?;
        let leftovers = match doing.method(self) {
            Some("parse_args") => Leftovers::Refused,
            _ => self.leftovers(node),
        };
        Some(Parse { span: doing.site.span, leftovers })
    }

    /// What becomes of the second item of what a call of `parse_known_args` returns.
    fn leftovers(&self, parse: NodeId) -> Leftovers {
        let module = self.module();
        let text = |node| module.span(node).slice(module.text());
        match module.surrounding(parse) {
            Surrounding::Indexed { index, .. } if text(index) == "0" => Leftovers::Dropped,
            Surrounding::Assigned { target } => {
                let names: Vec<_> = module.names_in(module.span(target)).collect();
                let [_, rest] = names.as_slice() else { return Leftovers::Kept };
                let mut uses = self.uses(rest.name).filter(|found| found.home == rest.home);
                let read = uses.any(|found| match found.form {
                    UseForm::Assigned(_) | UseForm::Declared | UseForm::Bound => false,
                    _ => !self.is_only_shown(found.node),
                });
                if read { Leftovers::Kept } else { Leftovers::Dropped }
            }
            _ => Leftovers::Kept,
        }
    }
}

/// A method of a parser that is called.
struct Part<'d> {
    parser: CallId,
    /// Whether it is called on a group of options that exclude each other.
    exclusive: bool,
    method: &'d str,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &str) {
        check_script(&format!("import argparse\ndef init():\n  p = argparse.ArgumentParser()\n  {body}\n"), expected);
    }

    fn check_script(source: &str, expected: &str) {
        let script = Script::parse(source);
        let parsing = script.argument_parsing();
        let names = parsing.options.iter().map(|option| option.name().to_owned());
        let mut found: Vec<_> = names.collect();
        found.extend(parsing.open.then(|| "open".to_owned()));
        found.extend(parsing.strict.iter().map(|_| "strict".to_owned()));
        found.extend(parsing.parse.as_ref().map(|parse| format!("{:?}", parse.leftovers)));
        assert_eq!(found.join("; "), expected, "{source}");
    }

    #[test]
    fn reads_how_they_are_parsed() {
        check("a = p.parse_args()", "strict; Refused");
        check("a = p.parse_args(namespace=n)", "strict; Refused");
        check("a = p.parse_args([])", "");
        check("a = p.parse_args(args=x)", "");
        check("a, _ = p.parse_known_args()", "Dropped");
        check("a = p.parse_known_args()[0]", "Dropped");
        check("a, b = p.parse_known_args()\n  print(f'{b}', len(b))", "Dropped");
        check("a, b = p.parse_known_args()\n  use(b)", "Kept");
        check("a = p.parse_known_args()", "Kept");
        check("if x: p.parse_known_args()", "");
        check("try: a, _ = p.parse_known_args()\n  except SystemExit: pass", "");
        check("p = other()\n  p.parse_args()", "open");
    }

    #[test]
    fn reads_options_of_groups() {
        check("p.add_argument_group('x').add_argument('--a')", "--a");
        check("g = p.add_mutually_exclusive_group()\n  g.add_argument('--a')", "--a");
        check("s = p.add_subparsers()", "open");
        check("p.add_argument(name)", "open");
    }

    #[test]
    fn knows_what_may_add_options() {
        check("add_common(p)\n  p.add_argument('--a')", "--a; open");
        check("q = p\n  p.add_argument('--a')", "--a; open");
        check("p.error = stop\n  p.add_argument('--a')", "--a; open");
        check("import sys\n  p.add_argument('--a')\n  sys.argv.pop()", "--a; open");
        check("import click\n  p.add_argument('--a')", "--a; open");
        check("q = argparse.ArgumentParser()\n  p.add_argument('--a')\n  q.add_argument('--b')", "--a; --b; open");
        for keyword in ["parents=[x]", "prefix_chars='+'", "fromfile_prefix_chars='@'", "allow_abbrev=x", "**more"] {
            let source = format!(
                "import argparse\np = argparse.ArgumentParser({keyword})\np.add_argument('--a')\np.parse_known_args()[0]\n"
            );
            check_script(&source, "--a; open; Dropped");
        }
        check_script(
            "import argparse\nclass P(argparse.ArgumentParser): pass\np = P()\np.add_argument('--a')\n",
            "open",
        );
    }

    #[test]
    fn knows_which_options_are_declared() {
        let source = |rest: &str| {
            format!(
                "import argparse\ndef init():\n  p = argparse.ArgumentParser()\n  p.add_argument('--limit', '-l')\n  p.add_argument('--tag', action='append')\n  p.add_argument('--how', action=act)\n{rest}"
            )
        };
        let script = Script::parse(&source(""));
        let known = script.argument_parsing();
        assert!(known.takes_once("--limit") && known.takes_once("-l"));
        assert!(known.may_declare("--tag") && !known.takes_once("--tag"));
        assert!(known.may_declare("--how") && !known.takes_once("--how"));
        assert!(!known.may_declare("--other"));
        let script = Script::parse(&source("  p.add_argument(name)\n"));
        let open = script.argument_parsing();
        assert!(open.may_declare("--other") && !open.takes_once("--limit"));
    }

    #[test]
    fn follows_helpers() {
        let read = "  p.add_argument('--a')\n  return p.parse_known_args()[0]\n";
        let helper = format!("import argparse\ndef read():\n  p = argparse.ArgumentParser()\n{read}");
        check_script(&format!("{helper}args = read()\n"), "--a; Dropped");
        check_script(&format!("{helper}def init():\n  global args\n  args = read()\n"), "--a; Dropped");
        check_script(&format!("{helper}if __name__ == '__main__':\n  read()\n"), "open");
        check_script(&format!("import argparse\np = argparse.ArgumentParser()\ndef init():\n{read}"), "--a; Dropped");
        let main =
            "if __name__ == '__main__':\n  p = argparse.ArgumentParser()\n  p.add_argument('--b')\n  p.parse_args()\n";
        check_script(&format!("{helper}args = read()\n{main}"), "--a; Dropped");
    }
}
