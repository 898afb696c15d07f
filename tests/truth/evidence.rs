//! What is known about one finding of a case that the SDK accepts: the entry it is about, what the SDK built, and what it
//! builds without that entry. Knows no rule.

use super::case::Case;
use super::sdk::Answer;
use parlint::diagnostic::Diagnostic;
use parlint::document::{Document, Language};
use parlint::model::{Data, Entry, Mapping, Value as Written};
use parlint::surface::rewrite::Rewrite;
use parlint::text::{Edit, Edits, Span};
use serde_json::{Map, Value};

/// All that bears on one finding.
pub struct Evidence<'a> {
    pub document: &'a Document,
    pub finding: &'a Diagnostic,
    pub answer: &'a Answer,
    /// What the SDK makes of the case without the entry that the finding is about.
    pub without: Option<&'a Answer>,
}

impl<'a> Evidence<'a> {
    /// The bytes that the finding underlines.
    pub fn text(&self) -> &'a str {
        self.finding.span.slice(self.document.text())
    }

    /// The entry that the finding is about: the innermost that holds its bytes.
    pub fn entry(&self) -> Option<&'a Entry> {
        let span = self.finding.span;
        assigned(self.document, span).or_else(|| locate(self.document, span).map(|(_, entry)| entry))
    }

    /// The text that the finding underlines, decoded if it is a whole value.
    pub fn word(&self) -> &'a str {
        let value = self.entry().map(|entry| &entry.value).filter(|value| value.span == self.finding.span);
        value.and_then(Written::text).map_or(self.text(), |text| text.as_str())
    }

    /// Whether the entry is sent with the number that it holds, in whatever form.
    pub fn sends_number(&self) -> bool {
        let Some(entry) = self.entry() else { return false };
        let number = |value: &Value| value.as_f64().or_else(|| value.as_str()?.trim().parse().ok());
        let written = plain(&entry.value).as_ref().and_then(number);
        written.is_some()
            && any(&self.answer.rest, &|name, sent| stands_for(name, &entry.key) && number(sent) == written)
    }

    /// Whether the SDK builds the same without the entry.
    pub fn has_no_effect(&self) -> bool {
        self.without.is_some_and(|without| without.accepted() && without.rest == self.answer.rest)
    }

    /// Whether the SDK builds the same without the entry, but for something of this name.
    pub fn has_no_effect_but_on(&self, key: &str) -> bool {
        let clean = |answer: &Answer| without_key(answer.rest.clone(), key);
        self.without.is_some_and(|without| without.accepted() && clean(without) == clean(self.answer))
    }

    /// Whether the entry is sent with the value that is written.
    pub fn sends_entry(&self) -> bool {
        let Some(entry) = self.entry() else { return false };
        plain(&entry.value).is_some_and(|value| self.sends(&entry.key, &value))
    }

    /// Whether a Boolean is sent where the entry has something else.
    pub fn sends_boolean_instead(&self) -> bool {
        let Some(entry) = self.entry() else { return false };
        let is_boolean = plain(&entry.value).is_some_and(|value| value.is_boolean());
        !is_boolean && any(&self.answer.rest, &|name, sent| stands_for(name, &entry.key) && sent.is_boolean())
    }

    /// Whether the entry is the type or the path of an input, and a job's input is sent with it.
    pub fn sends_as_input(&self) -> bool {
        let Some(text) = self.entry().and_then(|entry| entry.value.known_text()) else { return false };
        let path = text.strip_prefix("azureml:").unwrap_or(text);
        self.sends("job_input_type", &Value::from(text.to_lowercase())) || self.sends("uri", &Value::from(path))
    }

    /// Whether the value of the entry is sent as a literal; Python writes truth with a capital.
    pub fn sends_literal(&self) -> bool {
        let value = self.entry().and_then(|entry| plain(&entry.value));
        let literal = value.map(|value| match value.as_bool() {
            Some(truth) => Value::from(if truth { "True" } else { "False" }),
            None => value,
        });
        literal.is_some_and(|literal| self.sends("value", &literal))
    }

    /// Whether the value of the entry is sent, under whatever name.
    pub fn sends_value(&self) -> bool {
        let value = self.entry().and_then(|entry| plain(&entry.value));
        value.is_some_and(|value| any(&self.answer.rest, &|_, sent| same(sent, &value)))
    }

    /// Whether some text of what is sent holds this one.
    pub fn sends_text(&self, text: &str) -> bool {
        any(&self.answer.rest, &|_, value| value.as_str().is_some_and(|sent| sent.contains(text)))
    }

    /// Whether something of this name and value is sent, wherever; a number may be sent as text.
    pub fn sends(&self, key: &str, value: &Value) -> bool {
        any(&self.answer.rest, &|name, sent| stands_for(name, key) && same(sent, value))
    }

    /// Whether a mapping of the entry's name is sent with no keys but those that are written.
    pub fn sends_keys_written(&self) -> bool {
        let Some(written) = self.entry().and_then(|entry| Some((entry, entry.value.mapping()?))) else { return false };
        let (entry, mapping) = written;
        let same = |sent: &Map<String, Value>| sent.keys().all(|key| mapping.has(key));
        any(&self.answer.rest, &|name, sent| stands_for(name, &entry.key) && sent.as_object().is_some_and(same))
    }

    /// Whether an input of this name is sent with neither data nor a value.
    pub fn sends_port_without_data(&self, name: &str) -> bool {
        let is_empty =
            |port: &Value| port.get("job_input_type").is_some() && port.get("uri").or(port.get("value")).is_none();
        any(&self.answer.rest, &|key, sent| key == name && is_empty(sent))
    }

    /// Whether something of this name is sent as part of a step, and not of the pipeline around it.
    pub fn step_sends(&self, key: &str) -> bool {
        any(self.steps(), &|name, _| name == key)
    }

    /// Whether a task is sent without this key; a node and its component may each have one.
    pub fn sends_task_without(&self, key: &str) -> bool {
        any(self.steps(), &|name, sent| name == "task" && sent.is_object() && sent.get(key).is_none())
    }

    /// Whether some text of what is sent as part of a step holds this one.
    pub fn step_sends_text(&self, text: &str) -> bool {
        any(self.steps(), &|_, value| value.as_str().is_some_and(|sent| sent.contains(text)))
    }

    /// What is sent of the steps, without the pipeline around them.
    fn steps(&self) -> &Value {
        let rest = &self.answer.rest;
        rest.get("nodes").unwrap_or(rest)
    }

    /// Whether an input of this name is sent without a path; those of the pipeline are sent as Python prints them.
    pub fn sends_without_path(&self, name: &str) -> bool {
        let pathless = |sent: &Value| match sent.as_str() {
            Some(printed) => printed.starts_with('{') && !printed.contains("'uri':"),
            None => sent.is_object() && sent.get("uri").is_none(),
        };
        any(&self.answer.rest, &|key, sent| key == name && pathless(sent))
    }

    /// Whether something of this name is sent, wherever.
    pub fn sends_key(&self, key: &str) -> bool {
        any(&self.answer.rest, &|name, _| stands_for(name, key))
    }
}

/// Whether a name in a request is that of a key: the same, or in the request's own style, `maxInstanceCount`.
fn stands_for(sent: &str, key: &str) -> bool {
    let plain = |name: &str| name.replace('_', "").to_lowercase();
    sent == key || (key.contains('_') && !sent.contains('_') && plain(sent) == plain(key))
}

/// Whether a value is sent for one that is written: as it is, as text, or as what Python prints of it.
fn same(sent: &Value, written: &Value) -> bool {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let printed = text(sent).replace(", ", ",").replace(": ", ":").replace('\'', "\"");
    sent == written || text(sent) == text(written) || text(&Value::String(printed)) == format!("{written}")
}

fn without_key(value: Value, key: &str) -> Value {
    match value {
        Value::Object(map) => map
            .into_iter()
            .filter(|(name, _)| name != key)
            .map(|(name, value)| (name, without_key(value, key)))
            .collect(),
        other => other,
    }
}

/// A value that is written, as it would stand in a request.
fn plain(value: &Written) -> Option<Value> {
    Some(match &value.data {
        Data::Bool(truth) => Value::Bool(*truth),
        Data::Int(number) => i64::try_from(*number).map_or_else(|_| (*number as f64).into(), Value::from),
        Data::Float(number) => (*number).into(),
        Data::Text(text) => text.as_str().into(),
        Data::List(items) => items.iter().map(plain).collect::<Option<Vec<_>>>()?.into(),
        Data::Mapping(mapping) => {
            let entries = mapping.effective().map(|entry| Some((entry.key.clone(), plain(&entry.value)?)));
            Value::Object(entries.collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

/// Whether some entry or item of a value, itself included, is as asked.
fn any(value: &Value, is: &dyn Fn(&str, &Value) -> bool) -> bool {
    match value {
        Value::Object(map) => map.iter().any(|(key, value)| is(key, value) || any(value, is)),
        Value::Array(items) => is("", value) || items.iter().any(|value| is("", value) || any(value, is)),
        _ => is("", value),
    }
}

/// The case without the entry that stands at `span`, if it can be taken away.
pub fn without(case: &Case, document: &Document, span: Span) -> Option<Case> {
    if let Some(entry) = assigned(document, span) {
        let edits = Edits::new(vec![Edit::replace(entry.span, "pass")]).ok()?;
        return Some(case.with_text(document.apply(&edits).ok()?));
    }
    let (mapping, entry) = locate(document, span)?;
    let rewrite = match document.language() {
        Language::Yaml => Rewrite::yaml(document.text()),
        _ => Rewrite::python(document.text()),
    };
    let edits = Edits::new(rewrite.remove(mapping, entry)?).ok()?;
    Some(case.with_text(document.apply(&edits).ok()?))
}

/// The attribute of a node, or of a port of one, whose assignment holds these bytes.
fn assigned(document: &Document, span: Span) -> Option<&Entry> {
    let model = document.model();
    let nodes = model.uses.iter().filter_map(|made| made.step.as_ref());
    let of_steps = model.steps.iter().chain(nodes).flat_map(|step| &step.assigned).map(|(_, entry)| entry);
    let of_ports = model.port_assignments.iter().map(|assigned| &assigned.entry);
    of_steps.chain(of_ports).find(|entry| entry.span.contains(span))
}

/// The innermost entry that holds these bytes, and its mapping.
fn locate(document: &Document, span: Span) -> Option<(&Mapping, &Entry)> {
    let model = document.model();
    let bodies = model.steps.iter().flat_map(|step| [Some(&*step.body), step.config.as_deref()].into_iter().flatten());
    let calls = model.uses.iter().map(|made| &made.arguments);
    let roots = model.root.iter().filter_map(Written::mapping).chain(bodies).chain(calls);
    roots.filter_map(|mapping| innermost(mapping, span)).min_by_key(|(_, entry)| entry.span.len())
}

fn innermost(mapping: &Mapping, span: Span) -> Option<(&Mapping, &Entry)> {
    let entry = mapping.entries.iter().find(|entry| entry.span.contains(span))?;
    inside(&entry.value, span).or(Some((mapping, entry)))
}

fn inside(value: &Written, span: Span) -> Option<(&Mapping, &Entry)> {
    match &value.data {
        Data::Mapping(mapping) => innermost(mapping, span),
        Data::Object(object) => innermost(&object.arguments, span),
        Data::List(items) => items.iter().find_map(|item| inside(item, span)),
        _ => None,
    }
}

/// What a dotted path of the SDK names in a YAML file: the entry, or, of one that is missing, the key of its mapping.
pub fn named_place(document: &Document, path: &str) -> Option<Span> {
    let (parents, key) = path.rsplit_once('.').unwrap_or(("", path));
    let root = document.model().root.as_ref()?.mapping()?;
    let (mut mapping, mut anchor) = (root, None);
    for parent in parents.split('.').filter(|key| !key.is_empty()) {
        let entry = mapping.get(parent)?;
        (mapping, anchor) = (entry.value.mapping()?, Some(entry.key_span));
    }
    // The SDK misses `component` in every node with its own task, whatever is wrong.
    let missing = || anchor.filter(|_| key != "component");
    mapping.get(key).map(|entry| entry.span).or_else(missing)
}
