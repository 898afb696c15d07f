//! PJ901 `syntax-error`: A file does not parse.

use crate::rule;

rule! {
    /// A file does not parse.
    ///
    /// - **Fires when** YAML that the SDK's loader (PyYAML, YAML 1.1) refuses: syntax errors, tabs as indentation or after `:`, an unhashable key such as an unquoted `{{x}}`, unknown tags, more than one document; Python with a syntax error, in a file that mentions a parallel call; the same in a notebook cell.
    /// - **Silent on** notebook magics and shell lines (`%…`, `!…`, `%%writefile` and other cell magics); Python files without a parallel call; a byte order mark.
    /// - **Why** Nothing of the file reaches the service, or, for a notebook cell, the cell does not run. What can be recovered around the error is still checked.
    /// - **Fix** none. The finding stands where the parser stopped, with its message, and names the line that probably is meant.
    ///
    /// Invalid:
    ///
    /// ```yaml file
    /// type: pipeline
    /// settings:
    ///   default_compute: azureml:cpu-cluster
    /// jobs:
    ///   score:
    ///     type: parallel
    ///     component: {{component}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml file
    /// type: pipeline
    /// settings:
    ///   default_compute: azureml:cpu-cluster
    /// jobs:
    ///   score:
    ///     type: parallel
    ///     component: azureml:score_files:1
    /// ```
    PJ901 "syntax-error" Error, on: [], sdk: Yes, costs: false, fix: None
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn other_components_are_not_ours() {
        check("python v2 file", "from azure.ai.ml import load_component\ntrain = load_component('train.yml')\ntrain(a=1)\nx = = 1");
        check("python v2 file", "from azure.ai.ml.parallel import parallel_run_function\nx = = 1\n    ^ PJ901");
    }
}
