//! What `run` returns, as far as the text tells. Follows names that are bound once.

use super::{Script, Stage};
use crate::syntax::python::{
    CallId, Callee, Data, Exits, Function, Home, NameUse, NodeId, Shape, Surrounding, UseForm,
};
use crate::text::Span;

/// What a `return` of `run` gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunResult {
    /// Where it is returned.
    pub span: Span,
    /// What it is.
    pub kind: ResultKind,
}

/// What is returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultKind {
    /// A list, tuple or data frame that nothing is put into.
    Empty,
    /// A list or tuple of this many items.
    Fixed(usize),
    /// The items of the mini-batch for which a condition holds, which stands here.
    Filtered(Span),
    /// A list that one item is added to for some items of the mini-batch, at this place, and none for the others.
    Skipping(Span),
    /// A data frame.
    Frame,
    /// The mini-batch.
    Batch,
    /// Not certain, or something else.
    Unknown,
}

impl Script {
    /// A plain `run` with the ways out of it. `None` for a coroutine; a generator falls off its end as it should.
    #[must_use]
    pub fn run_exits(&self) -> Option<(&Function, Exits)> {
        let (id, function) = self.function(Stage::Run).filter(|(_, function)| !function.is_async)?;
        // A mini-batch has items, so that the loops over it have a first round.
        let loops: Vec<_> = self.batch_loops().iter().map(|found| found.whole).collect();
        let mut exits = self.module().exits_entering(id, &loops)?;
        if exits.first_yield.is_some() {
            exits.returns.clear();
            exits.falls_off = false;
        }
        Some((function, exits))
    }

    /// What `run` returns on every path; nothing if a path returns `None`, or nothing is returned.
    #[must_use]
    pub fn run_results(&self) -> &[RunResult] {
        self.run_results.get_or_init(|| self.find_run_results())
    }

    fn find_run_results(&self) -> Vec<RunResult> {
        let Some((_, exits)) = self.run_exits().filter(|(_, exits)| !exits.falls_off) else { return Vec::new() };
        let values: Option<Vec<_>> = exits.returns.iter().map(|found| found.value).collect();
        let parts = values.unwrap_or_default().into_iter().flat_map(|value| self.module().shapes(value));
        parts
            .map(|(node, shape)| RunResult { span: self.module().span(node), kind: self.result(node, shape) })
            .collect()
    }

    fn result(&self, returned: NodeId, shape: Shape) -> ResultKind {
        if self.is_batch(returned) {
            return ResultKind::Batch;
        }
        let value = self.module().bound_value(returned);
        let named = value != returned;
        match shape {
            Shape::Call(call) if self.makes_frame(call) => {
                let empty = self.is_empty_frame(call) && (!named || self.stays_as_made(returned));
                if empty { ResultKind::Empty } else { ResultKind::Frame }
            }
            Shape::List | Shape::Tuple | Shape::Call(_) if named => self.named_result(returned, value),
            Shape::List | Shape::Tuple | Shape::Call(_) => self.made_result(value),
            _ => ResultKind::Unknown,
        }
    }

    /// A list that has a name.
    fn named_result(&self, returned: NodeId, value: NodeId) -> ResultKind {
        if self.stays_as_made(returned) {
            return self.made_result(value);
        }
        match self.made_result(value) {
            ResultKind::Empty => self.skipping(returned).map_or(ResultKind::Unknown, ResultKind::Skipping),
            _ => ResultKind::Unknown,
        }
    }

    /// A list as it is made.
    fn made_result(&self, value: NodeId) -> ResultKind {
        if let Some(found) = self.module().comprehension(value) {
            let [iterable] = found.iterables.as_slice() else { return ResultKind::Unknown };
            let filter = found.conditions.first().filter(|_| self.has_batch_items(*iterable));
            return filter
                .map_or(ResultKind::Unknown, |condition| ResultKind::Filtered(self.module().span(*condition)));
        }
        match self.module().value(value).data {
            Data::List(list) | Data::Tuple(list) if !list.open => match list.items.len() {
                0 => ResultKind::Empty,
                count => ResultKind::Fixed(count),
            },
            Data::Call(call) if self.is_empty_call(call.id, &["list", "tuple"]) => ResultKind::Empty,
            _ => ResultKind::Unknown,
        }
    }

    fn makes_frame(&self, call: CallId) -> bool {
        self.called_name(call).is_some_and(|name| ["pandas.DataFrame", "pandas.concat"].contains(&name.as_str()))
    }

    fn is_empty_frame(&self, call: CallId) -> bool {
        let Some(made) = self.module().call(call) else { return false };
        let columns_only = made.keywords.iter().all(|entry| entry.key.text == "columns");
        made.callee == Callee::Qualified("pandas.DataFrame".to_owned())
            && made.positional.is_empty()
            && columns_only
            && !made.open
    }

    fn is_empty_call(&self, call: CallId, functions: &[&str]) -> bool {
        let empty = self.module().call(call).is_some_and(|call| call.layout.items.is_empty() && !call.open);
        empty && !self.is_open() && self.called_name(call).is_some_and(|name| functions.contains(&name.as_str()))
    }

    /// The uses of the name that is returned.
    fn same_name(&self, returned: NodeId) -> Vec<NameUse<'_>> {
        let module = self.module();
        let Some(found) = module.names_in(module.span(returned)).find(|found| found.node == returned) else {
            return Vec::new();
        };
        let Home::Function(_) = found.home else { return Vec::new() };
        module
            .names_in(Span::new(0, module.text().len()))
            .filter(|other| other.name == found.name && other.home == found.home)
            .collect()
    }

    /// Whether a name of `run` is bound once and then only returned and looked at.
    fn stays_as_made(&self, returned: NodeId) -> bool {
        let uses = self.same_name(returned);
        !uses.is_empty() && uses.iter().all(|found| self.is_kept(found))
    }

    fn is_kept(&self, found: &NameUse) -> bool {
        match found.form {
            UseForm::Assigned(_) => !self.module().is_repeated(found.node),
            UseForm::Read => {
                let returned = self.module().surrounding(found.node) == Surrounding::Returned;
                returned || self.is_only_shown(found.node)
            }
            _ => false,
        }
    }

    /// Where a list is added to, if that is done in one loop over the mini-batch, for some of its items only.
    fn skipping(&self, returned: NodeId) -> Option<Span> {
        let uses = self.same_name(returned);
        let (additions, others): (Vec<_>, Vec<_>) =
            uses.iter().partition(|found| found.form == UseForm::Method("append"));
        if !others.iter().all(|found| self.is_kept(found)) || self.module().is_repeated(returned) {
            return None;
        }
        let statements: Vec<_> = additions.iter().map(|found| self.addition(found.node)).collect::<Option<_>>()?;
        let loops = self.loops_over_items();
        let tallies = loops.into_iter().filter(|whole| !self.module().is_repeated(*whole));
        let tally = tallies.filter_map(|whole| self.module().tally(whole, &statements)).next()?;
        (!statements.is_empty() && tally.least == 0 && tally.most == 1).then(|| additions[0].span)
    }

    /// The statement `name.append(…)`.
    fn addition(&self, name: NodeId) -> Option<NodeId> {
        let Surrounding::Attribute { whole, .. } = self.module().surrounding(name) else { return None };
        let Surrounding::Called(call) = self.module().surrounding(whole) else { return None };
        self.module().own_statement(self.module().call_node(call)?)
    }

    /// The `for` statements that go through the items of the mini-batch.
    fn loops_over_items(&self) -> Vec<NodeId> {
        let mut found: Vec<_> = self.batch_loops().into_iter().map(|found| found.whole).collect();
        let wrapped = self.batch_uses().iter().filter_map(|node| match self.module().surrounding(*node) {
            Surrounding::Argument { call, .. } => self.module().call_node(call),
            _ => None,
        });
        found.extend(wrapped.filter(|call| self.has_batch_items(*call)).filter_map(|call| {
            match self.module().surrounding(call) {
                Surrounding::Iterated { whole, .. } => Some(whole),
                _ => None,
            }
        }));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &str) {
        let source = format!("import pandas as pd\nimport os\ndef run(b):\n  {}\n", body.replace('\n', "\n  "));
        let script = Script::parse(&source);
        let show = |result: &RunResult| match result.kind {
            ResultKind::Filtered(span) => format!("Filtered {}", span.slice(&source)),
            ResultKind::Skipping(span) => format!("Skipping {}", source[span.start..].lines().next().unwrap()),
            kind => format!("{kind:?}"),
        };
        let found: Vec<_> = script.run_results().iter().map(show).collect();
        assert_eq!(found.join("; "), expected, "{source}");
    }

    #[test]
    fn knows_empty_ones() {
        check("return []", "Empty");
        check("return list()", "Empty");
        check("return ()", "Empty");
        check("return pd.DataFrame()", "Empty");
        check("return pd.DataFrame(columns=['a'])", "Empty");
        check("r = []\nfor x in b: print(x)\nprint(len(r))\nreturn r", "Empty");
        check("r = []\nr.append(1)\nreturn r", "Unknown");
        check("r = []\nfill(r)\nreturn r", "Unknown");
        check("r = []\ndef f(x): r.append(x)\nfor x in b: f(x)\nreturn r", "Unknown");
        check("r = pd.DataFrame()\nr['a'] = b\nreturn r", "Frame");
        check("r = pd.DataFrame()\nr.loc[0] = b\nreturn r", "Frame");
        check("r = []\nr += [1]\nreturn r", "Unknown");
        check("return [] if b else f(b)", "Empty; Unknown");
        check("if b: return []", "");
    }

    #[test]
    fn knows_frames_and_the_mini_batch() {
        check("return pd.DataFrame({'a': b})", "Frame");
        check("return pd.concat([f(x) for x in b])", "Frame");
        check("r = pd.DataFrame(b)\nr['a'] = 1\nreturn r", "Frame");
        check("return b", "Batch");
        check("return f(b)", "Unknown");
    }

    #[test]
    fn counts_items() {
        check("return [f(b)]", "Fixed(1)");
        check("return f(b), g(b)", "Fixed(2)");
        check("r = [1, 2]\nreturn r", "Fixed(2)");
        check("return [*b]", "Unknown");
        check("return [1] * len(b)", "Unknown");
        check("return [f(x) for x in b]", "Unknown");
    }

    #[test]
    fn knows_what_is_left_out() {
        check("return [x for x in b if os.path.exists(x)]", "Filtered os.path.exists(x)");
        check("r = [x for x in list(b) if x]\nreturn r", "Filtered x");
        check("return [x for y in b for x in y if x]", "Unknown");
        check("return [x for x in other if x]", "Unknown");
        let add = "r = []\nfor x in b:\n  if x:\n    r.append(x)\nreturn r";
        check(add, "Skipping r.append(x)");
        check(&add.replace("in b:", "in enumerate(b):").replace("for x", "for i, x"), "Skipping r.append(x)");
        check(
            "r = []\nfor x in b:\n  try:\n    r.append(f(x))\n  except E:\n    print(x)\nreturn r",
            "Skipping r.append(f(x))",
        );
    }

    #[test]
    fn is_silent_where_nothing_may_be_left_out() {
        check("r = []\nfor x in b:\n  r.append(x)\nreturn r", "Unknown");
        check("r = []\nfor x in b:\n  if x: r.append(x)\n  else: r.append(1)\nreturn r", "Unknown");
        check("r = []\nfor x in b:\n  if x: r.append(x)\nr.extend(rest)\nreturn r", "Unknown");
        check("r = []\nfor x in b:\n  if x: r.append(x)\nreturn fill(r)", "Unknown");
        check("r = []\nfor i in range(2):\n  for x in b:\n    if x: r.append(x)\nreturn r", "Unknown");
        check("r = []\nfor x in b:\n  for y in x:\n    if y: r.append(y)\nreturn r", "Unknown");
        check("r = []\nfor x in b[1:]:\n  if x: r.append(x)\nreturn r", "Unknown");
        check("r = []\nfor x in b:\n  if x:\n    r.append(x)\n    r.append(x)\nreturn r", "Unknown");
        check("global r\nr = []\nfor x in b:\n  if x: r.append(x)\nreturn r", "Unknown");
    }
}
