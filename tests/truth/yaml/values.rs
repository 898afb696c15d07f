//! The values that every field is given, each with the kinds of fields that it is tried on.

use super::turns::Turn;
use parlint::tables::{Field, FieldInfo, Kind, Surface};

/// What is tried on every field, as it is written.
const EVERY: &[(&str, &str)] = &[
    ("null", ""),
    ("number", "12"),
    ("words", "some words"),
    ("list", "[a, b]"),
    ("mapping", "{a: b}"),
    ("expression", "${{parent.inputs.number}}"),
    ("own-expression", "${{inputs.data}}"),
    ("half-an-expression", "\"${{inputs.data\""),
];

/// What is tried on the first field of each kind in a mapping.
const FIRST: &[(&str, &str)] =
    &[("truth", "true"), ("date", "2024-01-01"), ("quoted-number", "\"12\""), ("empty", "\"\"")];

/// Numbers, as YAML 1.1 and people write them.
const NUMBERS: &[(&str, &str)] = &[
    ("zero", "0"),
    ("quoted-zero", "\"0\""),
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
    ("padded-number", "\" 12 \""),
    ("quoted-fraction", "\"1.5\""),
];

/// Words and numbers that mean true or false to someone.
const TRUTHS: &[(&str, &str)] = &[
    ("zero", "0"),
    ("one", "1"),
    ("yes", "yes"),
    ("quoted-yes", "\"yes\""),
    ("quoted-true", "\"True\""),
    ("letter", "t"),
];

/// Containers, empty and of the wrong things.
const CONTAINERS: &[(&str, &str)] = &[
    ("tilde", "~"),
    ("empty-list", "[]"),
    ("number-list", "[1]"),
    ("null-list", "[null]"),
    ("empty-mapping", "{}"),
    ("number-mapping", "{a: 1}"),
    ("null-mapping", "{a: null}"),
];

/// Texts.
const TEXTS: &[(&str, &str)] = &[("tilde", "~"), ("japanese", "日本語")];

/// Sizes of mini-batches and of memory.
const SIZES: &[(&str, &str)] = &[
    ("10kb", "10kb"),
    ("10-kb", "10 kb"),
    ("10k", "10k"),
    ("10kbmb", "10kbmb"),
    ("full-width", "\"１０\""),
    ("2g", "2g"),
    ("2x", "2x"),
    ("2gb", "2gb"),
];

/// Expressions of every scope, with names that are there and names that are not; tried on the first of each kind in a
/// mapping.
const SCOPES: &[(&str, &str)] = &[
    ("pipeline-input-undefined", "${{parent.inputs.nope}}"),
    ("pipeline-output", "${{parent.outputs.final}}"),
    ("pipeline-output-undefined", "${{parent.outputs.nope}}"),
    ("input-undefined", "${{inputs.nope}}"),
    ("output", "${{outputs.scores}}"),
    ("output-undefined", "${{outputs.nope}}"),
    ("job-output", "${{parent.jobs.prepare.outputs.files}}"),
    ("job-undefined", "${{parent.jobs.nope.outputs.files}}"),
    ("job-output-undefined", "${{parent.jobs.prepare.outputs.nope}}"),
    ("job-input", "${{parent.jobs.prepare.inputs.files}}"),
    ("itself", "${{parent.jobs.score.outputs.scores}}"),
    ("pipeline-folder", "${{parent.inputs.folder}}"),
];

/// Expressions as they are mistyped; tried on the first of each kind in a file.
const SPELLINGS: &[(&str, &str)] = &[
    ("padded", "${{ parent.inputs.number }}"),
    ("text-before", "x${{parent.inputs.number}}"),
    ("text-behind", "${{parent.inputs.number}} x"),
    ("parents", "${{parents.inputs.number}}"),
    ("input-singular", "${{input.data}}"),
    ("one-brace", "${inputs.data}"),
    ("no-dollar", "\"{{inputs.data}}\""),
    ("blank-inside", "${{inputs data}}"),
    ("empty-expression", "${{}}"),
    ("pipeline-input-misspelled", "${{parent.inputs.numbre}}"),
    ("pipeline-input-of-input", "${{parent.inputs.folder.path}}"),
    ("pipeline-without-name", "${{parent.inputs}}"),
    ("input-without-name", "${{inputs}}"),
    ("input-misspelled", "${{inputs.dta}}"),
    ("parent-input-singular", "${{parent.input.number}}"),
    ("upper-case-scope", "${{Parent.Inputs.number}}"),
    ("scope-alone", "${{parent}}"),
    ("name-alone", "${{data}}"),
    ("job-without-parent", "${{jobs.prepare.outputs.files}}"),
    ("job-without-port", "${{parent.jobs.prepare}}"),
    ("job-misspelled", "${{parent.jobs.prepar.outputs.files}}"),
    ("job-output-misspelled", "${{parent.jobs.prepare.outputs.file}}"),
    ("twice", "${{parent.inputs.number}}${{parent.inputs.number}}"),
    ("nested", "\"${{parent.inputs.${{parent.inputs.word}}}}\""),
    ("optional-segment", "$[[${{inputs.data}}]]"),
];

/// Files and folders: there, missing, of another kind, by another name, and what only looks like one. One schema of the SDK
/// reads what a node names, with a component or inline, so that they are tried on one of the two. What stands above a
/// case's folder is not the case's.
const PATHS: &[(&str, &str)] = &[
    ("missing-file", "./nope.yml"),
    ("missing-folder", "./nope"),
    ("missing-below", "./src/nope.py"),
    ("missing-bare", "nope.yml"),
    ("missing-above", "../nope.yml"),
    ("missing-absolute", "/nowhere/nope.yml"),
    ("missing-file-scheme", "file:./nope.yml"),
    ("folder", "./src"),
    ("folder-bare", "src"),
    ("folder-slash", "./src/"),
    ("folder-upper-case", "./SRC"),
    ("folder-file-scheme", "file:./src"),
    ("here", "."),
    ("round-about", "./src/../docker"),
    ("component", "./component.yml"),
    ("component-bare", "component.yml"),
    ("component-upper-case", "./Component.yml"),
    ("component-file-scheme", "file:./component.yml"),
    ("component-round-about", "./src/../component.yml"),
    ("component-backslash", ".\\component.yml"),
    ("component-padded", "\" ./component.yml\""),
    ("conda", "./conda.yml"),
    ("pipeline", "./pipeline.yml"),
    ("script", "./src/score.py"),
    ("dockerfile", "./docker/Dockerfile"),
    ("asset", "azureml:files:1"),
    ("asset-label", "azureml:files@latest"),
    ("asset-bare", "azureml:files"),
    ("asset-of-file", "azureml:./component.yml"),
    ("datastore", "azureml://datastores/blob/paths/files"),
    ("registry", "azureml://registries/r/components/files/versions/1"),
    ("url", "https://a.net/files"),
    ("git", "git+https://a.net/files"),
    ("storage", "wasbs://c@a.blob.core.windows.net/files"),
];

/// The values of a field: those of every one and of its kind, its words in the wrong case, and the borders of its range.
pub fn of(info: &FieldInfo, turn: Turn) -> Vec<(String, String)> {
    let own: &[_] = match info.field {
        Field::MiniBatchSize | Field::ShmSize | Field::Version => &[NUMBERS, SIZES],
        _ => &[],
    };
    let of_kind: &[_] = match info.kind {
        Kind::Integer | Kind::Number => &[NUMBERS],
        Kind::Scalar => &[NUMBERS, CONTAINERS],
        Kind::Boolean => &[TRUTHS],
        Kind::List | Kind::Mapping | Kind::Texts | Kind::Ports => &[CONTAINERS],
        Kind::Path | Kind::Reference | Kind::Text | Kind::Expression | Kind::Object => &[TEXTS],
    };
    let paths: &[_] = match info.kind {
        Kind::Path | Kind::Reference if has_all_paths(info.surface) => &[PATHS],
        _ => &[],
    };
    let first: &[_] = match (turn, info.bindable) {
        (Turn::InFile, true) => &[FIRST, SCOPES, SPELLINGS],
        (Turn::InMapping, true) => &[FIRST, SCOPES],
        (Turn::InFile | Turn::InMapping, false) => &[FIRST],
        (Turn::Again, _) => &[],
    };
    let of_kind = if turn == Turn::Again { &[] } else { of_kind };
    let lists = [EVERY].iter().chain(own).chain(of_kind).chain(paths).chain(first);
    let all = lists.copied().flatten().map(|(name, raw)| ((*name).to_owned(), (*raw).to_owned()));
    all.chain(words(info)).chain(borders(info)).collect()
}

/// Whether a surface is tried with every path.
fn has_all_paths(surface: Surface) -> bool {
    matches!(surface, Surface::Component | Surface::Node)
}

/// What is tried in place of a port; more in place of the first of its side.
pub fn of_port(is_first: bool) -> impl Iterator<Item = (String, String)> {
    let paths =
        [("local-path", "./src"), ("asset", "azureml:images:1"), ("datastore", "azureml://datastores/blob/paths/a")];
    let first: &[_] = if is_first { &[FIRST, SCOPES, SPELLINGS, CONTAINERS] } else { &[] };
    let lists = [EVERY].into_iter().chain(first.iter().copied()).flatten().copied();
    lists.chain(paths).map(|(name, raw)| (name.to_owned(), raw.to_owned()))
}

fn words(info: &FieldInfo) -> impl Iterator<Item = (String, String)> {
    let misspelled = info.values.first().map(|word| (format!("word-{word}-misspelled"), format!("{word}s")));
    let cased = info.values.iter().flat_map(|word| {
        [
            (format!("word-{word}"), (*word).to_owned()),
            (format!("word-{word}-upper-case"), word.to_uppercase()),
            (format!("word-{word}-lower-case"), word.to_lowercase()),
        ]
    });
    cased.chain(misspelled)
}

fn borders(info: &FieldInfo) -> impl Iterator<Item = (String, String)> {
    let around = |name: &str, border: i64| {
        [
            (name.to_owned(), border.to_string()),
            (format!("below-{name}"), (border - 1).to_string()),
            (format!("above-{name}"), (border + 1).to_string()),
        ]
    };
    let borders = [("minimum", info.minimum), ("maximum", info.maximum)];
    borders.into_iter().filter_map(move |(name, border)| Some(around(name, border?))).flatten()
}
