//! What an editor may show of a finding beside its message: one table for all rules. Knows no protocol.

use super::Rule;

/// How the marked text may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Struck through: it is of SDK v1.
    Deprecated,
    /// Faded: it is dropped.
    Unnecessary,
}

/// The rules of each tag.
const TAGS: [(Tag, &[&str]); 2] = [
    (Tag::Deprecated, &["PJ022", "PJ800", "PJ801", "PJ802", "PJ803"]),
    (
        Tag::Unnecessary,
        &["PJ010", "PJ011", "PJ012", "PJ013", "PJ016", "PJ020", "PJ021", "PJ023", "PJ024", "PJ025", "PJ063"],
    ),
];

impl Rule {
    /// How what the rule marks may be shown.
    #[must_use]
    pub fn tag(&self) -> Option<Tag> {
        TAGS.iter().find(|(_, codes)| codes.contains(&self.code)).map(|(tag, _)| *tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn every_code_is_that_of_one_rule() {
        let codes: Vec<_> = TAGS.iter().flat_map(|(_, codes)| *codes).collect();
        let tagged = rules::ALL.iter().filter(|rule| rule.tag().is_some());
        assert_eq!(tagged.count(), codes.len());
    }
}
