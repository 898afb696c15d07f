//! Notes as comments of the file: above the statement that they are about, once. Knows lines.

use super::changes::Changes;
use super::program::Program;
use crate::message;
use crate::migrate::{Found, MARK, Note, Weight};

/// Puts a comment above each place where something is left, unless one is there already.
pub(super) fn write(program: &Program, found: &[Found], changes: &mut Changes) {
    for note in found.iter().flat_map(|found| &found.notes).filter(|note| note.weight == Weight::Left) {
        let statement = program.statement_at(note.span);
        let comment = note.comment();
        if !is_noted(program, statement.start, &comment) {
            changes.above(statement.start, [comment]);
        }
    }
}

/// What was found where the changes could not be put together: all of it stays.
pub(super) fn failed(mut found: Vec<Found>) -> Vec<Found> {
    for one in &mut found {
        one.left = true;
        one.notes = vec![Note {
            subject: one.name.clone(),
            span: one.span,
            weight: Weight::Left,
            why: message!("parlint could not put the changes of this file together, and left it as it is"),
            advice: message!("please report this with the file, if you can"),
        }];
    }
    found
}

/// Whether a comment stands above a line already, whatever its words.
fn is_noted(program: &Program, place: usize, comment: &str) -> bool {
    let subject =
        |line: &str| line.trim().strip_prefix(MARK).and_then(|rest| rest.split('`').next()).map(str::to_owned);
    let above = program.text[..program.line_start(place)].lines().rev();
    let notes = above.take_while(|line| line.trim().starts_with(MARK));
    notes.into_iter().any(|line| subject(line) == subject(comment))
}
