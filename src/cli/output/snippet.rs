//! The lines of code that a finding shows: which ones, under which name, and what is marked in them.

use super::slashed;
use crate::cli::results::{FileResult, View};
use crate::diagnostic::Diagnostic;
use crate::locale::Words;
use crate::text::{LineIndex, Span};
use annotate_snippets::{Annotation, AnnotationKind, Snippet};
use std::ops::Range;
use std::path::Path;

/// A place to mark.
struct Mark {
    span: Span,
    label: Option<String>,
    kind: AnnotationKind,
}

/// Marks that stand in one text: one file, or one cell of a notebook.
struct Excerpt<'a> {
    path: &'a Path,
    view: View<'a>,
    cell: Option<usize>,
    marks: Vec<Mark>,
}

/// The excerpts that a finding shows, that of its own place first.
pub(super) fn snippets<'a>(
    file: &'a FileResult,
    diagnostic: &'a Diagnostic,
    words: Words,
) -> Vec<Snippet<'a, Annotation<'a>>> {
    let view = file.source.view(diagnostic);
    let mark = Mark { span: diagnostic.span, label: None, kind: AnnotationKind::Primary };
    let mut excerpts = vec![excerpt(&file.path, view, mark)];
    for related in &diagnostic.related {
        let path = related.file.as_ref().map_or(file.path.as_path(), |file| file.path());
        let view = related.file.as_deref().map_or(view, View::of);
        let mark = Mark { span: related.span, label: Some(words.say(&related.message)), kind: AnnotationKind::Context };
        let new = excerpt(path, view, mark);
        match excerpts.iter_mut().find(|known| known.path == new.path && known.cell == new.cell) {
            Some(known) => known.marks.extend(new.marks),
            None => excerpts.push(new),
        }
    }
    excerpts.into_iter().filter(|excerpt| !excerpt.view.file.text().is_empty()).map(Excerpt::snippet).collect()
}

fn excerpt<'a>(path: &'a Path, view: View<'a>, mark: Mark) -> Excerpt<'a> {
    Excerpt { path, view, cell: view.location(mark.span.start).cell, marks: vec![mark] }
}

impl<'a> Excerpt<'a> {
    fn snippet(self) -> Snippet<'a, Annotation<'a>> {
        let text = self.view.file.text();
        let spans: Vec<_> = self.marks.iter().map(|mark| mark.span).collect();
        let window = window(text, self.view.file.lines(), &spans);
        let (start, end) = (window.start, window.end);
        let annotations = self.marks.into_iter().map(|mark| {
            let within = |offset: usize| offset.clamp(start, end) - start;
            mark.kind.span(within(mark.span.start)..within(mark.span.end)).label(mark.label)
        });
        Snippet::source(&text[window])
            .path(name(self.path, self.cell))
            .line_start(self.view.location(start).line)
            .annotations(annotations)
    }
}

/// The name of a text: a file's path, with the number of the cell in a notebook.
pub(super) fn name(path: &Path, cell: Option<usize>) -> String {
    cell.map_or_else(|| slashed(path), |cell| format!("{}:cell {cell}", slashed(path)))
}

/// The whole lines from the first to the last of some spans.
pub(super) fn window(text: &str, lines: &LineIndex, spans: &[Span]) -> Range<usize> {
    let first = spans.iter().map(|span| span.start).min().unwrap_or(0);
    let last = spans.iter().map(|span| span.end).max().unwrap_or(0);
    let start = lines.line_range(text, lines.line_of(first)).start;
    let end = lines.line_range(text, lines.line_of(last.min(text.len()))).end;
    start..end.max(start)
}
