//! The way from a name to what it stands for, and to every place that names the same.

mod links;
mod outline;
mod rename;
#[cfg(test)]
mod tests;

pub use links::{Link, LinkTarget, links};
pub use outline::{Outline, OutlineKind, outline};
pub use rename::{Renamed, prepare_rename, rename};

use super::at::at;
use super::symbol::{Home, Mention, Symbol, file_mentions, mentions};
use crate::document::Document;
use crate::project::{View, normalize};
use crate::text::{SourceFile, Span};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A place in this document or in another file.
#[derive(Clone, Debug)]
pub struct Target {
    /// The file, if it is another one.
    pub file: Option<Arc<SourceFile>>,
    /// Bytes of its text; of the analysed text in a document of ours.
    pub span: Span,
    /// Whether something is declared there.
    pub declares: bool,
}

/// Where the thing under the cursor is defined: the bytes under the cursor that stand for it, and the places.
#[must_use]
pub fn definition(view: View, offset: usize) -> Option<(Span, Vec<Target>)> {
    let found = at(view, offset)?;
    let symbol = Symbol::of(&found, &view)?;
    let targets = match &symbol {
        Symbol::Port { home, .. } | Symbol::Node { home, .. } => declarations(&symbol, home, &view),
        Symbol::Script(path) | Symbol::Option { script: path, .. } => in_file(&symbol, path, &view),
        Symbol::File(path) => {
            vec![Target { file: Some(view.project().source(path)?), span: Span::at(0), declares: true }]
        }
    };
    (!targets.is_empty()).then_some((found.span, targets))
}

/// The places that declare a port or node.
fn declarations(symbol: &Symbol, home: &Home, view: &View) -> Vec<Target> {
    let document = home.document.as_ref();
    let there = View::new(home.document(view), view.project());
    let found = mentions(&there).into_iter().filter(|mention| mention.declares && mention.symbol == *symbol);
    found
        .map(|mention| Target { file: document.map(|it| Arc::clone(it.code())), span: mention.span, declares: true })
        .collect()
}

/// The place in a script that declares an option, or its `run`; else its beginning.
fn in_file(symbol: &Symbol, path: &Path, view: &View) -> Vec<Target> {
    // A cell of a notebook may write the script.
    let here = file_mentions(symbol, view).into_iter().filter(|(_, declares)| *declares);
    let here: Vec<_> = here.map(|(span, declares)| Target { file: None, span, declares }).collect();
    if !here.is_empty() {
        return here;
    }
    let Some(document) = view.project().document(path) else { return Vec::new() };
    let there = View::new(&document, view.project());
    let found = file_mentions(symbol, &there).into_iter().filter(|(_, declares)| *declares);
    let file = Some(Arc::clone(document.code()));
    let target = |span| Target { file: file.clone(), span, declares: true };
    let targets: Vec<_> = found.map(|(span, _)| target(span)).collect();
    if targets.is_empty() { vec![target(Span::at(0))] } else { targets }
}

/// Every place that names what is under the cursor: in this document, in the one that declares it, and in `others`.
#[must_use]
pub fn references(view: View, offset: usize, others: &[Arc<Document>]) -> Vec<Target> {
    let symbol = at(view, offset).and_then(|found| Symbol::of(&found, &view));
    let Some(symbol) = symbol else { return Vec::new() };
    let mut found: Vec<_> = own(&symbol, &view).collect();
    for document in documents(&symbol, &view, others) {
        let there = View::new(&document, view.project());
        found.extend(own(&symbol, &there).map(|target| Target { file: Some(Arc::clone(document.code())), ..target }));
    }
    found
}

/// The places of this document that name what is under the cursor.
#[must_use]
pub fn highlight(view: View, offset: usize) -> Vec<Target> {
    let symbol = at(view, offset).and_then(|found| Symbol::of(&found, &view));
    symbol.map(|symbol| own(&symbol, &view).collect()).unwrap_or_default()
}

/// The places of one document that name something.
fn own(symbol: &Symbol, view: &View) -> impl Iterator<Item = Target> + use<> {
    let named = match symbol {
        Symbol::Port { .. } | Symbol::Node { .. } => mentions(view),
        Symbol::Script(_) | Symbol::Option { .. } | Symbol::File(_) => Vec::new(),
    };
    let named = named.into_iter().filter(|mention| mention.symbol == *symbol);
    let found: Vec<_> = named.map(|mention: Mention| (mention.span, mention.declares)).collect();
    let found = found.into_iter().chain(file_mentions(symbol, view));
    found.map(|(span, declares)| Target { file: None, span, declares })
}

/// The other documents that may name something, each once: `others`, and the one that declares it.
fn documents(symbol: &Symbol, view: &View, others: &[Arc<Document>]) -> Vec<Arc<Document>> {
    let home = match symbol {
        Symbol::Port { home, .. } | Symbol::Node { home, .. } => home.document.clone(),
        Symbol::Script(path) | Symbol::Option { script: path, .. } => view.project().document(path),
        Symbol::File(_) => None,
    };
    let mut seen: Vec<PathBuf> = vec![normalize(view.document().path())];
    let mut found: Vec<Arc<Document>> = Vec::new();
    for document in home.iter().chain(others) {
        let path = normalize(document.path());
        if !seen.contains(&path) {
            seen.push(path);
            found.push(Arc::clone(document));
        }
    }
    found
}
