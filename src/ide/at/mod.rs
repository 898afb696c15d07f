//! Finds what stands under the cursor: among steps and pipelines, calls, comments, and in an entry script. The smallest
//! owner that has something there wins.

mod calls;
mod script;
#[cfg(test)]
mod tests;
mod text;
mod walk;

use super::spot::{Found, Owner, Spot};
use crate::document::Document;
use crate::project::View;
use crate::suppress;
use crate::text::Span;

/// What stands at a place of a document: a byte offset of its analysed text. Nothing between words, and nothing that
/// has not to do with parallel jobs.
#[must_use]
pub fn at(view: View<'_>, offset: usize) -> Option<Found<'_>> {
    if !view.is_relevant() {
        return None;
    }
    let document = view.document();
    suppressed(document, offset)
        .or_else(|| owners(document, offset).into_iter().find_map(|owner| walk::owner(owner, offset)))
        .or_else(|| calls::at(document.model(), document.text(), offset))
        .or_else(|| script::at(view, offset))
}

fn suppressed(document: &Document, offset: usize) -> Option<Found<'_>> {
    let item = suppress::items(document).into_iter().find(|item| item.span.touches(offset))?;
    Some(Found { span: item.span, spot: Spot::Suppressed(item.rule) })
}

/// The steps and pipelines, those around the cursor first, the smallest of them in front. The others may still own what
/// is there: a literal that they reach through a name, an attribute that is assigned afterwards.
fn owners(document: &Document, offset: usize) -> Vec<Owner<'_>> {
    let model = document.model();
    let steps = model.steps.iter().map(|step| (step.span, Owner::Step(step)));
    let pipelines = model.pipelines.iter().map(|pipeline| (pipeline.body.span, Owner::Pipeline(pipeline)));
    let mut owners: Vec<_> = steps.chain(pipelines).collect();
    owners.sort_by_key(|(span, _): &(Span, _)| (!span.touches(offset), span.len()));
    owners.into_iter().map(|(_, owner)| owner).collect()
}
