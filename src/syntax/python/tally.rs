//! How often something happens in one pass of a loop's body, path by path. Knows no values. Silent where a path leaves the
//! loop early, or where it is not certain which paths there are.

use super::flow::MAX_DEPTH;
use super::module::Module;
use super::tree::{Kind, NodeId, Role};

/// How often something happens in one pass of a loop's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// On the path where it happens least.
    pub least: usize,
    /// On the path where it happens most.
    pub most: usize,
}

/// The ways to the end of a block and to the next pass; a path that ends the function is none.
#[derive(Clone, Copy)]
struct Ways {
    falls: Option<Tally>,
    continues: Option<Tally>,
}

const NONE: Tally = Tally { least: 0, most: 0 };
const FALLS: Ways = Ways { falls: Some(NONE), continues: None };
const STOPS: Ways = Ways { falls: None, continues: None };

impl Tally {
    fn or(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        let both = |a: Self, b: Self| Self { least: a.least.min(b.least), most: a.most.max(b.most) };
        match (one, other) {
            (Some(a), Some(b)) => Some(both(a, b)),
            (one, other) => one.or(other),
        }
    }

    fn plus(self, other: Option<Self>) -> Option<Self> {
        other.map(|other| Self { least: self.least + other.least, most: self.most + other.most })
    }
}

impl Ways {
    fn or(self, other: Self) -> Self {
        Self { falls: Tally::or(self.falls, other.falls), continues: Tally::or(self.continues, other.continues) }
    }

    fn then(self, next: Self) -> Self {
        let Some(before) = self.falls else { return self };
        Self { falls: before.plus(next.falls), continues: Tally::or(self.continues, before.plus(next.continues)) }
    }
}

impl Module {
    /// How often one of these statements runs in one pass of the `for` statement `repeated`, over all passes that come to
    /// their end. `None` if that is not certain, or one of them does not stand there.
    #[must_use]
    pub fn tally(&self, repeated: NodeId, statements: &[NodeId]) -> Option<Tally> {
        let body = self.tree.child(repeated, Role::Body).filter(|_| !self.tree.is_broken(repeated))?;
        let mut walk = Walk { module: self, statements, met: 0 };
        let ways = walk.block(body, MAX_DEPTH)?;
        Tally::or(ways.falls, ways.continues).filter(|_| walk.met == statements.len())
    }

    /// The statement that an expression is by itself.
    #[must_use]
    pub fn own_statement(&self, expression: NodeId) -> Option<NodeId> {
        self.tree.parent(expression).filter(|parent| self.tree.kind(*parent) == Kind::ExpressionStatement)
    }

    /// Whether an expression stands in a loop of its function.
    #[must_use]
    pub fn is_repeated(&self, expression: NodeId) -> bool {
        let around = self.tree.ancestors(expression).skip(1).map(|id| self.tree.kind(id));
        let mut around = around.take_while(|kind| !matches!(kind, Kind::FunctionDefinition | Kind::ClassDefinition));
        around.any(|kind| matches!(kind, Kind::ForStatement | Kind::While))
    }
}

struct Walk<'m> {
    module: &'m Module,
    statements: &'m [NodeId],
    met: usize,
}

impl Walk<'_> {
    fn block(&mut self, block: NodeId, depth: usize) -> Option<Ways> {
        let mut ways = FALLS;
        for statement in self.module.tree.parts(block) {
            ways = ways.then(self.statement(statement, depth)?);
        }
        Some(ways)
    }

    fn statement(&mut self, id: NodeId, depth: usize) -> Option<Ways> {
        let depth = depth.checked_sub(1)?;
        let tree = &self.module.tree;
        if self.statements.contains(&id) {
            self.met += 1;
            return Some(Ways { falls: Some(Tally { least: 1, most: 1 }), continues: None });
        }
        match tree.kind(id) {
            Kind::ReturnStatement | Kind::RaiseStatement => Some(STOPS),
            Kind::ContinueStatement => Some(Ways { falls: None, continues: Some(NONE) }),
            Kind::BreakStatement => None,
            Kind::ExpressionStatement if self.module.never_returns(id) => Some(STOPS),
            Kind::IfStatement => self.branches(id, depth),
            Kind::With => self.block(tree.child(id, Role::Body)?, depth),
            Kind::Try => self.attempt(id, depth),
            // What happens in an inner loop happens any number of times; its own `break` and `continue` stay in it.
            Kind::ForStatement | Kind::While | Kind::Match => {
                let inside = |statement: &&NodeId| id < **statement && **statement < tree.subtree_end(id);
                self.statements.iter().find(inside).is_none().then_some(FALLS)
            }
            _ => Some(FALLS),
        }
    }

    fn branches(&mut self, id: NodeId, depth: usize) -> Option<Ways> {
        let mut ways = self.block(self.module.tree.child(id, Role::Consequence)?, depth)?;
        for clause in self.clauses(id, Kind::ElifClause) {
            ways = ways.or(self.clause(clause, depth)?);
        }
        let otherwise = self.clauses(id, Kind::ElseClause).first().copied();
        Some(ways.or(otherwise.map_or(Some(FALLS), |clause| self.clause(clause, depth))?))
    }

    fn attempt(&mut self, id: NodeId, depth: usize) -> Option<Ways> {
        let mut ways = self.block(self.module.tree.child(id, Role::Body)?, depth)?;
        for clause in self.clauses(id, Kind::ElseClause) {
            ways = ways.then(self.clause(clause, depth)?);
        }
        for handler in self.clauses(id, Kind::ExceptClause) {
            ways = ways.or(self.clause(handler, depth)?);
        }
        for last in self.clauses(id, Kind::FinallyClause) {
            let last = self.clause(last, depth)?;
            let continues = ways.continues.and_then(|before| before.plus(last.falls));
            ways = Ways { continues, ..ways }.then(last);
        }
        Some(ways)
    }

    fn clause(&mut self, clause: NodeId, depth: usize) -> Option<Ways> {
        let tree = &self.module.tree;
        let block = tree.parts(clause).find(|part| tree.kind(*part) == Kind::Block);
        block.map_or(Some(FALLS), |block| self.block(block, depth))
    }

    fn clauses(&self, id: NodeId, kind: Kind) -> Vec<NodeId> {
        self.module.tree.parts(id).filter(|part| self.module.tree.kind(*part) == kind).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    /// Least and most of `add()` in one pass.
    fn check(body: &str, expected: &str) {
        let source = format!("for x in y:\n {}\n", body.replace('\n', "\n "));
        let module = parse(&source);
        let calls = module.calls().filter(|site| site.callee_span.slice(&source) == "add");
        let nodes: Vec<_> = calls.filter_map(|site| module.own_statement(module.call_node(site.id)?)).collect();
        let found = module.names_in(crate::text::Span::new(0, source.len())).find(|found| found.name == "y").unwrap();
        let super::super::Surrounding::Iterated { whole, .. } = module.surrounding(found.node) else { panic!() };
        let tally = module.tally(whole, &nodes).map_or("?".to_owned(), |it| format!("{}..{}", it.least, it.most));
        assert_eq!(tally, expected, "{source}");
    }

    #[test]
    fn counts_along_each_path() {
        check("add()", "1..1");
        check("add()\nadd()", "2..2");
        check("if x: add()", "0..1");
        check("if x: add()\nelse: add()", "1..1");
        check("if x: add()\nelif z: add()", "0..1");
        check("if x: continue\nadd()", "0..1");
        check("if x:\n add()\n continue\nadd()", "1..1");
        check("if x: raise E\nadd()", "1..1");
        check("if x: return\nadd()", "1..1");
        check("if x: sys_exit()\nadd()", "1..1");
        check("with x:\n add()", "1..1");
        check("pass", "0..0");
    }

    #[test]
    fn counts_what_is_tried() {
        check("try:\n add()\nexcept E: pass", "0..1");
        check("try:\n add()\nexcept E: add()", "1..1");
        check("try:\n add()\nexcept E: raise", "1..1");
        check("try:\n f()\nexcept E: continue\nadd()", "0..1");
        check("try:\n f()\nexcept E: pass\nelse: add()", "0..1");
        check("try:\n f()\nexcept E: continue\nfinally: add()", "1..1");
    }

    #[test]
    fn is_silent_where_it_is_not_certain() {
        check("if x: break\nadd()", "?");
        check("for z in x: add()", "?");
        check("for z in x: break\nadd()", "1..1");
        check("match x:\n case 1: add()", "?");
        check("lambda: add()\nadd()", "1..1");
    }
}
