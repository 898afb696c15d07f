//! Building the leaves of the tree: scalars and aliases. Knows no masks and no collections.

use super::build::Builder;
use super::error::{self, SyntaxError};
use super::events::{ScalarStyle, Tag};
use super::frame::{Extent, Frame, Role};
use super::name::{self, Name};
use super::prepare::is_altered;
use super::resolve::{self, Outcome, Resolved};
use super::tree::MAX_DEPTH;
use super::{Data, Scalar, Style, block, decode, tag};
use crate::message::Template;
use crate::text::{Decoded, Span};

/// All aliases of a text together stand for no more nodes than this.
const ALIAS_BUDGET: u64 = 250_000;

impl Builder<'_> {
    pub(super) fn scalar(&mut self, value: &str, style: ScalarStyle, span: Span, anchor: usize, tag: Option<Tag>) {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let has_properties = tag.is_some() || anchor != 0;
        let (text, span) = self.decode(value, style, span, has_properties);
        let outcome = match &tag {
            Some(tag) => tag::scalar(&tag.name, text.as_str()),
            None if style == Style::Plain => resolve::resolve(text.as_str()),
            None => Resolved::Str.into(),
        };
        let outcome = self.misplaced(style, span, has_properties).unwrap_or(outcome);
        let (value, role) = self.judge(outcome, tag.as_ref(), text.as_str(), span);
        let data = value.map_or(Data::Malformed, |value| Data::Scalar(Scalar { style, text, value }));
        let id = self.node(span, tag.map(|tag| tag.span), data);
        if let Some(target) = (anchor != 0).then_some(super::build::Target { id, extent: Some(Extent::LEAF) }) {
            self.anchors.insert(anchor, target);
        }
        self.leaf(id, role, Extent::LEAF);
    }

    /// The characters of a scalar, and its span as we have it: from the header of a block, behind the `:` if empty.
    fn decode(&self, value: &str, style: Style, span: Span, has_properties: bool) -> (Decoded, Span) {
        match style {
            // The parser names an absent value `~`.
            Style::Plain if span.is_empty() && has_properties => (Decoded::default(), span),
            Style::Plain if span.is_empty() => (Decoded::default(), Span::at(self.empty_place(span.start))),
            Style::Literal | Style::Folded => {
                // Where no content follows up to the end of the text, the parser starts the scalar with its header.
                let at_start = self.text[span.start..].starts_with(['|', '>']).then_some(span.start);
                let header = block::indicator(self.text, self.last_end, span.start, &['|', '>']).or(at_start);
                let Some(header) = header else {
                    return (decode::replaced(value, span), span);
                };
                let (text, end) = block::block(self.text, header, span.end, style, value);
                (text, Span::new(header, end))
            }
            _ => (decode::flow(self.text, span, style, value), span),
        }
    }

    /// Where an absent value would be written: behind the `:` of its key, or the `-` of its item.
    fn empty_place(&self, at: usize) -> usize {
        let is_value = self.frames.last().is_some_and(|frame| frame.pending().is_some());
        if !is_value {
            let before = self.parsed.get(self.last_end..at).unwrap_or_default();
            let at = at - (before.len() - before.trim_end_matches(' ').len());
            return self.text.floor_char_boundary(at);
        }
        let rest = self.parsed.get(self.last_end..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\n', '\r']).len();
        if rest[blanks..].starts_with(':') { at.max(self.last_end + blanks + 1) } else { at }
    }

    /// What PyYAML refuses of a scalar for where it stands, or reads as something else. Reports it.
    fn misplaced(&mut self, style: Style, span: Span, has_properties: bool) -> Option<Outcome> {
        let is_key = self.frames.last().is_some_and(Frame::awaits_key);
        let is_flow = self.frames.last().is_some_and(Frame::is_flow);
        let is_value = self.frames.last().is_some_and(|frame| frame.pending().is_some());
        let source = span.slice(self.parsed);
        let problem = match style {
            Style::Plain if is_key && span.is_empty() && !has_properties => {
                let explicit = block::indicator(self.parsed, self.last_end, span.start, &['?']).is_some();
                (!explicit).then(|| SyntaxError::new(span, error::NO_KEY))?
            }
            // In brackets, a `?` ends a plain scalar and starts a key, and a `:` does not start one.
            Style::Plain if is_flow && !is_value && source.starts_with('?') => return Some(Outcome::Unknown),
            Style::Plain if is_flow => {
                let at = if source.starts_with(':') { 0 } else { source.find('?')? };
                let place = Span::new(span.start + at, span.start + at + 1);
                SyntaxError::new(place, error::FLOW_PLAIN).found(&source[at..=at])
            }
            // PyYAML wants every block of text indented.
            Style::Literal | Style::Folded if self.frames.is_empty() => {
                let mut lines = source.split(['\n', '\r']).skip(1);
                match lines.find(|line| !line.is_empty() && !line.starts_with(' '))? {
                    comment if comment.starts_with('#') => return Some(Outcome::Unknown),
                    _ => SyntaxError::new(span, error::INDENTATION),
                }
            }
            _ => return None,
        };
        self.error(problem);
        Some(Outcome::Unknown)
    }

    /// What a scalar is, and what for if it is a key; reports what PyYAML refuses.
    fn judge(&mut self, outcome: Outcome, tag: Option<&Tag>, text: &str, span: Span) -> (Option<Resolved>, Role) {
        let is_key = self.frames.last().is_some_and(Frame::awaits_key);
        let problem = match outcome {
            _ if !std::ptr::eq(self.text, self.parsed) && span.slice(self.text).contains(is_altered) => {
                return (None, Role::Broken);
            }
            Outcome::Value(value) => return (Some(value), Role::Name),
            Outcome::Merge if is_key => return (Some(Resolved::Str), Role::Merge),
            Outcome::Equals if is_key => return (Some(Resolved::Str), Role::Name),
            Outcome::Unknown => return (None, Role::Broken),
            Outcome::Merge | Outcome::Equals => SyntaxError::new(span, error::LONE_MERGE).found(text),
            Outcome::Refused => match tag {
                Some(tag) if !tag::takes_scalars(&tag.name) => {
                    SyntaxError::new(tag.span, error::BAD_TAG).found(tag.span.slice(self.text))
                }
                _ => SyntaxError::new(span, error::BAD_VALUE).found(text.chars().take(40).collect::<String>()),
            },
        };
        self.error(problem);
        (None, Role::Broken)
    }

    pub(super) fn alias(&mut self, anchor: usize, span: Span) {
        let target = self.anchors.get(&anchor).map(|target| (target.id, target.extent));
        let (data, extent) = match target {
            Some((id, Some(extent))) if self.affords(extent) => (Data::Alias(id), extent),
            Some((_, Some(_))) => (self.refused_alias(span, error::LARGE_ALIAS), Extent::LEAF),
            // PyYAML reads it, but nothing that walks the result ends.
            Some((_, None)) => (self.refused_alias(span, error::CYCLE), Extent::LEAF),
            None => (Data::Malformed, Extent::LEAF),
        };
        let id = self.node(span, None, data);
        let role = self.role_of(id);
        self.leaf(id, role, extent);
    }

    pub(super) fn unknown_alias(&mut self, name: &str, span: Span) {
        let template = match name::judge(name, self.parsed[span.end..].chars().next()) {
            Name::Same => Some(error::UNKNOWN_ALIAS),
            Name::Shorter(name) => (!self.names.contains(name)).then_some(error::UNKNOWN_ALIAS),
            Name::Refused => Some(error::BAD_ANCHOR),
        };
        if let Some(template) = template {
            self.error(SyntaxError::new(span, template).found(name));
        }
        let id = self.node(span, None, Data::Malformed);
        self.leaf(id, Role::Broken, Extent::LEAF);
    }

    /// Counts an alias to something as large as `extent`; whether it may stand here.
    fn affords(&mut self, extent: Extent) -> bool {
        self.aliased = self.aliased.saturating_add(extent.nodes);
        self.aliased <= ALIAS_BUDGET && self.frames.len() + extent.height <= MAX_DEPTH
    }

    fn refused_alias(&mut self, span: Span, template: Template) -> Data {
        if !self.tree.errors.iter().any(|error| error.template == template) {
            self.error(SyntaxError::new(span, template));
        }
        Data::Malformed
    }

    /// Puts a leaf in its place.
    fn leaf(&mut self, id: super::NodeId, role: Role, extent: Extent) {
        let is_key = self.frames.last().is_some_and(Frame::awaits_key);
        let role = self.check_leaf(id, is_key).unwrap_or(role);
        self.attach(id, role, extent);
        self.last_end = self.last_end.max(self.tree.raw(id).span.end);
        self.last_leaf = (!is_key).then_some(id);
    }
}
