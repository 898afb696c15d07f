//! What spans several lines: brackets, arguments, strings, simple statements. Does not know what they mean.

use super::module::Module;
use super::tree::Kind;
use crate::text::Span;

/// Something that spans several lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// All of it.
    pub span: Span,
    /// Whether it is a string, in which no comment can stand.
    pub is_text: bool,
}

impl Module {
    /// Expressions, arguments and simple statements that span several lines, in the order in which they begin.
    pub fn extents(&self) -> impl Iterator<Item = Extent> {
        self.tree.ids().filter_map(|id| {
            let is_text = self.tree.kind(id) == Kind::String;
            let span = self.tree.span(id);
            let lined = (is_text || is_simple(self.tree.kind(id))) && span.slice(&self.text).contains(['\n', '\r']);
            lined.then_some(Extent { span, is_text })
        })
    }
}

/// Whether it holds no other statement.
fn is_simple(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ArgumentList
            | Kind::Assignment
            | Kind::AugmentedAssignment
            | Kind::BinaryOperator
            | Kind::Call
            | Kind::ConcatenatedString
            | Kind::Dictionary
            | Kind::DictionaryComprehension
            | Kind::ExpressionStatement
            | Kind::GeneratorExpression
            | Kind::ImportFrom
            | Kind::KeywordArgument
            | Kind::List
            | Kind::ListComprehension
            | Kind::Pair
            | Kind::ParenthesizedExpression
            | Kind::SetComprehension
            | Kind::Subscript
            | Kind::Tuple
    )
}
