//! A line on the terminal that says how far a long run is. Nothing where nobody looks.

use crate::locale::Words;
use crate::message;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// How long a run may take before it is worth a word, and how often the word changes.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);

/// Does some work; if it takes long, shows how far `count` is.
pub fn with_progress<T>(wanted: bool, count: &AtomicUsize, words: Words, work: impl FnOnce() -> T) -> T {
    if !wanted || !io::stderr().is_terminal() {
        return work();
    }
    let (done, wait) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || watch(&wait, count, words));
        let result = work();
        drop(done);
        result
    })
}

/// Until the other end is dropped.
fn watch(wait: &mpsc::Receiver<()>, count: &AtomicUsize, words: Words) {
    let mut pause = PATIENCE;
    let mut shown = false;
    while wait.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
        let line = message!("Checking ... {count} files", count = count.load(Ordering::Relaxed));
        let _ = write!(io::stderr(), "\r\u{1b}[K{}", words.say(&line));
        (pause, shown) = (TICK, true);
    }
    if shown {
        let _ = write!(io::stderr(), "\r\u{1b}[K");
    }
}
