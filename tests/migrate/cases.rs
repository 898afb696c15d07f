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
            Self::Partly => Some("partly"),
            Self::Left => Some("left"),
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
    // Where the configuration stands.
    converted("guide"),
    converted("config_in_variables"),
    converted("config_in_functions"),
    converted("config_in_class"),
    converted("config_in_one_function"),
    converted("shared_config"),
    converted("two_pipelines"),
    converted("keywords_literal"),
    left("keywords_dynamic", &["**settings"]),
    converted("config_from_yaml"),
    left("config_from_yaml_elsewhere", &["load_yaml"]),
    left("steps_in_a_loop", &["name"]),
    // Steps that wait for each other.
    converted("chained_outputs"),
    converted("chained_outputs_bare"),
    converted("chained_pipeline_data"),
    converted("chained_closure"),
    partly("step_sequence", &["StepSequence"]),
    partly("run_after", &["run_after"]),
    partly("beside_python_script", &["PythonScriptStep"]),
    // Parameters.
    converted("parameters"),
    converted("parameters_submitted"),
    converted("parameters_in_arguments"),
    converted("parameter_dataset"),
    converted("parameter_partition_keys"),
    // Data.
    converted("input_download"),
    converted("input_unnamed"),
    converted("datastore_named"),
    converted("datastore_from_workspace"),
    converted("dataset_version"),
    converted("tabular_registered"),
    partly("tabular_delimited", &["Dataset.Tabular.from_delimited_files"]),
    left("several_inputs", &["inputs"]),
    converted("partition_keys_table"),
    converted("side_inputs"),
    converted("side_inputs_implicit"),
    converted("side_input_of_step"),
    // Arguments.
    converted("arguments_quotes"),
    converted("arguments_numbers"),
    converted("arguments_in_variable"),
    // Results.
    converted("summary_only"),
    converted("no_output"),
    converted("output_registered"),
    converted("output_upload"),
    partly("results_read", &["parallel_run_step.txt"]),
    // Environments and computes.
    converted("environment_curated"),
    converted("environment_conda_packages"),
    converted("environment_docker_image"),
    converted("environment_conda_and_image"),
    partly("environment_dockerfile", &["Environment.from_dockerfile"]),
    converted("compute_created"),
    converted("compute_object"),
    // Settings.
    converted("settings_omitted"),
    partly("settings_omitted_table", &["Dataset.Tabular.from_parquet_files"]),
    converted("settings_all"),
    converted("settings_positional"),
    converted("script_without_folder"),
    // Around the step.
    converted("results_awaited"),
    converted("regenerate_outputs"),
    converted("pipeline_submits"),
    converted("pipeline_unsubmitted"),
    partly("published", &["publish"]),
    partly("scheduled", &["publish"]),
    // Other packages, and files that are not, or no longer, v1.
    converted("preview_package"),
    partly("preview_models", &["models"]),
    untouched("already_v2"),
    untouched("v1_without_parallel_step"),
    converted("half_v2"),
    converted("imports_aliased"),
    converted("imports_shared"),
    // How a program is written.
    converted("tabs"),
    converted("windows_lines"),
    converted("byte_order_mark"),
    converted("korean"),
    converted("comments_and_backslashes"),
    // Notebooks.
    converted("notebook_guide"),
    converted("notebook_magics"),
    converted("notebook_outputs"),
    converted("notebook_escaped"),
    converted("notebook_one_string"),
    partly("notebook_widgets", &["parallel_run_step.txt"]),
    converted("notebook_chained"),
    converted("notebook_windows"),
    converted("notebook_rerun"),
    left("notebook_left", &["inputs"]),
];
