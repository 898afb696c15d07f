//! Whether an expression is the same in every process and for every mini-batch. Follows the file's own names.

use super::Script;
use crate::syntax::python::{CallSite, Callee, FunctionId, Home, NameUse, NodeId, UseForm};
use crate::text::Span;

/// Where the value of an expression comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Literals, arguments of the program, and what is made of them: the same everywhere.
    Fixed,
    /// A process, a time, a random number or a mini-batch has a part in it.
    Varies,
    /// Not certain.
    Unknown,
}

/// Words in code that is about something which differs from process to process, or from call to call.
const VARYING: [&str; 17] = [
    "pid", "uuid", "temp", "tmp", "time", "random", "rand", "date", "rank", "worker", "process", "node", "thread",
    "hostname", "secrets", "counter", "environ",
];
/// Builtin names, and methods, that are or give the same everywhere.
const BUILTINS: [&str; 5] = ["str", "open", "int", "list", "__file__"];
const METHODS: [&str; 7] = ["parse_args", "parse_known_args", "joinpath", "format", "join", "strip", "resolve"];
/// How many names are followed one after the other.
const MAX_HOPS: usize = 6;

impl Script {
    /// Where the value at `span` comes from, as `function` sees it, or the file if there is none.
    #[must_use]
    pub fn origin(&self, span: Span, function: Option<FunctionId>) -> Origin {
        self.origin_within(span, function, MAX_HOPS)
    }

    fn origin_within(&self, span: Span, function: Option<FunctionId>, hops: usize) -> Origin {
        let written = span.slice(self.module().text()).to_ascii_lowercase();
        if VARYING.iter().any(|word| written.contains(word)) {
            return Origin::Varies;
        }
        let inside = |site: &CallSite| span.start <= site.span.start && site.span.end <= span.end;
        if !self.module().calls().filter(inside).all(|site| self.keeps_origin(&site)) {
            return Origin::Unknown;
        }
        let names = self.module().names_in(span).map(|found| self.origin_of_name(&found, function, hops));
        names.fold(Origin::Fixed, Origin::and)
    }

    /// Whether a call gives the same for the same arguments everywhere.
    fn keeps_origin(&self, site: &CallSite) -> bool {
        match &site.callee {
            Callee::Unbound(name) => BUILTINS.contains(&name.as_str()),
            Callee::Qualified(name) => {
                name == "os.getenv"
                    || ["os.path.", "pathlib.", "argparse."].iter().any(|module| name.starts_with(module))
            }
            _ => {
                let method = site.callee_span.slice(self.module().text()).rsplit_once('.').map(|(_, name)| name.trim());
                method.is_some_and(|method| METHODS.contains(&method))
            }
        }
    }

    fn origin_of_name(&self, found: &NameUse, function: Option<FunctionId>, hops: usize) -> Origin {
        match found.home {
            Home::Nowhere if BUILTINS.contains(&found.name) => Origin::Fixed,
            Home::Nowhere | Home::Inner => Origin::Unknown,
            Home::Function(home) if Some(home) != function => Origin::Unknown,
            Home::Function(_) | Home::Module => self.origin_of_bindings(found.name, found.home, hops),
        }
    }

    /// Where all values come from that the file ever gives a name.
    fn origin_of_bindings(&self, name: &str, home: Home, hops: usize) -> Origin {
        let Some(hops) = hops.checked_sub(1) else { return Origin::Unknown };
        let module = self.module();
        if module.imports().iter().any(|import| import.local == name) {
            return Origin::Fixed;
        }
        let bindings = self.uses(name).filter(|found| found.home == home);
        let (mut origin, mut bound) = (Origin::Fixed, false);
        for binding in bindings {
            let part = match binding.form {
                UseForm::Assigned(Some(value)) => self.origin_within(module.span(value), binding.function, hops),
                UseForm::Assigned(None) => self.origin_of_unpacked(binding.node, binding.function, hops),
                UseForm::Bound | UseForm::Extended | UseForm::Item | UseForm::Deleted => Origin::Unknown,
                UseForm::Declared | UseForm::Method(_) | UseForm::Raised | UseForm::Read => continue,
            };
            bound = true;
            origin = origin.and(part);
        }
        if bound { origin } else { Origin::Unknown }
    }

    /// `args, _ = parser.parse_known_args()` is as fixed as what stands on the right.
    fn origin_of_unpacked(&self, target: NodeId, function: Option<FunctionId>, hops: usize) -> Origin {
        let statement = self.module().statement_around(target);
        let written = statement.slice(self.module().text());
        let Some((_, value)) = written.split_once('=') else { return Origin::Unknown };
        self.origin_within(Span::new(statement.end - value.len(), statement.end), function, hops)
    }
}

impl Origin {
    /// Of two parts of one value.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Varies, _) | (_, Self::Varies) => Self::Varies,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Fixed, Self::Fixed) => Self::Fixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::Stage;

    /// Where the argument of the last call in `run` comes from.
    fn check(source: &str, expected: Origin) {
        let script = Script::parse(source);
        let (run, _) = script.function(Stage::Run).unwrap();
        let last = script.calls_in(run).find(|it| it.called() == Some("f")).unwrap();
        let call = script.module().call(last.site.id).unwrap();
        assert_eq!(script.origin(call.layout.items[0], Some(run)), expected, "{source}");
    }

    #[test]
    fn follows_names() {
        check("def run(b):\n  f('a')", Origin::Fixed);
        check("def run(b):\n  f(b)", Origin::Unknown);
        check("a = 'x'\ndef run(b):\n  f(a + '/y')", Origin::Fixed);
        check("def init():\n  global a\n  a = 'x'\ndef run(b):\n  f(a)", Origin::Fixed);
        check("def init():\n  global a\n  a = f'{uuid4()}'\ndef run(b):\n  f(a)", Origin::Varies);
        check(
            "import argparse\ndef init():\n  global a\n  p = argparse.ArgumentParser()\n  a, _ = p.parse_known_args()\ndef run(b):\n  f(a.x)",
            Origin::Fixed,
        );
        check("def run(b):\n  for c in b:\n    f(c)", Origin::Unknown);
        check("def run(b):\n  c = b[0]\n  f(c)", Origin::Unknown);
        check("def run(b):\n  c = 'x'\n  f(c)", Origin::Fixed);
        check("import os\ndef run(b):\n  f(os.path.join('a', 'b'))", Origin::Fixed);
        check("import os\ndef run(b):\n  f(os.getpid())", Origin::Varies);
        check("def run(b):\n  f(make())", Origin::Unknown);
        check("from m import make\ndef run(b):\n  f(make())", Origin::Unknown);
        check("a = a\ndef run(b):\n  f(a)", Origin::Unknown);
    }
}
