//! YAML written anew, laid out by `yaml_serde`. That library writes plain what YAML 1.2 reads as text; PyYAML (YAML 1.1)
//! reads some of it otherwise, `yes`, `1:30`, `0o7`. So every text that our reader, which reads as PyYAML does, would not
//! give back as it is goes through the library as a token and is put in its place in quotes. Knows no field.

use crate::surface::rewrite;
use crate::syntax::yaml::{self, NodeRef};
use crate::text::{Edit, Edits};
use serde_json::{Map, Value};

/// A text that PyYAML reads as just this value, keys in their order, in block style.
#[must_use]
pub fn write(value: &Value) -> String {
    let mut hidden = Hidden::default();
    let shown = hidden.value(value);
    // Texts, numbers, lists and mappings with text for keys: none of the library's errors can occur.
    let text = serde_yaml::to_string(&shown).unwrap_or_default();
    hidden.put_back(&text)
}

/// The texts that are to stand in quotes, in the order met.
#[derive(Default)]
struct Hidden(Vec<String>);

impl Hidden {
    /// What a token begins and ends with: characters for private use, which the library writes plain. A text that holds
    /// one itself is hidden too.
    const OPEN: char = '\u{e000}';
    const CLOSE: char = '\u{e001}';

    fn value(&mut self, value: &Value) -> Value {
        match value {
            Value::String(text) if is_block(text) => Value::String(text.clone()),
            Value::String(text) => Value::String(self.text(text)),
            Value::Array(items) => Value::Array(items.iter().map(|item| self.value(item)).collect()),
            Value::Object(entries) => Value::Object(self.entries(entries)),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    fn entries(&mut self, entries: &Map<String, Value>) -> Map<String, Value> {
        entries.iter().map(|(key, value)| (self.text(key), self.value(value))).collect()
    }

    fn text(&mut self, text: &str) -> String {
        let quoted = rewrite::quoted_for_pyyaml(text);
        if quoted == text && !text.contains([Self::OPEN, Self::CLOSE]) {
            return quoted;
        }
        self.0.push(quoted);
        format!("{}{}{}", Self::OPEN, self.0.len() - 1, Self::CLOSE)
    }

    fn put_back(&self, text: &str) -> String {
        let mut pieces = text.split(Self::OPEN);
        let mut result = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (token, rest) = piece.split_once(Self::CLOSE).unwrap_or((piece, ""));
            let hidden = token.parse().ok().and_then(|index: usize| self.0.get(index));
            result.extend([hidden.map_or("", String::as_str), rest]);
        }
        result
    }
}

/// Whether a text of several lines can stand in a block, as it is.
fn is_block(text: &str) -> bool {
    let plain = |c: char| c == '\n' || matches!(c, ' '..='~') || (c.is_alphanumeric() && c > '~');
    text.trim_end_matches('\n').contains('\n')
        && text.chars().all(plain)
        && text.lines().all(|line| line.trim() == line && !line.is_empty())
}

/// A comment to be put above a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The keys that lead to it; none for the top of the file.
    pub path: Vec<String>,
    /// What to write, line by line, without `#`.
    pub text: String,
}

/// The text with comments above its keys. One whose path leads nowhere stands above the last key that it leads to.
#[must_use]
pub fn annotate(text: &str, remarks: &[Remark]) -> String {
    let tree = yaml::parse(text);
    let Some(root) = tree.root() else { return text.to_owned() };
    let mut places: Vec<(usize, String)> = Vec::new();
    for remark in remarks {
        let at = place(root, &remark.path);
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let comment: String =
            remark.text.lines().map(|words| format!("{}{}\n", &text[line..at], comment(words))).collect();
        match places.iter_mut().find(|(known, _)| *known == line) {
            Some((_, comments)) => comments.push_str(&comment),
            None => places.push((line, comment)),
        }
    }
    apply(text, places.into_iter().map(|(line, comments)| Edit::insert(line, comments)).collect())
}

fn comment(words: &str) -> String {
    format!("# {words}").trim_end().to_owned()
}

/// Where the last key of a path that is there starts.
fn place(root: NodeRef, path: &[String]) -> usize {
    let mut at = 0;
    let mut node = root;
    for key in path {
        let Some(entry) = node.entry(key) else { break };
        at = entry.key().span().start;
        node = entry.value();
    }
    at
}

fn apply(text: &str, edits: Vec<Edit>) -> String {
    let edited = Edits::new(edits).ok().and_then(|edits| edits.apply(text).ok());
    edited.unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Data;
    use crate::surface::yaml::root;
    use proptest::prelude::*;
    use serde_json::json;

    fn check(value: &Value, text: &str) {
        assert_eq!(write(value), text);
    }

    #[test]
    fn writes_as_the_documentation_does() {
        let value = json!({
            "type": "parallel",
            "input_data": "${{inputs.images}}",
            "mini_batch_size": "10",
            "error_threshold": -1,
            "partition_keys": ["store", "brand"],
            "task": { "program_arguments": "--model ${{inputs.model}} --name 'a b'", "environment": "azureml:e@latest" },
            "inputs": {},
        });
        check(
            &value,
            "type: parallel\ninput_data: ${{inputs.images}}\nmini_batch_size: \"10\"\nerror_threshold: -1\npartition_keys:\n\
             - store\n- brand\ntask:\n  program_arguments: --model ${{inputs.model}} --name 'a b'\n  \
             environment: azureml:e@latest\ninputs: {}\n",
        );
    }

    #[test]
    fn quotes_what_pyyaml_would_read_otherwise() {
        check(&json!({ "a": "1:30", "<<": "2024-01-02", "c": "=" }), "a: \"1:30\"\n\"<<\": \"2024-01-02\"\nc: \"=\"\n");
        check(&json!({ "a": "one\ntwo", "b": "\u{e000}0\u{e001}" }), "a: |-\n  one\n  two\nb: \u{e000}0\u{e001}\n");
    }

    #[test]
    fn comments_stand_above_their_key() {
        let text = write(&json!({ "a": { "b": 1, "c": 2 } }));
        let remark = |path: &[&str], text: &str| Remark {
            path: path.iter().map(ToString::to_string).collect(),
            text: text.to_owned(),
        };
        let remarks =
            [remark(&["a", "c"], "one\ntwo"), remark(&[], "top"), remark(&["a", "x"], "lost"), remark(&["a", "c"], "")];
        assert_eq!(annotate(&text, &remarks), "# top\n# lost\na:\n  b: 1\n  # one\n  # two\n  c: 2\n");
    }

    /// A value of the model without its places.
    fn plain(value: &crate::model::Value) -> Value {
        match &value.data {
            Data::Null => Value::Null,
            Data::Bool(truth) => Value::Bool(*truth),
            Data::Int(number) => Value::from(i64::try_from(*number).unwrap()),
            Data::Text(text) => Value::from(text.as_str()),
            Data::List(items) => items.iter().map(plain).collect(),
            Data::Mapping(mapping) => {
                mapping.effective().map(|entry| (entry.key.clone(), plain(&entry.value))).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    fn tree() -> impl Strategy<Value = Value> {
        let word = proptest::sample::select(
            &["yes", "1:30", "0777", "0o7", "1_000", "~", "<<", "=", "2024-01-02", ".inf"][..],
        );
        let text = prop_oneof![
            word.prop_map(str::to_owned),
            "(\\PC|[\n\t'\"#:,{}\\[\\] \\\\|>-]|\u{1}|\u{85}|\u{2028}){0,12}"
        ];
        let text = text.boxed();
        let leaf = prop_oneof![
            text.clone().prop_map(Value::String),
            any::<i64>().prop_map(Value::from),
            any::<bool>().prop_map(Value::from),
            Just(Value::Null)
        ];
        leaf.prop_recursive(3, 24, 4, move |inner| {
            let entries = proptest::collection::vec((text.clone(), inner.clone()), 0..4);
            prop_oneof![
                entries.prop_map(|entries| Value::Object(entries.into_iter().collect())),
                proptest::collection::vec(inner, 0..4).prop_map(Value::Array),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(value in tree()) {
            let text = write(&json!({ "k": value }));
            let tree = yaml::parse(&text);
            prop_assert!(tree.errors.is_empty(), "{text}");
            let read = root(&text, &tree).unwrap();
            prop_assert_eq!(plain(&read), json!({ "k": value }), "{}", text);
        }
    }
}
