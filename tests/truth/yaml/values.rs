//! The values that every field is given.

use parlint::tables::{FieldInfo, Kind};

/// What is tried on every field, as it is written.
const EVERY: &[(&str, &str)] = &[
    ("null", ""),
    ("tilde", "~"),
    ("number", "12"),
    ("zero", "0"),
    ("minus-one", "-1"),
    ("minus-two", "-2"),
    ("fraction", "1.5"),
    ("whole-fraction", "2.0"),
    ("exponent", "1e3"),
    ("hexadecimal", "0x10"),
    ("octal", "010"),
    ("underscore", "1_000"),
    ("sexagesimal", "1:30"),
    ("huge", "99999999999999999999"),
    ("infinity", ".inf"),
    ("quoted-number", "\"12\""),
    ("padded-number", "\" 12 \""),
    ("quoted-fraction", "\"1.5\""),
    ("truth", "true"),
    ("yes", "yes"),
    ("date", "2024-01-01"),
    ("empty", "\"\""),
    ("words", "some words"),
    ("japanese", "日本語"),
    ("list", "[a, b]"),
    ("number-list", "[1]"),
    ("empty-list", "[]"),
    ("mapping", "{a: b}"),
    ("empty-mapping", "{}"),
];

/// Expressions, of every scope, right and wrong.
const EXPRESSIONS: &[(&str, &str)] = &[
    ("parent-input", "${{parent.inputs.number}}"),
    ("parent-input-padded", "${{ parent.inputs.number }}"),
    ("parent-input-undefined", "${{parent.inputs.nope}}"),
    ("parent-output", "${{parent.outputs.final}}"),
    ("input", "${{inputs.data}}"),
    ("input-undefined", "${{inputs.nope}}"),
    ("output", "${{outputs.scores}}"),
    ("output-undefined", "${{outputs.nope}}"),
    ("job-output", "${{parent.jobs.prepare.outputs.files}}"),
    ("job-output-undefined", "${{parent.jobs.nope.outputs.files}}"),
    ("own-output", "${{parent.jobs.score.outputs.scores}}"),
    ("surrounded", "x${{parent.inputs.number}}"),
    ("followed", "${{parent.inputs.number}} x"),
    ("scope-misspelled", "${{parents.inputs.number}}"),
    ("half", "\"${{inputs.data\""),
    ("one-brace", "${inputs.data}"),
    ("no-dollar", "\"{{inputs.data}}\""),
    ("empty-expression", "${{}}"),
];

/// The values of a field: those of every one, its words in the wrong case, and the borders of its range.
pub fn of(info: &FieldInfo) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, raw: String| all.push((name.to_owned(), raw));
    EVERY.iter().chain(EXPRESSIONS).for_each(|(name, raw)| add(name, (*raw).to_owned()));
    for word in &info.values {
        add(&format!("word-{word}"), (*word).to_owned());
        add(&format!("word-{word}-upper-case"), word.to_uppercase());
        add(&format!("word-{word}-lower-case"), word.to_lowercase());
        add(&format!("word-{word}-misspelled"), format!("{word}s"));
    }
    for (name, border) in [("minimum", info.minimum), ("maximum", info.maximum)] {
        let Some(border) = border else { continue };
        add(name, border.to_string());
        add(&format!("below-{name}"), (border - 1).to_string());
        add(&format!("above-{name}"), (border + 1).to_string());
    }
    if info.kind == Kind::Text {
        [("10kb", "10kb"), ("10-kb", "10 kb"), ("10k", "10k"), ("2g", "2g"), ("2x", "2x")]
            .iter()
            .for_each(|(name, raw)| add(name, (*raw).to_owned()));
    }
    all
}
