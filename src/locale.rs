//! In which language people read, and messages in that language. Knows no message of its own.

use crate::message;
use crate::message::Message;
use crate::tables::{self, Locale};
use std::collections::HashMap;
use std::sync::LazyLock;

/// For each English template the template in another language.
type Translations = HashMap<String, String>;

static JAPANESE: LazyLock<Translations> =
    LazyLock::new(|| read(Locale::Ja, include_str!("../schemas/locales/messages.ja.json")));
static KOREAN: LazyLock<Translations> =
    LazyLock::new(|| read(Locale::Ko, include_str!("../schemas/locales/messages.ko.json")));

/// The translations of a language: those of the messages in the code, and those of what the table gives as advice.
fn read(locale: Locale, messages: &str) -> Translations {
    let mut translations: Translations = serde_json::from_str(messages).unwrap_or_default();
    let advice = tables::mapping().iter().map(|row| (row.description(Locale::En), row.description(locale)));
    translations.extend(advice.map(|(english, other)| (english.to_owned(), other.to_owned())));
    translations
}

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
        let translations = match self.0 {
            Locale::En => return message.english(),
            Locale::Ja => &*JAPANESE,
            Locale::Ko => &*KOREAN,
        };
        message.words(&|english| translations.get(english).map_or(english, String::as_str))
    }

    /// Messages in words, one after the other, as a list in a sentence.
    #[must_use]
    pub fn list(self, messages: &[Message]) -> String {
        let texts: Vec<_> = messages.iter().map(|message| self.say(message)).collect();
        texts.join(&self.say(&message!(", ")))
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
    fn translates_messages_and_what_the_table_advises() {
        let message = message!("there is no rule `{rule}`", rule = "PJ000");
        let japanese = Words::new(Locale::Ja);
        assert_eq!(japanese.say(&message), "`PJ000` というルールはありません");
        assert_eq!(Words::new(Locale::En).say(&message), "there is no rule `PJ000`");
        let row = &tables::mapping()[0];
        assert_eq!(japanese.say(&row.advice()), row.description(Locale::Ja));
    }
}
