//! PJ4xx: what only Python code of SDK v2 can get wrong.

mod assignment;
mod brackets;
mod import;

super::group! {
    batch_retry_settings, positional_arguments, mapping_instead_of_object, settings_object_unset,
}
