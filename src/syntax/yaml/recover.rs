//! Reading on behind an error: of the ways to mask a line near it, takes the one that lets the parser get furthest.
//! Knows no tree; the work it may do is bounded.

use super::build::Built;
use super::error::{self, SyntaxError};
use super::events::Stop;
use super::graft::Grafts;
use super::landmarks::Landmarks;
use super::mask::{self, Mask};
use super::{Tree, tolerate};
use crate::text::{LineIndex, Span};
use std::cmp::Reverse;

/// A text with more errors than this is read up to the next one.
const MAX_ROUNDS: usize = 8;
/// Bytes that all attempts together may read; a larger text is read up to its first error.
const BUDGET: usize = 1 << 18;

/// Builds the tree of `text` although its parser stopped with what is `built`. `parsed` is what it reads; it is masked
/// here.
pub(super) fn recover(text: &str, parsed: &mut String, mut built: Built, grafts: &Grafts) -> Tree {
    let mut recovery = Recovery {
        grafts,
        index: LineIndex::new(parsed),
        lines: LineIndex::new(text),
        text,
        parsed,
        masks: Vec::new(),
        errors: Vec::new(),
        budget: BUDGET,
    };
    if text.len() > BUDGET {
        return recovery.finish(built);
    }
    for _ in 0..MAX_ROUNDS {
        let Some(stop) = &built.stop else { break };
        let Some(next) = recovery.round(stop, &built.landmarks) else { break };
        built = next;
    }
    recovery.finish(built)
}

struct Recovery<'t> {
    grafts: &'t Grafts<'t>,
    /// The lines as the parser reads them.
    index: LineIndex,
    /// The lines as people see them.
    lines: LineIndex,
    text: &'t str,
    parsed: &'t mut String,
    masks: Vec<Mask>,
    errors: Vec<SyntaxError>,
    budget: usize,
}

/// How an attempt went.
struct Attempt {
    mask: Mask,
    built: Built,
}

impl Attempt {
    /// How far the parser got.
    fn reached(&self) -> usize {
        self.built.stop.as_ref().map_or(usize::MAX, |stop| stop.at)
    }

    /// Whether and how far the parser got, then how little was masked.
    fn merit(&self) -> (usize, Reverse<mask::Kind>) {
        (self.reached(), Reverse(self.mask.kind))
    }
}

impl Recovery<'_> {
    /// Masks one place for the error at `stop`; gives what is built then, or `None` if nothing helps.
    fn round(&mut self, stop: &Stop, landmarks: &Landmarks) -> Option<Built> {
        if let Some(mask) = tolerate::mask(self.parsed, landmarks.end, stop) {
            let next = self.attempt(mask)?;
            self.apply(mask);
            return Some(next.built);
        }
        let mut best: Option<Attempt> = None;
        for mask in self.candidates(stop, landmarks) {
            let Some(attempt) = self.attempt(mask) else { break };
            if best.as_ref().is_none_or(|best| attempt.merit() > best.merit()) {
                best = Some(attempt);
            }
            // Those that follow mask no less.
            if best.as_ref().is_some_and(|best| best.built.stop.is_none()) {
                break;
            }
        }
        let best = best.filter(|best| best.reached() > stop.at);
        self.report(stop, best.as_ref().map(|best| best.mask));
        let best = best?;
        self.apply(best.mask);
        Some(best.built)
    }

    /// What may be masked: the line of the error, the line before, the one that opened a bracket that is still open, and the
    /// one the last token stands on.
    fn candidates(&self, stop: &Stop, landmarks: &Landmarks) -> Vec<Mask> {
        let line = self.index.line_of(stop.at);
        let is_written = |line: &usize| !self.parsed[self.index.line_range(self.parsed, *line)].trim().is_empty();
        let before = (0..line).rev().find(is_written);
        let others = [landmarks.bracket(), landmarks.token].map(|at| at.map(|at| self.index.line_of(at)));
        let mut lines: Vec<usize> = [Some(line), before].into_iter().chain(others).flatten().collect();
        lines.sort_unstable_by_key(|candidate| Reverse(*candidate));
        lines.dedup();
        let mut masks: Vec<Mask> =
            lines.iter().flat_map(|&line| mask::of_line(self.parsed, &self.index, line)).collect();
        // Where the `:` of a key is refused, the value behind it is not to blame.
        let behind_colon = |mask: &Mask| {
            let between = self.parsed.get(stop.at..mask.span.start);
            mask.kind == mask::Kind::Value && between.is_some_and(|between| between.contains(':'))
        };
        masks.retain(|mask| !behind_colon(mask));
        masks.sort_by_key(|mask| mask.kind);
        masks
    }

    /// What is built with one more mask; `None` if there is no time left to try.
    fn attempt(&mut self, mask: Mask) -> Option<Attempt> {
        if self.budget == 0 {
            return None;
        }
        let original = mask.span.slice(self.parsed).to_owned();
        self.apply(mask);
        let built = self.grafts.build(self.text, self.parsed, &self.masks);
        self.masks.pop();
        self.parsed.replace_range(mask.span.start..mask.span.end, &original);
        let reached = built.stop.as_ref().map_or(self.text.len(), |stop| stop.at);
        self.budget = self.budget.saturating_sub(reached.max(256));
        Some(Attempt { mask, built })
    }

    fn apply(&mut self, mask: Mask) {
        self.parsed.replace_range(mask.span.start..mask.span.end, &mask.blank());
        self.masks.push(mask);
    }

    /// Tells of the error at `stop`, unless one is told of on that line, or PyYAML reads on there.
    fn report(&mut self, stop: &Stop, mask: Option<Mask>) {
        let Some(template) = error::describe(&stop.kind).filter(|_| !tolerate::follows_alias_key(self.parsed, stop.at))
        else {
            return;
        };
        let at = self.text.floor_char_boundary(stop.at);
        let at = if template == error::TAB { nearest_tab(self.text, at) } else { at };
        let line = self.lines.line_of(at);
        if self.errors.iter().any(|error| self.lines.line_of(error.span.start) == line) {
            return;
        }
        let width = self.text[at..].chars().next().filter(|c| !matches!(c, '\n' | '\r')).map_or(0, char::len_utf8);
        let probable = mask.map(|mask| self.lines.line_of(mask.span.start)).filter(|&masked| masked != line);
        let probable = probable.filter(|_| template != error::TAB);
        let span = Span::new(at, at + width);
        self.errors.push(SyntaxError { probable_line: probable, ..SyntaxError::new(span, template) });
    }

    fn finish(mut self, built: Built) -> Tree {
        let Built { mut tree, stop, .. } = built;
        // A second mask on a line may start behind the placeholder of the first one, inside a character.
        let whole =
            |span: Span| Span::new(self.text.floor_char_boundary(span.start), self.text.ceil_char_boundary(span.end));
        tree.masked = self.masks.iter().map(|mask| whole(mask.span)).collect();
        if let Some(stop) = stop {
            self.report(&stop, None);
            let line = self.lines.line_range(self.text, self.lines.line_of(stop.at));
            tree.masked.push(Span::new(line.start, self.text.len()));
        }
        tree.masked.sort();
        let is_masked = |name: &str| tree.masked.iter().any(|span| span.slice(self.text).contains(&format!("&{name}")));
        tree.errors.retain(|error| error.template != error::UNKNOWN_ALIAS || !is_masked(&error.found));
        tree.errors.extend(self.errors);
        tree
    }
}

/// The parser stops somewhere near a tab.
fn nearest_tab(text: &str, at: usize) -> usize {
    let after = text[at..].find('\t').map(|found| at + found);
    after.or_else(|| text[..at].rfind('\t')).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::super::show::{errors, show};

    fn check(text: &str, tree: &str, expected: &[&str]) {
        assert_eq!(
            (show(text).as_str(), errors(text)),
            (tree, expected.iter().map(ToString::to_string).collect()),
            "{text}"
        );
    }

    #[test]
    fn a_broken_value_costs_that_value() {
        let character = "no value can start with this character; quote it";
        check("a: 1\nb: @x\nc: 3\n", "{a: 1, b: ?, c: 3}", &[&format!("2:4 {character}")]);
        check("a: 1\nb: %x\nc: 3\n", "{a: 1, b: ?, c: 3}", &[&format!("2:4 {character}")]);
        check("- a\n- `x`\n- c\n", "[\"a\", ?, \"c\"]", &[&format!("2:3 {character}")]);
        let colon = "a `:` is not allowed here; quote the value if it belongs to it";
        check("a: 1\nb: x: y\nc: 3\n", "{a: 1, b: ?, c: 3}", &[&format!("2:5 {colon}")]);
        check("a: [1, 2\nb: 2\nc: 3\n", "{a: ?, b: 2, c: 3}", &[&format!("2:2 {colon} (line 1)")]);
        check("a: {x: 1\nb: 2\nc: 3\n", "{a: ?, b: 2, c: 3}", &["2:2 a `,` or `}` was expected here (line 1)"]);
        check("j:\n  a: 1\n   b: 2\n  c: 3\n", "{j: {a: ?, c: 3}}", &[&format!("3:5 {colon} (line 2)")]);
        check(
            "j:\n  a: 1\n  - b\n  c: 3\nd: 4\n",
            "{j: {a: ?, c: 3}, d: 4}",
            &["3:5 a `key:` was expected here (line 2)"],
        );
        let indentation = "the indentation fits no level above";
        check("a: \"x\nb: 2\nc: 3\n", "{a: ?, b: 2, c: 3}", &[&format!("2:1 {indentation} (line 1)")]);
        check("b: 'x\nc: 3\nd: 'y'\n", "{b: ?, c: 3, d: \"y\"}", &[&format!("2:1 {indentation} (line 1)")]);
        check(
            "a: {{x}}\nb: 2\n",
            "{a: ?, b: 2}",
            &["1:5 a mapping or a list cannot be a key; quote a template placeholder"],
        );
    }

    #[test]
    fn a_broken_line_costs_that_line() {
        let key = "a `key:` was expected here";
        check("j:\n  a: 1\n - b\n  c: 3\nd: 4\n", "{j: {a: 1, c: 3, ..}, d: 4, ..}", &[&format!("3:2 {key}")]);
        let tab = "3:1 a tab stands where YAML allows only spaces";
        check("j:\n  a: 1\n\tb: 2\n  c: 3\nd: 4\n", "{j: {a: ?, c: 3, ..}, d: 4, ..}", &[tab]);
        check("a:\n  b: >-\n    --x y\n   --z\n  c: 1\n", "{a: {b: ?, c: 1, ..}, ..}", &[&format!("4:4 {key}")]);
        let colon = "3:4 a `:` is not allowed here; quote the value if it belongs to it (line 2)";
        check("a:\n  b 1\n  c: 2\n", "{a: {c: 2, ..}, ..}", &[colon]);
    }

    #[test]
    fn a_broken_key_costs_its_block() {
        let character = "2:3 no value can start with this character; quote it";
        check("j:\n  @a:\n    b: 2\n    c: 3\n  d: 4\n", "{j: {d: 4, ..}, ..}", &[character]);
    }

    #[test]
    fn several_errors() {
        let character = "no value can start with this character; quote it";
        let both = [format!("1:4 {character}"), format!("3:4 {character}")];
        check("a: @x\nb: 1\nc: @y\n", "{a: ?, b: 1, c: ?}", &both.each_ref().map(String::as_str));
        let many = "a: @x\n".repeat(5000);
        assert_eq!(errors(&many).len(), 9);
        assert!(show(&many).ends_with("a: ?, ..}"));
    }
}
