//! What a rule is: its facts, its documentation and its check functions.

use super::Context;
use crate::diagnostic::{Applicability, Severity};
use crate::message::{Message, Template};
use crate::model::{FileModel, ParallelStep, Pipeline};
use crate::script::Script;
use crate::tables::Surface;
use std::fmt;

/// One rule, as [`rule!`](crate::rule!) declares it.
pub struct Rule {
    /// Its code for ever, `PJ101`.
    pub code: &'static str,
    /// Its name in kebab case, `mini-batch-size-type`.
    pub name: &'static str,
    /// Its severity unless configured otherwise.
    pub severity: Severity,
    /// Whether it runs without being selected.
    pub default: bool,
    /// The surfaces it judges steps of; empty for rules of the engine itself.
    pub surfaces: &'static [Surface],
    /// What the SDK says of the mistake before anything is sent.
    pub sdk: SdkAnswer,
    /// Whether the mistake passes every offline check and then burns compute or gives wrong results.
    pub costs: bool,
    /// What fixes it can offer.
    pub fix: Availability,
    /// Its documentation in Markdown: a summary line, then the sections of the rule catalogue.
    pub documentation: &'static str,
    /// Judges one step written on one of [`Self::surfaces`].
    pub step: Option<for<'a> fn(&'a ParallelStep, &mut Context<'a>)>,
    /// Judges one pipeline that holds a parallel node.
    pub pipeline: Option<for<'a> fn(&'a Pipeline, &mut Context<'a>)>,
    /// Judges a whole file that holds something of ours.
    pub file: Option<for<'a> fn(&'a FileModel, &mut Context<'a>)>,
    /// Judges an entry script that parsed.
    pub script: Option<for<'a> fn(&'a Script, &mut Context<'a>)>,
}

/// What fixes a rule can offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// Never one.
    None,
    /// Where there is one, it is safe.
    Safe,
    /// Where there is one, it is to be looked at.
    Unsafe,
    /// Safe in some cases, unsafe in others.
    Mixed,
}

/// What the SDK says of a mistake before anything is sent; the weakest of its answers where surfaces differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SdkAnswer {
    /// A clear error.
    Yes,
    /// An error that names the wrong key, gives no place, or is a raw exception.
    Poor,
    /// Only when the object is serialized, uploaded or run.
    Late,
    /// Nothing.
    No,
}

impl Availability {
    /// Whether a rule that promises this may offer such a fix.
    #[must_use]
    pub fn allows(self, applicability: Applicability) -> bool {
        match self {
            Self::None => false,
            Self::Safe => applicability == Applicability::Safe,
            Self::Unsafe => applicability != Applicability::Safe,
            Self::Mixed => true,
        }
    }
}

impl Rule {
    /// The first line of the documentation, a sentence in Markdown.
    #[must_use]
    pub fn summary(&self) -> Message {
        let line = self.documentation.lines().next().unwrap_or_default().trim();
        Message::new(Template::new(line), Vec::new())
    }

    /// The documentation as Markdown.
    #[must_use]
    pub fn page(&self) -> String {
        self.documentation.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n").collect()
    }

    /// What it judges: names of surfaces, or `script`; nothing for rules of the engine itself.
    #[must_use]
    pub fn judges(&self) -> Vec<&'static str> {
        let script = self.script.map(|_| "script");
        self.surfaces.iter().map(|surface| surface.name()).chain(script).collect()
    }

    /// Where the rule's page stands.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}/blob/main/docs/rules/{}.md", env!("CARGO_PKG_REPOSITORY"), self.code)
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

/// Declares `RULE`. The documentation comment is the rule's page; its fenced blocks run as tests.
///
/// ```text
/// rule! {
///     /// `mini_batch_size` is not a string.
///     ///
///     /// - **Fires when** …
///     PJ101 "mini-batch-size-type" Error, on: [Component, Inline], sdk: Poor, costs: false, fix: Safe, step: check
/// }
/// ```
/// `default: false` before the checks switches a rule off unless it is selected.
#[macro_export]
macro_rules! rule {
    (
        $(#[doc = $line:literal])*
        $code:ident $name:literal $severity:ident, on: [$($surface:ident),*], sdk: $sdk:ident, costs: $costs:literal, fix: $fix:ident
        $(, default: $default:literal)?
        $(, step: $step:expr)? $(, pipeline: $pipeline:expr)? $(, file: $file:expr)? $(, script: $script:expr)?
        $(,)?
    ) => {
        #[doc = concat!("The rule `", $name, "`.")]
        #[allow(clippy::needless_update, reason = "a rule may name all of its checks")]
        pub static RULE: $crate::rules::Rule = $crate::rules::Rule {
            code: stringify!($code),
            name: $name,
            severity: $crate::diagnostic::Severity::$severity,
            default: true $(&& $default)?,
            surfaces: &[$($crate::tables::Surface::$surface),*],
            sdk: $crate::rules::SdkAnswer::$sdk,
            costs: $costs,
            fix: $crate::rules::Availability::$fix,
            documentation: concat!($($line, "\n"),*),
            step: $crate::rule!(@optional $($step)?),
            pipeline: $crate::rule!(@optional $($pipeline)?),
            file: $crate::rule!(@optional $($file)?),
            script: $crate::rule!(@optional $($script)?),
        };
    };
    (@optional) => { None };
    (@optional $check:expr) => { Some($check) };
}
