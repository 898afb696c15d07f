//! PJ6xx: what a step says against the files around it: its script, its component, its environment and its data.

mod code;
pub(super) mod command_line;
mod data_input;
mod standing;
#[cfg(test)]
mod tests;

super::group! {
    entry_script_not_found, entry_script_outside_code, entry_script_not_python, entry_script_ignored,
    referenced_path_not_found, code_is_file, data_path_not_found, mltable_file_unfit,
    mltable_package_missing, referenced_file_unfit,
    argument_unknown_to_script, required_argument_not_passed, argument_value_type,
    mini_batch_kind, fewer_results_than_items, empty_result_appended, only_first_item_processed, appended_table_without_header,
}
