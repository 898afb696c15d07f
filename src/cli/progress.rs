//! A line on the terminal that says how far a long run is. Nothing where nobody looks.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// How long a run may take before it is worth a word, and how often the word changes.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);

/// Does some work; if it takes long, shows how far `count` is.
pub fn with_progress<T>(wanted: bool, count: &AtomicUsize, work: impl FnOnce() -> T) -> T {
    if !wanted || !io::stderr().is_terminal() {
        return work();
    }
    let (done, wait) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || watch(&wait, count));
        let result = work();
        drop(done);
        result
    })
}

/// Until the other end is dropped.
fn watch(wait: &mpsc::Receiver<()>, count: &AtomicUsize) {
    let mut pause = PATIENCE;
    let mut shown = false;
    while wait.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
        let _ = write!(io::stderr(), "\r\u{1b}[KChecking ... {} files", count.load(Ordering::Relaxed));
        (pause, shown) = (TICK, true);
    }
    if shown {
        let _ = write!(io::stderr(), "\r\u{1b}[K");
    }
}
