//! The cases, a line each: what is expected of their migration. Knows nothing of how it is judged.

/// How much of a program is v2 after its migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything.
    Converted,
    /// The steps; something beside them needs a person.
    Partly,
    /// Nothing: the notes say why.
    Left,
    /// There was nothing to do.
    Untouched,
}

impl Outcome {
    /// How the summary says it.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Converted => Some("converted"),
            Self::Partly => Some("partly converted"),
            Self::Left => Some("left as it is"),
            Self::Untouched => None,
        }
    }
}

/// A program of `corpus/`.
#[derive(Debug)]
pub struct Case {
    pub name: &'static str,
    pub outcome: Outcome,
    /// What its notes are about.
    pub notes: &'static [&'static str],
    /// Settings that cannot be the same, which the notes say: the beginnings of the differences.
    pub differs: &'static [&'static str],
}

const fn converted(name: &'static str) -> Case {
    Case { name, outcome: Outcome::Converted, notes: &[], differs: &[] }
}

const fn partly(name: &'static str, notes: &'static [&'static str]) -> Case {
    Case { name, outcome: Outcome::Partly, notes, differs: &[] }
}

const fn left(name: &'static str, notes: &'static [&'static str]) -> Case {
    Case { name, outcome: Outcome::Left, notes, differs: &[] }
}

const fn untouched(name: &'static str) -> Case {
    Case { name, outcome: Outcome::Untouched, notes: &[], differs: &[] }
}

impl Case {
    const fn differing(mut self, differs: &'static [&'static str]) -> Self {
        self.differs = differs;
        self
    }
}

/// Every case.
pub const CASES: &[Case] = &[
    converted("guide"),
    converted("config_in_functions"),
    partly("config_in_class", &[]),
    converted("config_in_variables"),
    converted("config_in_one_function"),
    converted("chained_outputs"),
    converted("parameters_submitted"),
    converted("datastore_from_workspace"),
    partly("results_read", &["parallel_run_step.txt"]),
    converted("environment_conda_packages"),
    converted("environment_conda_and_image"),
    partly("environment_dockerfile", &["Environment.from_dockerfile"]),
    converted("compute_created"),
    converted("results_awaited"),
    partly("run_read", &["get_details", "number"]),
    converted("pipeline_submits"),
    partly("published", &["publish"]),
    converted("tabs"),
    converted("windows_lines"),
    partly("korean", &[]),
    converted("comments_and_backslashes"),
    partly("notebook_guide", &[]),
    converted("notebook_magics"),
    converted("notebook_outputs"),
    converted("notebook_one_string"),
    partly("notebook_widgets", &["get_output_data", "parallel_run_step.txt"]),
    converted("notebook_rerun"),
    // Where the configuration stands.
    converted("shared_config"),
    converted("two_pipelines"),
    left("keywords_dynamic", &["**settings"]),
    left("config_from_yaml_elsewhere", &["load_yaml"]),
    partly("steps_in_a_loop", &["name", "Pipeline"]).differing(&["no pipeline with the steps", "steps: "]),
    // Steps that wait for each other.
    converted("chained_outputs_bare"),
    converted("chained_pipeline_data"),
    converted("chained_closure"),
    partly("step_sequence", &["StepSequence"]),
    partly("run_after", &["run_after"]),
    partly("beside_python_script", &["PythonScriptStep"]).differing(&[
        "no pipeline with the steps score",
        "score.inputs",
        "score.input_data",
    ]),
    partly("beside_python_script_computes", &["PythonScriptStep"]).differing(&[
        "no pipeline with the steps score",
        "score.inputs",
        "score.input_data",
    ]),
    partly("beside_command_step", &["CommandStep"]).differing(&[
        "no pipeline with the steps score",
        "score.inputs",
        "score.input_data",
    ]),
    partly("beside_mpi_step", &["MpiStep"]).differing(&["no pipeline with the steps score"]),
    partly("beside_estimator_step", &["EstimatorStep"]).differing(&["no pipeline with the steps score"]),
    partly("beside_r_step", &["RScriptStep"]).differing(&["no pipeline with the steps score"]),
    partly("beside_sweep_step", &["HyperDriveStep"]).differing(&["no pipeline with the steps score"]),
    partly("beside_automl_step", &["AutoMLStep"]).differing(&["no pipeline with the steps score"]),
    partly("beside_steps_without_successor", &["AdlaStep", "AzureBatchStep", "DatabricksStep"])
        .differing(&["no pipeline with the steps score"]),
    // Parameters.
    converted("parameters"),
    converted("parameters_in_arguments"),
    converted("parameter_dataset"),
    converted("parameter_with_a_dash"),
    partly("parameter_partition_keys", &["partition_keys"]).differing(&["forecast.partition_keys", "parameter.keys"]),
    // Data.
    converted("input_download"),
    converted("input_unnamed"),
    converted("datastore_named"),
    converted("dataset_version"),
    partly("tabular_registered", &[]),
    partly("tabular_delimited", &["from_delimited_files"]),
    left("several_inputs", &["inputs"]),
    converted("step_unused"),
    partly("partition_keys_table", &[]),
    partly("files_wildcards", &["from_files"]),
    partly("files_partitioned", &["from_files"]),
    left("files_several_paths", &["inputs"]),
    converted("files_on_the_web"),
    partly("mounted_at_a_path", &["as_mount"]),
    converted("consumption_config"),
    left("dataset_registered_here", &["inputs"]),
    partly("chained_table", &["read_delimited_files"]),
    converted("side_inputs"),
    partly("side_inputs_implicit", &["side_inputs"]),
    converted("side_input_of_step"),
    // Arguments.
    converted("arguments_quotes"),
    converted("arguments_numbers"),
    converted("arguments_in_variable"),
    left("arguments_concatenated", &["arguments"]),
    // Results.
    partly("summary_only", &["output"]),
    converted("no_output"),
    converted("output_registered"),
    converted("output_upload"),
    partly("output_by_run", &["destination"]).differing(&["score.outputs"]),
    // Environments and computes.
    converted("environment_curated"),
    converted("environment_docker_image"),
    converted("compute_object"),
    // Settings.
    converted("settings_omitted"),
    partly("settings_omitted_table", &["from_parquet_files"]),
    converted("settings_all"),
    converted("settings_positional"),
    converted("settings_computed"),
    converted("script_without_folder"),
    // Around the step.
    converted("regenerate_outputs"),
    converted("pipeline_unsubmitted"),
    partly("scheduled", &["publish", "Schedule.create"]),
    partly(
        "published_endpoint",
        &["publish", "PipelineEndpoint.get", "PipelineEndpoint.publish", "PublishedPipeline.list"],
    ),
    partly("model_registered", &["Model.register", "Model.get_model_path"]),
    // Other packages, and files that are not, or no longer, v1.
    converted("preview_package"),
    partly("preview_models", &["models", "Model.register"]),
    partly("preview_all", &["properties", "input_format", "add_parallel_run_step_dependencies"]),
    untouched("already_v2"),
    untouched("v1_without_parallel_step"),
    converted("half_v2"),
    converted("imports_aliased"),
    converted("imports_shared"),
    converted("names_taken"),
    // How a program is written.
    converted("byte_order_mark"),
    left("several_inputs_unused", &["inputs"]),
    converted("imports_tried"),
    converted("keywords_literal"),
    converted("keywords_shared"),
    converted("keywords_in_function"),
    left("keywords_changed", &["**common"]),
    converted("config_from_yaml"),
    partly("config_from_yaml_saved", &[]),
    // Notebooks.
    converted("notebook_escaped"),
    converted("notebook_chained"),
    converted("notebook_windows"),
    left("notebook_left", &["inputs"]),
];
