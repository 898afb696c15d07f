//! The table agrees with itself.

use super::*;

#[test]
fn every_field_is_defined_and_every_definition_is_a_field() {
    let used: std::collections::HashSet<_> =
        Surface::ALL.iter().flat_map(|s| Place::ALL.iter().flat_map(|p| keys(*s, *p))).map(|info| info.field).collect();
    for field in Field::ALL {
        assert!(used.contains(field), "{field:?} stands on no surface");
    }
}

#[test]
fn every_row_reads() {
    assert!(mapping_of("node_count").is_some_and(|row| row.field == Some(Field::InstanceCount)));
    assert!(argument("--error_threshold").is_some_and(|argument| argument.minimum == Some(-1)));
}

#[test]
fn every_document_parses() {
    for document in documents::all() {
        assert!(!document.value().is_null(), "{}", document.name);
    }
}

#[test]
fn every_surface_compiles() {
    for surface in Surface::ALL {
        assert!(validator(*surface).is_valid(&serde_json::json!({})), "{surface:?}");
    }
}

#[test]
fn translations_name_only_what_exists() {
    for locale in [Locale::Ja, Locale::Ko] {
        let document = translations::document(locale).unwrap().as_object().unwrap();
        let known: Vec<_> = translations::Section::ALL.iter().map(|section| section.name()).collect();
        assert_eq!(document.keys().collect::<Vec<_>>(), known, "{locale:?}");
    }
}
