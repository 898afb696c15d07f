//! Every example of every rule's documentation, run; and what holds for the rules as a whole.

use super::{codes, complete, examples};
use crate::rules::{ALL, Rule, RuleSet};
use std::collections::HashSet;

/// Completes each alternative of a list and hands its codes to `judge`.
fn each(rule: &Rule, valid: bool, judge: impl Fn(&str, &str, Vec<&'static str>)) {
    let (invalid_list, valid_list) = examples(&rule.page());
    let list = if valid { valid_list } else { invalid_list };
    let rules = RuleSet::of(|other| other.default || other == rule);
    for (info, block) in &list.alternatives {
        let mut fixture = complete(info, block);
        list.files.iter().for_each(|(path, text)| fixture.replace(path, text));
        if is_read(info, fixture.main()) {
            judge(info, block, codes(&fixture, &rules));
        }
    }
}

/// Whether rules run on this file; configurations and files that are no text are tested where they are read.
fn is_read(info: &str, path: &str) -> bool {
    !info.starts_with("text ") && crate::document::Language::of(path.as_ref()).is_some()
}

/// Code of SDK v1 is always spoken of by the rules on migration.
fn is_about_migration(info: &str, code: &str) -> bool {
    info.contains("v1") && code.starts_with("PJ8")
}

#[test]
fn invalid_examples_have_just_this_finding() {
    for rule in ALL.iter() {
        each(rule, false, |info, block, mut codes| {
            codes.retain(|code| *code == rule.code || !is_about_migration(info, code));
            assert_eq!(codes, [rule.code], "{} `{info}`:\n{block}", rule.code);
        });
    }
}

#[test]
fn valid_examples_have_no_finding() {
    for rule in ALL.iter() {
        each(rule, true, |info, block, mut codes| {
            codes.retain(|code| *code == rule.code || !is_about_migration(info, code));
            assert_eq!(codes, [""; 0], "{} `{info}`:\n{block}", rule.code);
        });
    }
}

#[test]
fn frames_have_no_finding() {
    for frame in ["yaml component", "yaml inline", "yaml node", "python v2", "python v1 config"] {
        let mut codes = codes(&complete(frame, ""), &RuleSet::default());
        codes.retain(|code| !is_about_migration(frame, code));
        assert_eq!(codes, [""; 0], "{frame}");
    }
}

#[test]
fn codes_and_names_are_unique_and_in_order() {
    assert!(ALL.is_sorted_by_key(|rule| rule.code), "the groups list their rules by code");
    let names: HashSet<_> = ALL.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), ALL.len());
}

#[test]
fn every_page_has_its_sections() {
    for rule in ALL.iter() {
        let page = rule.page();
        for section in ["- **Fires when**", "- **Silent on**", "- **Why**", "- **Fix**", "Invalid:", "Valid:"] {
            assert!(page.contains(section), "{} lacks {section}", rule.code);
        }
        assert!(rule.summary().english().ends_with('.'), "{}: the summary is a sentence", rule.code);
    }
}
