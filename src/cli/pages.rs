//! The rules' documentation as Markdown: a page a rule and an index, for `docs/rules/` and `parlint rule`.

use crate::config::Entry;
use crate::rules::{self, Availability, Rule, SdkAnswer};
use crate::tables::Surface;
use std::fmt::Write;

/// Every page with its file name, the index first.
#[must_use]
pub fn pages() -> Vec<(String, String)> {
    let pages = rules::ALL.iter().map(|rule| (format!("{}.md", rule.code), page(rule)));
    std::iter::once(("README.md".to_owned(), index())).chain(pages).collect()
}

/// A rule's page.
#[must_use]
pub fn page(rule: &Rule) -> String {
    let script = rule.script.map(|_| "entry script");
    let surfaces: Vec<_> = rule.surfaces.iter().map(|surface| surface_words(*surface)).chain(script).collect();
    let mut page = format!("# {} {}\n\n", rule.code, rule.name);
    let default = if rule.default { "on" } else { "off (`extend-select` it)" };
    let _ = writeln!(page, "| severity | default | surfaces | fix | what the SDK says |\n|---|---|---|---|---|");
    let _ = writeln!(
        page,
        "| {} | {default} | {} | {} | {} |\n",
        rule.severity.as_str(),
        if surfaces.is_empty() { "every file".to_owned() } else { surfaces.join(", ") },
        fix_sentence(rule.fix),
        sdk_sentence(rule.sdk),
    );
    if rule.costs {
        page.push_str(
            "The mistake passes every check before submission, and then costs compute or gives wrong results.\n\n",
        );
    }
    page.push_str(rule.page().trim_end());
    let _ = write!(page, "\n\n## How to suppress it\n\n{}", suppression(rule));
    page
}

fn suppression(rule: &Rule) -> String {
    if rule.judges().is_empty() && rule.code < "PJ91" {
        return format!(
            "Not in the file itself. `ignore = [\"{}\"]` in `parlint.toml` switches the rule off.\n",
            rule.code
        );
    }
    format!(
        "At the end of the line, or on a line of its own above:\n\n```text\n# parlint: ignore[{code}] why it is right here\n```\n\n\
         For the whole file: `# parlint: ignore-file[{code}] why`. For the project: `ignore = [\"{code}\"]` in `parlint.toml`.\n",
        code = rule.code
    )
}

fn index() -> String {
    let mut index = String::from(
        "# Rules\n\nMade by `UPDATE=1 cargo test --test pages`; the rules themselves stand in `src/rules/`.\n\n\
         | code | name | severity | default | fix | |\n|---|---|---|---|---|---|\n",
    );
    for rule in rules::ALL.iter() {
        let default = if rule.default { "on" } else { "off" };
        let _ = writeln!(
            index,
            "| [{code}]({code}.md) | {} | {} | {default} | {} | {} |",
            rule.name,
            rule.severity.as_str(),
            fix_word(rule.fix),
            rule.summary().english().replace('|', "\\|"),
            code = rule.code,
        );
    }
    index
}

fn surface_words(surface: Surface) -> &'static str {
    match surface {
        Surface::Component => "YAML component",
        Surface::Inline => "YAML node with a task",
        Surface::Node => "YAML node with a component",
        Surface::Pipeline => "YAML pipeline",
        Surface::SdkV2 => "Python SDK v2",
        Surface::SdkV1 => "Python SDK v1",
        Surface::V1Yaml => "v1 config YAML",
    }
}

/// One word for the fixes that a rule offers.
#[must_use]
pub fn fix_word(fix: Availability) -> &'static str {
    match fix {
        Availability::None => "none",
        Availability::Safe => "safe",
        Availability::Unsafe => "unsafe",
        Availability::Mixed => "mixed",
    }
}

fn fix_sentence(fix: Availability) -> &'static str {
    match fix {
        Availability::None => "none",
        Availability::Safe => "safe (`--fix`)",
        Availability::Unsafe => "unsafe (`--unsafe-fixes`)",
        Availability::Mixed => "safe or unsafe, by the case",
    }
}

/// One word for what the SDK says.
#[must_use]
pub fn sdk_word(answer: SdkAnswer) -> &'static str {
    match answer {
        SdkAnswer::Yes => "yes",
        SdkAnswer::Poor => "poor",
        SdkAnswer::Late => "late",
        SdkAnswer::No => "no",
    }
}

fn sdk_sentence(answer: SdkAnswer) -> &'static str {
    match answer {
        SdkAnswer::Yes => "a clear error",
        SdkAnswer::Poor => "an error that gives no place or the wrong one",
        SdkAnswer::Late => "an error, late: when the job is serialized, uploaded or run",
        SdkAnswer::No => "nothing",
    }
}

/// The page about settings, `docs/configuration.md`.
#[must_use]
pub fn configuration_page() -> String {
    let mut page = CONFIGURATION.to_owned();
    for entry in Entry::ALL {
        let _ = write!(page, "\n## `{}`\n\n{}\n", entry.name, entry.documentation);
        let _ = match entry.default() {
            Some(default) => writeln!(page, "\nDefault: `{default}`"),
            None => writeln!(page, "\nDefault: {}.", entry.absence()),
        };
    }
    page
}

const CONFIGURATION: &str = "\
# Configuration

Settings stand in `parlint.toml`, in `.parlint.toml`, or in `[tool.parlint]` of `pyproject.toml`. For each file the nearest
one up the tree counts, alone; of several in one folder, the first of `.parlint.toml`, `parlint.toml`, `pyproject.toml`.
Options of the command line stand above it: `--select` and their like, `--config 'key = value'`. `--config FILE` takes the
place of all configuration files, `--isolated` of any. `parlint config PATH` shows what counts for a path and where it
comes from.

```toml
extend-select = [\"PJ065\"]
ignore = [\"key-without-effect\"]
severity = { PJ046 = \"error\" }
per-file-ignores = { \"legacy/\" = [\"PJ8\"] }
```

A value that cannot be used (PJ920) stops parlint with exit status 2; an unknown setting or rule (PJ921) is a warning.
`schemas/parlint.schema.json` describes the settings to editors: `#:schema` in the first line, or Even Better TOML's
`evenBetterToml.schema.associations`.

<!-- Made by `UPDATE=1 cargo test --test pages` from the table in `src/config/entry.rs`. -->
";
