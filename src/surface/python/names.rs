//! The names of the SDKs that matter, and from which packages they must come (convention 6 of the catalogue).

use crate::syntax::python::{CallSite, Callee, Module};

/// The function of SDK v2 that makes a step.
pub(super) const PARALLEL_RUN_FUNCTION: &str = "parallel_run_function";
/// The function of SDK v2 that reads a component from a file.
pub(super) const LOAD_COMPONENT: &str = "load_component";
/// The class of SDK v2 that is a step which no pipeline holds.
pub(super) const PARALLEL_JOB: &str = "ParallelJob";
/// The class of SDK v2 that says what each mini-batch is given to.
pub(super) const RUN_FUNCTION: &str = "RunFunction";
/// The configuration of SDK v1.
pub(super) const PARALLEL_RUN_CONFIG: &str = "ParallelRunConfig";
/// The step of SDK v1.
pub(super) const PARALLEL_RUN_STEP: &str = "ParallelRunStep";
/// The package that was withdrawn.
pub(super) const CONTRIB: &str = "azureml.contrib.";

const V2: &str = "azure.ai.ml";
const V1: &str = "azureml";

/// The qualified name of what a call calls, if it comes from one of the SDKs; a star import of one counts.
pub(super) fn sdk_name(module: &Module, site: &CallSite) -> Option<String> {
    match &site.callee {
        Callee::Qualified(name) => is_sdk(name).then(|| name.clone()),
        Callee::Unbound(name) => {
            let known = [PARALLEL_RUN_FUNCTION, LOAD_COMPONENT, PARALLEL_RUN_CONFIG, PARALLEL_RUN_STEP, PARALLEL_JOB];
            let star = || module.star_imports().iter().find(|star| is_sdk(&star.module));
            known.contains(&name.as_str()).then(star).flatten().map(|star| format!("{}.{name}", star.module))
        }
        _ => None,
    }
}

/// Whether a qualified name belongs to one of the SDKs.
pub(super) fn is_sdk(name: &str) -> bool {
    is_v2(name) || is_v1(name)
}

/// Whether a qualified name belongs to SDK v2.
pub(super) fn is_v2(name: &str) -> bool {
    is_in(name, V2)
}

/// Whether a qualified name belongs to SDK v1.
pub(super) fn is_v1(name: &str) -> bool {
    is_in(name, V1)
}

/// The last word of a qualified name.
pub(super) fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

fn is_in(name: &str, package: &str) -> bool {
    name.strip_prefix(package).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
