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

/// Where the documentation and the SDK disagree, or two pages of the documentation, the page of the rule says so.
#[test]
fn conflicts_of_the_sources_are_told() {
    const CONFLICTS: [(&str, &str); 19] = [
        ("PJ121", "One page calls `error_threshold` a number of failed mini-batches"),
        ("PJ046", "The documents disagree on what follows: 1, or 10 files and 1 MB"),
        ("PJ102", "The documentation itself writes \"100 kb\" with a blank, which is refused"),
        ("PJ106", "One page calls `partition_keys` under development"),
        ("PJ401", "The API page names this type; the function refuses it"),
        ("PJ137", "One page names `ManagedIdentity` and `AmlToken` of a REST preview"),
        ("PJ811", "The pages disagree on whether `max_retries` counts tries or retries"),
        ("PJ020", "One page lists `append_row_to` among the arguments of `parallel_run_function`"),
        ("PJ122", "A sample on one page says 1 for all"),
        ("PJ001", "One API page says a parallel step can be submitted alone"),
        ("PJ215", "Where the documentation says that a value \"can be set through PipelineParameter\""),
        ("PJ153", "One page mounts files with `eval_mount`"),
        ("PJ162", "The sources disagree"),
        ("PJ303", "The pages disagree on the default of `--task_overhead_timeout`"),
        ("PJ206", "The schema reference itself prints `${{parents.outputs.…}}`"),
        ("PJ501", "One documentation page prints the names as `Init()` and `Run()`"),
        ("PJ507", "The guide calls `init` required, the troubleshooting page optional"),
        ("PJ064", "official samples still carry them"),
        ("PJ305", "One page knows `error_threshold` as the argument `--error_threshold` only"),
    ];
    for (code, told) in CONFLICTS {
        let rule = parlint::rules::find(code).unwrap();
        assert!(rule.page().contains(told), "{code} does not say: {told}");
    }
}
