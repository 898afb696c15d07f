//! Asks long-lived Python processes: a line of JSON in, a line of JSON out, as `sdk/serve.py` has it. What was answered
//! before is remembered. Knows nothing of what questions and answers say.

use super::memory::Memory;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

const PROCESSES: usize = 2;

/// The versions of the packages that a script asks.
pub type Versions = BTreeMap<String, String>;

/// A script that answers, and what runs it.
#[derive(Clone, Copy)]
pub struct Script {
    /// The environment variable that names the Python with the SDK.
    pub python: &'static str,
    /// Where the script is, below `tests/`.
    pub path: &'static str,
}

/// A question: the case it is about, and its line of JSON.
pub struct Question {
    pub case: String,
    pub text: String,
}

/// The answers to the questions, in their order.
pub fn ask(script: Script, questions: &[Question]) -> (Versions, Vec<String>) {
    let versions = Process::start(script).versions.clone();
    let memory = Memory::open(&script.path.replace('/', "-"), format!("{versions:?}{}", texts(&script.file())));
    let next = AtomicUsize::new(0);
    let answers = Mutex::new(vec![String::new(); questions.len()]);
    let work = || {
        let mut process = None;
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(question) = questions.get(at) else { break };
            let answer = memory.get(&question.text).map(str::to_owned).unwrap_or_else(|| {
                let process = process.get_or_insert_with(|| Process::start(script));
                let answer = process.ask(question);
                memory.put(&question.text, &answer);
                answer
            });
            answers.lock().unwrap()[at] = answer;
        }
    };
    std::thread::scope(|scope| (0..PROCESSES).for_each(|_| _ = scope.spawn(work)));
    (versions, answers.into_inner().unwrap())
}

/// The text of a script and of those that it imports, on which every answer of it depends.
fn texts(script: &Path) -> String {
    let text = std::fs::read_to_string(script).unwrap();
    let folders = [script.parent().unwrap().to_path_buf(), tests().join("truth/sdk")];
    let imported = |line: &str| {
        let rest = line.strip_prefix("from ").or_else(|| line.strip_prefix("import "))?;
        let module = rest.split([' ', ',']).next()?;
        folders.iter().map(|folder| folder.join(format!("{module}.py"))).find(|path| path.is_file())
    };
    let imported: String = text.lines().filter_map(imported).map(|path| texts(&path)).collect();
    text + &imported
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

impl Script {
    fn file(&self) -> PathBuf {
        tests().join(self.path)
    }
}

struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    versions: Versions,
}

impl Process {
    fn start(script: Script) -> Self {
        let Some(python) = std::env::var_os(script.python) else {
            panic!("{} is not set: run tests/run", script.python)
        };
        let mut command = Command::new(&python);
        command.arg("-B").arg(script.file()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", python.display()));
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut process = Self { child, input, output, versions: Versions::new() };
        let start: Value = serde_json::from_str(&process.read("the start")).unwrap();
        process.versions = Versions::deserialize(&start["versions"]).unwrap();
        process
    }

    fn ask(&mut self, Question { case, text }: &Question) -> String {
        writeln!(self.input, "{text}").unwrap_or_else(|error| panic!("{case}: {error}"));
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
