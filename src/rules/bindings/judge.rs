//! Judges every expression of a step, or of a pipeline's ports, once: at most one fault each, the first of malformed,
//! not alone, misspelled scope, wrong scope, undefined name. The rules are filters of what is found here.

use super::fault::{Fault, FaultKind, Missing};
use super::names::Names;
use super::sites::{self, Role, Site};
use crate::model::{
    Direction, Expression, Flaw, Malformed, ParallelStep, Pipeline, Scan, correction, holds_expression, scan,
};
use crate::rules::Context;
use crate::text::{Decoded, HOLE};
use std::ops::Range;

/// The faults of a step's expressions, in no order that matters.
pub(in crate::rules) fn of_step(step: &ParallelStep, cx: &Context) -> Vec<Fault> {
    let mut judge = Judge { cx, step: Some(step), ports: [None, None], faults: Vec::new() };
    sites::of_step(step).iter().for_each(|site| judge.site(site));
    judge.faults
}

/// The faults of the expressions in a pipeline's own ports.
pub(super) fn of_pipeline(pipeline: &Pipeline, cx: &Context) -> Vec<Fault> {
    let mut judge = Judge { cx, step: None, ports: [None, None], faults: Vec::new() };
    sites::of_pipeline(pipeline).iter().for_each(|site| judge.site(site));
    judge.faults
}

struct Judge<'j, 'a> {
    cx: &'j Context<'a>,
    step: Option<&'j ParallelStep>,
    /// The names of the step's inputs and outputs, found when the first expression asks.
    ports: [Option<Names>; 2],
    faults: Vec<Fault>,
}

impl Judge<'_, '_> {
    fn site(&mut self, site: &Site) {
        let Some(decoded) = site.value.text_with_holes() else { return };
        let text = decoded.as_str();
        let found = scan(text);
        let malformed = self.malformed(site, &found);
        if matches!(site.role, Role::Fixed | Role::Never) {
            return self.fixed(site, text, &found);
        }
        let whole = 0..text.len();
        let must_be_one = matches!(site.role, Role::InputData | Role::AppendRowTo);
        if site.role != Role::Declaration && malformed.any {
            malformed.told.into_iter().for_each(|piece| self.add_malformed(site, piece));
            if site.alone {
                return;
            }
        }
        if site.alone && !decoded.has_holes() && (must_be_one || !found.expressions.is_empty()) {
            let ends = if must_be_one { text.trim() } else { text };
            let single = matches!(found.expressions.as_slice(), [only] if text[only.range.clone()] == *ends);
            if !single {
                return self.add(site, whole, FaultKind::NotAlone);
            }
        }
        let nameless = |range: &Range<usize>| found.malformed.iter().any(|piece| piece.range == *range);
        for expression in found.expressions.iter().filter(|expression| !nameless(&expression.range)) {
            if !expression.body(text).contains(HOLE) {
                self.expression(site, text, expression);
            }
        }
    }

    /// What is malformed in a text. What touches a hole is let be, and so is, in a text with holes, what one may complete.
    fn malformed(&self, site: &Site, found: &Scan) -> Pieces {
        let Some(decoded) = site.value.text_with_holes() else { return Pieces::default() };
        let certain = |piece: &&Malformed| {
            let complete = matches!(piece.flaw, Flaw::Empty | Flaw::Blank | Flaw::NoDot | Flaw::Delimiters);
            (complete || !decoded.has_holes()) && !decoded.as_str()[piece.range.clone()].contains(HOLE)
        };
        let pieces: Vec<_> = found.malformed.iter().filter(certain).collect();
        let any = !pieces.is_empty();
        Pieces { any, told: pieces.into_iter().filter(|piece| !self.is_eaten(decoded, piece)).cloned().collect() }
    }

    /// Whether the source has the two braces of which an f-string left one: that is another rule's.
    fn is_eaten(&self, decoded: &Decoded, piece: &Malformed) -> bool {
        let source = decoded.span_of(piece.range.clone()).map(|span| span.slice(self.cx.text()));
        piece.flaw == Flaw::Delimiters && source.is_some_and(|source| source.starts_with("${{"))
    }

    fn add_malformed(&mut self, site: &Site, piece: Malformed) {
        let Malformed { flaw, range, meant } = piece;
        self.add(site, range, FaultKind::Malformed { flaw, meant });
    }

    /// A text in which no expression may stand.
    fn fixed(&mut self, site: &Site, text: &str, found: &Scan) {
        if !holds_expression(text) {
            return;
        }
        let single = matches!(found.expressions.as_slice(), [only] if only.range == (0..text.len()));
        let beside = site.alone && !found.expressions.is_empty() && !single;
        self.add(site, 0..text.len(), if beside { FaultKind::NotAlone } else { FaultKind::Fixed });
    }

    fn expression(&mut self, site: &Site, text: &str, expression: &Expression) {
        let body = expression.body(text);
        if site.role != Role::Declaration
            && let Some(correction) = correction(body)
        {
            let range =
                expression.words(text).nth(correction.index).map_or(expression.inner.clone(), |(range, _)| range);
            let inner = expression.inner.clone();
            return self.add(site, range, FaultKind::Misspelled { inner, right: correction.body });
        }
        let Some((root, rest)) = body.split_once('.') else { return };
        let Some(scope) = Scope::of(root, rest) else { return };
        // Only an input of the pipeline is a number or a word.
        let of_setting = site.alone && site.role == Role::Setting && scope != Scope::Pipeline(Direction::Input);
        if of_setting || !scope.may_stand(site.role) {
            return self.add(site, expression.inner.clone(), FaultKind::WrongScope);
        }
        let name = expression.inner.end - rest.len()..expression.inner.end;
        match (scope, root) {
            (Scope::Own(direction), _) => self.own(site, name, rest, direction),
            (Scope::Pipeline(direction), _) => self.of_parent(site, name, rest, direction),
            (Scope::Jobs, _) => self.job(site, name, rest),
        }
    }

    fn own(&mut self, site: &Site, range: Range<usize>, name: &str, direction: Direction) {
        if !site.role.is_of_task() {
            return;
        }
        let Some(step) = self.step else { return };
        let cx = self.cx;
        let names = self.ports[direction as usize].get_or_insert_with(|| Names::of_step(step, direction, cx)).clone();
        self.undefined(site, range, name, Missing::Port(direction), &names);
    }

    fn of_parent(&mut self, site: &Site, range: Range<usize>, rest: &str, direction: Direction) {
        let Some(pipeline) = self.step.and_then(|step| self.cx.frame_around(step)) else { return };
        let name = rest.split_once('.').map_or("", |(_, name)| name);
        let range = if name.is_empty() { range } else { range.end - name.len()..range.end };
        let names = Names::of_pipeline(pipeline, direction);
        self.undefined(site, range, name, Missing::PipelinePort(direction), &names);
    }

    /// `jobs.<job>.outputs.<name>`
    fn job(&mut self, site: &Site, range: Range<usize>, rest: &str) {
        let index = self.step.and_then(|step| step.pipeline);
        let Some(pipeline) = index.and_then(|index| self.cx.model().pipelines.get(index)) else { return };
        let mut words = rest.splitn(4, '.');
        let (_, name, side, output) = (words.next(), words.next(), words.next(), words.next());
        let (Some(name), Some("outputs"), Some(output)) = (name, side, output.filter(|name| !name.is_empty())) else {
            let kind = FaultKind::Undefined { what: Missing::Form, known: String::new(), near: None };
            return self.add(site, range, kind);
        };
        let start = range.start + "jobs.".len();
        let Some(job) = pipeline.job(name) else {
            let names = Names::of_jobs(pipeline);
            return self.undefined(site, start..start + name.len(), name, Missing::Job, &names);
        };
        let names = Names::of_job(job, self.cx);
        self.undefined(site, range.end - output.len()..range.end, output, Missing::JobOutput, &names);
    }

    /// Adds a fault if a name is none of those that exist.
    fn undefined(&mut self, site: &Site, range: Range<usize>, name: &str, what: Missing, names: &Names) {
        if names.has(name) {
            return;
        }
        let only = || match (site.role, names.known()) {
            (Role::InputData, [only]) => Some(only.clone()),
            _ => None,
        };
        let near = names.nearest(name).or_else(only);
        self.add(site, range, FaultKind::Undefined { what, known: names.list(), near });
    }

    fn add(&mut self, site: &Site, range: Range<usize>, kind: FaultKind) {
        let Site { value, role, name, .. } = site;
        self.faults.push(Fault { value: (*value).clone(), role: *role, name: name.clone(), range, kind });
    }
}

/// The malformed pieces of a text.
#[derive(Default)]
struct Pieces {
    /// Whether there are some, whoever speaks of them.
    any: bool,
    /// Those that are ours to speak of.
    told: Vec<Malformed>,
}

/// Where the names of an expression live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// `inputs`, `outputs`: the step.
    Own(Direction),
    /// `parent.inputs`, `parent.outputs`: the pipeline.
    Pipeline(Direction),
    /// `parent.jobs`: another node.
    Jobs,
}

impl Scope {
    /// The scope that the first word says, or the first two.
    pub(super) fn of(root: &str, rest: &str) -> Option<Self> {
        if let Some(side) = Direction::of_word(root) {
            return Some(Self::Own(side));
        }
        let second = rest.split('.').next().filter(|_| root == "parent")?;
        if second == "jobs" { Some(Self::Jobs) } else { Direction::of_word(second).map(Self::Pipeline) }
    }

    /// Whether it exists in a place.
    fn may_stand(self, role: Role) -> bool {
        use Direction::{Input, Output};
        let own = matches!(self, Self::Own(_));
        match role {
            Role::InputData => self == Self::Own(Input),
            Role::AppendRowTo => self == Self::Own(Output),
            Role::Task => own,
            Role::Environment | Role::Fixed | Role::Never | Role::PipelinePort(Output) => true,
            Role::Port(Input) | Role::Setting => !own,
            Role::Port(Output) => self == Self::Pipeline(Output),
            Role::Declaration | Role::PipelinePort(Input) => own,
        }
    }
}
