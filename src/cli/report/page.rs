//! The report as one page that needs nothing else: no script, no font, no picture, no network. `maud` escapes whatever is
//! put into it.

use super::{Reason, Report, Tally, kind_word};
use crate::cli::output::slashed;
use crate::locale::Words;
use crate::message;
use crate::message::Message;
use crate::migrate::{Outcome, Remark, Summary, Thing};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::path::Path;

const STYLE: &str = include_str!("page.css");

pub(super) fn render(report: &Report, words: Words) -> String {
    let page = Page { report, words };
    let title = page.say(&message!("From SDK v1 to SDK v2"));
    let whole = html! {
        (DOCTYPE)
        html lang=(words.locale().name()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(concat!("parlint ", env!("CARGO_PKG_VERSION")));
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (title) }
                    p { (page.headline()) }
                    (page.bar(report.all()))
                    (page.legend(report.all()))
                }
                main {
                    (page.folders())
                    (page.kinds())
                    (page.reasons())
                    (page.files())
                }
            }
        }
    };
    whole.into_string() + "\n"
}

struct Page<'a> {
    report: &'a Report<'a>,
    words: Words,
}

impl Page<'_> {
    fn say(&self, message: &Message) -> String {
        self.words.say(message)
    }

    /// A message with what stands in backquotes as code.
    fn prose(&self, message: &Message) -> Markup {
        let text = self.say(message);
        let pieces: Vec<&str> = text.split('`').collect();
        html! {
            @for (index, piece) in pieces.iter().enumerate() {
                @if index % 2 == 1 { code { (piece) } } @else { (piece) }
            }
        }
    }

    fn headline(&self) -> String {
        let all = self.report.all();
        self.say(&match all.total() {
            0 => message!("There is nothing of SDK v1 to migrate."),
            total => message!(
                "Files with parallel steps of SDK v1: {total}. Of these, {converted} convert by themselves.",
                total = total,
                converted = all.converted
            ),
        })
    }

    fn word(&self, outcome: Outcome) -> String {
        self.say(&match outcome {
            Outcome::Converted => message!("by itself"),
            Outcome::Partly => message!("in part"),
            Outcome::Left => message!("by hand"),
        })
    }

    /// A bar of three parts, in words for those who do not see it.
    fn bar(&self, tally: Tally) -> Markup {
        let parts = tally.parts();
        let shown = || parts.into_iter().filter(|(_, count)| *count > 0);
        let label: Vec<String> = shown().map(|(outcome, count)| format!("{}: {count}", self.word(outcome))).collect();
        html! {
            div.bar role="img" aria-label=(label.join(", ")) {
                @for (outcome, count) in shown() {
                    span class=(outcome.name()) style=(format!("flex-grow:{count}")) {}
                }
            }
        }
    }

    fn legend(&self, tally: Tally) -> Markup {
        html! {
            ul.legend {
                @for (outcome, count) in tally.parts() {
                    li { span class={ "dot " (outcome.name()) } {} (self.word(outcome)) " " b { (count) } }
                }
            }
        }
    }

    fn tallies(&self, first: &Message, rows: impl Iterator<Item = (Markup, Tally)>) -> Markup {
        html! {
            table {
                thead {
                    tr {
                        th scope="col" { (self.say(first)) }
                        th.wide scope="col" { span.hidden { (self.say(&message!("share"))) } }
                        @for (outcome, _) in Tally::default().parts() {
                            th.number scope="col" { (self.word(outcome)) }
                        }
                    }
                }
                tbody {
                    @for (name, tally) in rows {
                        tr {
                            th scope="row" { (name) }
                            td { (self.bar(tally)) }
                            @for (_, count) in tally.parts() { td.number { (count) } }
                        }
                    }
                }
            }
        }
    }

    fn folders(&self) -> Markup {
        let rows = self.report.folders();
        let rows = rows.iter().map(|(path, tally)| (html! { code { (slashed(path)) } }, *tally));
        self.section(&message!("Folders"), &self.tallies(&message!("folder"), rows))
    }

    fn kinds(&self) -> Markup {
        let rows = self.report.kinds();
        let rows = rows.iter().map(|(kind, tally)| (html! { (self.say(&kind_word(*kind))) }, *tally));
        self.section(&message!("What was found"), &self.tallies(&message!("kind"), rows))
    }

    fn reasons(&self) -> Markup {
        let reasons = self.report.reasons();
        let list = html! {
            @if reasons.is_empty() {
                p { (self.say(&message!("Nothing needs a person."))) }
            } @else {
                ol.reasons { @for reason in &reasons { li { (self.reason(reason)) } } }
            }
        };
        self.section(&message!("What needs a person"), &list)
    }

    fn reason(&self, reason: &Reason) -> Markup {
        let places = message!("Places: {count}, files: {files}", count = reason.count, files = reason.files.len());
        html! {
            p.why { code { (reason.subject) } ": " (self.prose(reason.why)) }
            p.advice { (self.prose(reason.advice)) }
            details {
                summary { (self.say(&places)) }
                ul { @for path in &reason.files { li { a href=(format!("#{}", anchor(path))) { (slashed(path)) } } } }
            }
        }
    }

    fn files(&self) -> Markup {
        let list = html! { @for file in self.report.files { (self.file(file)) } };
        self.section(&message!("Files"), &list)
    }

    fn file(&self, file: &Summary) -> Markup {
        html! {
            details.file id=(anchor(&file.path)) {
                summary {
                    span class={ "dot " (file.outcome.name()) } {}
                    code { (slashed(&file.path)) }
                    span.outcome { (self.word(file.outcome)) }
                }
                ul { @for thing in &file.things { (self.thing(thing)) } }
            }
        }
    }

    fn thing(&self, thing: &Thing) -> Markup {
        html! {
            li {
                span class={ "dot " (thing.outcome.name()) } {}
                code { (thing.name) } " " (self.place(thing.place.cell, thing.place.line)) ", " (self.word(thing.outcome))
                @if !thing.remarks.is_empty() {
                    ul { @for remark in &thing.remarks { (self.remark(remark)) } }
                }
            }
        }
    }

    fn remark(&self, remark: &Remark) -> Markup {
        html! {
            li {
                code { (remark.subject) } " " (self.place(remark.place.cell, remark.place.line)) ": "
                (self.prose(&remark.why)) "; " (self.prose(&remark.advice))
            }
        }
    }

    fn place(&self, cell: Option<usize>, line: usize) -> String {
        self.say(&match cell {
            Some(cell) => message!("cell {cell}, line {line}", cell = cell, line = line),
            None => message!("line {line}", line = line),
        })
    }

    fn section(&self, title: &Message, body: &Markup) -> Markup {
        html! { section { h2 { (self.say(title)) } (body) } }
    }
}

/// The name of a file's place in the page: an address must not hold blanks.
fn anchor(path: &Path) -> String {
    let plain = |c: char| if c.is_whitespace() { '_' } else { c };
    format!("file:{}", slashed(path).chars().map(plain).collect::<String>())
}
