//! What is logged, and where to.

use crate::client::{BROKEN, Client, Setup};
use std::fs;

/// What is in the log file after a short session.
fn log(level: &'static str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let mut setup = Setup::push();
    setup.arguments.extend(["--log-level", level, "--log-file"]);
    setup.log_file = Some(path.clone());
    let mut client = Client::begin(&setup, &[]);
    client.raw(b"Content-Length: 1\r\n\r\n{");
    client.open("a.yml", "yaml", BROKEN);
    client.published("a.yml", 1);
    assert_eq!(client.end(), 0);
    fs::read_to_string(path).unwrap()
}

#[test]
fn says_as_much_as_is_asked_for() {
    assert_eq!(log("off"), "");
    assert_eq!(log("error"), "");
    let warning = log("warning");
    assert!(warning.contains("] warning: what came is no message: ") && warning.lines().count() == 1, "{warning}");
    assert!(log("info").contains("] info: a session with "));
    assert!(log("debug").contains("] debug: textDocument/didOpen"));
}
