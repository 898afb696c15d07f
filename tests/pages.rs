//! `docs/rules/` says what the rules say of themselves. `UPDATE=1 cargo test --test pages` writes it anew.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

#[test]
fn the_pages_of_the_rules_are_up_to_date() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let pages: BTreeMap<_, _> = parlint::cli::pages().into_iter().collect();
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        pages.iter().for_each(|(name, page)| fs::write(folder.join(name), page).unwrap());
    }
    let entries = fs::read_dir(&folder).into_iter().flatten().map(|entry| entry.unwrap());
    let found: BTreeMap<_, _> = entries
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
        .collect();
    let stale: Vec<_> =
        pages.iter().filter(|(name, page)| found.get(*name) != Some(page)).map(|(name, _)| name).collect();
    let left: Vec<_> = found.keys().filter(|name| !pages.contains_key(*name)).collect();
    assert!(stale.is_empty() && left.is_empty(), "run `UPDATE=1 cargo test`: stale {stale:?}, left over {left:?}");
}

#[test]
fn the_page_about_settings_is_up_to_date() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md");
    let page = parlint::cli::configuration_page();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    assert!(fs::read_to_string(&path).is_ok_and(|found| found == page), "stale: run `UPDATE=1 cargo test`");
}
