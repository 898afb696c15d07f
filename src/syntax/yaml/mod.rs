//! YAML as the Azure SDK reads it: PyYAML's `safe_load` (YAML 1.1), with the bytes every part came from.
//! Knows nothing of jobs, steps or rules.
//!
//! ```text
//! text ─ prepare ─ events (granit) ─┬─ build ─ share, merge ─ refuse ─▶ Tree
//!                                   └─ recover: mask a broken place, read again
//! ```
//! [`parse`] never fails. What could not be read is masked, and what lies around it is marked `open` or
//! [`Data::Malformed`], so that nobody calls a thing missing or wrong that was merely not understood.

mod block;
mod build;
mod decode;
mod error;
mod events;
mod frame;
mod graft;
mod landmarks;
mod leaf;
mod mask;
mod merge;
mod name;
mod number;
mod prepare;
mod quote;
mod recover;
mod reference;
mod refuse;
mod resolve;
mod share;
#[cfg(test)]
mod show;
mod tag;
mod timestamp;
mod tolerate;
mod touch;
mod tree;

pub use error::SyntaxError;
pub use graft::Earlier;
use graft::Grafts;
pub use reference::{EntryRef, NodeRef};
pub use resolve::Resolved;
use std::borrow::Cow;
pub use tree::{Anchor, Comment, Data, Entry, Mapping, Merge, Node, NodeId, Origin, Scalar, Sequence, Style, Tree};

/// Reads `text`, whatever it is.
///
/// The tree it gives is acyclic, no deeper than [`tree::MAX_DEPTH`] and, aliases followed, not much larger than
/// the text: it may be walked without a budget.
#[must_use]
pub fn parse(text: &str) -> Tree {
    parse_again(text, None)
}

/// The same for a text of which an earlier version was read: what did not change is taken over.
#[must_use]
pub fn parse_again(text: &str, earlier: Option<Earlier>) -> Tree {
    let mut prepared = prepare::prepare(text);
    // What the parser reads otherwise than it is written is read anew.
    let is_as_written = matches!(prepared.text, Cow::Borrowed(_));
    let grafts = Grafts::new(text, earlier.filter(|_| is_as_written));
    let mut tree = match grafts.build(text, &prepared.text, &[]) {
        build::Built { tree, stop: None, .. } => tree,
        built => recover::recover(text, prepared.text.to_mut(), built, &grafts),
    };
    share::mark(&mut tree);
    merge::resolve(&mut tree);
    refuse::refuse(text, &prepared.unprintable, &mut tree);
    tree.errors.sort_by_key(|error| error.span);
    tree
}

#[cfg(test)]
mod tests {
    use super::show::{errors, show};
    use super::*;
    use crate::text::Span;
    use proptest::prelude::*;

    /// Reads a hostile text, which quadratic work would take minutes for; `error` is one of its errors.
    fn check_bomb(text: &str, error: &str) {
        let tree = parse(text);
        assert!(tree.errors.iter().any(|e| e.message().english() == error), "{:?} for {:.20}", tree.errors, text);
        assert!(walk(&tree) < 1_000_000, "{:.20}", text);
    }

    /// How many nodes there are, aliases followed.
    fn walk(tree: &Tree) -> usize {
        fn count(node: NodeRef<'_>, depth: usize) -> usize {
            assert!(depth <= tree::MAX_DEPTH);
            let entries: usize = node.entries().map(|entry| 1 + count(entry.value(), depth + 1)).sum();
            1 + entries + node.items().map(|item| count(item, depth + 1)).sum::<usize>()
        }
        tree.documents().map(|root| count(root, 0)).sum()
    }

    #[test]
    fn depth_bombs() {
        let deep = "the text is nested too deeply";
        check_bomb(&"[".repeat(1 << 20), deep);
        check_bomb(&"{a: ".repeat(50_000), deep);
        check_bomb(&"- ".repeat(20_000), deep);
        check_bomb(&"? ".repeat(50_000), deep);
        let maps: String = (0..600).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        check_bomb(&maps, deep);
    }

    #[test]
    fn alias_bombs() {
        let large = "the aliases of this file stand for too much to follow";
        let laughs = |open: &str, alias: fn(usize) -> String, close: &str| -> String {
            let level = |i: usize| format!("- &a{} {open}{}{close}\n", i + 1, vec![alias(i); 10].join(", "));
            "- &a0 {x0: 1}\n".to_owned() + &(0..12).map(level).collect::<String>()
        };
        check_bomb(&laughs("[", |i| format!("*a{i}"), "]"), large);
        check_bomb(&laughs("{<<: [", |i| format!("*a{i}"), "]}"), large);
        let chain = "- &a0 x\n".to_owned() + &(0..5000).map(|i| format!("- &a{} [*a{i}]\n", i + 1)).collect::<String>();
        check_bomb(&chain, large);
        let keys: String = (0..5000).map(|i| format!("k{i}: 1, ")).collect();
        check_bomb(&format!("- &a {{{keys}}}\n{}", "- {<<: *a}\n".repeat(5000)), large);
        let inline = format!("{}{{{}}}{}", "{<<: ".repeat(200), keys, "}".repeat(200));
        check_bomb(&inline, "the merges of this file are too large to follow");
    }

    #[test]
    fn large_broken_texts() {
        let character = "no value can start with this character; quote it";
        check_bomb(&"a: @x\n".repeat(40_000), character);
        check_bomb(&"a: @x\n".repeat(200_000), character);
        check_bomb(&format!("{}b: @x\n", "a: 1\n".repeat(60_000)), character);
        check_bomb(&format!("a: @{}", "x".repeat(1 << 20)), character);
        check_bomb(&"a:\t1\n".repeat(50_000), "a tab stands where YAML allows only spaces");
    }

    #[test]
    fn a_long_text_is_no_error() {
        let text = "a: 1 # c\n".repeat(1000) + "b: " + &"x ".repeat(1 << 19);
        assert!(parse(&text).errors.is_empty());
    }

    fn check_invariants(text: &str) {
        let tree = parse(text);
        let sound = |span: Span| {
            assert!(span.start <= span.end && text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
        };
        for node in &tree.nodes {
            sound(node.whole());
            sound(node.span);
            if let Data::Scalar(scalar) = &node.data {
                let value = scalar.text.as_str();
                for (at, c) in value.char_indices() {
                    let part = at..at + c.len_utf8();
                    let source = scalar.text.span_of(part.clone()).unwrap();
                    sound(source);
                    // The last breaks of a block lie behind its last content.
                    assert!(c == '\n' || node.span.contains(source), "{c:?} of {text:?}");
                    assert!(
                        !scalar.text.is_verbatim(part.clone()) || source.slice(text) == &value[part],
                        "{c:?} of {text:?}"
                    );
                }
            }
            for entry in node.as_mapping().into_iter().flat_map(|mapping| &mapping.entries) {
                sound(entry.span);
            }
        }
        tree.errors.iter().for_each(|error| sound(error.span));
        tree.masked.iter().for_each(|&span| sound(span));
        tree.comments.iter().for_each(|comment| assert!(comment.span.slice(text).starts_with('#'), "{text:?}"));
        assert!(tree.errors.is_sorted_by_key(|error| error.span), "{:?}", errors(text));
        assert!(walk(&tree) < 10_000 && !show(text).contains('\0'));
    }

    const STEP: &str = "\
$schema: x # note\r\njobs: &j\n  one: &o\n    type: parallel\n    n: [1, 'a''b', \"c\\n\\\n      d\", {e: f}]\n    task:\n      \
args: >-\n        --a 1\n        --日本\n\n      text: |2\n         x\n  two:\n    <<: *o\n    s: plain\n      more\n\n      end\n";

    /// Every character of a block scalar is found where it is written.
    fn check_block(text: &str) {
        check_invariants(text);
        let tree = parse(text);
        for scalar in tree
            .nodes
            .iter()
            .filter_map(Node::as_scalar)
            .filter(|scalar| matches!(scalar.style, Style::Literal | Style::Folded))
        {
            for (at, c) in scalar.text.as_str().char_indices() {
                let source = scalar.text.span_of(at..at + c.len_utf8()).unwrap().slice(text);
                let is_break = matches!(c, ' ' | '\n') && source.starts_with(['\n', '\r']) && source.trim().is_empty();
                assert!(is_break || source == c.to_string(), "{c:?} is {source:?} of {text:?}");
            }
        }
    }

    #[test]
    fn masks_end_with_whole_characters() {
        check_invariants("a: \n  日<<: &a %\n  \"\na\"\n");
    }

    #[test]
    fn blocks() {
        check_block("|\na\n  ");
        check_block("k: |1\n a");
        check_block("k: |-1\n  \n");
        check_block("k: |+\n\n");
        check_block("k: |+\n  ");
        check_block("- >+\r\n \r\n");
        check_block("k: |+\n\n\n# c\nz: 1");
    }

    proptest! {
        #[test]
        fn any_block(text in "(k: |- |)[|>][+-]?[12]?( #c)?((\n|\r\n|\r) {0,4}(a|b c|\t|日|#)?){0,6}(\n|\r\n|\nz: 1\n)?") {
            check_block(&text);
        }

        #[test]
        fn any_text(text in "\\PC{0,60}") {
            check_invariants(&text);
        }

        #[test]
        fn any_yaml_like_text(text in "([a-c] ?|: |- |\\? |\n|\r\n?|\n  |\n    |[\\[\\]{},#&*!|>'\"%@`~=<.\t\\\\é日\u{85}\u{2028}\u{feff}\0]|<<: |\\*a|&a |--- |\"\n){0,40}") {
            check_invariants(&text);
        }

        #[test]
        fn mutated_yaml(cuts in prop::collection::vec((0usize..STEP.len(), 0usize..8, "([ \n\t:@\"'\\[{}|>-]|a: |- ){0,3}"), 1..5)) {
            let mut text = STEP.to_owned();
            for (at, length, with) in cuts {
                let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
                let (start, end) = (floor(at), floor(at + length));
                text.replace_range(start..end, &with);
            }
            check_invariants(&text);
        }
    }
}
