//! Events to tree: collections, anchors, documents. Leaves are made in `leaf`, what masked text touches is marked in
//! `touch`. Does not know how masks are chosen, and leaves merges unresolved.

use super::error::{self, SyntaxError};
use super::events::{Event, Events, Spanned, Stop, StructureStyle, Tag};
use super::frame::{Content, Extent, Frame, Key, Role};
use super::landmarks::Landmarks;
use super::mask::{Kind, Mask};
use super::name::{self, Name};
use super::{Anchor, Comment, Data, Entry, Mapping, Node, NodeId, Origin, Sequence, Tree};
use super::{block, tag};
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// More of them say nothing more.
const MAX_ERRORS: usize = 50;

/// A tree, and where the parser went no further.
pub(super) struct Built {
    pub(super) tree: Tree,
    pub(super) stop: Option<Stop>,
    /// What lies before that place.
    pub(super) landmarks: Landmarks,
}

/// Builds the tree of `parsed`, which is `text` with `masks`.
pub(super) fn build(text: &str, parsed: &str, masks: &[Mask]) -> Built {
    let mut builder = Builder::new(text, parsed, masks);
    let mut landmarks = Landmarks::default();
    for event in Events::new(parsed) {
        match event {
            Ok(event) => {
                landmarks.pass(&event);
                builder.event(event);
            }
            Err(stop) => {
                builder.abandon();
                return Built { tree: builder.tree, stop: Some(stop), landmarks };
            }
        }
    }
    Built { tree: builder.tree, stop: None, landmarks }
}

pub(super) struct Builder<'t> {
    pub(super) text: &'t str,
    pub(super) masks: &'t [Mask],
    pub(super) tree: Tree,
    pub(super) frames: Vec<Frame>,
    pub(super) anchors: HashMap<usize, Target>,
    pub(super) names: HashSet<String>,
    /// What the parser reads; of the same length as the text.
    pub(super) parsed: &'t str,
    /// Nodes that all aliases together stand for.
    pub(super) aliased: u64,
    /// Where the last token ended.
    pub(super) last_end: usize,
    /// The last leaf: text masked behind it may have been a part of it.
    pub(super) last_leaf: Option<NodeId>,
}

/// What an anchor names.
pub(super) struct Target {
    pub(super) id: NodeId,
    /// Unknown while it is being read.
    pub(super) extent: Option<Extent>,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str, parsed: &'t str, masks: &'t [Mask]) -> Self {
        Self {
            text,
            masks,
            tree: Tree::default(),
            frames: Vec::new(),
            anchors: HashMap::new(),
            names: HashSet::new(),
            parsed,
            aliased: 0,
            last_end: 0,
            last_leaf: None,
        }
    }

    pub(super) fn event(&mut self, Spanned { event, span, tag }: Spanned) {
        let span = self.fit(span);
        match event {
            Event::Comment(..) => return self.comment(span),
            Event::Anchor(_, name) => return self.anchor(&name, span),
            _ => self.check_tail(span.start),
        }
        match event {
            Event::DocumentStart(explicit, _) => self.document(explicit, span),
            Event::Scalar(value, style, anchor, name) => self.scalar(&value, style, span, anchor, Tag::new(name, tag)),
            Event::SequenceStart(style, anchor, name) => {
                let content =
                    Content::Sequence(Sequence { flow: style == StructureStyle::Flow, ..Sequence::default() });
                self.begin(content, span, anchor, Tag::new(name, tag));
            }
            Event::MappingStart(style, anchor, name) => {
                let content =
                    Content::Mapping(Mapping { flow: style == StructureStyle::Flow, ..Mapping::default() }, None);
                self.begin(content, span, anchor, Tag::new(name, tag));
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::UnresolvedAlias(name) => self.unknown_alias(&name, span),
            _ => {}
        }
    }

    fn comment(&mut self, span: Span) {
        let line = self.text[..span.start].rsplit(['\n', '\r']).next().unwrap_or_default();
        self.tree.comments.push(Comment { span, own_line: line.trim_matches([' ', '\t', '\u{feff}']).is_empty() });
    }

    fn document(&mut self, explicit: bool, span: Span) {
        self.names.clear();
        if !self.tree.documents.is_empty() {
            self.error(SyntaxError::new(span, error::SECOND_DOCUMENT));
        }
        if explicit {
            self.last_end = span.end;
        }
    }

    /// The anchor of the node whose event came just before: the newest one.
    fn anchor(&mut self, name: &str, span: Span) {
        match name::judge(name, self.parsed[span.end..].chars().next()) {
            Name::Same => {}
            Name::Shorter(_) => self.spoil_newest(),
            Name::Refused => self.error(SyntaxError::new(span, error::BAD_ANCHOR).found(name)),
        }
        if !self.names.insert(name.to_owned()) {
            self.error(SyntaxError::new(span, error::DUPLICATE_ANCHOR).found(name));
        }
        if let Some(node) = self.tree.nodes.last_mut() {
            node.anchor = Some(Box::new(Anchor { name: name.to_owned(), span }));
        }
    }

    /// Says that nothing certain is known of the newest node.
    fn spoil_newest(&mut self) {
        let Some(newest) = self.tree.nodes.last_mut() else { return };
        newest.data = Data::Malformed;
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.id.index() + 1 == self.tree.nodes.len()) {
            frame.malformed = true;
        }
    }

    fn begin(&mut self, content: Content, span: Span, anchor: usize, tag: Option<Tag>) {
        let kind = match (&tag, &content) {
            (None, _) => tag::Collection::Plain,
            (Some(tag), Content::Sequence(_)) => tag::sequence(&tag.name),
            (Some(tag), Content::Mapping(..)) => tag::mapping(&tag.name),
        };
        if let (tag::Collection::Refused, Some(tag)) = (kind, &tag) {
            self.error(SyntaxError::new(tag.span, error::BAD_TAG).found(tag.span.slice(self.text)));
        }
        let start = match content {
            // The parser puts a list that is not indented behind its first dash.
            Content::Sequence(Sequence { flow: false, .. }) if !self.text[span.start..].starts_with('-') => {
                block::indicator(self.text, self.last_end, span.start, &['-']).unwrap_or(span.start)
            }
            _ => span.start,
        };
        let span = Span::new(start, span.end);
        let malformed = kind != tag::Collection::Plain || self.follows_masked_value(span.start);
        let id = self.node(span, tag.map(|tag| tag.span), Data::Malformed);
        if anchor != 0 {
            self.anchors.insert(anchor, Target { id, extent: None });
        }
        self.frames.push(Frame { id, anchor, reach: self.last_end, content, extent: Extent::LEAF, malformed });
        self.last_end = self.last_end.max(span.end);
        self.last_leaf = None;
    }

    fn end(&mut self, span: Span) {
        let Some(mut frame) = self.frames.pop() else { return };
        if frame.is_flow() {
            self.last_end = span.end;
        }
        let reach = Span::new(frame.reach, span.end);
        if self.masks.iter().any(|mask| mask.kind != Kind::Value && mask.overlaps(reach)) {
            frame.open();
        }
        self.close(frame);
    }

    fn close(&mut self, frame: Frame) {
        let (id, anchor, extent) = (frame.id, frame.anchor, frame.extent);
        let next = self.next_index();
        // A block ends with its last content, not where the next token starts.
        let end = self.last_end;
        let node = &mut self.tree.nodes[id.index()];
        node.next = next;
        node.span = Span::new(node.span.start, end);
        node.data = frame.finish();
        if let Some(target) = self.anchors.get_mut(&anchor) {
            target.extent = Some(extent);
        }
        let role = self.role_of(id);
        self.attach(id, role, extent);
        self.last_leaf = None;
    }

    /// The role of a node that may be a key: a collection is none.
    pub(super) fn role_of(&mut self, id: NodeId) -> Role {
        let Some(frame) = self.frames.last_mut().filter(|frame| frame.awaits_key()) else { return Role::Name };
        if let Data::Scalar(_) = self.tree.get(id).data {
            return Role::Name;
        }
        // `{{name}}` is a template that was not filled in: nothing of it is a mapping.
        frame.malformed |= frame.is_flow();
        if !matches!(self.tree.get(id).data, Data::Malformed) {
            let span = self.tree.raw(id).span;
            self.error(SyntaxError::new(span, error::UNHASHABLE));
        }
        Role::Broken
    }

    /// `span` at whole characters: what the parser reads may have others than the text.
    fn fit(&self, span: Span) -> Span {
        if std::ptr::eq(self.text, self.parsed) {
            return span;
        }
        let start = self.text.floor_char_boundary(span.start);
        Span::new(start, if span.is_empty() { start } else { self.text.ceil_char_boundary(span.end) })
    }

    /// Adds a node to the arena.
    pub(super) fn node(&mut self, span: Span, tag: Option<Span>, data: Data) -> NodeId {
        let span = self.fit(span);
        let id = NodeId(self.next_index());
        self.tree.nodes.push(Node { span, anchor: None, tag, shared: false, data, next: id.0 + 1 });
        id
    }

    /// A text of 4 GiB would be needed to have more nodes than fit.
    fn next_index(&self) -> u32 {
        u32::try_from(self.tree.nodes.len()).unwrap_or(u32::MAX)
    }

    /// Puts a finished node where it belongs.
    pub(super) fn attach(&mut self, id: NodeId, role: Role, extent: Extent) {
        let Some(frame) = self.frames.last_mut() else { return self.tree.documents.push(id) };
        frame.extent.grow(extent);
        if frame.awaits_key() {
            return frame.key(Key { id, role });
        }
        let Some(key) = frame.pending() else { return frame.item(id) };
        let span = self.tree.nodes[key.id.index()].whole().cover(self.tree.nodes[id.index()].whole());
        frame.value(Entry { key: key.id, value: id, span, origin: Origin::Written, live: true });
    }

    pub(super) fn error(&mut self, error: SyntaxError) {
        if self.tree.errors.len() < MAX_ERRORS {
            self.tree.errors.push(error);
        }
    }

    /// The parser went no further: everything that has begun may lack parts.
    pub(super) fn abandon(&mut self) {
        if let Some(leaf) = self.last_leaf.take() {
            self.tree.nodes[leaf.index()].data = Data::Malformed;
        }
        while let Some(mut frame) = self.frames.pop() {
            frame.open();
            if frame.pending().is_some() {
                let value = self.node(Span::at(self.last_end), None, Data::Malformed);
                self.frames.push(frame);
                self.attach(value, Role::Name, Extent::LEAF);
                continue;
            }
            self.close(frame);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::show::{errors, show};
    use super::super::{Origin, parse};

    fn check(text: &str, expected: &str) {
        assert_eq!((show(text).as_str(), errors(text)), (expected, Vec::new()), "{text}");
    }

    fn check_error(text: &str, expected: &str, error: &str) {
        assert_eq!((show(text).as_str(), errors(text)), (expected, vec![error.to_owned()]), "{text}");
    }

    #[test]
    fn reads_what_pyyaml_reads() {
        check("k: |\n a", "{k: \"a\"}");
        check("k: |+\n  ", "{k: \"\"}");
        check("k: |-1\n  \n", "{k: \" \"}");
        check("k: |+\n\n\nz: 1", "{k: \"\\n\\n\", z: 1}");
        check("a: 1\nb: [x, 'y', ~]\n", "{a: 1, b: [\"x\", \"y\", null]}");
        check("- a: yes\n  b:\n- - 0x1f\n", "[{a: true, b: null}, [31]]");
        check("\u{feff}a: 1\r\nb: 2\rc: 3", "{a: 1, b: 2, c: 3}");
        check("? a\n: b\n? c\n", "{a: \"b\", c: null}");
        check("a: !!str 1\nb: !!int '2'\nc: ! '3'\n", "{a: \"1\", b: 2, c: 3}");
        check("a: !!binary aGk=\nb: !!set {x, y}\nc: !!omap [x: 1]", "{a: ?, b: ?, c: ?}");
        check("=: 1\n", "{=: 1}");
        check("a: 1\u{2028}b: 2\u{85}c: 'x\u{2029}y'", "{a: 1, b: 2, c: ?}");
        check("", "");
        check("# only\n", "");
        check("a: 1\na: 2\n1: x\ntrue: y\n", "{-a: 1, a: 2, -1: \"x\", true: \"y\"}");
    }

    #[test]
    fn aliases_and_shared_nodes() {
        check("a: &x {b: [1]}\nc: *x\nd: &y 1\n", "{a: ^{b: ^[^1]}, c: ^{b: ^[^1]}, d: 1}");
        check("- &k a\n- {*k : 1}\n", "[^\"a\", {a: 1}]");
        check_error("a: *x\n", "{a: ?}", "1:4 no anchor `&x` stands before this alias");
        check_error("&a [*a]\n", "[?]", "1:5 this alias stands inside the node it names");
        check_error("- &a 1\n- &a 2\n", "[1, 2]", "2:3 the anchor `&a` is already taken");
        check_error("- &a.b 1\n", "[1]", "1:3 the name `a.b` may hold letters, digits, `-` and `_` only");
    }

    #[test]
    fn refuses_what_pyyaml_refuses() {
        check_error("a: !foo 1\n", "{a: ?}", "1:4 the tag `!foo` does not fit here");
        check_error("a: !foo [1]\n", "{a: ?}", "1:4 the tag `!foo` does not fit here");
        check_error("a: !!map [1]\n", "{a: ?}", "1:4 the tag `!!map` does not fit here");
        check_error("a: !!int abc\n", "{a: ?}", "1:10 `abc` is no valid value of its type");
        check_error("a: 2024-02-30\n", "{a: ?}", "1:4 `2024-02-30` is no valid value of its type");
        let unhashable = "a mapping or a list cannot be a key; quote a template placeholder";
        check_error("{{x}}: 1\n", "{..}", &format!("1:2 {unhashable}"));
        check_error("? [a]\n: 1\nb: 2\n", "{b: 2, ..}", &format!("1:3 {unhashable}"));
        check_error("- &x [a]\n- {*x : 1}\n", "[^[^\"a\"], ?]", &format!("2:4 {unhashable}"));
        check_error("a: 1\n---\nb: 2\n", "{a: 1} --- {b: 2}", "2:1 a second document starts here; only one is read");
        let special = "is a key with a special meaning and no value; quote it";
        check_error("a: <<\n", "{a: ?}", &format!("1:4 `<<` {special}"));
        check_error("a: =\n", "{a: ?}", &format!("1:4 `=` {special}"));
    }

    /// The source of the value at a path of keys, and of the entry that holds it.
    fn check_spans(text: &str, path: &[&str], value: &str, entry: &str) {
        let tree = parse(text);
        let mut node = tree.root().unwrap();
        let mut found = None;
        for key in path {
            found = node.entry(key);
            node = found.unwrap().value();
        }
        assert_eq!(node.span().slice(text), value, "{text}");
        assert_eq!(found.unwrap().entry().span.slice(text), entry, "{text}");
    }

    #[test]
    fn spans() {
        check_spans(
            "a:\n  b: 1 # c\n  d: |\n    x\n\n\ne: 2\n",
            &["a"],
            "b: 1 # c\n  d: |\n    x",
            "a:\n  b: 1 # c\n  d: |\n    x",
        );
        check_spans("a:\n  d: >-\n    x\n    y\n\ne: 2\n", &["a", "d"], ">-\n    x\n    y", "d: >-\n    x\n    y");
        check_spans("a:  # c\n- 1\n- {x: y}  # d\nb: 2\n", &["a"], "- 1\n- {x: y}", "a:  # c\n- 1\n- {x: y}");
        check_spans("a: &x !!str 'q'\n", &["a"], "'q'", "a: &x !!str 'q'");
        check_spans("&k a : &x\nb: 1\n", &["a"], "", "&k a : &x");
        check_spans("a:\nb: 1\n", &["a"], "", "a:");
        check_spans("{a: , b: [ ]}\n", &["a"], "", "a:");
        check_spans("{a: , b: [ ]}\n", &["b"], "[ ]", "b: [ ]");
        check_spans("b: &b {x: 1}\na: *b\n", &["a"], "{x: 1}", "a: *b");
        check_spans("b: &b {x: 1}\na:\n  <<: *b\n  y: 2\n", &["a", "x"], "1", "x: 1");
    }

    #[test]
    fn merged_entries_say_so() {
        let tree = parse("b: &b {x: 1}\na: {<<: *b, y: 2}\n");
        let origins: Vec<Origin> = tree.root().unwrap().get("a").unwrap().entries().map(|e| e.entry().origin).collect();
        assert_eq!(origins, [Origin::Written, Origin::Merged]);
    }

    #[test]
    fn comments() {
        let text = "# a\nb: 1 # c\n  # d\ne: |\n  # text\n";
        let comments: Vec<_> = parse(text).comments.iter().map(|c| (c.span.slice(text), c.own_line)).collect();
        assert_eq!(comments, [("# a", true), ("# c", false), ("# d", true)]);
        assert_eq!(parse(&"# x\n".repeat(5000)).comments.len(), 5000);
    }
}
