//! Which files cannot hold anything of ours, told from their bytes without parsing them.
//!
//! Every test here is necessary for a finding: what it lets through may still be foreign, what it holds back is.

use crate::document::Language;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Words of which one stands in everything of ours: `type: Parallel`, `parallel_run_function`, `ParallelRunStep`,
/// `azure.ai.ml.parallel`, `parallel_run_config:`; a node without `type` has both `input_data` and `mini_batch_size`; an
/// entry script takes a `mini_batch`; a Python pipeline may load a component that it says nothing else about.
static WORDS: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| {
    ["arallel", "ini_batch", "inibatch", "ARALLEL", "input_data", "load_component"].map(Finder::new).into()
});

/// A node without `type` may also be told by its `task`, and one of a misspelled type by nothing but its place.
static NODES: LazyLock<[Finder<'static>; 3]> = LazyLock::new(|| ["jobs", "task", "component"].map(Finder::new));

/// A cell that writes a file: a script, perhaps, that a step names.
static WRITES: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["%%writefile", "%%file"].map(Finder::new));

/// Whether a file of this language with these bytes may hold something of ours.
#[must_use]
pub fn may_matter(bytes: &[u8], language: Language) -> bool {
    let holds = |finder: &Finder| finder.find(bytes).is_some();
    if WORDS.iter().any(holds) {
        return true;
    }
    let [jobs, task, component] = &*NODES;
    match language {
        Language::Yaml => holds(jobs) && (holds(task) || holds(component)),
        Language::Python => false,
        Language::Notebook => WRITES.iter().any(holds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, language: Language, expected: bool) {
        assert_eq!(may_matter(text.as_bytes(), language), expected, "{text:?}");
    }

    #[test]
    fn lets_through_all_spellings() {
        check("jobs: {a: {type: parallel}}", Language::Yaml, true);
        check("jobs: {a: {type: PARALLEL}}", Language::Yaml, true);
        check("jobs: {a: {type: paralel, component: azureml:a:1}}", Language::Yaml, true);
        check("jobs: {a: {task: {}}}", Language::Yaml, true);
        check("jobs: {a: {input_data: x, mini_batch_size: 1}}", Language::Yaml, true);
        check("parallel_run_config:\n", Language::Yaml, true);
        check("from azureml.pipeline.steps import ParallelRunStep", Language::Python, true);
        check("score = load_component('score.yml')", Language::Python, true);
        check("def run(minibatch):", Language::Python, true);
        check("{\"source\": [\"%%writefile score.py\\n\"]}", Language::Notebook, true);
        check("{\"source\": [\"from azure.ai.ml import parallel\"]}", Language::Notebook, true);
    }

    #[test]
    fn holds_back_what_is_foreign() {
        check("kind: Deployment\nspec: {replicas: 2}\n", Language::Yaml, false);
        check("jobs: {build: {steps: []}}\n", Language::Yaml, false);
        check("{\"source\": [\"import pandas\"]}", Language::Notebook, false);
        check("def jobs(task): return component\n", Language::Python, false);
    }
}
