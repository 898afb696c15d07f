//! Findings as the editor shows them.

use super::SOURCE;
use super::documents::Buffer;
use super::places::Places;
use super::snapshot::Snapshot;
use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::locale::Words;
use crate::rules::{Rule, Tag, engine};
use lsp_types::{
    CodeDescription, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, NumberOrString, Uri,
};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::str::FromStr;

/// Findings by the document or cell that they are in; one without any is there with an empty list.
pub type ByUri = BTreeMap<Uri, Vec<lsp_types::Diagnostic>>;

impl Snapshot {
    /// Findings of a document, for the editor.
    #[must_use]
    pub fn show(&self, buffer: &Buffer, found: &[Diagnostic]) -> ByUri {
        let (places, words) = (Places::new(buffer, self.client.encoding), self.words(&buffer.path));
        let mut shown: ByUri = buffer.uris().map(|uri| (uri.clone(), Vec::new())).collect();
        for found in found {
            if let Some((uri, diagnostic)) = self.diagnostic(found, places, words) {
                shown.entry(uri).or_default().push(diagnostic);
            }
        }
        shown
    }

    /// A finding and the document or cell that it is in; `None` if the editor has no place for it.
    #[must_use]
    pub fn diagnostic(&self, found: &Diagnostic, places: Places, words: Words) -> Option<(Uri, lsp_types::Diagnostic)> {
        let about_file = *found.rule == engine::INVALID_NOTEBOOK;
        let place = if about_file { places.location_in_file(found.span) } else { places.location(found.span) };
        let Location { uri, range } = place?;
        let related: Vec<_> = found.related.iter().filter_map(|related| self.related(related, places, words)).collect();
        let diagnostic = lsp_types::Diagnostic {
            range,
            severity: Some(severity(found.severity)),
            code: Some(NumberOrString::String(found.rule.code.to_owned())),
            code_description: description(found.rule),
            source: Some(SOURCE.to_owned()),
            message: message(found, words),
            related_information: Some(related).filter(|related| self.client.related && !related.is_empty()),
            tags: found.rule.tag().filter(|_| self.client.tags).map(|tag| vec![self::tag(tag)]),
            data: None,
        };
        Some((uri, diagnostic))
    }

    fn related(&self, related: &Related, places: Places, words: Words) -> Option<DiagnosticRelatedInformation> {
        let location = match &related.file {
            None => places.location(related.span)?,
            Some(file) => self.elsewhere(file.path(), file, related.span)?,
        };
        Some(DiagnosticRelatedInformation { location, message: words.say(&related.message) })
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

fn tag(tag: Tag) -> DiagnosticTag {
    match tag {
        Tag::Deprecated => DiagnosticTag::DEPRECATED,
        Tag::Unnecessary => DiagnosticTag::UNNECESSARY,
    }
}

fn description(rule: &Rule) -> Option<CodeDescription> {
    Uri::from_str(&rule.url()).ok().map(|href| CodeDescription { href })
}

fn message(found: &Diagnostic, words: Words) -> String {
    let message = words.say(&found.message);
    match &found.help {
        Some(help) => format!("{message}\n{}", words.say(help)),
        None => message,
    }
}

/// A name for findings: equal findings have the same, others most likely not.
#[must_use]
pub fn result_id(found: &[lsp_types::Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(found).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
