//! Words that a table does not allow, and how to write the right one in their place. Knows no rule.

use crate::model::{Data, Value};
use crate::rules::Context;
use crate::rules::shared::ports;
use crate::surface::rewrite::Literal;
use crate::tables::{FieldInfo, Surface};
use crate::text::{Decoded, Edit};

/// A word that is written where the table allows others.
pub(super) struct WrongWord<'a> {
    /// The word as a reader sees it.
    pub shown: &'a str,
    /// The word it stands for, in lower case.
    pub word: String,
    /// Whether it is a constant of the SDK that does not exist.
    pub is_constant: bool,
}

/// The word that a value holds and the table does not allow. Nothing for what is null or not known, nor in Python for an
/// empty text, which is the same as none. An expression is no word where it is assigned to a node; elsewhere another rule
/// speaks of it.
pub(super) fn wrong_word<'a>(
    value: &'a Value,
    info: &'static FieldInfo,
    assigned: bool,
    cx: &Context<'a>,
) -> Option<WrongWord<'a>> {
    let source = value.span.slice(cx.text());
    match &value.data {
        Data::Text(_) => {
            let text = if assigned { value.text().map(Decoded::as_str) } else { value.known_text() };
            let text = text.filter(|_| !(value.is_empty_text() && info.surface == Surface::SdkV2))?;
            let wrong = ports::allowed(info, text).is_none();
            wrong.then(|| WrongWord { shown: text, word: text.to_lowercase(), is_constant: false })
        }
        Data::Name(name) => {
            let word = name.rsplit('.').next().unwrap_or_default().to_lowercase();
            Some(WrongWord { shown: source, word, is_constant: true })
        }
        Data::Bool(_)
        | Data::Int(_)
        | Data::Float(_)
        | Data::Date
        | Data::List(_)
        | Data::Tuple(_)
        | Data::Mapping(_) => {
            let shown = source.lines().next().unwrap_or_default();
            Some(WrongWord { shown, word: String::new(), is_constant: false })
        }
        Data::Null | Data::Template(_) | Data::Object(_) | Data::Dynamic | Data::Malformed => None,
    }
}

/// Writes a word in place of another: as a constant of the SDK where one stands and there is one for the word.
pub(super) fn write_word(value: &Value, word: &str, has_constant: bool, cx: &Context) -> Option<Vec<Edit>> {
    let source = value.span.slice(cx.text());
    let constant = |(class, name): &(&str, &str)| {
        let dotted = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
        dotted(class) && dotted(name) && class.starts_with(char::is_alphabetic)
    };
    let is_python = cx.language() != crate::document::Language::Yaml;
    let literal = match source.rsplit_once('.').filter(constant) {
        Some((class, _)) if is_python && has_constant => Literal::Raw(format!("{class}.{}", word.to_uppercase())),
        _ => Literal::text(word),
    };
    cx.rewrite().set_value(value, &literal)
}

/// The allowed words, to be shown.
pub(super) fn listed(info: &FieldInfo) -> String {
    info.values.join(", ")
}
