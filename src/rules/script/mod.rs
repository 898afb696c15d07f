//! Rules PJ5xx: what the entry script itself does wrong.

super::group! {
    run_missing, entry_function_parameters, run_returns_nothing, run_return_type, run_results_accumulate,
    strict_argument_parsing, init_missing, async_entry_function, global_not_declared, directory_creation_race,
    fixed_output_file, mini_batch_as_path, exit_in_entry_script, model_loaded_in_run, reserved_option,
    workspace_config_in_script,
}
