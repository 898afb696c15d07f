//! How far a long run is: a line on the terminal, nothing where nobody looks; or percentages for programs that ask for them.

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
    let mut shown = false;
    let show = || {
        let line = message!("Checking ... {count} files", count = count.load(Ordering::Relaxed));
        let _ = write!(io::stderr(), "\r\u{1b}[K{}", words.say(&line));
        shown = true;
    };
    let result = watched(PATIENCE, show, work);
    if shown {
        let _ = write!(io::stderr(), "\r\u{1b}[K");
    }
    result
}

/// Does some work and says, for programs that show it, how many percent of it are done: a line each time that it grows,
/// first and last too.
pub fn with_percentage<T>(percentage: impl Fn() -> usize + Sync, work: impl FnOnce() -> T) -> T {
    let mut said = 0;
    // Who does not listen misses nothing.
    let say = |percentage: usize| drop(writeln!(io::stderr(), "{percentage}%"));
    say(said);
    let show = || {
        let now = percentage().min(99);
        if now > said {
            said = now;
            say(now);
        }
    };
    let result = watched(TICK, show, work);
    say(100);
    result
}

/// Does some work, and meanwhile something else again and again, the first time when the work has taken this long.
fn watched<T>(patience: Duration, mut show: impl FnMut() + Send, work: impl FnOnce() -> T) -> T {
    let (done, wait) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut pause = patience;
            while wait.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                show();
                pause = TICK;
            }
        });
        let result = work();
        drop(done);
        result
    })
}
