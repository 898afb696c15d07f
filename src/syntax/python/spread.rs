//! What `**` spreads over the keywords of a call, where that is certain: dictionaries that are written out and that
//! nothing else can change.

use super::module::Module;
use super::tree::{Kind, Role};
use super::usage::{NameUse, UseForm};
use super::value::{Call, Data, Entry, Value};
use crate::text::Span;

/// Builtins, and one function of notebooks, that only look at what they are given.
const LOOKING: [&str; 4] = ["print", "display", "len", "sorted"];

impl Module {
    /// The entries that a call takes by `**`, if they are all known and each of its arguments is given once.
    #[must_use]
    pub fn spread(&self, call: &Call) -> Option<Vec<Entry>> {
        let mut all: Vec<Entry> = Vec::new();
        for value in &call.spread {
            let Data::Dict(mapping) = &value.data else { return None };
            if mapping.open || !value.through_name.is_none_or(|name| self.is_kept(name)) {
                return None;
            }
            for entry in &mapping.entries {
                let given = |other: &Entry| other.key.text == entry.key.text;
                if call.keywords.iter().chain(&all).any(given) {
                    return None;
                }
                all.push(entry.clone());
            }
        }
        (!all.is_empty()).then_some(all)
    }

    /// Whether the object of the name at `place` is only read, and handed to nothing that could change it.
    fn is_kept(&self, place: Span) -> bool {
        let Some(name) = self.names_in(place).next() else { return false };
        let mut uses = self.names_in(Span::new(0, self.text.len()));
        uses.all(|found| found.name != name.name || found.home != name.home || self.only_looks(&found))
    }

    fn only_looks(&self, found: &NameUse) -> bool {
        let tree = &self.tree;
        let Some(parent) = tree.parent(found.node) else { return false };
        match (found.form, tree.kind(parent)) {
            // What methods change is known already.
            (UseForm::Assigned(_) | UseForm::Method(_), _) => true,
            (UseForm::Read, Kind::DictionarySplat | Kind::ExpressionStatement) => true,
            (UseForm::Read, Kind::Subscript) => tree.role(found.node) == Role::Value,
            (UseForm::Read, Kind::ForStatement | Kind::ForInClause) => true,
            (UseForm::Read, Kind::ArgumentList) => {
                let function = tree.parent(parent).and_then(|call| tree.child(call, Role::Function));
                function.is_some_and(|function| LOOKING.contains(&self.slice(function)))
            }
            _ => false,
        }
    }
}

/// What is spread is known only where nothing else leaves the call open.
pub(super) fn settle(call: &mut Call, spread: Vec<Value>) {
    if !call.open {
        call.open = !spread.is_empty();
        call.spread = spread;
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::super::testing::entries;

    /// What is spread over the last call of `f`.
    fn check(source: &str, expected: &str) {
        let module = parse(source);
        let call = module.calls().filter(|site| site.callee_span.slice(source) == "f").last();
        let call = call.and_then(|site| module.call(site.id)).unwrap();
        let found = module.spread(&call).map_or("?".to_owned(), |found| entries(&module, &found).join(", "));
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn a_dictionary_that_stays_as_it_is_is_followed() {
        check("x = {'a': 1, 'b': y}\nf(c=2, **x)", "a: 1, b: ?");
        check("x = dict(a=1)\nf(**x)", "a: 1");
        check("x = {'a': 1}\ny = {'b': 2}\nf(**x, **y)", "a: 1, b: 2");
        check("f(**{'a': 1}, **dict(b=2))", "a: 1, b: 2");
        check("x = {'a': 1}\nprint(x, x['a'], x.get('b'))\ng(**x)\nfor k in x: pass\nf(**x)", "a: 1");
        check("x = {'a': 1}\ndef g(x):\n    x['b'] = 2\nf(**x)", "a: 1");
        check("x = {'a': 1}\ndef g():\n    return f(**x)", "a: 1");
    }

    #[test]
    fn what_may_be_another_is_not() {
        check("f(**x)", "?");
        check("f(a=1)", "?");
        check("x = {'a': 1}\nf(*y, **x)", "?");
        check("x = {'a': 1}\nf(a=2, **x)", "?");
        check("x = {'a': 1}\ny = {'a': 2}\nf(**x, **y)", "?");
        check("x = {'a': 1, **y}\nf(**x)", "?");
        check("x = {k: 1}\nf(**x)", "?");
        check("x = {'a': 1}\nx = {'b': 1}\nf(**x)", "?");
        check("x = {'a': 1}\nx['b'] = 2\nf(**x)", "?");
        check("x = {'a': 1}\nx.update(b=2)\nf(**x)", "?");
        check("x = {'a': 1}\nx |= y\nf(**x)", "?");
        check("x = {'a': 1}\ng(x)\nf(**x)", "?");
        check("x = {'a': 1}\ng(y=x)\nf(**x)", "?");
        check("x = {'a': 1}\ny = x\nf(**x)", "?");
        check("x = {'a': 1}\ny = [x]\nf(**x)", "?");
        check("def g(**x):\n    f(**x)", "?");
        check("def g(x):\n    x['b'] = 1\nx = {'a': 1}\ng(x)\nf(**x)", "?");
    }
}
