//! What runs when: the calls that the driver causes by importing the script and calling its functions. Follows calls of
//! the file's own functions; leaves out what stands under `if __name__ == "__main__":`, which never runs.

use super::{Script, Stage};
use crate::syntax::python::{CallSite, Callee, FunctionId, Guard, NodeId};

/// A call that the script makes at some stage.
#[derive(Clone, Debug)]
pub struct Doing {
    /// The call.
    pub site: CallSite,
    /// What decides whether it runs, within its function.
    pub guards: Vec<Guard>,
}

impl Script {
    /// The calls made when the file is imported, and the calls of these functions and those that they call in turn.
    #[must_use]
    pub fn calls_from(&self, stages: &[Stage]) -> Vec<Doing> {
        let mut reached: Vec<Option<FunctionId>> = vec![None];
        reached.extend(stages.iter().filter_map(|stage| self.function(*stage)).map(|(id, _)| Some(id)));
        let all: Vec<_> = self.module().calls().filter(|site| !site.type_checking).collect();
        let mut next = 0;
        while let Some(function) = reached.get(next).copied() {
            next += 1;
            for site in all.iter().filter(|site| site.function == function) {
                if let Callee::Function(called) = site.callee
                    && !reached.contains(&Some(called))
                    && !self.is_under_main(site)
                {
                    reached.push(Some(called));
                }
            }
        }
        all.into_iter().filter(|site| reached.contains(&site.function)).filter_map(|site| self.doing(site)).collect()
    }

    /// The calls made in a function itself, not in those that it calls or defines.
    pub fn calls_in(&self, function: FunctionId) -> impl Iterator<Item = Doing> {
        let own = self.module().calls().filter(move |site| site.function == Some(function));
        own.filter_map(|site| self.doing(site))
    }

    fn doing(&self, site: CallSite) -> Option<Doing> {
        let guards = self.module().guards(self.module().call_node(site.id)?);
        let doing = Doing { site, guards };
        (!doing.is_under(self, |condition| condition.contains("__name__"))).then_some(doing)
    }

    fn is_under_main(&self, site: &CallSite) -> bool {
        self.doing(site.clone()).is_none()
    }
}

impl Doing {
    /// The method's name in a call `….name(…)`, whatever the object.
    #[must_use]
    pub fn method<'s>(&self, script: &'s Script) -> Option<&'s str> {
        let (_, name) = self.site.callee_span.slice(script.module().text()).rsplit_once('.')?;
        Some(name.trim())
    }

    /// The full dotted name of what is called, if it is imported, or the name of a builtin.
    #[must_use]
    pub fn called(&self) -> Option<&str> {
        match &self.site.callee {
            Callee::Qualified(name) | Callee::Unbound(name) => Some(name),
            _ => None,
        }
    }

    /// Whether a condition of this kind decides whether it runs.
    pub fn is_under(&self, script: &Script, kind: impl Fn(&str) -> bool) -> bool {
        let text = script.module().text();
        self.guards.iter().any(|guard| matches!(guard, Guard::Condition(span) if kind(span.slice(text))))
    }

    /// Whether any condition decides whether it runs.
    #[must_use]
    pub fn is_conditional(&self) -> bool {
        self.guards.iter().any(|guard| matches!(guard, Guard::Condition(_)))
    }

    /// Whether it stands in a `try` that handles one of these exceptions, or in a `with` that names one.
    #[must_use]
    pub fn is_handled(&self, script: &Script, exceptions: &[&str]) -> bool {
        handles(&self.guards, script, exceptions)
    }
}

impl Script {
    /// Whether an expression stands in a `try` that handles one of these exceptions, or in a `with` that names one.
    #[must_use]
    pub fn is_handled(&self, expression: NodeId, exceptions: &[&str]) -> bool {
        handles(&self.module().guards(expression), self, exceptions)
    }

    /// Whether an expression stands under `if __name__ == "__main__":`.
    #[must_use]
    pub fn is_main_only(&self, expression: NodeId) -> bool {
        let text = self.module().text();
        let is_main = |guard: &Guard| matches!(guard, Guard::Condition(span) if span.slice(text).contains("__name__"));
        self.module().guards(expression).iter().any(is_main)
    }
}

fn handles(guards: &[Guard], script: &Script, exceptions: &[&str]) -> bool {
    guards.iter().any(|guard| match guard {
        Guard::Try(names) => names.iter().any(|name| exceptions.contains(&name.as_str())),
        Guard::With(span) => exceptions.iter().any(|name| span.slice(script.module().text()).contains(name)),
        Guard::Condition(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, stages: &[Stage], expected: &str) {
        let script = Script::parse(source);
        let calls: Vec<_> = script.calls_from(stages).iter().map(|it| it.site.callee_span.slice(source)).collect();
        assert_eq!(calls.join(" "), expected, "{source}");
    }

    #[test]
    fn follows_functions_of_the_file() {
        let source = "a()\ndef init():\n  b()\n  helper()\ndef helper():\n  c()\n  helper()\ndef run(x):\n  d()\n  def e(): f()\n\
            def other(): g()\nif __name__ == '__main__':\n  h()\n  other()\n";
        check(source, &[], "a");
        check(source, &[Stage::Init], "a b helper c helper");
        check(source, &[Stage::Run], "a d");
    }
}
