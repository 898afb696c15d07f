//! Dictionaries made calls and calls made dictionaries, with every value and comment left where it stands.

use crate::model::{Layout, Mapping, Object, Value};
use crate::rules::Context;
use crate::text::{Edit, Span};

/// Makes a dictionary a call of `class`.
pub(super) fn to_call(cx: &Context, value: &Value, mapping: &Mapping, class: &str) -> Option<Vec<Edit>> {
    if !value.editable || mapping.open {
        return None;
    }
    let (start, end) = (mapping.span.start, mapping.span.end);
    if mapping.layout == Layout::DictCall {
        let callee = Span::new(value.span.start, start);
        return (callee.slice(cx.text()).trim() == "dict").then(|| vec![Edit::replace(callee, class)]);
    }
    let mut edits = vec![Edit::replace(Span::new(start, start + 1), format!("{class}("))];
    for entry in &mapping.entries {
        let behind = separator(cx, entry.key_span, ':')?;
        edits.push(Edit::replace(Span::new(entry.key_span.start, behind), format!("{}=", entry.key)));
    }
    edits.push(Edit::replace(Span::new(end - 1, end), ")"));
    (mapping.layout == Layout::Dict).then_some(edits)
}

/// Makes a call with keywords a dictionary.
pub(super) fn to_mapping(cx: &Context, value: &Value, object: &Object) -> Option<Vec<Edit>> {
    let arguments = &object.arguments;
    if !value.editable || arguments.open || !object.positional.is_empty() {
        return None;
    }
    let (start, end) = (arguments.span.start, arguments.span.end);
    let mut edits = vec![Edit::replace(Span::new(object.callee.start, start + 1), "{")];
    for entry in &arguments.entries {
        let behind = separator(cx, entry.key_span, '=')?;
        edits.push(Edit::replace(Span::new(entry.key_span.start, behind), format!("\"{}\": ", entry.key)));
    }
    edits.push(Edit::replace(Span::new(end.checked_sub(1)?, end), "}"));
    Some(edits)
}

/// Where the value behind a key starts.
fn separator(cx: &Context, key: Span, sign: char) -> Option<usize> {
    let rest = cx.text().get(key.end..)?;
    let behind = rest.trim_start_matches([' ', '\t']).strip_prefix(sign)?.trim_start_matches([' ', '\t']);
    Some(key.end + rest.len() - behind.len())
}
