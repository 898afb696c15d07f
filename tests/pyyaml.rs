//! The YAML layer against the real PyYAML: the same values, the same texts refused.
//!
//! `PARLINT_PYYAML` names a Python with PyYAML 6.0.3; without it, a virtual environment is made under `target/`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use parlint::syntax::yaml::{self, Data, NodeRef, Resolved};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const REQUIREMENT: &str = "PyYAML==6.0.3";

fn python() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| std::env::var_os("PARLINT_PYYAML").map_or_else(make_environment, PathBuf::from))
}

fn make_environment() -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("venv-yaml");
    let python = directory.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let installed =
        || run(Command::new(&python).args(["-c", "import yaml; assert yaml.__version__ == '6.0.3'"])).is_ok();
    if !installed() {
        let system = if cfg!(windows) { "python" } else { "python3" };
        run(Command::new(system).args(["-m", "venv"]).arg(&directory)).expect("python3 with venv, or PARLINT_PYYAML");
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", REQUIREMENT]))
            .expect("PyPI, or PARLINT_PYYAML");
    }
    python
}

fn run(command: &mut Command) -> Result<Vec<u8>, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr))),
    }
}

/// What PyYAML makes of the texts of a script in `tests/yaml`.
fn oracle(script: &str) -> Vec<Value> {
    let oracle = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/yaml/oracle.py");
    let output = run(Command::new(python()).env("PYTHONDONTWRITEBYTECODE", "1").arg(oracle).arg(script)).unwrap();
    serde_json::from_slice(&output).unwrap()
}

/// What we make of a text, in the oracle's words: `None` if we refuse it.
fn ours(text: &str) -> Option<Value> {
    let tree = yaml::parse(text);
    tree.errors.is_empty().then(|| tree.root().map_or(Value::Null, plain))
}

fn plain(node: NodeRef<'_>) -> Value {
    match node.data() {
        Data::Malformed | Data::Alias(_) => json!({"other": "malformed"}),
        Data::Sequence(sequence) if sequence.open => json!({"other": "open"}),
        Data::Mapping(mapping) if mapping.open => json!({"other": "open"}),
        Data::Sequence(_) => node.items().map(plain).collect(),
        Data::Mapping(_) => {
            let live = node.entries().filter(|entry| entry.entry().live);
            let mut entries: Vec<Value> = live.map(|entry| json!([plain(entry.key()), plain(entry.value())])).collect();
            // As Python's `json.dumps` sorts them.
            entries.sort_by_key(|entry| entry[0].to_string());
            json!({ "map": entries })
        }
        Data::Scalar(scalar) => match scalar.value {
            Resolved::Null => Value::Null,
            Resolved::Bool(value) => value.into(),
            Resolved::Int(value) => json!({"int": value.to_string()}),
            Resolved::BigInt => json!({"big": true}),
            Resolved::Float(value) if value.is_nan() => json!({"float": "nan"}),
            Resolved::Float(value) => json!({"float": format!("{:016x}", value.to_bits())}),
            Resolved::Date => json!({"date": true}),
            Resolved::Timestamp => json!({"timestamp": true}),
            Resolved::Str => scalar.text.as_str().into(),
        },
    }
}

/// Whether two values are the same, but for parts that we do not model.
fn agree(theirs: &Value, ours: &Value) -> bool {
    // Two escaped halves of a character stay halves for PyYAML.
    if ours.get("other").is_some() || (theirs["other"] == "surrogates" && ours.is_string()) {
        return true;
    }
    match (theirs, ours) {
        (Value::Array(theirs), Value::Array(ours)) => {
            theirs.len() == ours.len() && theirs.iter().zip(ours).all(|(theirs, ours)| agree(theirs, ours))
        }
        (Value::Object(theirs), Value::Object(ours)) => {
            theirs.len() == ours.len()
                && theirs.iter().all(|(key, value)| ours.get(key).is_some_and(|ours| agree(value, ours)))
        }
        _ => theirs == ours,
    }
}

/// Whether a value has parts that we do not model or could not read.
fn is_partial(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(is_partial),
        Value::Object(object) => object.contains_key("other") || object.values().any(is_partial),
        _ => false,
    }
}

/// Where PyYAML and we differ. We may leave parts of a text open that PyYAML reads, but only in a few cases.
fn disagreements(script: &str, partial: usize) -> Vec<String> {
    let cases = oracle(script);
    assert!(cases.len() > 1000, "{} cases", cases.len());
    let known = |case: &&Value| case.get("value").is_some_and(|value| !is_partial(value));
    let left_open = |case: &&Value| ours(case["text"].as_str().unwrap()).is_some_and(|value| is_partial(&value));
    let left_open = cases.iter().filter(known).filter(left_open).count();
    assert!(left_open <= partial, "{left_open} of {} left open", cases.len());
    let different = cases.iter().filter_map(|case| {
        let text = case["text"].as_str().unwrap();
        let ours = ours(text);
        let same = match (case.get("value"), &ours) {
            (Some(theirs), Some(ours)) => agree(theirs, ours),
            (theirs, ours) => theirs.is_none() && ours.is_none(),
        };
        (!same).then(|| {
            let theirs = case.get("value").unwrap_or(&case["error"]);
            let ours = ours.map_or_else(|| yaml::parse(text).errors[0].message().english(), |value| value.to_string());
            format!("{text:?}\n  PyYAML: {theirs}\n  parlint: {ours}")
        })
    });
    different.collect()
}

#[test]
fn scalars() {
    let different = disagreements("scalars", 2);
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n"));
}

#[test]
fn documents() {
    let different = disagreements("documents", 10);
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n"));
}
