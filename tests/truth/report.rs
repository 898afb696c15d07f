//! The agreement by rule, as the page `docs/truth.md`. `UPDATE=1` writes it anew.

use super::consequences::{Consequence, consequence};
use super::explained::{EXPLAINED, UNTRIED};
use super::judge::{Judged, Outcome, Proof};
use parlint::rules::ALL;
use std::collections::HashSet;
use std::fmt::Write;
use std::path::PathBuf;

/// What came of all suites.
pub struct Report(Vec<Judged>);

impl Report {
    pub fn new(judged: Vec<Judged>) -> Self {
        Self(judged)
    }

    /// The disagreements that nobody has explained.
    pub fn disagreements(&self) -> Vec<&str> {
        self.outcomes().filter_map(|outcome| outcome.disagreement.as_deref()).collect()
    }

    /// Explanations that explain nothing, rules that no case is about, and reasons for that where there are cases.
    pub fn gaps(&self) -> Vec<String> {
        let explains = |index: usize| self.outcomes().any(|outcome| outcome.explained == Some(index));
        let stale = EXPLAINED.iter().enumerate().filter(|(index, _)| !explains(*index));
        let stale = stale.map(|(_, explained)| format!("nothing is explained by `{}`", explained.cases));
        let tried: HashSet<_> = self.outcomes().flat_map(|outcome| &outcome.reported).map(|it| it.code).collect();
        let rules = ALL.iter().filter(|rule| !tried.contains(rule.code) && !is_untried(rule.code));
        let without_case = rules.map(|rule| format!("no case is about {} {}", rule.code, rule.name));
        let missed =
            |beginning: &str| ALL.iter().any(|rule| rule.code.starts_with(beginning) && !tried.contains(rule.code));
        let reasons = UNTRIED.iter().filter(|(beginning, _)| !missed(beginning));
        let idle = reasons.map(|(beginning, _)| format!("all rules {beginning}… have cases"));
        stale.chain(without_case).chain(idle).collect()
    }

    /// The tables by suite and by rule.
    pub fn table(&self) -> String {
        self.suites() + "\n" + &self.rules()
    }

    /// Fails if the page is not what it would be written as.
    pub fn check_page(&self) {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/truth.md");
        let page = self.page();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &page).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(written == page, "docs/truth.md is stale: run `UPDATE=1 tests/run`");
    }

    fn outcomes(&self) -> impl Iterator<Item = &Outcome> {
        self.0.iter().flat_map(|judged| &judged.outcomes)
    }

    fn page(&self) -> String {
        let explained: Vec<_> = EXPLAINED.iter().map(|it| format!("- `{}`: {}\n", it.cases, it.evidence)).collect();
        let explained = if explained.is_empty() { "None.\n".to_owned() } else { explained.concat() };
        let untried: String = UNTRIED.iter().map(|(beginning, reason)| format!("- {beginning}…: {reason}\n")).collect();
        let (suites, rules, unseen) = (self.suites(), self.rules(), self.unseen());
        format!(
            "{HEAD}\n{suites}\n## By rule\n\n{LEGEND}\n{rules}\n## Rules without a case\n\n{untried}\n## Not to be seen in what the SDK builds\n\n{unseen}\n## Explained disagreements\n\n{explained}"
        )
    }

    fn unseen(&self) -> String {
        let codes = ALL.iter().map(|rule| rule.code);
        let reasons = codes.filter_map(|code| match consequence(code) {
            Some(Consequence::Unseen(reason)) => Some(format!("- [{code}](rules/{code}.md): {reason}\n")),
            _ => None,
        });
        reasons.collect()
    }

    fn suites(&self) -> String {
        let mut table =
            "| suite | versions | cases | refused by the SDK | accepted | agreement |\n|---|---|--:|--:|--:|--:|\n"
                .to_owned();
        for judged in &self.0 {
            let versions: Vec<_> = judged.versions.iter().map(|(name, version)| format!("{name} {version}")).collect();
            let (cases, refused) = (judged.outcomes.len(), judged.outcomes.iter().filter(|it| it.refused).count());
            let wrong = judged.outcomes.iter().filter(|it| it.disagreement.is_some() || it.explained.is_some()).count();
            let agreement = 100.0 * (cases - wrong) as f64 / cases.max(1) as f64;
            let _ = writeln!(
                table,
                "| {} | {} | {cases} | {refused} | {} | {agreement:.2} % |",
                judged.suite,
                versions.join(", "),
                cases - refused
            );
        }
        table
    }

    fn rules(&self) -> String {
        let mut table =
            "| rule | findings | SDK refuses | consequence seen | not to be seen |\n|---|--:|--:|--:|--:|\n".to_owned();
        for rule in ALL.iter() {
            let proofs: Vec<_> = self
                .outcomes()
                .flat_map(|it| &it.reported)
                .filter(|it| it.code == rule.code)
                .map(|it| it.proof)
                .collect();
            let count = |proof: Proof| proofs.iter().filter(|it| **it == proof).count();
            if proofs.is_empty() {
                continue;
            }
            let _ = writeln!(
                table,
                "| [{}](rules/{}.md) {} | {} | {} | {} | {} |",
                rule.code,
                rule.code,
                rule.name,
                proofs.len(),
                count(Proof::Refused),
                count(Proof::Seen),
                count(Proof::Unseen)
            );
        }
        table
    }
}

/// Whether there is a reason why no case is about a rule.
fn is_untried(code: &str) -> bool {
    UNTRIED.iter().any(|(beginning, _)| code.starts_with(beginning))
}

const HEAD: &str = "\
# parlint and the SDKs

Generated by `tests/truth`, which puts the same files before the real SDKs and before parlint (`UPDATE=1 tests/run` writes
it anew). Where the SDK refuses a case, parlint reports an error at the place of the fault. Where the SDK accepts it,
parlint is silent, or what the SDK builds shows the consequence that the finding names.
";

const LEGEND: &str = "\
Findings of each rule in all cases: in cases that the SDK refuses; in cases that it accepts and whose object or request shows
what the finding says (the key is gone, the value is 0, the binding is a literal, …); and findings about something that the
SDK has no part in.
";
