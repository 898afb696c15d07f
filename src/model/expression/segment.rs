//! Optional segments, `$[[--model ${{inputs.model}}]]`: where they stand and which are broken. Other brackets, of lists
//! for instance, are left alone.

use super::{Flaw, Malformed, Scan};
use std::ops::Range;

const OPEN: &str = "$[[";
const CLOSE: &str = "]]";

/// Finds the segments of a text whose expressions are known.
pub(super) fn find(text: &str, found: &mut Scan) {
    if !text.contains(['[', ']']) {
        return;
    }
    let mut pieces = found.pieces();
    pieces.sort_by_key(|range| range.start);
    let mut pieces = pieces.into_iter().peekable();
    let mut walk = Walk::default();
    let mut at = 0;
    while at < text.len() {
        match pieces.next_if(|piece| piece.start <= at) {
            Some(piece) if piece.start == at => {
                walk.expressions += 1;
                at = piece.end;
            }
            Some(_) => {}
            None => at += walk.step(&text[at..], at),
        }
    }
    walk.finish(found);
}

#[derive(Default)]
struct Walk {
    /// Where the segments that are open start, and how many expressions there were before each.
    open: Vec<(usize, usize)>,
    /// Square brackets of other kinds that are open.
    brackets: usize,
    expressions: usize,
    /// How many expressions there were when the last segment closed.
    before: usize,
    segments: Vec<Range<usize>>,
    flaws: Vec<(Flaw, Range<usize>)>,
}

impl Walk {
    /// Reads what stands at `at`; answers its length.
    fn step(&mut self, rest: &str, at: usize) -> usize {
        if rest.starts_with(OPEN) {
            if !self.open.is_empty() {
                self.flaws.push((Flaw::SegmentNested, at..at + OPEN.len()));
            }
            self.open.push((at, self.expressions));
            return OPEN.len();
        }
        if rest.starts_with('[') {
            self.brackets += 1;
        }
        if rest.starts_with(']') && self.brackets > 0 {
            self.brackets -= 1;
            return 1;
        }
        if rest.starts_with(CLOSE) {
            self.close(at..at + CLOSE.len());
            return CLOSE.len();
        }
        rest.chars().next().map_or(1, char::len_utf8)
    }

    fn close(&mut self, close: Range<usize>) {
        match self.open.pop() {
            Some((start, expressions)) if self.open.is_empty() => {
                if expressions == self.expressions {
                    self.flaws.push((Flaw::SegmentEmpty, start..close.end));
                }
                self.segments.push(start..close.end);
                self.before = self.expressions;
            }
            Some(_) => {}
            None if self.expressions > self.before => self.flaws.push((Flaw::SegmentUnopened, close)),
            None => {}
        }
    }

    fn finish(self, found: &mut Scan) {
        let unclosed = self.open.first().map(|(start, _)| (Flaw::SegmentUnclosed, *start..*start + OPEN.len()));
        let flaws = self.flaws.into_iter().chain(unclosed);
        found.malformed.extend(flaws.map(|(flaw, range)| Malformed { flaw, range, meant: None }));
        found.segments = self.segments;
    }
}
