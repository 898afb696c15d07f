//! Looks through the folders of the workspace for the files that have to do with parallel jobs, in the background.

use super::index::Entry;
use super::shared::Shared;
use super::snapshot::Snapshot;
use crate::guard::guarded;
use crate::walk::{self, Candidate, Obstacle, Visitor};
use futures::future::{Either, select};
use lsp_types::ProgressToken;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How often the client is told how far the scan is.
const INTERVAL: Duration = Duration::from_millis(200);

/// The name of the scan's progress.
pub const TOKEN: &str = "parlint/scan";

/// How far a scan is, and whether it is to go on.
#[derive(Debug, Default)]
pub struct Progress {
    /// How many files were looked at.
    files: AtomicUsize,
    cancelled: AtomicBool,
}

impl Progress {
    /// Nobody wants it any more.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
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
    let Some(found) = found.filter(|_| !progress.cancelled.load(Ordering::Relaxed)) else { return };
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
    let shown = shared.client.progress(token, "parlint").with_message("0").with_cancel_button().begin().await;
    loop {
        match select(work.as_mut(), pin!(tokio::time::sleep(INTERVAL))).await {
            Either::Left((done, _)) => {
                shown.finish().await;
                return done;
            }
            Either::Right(_) => {
                let files = progress.files.load(Ordering::Relaxed);
                shown.report_with_message(files.to_string(), Some(true)).await;
            }
        }
    }
}

/// What the documents on the disk have to do with parallel jobs, as far as they do. Those that are open are left out.
fn find(snapshot: &Snapshot, progress: &Progress) -> BTreeMap<PathBuf, Entry> {
    let mut found = BTreeMap::new();
    for (root, configuration) in snapshot.workspace.roots() {
        drop(configuration.settings(root));
        let walk = Walk { snapshot, progress, found: Mutex::default() };
        walk::walk(&[root.to_owned()], root, configuration, false, &walk);
        found.extend(walk.found.into_inner().unwrap_or_else(PoisonError::into_inner));
    }
    found
}

struct Walk<'a> {
    snapshot: &'a Snapshot,
    progress: &'a Progress,
    found: Mutex<BTreeMap<PathBuf, Entry>>,
}

impl Visitor for Walk<'_> {
    fn file(&self, file: Candidate) {
        self.progress.files.fetch_add(1, Ordering::Relaxed);
        // A file on which parlint fails is as if it were not there; whoever opens it reads of it in the log.
        let look = || Some(&file.absolute).filter(|path| self.snapshot.open.at(path).is_none());
        match guarded(|| self.snapshot.entry_at(look()?)) {
            Ok(Some(entry)) => {
                self.found.lock().unwrap_or_else(PoisonError::into_inner).insert(file.absolute, entry);
            }
            Ok(None) | Err(_) => self.snapshot.shelf.forget(&file.absolute),
        }
    }

    fn obstacle(&self, _: Obstacle) {}

    fn is_stopped(&self) -> bool {
        self.progress.cancelled.load(Ordering::Relaxed)
    }
}
