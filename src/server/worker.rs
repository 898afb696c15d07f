//! Brings up to date what is known of the files and what the client shows: by sending it diagnostics, or where it asks
//! for them itself, by telling it to ask again when something else than the document changed.

use super::configuration::Workspace;
use super::documents::Buffer;
use super::shared::Shared;
use super::snapshot::{Checked, Snapshot};
use crate::rules::engine;
use crate::text::SourceFile;
use lsp_types::{MessageType, Uri};
use std::path::PathBuf;
use std::sync::Arc;

/// Works until the session ends.
pub async fn work(shared: Arc<Shared>) {
    let mut configurations = Configurations::default();
    loop {
        shared.poke.notified().await;
        index(&shared).await;
        configurations.look(&shared).await;
        if shared.state().client.pulls {
            refresh(&shared).await;
        } else {
            publish(&shared, &configurations.paths).await;
        }
    }
}

/// Finds out what the files that changed have to do with parallel jobs.
async fn index(shared: &Arc<Shared>) {
    loop {
        let (path, snapshot) = {
            let mut state = shared.state();
            let Some(path) = state.next_unindexed() else { return };
            (path, state.snapshot())
        };
        let again = path.clone();
        let entry = shared.work_in_turn(move || snapshot.entry_at(&path)).await.flatten();
        shared.state().index(&again, entry);
    }
}

/// The configurations that count, of which something may be to be said though nobody opened them.
#[derive(Default)]
struct Configurations {
    workspace: Option<Arc<Workspace>>,
    paths: Vec<PathBuf>,
}

impl Configurations {
    /// Says what is wrong with those that were not looked at before.
    async fn look(&mut self, shared: &Arc<Shared>) {
        let snapshot = shared.state().snapshot();
        let paths = snapshot.workspace.found();
        let same = self.workspace.as_ref().is_some_and(|known| Arc::ptr_eq(known, &snapshot.workspace));
        if same && self.paths == paths {
            return;
        }
        let new: Vec<_> = paths.iter().filter(|path| !(same && self.paths.contains(path))).cloned().collect();
        (self.workspace, self.paths) = (Some(Arc::clone(&snapshot.workspace)), paths);
        for path in new {
            let Some(source) = snapshot.workspace.read(&path) else { continue };
            let buffer = snapshot.open.at(&path).cloned().or_else(|| Buffer::file(Arc::new(source)).map(Arc::new));
            let Some(buffer) = buffer else { continue };
            let checked = shared.check(snapshot.clone(), buffer).await;
            tell(shared, &checked).await;
        }
    }
}

/// Tells the user of a configuration that cannot be used, and, if it is not open, sends what there is to say.
async fn tell(shared: &Shared, checked: &Arc<Checked>) {
    let path = &checked.buffer.path;
    let (before, snapshot) = {
        let state = shared.state();
        (state.shown(path), state.snapshot())
    };
    if before.as_ref().is_some_and(|before| before.shown == checked.shown) {
        return;
    }
    let invalid = checked.found.iter().find(|found| *found.rule == engine::INVALID_CONFIGURATION);
    if let Some(invalid) = invalid {
        let message = format!("{}: {}", path.display(), snapshot.words(path).say(&invalid.message));
        shared.log.warning(&message);
        shared.client.log_message(MessageType::ERROR, message).await;
    }
    match (snapshot.open.at(path), snapshot.client.pulls) {
        (Some(_), _) => {}
        (None, true) => drop(shared.state().show(checked)),
        (None, false) if before.is_none() && checked.found.is_empty() => {}
        (None, false) => send(shared, checked).await,
    }
}

/// Sends diagnostics until the client shows the truth. What changed while it was looked at is looked at again.
async fn publish(shared: &Arc<Shared>, configurations: &[PathBuf]) {
    loop {
        let closed = shared.state().take_closed(|path| configurations.iter().any(|known| known == path));
        if let Some(closed) = closed {
            clear(shared, &closed).await;
            continue;
        }
        let (stale, snapshot) = {
            let state = shared.state();
            (state.stale(), state.snapshot())
        };
        let Some(buffer) = stale else {
            match next_file(shared).await {
                Some(()) => continue,
                None => return,
            }
        };
        check_and_send(shared, snapshot, buffer).await;
    }
}

/// Sends diagnostics of a file of the workspace that is not open, if there is one of which the client does not show the
/// truth.
async fn next_file(shared: &Arc<Shared>) -> Option<()> {
    let (path, snapshot) = {
        let state = shared.state();
        (state.stale_file()?, state.snapshot())
    };
    let (at, reader) = (path.clone(), snapshot.clone());
    if let Some(buffer) = shared.work_in_turn(move || reader.at(&at)).await.flatten() {
        check_and_send(shared, snapshot, buffer).await;
    } else {
        // A step names a script that is not there, or a document was closed that was never saved: what was shown goes.
        let missing = Arc::new(Buffer::file(Arc::new(SourceFile::new(&path, String::new())))?);
        send(shared, &Arc::new(Checked::nothing(missing, snapshot.tick))).await;
    }
    Some(())
}

async fn check_and_send(shared: &Arc<Shared>, snapshot: Snapshot, buffer: Arc<Buffer>) {
    let checked = shared.check(snapshot, buffer).await;
    if shared.state().counts(&checked.buffer) {
        send(shared, &checked).await;
    }
}

async fn send(shared: &Shared, checked: &Arc<Checked>) {
    let before = shared.state().show(checked);
    let gone = before.iter().flat_map(|before| before.shown.keys()).filter(|uri| !checked.shown.contains_key(uri));
    for uri in gone {
        shared.client.publish_diagnostics(uri.clone(), Vec::new(), None).await;
    }
    for (uri, diagnostics) in &checked.shown {
        let version = checked.buffer.version_of(uri);
        if is_known(before.as_deref(), checked, uri) {
            continue;
        }
        shared.client.publish_diagnostics(uri.clone(), diagnostics.clone(), version).await;
    }
    // It takes a while to take a document apart; the next message need not wait for it.
    shared.desk.discard(before);
}

/// Whether the client knows already what there is to say of a text; of a file that is not open it expects nothing.
fn is_known(before: Option<&Checked>, now: &Checked, uri: &Uri) -> bool {
    let state = |checked: &Checked| (checked.buffer.version_of(uri), checked.shown.get(uri).cloned());
    match before.filter(|before| before.shown.contains_key(uri)) {
        Some(before) => state(before) == state(now),
        None => now.buffer.is_file() && now.shown.get(uri).is_none_or(Vec::is_empty),
    }
}

async fn clear(shared: &Shared, closed: &Checked) {
    for uri in closed.shown.keys() {
        shared.client.publish_diagnostics(uri.clone(), Vec::new(), None).await;
    }
}

/// Looks again at documents whose surroundings changed, and tells the client if that makes a difference.
async fn refresh(shared: &Arc<Shared>) {
    let mut differs = false;
    loop {
        let (overtaken, snapshot) = {
            let state = shared.state();
            (state.overtaken(), state.snapshot())
        };
        let Some(before) = overtaken else { break };
        let checked = shared.check(snapshot, Arc::clone(&before.buffer)).await;
        differs |= before.shown != checked.shown;
        let mut state = shared.state();
        if state.is_current(&checked.buffer) {
            state.show(&checked);
        }
    }
    if differs && shared.state().client.refreshes {
        // A client that refuses will ask when it likes.
        let _ = shared.client.workspace_diagnostic_refresh().await;
    }
}
