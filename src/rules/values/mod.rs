//! PJ1xx: types, ranges, units, spellings of single values, and values that do not go together.

mod numbers;
mod range;
mod words;

super::group! {
    mini_batch_size_type,
    mini_batch_size_format,
    mini_batch_size_zero,
    mini_batch_size_unit_on_files,
    mini_batch_size_tiny_on_table,
    mini_batch_size_and_partition_keys,
    partition_keys_type,
    logging_level_value,
    setting_not_integer,
    number_notation,
    threshold_below_minus_one,
    failure_threshold_missing,
    max_concurrency_below_one,
    instance_count_below_one,
    max_retries_negative,
    timeout_range,
    timeout_missing,
    zero_on_node_ignored,
    retry_settings_replaced,
    mapping_value_not_string,
    shm_size_form,
    identity_type,
    compute_not_a_name,
    path_as_literal,
    port_type_unknown,
    port_mode_unknown,
    eval_mode_needs_mltable,
    file_input_direct,
    input_data_type,
    input_data_literal,
    input_path_missing,
    append_row_to_not_a_file,
    parameter_limits,
    default_type,
    port_attribute_not_allowed,
    output_registration,
}
