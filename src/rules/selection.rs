//! Which rules run, and how grave their findings are. Knows nothing of where that was configured.

use super::{ALL, Rule};
use crate::diagnostic::Severity;

/// The rules that run, each with its severity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet(Vec<(&'static Rule, Severity)>);

impl RuleSet {
    /// The rules that `enabled` says yes to, with their own severity.
    pub fn of(enabled: impl Fn(&Rule) -> bool) -> Self {
        Self(ALL.iter().copied().filter(|rule| enabled(rule)).map(|rule| (rule, rule.severity)).collect())
    }

    /// Every rule.
    #[must_use]
    pub fn all() -> Self {
        Self::of(|_| true)
    }

    /// Gives a rule another severity.
    pub fn set_severity(&mut self, rule: &Rule, severity: Severity) {
        self.0.iter_mut().filter(|(known, _)| *known == rule).for_each(|entry| entry.1 = severity);
    }

    /// The severity of a rule, if it runs.
    #[must_use]
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.0.iter().find(|(known, _)| *known == rule).map(|(_, severity)| *severity)
    }

    /// Whether a rule runs.
    #[must_use]
    pub fn contains(&self, rule: &Rule) -> bool {
        self.severity(rule).is_some()
    }

    /// The rules that run, by code.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Rule, Severity)> + Clone {
        self.0.iter().copied()
    }
}

/// The rules that are on by default.
impl Default for RuleSet {
    fn default() -> Self {
        Self::of(|rule| rule.default)
    }
}
