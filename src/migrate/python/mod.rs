//! Python and notebooks, rewritten in place.
//!
//! ```text
//! model (steps, v1 calls) ─▶ step, pipeline, run ─▶ definition: what only they need ─▶ changes ─▶ names (imports) ─▶ edits
//!                             data, environment, compute: what the objects of v1 are in v2
//! ```

mod beside;
mod changes;
mod compute;
mod data;
mod definition;
mod drafts;
mod environment;
mod fate;
mod loaded;
mod migration;
mod names;
mod notes;
mod part;
mod pipeline;
mod program;
mod run;
mod spell;
mod speller;
mod step;
mod workspace;
mod write;

pub(super) use part::stands_at;

use super::Plan;
use crate::document::Document;
use crate::project::Project;
use crate::tables::Surface;
use program::Program;

/// What the migration of a script or notebook is.
pub(super) fn plan(document: &Document, project: &Project) -> Plan {
    match document.module().filter(|_| is_v1(document)) {
        Some(module) => migration::plan(&mut Program::new(document, &module, project)),
        None => Plan::default(),
    }
}

/// What the migration of the step at a byte is, with the steps and pipelines that it goes together with; `None` if only
/// the whole file can be migrated.
pub(super) fn plan_step(document: &Document, project: &Project, at: usize) -> Option<Plan> {
    let module = document.module().filter(|_| is_v1(document))?;
    migration::plan_step(&mut Program::new(document, &module, project), at)
}

fn is_v1(document: &Document) -> bool {
    document.model().steps.iter().any(|step| step.surface == Surface::SdkV1)
}
