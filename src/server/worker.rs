//! Brings what the client shows up to date: by sending it diagnostics, or where it asks for them itself, by telling it
//! to ask again when something else than the document changed.

use super::backend::Shared;
use super::snapshot::Checked;
use std::sync::Arc;

/// Works until the session ends.
pub async fn work(shared: Arc<Shared>) {
    loop {
        shared.poke.notified().await;
        if shared.state().client.pulls { refresh(&shared).await } else { publish(&shared).await }
    }
}

/// Sends diagnostics until the client shows the truth. What changed while it was looked at is looked at again.
async fn publish(shared: &Arc<Shared>) {
    loop {
        let closed = shared.state().take_closed();
        if let Some(closed) = closed {
            clear(shared, &closed).await;
            continue;
        }
        let (stale, snapshot) = {
            let state = shared.state();
            (state.stale(), state.snapshot())
        };
        let Some(buffer) = stale else { return };
        let checked = shared.check(snapshot, buffer).await;
        if shared.state().is_current(&checked.buffer) {
            send(shared, &checked).await;
        }
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
        shared.client.publish_diagnostics(uri.clone(), diagnostics.clone(), version).await;
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
