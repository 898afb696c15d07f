//! Asks a real SDK: two long-lived processes, a line of JSON for each case. Knows the protocol of `sdk/serve.py`.

use super::Suite;
use super::case::Case;
use super::memory::Memory;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

const PROCESSES: usize = 2;

/// What the SDK made of a case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// Where it stopped: `load`, `validate`, `serialize`; empty if it accepted the case.
    pub phase: String,
    /// What it found wrong.
    pub errors: Vec<Complaint>,
    /// What it warned of.
    pub warnings: Vec<Complaint>,
    /// What was loaded.
    pub object: Value,
    /// What would be sent.
    pub rest: Value,
}

/// An error or warning of the SDK.
#[derive(Clone, Debug, Deserialize)]
pub struct Complaint {
    /// The field it names, `jobs.score.task`; empty or `*` if none.
    pub path: String,
    pub message: String,
}

impl Answer {
    pub fn accepted(&self) -> bool {
        self.phase.is_empty()
    }

    /// The errors, a line each.
    pub fn complaints(&self) -> String {
        let line = |complaint: &Complaint| format!("\n      {}: {}", complaint.path, head(&complaint.message));
        self.errors.iter().map(line).collect()
    }
}

fn head(message: &str) -> String {
    message.split('\n').next().unwrap_or_default().chars().take(160).collect()
}

/// The versions of the packages of a suite.
pub type Versions = BTreeMap<String, String>;

/// What the suite's SDK makes of the cases, in their order.
pub fn ask(suite: &Suite, cases: &[Case]) -> (Versions, Vec<Answer>) {
    let versions = Process::start(suite).versions.clone();
    let memory = Memory::open(suite.script, format!("{versions:?}{}", scripts()));
    let next = AtomicUsize::new(0);
    let answers = Mutex::new(vec![Answer::default(); cases.len()]);
    let work = || {
        let mut process = None;
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(case) = cases.get(at) else { break };
            let question = json!({"files": case.files, "main": case.main, "load": case.load}).to_string();
            let answer = memory.get(&question).map(str::to_owned).unwrap_or_else(|| {
                let process = process.get_or_insert_with(|| Process::start(suite));
                let answer = process.ask(&case.name, &question);
                memory.put(&question, &answer);
                answer
            });
            answers.lock().unwrap()[at] = serde_json::from_str(&answer).unwrap();
        }
    };
    std::thread::scope(|scope| (0..PROCESSES).for_each(|_| _ = scope.spawn(work)));
    (versions, answers.into_inner().unwrap())
}

/// The text of all scripts, on which every answer depends.
fn scripts() -> String {
    let mut paths: Vec<_> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/truth/sdk")
}

struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    versions: Versions,
}

impl Process {
    fn start(suite: &Suite) -> Self {
        let Some(python) = std::env::var_os(suite.python) else { panic!("{} is not set: run tests/run", suite.python) };
        let mut command = Command::new(&python);
        command.arg("-B").arg(folder().join(suite.script)).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", python.display()));
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut process = Self { child, input, output, versions: Versions::new() };
        let start: Value = serde_json::from_str(&process.read("the start")).unwrap();
        process.versions = Versions::deserialize(&start["versions"]).unwrap();
        process
    }

    fn ask(&mut self, case: &str, question: &str) -> String {
        writeln!(self.input, "{question}").unwrap_or_else(|error| panic!("{case}: {error}"));
        self.read(case)
    }

    fn read(&mut self, after: &str) -> String {
        let mut line = String::new();
        let length = self.output.read_line(&mut line).unwrap();
        assert!(length > 0, "the SDK's process ended after {after}");
        line
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
