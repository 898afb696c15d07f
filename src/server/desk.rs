//! A thread that does one thing after the other. What is made on it, used and taken apart again finds its memory at
//! hand; on the threads of a pool, each keystroke would leave what it needed on another one, and all of them would hold it.

use crate::guard::guarded;
use std::sync::mpsc;
use std::thread;
use tokio::sync::oneshot;

/// The way to the thread.
pub struct Desk(mpsc::Sender<Task>);

type Task = Box<dyn FnOnce() + Send>;

impl Desk {
    /// A thread with nothing to do yet.
    #[must_use]
    pub fn new() -> Self {
        let (tasks, waiting) = mpsc::channel::<Task>();
        thread::spawn(move || waiting.into_iter().for_each(|task| drop(guarded(task))));
        Self(tasks)
    }

    /// Does something when it is its turn.
    ///
    /// # Errors
    /// What it panicked with.
    pub async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, String> {
        let (done, result) = oneshot::channel();
        self.put(move || {
            // Nobody waits any more for what was cancelled.
            if !done.is_closed() {
                drop(done.send(guarded(work)));
            }
        });
        result.await.unwrap_or_else(|error| Err(error.to_string()))
    }

    /// Takes something apart when it is its turn.
    pub fn discard(&self, what: impl Send + 'static) {
        self.put(move || drop(what));
    }

    fn put(&self, task: impl FnOnce() + Send + 'static) {
        // Without its thread, the task is dropped, and who waits for it learns that.
        let _ = self.0.send(Box::new(task));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_on_after_a_panic() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let desk = Desk::new();
        runtime.block_on(async {
            assert_eq!(desk.work(|| 1).await, Ok(1));
            assert!(desk.work(|| -> u8 { panic!("no way") }).await.is_err());
            assert_eq!(desk.work(|| 2).await, Ok(2));
        });
    }
}
