//! Reading a text again of which an earlier version was read: the mappings that are as they were are not read, but taken
//! over from the earlier tree. A placeholder stands for each of them, and where the parser does not meet it as the value
//! that it stands for, all is read: what is taken over is always what would be read. Knows no document.

use super::build::{Builder, Built};
use super::frame::{Extent, Role};
use super::landmarks::Landmarks;
use super::mask::Mask;
use super::{Data, EntryRef, Mapping, Node, NodeId, NodeRef, Origin, Tree, build, events::Events};
use crate::text::Span;
use std::ops::Range;

/// What stands for a mapping.
const PLACEHOLDER: &str = "~";
/// Shorter mappings are read sooner than taken over.
const WORTH: usize = 80;
/// What is deeper or has more brackets might be too deep in another place.
const MAX_COLUMN: usize = 64;
const MAX_BRACKETS: usize = 256;

/// A text that was read, and its tree.
#[derive(Clone, Copy)]
pub struct Earlier<'e> {
    /// The text.
    pub text: &'e str,
    /// What it said.
    pub tree: &'e Tree,
}

/// A mapping that is taken over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Graft {
    /// Where it stands now.
    pub(super) span: Span,
    /// From the line of its key to the end of the line behind it: what is masked there may concern it.
    reach: Span,
    /// What it is in the earlier tree.
    root: NodeId,
    /// How many bytes further on it stands than in the earlier text.
    by: isize,
}

/// What can be taken over of an earlier tree.
pub(super) struct Grafts<'e> {
    tree: Option<&'e Tree>,
    all: Vec<Graft>,
    /// How many of them stand before the first change.
    before: usize,
}

impl<'e> Grafts<'e> {
    /// What can be taken over into the tree of `text`.
    pub(super) fn new(text: &'e str, earlier: Option<Earlier<'e>>) -> Self {
        let mut grafts = Self { tree: earlier.map(|earlier| earlier.tree), all: Vec::new(), before: 0 };
        let Some(earlier) = earlier else { return grafts };
        let search = Search::new(text, earlier);
        if let Some(root) = earlier.tree.root().filter(|_| earlier.tree.documents.len() == 1) {
            search.mappings_in(root, &mut grafts.all);
        }
        grafts.before = grafts.all.iter().take_while(|graft| graft.span.end < search.same_start).count();
        grafts
    }

    /// Builds the tree of `parsed`, which is `text` with `masks`: as [`build::build`] does.
    pub(super) fn build(&self, text: &str, parsed: &str, masks: &[Mask]) -> Built {
        // What stops the parser it must have met with all before that as it is, and may have looked for far behind.
        let whole = self.attempt(&self.all, text, parsed, masks).filter(|built| built.stop.is_none());
        let begun = || self.attempt(self.all.get(..self.before)?, text, parsed, masks);
        whole.or_else(begun).unwrap_or_else(|| build::build(text, parsed, masks))
    }

    /// The same with some grafts; `None` if there are none, or the parser did not meet one of them.
    fn attempt(&self, grafts: &[Graft], text: &str, parsed: &str, masks: &[Mask]) -> Option<Built> {
        let tree = self.tree?;
        let is_free = |graft: &&Graft| !masks.iter().any(|mask| mask.overlaps(graft.reach));
        let grafts: Vec<Graft> = grafts.iter().filter(is_free).copied().collect();
        if grafts.is_empty() {
            return None;
        }
        let cut = Cut::new(parsed, &grafts);
        let mut builder = Builder::new(text, parsed, masks);
        let mut landmarks = Landmarks::default();
        let (mut left, mut stop) = (grafts.iter(), None);
        // A mapping ends with what follows it: if nothing does, it may go on.
        let mut has_ended = false;
        for event in Events::new(&cut.text) {
            match event.map(|event| event.moved(|at| cut.place(at))) {
                Ok(event) => match left.as_slice().first().filter(|graft| event.span.end > graft.span.start) {
                    Some(graft) if event.is_plain(PLACEHOLDER, graft.span) && builder.awaits_block() => {
                        landmarks.pass_over(graft.span, builder.graft(tree, graft));
                        left.next();
                        has_ended = false;
                    }
                    Some(_) => return None,
                    None => {
                        has_ended |= !event.is_comment();
                        landmarks.pass(&event);
                        builder.event(event);
                    }
                },
                Err(found) => {
                    builder.abandon();
                    stop = Some(found.moved(|at| cut.place(at)));
                    break;
                }
            }
        }
        (left.as_slice().is_empty() && has_ended).then_some(Built { tree: builder.tree, stop, landmarks })
    }
}

/// A text in which placeholders stand for what is taken over.
struct Cut<'g> {
    text: String,
    grafts: &'g [Graft],
    /// Where each placeholder ends.
    ends: Vec<usize>,
}

impl<'g> Cut<'g> {
    fn new(parsed: &str, grafts: &'g [Graft]) -> Self {
        let (mut text, mut ends, mut from) = (String::new(), Vec::with_capacity(grafts.len()), 0);
        for graft in grafts {
            text.push_str(&parsed[from..graft.span.start]);
            text.push_str(PLACEHOLDER);
            ends.push(text.len());
            from = graft.span.end;
        }
        text.push_str(&parsed[from..]);
        Self { text, grafts, ends }
    }

    /// The place in the whole text.
    fn place(&self, at: usize) -> usize {
        let passed = self.ends.partition_point(|end| *end <= at);
        match passed.checked_sub(1) {
            Some(last) => at - self.ends[last] + self.grafts[last].span.end,
            None => at,
        }
    }
}

/// Looks for the mappings of an earlier text that are the same in a new one.
struct Search<'e> {
    text: &'e str,
    earlier: Earlier<'e>,
    /// So many bytes of both are the same at the start.
    same_start: usize,
    /// From here on, the earlier text is the same up to its end.
    same_end: usize,
    /// How many bytes further on that stands.
    by: isize,
}

impl<'e> Search<'e> {
    fn new(text: &'e str, earlier: Earlier<'e>) -> Self {
        let (old, new) = (earlier.text.as_bytes(), text.as_bytes());
        let same_start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let rest = old.len().min(new.len()) - same_start;
        let same_end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
        let by = new.len().wrapping_sub(old.len()).cast_signed();
        Self { text, earlier, same_start, same_end: old.len() - same_end, by }
    }

    /// Finds the outermost mappings below a node that can be taken over.
    fn mappings_in(&self, node: NodeRef<'e>, found: &mut Vec<Graft>) {
        for entry in node.entries().filter(|entry| entry.entry().origin == Origin::Written) {
            let value = self.earlier.tree.raw(entry.entry().value);
            if !matches!(&value.data, Data::Mapping(Mapping { flow: false, .. })) {
                continue;
            }
            match self.graft(entry, value) {
                Some(graft) => found.push(graft),
                None => self.mappings_in(entry.value(), found),
            }
        }
    }

    fn graft(&self, entry: EntryRef<'e>, value: &Node) -> Option<Graft> {
        let Earlier { text, tree } = self.earlier;
        let (root, key) = (entry.entry().value, tree.raw(entry.entry().key));
        let line = line_start(text, key.span.start);
        let by = match () {
            () if value.span.end < self.same_start => 0,
            () if line >= self.same_end => self.by,
            () => return None,
        };
        let is_bare = |node: &Node| node.anchor.is_none() && node.tag.is_none();
        let fits = value.span.len() >= WORTH
            && is_bare(key)
            && is_bare(value)
            && is_gap(text.get(key.span.end..value.span.start)?)
            && self.is_plain(value.span, root.index()..value.next as usize);
        let span = value.span.moved(by);
        let reach = Span::new(line.wrapping_add_signed(by), end_of_next_line(self.text, span.end));
        fits.then_some(Graft { span, reach, root, by })
    }

    /// Whether a mapping means the same wherever it stands, and was read without a doubt.
    fn is_plain(&self, span: Span, nodes: Range<usize>) -> bool {
        let Earlier { text, tree } = self.earlier;
        let source = span.slice(text).as_bytes();
        let column = span.start - line_start(text, span.start);
        let brackets = memchr::memchr2_iter(b'[', b'{', source).count();
        let sure = |node: &Node| match &node.data {
            Data::Scalar(_) => node.tag.is_none(),
            Data::Sequence(sequence) => !sequence.open,
            Data::Mapping(mapping) => !mapping.open,
            Data::Alias(_) | Data::Malformed => false,
        };
        let touched = |at: Span| at.start <= span.end && span.start <= at.end;
        let nodes = tree.nodes.get(nodes).unwrap_or_default();
        column <= MAX_COLUMN
            && brackets <= MAX_BRACKETS
            && !source.iter().any(|byte| is_far_reaching(*byte))
            && nodes.iter().all(sure)
            && nodes.last().is_some_and(|last| !last.span.is_empty())
            && !tree.errors.iter().any(|error| touched(error.span))
    }
}

/// Whether it may begin an anchor, an alias, a tag, a merge, a block of text, a comment or a directive, or is another blank
/// than a space: all of these mean something for what stands around them, or the other way round.
fn is_far_reaching(byte: u8) -> bool {
    matches!(byte, b'&' | b'*' | b'!' | b'<' | b'|' | b'>' | b'#' | b'%' | b'\t' | b'\r')
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |found| found + 1)
}

/// Where the next line ends that says something, behind the one that holds `at`; a comment says nothing.
fn end_of_next_line(text: &str, at: usize) -> usize {
    let mut lines = text[at..].split_inclusive('\n').scan(at, |end, line| {
        *end += line.len();
        Some((line, *end))
    });
    lines.next();
    let is_said = |line: &str| !matches!(line.trim_start().bytes().next(), None | Some(b'#'));
    lines.find(|(line, _)| is_said(line)).map_or(text.len(), |(_, end)| end)
}

/// Whether between a key and its mapping stands what mostly does: `:`, the end of the line, and the next one's indentation.
fn is_gap(between: &str) -> bool {
    let rest = between.strip_prefix(':').map(|rest| rest.trim_start_matches(' '));
    rest.and_then(|rest| rest.strip_prefix('\n'))
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b == b' '))
}

impl Builder<'_> {
    /// Whether the value of a key comes next that stands in no brackets.
    fn awaits_block(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.pending().is_some() && !frame.is_flow())
    }

    /// Takes over a mapping; the answer is where its last scalar starts.
    fn graft(&mut self, tree: &Tree, graft: &Graft) -> Option<usize> {
        let first = self.tree.nodes.len();
        let old = graft.root.index();
        let nodes = &tree.nodes[old..tree.nodes[old].next as usize];
        let place = |id: NodeId| NodeId(id.0.wrapping_sub(graft.root.0).wrapping_add(first as u32));
        self.tree.nodes.extend(nodes.iter().map(|node| node.moved(graft.by, place)));
        let scalars = self.tree.nodes[first..].iter().rev();
        let last = scalars.into_iter().find(|node| node.as_scalar().is_some()).map(|node| node.span.start);
        let extent = Extent { nodes: nodes.len() as u64, height: height(nodes, old) };
        self.last_end = graft.span.end;
        self.attach(NodeId(first as u32), Role::Name, extent);
        self.last_leaf = None;
        last
    }
}

/// How deep the nodes of a mapping nest; `first` is the number of the mapping.
fn height(nodes: &[Node], first: usize) -> usize {
    let mut open: Vec<usize> = Vec::new();
    let mut height = 0;
    for (index, node) in nodes.iter().enumerate() {
        while open.pop_if(|end| *end <= first + index).is_some() {}
        open.push(node.next as usize);
        height = height.max(open.len());
    }
    height
}

#[cfg(test)]
mod tests {
    use super::super::{parse, parse_again};
    use super::*;
    use proptest::prelude::*;

    /// A text with mappings that can be taken over, and some that cannot.
    fn text() -> String {
        let step = |i: usize| {
            format!(
                "  step_{i}:\n    type: parallel\n    inputs:\n      images:\n        type: uri_folder\n        \
                 path: ${{{{parent.inputs.日本}}}}\n    size: \"1{i} kb\"\n    list: [a, {{b: 'c''d'}}]\n    task:\n      \
                 type: run_function\n      code: ./src\n      arguments: --model x\n        --more y\n      empty: 5\n"
            )
        };
        let steps: Vec<String> = (0..5).map(step).collect();
        let other = "  other:  # note\n    type: command\n    command: >-\n      python x\n      y\n    a: &a {b: 1}\n    c: *a\n\n";
        format!(
            "# note\ntype: pipeline\njobs:\n{}{other}{}outputs:\n  scores: {{}}\n",
            steps[..3].concat(),
            steps[3..].concat()
        )
    }

    /// Reads a text again after an edit; it must be read as if nothing were known.
    fn check(earlier: (&str, &Tree), new: &str) -> Tree {
        let (text, tree) = earlier;
        let again = parse_again(new, Some(Earlier { text, tree }));
        assert_eq!(format!("{again:?}"), format!("{:?}", parse(new)), "{new}");
        again
    }

    /// How many mappings are taken over after an edit.
    fn taken(from: &str, to: &str) -> usize {
        let (old, new) = (text(), text().replacen(from, to, 1));
        let tree = parse(&old);
        check((&old, &tree), &new);
        Grafts::new(&new, Some(Earlier { text: &old, tree: &tree })).all.len()
    }

    #[test]
    fn what_did_not_change_is_taken_over() {
        assert_eq!(taken("# note", "# another"), 5);
        // All but one, of that its task, and what it has as inputs.
        assert_eq!(taken("\"12 kb\"", "\"12 mb\""), 5);
        assert_eq!(taken("12 kb\"", "12 kb"), 5);
        assert_eq!(taken("  step_1:", "  step_1: x"), 5);
        assert_eq!(taken("jobs:", "jobs: [\n"), 5);
        assert_eq!(taken("type: pipeline", "type: \u{85}pipeline"), 5);
    }

    #[test]
    fn what_stands_in_brackets_is_read() {
        let mapping = format!("    a: {}\n    b: 1\n", "x".repeat(WORTH));
        let old = format!("jobs:\n  one:\n{mapping}");
        let tree = parse(&old);
        check((&old, &tree), &format!("jobs: [\n  one:\n{mapping}]\n"));
        check((&old, &tree), &format!("x: {{\njobs:\n  one:\n{mapping}}}\n"));
        check((&old, &tree), &format!("jobs: \"\n  one:\n{mapping}\"\n"));
        check((&old, &tree), &format!("jobs: |\n  one:\n{mapping}"));
        check((&old, &tree), &format!("jobs:\n  one:\n{mapping}      c\n"));
        check((&old, &tree), &format!("jobs:\n  one:\n{mapping}    c: 1\n"));
        check((&old, &tree), &format!("jobs:\n  one:\n{mapping}   c: 1\n"));
        check((&old, &tree), &format!("jobs:\n  one:\n{mapping}    : 1\n"));
    }

    #[test]
    fn what_is_masked_behind_a_comment_concerns_the_mapping_before() {
        let mut old = text();
        for (from, to) in [("\n  other:", "\n  # cother:"), ("  # note", "\n note"), ("\n  # cother", "\n   # cother")]
        {
            let new = old.replacen(from, to, 1);
            check((&old, &parse(&old)), &new);
            old = new;
        }
    }

    const PIECES: &[&str] = &[
        "a",
        " ",
        "  ",
        "\n",
        "\n  ",
        "\n    ",
        "\n      ",
        ":",
        ": ",
        "x: y\n",
        "- ",
        "? ",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "#",
        " # c",
        "&a ",
        "*a",
        "<<: *a",
        "!x ",
        "|\n",
        ">",
        "%",
        "@",
        "\t",
        "\r\n",
        "\u{85}",
        "---\n",
        "~",
        "日",
        "step_1:\n",
    ];

    proptest! {
        #[test]
        fn any_edits(edits in prop::collection::vec((0usize..2000, 0usize..4, 0usize..PIECES.len()), 1..6)) {
            let mut old = text();
            let mut tree = parse(&old);
            for (at, length, piece) in edits {
                let floor = |at: usize| old.floor_char_boundary(at.min(old.len()));
                let (start, end) = (floor(at), floor(at + length).max(floor(at)));
                let mut new = old.clone();
                new.replace_range(start..end, PIECES[piece]);
                tree = check((&old, &tree), &new);
                old = new;
            }
        }
    }
}
