//! Every description exists in three languages, and says the same things in them.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::tables::translations::{self, Section};
use crate::tables::{Locale, Place, Surface, arguments, documents, keys, mapping};

/// The English texts of a section, by name.
fn english(section: Section) -> Vec<(&'static str, &'static str)> {
    let defined = |file: &str| {
        let definitions = documents::root(file)["$defs"].as_object().unwrap().iter();
        definitions.map(|(name, schema)| (name.as_str(), schema["description"].as_str().unwrap())).collect()
    };
    match section {
        Section::Fields => defined("fields.schema.json"),
        Section::V1Fields => defined("v1-fields.schema.json"),
        Section::Mapping => mapping().iter().map(|row| (row.id, row.description(Locale::En))).collect(),
        Section::Arguments => arguments().iter().map(|row| (row.name(), row.description(Locale::En))).collect(),
    }
}

/// What stands between backquotes: the parts that are the same in every language.
fn code(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

fn check(locale: Locale, is_script: fn(char) -> bool, foreign: fn(char) -> bool) {
    for section in Section::ALL {
        let translated = translations::document(locale).unwrap()[section.name()].as_object().unwrap();
        let expected = english(*section);
        let names: Vec<_> = expected.iter().map(|(name, _)| *name).collect();
        assert_eq!(translated.keys().collect::<Vec<_>>(), names, "{locale:?} {section:?}");
        for (name, text) in expected {
            let other = translated[name].as_str().unwrap();
            assert!(
                other.chars().any(is_script) && !other.chars().any(foreign),
                "{locale:?} {section:?} {name}: {other}"
            );
            assert_eq!(code(other), code(text), "{locale:?} {section:?} {name}");
            let sentences = text.matches(". ").count() + 1;
            assert!(sentences <= 4 && text.ends_with('.'), "{section:?} {name}: {text}");
        }
    }
}

fn is_hangul(c: char) -> bool {
    ('\u{AC00}'..='\u{D7A3}').contains(&c)
}

fn is_kana(c: char) -> bool {
    ('\u{3041}'..='\u{30FA}').contains(&c)
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

#[test]
fn japanese() {
    check(Locale::Ja, |c| is_kana(c) || is_han(c), is_hangul);
}

#[test]
fn korean() {
    check(Locale::Ko, is_hangul, |c| is_kana(c) || is_han(c));
}

#[test]
fn a_translation_has_the_sections_of_the_table() {
    let sections: Vec<_> = Section::ALL.iter().map(|section| section.name()).collect();
    for locale in [Locale::Ja, Locale::Ko] {
        let document = translations::document(locale).and_then(Value::as_object).unwrap();
        assert_eq!(document.keys().collect::<Vec<_>>(), sections, "{locale:?}");
    }
}

#[test]
fn an_entry_speaks_the_language_asked_for() {
    for info in Surface::ALL.iter().flat_map(|surface| Place::ALL.iter().flat_map(|place| keys(*surface, *place))) {
        let texts: BTreeSet<_> = Locale::ALL.iter().map(|locale| info.description(*locale)).collect();
        assert_eq!(texts.len(), Locale::ALL.len(), "{info:?}");
        assert!(!info.title().is_empty());
    }
}
