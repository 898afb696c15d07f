//! What is told of a place that is no YAML, or that PyYAML refuses. The one table of these messages.

use crate::text::Span;
use granit_parser::ErrorKind;

/// A place that could not be read, or that PyYAML refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where the parser stopped.
    pub span: Span,
    /// The message in English; `{found}` stands for [`Self::found`].
    pub template: &'static str,
    /// What was found, in the words of the text; may be empty.
    pub found: String,
    /// The zero-based line that probably is at fault, where that is not the line of `span`.
    pub probable_line: Option<usize>,
}

impl SyntaxError {
    pub(super) fn new(span: Span, template: &'static str) -> Self {
        Self { span, template, found: String::new(), probable_line: None }
    }

    pub(super) fn found(self, found: impl Into<String>) -> Self {
        Self { found: found.into(), ..self }
    }

    /// The message in English.
    #[must_use]
    pub fn message(&self) -> String {
        self.template.replace("{found}", &self.found)
    }
}

pub(super) const TAB: &str = "a tab stands where YAML allows only spaces";
pub(super) const UNPRINTABLE: &str = "the character {found} is not allowed in YAML";
pub(super) const SECOND_DOCUMENT: &str = "a second document starts here; only one is read";
pub(super) const BAD_TAG: &str = "the tag `{found}` does not fit here";
pub(super) const BAD_VALUE: &str = "`{found}` is no valid value of its type";
pub(super) const LONE_MERGE: &str = "`{found}` is a key with a special meaning and no value; quote it";
pub(super) const BAD_MERGE: &str = "`<<` takes a mapping or a list of mappings";
pub(super) const LARGE_MERGE: &str = "the merges of this file are too large to follow";
pub(super) const UNHASHABLE: &str = "a mapping or a list cannot be a key; quote a template placeholder";
pub(super) const UNKNOWN_ALIAS: &str = "no anchor `&{found}` stands before this alias";
pub(super) const CYCLE: &str = "this alias stands inside the node it names";
pub(super) const LARGE_ALIAS: &str = "the aliases of this file stand for too much to follow";
pub(super) const DUPLICATE_ANCHOR: &str = "the anchor `&{found}` is already taken";
pub(super) const NO_KEY: &str = "a `key:` was expected here";
pub(super) const INDENTATION: &str = "the indentation fits no level above";
pub(super) const FLOW_PLAIN: &str = "a `{found}` is not allowed in brackets outside quotes";
pub(super) const BAD_ANCHOR: &str = "the name `{found}` may hold letters, digits, `-` and `_` only";

/// What the parser stopped at, and whether PyYAML stops there too: `None` where it does not.
pub(super) fn describe(kind: &ErrorKind) -> Option<&'static str> {
    use ErrorKind as K;
    Some(match kind {
        // YAML 1.2 is stricter than PyYAML here.
        K::PlainScalarStartsWithDashFlowIndicator
        | K::InvalidLowSurrogate
        | K::InvalidLowSurrogateHexEscape
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate => return None,
        K::MappingValueNotAllowed | K::InvalidColonPlacement | K::InvalidMappingValueWhitespace => {
            "a `:` is not allowed here; quote the value if it belongs to it"
        }
        K::ExpectedBlockMappingKey | K::SimpleKeyExpected | K::InvalidSimpleKey => NO_KEY,
        K::MappingKeyNotAllowed => "a key is not allowed here",
        K::InvalidIndentation
        | K::InvalidBlockScalarIndent
        | K::InvalidQuotedScalarIndent
        | K::InvalidFlowScalarIndent => "the indentation fits no level above",
        K::ExpectedBlockSequenceEntry => "a `- ` was expected here",
        K::BlockSequenceEntryNotAllowed | K::BlockEntryInFlowCollection => "a `- ` is not allowed here",
        K::ExpectedFlowMappingSeparator | K::UnexpectedEofFlowMapping => "a `,` or `}` was expected here",
        K::ExpectedFlowSequenceSeparator | K::UnexpectedEofFlowSequence => "a `,` or `]` was expected here",
        K::UnclosedFlowCollection { .. } => "this bracket is never closed",
        K::MisplacedFlowCollectionEnd | K::MismatchedFlowCollectionEnd { .. } => "this bracket closes nothing",
        K::UnclosedQuotedScalar => "a quote is never closed",
        K::DocumentIndicatorInQuotedScalar => "a document starts or ends inside quotes",
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => {
            "nothing may follow a closing quote on its line"
        }
        K::UnknownQuotedScalarEscape | K::InvalidQuotedScalarHexEscape | K::InvalidUnicodeEscape => {
            "this escape is unknown; in double quotes a backslash is written `\\\\`"
        }
        K::TabInIndentation
        | K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInPlainScalar
        | K::TabAtBlockScalarStart => TAB,
        K::UnexpectedCharacter { .. } => "no value can start with this character; quote it",
        K::InvalidBlockScalarHeader | K::ZeroBlockScalarIndent => "this is no valid start of a block of text",
        K::RecursionLimitExceeded => "the text is nested too deeply",
        K::UndeclaredTagHandle => "this tag's prefix is not declared",
        K::MissingAnchorOrAliasName => "a name was expected here",
        K::BomInsideDocument => "a byte order mark stands inside the text",
        K::MissingDocumentEndBeforeDirective => "a directive is not allowed here",
        K::UnsupportedYamlMajorVersion => "this YAML version is not supported",
        _ => "the text is no valid YAML from here on",
    })
}
