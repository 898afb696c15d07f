//! How a function can end: a walk over its statements, path by path. Knows no values but the conditions `True` and `1`.
//! What is not certain ends no path at the end of the body: a `with` that may swallow an exception, a `match` without a
//! catch-all, a call of something that by its name may never return.

use super::call::CallId;
use super::definition::FunctionId;
use super::module::Module;
use super::object::{Callee, MAX_HOPS};
use super::tree::{Kind, NodeId, Role};
use crate::text::Span;

/// The ways out of a function.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exits {
    /// The `return` statements that can be reached, in source order.
    pub returns: Vec<Return>,
    /// Whether the end of the body can be reached.
    pub falls_off: bool,
    /// The first `yield` of the function itself.
    pub first_yield: Option<Span>,
}

/// A `return` statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Return {
    /// The statement.
    pub span: Span,
    /// What is returned.
    pub value: Option<NodeId>,
}

/// How deep statements may be nested; Python itself allows a hundred levels.
pub(super) const MAX_DEPTH: usize = 100;
/// Functions that never return.
const NEVER_RETURN: [&str; 5] = ["sys.exit", "os._exit", "os.abort", "exit", "quit"];
/// Parts of names of functions that may be there to raise.
const MAY_RAISE: [&str; 9] = ["raise", "abort", "exit", "die", "throw", "fail", "fatal", "quit", "error"];

impl Module {
    /// The ways out of a function. `None` if it did not parse in full.
    #[must_use]
    pub fn exits(&self, function: FunctionId) -> Option<Exits> {
        self.exits_entering(function, &[])
    }

    /// The same if something is known to be there for each of these loops to go through.
    #[must_use]
    pub fn exits_entering(&self, function: FunctionId, entered: &[NodeId]) -> Option<Exits> {
        self.exits_within(function, entered, MAX_HOPS)
    }

    /// Whether a loop ends in its first round, by a `return` or `break` on each path that does not raise.
    #[must_use]
    pub fn ends_in_first_round(&self, repeated: NodeId) -> bool {
        let Some(body) = self.tree.child(repeated, Role::Body).filter(|_| !self.tree.is_broken(repeated)) else {
            return false;
        };
        let mut walk = Walk { module: self, entered: &[], returns: Vec::new(), too_deep: false, hops: MAX_HOPS };
        let end = walk.block(body, MAX_DEPTH);
        !walk.too_deep && !end.goes_round() && (end.breaks || !walk.returns.is_empty())
    }

    fn exits_within(&self, function: FunctionId, entered: &[NodeId], hops: usize) -> Option<Exits> {
        let node = self.function(function)?.node;
        let body = self.tree.child(node, Role::Body).filter(|_| !self.tree.is_broken(node))?;
        let mut walk = Walk { module: self, entered, returns: Vec::new(), too_deep: false, hops };
        let end = walk.block(body, MAX_DEPTH);
        let exits =
            Exits { returns: walk.returns, falls_off: end.falls, first_yield: self.first_yield(function, body) };
        (!walk.too_deep).then_some(exits)
    }

    fn first_yield(&self, function: FunctionId, body: NodeId) -> Option<Span> {
        let nodes = (body.0..self.tree.subtree_end(body).0).map(NodeId);
        let mut yields = nodes.filter(|id| self.tree.kind(*id) == Kind::Yield);
        yields.find(|id| self.function_around(*id) == Some(function)).map(|id| self.tree.span(id))
    }
}

/// How a statement ends.
#[derive(Clone, Copy)]
struct End {
    /// Whether what follows it may run.
    falls: bool,
    /// Whether it may leave the loop around it.
    breaks: bool,
    /// Whether it may begin the next round of the loop around it.
    continues: bool,
}

const STOPS: End = End { falls: false, breaks: false, continues: false };
const GOES_ON: End = End { falls: true, ..STOPS };

impl End {
    /// One or the other.
    fn or(self, other: Self) -> Self {
        Self { falls: self.falls || other.falls, ..self.left_by(other) }
    }

    /// The other after this one.
    fn then(self, other: Self) -> Self {
        Self { falls: self.falls && other.falls, ..self.left_by(other) }
    }

    /// The ways to leave a round of the loop that either has.
    fn left_by(self, other: Self) -> Self {
        let continues = self.continues || other.continues;
        Self { falls: false, breaks: self.breaks || other.breaks, continues }
    }

    /// Whether the body of a loop that ends so may be followed by another round, or by the end of the loop.
    fn goes_round(self) -> bool {
        self.falls || self.continues
    }
}

struct Walk<'m> {
    module: &'m Module,
    /// The loops that have at least one round.
    entered: &'m [NodeId],
    returns: Vec<Return>,
    too_deep: bool,
    hops: usize,
}

impl Walk<'_> {
    fn block(&mut self, block: NodeId, depth: usize) -> End {
        let module = self.module;
        let mut end = GOES_ON;
        for statement in module.tree.parts(block) {
            end = end.then(self.statement(statement, depth));
            if !end.falls {
                break;
            }
        }
        end
    }

    fn statement(&mut self, id: NodeId, depth: usize) -> End {
        let Some(depth) = depth.checked_sub(1) else {
            self.too_deep = true;
            return STOPS;
        };
        let tree = &self.module.tree;
        match tree.kind(id) {
            Kind::ReturnStatement => {
                self.returns.push(Return { span: tree.span(id), value: tree.parts(id).next() });
                STOPS
            }
            Kind::RaiseStatement => STOPS,
            Kind::ContinueStatement => End { continues: true, ..STOPS },
            Kind::BreakStatement => End { breaks: true, ..STOPS },
            Kind::ExpressionStatement if self.module.may_stop(id, self.hops) => STOPS,
            Kind::AssertStatement if tree.parts(id).next().is_some_and(|it| tree.kind(it) == Kind::False) => STOPS,
            Kind::IfStatement => self.branches(id, depth),
            Kind::ForStatement | Kind::While => self.repeated(id, depth),
            Kind::With => self.part(tree.child(id, Role::Body), depth),
            Kind::Try => self.attempt(id, depth),
            Kind::Match => self.cases(id, depth),
            _ => GOES_ON,
        }
    }

    /// A block that may not be there.
    fn part(&mut self, block: Option<NodeId>, depth: usize) -> End {
        block.map_or(GOES_ON, |block| self.block(block, depth))
    }

    /// The block of a clause.
    fn clause(&mut self, clause: NodeId, depth: usize) -> End {
        let tree = &self.module.tree;
        self.part(tree.parts(clause).find(|part| tree.kind(*part) == Kind::Block), depth)
    }

    fn clauses(&self, id: NodeId, kind: Kind) -> Vec<NodeId> {
        self.module.tree.parts(id).filter(|part| self.module.tree.kind(*part) == kind).collect()
    }

    fn branches(&mut self, id: NodeId, depth: usize) -> End {
        let always = self.is_always(id);
        let first = self.part(self.module.tree.child(id, Role::Consequence), depth);
        if always {
            return first;
        }
        let elif = self.clauses(id, Kind::ElifClause);
        let end = elif.into_iter().fold(first, |end, clause| end.or(self.clause(clause, depth)));
        match self.clauses(id, Kind::ElseClause).first() {
            Some(clause) => end.or(self.clause(*clause, depth)),
            None => end.or(GOES_ON),
        }
    }

    fn repeated(&mut self, id: NodeId, depth: usize) -> End {
        let endless = self.module.tree.kind(id) == Kind::While && self.is_always(id);
        let body = self.part(self.module.tree.child(id, Role::Body), depth);
        let runs_out = !endless && (body.goes_round() || !self.entered.contains(&id));
        let otherwise = match self.clauses(id, Kind::ElseClause).first() {
            _ if !runs_out => STOPS,
            Some(clause) => self.clause(*clause, depth),
            None => GOES_ON,
        };
        End { falls: body.breaks || otherwise.falls, ..otherwise }
    }

    /// Whether the condition is `True` or `1`.
    fn is_always(&self, id: NodeId) -> bool {
        let condition = self.module.tree.child(id, Role::Condition);
        condition.is_some_and(|condition| matches!(self.module.slice(condition), "True" | "1"))
    }

    fn attempt(&mut self, id: NodeId, depth: usize) -> End {
        let before = self.returns.len();
        let mut end = self.part(self.module.tree.child(id, Role::Body), depth);
        if let Some(otherwise) = self.clauses(id, Kind::ElseClause).first().filter(|_| end.falls) {
            end = end.then(self.clause(*otherwise, depth));
        }
        for handler in self.clauses(id, Kind::ExceptClause) {
            end = end.or(self.clause(handler, depth));
        }
        let Some(last) = self.clauses(id, Kind::FinallyClause).first().copied() else { return end };
        let tried = self.returns.len();
        let finish = self.clause(last, depth);
        if !finish.falls {
            // It takes the place of whatever was under way.
            self.returns.drain(before..tried);
            return finish;
        }
        end.then(finish)
    }

    fn cases(&mut self, id: NodeId, depth: usize) -> End {
        let body = self.module.tree.child(id, Role::Body).unwrap_or(id);
        let clauses = self.clauses(body, Kind::CaseClause);
        clauses
            .into_iter()
            .fold(STOPS, |end, clause| end.or(self.part(self.module.tree.child(clause, Role::Consequence), depth)))
    }
}

impl Module {
    /// Whether a statement is a call that does not, or may not, come back.
    pub(super) fn never_returns(&self, statement: NodeId) -> bool {
        self.may_stop(statement, MAX_HOPS)
    }

    fn may_stop(&self, statement: NodeId, hops: usize) -> bool {
        let tree = &self.tree;
        let call = tree.parts(statement).next().filter(|part| tree.kind(*part) == Kind::Call);
        let Some(site) = call.and_then(|call| self.call_at(call)) else { return false };
        match self.called(site) {
            Callee::Function(id) => self.ends_nowhere(id, hops),
            Callee::Qualified(name) | Callee::Unbound(name) if NEVER_RETURN.contains(&&*name) => true,
            _ => call.and_then(|call| tree.child(call, Role::Function)).is_some_and(|function| {
                let name = self.slice(function).rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
                name != "error" && MAY_RAISE.iter().any(|word| name.contains(word))
            }),
        }
    }

    fn called(&self, call: CallId) -> Callee {
        self.call_node(call).map_or(Callee::Unknown, |node| self.callee(node))
    }

    /// Whether a function of the file never returns, as far as can be told.
    fn ends_nowhere(&self, id: FunctionId, hops: usize) -> bool {
        let plain = self.function(id).is_some_and(|function| !function.is_async);
        if hops == 0 || !plain {
            return false;
        }
        let exits = self.exits_within(id, &[], hops - 1);
        exits.is_none_or(|exits| exits.returns.is_empty() && !exits.falls_off && exits.first_yield.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    /// The returned expressions, and `end` if the end of the body can be reached.
    fn check(body: &str, expected: &str) {
        let source = format!("def f(x):\n {}\n", body.replace('\n', "\n "));
        let module = parse(&source);
        let id = module.function_named("f").unwrap();
        let exits = module.exits(id).unwrap();
        let value = |it: &super::Return| it.value.map_or("-", |value| module.span(value).slice(&source)).to_owned();
        let mut found: Vec<_> = exits.returns.iter().map(value).collect();
        found.extend(exits.falls_off.then(|| "end".to_owned()));
        found.extend(exits.first_yield.map(|_| "yield".to_owned()));
        assert_eq!(found.join(" "), expected, "{source}");
    }

    #[test]
    fn straight_lines() {
        check("pass", "end");
        check("return 1\nreturn 2", "1");
        check("return", "-");
        check("raise E", "");
        check("assert False", "");
        check("assert x", "end");
        check("def g(): return 1", "end");
        check("yield 1", "end yield");
        check("g = lambda: (yield 1)\nreturn g", "g yield");
        check("def g(): yield 1\nreturn g", "g");
    }

    #[test]
    fn branches() {
        check("if x: return 1", "1 end");
        check("if x: return 1\nelse: return 2", "1 2");
        check("if x: return 1\nelif y: return 2\nelse: raise E", "1 2");
        check("if x: return 1\nelif y: return 2", "1 2 end");
        check("if x: return 1\nelif y: pass\nelse: return 2", "1 2 end");
        check("if True: return 1", "1");
        check("match x:\n case 1: return 1\n case _: return 2", "1 2");
        check("match x:\n case 1: return 1\n case 2: pass", "1 end");
        check("match x:\n case 1: return 1", "1");
    }

    #[test]
    fn loops() {
        check("for a in x: return a", "a end");
        check("for a in x: pass\nelse: return 1", "1");
        check("for a in x: break\nelse: return 1", "1 end");
        check("while True: pass", "");
        check("while True:\n if x: return 1", "1");
        check("while 1:\n if x: break", "end");
        check("while True:\n for a in x: break", "");
        check("while x: return 1", "1 end");
        check("while True:\n continue\n break", "");
    }

    #[test]
    fn loops_with_a_first_round() {
        let check = |body: &str, falls_off: bool, in_first_round: bool| {
            let module = parse(&format!("def f(x):\n for a in x:\n  {}\n", body.replace('\n', "\n  ")));
            let id = module.function_named("f").unwrap();
            let repeated = (0..).map(NodeId).find(|node| module.tree.kind(*node) == Kind::ForStatement).unwrap();
            assert_eq!(module.exits_entering(id, &[repeated]).unwrap().falls_off, falls_off, "{body}");
            assert_eq!(module.ends_in_first_round(repeated), in_first_round, "{body}");
        };
        check("return a", false, true);
        check("if a: return 1\nelse: return 2", false, true);
        check("if a: return 1\nraise E", false, true);
        check("raise E", false, false);
        check("print(a)\nbreak", true, true);
        check("if a: return a", true, false);
        check("if a: continue\nreturn a", true, false);
        check("try: return a\nexcept E: print(a)", true, false);
        check("for b in a: continue\nreturn a", false, true);
    }

    #[test]
    fn attempts() {
        check("try: return 1\nexcept E: pass", "1 end");
        check("try: return 1\nexcept E: raise", "1");
        check("try: pass\nexcept E: return 1\nelse: return 2", "2 1");
        check("try: return 1\nfinally: return 2", "2");
        check("try: return 1\nfinally: pass", "1");
        check("with x: return 1", "1");
        check("with x: pass", "end");
    }

    #[test]
    fn calls_that_do_not_come_back() {
        check("import sys\nsys.exit(1)", "");
        check("exit()", "");
        check("def stop(): raise E\nstop()", "");
        check("def stop():\n if x: raise E\nstop()", "end");
        check("def stop(): stop()\nstop()", "end");
        check("try: return 1\nexcept E: reraise(x)", "1");
        check("try: return 1\nexcept E: logger.error(x)", "1 end");
        check("print(x)", "end");
    }
}
