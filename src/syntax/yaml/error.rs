//! What is told of a place that is no YAML, or that PyYAML refuses. The one table of these messages.

use crate::message::{Message, Template, ToArgument};
use crate::template;
use crate::text::Span;
use granit_parser::ErrorKind;

/// A place that could not be read, or that PyYAML refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where the parser stopped.
    pub span: Span,
    /// What is wrong; `{found}` stands for [`Self::found`].
    pub template: Template,
    /// What was found, in the words of the text; may be empty.
    pub found: String,
    /// The zero-based line that probably is at fault, where that is not the line of `span`.
    pub probable_line: Option<usize>,
}

impl SyntaxError {
    pub(super) fn new(span: Span, template: Template) -> Self {
        Self { span, template, found: String::new(), probable_line: None }
    }

    pub(super) fn found(self, found: impl Into<String>) -> Self {
        Self { found: found.into(), ..self }
    }

    /// Whether something of the text may be missing in the tree for it. What is only not read, or of no known kind, is
    /// there.
    #[must_use]
    pub fn loses(&self) -> bool {
        ![SECOND_DOCUMENT, BAD_TAG, BAD_VALUE].contains(&self.template)
    }

    /// What is told of it.
    #[must_use]
    pub fn message(&self) -> Message {
        Message::new(self.template, vec![("found", self.found.to_argument())])
    }
}

pub(super) const TAB: Template = template!("a tab stands where YAML allows only spaces");
pub(super) const UNPRINTABLE: Template = template!("the character {found} is not allowed in YAML");
pub(super) const SECOND_DOCUMENT: Template = template!("a second document starts here; only one is read");
pub(super) const BAD_TAG: Template = template!("the tag `{found}` does not fit here");
pub(super) const BAD_VALUE: Template = template!("`{found}` is no valid value of its type");
pub(super) const LONE_MERGE: Template = template!("`{found}` is a key with a special meaning and no value; quote it");
pub(super) const BAD_MERGE: Template = template!("`<<` takes a mapping or a list of mappings");
pub(super) const LARGE_MERGE: Template = template!("the merges of this file are too large to follow");
pub(super) const UNHASHABLE: Template = template!("a mapping or a list cannot be a key; quote a template placeholder");
pub(super) const UNKNOWN_ALIAS: Template = template!("no anchor `&{found}` stands before this alias");
pub(super) const CYCLE: Template = template!("this alias stands inside the node it names");
pub(super) const LARGE_ALIAS: Template = template!("the aliases of this file stand for too much to follow");
pub(super) const DUPLICATE_ANCHOR: Template = template!("the anchor `&{found}` is already taken");
pub(super) const NO_KEY: Template = template!("a `key:` was expected here");
pub(super) const INDENTATION: Template = template!("the indentation fits no level above");
pub(super) const FLOW_PLAIN: Template = template!("a `{found}` is not allowed in brackets outside quotes");
pub(super) const BAD_ANCHOR: Template = template!("the name `{found}` may hold letters, digits, `-` and `_` only");

/// What the parser stopped at, and whether PyYAML stops there too: `None` where it does not.
pub(super) fn describe(kind: &ErrorKind) -> Option<Template> {
    use ErrorKind as K;
    Some(match kind {
        // YAML 1.2 is stricter than PyYAML here.
        K::PlainScalarStartsWithDashFlowIndicator
        | K::InvalidLowSurrogate
        | K::InvalidLowSurrogateHexEscape
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate => return None,
        K::MappingValueNotAllowed | K::InvalidColonPlacement | K::InvalidMappingValueWhitespace => {
            template!("a `:` is not allowed here; quote the value if it belongs to it")
        }
        K::ExpectedBlockMappingKey | K::SimpleKeyExpected | K::InvalidSimpleKey => NO_KEY,
        K::MappingKeyNotAllowed => template!("a key is not allowed here"),
        K::InvalidIndentation
        | K::InvalidBlockScalarIndent
        | K::InvalidQuotedScalarIndent
        | K::InvalidFlowScalarIndent => template!("the indentation fits no level above"),
        K::ExpectedBlockSequenceEntry => template!("a `- ` was expected here"),
        K::BlockSequenceEntryNotAllowed | K::BlockEntryInFlowCollection => template!("a `- ` is not allowed here"),
        K::ExpectedFlowMappingSeparator | K::UnexpectedEofFlowMapping => template!("a `,` or `}` was expected here"),
        K::ExpectedFlowSequenceSeparator | K::UnexpectedEofFlowSequence => template!("a `,` or `]` was expected here"),
        K::UnclosedFlowCollection { .. } => template!("this bracket is never closed"),
        K::MisplacedFlowCollectionEnd | K::MismatchedFlowCollectionEnd { .. } => {
            template!("this bracket closes nothing")
        }
        K::UnclosedQuotedScalar => template!("a quote is never closed"),
        K::DocumentIndicatorInQuotedScalar => template!("a document starts or ends inside quotes"),
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => {
            template!("nothing may follow a closing quote on its line")
        }
        K::UnknownQuotedScalarEscape | K::InvalidQuotedScalarHexEscape | K::InvalidUnicodeEscape => {
            template!("this escape is unknown; in double quotes a backslash is written `\\\\`")
        }
        K::TabInIndentation
        | K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInPlainScalar
        | K::TabAtBlockScalarStart => TAB,
        K::UnexpectedCharacter { .. } => template!("no value can start with this character; quote it"),
        K::InvalidBlockScalarHeader | K::ZeroBlockScalarIndent => {
            template!("this is no valid start of a block of text")
        }
        K::RecursionLimitExceeded => template!("the text is nested too deeply"),
        K::UndeclaredTagHandle => template!("this tag's prefix is not declared"),
        K::MissingAnchorOrAliasName => template!("a name was expected here"),
        K::BomInsideDocument => template!("a byte order mark stands inside the text"),
        K::MissingDocumentEndBeforeDirective => template!("a directive is not allowed here"),
        K::UnsupportedYamlMajorVersion => template!("this YAML version is not supported"),
        _ => template!("the text is no valid YAML from here on"),
    })
}
