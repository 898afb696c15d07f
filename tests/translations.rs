//! Every message has a translation into every language, which says the same with the same arguments and the same code.
//!
//! Messages are found in the sources, by the macros that make them. `UPDATE=1 cargo test --test translations` puts the
//! tables in order: it adds what is missing, with an empty text to be filled in, and deletes what no message uses.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use parlint::tables::Locale;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The macros that take a template as their first argument.
const MACROS: [&str; 2] = ["message", "template"];

/// A template: the placeholders that arguments are given for, and the files that use it.
#[derive(Default)]
struct Use {
    placeholders: BTreeSet<String>,
    files: BTreeSet<PathBuf>,
}

type Templates = BTreeMap<String, Use>;
type Translations = BTreeMap<String, String>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The languages that messages are translated into.
fn languages() -> impl Iterator<Item = &'static str> {
    Locale::ALL.iter().filter(|locale| **locale != Locale::En).map(|locale| locale.name())
}

fn table(language: &str) -> PathBuf {
    root().join(format!("schemas/locales/messages.{language}.json"))
}

/// The source files below a folder, with their tokens.
fn sources(folder: &Path, found: &mut Vec<(PathBuf, TokenStream)>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let tokens = std::fs::read_to_string(&path).unwrap().parse().unwrap();
            found.push((path, tokens));
        }
    }
}

/// What a walk over the tokens of a file gathers.
#[derive(Default)]
struct Walk {
    /// Each template with the names of its arguments.
    templates: Vec<(String, BTreeSet<String>)>,
    /// Modules that are tests.
    test_modules: Vec<String>,
}

impl Walk {
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at..] {
                [TokenTree::Punct(hash), TokenTree::Group(group), rest @ ..] if is_test(hash.as_char(), group) => {
                    at += 2 + self.skip_item(rest);
                    continue;
                }
                [TokenTree::Ident(name), TokenTree::Punct(mark), TokenTree::Group(group), ..]
                    if mark.as_char() == '!' && MACROS.iter().any(|known| name == known) =>
                {
                    self.templates.extend(template(group.stream()));
                }
                [TokenTree::Group(group), ..] => self.tokens(group.stream()),
                _ => {}
            }
            at += 1;
        }
    }

    /// How many tokens the item has that is a test.
    fn skip_item(&mut self, tokens: &[TokenTree]) -> usize {
        let ends = |token: &TokenTree| match token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        if let [TokenTree::Ident(keyword), TokenTree::Ident(name), ..] = tokens
            && keyword == "mod"
        {
            self.test_modules.push(name.to_string());
        }
        tokens.iter().position(ends).map_or(tokens.len(), |last| last + 1)
    }
}

fn is_test(mark: char, attribute: &Group) -> bool {
    mark == '#' && ["cfg (test)", "test"].contains(&attribute.stream().to_string().as_str())
}

/// The template that a macro is given, and the names of its arguments; a bare template may be given any.
fn template(tokens: TokenStream) -> Option<(String, BTreeSet<String>)> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let Some(TokenTree::Literal(literal)) = tokens.first() else { return None };
    let syn::Lit::Str(text) = syn::Lit::new(literal.clone()) else { return None };
    let names = tokens.windows(3).filter_map(|three| match three {
        [TokenTree::Punct(comma), TokenTree::Ident(name), TokenTree::Punct(sign)]
            if comma.as_char() == ',' && sign.as_char() == '=' =>
        {
            Some(name.to_string())
        }
        _ => None,
    });
    Some((text.value(), names.collect()))
}

/// Every template in the library and the files that use it, not those of tests; and the summaries of the rules.
fn templates() -> Templates {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut walked = Vec::new();
    let mut tests = Vec::new();
    for (path, tokens) in files {
        let mut walk = Walk::default();
        walk.tokens(tokens);
        let is_folder = path.file_name().is_some_and(|name| name == "mod.rs" || name == "lib.rs");
        let folder = if is_folder { path.parent().unwrap().to_owned() } else { path.with_extension("") };
        tests.extend(walk.test_modules.drain(..).map(|name| folder.join(name)));
        walked.push((path, walk.templates));
    }
    walked.retain(|(path, _)| !tests.iter().any(|test| path.starts_with(test) || path.with_extension("") == *test));
    let mut found = Templates::new();
    for (path, templates) in walked {
        for (template, arguments) in templates {
            let used = found.entry(template).or_default();
            used.placeholders.extend(arguments);
            used.files.insert(path.strip_prefix(root()).unwrap().to_owned());
        }
    }
    for rule in parlint::rules::ALL.iter() {
        let used = found.entry(rule.summary().english()).or_default();
        used.files.insert(PathBuf::from(rule.code));
    }
    found
}

fn translations(language: &str) -> Translations {
    serde_json::from_str(&std::fs::read_to_string(table(language)).unwrap()).unwrap()
}

fn rendered(translations: &Translations) -> String {
    format!("{:#}\n", serde_json::to_value(translations).unwrap())
}

/// What stands between backquotes, and what is quoted outside of them: the same in every language.
fn verbatim(text: &str) -> (BTreeSet<&str>, BTreeSet<String>) {
    let code = text.split('`').skip(1).step_by(2).collect();
    let prose: String = text.split('`').step_by(2).collect::<Vec<_>>().join("`");
    (code, prose.split('"').skip(1).step_by(2).map(str::to_owned).collect())
}

#[test]
fn the_tables_are_in_order() {
    let templates = templates();
    assert!(templates.len() > 500, "{} templates found", templates.len());
    for language in languages() {
        let mut expected = translations(language);
        expected.retain(|template, _| templates.contains_key(template));
        if std::env::var_os("UPDATE").is_some() {
            for template in templates.keys() {
                expected.entry(template.clone()).or_default();
            }
            std::fs::write(table(language), rendered(&expected)).unwrap();
        }
        let written = std::fs::read_to_string(table(language)).unwrap();
        assert!(
            written == rendered(&expected),
            "messages.{language}.json is not sorted by template, or has translations of messages that are no more; \
             run UPDATE=1 cargo test --test translations"
        );
    }
}

#[test]
fn every_message_is_translated() {
    let templates = templates();
    for language in languages() {
        let known = translations(language);
        let missing = templates.iter().filter(|(template, _)| known.get(*template).is_none_or(String::is_empty));
        let missing: Vec<_> = missing.map(|(template, used)| format!("  {:?}\n    {template}", used.files)).collect();
        assert!(
            missing.is_empty(),
            "schemas/locales/messages.{language}.json lacks the translation of\n{}\nUPDATE=1 cargo test --test \
             translations adds them with empty texts; write the texts, with the terms that their neighbours use",
            missing.join("\n")
        );
    }
}

/// No text has strayed into the other table.
#[test]
fn a_translation_is_in_its_own_script() {
    let of = |range: std::ops::RangeInclusive<char>| move |text: &str| text.chars().any(|c| range.contains(&c));
    let (kana, hangul) = (of('\u{3041}'..='\u{30fa}'), of('\u{ac00}'..='\u{d7a3}'));
    for (template, text) in translations("ja") {
        assert!(!hangul(&text), "{template}\n  {text}");
    }
    for (template, text) in translations("ko") {
        assert!(!kana(&text), "{template}\n  {text}");
    }
}

#[test]
fn a_translation_has_the_arguments_and_the_code_of_its_message() {
    let templates = templates();
    let mut faults = Vec::new();
    for language in languages() {
        for (template, translation) in translations(language).iter().filter(|(_, text)| !text.is_empty()) {
            let Some(used) = templates.get(template) else { continue };
            let lost = used.placeholders.iter().filter(|name| {
                let placeholder = format!("{{{name}}}");
                template.contains(&placeholder) != translation.contains(&placeholder)
            });
            faults.extend(
                lost.map(|name| {
                    format!("{language}: {{{name}}} is not on both sides of\n  {template}\n  {translation}")
                }),
            );
            if verbatim(template) != verbatim(translation) {
                faults.push(format!("{language}: the code or the quotations differ in\n  {template}\n  {translation}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_argument_has_its_place() {
    for (template, used) in templates() {
        let idle: Vec<_> = used.placeholders.iter().filter(|name| !template.contains(&format!("{{{name}}}"))).collect();
        assert!(idle.is_empty(), "{:?}: `{template}` has no place for {idle:?}", used.files);
    }
}

/// Whoever makes a template by hand makes one that no test finds.
#[test]
fn templates_are_made_by_the_macros_the_rules_and_the_tables() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    for (path, tokens) in files {
        let may = ["src/message.rs", "src/rules/rule.rs"].iter().any(|file| path.ends_with(file))
            || path.starts_with(root().join("src/tables"));
        assert!(may || !tokens.to_string().contains("Template :: new"), "{}", path.display());
    }
}
