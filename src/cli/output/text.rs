//! Findings for people: the message, the code with what is meant underlined, help, and what a fix would change.

use super::snippet;
use crate::cli::results::{FileResult, Results, View};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::locale::Words;
use crate::message;
use crate::text::Span;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Group, Level, Origin, Patch, Renderer, Snippet};

/// What the screen can show.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Its width in columns.
    pub width: usize,
    /// Whether it can draw boxes and write other scripts than Latin.
    pub unicode: bool,
}

/// The most lines that a fix may touch to be shown whole.
const SHOWN_LINES: usize = 8;

/// The findings, each with the code around it. Colours are always in it: who prints it strips them where need be.
#[must_use]
pub fn text(results: &Results, words: Words, style: Style) -> String {
    let decor = if style.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
    let renderer = Renderer::styled().term_width(style.width).decor_style(decor);
    let render = |(file, diagnostic)| renderer.render(&report(file, diagnostic, words)) + "\n\n";
    results.findings().map(render).collect()
}

fn report<'a>(file: &'a FileResult, diagnostic: &'a Diagnostic, words: Words) -> Vec<Group<'a>> {
    let title =
        level(diagnostic.severity, words).primary_title(words.say(&diagnostic.message)).id(diagnostic.rule.code);
    let snippets = snippet::snippets(file, diagnostic, words);
    // A file that could not be read has no code to show, but a name.
    let name = snippets.is_empty().then(|| Origin::path(snippet::name(&file.path, None)));
    let mut group = title.elements(snippets).elements(name);
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.with_name(words.say(&message!("help"))).message(words.say(help)));
    }
    let rule = format!("{}, {}", diagnostic.rule.name, diagnostic.rule.url());
    group = group.element(Level::NOTE.with_name(words.say(&message!("rule"))).message(rule));
    let fix = diagnostic.fix.as_ref().map(|it| fix(file, diagnostic, it, words));
    std::iter::once(group).chain(fix).collect()
}

fn level(severity: Severity, words: Words) -> Level<'static> {
    let (level, name) = match severity {
        Severity::Error => (Level::ERROR, message!("error")),
        Severity::Warning => (Level::WARNING, message!("warning")),
        Severity::Info => (Level::INFO, message!("info")),
    };
    level.with_name(words.say(&name))
}

fn fix<'a>(file: &'a FileResult, diagnostic: &'a Diagnostic, fix: &'a Fix, words: Words) -> Group<'a> {
    let title = match fix.applicability {
        Applicability::Safe => message!("{title} [safe fix: --fix]", title = fix.title),
        Applicability::Unsafe => message!("{title} [unsafe fix: --unsafe-fixes]", title = fix.title),
        Applicability::Display => message!("{title} [suggestion]", title = fix.title),
    };
    let title = Level::HELP.with_name(words.say(&message!("fix"))).secondary_title(words.say(&title));
    let view = file.source.view(diagnostic);
    match patch(view, fix) {
        Some(snippet) => title.element(snippet),
        None => Group::with_title(title),
    }
}

/// The change as lines taken away and added, if it is small and in one place.
fn patch<'a>(view: View<'a>, fix: &'a Fix) -> Option<Snippet<'a, Patch<'a>>> {
    let text = view.file.text();
    let spans: Vec<Span> = fix.edits.iter().map(|edit| edit.span).collect();
    let window = snippet::window(text, view.file.lines(), &spans);
    let added: usize = fix.edits.iter().map(|edit| edit.replacement.lines().count()).sum();
    let source = text.get(window.clone())?;
    let first = view.location(window.start);
    let one_cell = view.location(window.end).cell == first.cell;
    if !one_cell || source.lines().count() > SHOWN_LINES || added > SHOWN_LINES || source.len() > 1000 {
        return None;
    }
    let patches = fix.edits.iter().map(|edit| {
        Patch::new(edit.span.start - window.start..edit.span.end - window.start, edit.replacement.as_str())
    });
    Some(Snippet::source(source).line_start(first.line).patches(patches))
}
