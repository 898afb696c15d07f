//! What the schemas say against the values of a step, each at its place. The rules on types, ranges and words are
//! filters of this; the facts stand in the table.

use crate::model::{
    ParallelStep, Pipeline, Value, assigned_instance, assigned_value_at, instance, pipeline_instance,
    pipeline_value_at, value_at,
};
use crate::tables::{self, FieldInfo, Surface};

/// A value that the schema of its field does not allow.
#[derive(Clone, Copy, Debug)]
pub struct Violation<'a> {
    /// The value.
    pub value: &'a Value,
    /// Its field.
    pub info: &'static FieldInfo,
    /// The keyword that failed: `type`, `minimum`, `pattern`, …
    pub keyword: &'a str,
    /// The rule that speaks of it.
    pub rule: &'static str,
}

/// What the schemas say against one step, before it is given its places.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    body: Vec<tables::Violation>,
    /// For each assigned attribute, by its index.
    assigned: Vec<(usize, tables::Violation)>,
}

impl Verdict {
    /// Validates a step.
    pub(super) fn of(step: &ParallelStep) -> Self {
        let body = tables::violations(step.surface, &instance(step));
        let assigned = step.assigned.iter().enumerate().flat_map(|(index, (place, entry))| {
            let instance = assigned_instance(step.surface, *place, &entry.key, &entry.value);
            let found = instance.map(|instance| tables::violations(step.surface, &instance)).unwrap_or_default();
            found.into_iter().map(move |violation| (index, violation))
        });
        Self { body, assigned: assigned.collect() }
    }

    /// What a rule has to say of.
    pub(super) fn violations<'a>(
        &'a self,
        step: &'a ParallelStep,
        code: &'a str,
    ) -> impl Iterator<Item = Violation<'a>> {
        let body = self.body.iter().filter_map(|violation| locate(violation, value_at(step, &violation.path)?));
        let assigned = self.assigned.iter().filter_map(|(index, violation)| {
            let (place, entry) = step.assigned.get(*index)?;
            locate(violation, assigned_value_at(*place, &entry.value, &violation.path))
        });
        body.chain(assigned).filter(move |violation| violation.rule == code)
    }
}

/// What the schema says against the keys of a pipeline, all but its nodes: against all of a job's, and against those of
/// what may be a component that are read alike.
pub(super) fn of_pipeline(pipeline: &Pipeline) -> Vec<tables::Violation> {
    let mut found = tables::violations(Surface::Pipeline, &pipeline_instance(&pipeline.body));
    let is_alike = |it: &tables::Violation| {
        it.path.len() == 1 && it.info.is_some_and(|info| pipeline.reads_like_a_job(info.field))
    };
    found.retain(|violation| pipeline.is_surely_job || is_alike(violation));
    found
}

/// What a rule has to say of those.
pub(super) fn in_pipeline<'a>(
    found: &'a [tables::Violation],
    pipeline: &'a Pipeline,
    code: &'a str,
) -> impl Iterator<Item = Violation<'a>> {
    let located = found.iter().filter_map(|it| locate(it, pipeline_value_at(&pipeline.body, &it.path)?));
    located.filter(move |violation| violation.rule == code)
}

fn locate<'a>(violation: &'a tables::Violation, value: &'a Value) -> Option<Violation<'a>> {
    if value.is_stand_in() {
        return None;
    }
    Some(Violation { value, info: violation.info?, keyword: &violation.keyword, rule: violation.rule? })
}
