//! The options that a script's `argparse` declares, and how it reads the command line. Knows argparse; not what a step
//! passes.

use super::{Doing, Script, Stage};
use crate::syntax::python::{Call, CallId, Callee, Data, Home, Value};
use crate::text::Span;

/// One `add_argument` call.
#[derive(Clone, Debug, PartialEq)]
pub struct Declared {
    /// Its flags as they are written, or the one name of a positional argument.
    pub names: Vec<(String, Span)>,
    /// The call.
    pub span: Span,
    /// What `type=` names: `int`, `str`, an imported function; `None` if it is not there or not certain.
    pub type_name: Option<String>,
    /// Whether the parser insists on it; `None` if that is not certain.
    pub required: Option<bool>,
    /// Whether a default is given.
    pub has_default: bool,
    /// What it does when it is met.
    pub action: Action,
    /// Whether how many values follow is not told by the action alone.
    pub has_nargs: bool,
    /// The allowed values, where all are known texts.
    pub choices: Option<Vec<String>>,
}

/// What an option does when it is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// It takes the value that follows.
    Store,
    /// `store_true` and the like: no value follows.
    Flag,
    /// Something else, or not certain.
    Other,
}

/// How a script reads its command line.
#[derive(Clone, Debug)]
pub struct ArgumentParsing {
    /// The options, in source order.
    pub options: Vec<Declared>,
    /// Whether there may be more: another parser, a parent, a subparser, a computed name.
    pub open: bool,
    /// The calls of `parse_args` without a list of arguments, which refuse what they do not know.
    pub strict: Vec<Doing>,
}

const PARSER: &str = "argparse.ArgumentParser";
/// Methods of a parser that hand out more of it.
const PARTS: [&str; 4] = ["add_argument_group", "add_mutually_exclusive_group", "add_subparsers", "add_parser"];

impl Script {
    /// How the script reads its command line, before the first mini-batch or during one.
    #[must_use]
    pub fn argument_parsing(&self) -> ArgumentParsing {
        let mut found = ArgumentParsing { options: Vec::new(), open: false, strict: Vec::new() };
        for doing in self.calls_from(&[Stage::Init, Stage::Run]) {
            let Some((parser, method)) = self.parser_method(&doing) else {
                found.open |= doing.method(self) == Some("add_argument");
                continue;
            };
            let Some(call) = self.module().call(doing.site.id) else { continue };
            match method {
                "add_argument" => match self.declared(&call) {
                    Some(option) => found.options.push(option),
                    None => found.open = true,
                },
                "parse_args" if is_strict(&call) => found.strict.push(doing),
                method if PARTS.contains(&method) => found.open = true,
                _ => {}
            }
            found.open |= self.module().call(parser).is_none_or(|call| call.open || call.keyword("parents").is_some());
        }
        found
    }

    /// The parser and the method, of a call of a method of an `ArgumentParser`.
    fn parser_method<'d>(&self, doing: &'d Doing) -> Option<(CallId, &'d str)> {
        let Callee::Method { object, path } = &doing.site.callee else { return None };
        let [method] = path.as_slice() else { return None };
        let made = self.module().call_site(*object)?;
        (made.callee == Callee::Qualified(PARSER.to_owned())).then_some((*object, method.text.as_str()))
    }

    fn declared(&self, call: &Call) -> Option<Declared> {
        let name = |value: &Value| Some((value.as_str()?.to_owned(), value.used_at()));
        let names = call.positional.iter().map(name).collect::<Option<Vec<_>>>()?;
        let is_flag = names.first()?.0.starts_with('-');
        let data = |key: &str| call.keyword(key).map(|entry| &entry.value.data);
        let action = match call.keyword("action").map(|entry| entry.value.as_str()) {
            None => Action::Store,
            Some(Some("store")) => Action::Store,
            Some(Some("store_true" | "store_false" | "store_const" | "count")) => Action::Flag,
            Some(_) => Action::Other,
        };
        let required = match data("required") {
            None => Some(!is_flag && data("nargs").is_none()),
            Some(Data::Bool(required)) => Some(*required),
            Some(_) => None,
        };
        Some(Declared {
            names,
            span: call.span,
            type_name: call.keyword("type").and_then(|entry| self.type_name(entry.value.used_at(), &entry.value.data)),
            required: required.filter(|_| !call.open),
            has_default: data("default").is_some(),
            action,
            has_nargs: data("nargs").is_some(),
            choices: data("choices").and_then(texts),
        })
    }

    /// An imported function, or a builtin.
    fn type_name(&self, span: Span, data: &Data) -> Option<String> {
        if let Data::Qualified(name) = data {
            return Some(name.clone());
        }
        let mut names = self.module().names_in(span);
        let name = names.next().filter(|name| name.home == Home::Nowhere && name.span == span);
        name.map(|name| name.name.to_owned())
    }
}

/// Whether a call of `parse_args` takes the command line of the process.
fn is_strict(call: &Call) -> bool {
    call.positional.is_empty() && call.keyword("args").is_none() && !call.open
}

fn texts(data: &Data) -> Option<Vec<String>> {
    let (Data::List(list) | Data::Tuple(list)) = data else { return None };
    let items = list.items.iter().map(|item| item.as_str().map(str::to_owned));
    items.collect::<Option<Vec<_>>>().filter(|_| !list.open)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &str) {
        let source = format!("import argparse\ndef init():\n  p = argparse.ArgumentParser()\n  {body}\n");
        let parsing = Script::parse(&source).argument_parsing();
        let show = |option: &Declared| {
            let names: Vec<_> = option.names.iter().map(|(name, _)| name.as_str()).collect();
            let type_name = option.type_name.as_deref().unwrap_or("-");
            format!("{} {type_name} {:?} {:?}", names.join("|"), option.required, option.action)
        };
        let mut found: Vec<_> = parsing.options.iter().map(show).collect();
        found.extend(parsing.open.then(|| "open".to_owned()));
        found.extend(parsing.strict.iter().map(|_| "strict".to_owned()));
        assert_eq!(found.join("; "), expected, "{source}");
    }

    #[test]
    fn reads_options() {
        check("p.add_argument('--a', '-b', type=int)", "--a|-b int Some(false) Store");
        check("p.add_argument('--a', required=True)", "--a - Some(true) Store");
        check("p.add_argument('--a', required=x)", "--a - None Store");
        check("p.add_argument('--a', action='store_true')", "--a - Some(false) Flag");
        check("p.add_argument('a')", "a - Some(true) Store");
        check("p.add_argument(name)", "open");
        check("p.add_argument_group('x').add_argument('--a')", "open");
    }

    #[test]
    fn reads_how_they_are_parsed() {
        check("a = p.parse_args()", "strict");
        check("a = p.parse_args(namespace=n)", "strict");
        check("a = p.parse_args([])", "");
        check("a = p.parse_args(args=x)", "");
        check("a, _ = p.parse_known_args()", "");
        check("p = other()\n  p.parse_args()", "");
    }
}
