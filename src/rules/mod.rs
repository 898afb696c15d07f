//! The rules: one file each, grouped in folders by the hundreds of their codes. A rule knows the model and asks the
//! [`Context`] for everything else; it knows no spelling, no output format and no other rule.

mod context;
mod rule;
mod selection;
mod tag;
#[cfg(test)]
pub(crate) mod testing;
mod violations;

pub use context::{Context, Facts, Finding};
pub use rule::{Availability, Rule, SdkAnswer};
pub use selection::RuleSet;
pub use tag::Tag;
pub use violations::Violation;

use crate::text::nearest;
use std::sync::LazyLock;

/// Lists a group's rules: each name is a file beside this one that declares one rule with [`rule!`](crate::rule!).
macro_rules! group {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        /// The rules of this group, by code.
        pub(super) static RULES: &[&super::Rule] = &[$(&$name::RULE),*];
    };
}
pub(crate) use bindings::{Role as ExpressionRole, role as expression_role};
pub(crate) use group;
pub(crate) use migration::{append_row_file_name, append_row_readers, calls as v1_calls, orders, publishes};
pub(crate) use shared::{dataset, mini_batch, names, output_action, parameter};
pub(crate) use structure::each_value;

mod arguments;
mod bindings;
mod migration;
mod parlint;
mod project;
mod python_v2;
mod script;
mod shared;
mod structure;
mod v1;
mod values;

/// The rules that the engine itself reports.
pub mod engine {
    pub use super::parlint::{
        INVALID_CONFIGURATION, INVALID_NOTEBOOK, INVALID_SUPPRESSION, SYNTAX_ERROR, UNKNOWN_CONFIGURATION_ENTRY,
        UNREADABLE_FILE, UNUSED_SUPPRESSION,
    };
}

/// Every rule, by code.
pub static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    [
        structure::RULES,
        values::RULES,
        bindings::RULES,
        arguments::RULES,
        python_v2::RULES,
        script::RULES,
        project::RULES,
        v1::RULES,
        migration::RULES,
        parlint::RULES,
    ]
    .concat()
});

/// The rule with this code (`PJ101`) or name (`mini-batch-size-type`), whatever the case.
#[must_use]
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    let same = |text: &str| text.eq_ignore_ascii_case(code_or_name);
    ALL.iter().copied().find(|rule| same(rule.code) || same(rule.name))
}

/// The code or name that a word, which is neither, certainly means: a near miss of a name, or a code with letters for
/// digits. Another number is another rule.
#[must_use]
pub fn probable(word: &str) -> Option<&'static str> {
    let digits = with_digits(word);
    let code = ALL.iter().map(|rule| rule.code).find(|code| *code == digits);
    code.or_else(|| nearest(word, ALL.iter().map(|rule| rule.name)))
}

/// The code, or the beginning of codes, that a word like `PJ10x` or `PJ1011` begins with.
#[must_use]
pub fn begun(word: &str) -> Option<&'static str> {
    let word = with_digits(word);
    let shared = |code: &str| code.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
    let code = ALL.iter().rev().map(|rule| rule.code).max_by_key(|code| shared(code))?;
    code.get(..shared(code)).filter(|prefix| prefix.len() > "PJ".len())
}

/// A word as a code: in capitals, the letters that look like digits read as such.
fn with_digits(word: &str) -> String {
    let digit = |c: char| match c {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    word.to_ascii_uppercase().chars().map(digit).collect()
}

/// The length of a code, which is the longest prefix.
pub const CODE_LENGTH: usize = "PJ101".len();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_mistyped_word_means() {
        let check = |word: &str, expected: (Option<&str>, Option<&str>)| {
            assert_eq!((probable(word), begun(word)), expected, "{word}")
        };
        check("pj1O1", (Some("PJ101"), Some("PJ101")));
        check("PJ10x", (None, Some("PJ10")));
        check("PJ1011", (None, Some("PJ101")));
        check("PJ099", (None, Some("PJ0")));
        check("mini_batch_size_tpe", (Some("mini-batch-size-type"), None));
        check("PJ", (None, None));
        check("", (None, None));
    }
}
