//! What something means, in Markdown and in the reader's language. The words about fields come from the one table.

mod argument;
mod callee;
mod meaning;
mod page;
mod port;
mod script;
mod setting;
#[cfg(test)]
mod tests;
mod v1;

use super::at::at;
use super::spot::{Found, Setting, Spot};
use super::symbol::{Reference, Symbol};
use crate::locale::Words;
use crate::message;
use crate::project::View;
use crate::rules::Rule;
use crate::text::Span;
use page::Page;
pub(super) use setting::kind;

/// An explanation of what stands under the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The bytes that it explains.
    pub span: Span,
    /// The explanation.
    pub markdown: String,
}

/// Explains what stands at an offset of a document.
#[must_use]
pub fn hover(view: View, offset: usize, words: Words) -> Option<Hover> {
    let found = at(view, offset)?;
    let mut page = Page::new(words);
    explain(&mut page, &found, &view)?;
    Some(Hover { span: found.span, markdown: page.finish() })
}

fn explain(page: &mut Page, found: &Found, view: &View) -> Option<()> {
    match &found.spot {
        Spot::Key(setting) => setting::page(page, setting, view),
        Spot::Value(setting, _) => value(page, setting, view),
        Spot::Binding(binding) => {
            let references = Reference::all(binding, view);
            let meant = Reference::of(binding, view)?;
            let symbols = references.iter().rev().chain([&meant]);
            // A word that only says where to look is explained by what is found there.
            let mut named = symbols.filter(|reference| meant == Reference::Scope || **reference == meant);
            symbol(page, named.find_map(Reference::symbol)?, view)
        }
        Spot::Argument(argument) => argument::page(page, argument, view),
        Spot::Callee(callee) => callee::page(page, callee),
        Spot::Loaded(path) => {
            let text = path.known_text()?;
            page.title(text, &message!("component file"));
            meaning::path(page, text, view);
            Some(())
        }
        Spot::Suppressed(rule) => suppressed(page, (*rule)?),
        Spot::Declared(option, _) => script::option(page, option, view.text()),
        Spot::EntryFunction(stage) => script::function(page, *stage),
        Spot::Port(..) | Spot::Job(..) | Spot::GivenInput(..) | Spot::PortOfNode(_) => {
            symbol(page, &Symbol::of(found, view)?, view)?;
            port::given(page, found, view);
            Some(())
        }
    }
}

/// A value is explained by its key; that of a port by the port.
fn value(page: &mut Page, setting: &Setting, view: &View) -> Option<()> {
    match setting.port.filter(|port| std::ptr::eq(port.entry, setting.entry) || is_holder(setting)) {
        Some(port) => {
            let found = Found { span: port.entry.key_span, spot: Spot::Port(setting.owner, port) };
            explain(page, &found, view)
        }
        None => setting::page(page, setting, view),
    }
}

/// Whether a setting is the mapping of ports, so that its port is the one whose whole value is meant.
fn is_holder(setting: &Setting) -> bool {
    setting.info.is_some_and(|info| info.kind == crate::tables::Kind::Ports)
}

fn symbol(page: &mut Page, symbol: &Symbol, view: &View) -> Option<()> {
    match symbol {
        Symbol::Port { home, direction, name } => port::page(page, home, *direction, name, view),
        Symbol::Node { home, name } => port::node(page, home, name, view),
        Symbol::Script(_) | Symbol::Option { .. } | Symbol::File(_) => None,
    }
}

fn suppressed(page: &mut Page, rule: &Rule) -> Option<()> {
    page.title(rule.code, &message!("the rule {name}, silenced here", name = page::quoted(rule.name)));
    page.say(&rule.summary());
    page.paragraph(&format!("<{}>", rule.url()));
    Some(())
}
