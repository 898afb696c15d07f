//! PJ9xx: findings about what parlint reads, reported by the engine itself and not by check functions.

super::group! {
    syntax_error, unreadable_file, invalid_notebook, unused_suppression, invalid_suppression, invalid_configuration,
    unknown_configuration_entry,
}

pub use invalid_configuration::RULE as INVALID_CONFIGURATION;
pub use invalid_notebook::RULE as INVALID_NOTEBOOK;
pub use invalid_suppression::RULE as INVALID_SUPPRESSION;
pub use syntax_error::RULE as SYNTAX_ERROR;
pub use unknown_configuration_entry::RULE as UNKNOWN_CONFIGURATION_ENTRY;
pub use unreadable_file::RULE as UNREADABLE_FILE;
pub use unused_suppression::RULE as UNUSED_SUPPRESSION;
