//! The layers of the code map in `src/lib.rs`: a lower one never names a higher one.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The module's layer, as `src/lib.rs` and `docs/design.md` have it.
const LAYERS: &[(&str, usize)] = &[
    ("text", 0),
    ("message", 0),
    ("guard", 0),
    ("syntax", 1),
    ("tables", 1),
    ("locale", 1),
    ("model", 2),
    ("surface", 3),
    ("script", 3),
    ("document", 3),
    ("project", 3),
    ("rules", 4),
    ("check", 4),
    ("suppress", 4),
    ("fix", 4),
    ("diagnostic", 4),
    ("config", 4),
    ("migrate", 4),
    ("ide", 5),
    ("walk", 5),
    ("server", 6),
    // Above the server, which is one of its commands.
    ("cli", 7),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every source file with the module of the library it belongs to.
fn modules() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let module = |file: &PathBuf| {
        let first = file.strip_prefix(&root).unwrap().components().next().unwrap().as_os_str().to_str().unwrap();
        first.trim_end_matches(".rs").to_owned()
    };
    let named = files.into_iter().map(|file| (module(&file), file));
    named.filter(|(name, _)| name != "main" && name != "lib").collect()
}

#[test]
fn lower_layers_never_name_higher_ones() {
    let layers: BTreeMap<&str, usize> = LAYERS.iter().copied().collect();
    for (module, file) in modules() {
        let own = *layers.get(module.as_str()).unwrap_or_else(|| panic!("`{module}` has no layer; add it"));
        let text = std::fs::read_to_string(&file).unwrap();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for (name, layer) in &layers {
                let named = line.contains(&format!("crate::{name}::")) || line.contains(&format!("crate::{name};"));
                assert!(!named || *layer <= own, "{} (layer {own}) names `{name}` ({layer}): {line}", file.display());
            }
        }
    }
}

#[test]
fn every_file_says_what_it_knows_and_stays_small() {
    for (_, file) in modules() {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{} does not open with `//!`", file.display());
        assert!(text.lines().count() <= 600, "{} has more than 600 lines", file.display());
    }
}

#[test]
fn only_the_syntax_layer_names_a_parser() {
    for (module, file) in modules().into_iter().filter(|(module, _)| module != "syntax") {
        let text = std::fs::read_to_string(&file).unwrap();
        for parser in ["tree_sitter", "granit_parser"] {
            assert!(!text.contains(parser), "{} in `{module}` names {parser}", file.display());
        }
    }
}
