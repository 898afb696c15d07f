//! Whether a value is only looked at: counted, printed, written to a log. Follows no names.

use super::Script;
use crate::syntax::python::{CallId, NodeId, Surrounding};

/// Functions that look at a value and give something else.
const LOOKS: [&str; 5] = ["len", "str", "repr", "type", "bool"];
/// Methods of loggers.
const LOGS: [&str; 8] = ["debug", "info", "warning", "warn", "error", "exception", "critical", "log"];

impl Script {
    /// Whether nothing is done with an expression but to count, print or log it.
    #[must_use]
    pub fn is_only_shown(&self, expression: NodeId) -> bool {
        match self.module().surrounding(expression) {
            Surrounding::Argument { call, .. } | Surrounding::Keyword { call, .. } => {
                self.callee_name(call).is_some_and(|name| LOOKS.contains(&name)) || self.is_shown_by(call)
            }
            Surrounding::Dropped => true,
            Surrounding::Part(whole) => self.is_only_printed(whole),
            _ => false,
        }
    }

    /// Whether what is made of an expression is printed or logged, and nothing else.
    fn is_only_printed(&self, mut expression: NodeId) -> bool {
        loop {
            match self.module().surrounding(expression) {
                Surrounding::Argument { call, .. } | Surrounding::Keyword { call, .. } => {
                    return self.is_shown_by(call);
                }
                Surrounding::Part(whole) => expression = whole,
                _ => return false,
            }
        }
    }

    fn is_shown_by(&self, call: CallId) -> bool {
        let Some(site) = self.module().call_site(call) else { return false };
        let callee = site.callee_span.slice(self.module().text());
        let method = callee.rsplit_once('.').map(|(_, method)| method.trim());
        callee == "print" || method.is_some_and(|method| LOGS.contains(&method))
    }

    fn callee_name(&self, call: CallId) -> Option<&str> {
        let site = self.module().call_site(call)?;
        Some(site.callee_span.slice(self.module().text()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the last `x` is only looked at.
    fn check(source: &str, expected: bool) {
        let script = Script::parse(source);
        let last = script.uses("x").last().unwrap();
        assert_eq!(script.is_only_shown(last.node), expected, "{source}");
    }

    #[test]
    fn what_is_looked_at_stays() {
        check("len(x)", true);
        check("n = len(x) + 1", true);
        check("print('a', x)", true);
        check("print(f'a {x}')", true);
        check("logger.info('%s' % x)", true);
        check("self.logger.debug('a', extra=x)", true);
        check("print([a, x])", true);
        check("x", true);
        check("f(x)", false);
        check("print(f(x))", false);
        check("a = x", false);
        check("a = f'{x}'", false);
        check("return_(x[0])", false);
        check("x.pop()", false);
        check("for a in x: pass", false);
    }
}
