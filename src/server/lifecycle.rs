//! When the server ends: the client says so, closes the stream, or is gone.

use super::session::Event;
use serde_json::Value;
use std::time::Duration;
use tokio::sync::mpsc::Sender;

/// How often the client's process is looked for.
const INTERVAL: Duration = Duration::from_secs(1);

/// Ends the session when the process that the parameters of `initialize` name is gone. It is no child of ours, so there
/// is nothing to wait for but its absence.
pub fn watch_client(initialize: &Value, events: Sender<Event>) {
    let Some(process) = initialize.get("processId").and_then(Value::as_i64) else { return };
    std::thread::spawn(move || {
        while is_alive(process) {
            std::thread::sleep(INTERVAL);
            if events.is_closed() {
                return;
            }
        }
        // A session that has ended does not want to know.
        let _ = events.blocking_send(Event::Closed);
    });
}

#[cfg(unix)]
fn is_alive(process: i64) -> bool {
    let Some(process) = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw) else { return true };
    rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH)
}

/// Elsewhere the stream closes with the process.
#[cfg(not(unix))]
fn is_alive(_process: i64) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn knows_who_is_alive() {
        assert!(is_alive(std::process::id().into()));
        let mut child = Command::new("true").spawn().unwrap();
        child.wait().unwrap();
        assert!(!is_alive(child.id().into()));
        assert!(is_alive(0), "no process has this number: it is not ours to judge");
    }
}
