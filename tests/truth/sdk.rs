//! Asks a real SDK: two long-lived processes, a line of JSON for each case. Knows the protocol of `sdk/serve.py`.

use super::Suite;
use super::case::Case;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
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
    let next = AtomicUsize::new(0);
    let answers = Mutex::new(vec![Answer::default(); cases.len()]);
    let work = || {
        let mut process = Process::start(suite);
        while let Some((at, case)) =
            { Some(next.fetch_add(1, Ordering::Relaxed)) }.and_then(|at| Some((at, cases.get(at)?)))
        {
            let answer = process.ask(case);
            answers.lock().unwrap()[at] = answer;
        }
        process.versions.clone()
    };
    let versions = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..PROCESSES).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).last().unwrap_or_default()
    });
    (versions, answers.into_inner().unwrap())
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
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/truth/sdk").join(suite.script);
        let mut command = Command::new(&python);
        command.arg("-B").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", python.display()));
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut process = Self { child, input, output, versions: Versions::new() };
        process.versions = serde_json::from_value(process.read("the start")["versions"].take()).unwrap();
        process
    }

    fn ask(&mut self, case: &Case) -> Answer {
        let question = json!({"files": case.files, "main": case.main, "load": case.load});
        writeln!(self.input, "{question}").unwrap_or_else(|error| panic!("{}: {error}", case.name));
        serde_json::from_value(self.read(&case.name)).unwrap()
    }

    fn read(&mut self, after: &str) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("the SDK's process ended after {after}: {error}"))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
