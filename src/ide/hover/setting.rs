//! What the table says of a setting: what it is, what it takes, what becomes of it, what it was or will be called.

use super::page::{Page, quoted, row};
use super::{meaning, v1};
use crate::ide::scopes;
use crate::ide::spot::Setting;
use crate::message;
use crate::message::Message;
use crate::project::View;
use crate::tables::{self, Effect, FieldInfo, Kind, Surface};

/// The page of a setting.
pub(super) fn page(page: &mut Page, setting: &Setting, view: &View) -> Option<()> {
    let info = setting.info?;
    page.title(info.key, &kind(info));
    page.paragraph(info.description(page.words().locale()));
    effect(page, info);
    if info.effect == Effect::Takes {
        meaning::add(page, setting, view);
        facts(page, info);
        expressions(page, setting);
    }
    match info.surface {
        Surface::SdkV1 | Surface::V1Yaml => v1::successor(page, setting.entry),
        _ => v1::ancestor(page, info),
    }
    Some(())
}

/// What kind of value a field takes.
pub(in crate::ide) fn kind(info: &FieldInfo) -> Message {
    match info.kind {
        Kind::Text => message!("text"),
        Kind::Integer if info.integer_text => message!("a whole number, quoted or not"),
        Kind::Integer => message!("a whole number"),
        Kind::Number => message!("a number"),
        Kind::Boolean => message!("true or false"),
        Kind::Scalar => message!("a number, a text or a Boolean"),
        Kind::List => message!("a list"),
        Kind::Mapping => message!("a mapping"),
        Kind::Texts => message!("a mapping from names to texts"),
        Kind::Ports => message!("a mapping from names to inputs or outputs"),
        Kind::Expression => message!("one `${{…}}` expression"),
        Kind::Path => message!("a path"),
        Kind::Reference => message!("a reference, or a mapping in its stead"),
        Kind::Object => message!("an object of the SDK"),
    }
}

fn effect(page: &mut Page, info: &FieldInfo) {
    let here = match info.effect {
        Effect::Takes => return,
        Effect::Dropped => message!("Here it has no effect: it is accepted and thrown away without a word."),
        Effect::Sent => message!("Here it has no effect: it is sent to where nobody reads it."),
        Effect::Refused => message!("Here the SDK refuses it."),
    };
    page.say(&here);
    if let Some((place, key)) = tables::homes(info.surface, info.field).first() {
        let path = if *place == tables::Place::Step { (*key).to_owned() } else { format!("{}.{key}", place.name()) };
        page.say(&message!("Its place is {path}.", path = quoted(&path)));
    }
}

fn facts(page: &mut Page, info: &FieldInfo) {
    if info.required {
        page.fact(&message!("Required"));
    }
    if !info.values.is_empty() {
        let values = row(info.values.iter().copied());
        page.fact(&match info.any_case {
            true => message!("Values, in any case: {values}", values = values),
            false => message!("Values: {values}", values = values),
        });
    }
    page_range(page, info.minimum, info.maximum);
    if let Some(default) = &info.default {
        page.fact(&match info.surface {
            Surface::SdkV1 | Surface::V1Yaml => message!("Default: {value}", value = quoted(default)),
            _ => message!("Documented default: {value}", value = quoted(default)),
        });
    }
    if info.pipeline_parameter {
        page.fact(&message!("A `PipelineParameter` is accepted"));
    }
    if info.contrib {
        page.fact(&message!("Exists in `azureml.contrib` only, which was withdrawn"));
    }
}

/// The limits of a number.
pub(super) fn page_range(page: &mut Page, minimum: Option<i64>, maximum: Option<i64>) {
    match (minimum, maximum) {
        (Some(least), Some(most)) => page.fact(&message!("From {least} to {most}", least = least, most = most)),
        (Some(least), None) => page.fact(&message!("At least {least}", least = least)),
        (None, Some(most)) => page.fact(&message!("At most {most}", most = most)),
        (None, None) => {}
    }
}

fn expressions(page: &mut Page, setting: &Setting) {
    let Some(scopes) = scopes::of_setting(setting) else { return };
    page.fact(&match scopes.is_empty() {
        true => message!("No `${{…}}` may stand here"),
        false => message!("May hold {patterns}", patterns = row(scopes.iter().map(|scope| scope.pattern()))),
    });
}
