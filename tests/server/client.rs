//! A small editor: starts the server, speaks the protocol with it, and shows what it was told.

use serde_json::{Value, json};
use std::collections::VecDeque;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;
use tempfile::TempDir;

/// How long anything may take before a test gives up; nothing is measured by it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A step with a finding that can be fixed and one that cannot, behind characters that every encoding counts in another
/// way.
pub const BROKEN: &str = r#"$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
type: pipeline
inputs:
  images: {type: uri_folder, path: azureml:images:1}
outputs:
  scores: {type: uri_file}
settings: {default_compute: azureml:cpu-cluster}
jobs:
  score: {
    environment_variables: {NAME: "日本🦀"}, mini_batch_size: 17, mini_batch_error_threshold: -5,
    type: parallel, retry_settings: {timeout: 60, max_retries: 2},
    inputs: {images: "${{parent.inputs.images}}"}, input_data: "${{inputs.images}}",
    outputs: {scores: "${{parent.outputs.scores}}"},
    task: {
      type: run_function, code: ., entry_script: score.py, environment: azureml:score-env:3,
      append_row_to: "${{outputs.scores}}"
    }
  }
"#;

/// The script that [`BROKEN`] runs.
pub const SCRIPT: &str =
    "def init():\n    pass\n\n\ndef run(mini_batch):\n    return [str(path) for path in mini_batch]\n";

/// The codes of the findings in [`BROKEN`], and what each marks.
pub const FOUND: [(&str, &str); 2] = [("PJ101", "17"), ("PJ120", "-5")];

/// The units in which a client may count columns.
pub const ENCODINGS: [&str; 3] = ["utf-8", "utf-16", "utf-32"];

/// [`BROKEN`] as it is shown.
pub fn found(encoding: &str) -> Vec<String> {
    FOUND.map(|(code, marked)| format!("{code} {}", place(BROKEN, marked, encoding))).to_vec()
}

/// Where a piece of a text stands, as [`brief`] shows it: counted here once more, in a simple way.
pub fn place(text: &str, piece: &str, encoding: &str) -> String {
    let at = text.find(piece).unwrap_or_else(|| panic!("there is no {piece:?}"));
    let (before, line) =
        text[..at].rsplit_once('\n').map_or((0, &text[..at]), |(before, line)| (before.lines().count(), line));
    let start = width(line, encoding);
    format!("{before}:{start}-{}", start + width(piece, encoding))
}

/// The number of units that a text of one line has.
pub fn width(text: &str, encoding: &str) -> usize {
    match encoding {
        "utf-8" => text.len(),
        "utf-16" => text.encode_utf16().count(),
        _ => text.chars().count(),
    }
}

/// The place of the first character of a piece of a text.
pub fn start(text: &str, piece: &str, encoding: &str) -> Value {
    range(text, piece, encoding)["start"].clone()
}

/// The range of a piece of a text.
pub fn range(text: &str, piece: &str, encoding: &str) -> Value {
    let place = place(text, piece, encoding);
    let numbers: Vec<u64> = place.split([':', '-']).map(|number| number.parse().unwrap()).collect();
    json!({
        "start": {"line": numbers[0], "character": numbers[1]},
        "end": {"line": numbers[0], "character": numbers[2]},
    })
}

/// A text after edits, made here in a simple way: from the end to the start, so that none moves another.
pub fn apply(text: &str, edits: &Value, encoding: &str) -> String {
    let offset = |place: &Value| {
        let line = place["line"].as_u64().unwrap() as usize;
        let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let column = place["character"].as_u64().unwrap() as usize;
        let inside = |at: &usize| width(&text[before..*at], encoding) == column;
        (before..=text.len()).filter(|at| text.is_char_boundary(*at)).find(inside).unwrap()
    };
    let edits = edits.as_array().unwrap().iter();
    let mut edits: Vec<_> = edits
        .map(|edit| (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]), edit["newText"].as_str().unwrap()))
        .collect();
    edits.sort_unstable();
    let mut text = text.to_owned();
    edits.iter().rev().for_each(|(start, end, new)| text.replace_range(*start..*end, new));
    text
}

/// The way a client begins.
#[derive(Clone)]
pub struct Setup {
    pub capabilities: Value,
    pub parameters: Value,
    pub arguments: Vec<&'static str>,
    /// The last argument.
    pub log_file: Option<PathBuf>,
    /// What it answers when it is asked for settings.
    pub settings: Value,
}

impl Setup {
    /// A client that is sent diagnostics.
    pub fn push() -> Self {
        let capabilities = json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}});
        Self { capabilities, parameters: json!({}), arguments: vec!["server"], log_file: None, settings: Value::Null }
    }

    /// A client that asks for diagnostics.
    pub fn pull() -> Self {
        let capabilities =
            json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}});
        Self { capabilities, ..Self::push() }
    }

    /// With this unit of columns only.
    pub fn encoding(mut self, encoding: &str) -> Self {
        self.capabilities["general"] = json!({"positionEncodings": [encoding]});
        self
    }

    /// With a parameter of `initialize`.
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.parameters[name] = value;
        self
    }
}

/// A folder with files, and a server that looks after it.
pub struct Client {
    pub process: Child,
    pub setup: Setup,
    pub folder: TempDir,
    input: Option<ChildStdin>,
    incoming: Receiver<Value>,
    /// Notifications and requests of the server that no test has looked at.
    unseen: VecDeque<Value>,
    last_id: i64,
    /// What the server said when the session began.
    pub begun: Value,
}

impl Client {
    /// A server that has not been spoken to.
    pub fn silent(setup: &Setup) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parlint"));
        command
            .args(&setup.arguments)
            .args(&setup.log_file)
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = command.spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let (sender, incoming) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("score.py"), SCRIPT).unwrap();
        let input = process.stdin.take();
        Self {
            process,
            setup: setup.clone(),
            folder,
            input,
            incoming,
            unseen: VecDeque::new(),
            last_id: 0,
            begun: Value::Null,
        }
    }

    /// A session in a folder with these files.
    pub fn begin(setup: &Setup, files: &[(&str, &str)]) -> Self {
        let mut client = Self::silent(setup);
        files.iter().for_each(|(path, text)| client.write(path, text));
        let root = client.uri("");
        let mut parameters = json!({"processId": null, "rootUri": root, "capabilities": setup.capabilities});
        for (name, value) in setup.parameters.as_object().unwrap() {
            parameters[name] = value.clone();
        }
        client.begun = client.request("initialize", parameters);
        client.notify("initialized", json!({}));
        client
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file of the folder.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The name of a file of the folder; a name that is one already stays.
    pub fn uri(&self, path: &str) -> String {
        if path.contains(':') {
            return path.to_owned();
        }
        let path = self.path(path).display().to_string();
        format!("file://{}", path.trim_end_matches('/').replace(' ', "%20"))
    }

    /// Sends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).and_then(|()| input.flush()).unwrap();
    }

    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, parameters: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": parameters}));
    }

    /// Asks without waiting for the answer.
    pub fn ask(&mut self, method: &str, parameters: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": parameters}));
        id
    }

    /// The answer to a question: its result, or `{"error": …}`.
    pub fn answer(&mut self, id: i64) -> Value {
        let message = self.wait(|message| message["id"] == json!(id) && message.get("method").is_none());
        match message.get("error") {
            Some(error) => json!({"error": error}),
            None => message["result"].clone(),
        }
    }

    pub fn request(&mut self, method: &str, parameters: Value) -> Value {
        let id = self.ask(method, parameters);
        self.answer(id)
    }

    /// The code of the error that a request is answered with.
    pub fn error(&mut self, method: &str, parameters: Value) -> i64 {
        self.request(method, parameters)["error"]["code"].as_i64().unwrap()
    }

    /// The next message of this method that the server sends of its own.
    pub fn next(&mut self, method: &str) -> Value {
        self.wait(|message| message["method"] == method)
    }

    /// The next message that `wanted` wants; those before it are kept for later.
    pub fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(index) = self.unseen.iter().position(&wanted) {
            return self.unseen.remove(index).unwrap();
        }
        loop {
            let message = self.receive();
            if wanted(&message) {
                return message;
            }
            self.unseen.push_back(message);
        }
    }

    fn receive(&mut self) -> Value {
        let message = match self.incoming.recv_timeout(PATIENCE) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) => panic!("the server is silent; unseen: {:#?}", self.unseen),
            Err(RecvTimeoutError::Disconnected) => panic!("the server has ended; unseen: {:#?}", self.unseen),
        };
        if let (Some(id), Some(_)) = (message.get("id"), message.get("method")) {
            let is_settings = message["method"] == "workspace/configuration";
            let result = if is_settings { json!([self.setup.settings]) } else { Value::Null };
            self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result}));
        }
        message
    }

    /// How many messages of this method came so far.
    pub fn count(&mut self, method: &str) -> usize {
        // What comes after the answer to a question was not sent before it.
        self.error("parlint/nothing", json!({}));
        self.unseen.iter().filter(|message| message["method"] == method).count()
    }

    pub fn open(&mut self, path: &str, language: &str, text: &str) {
        let document = json!({"uri": self.uri(path), "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub fn change(&mut self, path: &str, version: i32, changes: Value) {
        let document = json!({"uri": self.uri(path), "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// Tells that a file was created (1), changed (2) or deleted (3).
    pub fn changed_on_disk(&mut self, path: &str, kind: i32) {
        let uri = self.uri(path);
        self.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": kind}]}));
    }

    pub fn close(&mut self, path: &str) {
        let uri = self.uri(path);
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// Asks what stands at a place of a document.
    pub fn ask_hover(&mut self, path: &str, position: &Value) -> i64 {
        let uri = self.uri(path);
        self.ask("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": position}))
    }

    /// The diagnostics that the server sends for a version of a document, each as [`brief`] shows it.
    pub fn published(&mut self, path: &str, version: i32) -> Vec<String> {
        self.sent(path, json!(version))
    }

    /// The diagnostics that the server sends for a file that is not open.
    pub fn told(&mut self, path: &str) -> Vec<String> {
        self.sent(path, Value::Null)
    }

    fn sent(&mut self, path: &str, version: Value) -> Vec<String> {
        let uri = self.uri(path);
        let message = self.wait(|message| {
            let sent = &message["params"];
            let of_version = sent.get("version").unwrap_or(&Value::Null) == &version;
            message["method"] == "textDocument/publishDiagnostics" && sent["uri"] == uri && of_version
        });
        briefs(&message["params"]["diagnostics"])
    }

    /// The diagnostics that the server answers with, each as [`brief`] shows it.
    pub fn pulled(&mut self, path: &str) -> Vec<String> {
        let uri = self.uri(path);
        briefs(&self.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}))["items"])
    }

    /// Says goodbye; the exit status.
    pub fn end(&mut self) -> i32 {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        self.status()
    }

    /// Closes the server's standard input.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    /// The exit status of a server that is about to end.
    pub fn status(&mut self) -> i32 {
        for _ in 0..PATIENCE.as_millis() / 10 {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status.code().unwrap();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("the server does not end");
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        output.read_line(&mut line).ok().filter(|read| *read > 0)?;
        match line.strip_prefix("Content-Length: ") {
            Some(number) => length = number.trim().parse().ok(),
            None if line == "\r\n" => break,
            None => panic!("no header: {line:?}"),
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}

/// `PJ101 10:44-46`: the code of a diagnostic and its place, lines counted from 0.
pub fn brief(diagnostic: &Value) -> String {
    let (start, end) = (&diagnostic["range"]["start"], &diagnostic["range"]["end"]);
    let code = diagnostic["code"].as_str().unwrap();
    let to = match start["line"] == end["line"] {
        true => end["character"].to_string(),
        false => format!("{}:{}", end["line"], end["character"]),
    };
    format!("{code} {}:{}-{to}", start["line"], start["character"])
}

pub fn briefs(diagnostics: &Value) -> Vec<String> {
    diagnostics.as_array().unwrap().iter().map(brief).collect()
}
