//! The syntax tree as plain data: every node in source order in one list. The only file that names tree-sitter.
//! Knows the shape of the tree, not what the Python in it means.

use crate::text::Span;
use std::sync::LazyLock;
use tree_sitter::{Parser, TreeCursor};

/// A node of the tree; also the handle by which callers name an expression of a [`super::Module`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Declares an enum, and the way to it from the grammar's names.
macro_rules! grammar_names {
    ($(#[$doc:meta])* $enum:ident { $($variant:ident = $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $enum { $($variant,)* Other }

        impl $enum {
            fn named(name: &str) -> Self {
                match name { $($name => Self::$variant,)* _ => Self::Other }
            }
        }
    };
}

grammar_names! {
    /// What a node is. Punctuation, operators and keywords are `Token`.
    Kind {
        Token = "(token)", Error = "ERROR", Comment = "comment", LineContinuation = "line_continuation",
        AliasedImport = "aliased_import", ArgumentList = "argument_list", AsPattern = "as_pattern",
        AsPatternTarget = "as_pattern_target", AssertStatement = "assert_statement", Assignment = "assignment", Attribute = "attribute",
        AugmentedAssignment = "augmented_assignment", BinaryOperator = "binary_operator", Block = "block",
        BooleanOperator = "boolean_operator", BreakStatement = "break_statement",
        Call = "call", CaseClause = "case_clause", CasePattern = "case_pattern", ClassDefinition = "class_definition",
        ClassPattern = "class_pattern", ConcatenatedString = "concatenated_string",
        ConditionalExpression = "conditional_expression", ContinueStatement = "continue_statement",
        DecoratedDefinition = "decorated_definition", Decorator = "decorator",
        DefaultParameter = "default_parameter", DeleteStatement = "delete_statement",
        DictPattern = "dict_pattern", Dictionary = "dictionary", DictionaryComprehension = "dictionary_comprehension",
        DictionarySplat = "dictionary_splat", DictionarySplatPattern = "dictionary_splat_pattern",
        DottedName = "dotted_name", ElifClause = "elif_clause", ElseClause = "else_clause", ExceptClause = "except_clause",
        ExecStatement = "exec_statement", ExpressionList = "expression_list",
        ExpressionStatement = "expression_statement", False = "false", Float = "float",
        ForInClause = "for_in_clause", ForStatement = "for_statement", FunctionDefinition = "function_definition",
        FutureImport = "future_import_statement", GeneratorExpression = "generator_expression",
        GlobalStatement = "global_statement", Identifier = "identifier", IfClause = "if_clause", IfStatement = "if_statement",
        ImportFrom = "import_from_statement", ImportStatement = "import_statement", Integer = "integer",
        Interpolation = "interpolation", KeywordArgument = "keyword_argument",
        KeywordPattern = "keyword_pattern", KeywordSeparator = "keyword_separator", Lambda = "lambda",
        LambdaParameters = "lambda_parameters", List = "list", ListComprehension = "list_comprehension",
        ListPattern = "list_pattern", ListSplat = "list_splat", ListSplatPattern = "list_splat_pattern",
        FinallyClause = "finally_clause", Match = "match_statement", Module = "module", NamedExpression = "named_expression", None = "none",
        NonlocalStatement = "nonlocal_statement", Pair = "pair", Parameters = "parameters",
        ParenthesizedExpression = "parenthesized_expression", PassStatement = "pass_statement",
        PatternList = "pattern_list", PositionalSeparator = "positional_separator",
        PrintStatement = "print_statement", Chevron = "chevron", RaiseStatement = "raise_statement",
        ReturnStatement = "return_statement", Set = "set", NotOperator = "not_operator", RelativeImport = "relative_import",
        SetComprehension = "set_comprehension", SplatPattern = "splat_pattern", String = "string",
        StringContent = "string_content", StringEnd = "string_end", StringStart = "string_start",
        Subscript = "subscript", True = "true", Tuple = "tuple", TuplePattern = "tuple_pattern",
        Try = "try_statement", While = "while_statement", With = "with_statement", TypeAlias = "type_alias_statement", TypeParameter = "type_parameter",
        TypedDefaultParameter = "typed_default_parameter", TypedParameter = "typed_parameter",
        UnaryOperator = "unary_operator", UnionPattern = "union_pattern", WildcardImport = "wildcard_import", WithClause = "with_clause",
        Yield = "yield",
    }
}

grammar_names! {
    /// The part a node plays in its parent.
    Role {
        Alias = "alias", Argument = "argument", Arguments = "arguments", Attribute = "attribute", Body = "body",
        Condition = "condition", Consequence = "consequence", Definition = "definition", Function = "function",
        Key = "key", Left = "left", ModuleName = "module_name", Name = "name", Object = "object",
        Operator = "operator", Parameters = "parameters", Right = "right", Subscript = "subscript",
        Superclasses = "superclasses", Type = "type", Value = "value",
    }
}

/// One node; its children follow it in the list, up to `subtree_end`.
#[derive(Clone, Copy, Debug)]
struct Node {
    kind: Kind,
    role: Role,
    missing: bool,
    broken: bool,
    start: u32,
    end: u32,
    parent: u32,
    subtree_end: u32,
}

/// The nodes of a file, parents before children, in source order.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// Spans of the comments, in source order; they are no nodes.
    pub(super) comments: Vec<Span>,
}

/// The grammar's numbers turned into our names once.
struct Names {
    kinds: Vec<Kind>,
    roles: Vec<Role>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let language: tree_sitter::Language = tree_sitter_python::LANGUAGE.into();
    let kinds = 0..u16::try_from(language.node_kind_count()).unwrap_or(u16::MAX);
    let roles = 0..=u16::try_from(language.field_count()).unwrap_or(u16::MAX - 1);
    let kind = |id| match language.node_kind_is_named(id) {
        true => Kind::named(language.node_kind_for_id(id).unwrap_or_default()),
        false => Kind::Token,
    };
    Names {
        kinds: kinds.map(kind).collect(),
        roles: roles.map(|id| Role::named(language.field_name_for_id(id).unwrap_or_default())).collect(),
    }
});

impl Tree {
    /// Parses `text`. `None` if it is too large to number its bytes, or the grammar does not load.
    pub(super) fn parse(text: &str) -> Option<Self> {
        u32::try_from(text.len()).ok().filter(|length| *length < u32::MAX)?;
        let mut parser = Parser::new();
        parser.set_language(&tree_sitter_python::LANGUAGE.into()).ok()?;
        let tree = parser.parse(text, None)?;
        let mut result = Self::default();
        result.copy(text, &mut tree.walk());
        result.mark_broken();
        Some(result)
    }

    /// Copies all nodes with an explicit stack: source text decides how deep the tree is.
    fn copy(&mut self, text: &str, cursor: &mut TreeCursor) {
        let mut open = Vec::new();
        loop {
            if let Some(id) = self.push(text, cursor, open.last().copied().unwrap_or(0)) {
                open.push(id);
                if cursor.goto_first_child() {
                    continue;
                }
                self.close(open.pop());
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return;
                }
                self.close(open.pop());
            }
        }
    }

    fn push(&mut self, text: &str, cursor: &TreeCursor, parent: u32) -> Option<u32> {
        let node = cursor.node();
        let kind = match node.is_error() {
            true if self.is_type_default(text.get(node.byte_range()), NodeId(parent)) => Kind::Other,
            true => Kind::Error,
            false => NAMES.kinds.get(usize::from(node.kind_id())).copied().unwrap_or(Kind::Other),
        };
        if kind == Kind::Comment {
            self.comments.push(node.byte_range().into());
        }
        if matches!(kind, Kind::Comment | Kind::LineContinuation) {
            return None;
        }
        let id = u32::try_from(self.nodes.len()).ok()?;
        let role = cursor.field_id().and_then(|id| NAMES.roles.get(usize::from(id.get())).copied());
        let (start, end) = (narrow(node.start_byte()), narrow(node.end_byte()));
        let role = role.unwrap_or(Role::Other);
        let missing = node.is_missing();
        let broken = missing || kind == Kind::Error;
        self.nodes.push(Node { kind, role, missing, broken, start, end, parent, subtree_end: id + 1 });
        Some(id)
    }

    fn close(&mut self, id: Option<u32>) {
        let end = narrow(self.nodes.len());
        if let Some(node) = id.and_then(|id| self.nodes.get_mut(id as usize)) {
            node.subtree_end = end;
        }
    }

    /// Whether an error is the default of a type parameter, `[T = int]`, which the grammar does not know yet.
    fn is_type_default(&self, erroneous: Option<&str>, parent: NodeId) -> bool {
        erroneous.is_some_and(|text| text.contains('='))
            && self.ancestors(parent).take(4).any(|id| self.kind(id) == Kind::TypeParameter)
    }

    /// Marks every ancestor of an error as broken.
    fn mark_broken(&mut self) {
        for index in (1..self.nodes.len()).rev() {
            let parent = self.nodes[index].parent as usize;
            self.nodes[parent].broken |= self.nodes[index].broken;
        }
    }

    /// All nodes, parents first, in source order.
    pub(super) fn ids(&self) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (0..narrow(self.nodes.len())).map(NodeId)
    }

    /// The nodes that begin at or after a byte.
    pub(super) fn from(&self, start: usize) -> impl Iterator<Item = NodeId> + use<> {
        let first = self.nodes.partition_point(|node| (node.start as usize) < start);
        (narrow(first)..narrow(self.nodes.len())).map(NodeId)
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn kind(&self, id: NodeId) -> Kind {
        self.nodes.get(id.index()).map_or(Kind::Other, |node| node.kind)
    }

    pub(super) fn role(&self, id: NodeId) -> Role {
        self.nodes.get(id.index()).map_or(Role::Other, |node| node.role)
    }

    pub(super) fn span(&self, id: NodeId) -> Span {
        self.nodes.get(id.index()).map_or(Span::default(), |node| Span::new(node.start as usize, node.end as usize))
    }

    /// A token that the parser made up to go on.
    pub(super) fn is_missing(&self, id: NodeId) -> bool {
        self.nodes.get(id.index()).is_some_and(|node| node.missing)
    }

    /// Whether the node, or something in it, did not parse.
    pub(super) fn is_broken(&self, id: NodeId) -> bool {
        self.nodes.get(id.index()).is_none_or(|node| node.broken)
    }

    /// The parent; `None` for the root.
    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes.get(id.index()).filter(|_| id.0 > 0).map(|node| NodeId(node.parent))
    }

    /// The node and its ancestors, from the inside out.
    pub(super) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), |id| self.parent(*id))
    }

    /// The first id after the node's subtree.
    pub(super) fn subtree_end(&self, id: NodeId) -> NodeId {
        NodeId(self.nodes.get(id.index()).map_or(u32::MAX, |node| node.subtree_end))
    }

    /// The direct children, tokens included.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let end = self.subtree_end(id);
        let first = Some(NodeId(id.0 + 1)).filter(|child| *child < end);
        std::iter::successors(first, move |child| Some(self.subtree_end(*child)).filter(|next| *next < end))
    }

    /// The direct children that are no tokens.
    pub(super) fn parts(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        self.children(id).filter(|child| self.kind(*child) != Kind::Token)
    }

    /// The first child that plays `role`.
    pub(super) fn child(&self, id: NodeId, role: Role) -> Option<NodeId> {
        self.children(id).find(|child| self.role(*child) == role)
    }

    /// The node without the parentheses around it.
    pub(super) fn unparenthesized(&self, mut id: NodeId) -> NodeId {
        while self.kind(id) == Kind::ParenthesizedExpression {
            let Some(inner) = self.parts(id).next() else { break };
            id = inner;
        }
        id
    }
}

fn narrow(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
