//! In which language people read, and messages in that language. Knows no message of its own.

use crate::message::Message;
use crate::tables::Locale;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Translations: for each English template the templates in other languages, by their codes.
static TRANSLATIONS: LazyLock<HashMap<String, HashMap<String, String>>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../schemas/messages.json")).unwrap_or_default());

/// Puts messages into words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(Locale);

impl Words {
    /// Words of this language; of English where a translation is missing.
    #[must_use]
    pub fn new(locale: Locale) -> Self {
        Self(locale)
    }

    /// The language.
    #[must_use]
    pub fn locale(self) -> Locale {
        self.0
    }

    /// A message in words.
    #[must_use]
    pub fn say(self, message: &Message) -> String {
        let translated = match self.0 {
            Locale::En => None,
            other => TRANSLATIONS.get(message.template()).and_then(|translations| translations.get(other.name())),
        };
        message.fill(translated.map_or(message.template(), String::as_str))
    }
}

/// The language that the environment asks for: the first of these variables that is set and not empty decides.
#[must_use]
pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Locale {
    let value =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
    let value = value.unwrap_or_default();
    let language = value.split(['_', '-', '.', '@']).next().unwrap_or_default();
    Locale::from_name(&language.to_ascii_lowercase()).unwrap_or(Locale::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(variables: &[(&str, &str)], expected: Locale) {
        let variable =
            |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        assert_eq!(of_environment(variable), expected, "{variables:?}");
    }

    #[test]
    fn follows_the_environment() {
        check(&[], Locale::En);
        check(&[("LANG", "ja_JP.UTF-8")], Locale::Ja);
        check(&[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "ko_KR.UTF-8")], Locale::Ko);
        check(&[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "")], Locale::Ja);
        check(&[("LANG", "ja_JP.UTF-8"), ("LC_MESSAGES", "C")], Locale::En);
        check(&[("LANG", "fr_FR.UTF-8")], Locale::En);
    }

    #[test]
    fn translations_are_read_and_keep_every_placeholder() {
        let text = include_str!("../schemas/messages.json");
        let table: HashMap<String, HashMap<String, String>> = serde_json::from_str(text).unwrap();
        for (template, translations) in &table {
            for (language, translation) in translations {
                assert!(
                    Locale::from_name(language).is_some_and(|locale| locale != Locale::En),
                    "{template}: {language}"
                );
                assert_eq!(placeholders(template), placeholders(translation), "{template}: {language}");
            }
        }
    }

    /// What stands in single braces, sorted.
    fn placeholders(template: &str) -> Vec<&str> {
        let mut names: Vec<_> =
            template.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect();
        names.retain(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
        names.sort_unstable();
        names
    }
}
