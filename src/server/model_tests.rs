//! The model: after any sequence of edits, what is known of the open documents is what a new session finds that opens
//! the same texts.

use super::documents::{Buffer, Text};
use super::open::Open;
use super::snapshot::Checked;
use super::state::State;
use crate::tables::Locale;
use crate::text::Encoding;
use lsp_types::*;
use std::str::FromStr;
use std::sync::Arc;

/// How many sequences of edits are tried.
const SEQUENCES: usize = 2_000;

const COMPONENT: &str = "type: parallel # 日本🦀\r\nname: score\r\nversion: '1'\r\ninputs: {a: {type: uri_folder}}\r\n\
    input_data: ${{inputs.a}}\r\nmini_batch_size: 10\r\ntask: {type: run_function, code: ., entry_script: score.py, \
    environment: azureml:e:1}\r\n";
const PIPELINE: &str = "type: pipeline\njobs:\n  日本: &x\n    type: parallel\n    component: ./component.yml\n    inputs: {b: 1}\n  \
    two:\n    type: parallel\n    component: ./component.yml\n";
const SCRIPT: &str =
    "import argparse\ndef init():\n    '日本🦀'\n\ndef run(paths):\n    for path in paths:\n        return path\n";

/// Steps of which one says something of the other, of the pipeline, of the script and of a component's file.
const STEPS: &str = "type: pipeline\ninputs: {images: {type: uri_folder, path: 'azureml:i:1'}}\njobs:\n  one: &one\n    type: parallel\n    \
    inputs: {a: {type: uri_folder, path: '${{parent.inputs.images}}'}}\n    outputs: {日本: {type: uri_file}}\n    \
    input_data: ${{inputs.a}}\n    mini_batch_size: '10'\n    task: &task {type: run_function, code: ., entry_script: score.py, \
    environment: azureml:e:1, append_row_to: '${{outputs.日本}}'}\n  two:\n    type: parallel\n    inputs:\n      \
    a: ${{parent.jobs.one.outputs.日本}}\n    input_data: ${{inputs.a}}\n    mini_batch_size: '10'\n    compute: azureml:c\n    \
    task: {type: run_function, code: ., entry_script: score.py, environment: azureml:e:1, program_arguments: --n 1}\n  three:\n    \
    <<: *one\n    compute: azureml:c\n  four:\n    type: parallel\n    component: ./component.yml\n    \
    inputs: {a: '${{parent.jobs.two.outputs.b}}'}\n";

const DOCUMENTS: [(&str, &str); 4] =
    [("component.yml", COMPONENT), ("pipeline.yml", PIPELINE), ("steps.yml", STEPS), ("score.py", SCRIPT)];

const PIECES: [&str; 24] = [
    "日本",
    "🦀",
    "\n",
    "\r\n",
    "\r",
    " ",
    "    ",
    "17",
    "\"",
    "'",
    ":",
    ": ",
    "- ",
    "#",
    "{",
    "}",
    "[",
    "]",
    "${{inputs.a}}",
    "a",
    "score",
    "mini_batch_size: 1\n",
    "# parlint: ignore[PJ101] x",
    "é",
];

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end.max(1)
    }
}

fn uri(name: &str) -> Uri {
    Uri::from_str(&format!("file:///parlint-model/{name}")).unwrap()
}

fn open(state: &mut State, name: &str, text: &str) {
    let item = TextDocumentItem::new(uri(name), String::new(), 0, text.to_owned());
    state.put(Buffer::text(Text::new(item)));
}

fn session() -> State {
    let mut state = State::new(Locale::En);
    state.client.encoding = Encoding::Utf16;
    state
}

/// What the worker does after a change.
fn settle(state: &mut State) {
    while let Some(path) = state.next_unindexed() {
        let entry = state.snapshot().entry_at(&path);
        state.index(&path, entry);
    }
}

fn check(state: &mut State, name: &str) -> Arc<Checked> {
    let buffer = Open::find(state.open(), &uri(name)).unwrap().clone();
    state.known(&buffer).unwrap_or_else(|| {
        let snapshot = state.snapshot();
        let checked = Arc::new(snapshot.check(&buffer, state.earlier(&buffer, snapshot.tick)));
        state.keep(&checked);
        checked
    })
}

/// The place of a byte, counted here in a simple way.
fn position(text: &str, offset: usize) -> Position {
    let (mut line, mut start) = (0, 0);
    let bytes = text.as_bytes();
    for at in 0..offset {
        if bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
            (line, start) = (line + 1, at + 1);
        }
    }
    Position::new(line, u32::try_from(text[start..offset].encode_utf16().count()).unwrap())
}

/// A place where the text can be cut; not within a line break, which is no place of its own.
fn boundary(random: &mut Random, text: &str) -> usize {
    let mut at = random.below(text.len() + 1);
    while !text.is_char_boundary(at) || text[..at].ends_with('\r') && text[at..].starts_with('\n') {
        at -= 1;
    }
    at
}

/// One edit of a text and the same as a change for the server.
fn edit(random: &mut Random, text: &mut String) -> TextDocumentContentChangeEvent {
    let (a, b) = (boundary(random, text), boundary(random, text));
    let (start, far) = (a.min(b), a.max(b));
    let end = match random.below(3) {
        0 if far - start < 40 => far,
        _ => start,
    };
    let piece = PIECES[random.below(PIECES.len())];
    let range = Some(Range::new(position(text, start), position(text, end)));
    text.replace_range(start..end, piece);
    TextDocumentContentChangeEvent { range, range_length: None, text: piece.to_owned() }
}

#[test]
fn after_any_edits_the_findings_are_those_of_the_text() {
    let random = &mut Random(20_261_122);
    let mut state = session();
    let mut texts = DOCUMENTS.map(|(name, text)| {
        open(&mut state, name, text);
        text.to_owned()
    });
    let mut findings = 0;
    for sequence in 0..SEQUENCES {
        let which = random.below(DOCUMENTS.len());
        let (name, base) = DOCUMENTS[which];
        if random.below(6) == 0 {
            base.clone_into(&mut texts[which]);
            open(&mut state, name, base);
        }
        let changes = (0..random.below(5) + 1).map(|_| edit(random, &mut texts[which])).collect();
        let buffer = state.open().find(&uri(name)).unwrap().clone();
        let super::documents::Content::Text(text) = &buffer.content else { unreachable!() };
        state.put(Buffer::text(text.changed(1, changes, Encoding::Utf16)).after(&buffer));
        settle(&mut state);

        let mut fresh = session();
        DOCUMENTS.iter().zip(&texts).for_each(|((name, _), text)| open(&mut fresh, name, text));
        settle(&mut fresh);
        for ((name, _), text) in DOCUMENTS.iter().zip(&texts) {
            let known = check(&mut state, name);
            findings += known.found.len();
            assert_eq!(known.buffer.source().text(), text, "sequence {sequence}");
            assert_eq!(known.shown, check(&mut fresh, name).shown, "sequence {sequence}, {name}:\n{text}");
        }
    }
    assert!(findings > SEQUENCES, "there was something to compare: {findings}");
}
