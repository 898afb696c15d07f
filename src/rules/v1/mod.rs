//! PJ7xx: the arguments, inputs and outputs of SDK v1's `ParallelRunConfig` and `ParallelRunStep`.

mod names;
mod packages;

super::group! {
    config_argument_missing, environment_not_an_object, output_action_value, output_missing, append_row_file_name_form,
    append_row_file_name_unused, failed_percent_range, pipeline_parameter_not_accepted, partition_keys_beside_size,
    inputs_not_a_list,
    input_not_consumable, input_kinds_mixed, input_must_be_direct, input_name_invalid, reserved_argument_in_step,
    arguments_not_a_list, thresholds_lost_on_save, required_package_missing,
}
