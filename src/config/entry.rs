//! The table of settings: name, kind of value, default and documentation of each. Reading, the JSON Schema, `parlint
//! config` and the documentation all follow it.

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "what each means is said in the table below")]
pub enum Key {
    Select,
    ExtendSelect,
    Ignore,
    Severity,
    PerFileIgnores,
    Exclude,
    ExtendExclude,
    FailOn,
    Locale,
    MaxFileSize,
    EntryScripts,
}

/// What a setting's value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A list of codes, prefixes and names of rules.
    Rules,
    /// A table from such a word to a severity.
    Severities,
    /// A table from a pattern of paths to such a list.
    RulesByGlob,
    /// A list of patterns of paths.
    Globs,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// A number of bytes, or text such as `"10 MB"`.
    Size,
}

/// One row of the table.
#[derive(Debug)]
pub struct Entry {
    /// Which setting.
    pub key: Key,
    /// Its name.
    pub name: &'static str,
    /// Its kind of value.
    pub kind: Kind,
    /// Its default in TOML; empty if it has none that can be written so.
    default: &'static str,
    /// What it does.
    pub documentation: &'static str,
}

/// What is never walked unless configured: folders of tools, never of people.
pub(super) const EXCLUDE: &[&str] = &[
    ".git",
    ".hg",
    ".svn",
    ".venv",
    "venv",
    ".tox",
    ".nox",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    "__pycache__",
    ".ipynb_checkpoints",
    "node_modules",
    "site-packages",
];

/// The default of `max-file-size`, in bytes.
pub(super) const MAX_FILE_SIZE: u64 = 10_000_000;

/// How many times larger a notebook may be: most of its bytes are outputs.
pub(super) const NOTEBOOK_FACTOR: u64 = 5;

impl Entry {
    /// Every setting, in the order in which they are explained.
    pub const ALL: &[Self] = &[
        Self {
            key: Key::Select,
            name: "select",
            kind: Kind::Rules,
            default: "",
            documentation: "The rules that run, instead of those that are on by default: codes (`PJ101`), prefixes of codes (`PJ1`; `PJ` for all) or names (`mini-batch-size-type`). Where settings disagree on a rule, the narrower word counts.",
        },
        Self {
            key: Key::ExtendSelect,
            name: "extend-select",
            kind: Kind::Rules,
            default: "[]",
            documentation: "Rules that run in addition to those selected or on by default.",
        },
        Self {
            key: Key::Ignore,
            name: "ignore",
            kind: Kind::Rules,
            default: "[]",
            documentation: "Rules that do not run.",
        },
        Self {
            key: Key::Severity,
            name: "severity",
            kind: Kind::Severities,
            default: "{}",
            documentation: "Severities that replace the rules' own: `severity = { PJ046 = \"error\" }`.",
        },
        Self {
            key: Key::PerFileIgnores,
            name: "per-file-ignores",
            kind: Kind::RulesByGlob,
            default: "{}",
            documentation: "Rules that do not run on some files: a pattern as in `.gitignore`, relative to the configuration, and the rules.",
        },
        Self {
            key: Key::Exclude,
            name: "exclude",
            kind: Kind::Globs,
            default: "",
            documentation: "Files and folders that are skipped when a folder is searched, instead of the default list (`.git`, `.venv`, `node_modules` and the like): patterns as in `.gitignore`, relative to the configuration. A file named on the command line is always checked, unless `--force-exclude` is given.",
        },
        Self {
            key: Key::ExtendExclude,
            name: "extend-exclude",
            kind: Kind::Globs,
            default: "[]",
            documentation: "Files and folders that are skipped in addition to `exclude`.",
        },
        Self {
            key: Key::FailOn,
            name: "fail-on",
            kind: Kind::Word(&super::FailOn::NAMES),
            default: "\"warning\"",
            documentation: "The mildest severity of a finding that makes parlint exit with 1.",
        },
        Self {
            key: Key::Locale,
            name: "locale",
            kind: Kind::Word(&["en", "ja", "ko"]),
            default: "",
            documentation: "The language of messages, instead of that of the environment.",
        },
        Self {
            key: Key::MaxFileSize,
            name: "max-file-size",
            kind: Kind::Size,
            default: "\"10 MB\"",
            documentation: "The size above which a file is not read: bytes, or text with `KB` or `MB`. Notebooks may be five times as large.",
        },
        Self {
            key: Key::EntryScripts,
            name: "entry-scripts",
            kind: Kind::Globs,
            default: "[]",
            documentation: "Python files that are entry scripts although no step in the project names them: patterns as in `.gitignore`, relative to the configuration.",
        },
    ];

    /// Its default, if it has one that can be written.
    #[must_use]
    pub fn default(&self) -> Option<toml::Value> {
        if self.key == Key::Exclude {
            return Some(EXCLUDE.to_vec().into());
        }
        let table: toml::Table = toml::from_str(&format!("value = {}", self.default)).ok()?;
        table.get("value").cloned()
    }

    /// What counts where neither it is set nor a default can be written.
    #[must_use]
    pub fn absence(&self) -> &'static str {
        match self.key {
            Key::Select => "the rules that are on by default",
            Key::Locale => "the language of the environment",
            _ => "nothing",
        }
    }

    /// The setting of this name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|entry| entry.name == name)
    }
}
