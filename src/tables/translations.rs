//! The Japanese and Korean words about fields, mapping rows and program arguments: `schemas/locales/`.
//!
//! Knows names and texts only. English stands with the facts and is the fallback; a test finds what is missing.

use std::sync::LazyLock;

use serde_json::Value;

use super::Locale;

/// The table that a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Fields,
    V1Fields,
    Mapping,
    Arguments,
}

impl Section {
    #[cfg(test)]
    pub(super) const ALL: &[Self] = &[Self::Fields, Self::V1Fields, Self::Mapping, Self::Arguments];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Fields => "fields",
            Self::V1Fields => "v1_fields",
            Self::Mapping => "mapping",
            Self::Arguments => "arguments",
        }
    }

    /// The section of the fields that a schema file defines.
    pub(super) fn of_file(file: &str) -> Option<Self> {
        match file {
            "fields.schema.json" => Some(Self::Fields),
            "v1-fields.schema.json" => Some(Self::V1Fields),
            _ => None,
        }
    }
}

static JAPANESE: LazyLock<Value> = LazyLock::new(|| parse(include_str!("../../schemas/locales/ja.json")));
static KOREAN: LazyLock<Value> = LazyLock::new(|| parse(include_str!("../../schemas/locales/ko.json")));

/// The text for `name`; absent in English, which stands with the facts.
pub(super) fn find(locale: Locale, section: Section, name: &str) -> Option<&'static str> {
    document(locale)?.get(section.name())?.get(name)?.as_str()
}

/// The whole file of a language.
pub(super) fn document(locale: Locale) -> Option<&'static Value> {
    match locale {
        Locale::En => None,
        Locale::Ja => Some(&JAPANESE),
        Locale::Ko => Some(&KOREAN),
    }
}

#[expect(clippy::expect_used, reason = "the files are compiled in; the tests read both")]
fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("invariant: every bundled translation is valid JSON")
}
