//! What an entry script has under the cursor: the functions that the driver calls, the flags that it declares.

use crate::ide::spot::{Found, Spot};
use crate::project::View;
use crate::script::{Entry, Script, Stage};

/// What an entry script has at a place.
pub(super) fn at(view: View<'_>, offset: usize) -> Option<Found<'_>> {
    let mut scripts = view.entry_scripts().map(|file| &file.script);
    scripts.find_map(|script| function(script, offset).or_else(|| declared(script, offset)))
}

fn function(script: &Script, offset: usize) -> Option<Found<'_>> {
    Stage::ALL.into_iter().find_map(|stage| match script.entry(stage) {
        Entry::Function(_, function) if function.name_span.touches(offset) => {
            Some(Found { span: function.name_span, spot: Spot::EntryFunction(stage) })
        }
        Entry::Function(..) | Entry::Uncertain | Entry::Missing => None,
    })
}

fn declared(script: &Script, offset: usize) -> Option<Found<'_>> {
    script.argument_parsing().options.iter().find_map(|option| {
        let index = option.names.iter().position(|(_, span)| span.touches(offset))?;
        Some(Found { span: option.names[index].1, spot: Spot::Declared(option, index) })
    })
}
