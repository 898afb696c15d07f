//! Which steps can be migrated without the rest of their file: those of a pipeline go together. Decides, and plans nothing.

use super::pipeline::PlannedPipeline;
use super::program::Program;
use super::write::Steps;
use crate::model::ParallelStep;
use crate::rules::orders;
use crate::text::Span;

/// The calls of the steps that belong to those at byte `at`; `None` if they are all that the file has, or not to be told
/// apart from the rest.
pub(super) fn around(program: &Program, at: usize, steps: &Steps, pipelines: &[PlannedPipeline]) -> Option<Vec<Span>> {
    if is_woven(program) {
        return None;
    }
    let here: Vec<Span> = program.model.steps.iter().filter(|step| stands_at(step, at)).map(|step| step.span).collect();
    let mut chosen: Vec<usize> = (0..steps.len()).filter(|index| here.contains(&steps[*index].0)).collect();
    let mut known = 0;
    while known != chosen.len() {
        known = chosen.len();
        let joined = pipelines.iter().filter(|pipeline| pipeline.steps.iter().any(|step| chosen.contains(step)));
        let all: Vec<usize> = joined.flat_map(|pipeline| pipeline.steps.iter().copied()).collect();
        chosen.extend(all);
        chosen.sort_unstable();
        chosen.dedup();
    }
    let some = !chosen.is_empty() && chosen.len() < steps.len();
    some.then(|| chosen.into_iter().map(|index| steps[index].0).collect())
}

/// Whether a byte stands in a step or in its configuration.
pub(in crate::migrate) fn stands_at(step: &ParallelStep, at: usize) -> bool {
    step.span.touches(at)
        || step.config_callee.is_some_and(|callee| callee.touches(at))
        || step.config.as_ref().is_some_and(|config| config.span.touches(at))
}

/// Whether steps hang together by more than their pipelines: an order that the file gives them, attributes of an object.
fn is_woven(program: &Program) -> bool {
    let mut calls = program.model.v1_calls.iter();
    calls.any(|value| {
        let target = program.site(value.span).and_then(|site| site.target.as_ref());
        target.is_some_and(|target| target.text.starts_with("self.")) || value.object().is_some_and(orders)
    })
}
