//! PJ8xx: what is written for SDK v1, and what becomes of it in v2.

mod absence;
pub(crate) mod calls;
mod script;

pub(crate) use append_row_file_moves::{file_name as append_row_file_name, readers as append_row_readers};
pub(crate) use published_pipeline::publishes;
pub(crate) use step_order_not_expressible::orders;

super::group! {
    deprecated_v1_field, deprecated_parallel_run_step, contrib_import, v1_yaml_file, mini_batch_size_default_changes,
    run_max_try_default_changes, append_row_file_moves, summary_output_moves, failed_percent_moves, several_inputs, side_inputs_move,
    pipeline_parameter_moves, allow_reuse_moves, dataset_becomes_input, table_needs_mltable, output_registration_moves, environment_needs_image,
    workspace_and_experiment_calls, published_pipeline, step_order_not_expressible, script_reads_input_datasets, script_loads_registered_model, script_reads_input_variable,
}
