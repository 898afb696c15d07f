//! PJ0xx: keys, shapes, names and references: what stands where.

pub(in crate::rules) mod keys;
mod relocate;
mod rename;
mod shared;
#[cfg(test)]
mod tests;
mod walk;
mod wording;
mod wrap;

pub use keys::FaultyKey;
pub(crate) use walk::each_value;

super::group! {
    standalone_parallel_job, node_type_misspelled, node_type_missing, schema_kind_mismatch, schema_missing,
    component_name_invalid, node_name_invalid, port_name_invalid, unknown_key, unknown_task_key,
    unknown_retry_settings_key, unknown_resources_key, unknown_port_key, unknown_environment_key, unknown_settings_key,
    misplaced_key, program_argument_as_key, v1_key_in_v2, environment_variables_in_component, is_deterministic_on_node,
    key_without_effect, duplicate_key, null_value, value_not_a_mapping, instance_count_given_twice, value_type,
    task_missing, task_type_unsupported, environment_missing, entry_script_missing, code_missing, input_data_missing,
    mini_batch_size_missing, compute_missing, reference_form, reference_version_missing, environment_image_missing,
    environment_name_ignored, environment_end_of_life, unpinned_reference, code_absolute_path,
}
