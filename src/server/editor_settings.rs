//! Settings that the editor sends: those of `parlint.toml`, which count above it.

use crate::config::{self, Entry, Layer};
use crate::text::SourceFile;
use serde_json::Value;
use std::path::Path;

/// Where these settings come from, for people.
const ORIGIN: &str = "the editor's settings";

/// The settings in an object, and what is wrong with them. Other members than settings are the editor's business.
/// Patterns are relative to `folder`.
#[must_use]
pub fn read(object: &Value, folder: &Path) -> (Layer, Vec<String>) {
    let members = object.as_object().into_iter().flatten();
    let settings = members.filter_map(|(name, value)| Some((Entry::find(&kebab(name))?.name, toml(value)?)));
    let text = toml::to_string(&settings.map(|(name, value)| (name.to_owned(), value)).collect::<toml::Table>());
    let parsed = config::parse(&SourceFile::new(ORIGIN, text.unwrap_or_default()), folder);
    let problems = parsed.problems.iter().map(|problem| format!("{ORIGIN}: {}", problem.message.english()));
    let problems = problems.collect();
    let mut layer = parsed.layer.unwrap_or_default();
    layer.origins.values_mut().for_each(|origin| ORIGIN.clone_into(origin));
    (layer, problems)
}

/// `maxFileSize` as `max-file-size`: editors have their own taste in names.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
    }
    kebab
}

/// TOML has no `null`: what is not set is not there.
fn toml(value: &Value) -> Option<toml::Value> {
    toml::Value::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(object: Value, ignored: usize, problems: usize) {
        let (layer, found) = read(&object, Path::new("/project"));
        assert_eq!((layer.ignore.len(), found.len()), (ignored, problems), "{object}: {found:?}");
    }

    #[test]
    fn takes_settings_and_nothing_else() {
        check(json!(null), 0, 0);
        check(json!({}), 0, 0);
        check(json!({"ignore": ["PJ101", "PJ2"], "trace": {"server": "off"}, "path": null}), 2, 0);
        check(json!({"maxFileSize": "1 MB", "fail-on": null, "ignore": ["PJ101"]}), 1, 0);
        check(json!({"ignore": ["PJ9999"], "locale": "fr"}), 0, 2);
    }
}
