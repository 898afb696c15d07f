//! What `run` does with its mini-batch. Follows names that are bound once; not into other functions.

use super::{Doing, Script, Stage};
use crate::syntax::python::{CallId, Data, FunctionId, NodeId, Object, ParameterKind, Surrounding, UseForm};

/// Functions that take a path as their first argument, beside all of `pandas.read_*` and `os.path.*`.
const TAKE_PATHS: [&str; 8] =
    ["open", "io.open", "pathlib.Path", "PIL.Image.open", "cv2.imread", "numpy.load", "joblib.load", "json.load"];
/// Functions that give the items of what they are given, one for one.
const GIVE_ITEMS: [&str; 6] = ["list", "tuple", "sorted", "reversed", "tqdm.tqdm", "tqdm.auto.tqdm"];
/// Functions that ask what something is.
const ASK: [&str; 5] = ["isinstance", "hasattr", "getattr", "type", "callable"];

/// A loop over the items of the mini-batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchLoop {
    /// The name that each item is bound to.
    pub item: NodeId,
    /// What is gone through.
    pub iterable: NodeId,
    /// The `for` statement or the comprehension.
    pub whole: NodeId,
}

impl Script {
    /// The places in `run` that read the mini-batch; none if its name is bound again.
    #[must_use]
    pub fn batch_uses(&self) -> &[NodeId] {
        self.batch_uses.get_or_init(|| self.find_batch_uses())
    }

    fn find_batch_uses(&self) -> Vec<NodeId> {
        let Some((run, function)) = self.run_of_batch() else { return Vec::new() };
        let names = self.module().names_in(function);
        let read = names.filter(|found| {
            matches!(found.form, UseForm::Read | UseForm::Method(_) | UseForm::Item | UseForm::Extended)
        });
        read.map(|found| found.node).filter(|node| self.is_batch_of(run, *node)).collect()
    }

    /// Whether an expression in `run` is the mini-batch.
    #[must_use]
    pub fn is_batch(&self, expression: NodeId) -> bool {
        self.run_of_batch().is_some_and(|(run, _)| self.is_batch_of(run, expression))
    }

    fn run_of_batch(&self) -> Option<(FunctionId, crate::text::Span)> {
        let (run, function) = self.function(Stage::Run)?;
        let first = function.parameters.first()?;
        (first.kind != ParameterKind::VarPositional).then_some((run, function.span))
    }

    fn is_batch_of(&self, run: FunctionId, expression: NodeId) -> bool {
        matches!(self.module().object(expression), Object::Parameter { function, index: 0 } if function == run)
    }

    /// Whether an expression has the items of the mini-batch, one for one.
    #[must_use]
    pub fn has_batch_items(&self, expression: NodeId) -> bool {
        if self.is_batch(expression) {
            return true;
        }
        let Data::Call(call) = self.module().value(expression).data else { return false };
        let first = self.first_argument(call.id);
        self.called_name(call.id).is_some_and(|name| GIVE_ITEMS.contains(&name.as_str()))
            && first.is_some_and(|first| self.is_batch(first))
    }

    /// The loops over the mini-batch itself, numbered ones included.
    #[must_use]
    pub fn batch_loops(&self) -> Vec<BatchLoop> {
        self.batch_uses().iter().filter_map(|node| self.batch_loop(*node)).collect()
    }

    /// The loop over the mini-batch that a place which reads it heads.
    #[must_use]
    pub fn batch_loop(&self, batch: NodeId) -> Option<BatchLoop> {
        let module = self.module();
        let (iterable, numbered) = match module.surrounding(batch) {
            Surrounding::Argument { call, index: 0 } if self.called_name(call)? == "enumerate" => {
                (module.call_node(call)?, true)
            }
            _ => (batch, false),
        };
        let Surrounding::Iterated { target, whole } = module.surrounding(iterable) else { return None };
        let names: Vec<_> = module.names_in(module.span(target)).map(|found| found.node).collect();
        let item = match (names.as_slice(), numbered) {
            ([item], false) | ([_, item], true) => *item,
            _ => return None,
        };
        Some(BatchLoop { item, iterable, whole })
    }

    /// Whether the script asks what the mini-batch is, so that it may treat each kind as it is.
    #[must_use]
    pub fn asks_for_kind(&self) -> bool {
        self.batch_uses().iter().any(|node| match self.module().surrounding(*node) {
            Surrounding::Argument { call, .. } => {
                self.called_name(call).is_some_and(|name| ASK.contains(&name.as_str()))
            }
            _ => false,
        })
    }

    /// The reads of the item of a loop, if nothing else binds its name there.
    #[must_use]
    pub fn item_uses(&self, found: &BatchLoop) -> Vec<NodeId> {
        let module = self.module();
        let names: Vec<_> = module.names_in(module.span(found.whole)).collect();
        let Some(item) = names.iter().find(|name| name.node == found.item) else { return Vec::new() };
        let same = || names.iter().filter(|name| name.name == item.name);
        let bound = |form: UseForm| {
            matches!(form, UseForm::Assigned(_) | UseForm::Bound | UseForm::Extended | UseForm::Deleted)
        };
        if same().filter(|name| bound(name.form)).count() != 1 {
            return Vec::new();
        }
        same().filter(|name| name.home == item.home && !bound(name.form)).map(|name| name.node).collect()
    }

    /// The function that takes an expression as a path, as its first argument.
    #[must_use]
    pub fn taken_as_path(&self, expression: NodeId) -> Option<CallId> {
        let Surrounding::Argument { call, index: 0 } = self.module().surrounding(expression) else { return None };
        self.called_name(call).is_some_and(|name| takes_path(&name)).then_some(call)
    }

    /// The full dotted name of what is called, or the name of a builtin.
    pub(super) fn called_name(&self, call: CallId) -> Option<String> {
        let site = self.module().call_site(call)?;
        Doing { site, guards: Vec::new() }.called().map(str::to_owned)
    }

    fn first_argument(&self, call: CallId) -> Option<NodeId> {
        let span = *self.module().call(call)?.layout.items.first()?;
        self.module().names_in(span).next().filter(|name| name.span == span).map(|name| name.node)
    }
}

/// Whether a function takes a path as its first argument.
#[must_use]
pub fn takes_path(callee: &str) -> bool {
    TAKE_PATHS.contains(&callee) || callee.starts_with("os.path.") || callee.starts_with("pandas.read_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(body: &str) -> Script {
        Script::parse(&format!("import os\nfrom tqdm import tqdm\ndef run(b, c=1):\n  {body}\n"))
    }

    /// The reads of the mini-batch, by their columns; and what is told of them.
    fn check(body: &str, expected: &str) {
        let script = parse(body);
        let text = script.module().text();
        let mut found: Vec<_> =
            script.batch_uses().iter().map(|node| script.module().span(*node).slice(text).to_owned()).collect();
        found.extend(script.batch_loops().iter().map(|it| {
            let uses = script.item_uses(it);
            let taken = uses.iter().filter(|node| script.taken_as_path(**node).is_some()).count();
            format!("for {} {}/{taken}", script.module().span(it.item).slice(text), uses.len())
        }));
        found.extend(script.asks_for_kind().then(|| "asks".to_owned()));
        assert_eq!(found.join(" "), expected, "{body}");
    }

    #[test]
    fn finds_the_mini_batch() {
        check("return b", "b");
        check("a = b\n  return a[0]", "b a");
        check("return [x for x in b]", "b for x 1/0");
        check("b = list(b)\n  return b", "");
        check("for b in b: pass", "");
        check("def f(b): return b\n  return f(1)", "");
        check("return (lambda: b)()", "b");
        check("return c", "");
    }

    #[test]
    fn finds_loops_over_it() {
        check("for x in b:\n    open(x)", "b for x 1/1");
        check("for i, x in enumerate(b):\n    os.path.basename(x)\n    f(i)", "b for x 1/1");
        check("for x in b:\n    x = f(x)\n    open(x)", "b for x 0/0");
        check("return [open(x) for x in b if x]", "b for x 2/1");
        check("for x, y in b: open(x)", "b");
        check("for x in b[1:]: open(x)", "b");
        check("if isinstance(b, list):\n    for x in b: open(x)", "b b for x 1/1 asks");
    }

    #[test]
    fn knows_what_has_its_items() {
        for (expression, expected) in
            [("b", true), ("list(b)", true), ("tqdm(b)", true), ("set(b)", false), ("b[1:]", false), ("f(b)", false)]
        {
            let script = parse(&format!("return {expression}"));
            let exits = script.module().exits(script.function(Stage::Run).unwrap().0).unwrap();
            assert_eq!(script.has_batch_items(exits.returns[0].value.unwrap()), expected, "{expression}");
        }
    }
}
