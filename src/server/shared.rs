//! What the handlers and the workers share: the state under its lock, the ways to wake workers, and how work is done
//! that takes time.

use super::desk::Desk;
use super::documents::Buffer;
use super::log::Log;
use super::scan::Progress;
use super::snapshot::{Checked, Snapshot};
use super::state::State;
use crate::guard::guarded;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, watch};

/// What is shared.
pub struct Shared {
    /// The way to the client.
    pub client: tower_lsp::Client,
    /// What happens.
    pub log: Arc<Log>,
    /// Wakes who keeps up to date what the client shows.
    pub poke: Notify,
    /// Wakes who looks through the folders of the workspace.
    pub rescan: Notify,
    /// Whether the folders were looked through once.
    pub scanned: watch::Sender<bool>,
    /// Where documents are checked, one after the other.
    pub desk: Desk,
    scan: Mutex<Arc<Progress>>,
    state: Mutex<State>,
}

impl Shared {
    /// A session that has not begun.
    #[must_use]
    pub fn new(client: tower_lsp::Client, log: Arc<Log>, state: State) -> Self {
        let (poke, rescan, scanned) = (Notify::new(), Notify::new(), watch::Sender::new(false));
        Self { client, log, poke, rescan, scanned, desk: Desk::new(), scan: Mutex::default(), state: Mutex::new(state) }
    }

    /// The state, for a moment.
    pub fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// Changes the state and wakes who has to follow.
    pub fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state();
        change(&mut state);
        if std::mem::take(&mut state.rescan) {
            self.rescan.notify_one();
        }
        self.poke.notify_one();
    }

    /// Does something that takes time on a thread for such; nothing comes of a panic but a line in the log.
    pub async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let done = tokio::task::spawn_blocking(move || guarded(work)).await;
        self.done(done.unwrap_or_else(|error| Err(error.to_string())))
    }

    /// The same at the desk, after what waits there already.
    pub async fn work_in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        self.done(self.desk.work(work).await)
    }

    fn done<T>(&self, done: Result<T, String>) -> Option<T> {
        done.map_err(|panic| self.log.error(panic)).ok()
    }

    /// What there is to say of a document at the moment of the snapshot: what is known already, or else found out at
    /// the desk.
    pub async fn check(self: &Arc<Self>, snapshot: Snapshot, buffer: Arc<Buffer>) -> Arc<Checked> {
        if let Some(known) = self.state().known(&buffer) {
            return known;
        }
        let nothing = Checked::nothing(Arc::clone(&buffer), snapshot.tick);
        let shared = Arc::clone(self);
        self.work_in_turn(move || shared.check_now(&snapshot, &buffer)).await.unwrap_or_else(|| Arc::new(nothing))
    }

    /// The same on this thread.
    pub fn check_now(&self, snapshot: &Snapshot, buffer: &Arc<Buffer>) -> Arc<Checked> {
        let earlier = {
            let state = self.state();
            if let Some(known) = state.known(buffer) {
                return known;
            }
            state.earlier(buffer, snapshot.tick)
        };
        let checked = Arc::new(snapshot.check(buffer, earlier));
        for failure in &checked.failures {
            self.log.error(format_args!("{}: {failure}", buffer.path.display()));
        }
        self.state().keep(&checked);
        checked
    }

    /// A scan begins.
    pub fn begin_scan(&self, progress: &Arc<Progress>) {
        *lock(&self.scan) = Arc::clone(progress);
    }

    /// The scan that was begun last is not wanted any more.
    pub fn cancel_scan(&self) {
        lock(&self.scan).cancel();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
