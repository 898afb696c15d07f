//! Random mappings in random styles: what is read after a change is what was meant, and nothing else has changed.

use super::*;
use crate::model::{Data, Entry, Layout};
use proptest::prelude::*;

/// How a random mapping is written.
#[derive(Clone, Copy, Debug)]
enum Style {
    Block,
    Flow,
    FlowLines,
    Call,
    CallLines,
    Dict,
    DictLines,
}

const STYLES: [Style; 7] =
    [Style::Block, Style::Flow, Style::FlowLines, Style::Call, Style::CallLines, Style::Dict, Style::DictLines];
const KEYS: [&str; 6] = ["alpha", "beta", "gamma", "delta", "eps", "zeta"];

/// A mapping below the key `m` (in Python: of the argument `m`); each entry has a random value, perhaps comments.
#[derive(Clone, Debug)]
struct Sample {
    style: Style,
    entries: Vec<(usize, bool, bool)>,
    trailing: bool,
    crlf: bool,
    more: bool,
}

fn sample() -> impl Strategy<Value = Sample> {
    let entry = (0..8usize, any::<bool>(), any::<bool>());
    let entries = proptest::collection::vec(entry, 1..6);
    (proptest::sample::select(&STYLES[..]), entries, any::<bool>(), any::<bool>(), any::<bool>())
        .prop_map(|(style, entries, trailing, crlf, more)| Sample { style, entries, trailing, crlf, more })
}

impl Sample {
    fn is_yaml(&self) -> bool {
        matches!(self.style, Style::Block | Style::Flow | Style::FlowLines)
    }

    fn is_lined(&self) -> bool {
        matches!(self.style, Style::Block | Style::FlowLines | Style::CallLines | Style::DictLines)
    }

    fn bed(&self) -> Bed {
        let text = format!("{}{}", if self.is_yaml() { HEAD } else { IMPORTS }, self.text());
        let text = if self.crlf { text.replace('\n', "\r\n") } else { text };
        let bed = if self.is_yaml() { Bed::whole_yaml(&text) } else { Bed::whole_python(text) };
        // The samples are valid.
        assert_eq!(self.entries.len(), bed.mapping("m").entries.len(), "{}", bed.text);
        bed
    }

    fn text(&self) -> String {
        match self.style {
            Style::Block => format!("m:\n{}{}", self.lines("    ", "", ""), if self.more { "n: 1\n" } else { "" }),
            Style::Flow => format!("m: {{{}}}\nn: 1\n", self.items()),
            Style::FlowLines => format!("m: {{\n{}  }}\nn: 1\n", self.lines("    ", ",", self.comma())),
            Style::Call => format!("prf(m=RF({}), n=1)\n", self.items()),
            Style::CallLines => format!("prf(\n  m=RF(\n{}  ),\n  n=1,\n)\n", self.lines("    ", ",", self.comma())),
            Style::Dict => format!("prf(m={{{}}}, n=1)\n", self.items()),
            Style::DictLines => format!("prf(\n  m={{\n{}  }},\n  n=1,\n)\n", self.lines("    ", ",", self.comma())),
        }
    }

    fn comma(&self) -> &'static str {
        if self.trailing { "," } else { "" }
    }

    fn items(&self) -> String {
        let items: Vec<_> = (0..self.entries.len()).map(|index| self.entry(index)).collect();
        items.join(", ") + self.comma()
    }

    fn lines(&self, indent: &str, comma: &str, last: &str) -> String {
        let line = |index: usize| {
            let (_, above, behind) = self.entries[index];
            let above = if above { format!("{indent}# above, {index}\n") } else { String::new() };
            let comma = if index + 1 == self.entries.len() { last } else { comma };
            format!("{above}{indent}{}{comma}{}\n", self.entry(index), if behind { "  # it's, behind" } else { "" })
        };
        (0..self.entries.len()).map(line).collect()
    }

    fn entry(&self, index: usize) -> String {
        const YAML: [&str; 8] = ["1", "'it''s'", "\"a, b\"", "plain", "{x: 1, y: [2]}", "[a, b]", "true", "\"#\""];
        const PYTHON: [&str; 8] = ["1", "'it'", "\"a, b\"", "-5", "{'x': 1, 'y': [2]}", "[1, 2]", "True", "'#)'"];
        let (key, value) = (KEYS[index], self.entries[index].0);
        match self.style {
            Style::Block | Style::Flow | Style::FlowLines => format!("{key}: {}", YAML[value]),
            Style::Call | Style::CallLines => format!("{key}={}", PYTHON[value]),
            Style::Dict | Style::DictLines => format!("'{key}': {}", PYTHON[value]),
        }
    }
}

/// The keys and values of a mapping, as they are read.
fn read(text: &str, mapping: &Mapping) -> Vec<(String, String)> {
    let pair = |entry: &Entry| (entry.key.clone(), shown(text, &entry.value));
    mapping.entries.iter().map(pair).collect()
}

fn shown(text: &str, value: &Value) -> String {
    match &value.data {
        Data::Text(text) => format!("{:?}", text.as_str()),
        Data::Mapping(mapping) => format!("{:?}", read(text, mapping)),
        _ => value.span.slice(text).to_owned(),
    }
}

/// The document again, after edits: still valid, its line breaks all of one kind.
fn again(bed: &Bed, edits: Vec<Edit>) -> Bed {
    let text = Edits::new(edits).unwrap().apply(&bed.text).unwrap();
    let pairs = if bed.text.contains("\r\n") { text.matches('\n').count() } else { 0 };
    assert_eq!(text.matches("\r\n").count(), pairs, "{text:?}");
    if bed.yaml {
        assert!(yaml::parse(&text).errors.is_empty(), "{text}");
        return Bed::whole_yaml(&text);
    }
    assert!(python::parse(&text).errors().is_empty(), "{text}");
    Bed::whole_python(text)
}

proptest! {
    #[test]
    fn set_changes_one_value(sample in sample(), at in 0..6usize, text in "[a-z0-9:,#'\" {}$-]{0,8}") {
        let bed = sample.bed();
        let mapping = bed.mapping("m");
        let index = at % mapping.entries.len();
        let value = &mapping.entries[index].value;
        let edits = bed.rewrite().set_value(value, &Literal::text(&text)).unwrap();
        prop_assert!(edits.iter().all(|edit| value.span.contains(edit.span)));
        let mut expected = read(&bed.text, mapping);
        expected[index].1 = format!("{text:?}");
        let after = again(&bed, edits);
        prop_assert_eq!(read(&after.text, after.mapping("m")), expected);
    }

    #[test]
    fn insert_adds_one_entry(sample in sample(), first: bool, text in "[a-z0-9:,#'\" {}$-]{0,8}") {
        let bed = sample.bed();
        let mapping = bed.mapping("m");
        let (rewrite, literal) = (bed.rewrite(), Literal::text(&text));
        let edits =
            if first { rewrite.insert_first(mapping, "new", &literal) } else { rewrite.insert(mapping, "new", &literal) };
        let edits = edits.unwrap();
        prop_assert!(edits.iter().all(|edit| edit.span.is_empty()));
        let mut expected = read(&bed.text, mapping);
        expected.insert(if first { 0 } else { expected.len() }, ("new".to_owned(), format!("{text:?}")));
        let after = again(&bed, edits);
        prop_assert_eq!(read(&after.text, after.mapping("m")), expected);
    }

    #[test]
    fn remove_takes_one_entry(sample in sample(), at in 0..6usize) {
        let bed = sample.bed();
        let mapping = bed.mapping("m");
        let index = at % mapping.entries.len();
        let Some(edits) = bed.rewrite().remove(mapping, &mapping.entries[index]) else {
            // A comment stands between the parent's key and its only entry.
            let sole = matches!(mapping.layout, Layout::YamlBlock { .. }) && mapping.entries.len() == 1;
            prop_assert!(sole && sample.entries[0].1);
            return Ok(());
        };
        let mut expected = read(&bed.text, mapping);
        expected.remove(index);
        let after = again(&bed, edits);
        prop_assert_eq!(read(&after.text, after.mapping("m")), expected);
        prop_assert!((0..mapping.entries.len()).all(|other| other == index || after.text.contains(&sample.entry(other))));
        let above = sample.entries.iter().filter(|entry| entry.1).count();
        prop_assert_eq!(after.text.matches("# above").count(), if sample.is_lined() { above } else { 0 });
    }

    #[test]
    fn rename_changes_one_key(sample in sample(), at in 0..6usize) {
        let bed = sample.bed();
        let mapping = bed.mapping("m");
        let index = at % mapping.entries.len();
        let edits = bed.rewrite().rename_key(&mapping.entries[index], "new").unwrap();
        prop_assert_eq!(edits[0].span, mapping.entries[index].key_span);
        let mut expected = read(&bed.text, mapping);
        expected[index].0 = "new".to_owned();
        let after = again(&bed, edits);
        prop_assert_eq!(read(&after.text, after.mapping("m")), expected);
    }

    #[test]
    fn move_keeps_everything(sample in sample(), at in 0..6usize) {
        let bed = sample.bed();
        let (from, to) = (bed.mapping("m"), bed.mapping(""));
        let entry = &from.entries[at % from.entries.len()];
        let Some(edits) = bed.rewrite().move_entry(from, entry, to) else {
            prop_assert!(sample.entries.iter().any(|entry| entry.1 || entry.2), "{}", bed.text);
            return Ok(());
        };
        let after = again(&bed, edits);
        let mut expected = read(&bed.text, from);
        expected.retain(|pair| pair.0 != entry.key);
        prop_assert_eq!(read(&after.text, after.mapping("m")), expected);
        let moved = (entry.key.clone(), shown(&bed.text, &entry.value));
        prop_assert_eq!(read(&after.text, after.mapping("")).pop(), Some(moved));
        for comment in ["# above", "behind"] {
            prop_assert_eq!(after.text.matches(comment).count(), bed.text.matches(comment).count());
        }
    }
}
