//! PJ1xx: types, ranges, units, spellings of single values, and values that do not go together.

mod numbers;
mod parameter;
mod ports;
mod range;
mod split;
mod words;

super::group! {
    mini_batch_size_type,
    mini_batch_size_format,
    mini_batch_size_zero,
    threshold_below_minus_one,
    max_concurrency_below_one,
    instance_count_below_one,
    max_retries_negative,
    timeout_range,
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
}
