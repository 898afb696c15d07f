//! Looks through the folders of the workspace for the files that have to do with parallel jobs, in the background.

use super::index::Entry;
use super::shared::Shared;
use super::snapshot::Snapshot;
use crate::guard::guarded;
use crate::walk::{self, Candidate, Obstacle, Visitor};
use futures::future::{Either, select};
use lsp_types::ProgressToken;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How often the client is told how far the scan is.
const INTERVAL: Duration = Duration::from_millis(200);

/// The name of the scan's progress.
pub const TOKEN: &str = "parlint/scan";

/// How far a scan is, and whether it is to go on.
#[derive(Debug, Default)]
pub struct Progress {
    /// How many files there are, as far as is known.
    listed: AtomicUsize,
    /// How many of them were looked at: none before all are listed.
    begun: AtomicUsize,
    cancelled: AtomicBool,
}

impl Progress {
    /// Nobody wants it any more.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// The next file to look at.
    fn next<'a>(&self, files: &'a [PathBuf]) -> Option<&'a PathBuf> {
        if self.is_cancelled() { None } else { files.get(self.begun.fetch_add(1, Ordering::Relaxed)) }
    }

    /// How far it is, in numbers and in percent.
    fn shown(&self) -> (String, u32) {
        let listed = self.listed.load(Ordering::Relaxed);
        // Each thread takes one more than there are to see that there are no more.
        match self.begun.load(Ordering::Relaxed).min(listed) {
            0 => (listed.to_string(), 0),
            begun => (format!("{begun}/{listed}"), u32::try_from(begun * 100 / listed).unwrap_or(100)),
        }
    }
}

/// Scans when it is told to, until the session ends.
pub async fn keep_scanning(shared: Arc<Shared>) {
    loop {
        shared.rescan.notified().await;
        scan(&shared).await;
        shared.scanned.send_replace(true);
        shared.poke.notify_one();
    }
}

async fn scan(shared: &Arc<Shared>) {
    let progress = Arc::new(Progress::default());
    shared.begin_scan(&progress);
    let snapshot = shared.state().snapshot();
    let shows_progress = snapshot.client.shows_progress && !*shared.scanned.borrow();
    let work = shared.work({
        let progress = Arc::clone(&progress);
        move || find(&snapshot, &progress)
    });
    let found = if shows_progress { show(shared, &progress, work).await } else { work.await };
    let Some(found) = found.filter(|_| !progress.is_cancelled()) else { return };
    let mut state = shared.state();
    state.retain(|path| found.contains_key(path));
    found.into_iter().for_each(|(path, entry)| state.index(&path, Some(entry)));
}

/// Shows how far some work is while it is done.
async fn show<T>(shared: &Shared, progress: &Progress, work: impl Future<Output = T>) -> T {
    let token = ProgressToken::String(TOKEN.to_owned());
    let mut work = pin!(work);
    if shared.client.create_work_done_progress(token.clone()).await.is_err() {
        return work.await;
    }
    let shown = shared.client.progress(token, "parlint").with_percentage(0).with_cancel_button().begin().await;
    loop {
        match select(work.as_mut(), pin!(tokio::time::sleep(INTERVAL))).await {
            Either::Left((done, _)) => {
                shown.finish().await;
                return done;
            }
            Either::Right(_) => {
                let (message, percentage) = progress.shown();
                shown.report_with_message(message, percentage, Some(true)).await;
            }
        }
    }
}

/// What the documents on the disk have to do with parallel jobs, as far as they do. Those that are open are left out.
fn find(snapshot: &Snapshot, progress: &Progress) -> BTreeMap<PathBuf, Entry> {
    let files = list(snapshot, progress);
    let found = Mutex::default();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(path) = progress.next(&files) {
                    look(path, snapshot, &found);
                }
            });
        }
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// All files that may be worth a look; how far the rest is can be told once it is known how many there are.
fn list(snapshot: &Snapshot, progress: &Progress) -> Vec<PathBuf> {
    let listing = Listing { progress, files: Mutex::default() };
    for (root, configuration) in snapshot.workspace.roots() {
        drop(configuration.settings(root));
        walk::walk(&[root.to_owned()], root, configuration, false, &listing);
    }
    listing.files.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn look(path: &Path, snapshot: &Snapshot, found: &Mutex<BTreeMap<PathBuf, Entry>>) {
    // A file on which parlint fails is as if it were not there; whoever opens it reads of it in the log.
    let entry = || Some(path).filter(|path| snapshot.open.at(path).is_none()).and_then(|path| snapshot.entry_at(path));
    match guarded(entry) {
        Ok(Some(entry)) => {
            found.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), entry);
        }
        Ok(None) | Err(_) => snapshot.shelf.forget(path),
    }
}

struct Listing<'a> {
    progress: &'a Progress,
    files: Mutex<Vec<PathBuf>>,
}

impl Visitor for Listing<'_> {
    fn file(&self, file: Candidate) {
        self.progress.listed.fetch_add(1, Ordering::Relaxed);
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push(file.absolute);
    }

    fn obstacle(&self, _: Obstacle) {}

    fn is_stopped(&self) -> bool {
        self.progress.is_cancelled()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_how_far_it_is_once_all_files_are_listed() {
        let progress = Progress::default();
        let files = ["a", "b", "c"].map(PathBuf::from);
        let shown = |message: &str, percentage| assert_eq!(progress.shown(), (message.to_owned(), percentage));
        shown("0", 0);
        progress.listed.store(files.len(), Ordering::Relaxed);
        shown("3", 0);
        assert_eq!(progress.next(&files), Some(&files[0]));
        shown("1/3", 33);
        while progress.next(&files).is_some() {}
        shown("3/3", 100);
        progress.cancel();
        progress.begun.store(0, Ordering::Relaxed);
        assert_eq!(progress.next(&files), None);
    }
}
