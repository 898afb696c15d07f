//! Remembers what the SDKs answered, in `target/tmp/`, so that after a change of parlint nobody is asked twice. An answer
//! holds for the same question, script and SDK. Knows nothing of what questions and answers say.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Mutex;

/// The answers to the questions of one script.
pub struct Memory {
    salt: String,
    known: HashMap<u64, String>,
    file: Mutex<File>,
}

impl Memory {
    /// What is remembered under a name. `salt` is all that answers depend on beside the question.
    pub fn open(name: &str, salt: String) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("answers-{name}.jsonl"));
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let lines = text.lines().filter_map(|line| line.split_once(' '));
        let known = lines.filter_map(|(key, answer)| Some((key.parse().ok()?, answer.to_owned()))).collect();
        let file = OpenOptions::new().create(true).append(true).open(&path).unwrap();
        Self { salt, known, file: Mutex::new(file) }
    }

    /// The answer to a question, if it was asked before.
    pub fn get(&self, question: &str) -> Option<&str> {
        self.known.get(&self.key(question)).map(String::as_str)
    }

    /// Remembers an answer, which is one line.
    pub fn put(&self, question: &str, answer: &str) {
        let line = format!("{} {}\n", self.key(question), answer.trim_end());
        self.file.lock().unwrap().write_all(line.as_bytes()).unwrap();
    }

    fn key(&self, question: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        (&self.salt, question).hash(&mut hasher);
        hasher.finish()
    }
}
