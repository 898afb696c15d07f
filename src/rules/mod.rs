//! The rules: one file each, grouped in folders by the hundreds of their codes. A rule knows the model and asks the
//! [`Context`] for everything else; it knows no spelling, no output format and no other rule.

mod context;
mod rule;
mod selection;
#[cfg(test)]
pub(crate) mod testing;
mod violations;

pub use context::{Context, Facts, Finding};
pub use rule::{Availability, Rule, SdkAnswer};
pub use selection::RuleSet;
pub use violations::Violation;

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
pub(crate) use migration::calls as v1_calls;
pub(crate) use shared::mini_batch;
pub(crate) use structure::{each_value, is_node_name, is_port_name};

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
