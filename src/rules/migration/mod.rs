//! PJ8xx: what is written for SDK v1, and what becomes of it in v2.

mod absence;

super::group! {
    deprecated_v1_field, deprecated_parallel_run_step, contrib_import, v1_yaml_file, mini_batch_size_default_changes,
    run_max_try_default_changes, summary_output_moves, failed_percent_moves, several_inputs, side_inputs_move,
    allow_reuse_moves,
}
