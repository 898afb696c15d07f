//! PJ0xx: keys, shapes, names and references: what stands where.

mod shared;

super::group! {
    task_missing, task_type_unsupported, environment_missing, entry_script_missing, code_missing, input_data_missing,
    mini_batch_size_missing, compute_missing, reference_form, reference_version_missing, environment_image_missing,
    environment_name_ignored, environment_end_of_life, unpinned_reference, code_absolute_path,
}
