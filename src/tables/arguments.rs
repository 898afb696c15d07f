//! The driver's own program arguments: `schemas/arguments.json`.
//!
//! Knows flags and what may follow them, not how a command line is split.

use std::sync::LazyLock;

use serde::Deserialize;

use super::translations::{self, Section};
use super::{Field, Kind, Locale, documents};

/// A flag that the driver of a parallel run takes from the program arguments.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Argument {
    /// The flag, with its dashes.
    pub flag: &'static str,
    /// What kind of value follows it.
    pub kind: Kind,
    /// Whether the documentation lists it; the others are known from source, threads and published components.
    pub documented: bool,
    /// Smallest value.
    pub minimum: Option<i64>,
    /// Largest value.
    pub maximum: Option<i64>,
    /// The documented default; absent where there is none or two pages disagree.
    pub default: Option<&'static str>,
    /// The field that says the same.
    pub field: Option<Field>,
    description: &'static str,
}

/// A name that the driver's command line uses for a setting of the step, and that v1 therefore refuses.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReservedArgument {
    /// The name, without dashes.
    pub name: &'static str,
    /// The field to set instead, if there is one.
    pub field: Option<Field>,
    /// Whether v2 steps should stay away from it too; the others are documented or in common use there.
    pub in_v2: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Arguments {
    prefixes: Vec<&'static str>,
    arguments: Vec<Argument>,
    reserved: Vec<ReservedArgument>,
}

static ARGUMENTS: LazyLock<Arguments> = LazyLock::new(|| documents::typed("arguments.json"));

impl Argument {
    /// The flag without its dashes.
    pub fn name(&self) -> &'static str {
        self.flag.trim_start_matches('-')
    }

    /// What the flag does and what to know, in one to three sentences.
    pub fn description(&self, locale: Locale) -> &'static str {
        translations::find(locale, Section::Arguments, self.name()).unwrap_or(self.description)
    }
}

/// Every flag of the driver, documented ones first.
pub fn arguments() -> &'static [Argument] {
    &ARGUMENTS.arguments
}

/// The driver's flag of exactly this spelling.
pub fn argument(flag: &str) -> Option<&'static Argument> {
    arguments().iter().find(|argument| argument.flag == flag)
}

/// Whether a flag is the driver's: one of [`arguments`], or one of those that it alone uses.
pub fn is_driver_argument(flag: &str) -> bool {
    argument(flag).is_some() || ARGUMENTS.prefixes.iter().any(|prefix| flag.starts_with(prefix))
}

/// Every reserved name.
pub fn reserved_arguments() -> &'static [ReservedArgument] {
    &ARGUMENTS.reserved
}

/// The reserved name of exactly this spelling, without dashes.
pub fn reserved_argument(name: &str) -> Option<&'static ReservedArgument> {
    reserved_arguments().iter().find(|reserved| reserved.name == name)
}
