//! Holds what the SDK says of a case against what parlint says.

use super::Suite;
use super::case::{Case, Change};
use super::consequences::{Consequence, consequence};
use super::evidence::{Evidence, named_place, without};
use super::explained;
use super::findings::{Checked, line};
use super::process::Versions;
use super::sdk::{self, Answer, Complaint};
use parlint::diagnostic::Diagnostic;
use parlint::document::{Document, Language};
use parlint::rules::SdkAnswer;
use parlint::text::Span;
use std::collections::HashMap;

/// A suite after it was judged.
pub struct Judged {
    pub suite: &'static str,
    pub versions: Versions,
    pub outcomes: Vec<Outcome>,
}

/// What came of one case.
pub struct Outcome {
    /// Whether the SDK refuses it.
    pub refused: bool,
    /// What parlint reports.
    pub reported: Vec<Reported>,
    /// Where the two disagree, and it is not explained.
    pub disagreement: Option<String>,
    /// The explanation, where they disagree for a reason.
    pub explained: Option<usize>,
}

/// One finding, and what bears it out.
pub struct Reported {
    pub code: &'static str,
    pub proof: Proof,
}

/// What bears out a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The SDK refuses the case.
    Refused,
    /// What the SDK builds shows it.
    Seen,
    /// Nothing that the SDK builds can.
    Unseen,
    /// Nothing does.
    None,
}

/// Asks both about every case of a suite with `only` in its name.
pub fn run(suite: &Suite, only: Option<&str>) -> Judged {
    let mut cases = (suite.cases)();
    cases.retain(|case| only.is_none_or(|only| only.split(',').any(|part| case.name.contains(part))));
    let mut names: Vec<_> = cases.iter().map(|case| &case.name).collect();
    names.sort_unstable();
    names.windows(2).for_each(|pair| assert_ne!(pair[0], pair[1], "two cases have one name"));
    let (versions, answers) = sdk::ask(suite, &cases);
    let checked: Vec<_> = cases.iter().map(Checked::new).collect();
    let twins = Twins::ask(suite, &cases, &answers, &checked);
    let by_name: HashMap<_, _> = cases.iter().zip(&answers).map(|(case, answer)| (&*case.name, answer)).collect();
    let judge = |((case, answer), checked)| {
        let bench = Bench { case, answer, checked, by_name: &by_name, twins: &twins };
        bench.judge()
    };
    let outcomes = cases.iter().zip(&answers).zip(&checked).map(judge).collect();
    Judged { suite: suite.name, versions, outcomes }
}

/// What the SDK makes of cases without the entry that a finding is about.
#[derive(Default)]
struct Twins {
    answers: Vec<Answer>,
    /// By the twin's text and everything else of it.
    by_case: HashMap<(String, Span), usize>,
}

impl Twins {
    fn ask(suite: &Suite, cases: &[Case], answers: &[Answer], checked: &[Checked]) -> Self {
        let (mut twins, mut by_case) = (Vec::new(), HashMap::new());
        let accepted = cases.iter().zip(answers).zip(checked).filter(|((_, answer), _)| answer.accepted());
        for ((case, _), checked) in accepted {
            for finding in &checked.findings {
                let key = (case.name.clone(), finding.span);
                if !matches!(consequence(finding.rule.code), Some(Consequence::Seen(_))) || by_case.contains_key(&key) {
                    continue;
                }
                if let Some(twin) = without(case, &checked.document, finding.span) {
                    by_case.insert(key, twins.len());
                    twins.push(twin);
                }
            }
        }
        let answers = if twins.is_empty() { Vec::new() } else { sdk::ask(suite, &twins).1 };
        Self { answers, by_case }
    }

    fn get(&self, case: &Case, finding: &Diagnostic) -> Option<&Answer> {
        self.by_case.get(&(case.name.clone(), finding.span)).map(|at| &self.answers[*at])
    }
}

/// One case before the judge.
struct Bench<'a> {
    case: &'a Case,
    answer: &'a Answer,
    checked: &'a Checked,
    by_name: &'a HashMap<&'a str, &'a Answer>,
    twins: &'a Twins,
}

impl Bench<'_> {
    fn judge(&self) -> Outcome {
        let reported: Vec<_> = self.checked.findings.iter().map(|finding| self.proven(finding)).collect();
        let mut wrong = if self.answer.accepted() { self.accepted(&reported) } else { self.refused() };
        wrong.extend(self.neutral());
        let disagreement = (!wrong.is_empty()).then(|| self.show(&wrong));
        let explained = disagreement.as_ref().and_then(|_| explained::find(&self.case.name));
        Outcome {
            refused: !self.answer.accepted(),
            reported,
            disagreement: disagreement.filter(|_| explained.is_none()),
            explained,
        }
    }

    /// Every error is one at the place of the change, and there is one.
    fn refused(&self) -> Vec<String> {
        let complaints = self.answer.complaints();
        let errors: Vec<_> = self.checked.errors().collect();
        if errors.is_empty() {
            return vec![format!("the SDK refuses it ({}), parlint does not:{complaints}", self.answer.phase)];
        }
        match &self.case.change {
            Change::At(places) if !errors.iter().any(|error| self.stands_at(error.span, places)) => {
                vec![format!("the SDK refuses it ({}), no error stands at the fault:{complaints}", self.answer.phase)]
            }
            _ => Vec::new(),
        }
    }

    /// Every error is of a rule that knows that the SDK accepts it, and every finding has its consequence.
    fn accepted(&self, reported: &[Reported]) -> Vec<String> {
        let mut wrong = Vec::new();
        for (finding, reported) in self.checked.findings.iter().zip(reported) {
            let rule = finding.rule;
            if matches!(rule.sdk, SdkAnswer::Yes | SdkAnswer::Poor) {
                wrong.push(format!("{} says `sdk: {:?}`, the SDK accepts it", rule.code, rule.sdk));
            } else if reported.proof == Proof::None {
                wrong.push(format!("the consequence of {} does not show", rule.code));
            }
        }
        wrong
    }

    /// Where nothing that matters was changed, nothing changes.
    fn neutral(&self) -> Vec<String> {
        let Change::Neutral(original) = &self.case.change else { return Vec::new() };
        let mut wrong: Vec<String> =
            self.checked.errors().map(|error| format!("{} on a valid case", error.rule.code)).collect();
        if self.by_name.get(&**original).is_some_and(|answer| answer.rest != self.answer.rest) {
            wrong.push(format!("the SDK does not build the same as of {original}: the case is wrong"));
        }
        wrong
    }

    fn proven(&self, finding: &Diagnostic) -> Reported {
        let proof = match consequence(finding.rule.code) {
            _ if !self.answer.accepted() => Proof::Refused,
            Some(Consequence::Unseen(_)) => Proof::Unseen,
            Some(Consequence::Seen(seen)) if seen(&self.evidence(finding)) => Proof::Seen,
            Some(Consequence::Seen(_) | Consequence::Refused) | None => Proof::None,
        };
        Reported { code: finding.rule.code, proof }
    }

    fn evidence<'a>(&'a self, finding: &'a Diagnostic) -> Evidence<'a> {
        let without = self.twins.get(self.case, finding);
        Evidence { document: &self.checked.document, finding, answer: self.answer, without }
    }

    /// Whether a finding's bytes touch one of these places, or are a field that the SDK names, or in it.
    fn stands_at(&self, span: Span, places: &[Span]) -> bool {
        if self.answer.errors.iter().any(|error| names(error, &self.checked.document, span)) {
            return true;
        }
        let touch = |place: &Span| place.touches(span.start) || span.touches(place.start);
        let mut named = self.answer.errors.iter().filter_map(|error| named_place(&self.checked.document, &error.path));
        places.iter().any(touch) || named.any(|place| place.contains(span))
    }

    fn show(&self, wrong: &[String]) -> String {
        let findings: String = self
            .checked
            .findings
            .iter()
            .map(|finding| format!("\n      {}", line(&self.checked.document, finding)))
            .collect();
        format!("{}\n    {}\n    parlint:{findings}", self.case.name, wrong.join("\n    "))
    }
}

/// Whether an exception of a program was raised on the line of these bytes and names them in quotes.
fn names(error: &Complaint, document: &Document, span: Span) -> bool {
    let raised =
        document.language() == Language::Python && error.path == format!("line {}", document.location(span.start).line);
    raised && error.message.contains(&format!("'{}'", span.slice(document.text())))
}
