//! What calls of SDK v2 are given that they do not take: positional arguments, objects of SDK v1, parameters of the
//! pipeline function around them. And which calls make just one node of a pipeline.

use super::convert;
use super::names::{self, PARALLEL_JOB, PARALLEL_RUN_FUNCTION, RUN_FUNCTION};
use crate::model::{self, ComponentSource, FileModel, NamedNode, PipelineParameter, PositionalArgument, V1Object};
use crate::syntax::python::{Call, CallSite, Data, Function, Module, TargetForm, Value};
use std::sync::Arc;

/// What takes keywords only.
const KEYWORDS_ONLY: [&str; 5] = [PARALLEL_RUN_FUNCTION, RUN_FUNCTION, PARALLEL_JOB, "Input", "Output"];

/// Notes what a call of a class or function of SDK v2 is wrongly given.
pub(super) fn of_sdk(module: &Module, site: &CallSite, name: &str, model: &mut FileModel) {
    let name = names::last(name);
    if !KEYWORDS_ONLY.contains(&name) {
        return;
    }
    let Some(call) = module.call(site.id) else { return };
    if let Some(first) = call.positional.first() {
        let span = first.used_at();
        model.positional_arguments.push(PositionalArgument { callee: call.callee_span, span });
    }
    v1_objects(module, &call, model);
    if name == PARALLEL_RUN_FUNCTION {
        model.pipeline_parameters.extend(parameters(module, &call));
    }
}

/// Notes what a call of a step of this file is wrongly given.
pub(super) fn of_component(module: &Module, call: &Call, component: &ComponentSource, model: &mut FileModel) {
    if matches!(component, ComponentSource::Written(_)) {
        v1_objects(module, call, model);
    }
}

/// The calls of `Input`, wherever they stand.
pub(super) fn inputs(module: &Module) -> Vec<model::Value> {
    let sites = module.calls().filter(|site| !site.type_checking);
    let named = sites.filter(|site| {
        let name = names::sdk_name(module, site).filter(|name| names::is_v2(name));
        name.is_some_and(|name| names::last(&name) == "Input")
    });
    let made = named.filter_map(|site| {
        let object = convert::object(module, &module.call(site.id)?)?;
        let data = model::Data::Object(Arc::new(object));
        Some(model::Value { span: site.span, through_name: None, data, editable: true })
    });
    made.collect()
}

/// Takes back what was noted in a file that has nothing to do with parallel jobs.
pub(super) fn settle(module: &Module, model: &mut FileModel) {
    let ours = |site: CallSite| {
        let name = names::sdk_name(module, &site).filter(|name| names::is_v2(name));
        name.is_some_and(|name| [RUN_FUNCTION, PARALLEL_JOB].contains(&names::last(&name)))
    };
    if model.is_empty() || !model.steps.is_empty() || !model.uses.is_empty() || module.calls().any(ours) {
        return;
    }
    model.positional_arguments.clear();
    model.v1_objects.clear();
}

fn v1_objects(module: &Module, call: &Call, model: &mut FileModel) {
    for value in call.positional.iter().chain(call.keywords.iter().map(|entry| &entry.value)) {
        let Some(class) = v1_class(module, value) else { continue };
        model.v1_objects.push(V1Object { class, span: value.used_at(), callee: call.callee_span });
    }
}

/// The classes of SDK v1 whose objects are mistaken for those of v2.
const V1_CLASSES: [&str; 7] = [
    "Environment",
    "Dataset",
    "PipelineData",
    "PipelineParameter",
    "OutputFileDatasetConfig",
    "ComputeTarget",
    "Datastore",
];

/// The qualified name of such a class, if a value is an object of it: what its constructor makes, or a method that
/// answers another object.
fn v1_class(module: &Module, value: &Value) -> Option<String> {
    let Data::Call(call) = &value.data else { return None };
    let class = convert::object(module, call)?.class;
    let words: Vec<&str> = class.split('.').collect();
    let at = words.iter().position(|word| V1_CLASSES.contains(word)).filter(|_| names::is_v1(&class))?;
    let makes = |word: &&str| {
        ["get", "from_", "as_", "File", "Tabular", "register"].iter().any(|start| word.starts_with(start))
    };
    words[at + 1..].iter().all(makes).then(|| words[..=at].join("."))
}

/// The parameters of the pipeline function around a call that it is given as they are.
fn parameters(module: &Module, call: &Call) -> Vec<PipelineParameter> {
    let parameter = |entry: &crate::syntax::python::Entry| {
        let Data::Parameter { function, index } = entry.value.data else { return None };
        let function = module.function(function).filter(|function| is_pipeline(function))?;
        let declared = function.parameters.get(index)?;
        let span = entry.value.used_at();
        let key = entry.key.text.clone();
        is_input(module, function, &declared.name).then_some(PipelineParameter {
            key,
            span,
            declared: declared.name_span,
        })
    };
    call.keywords.iter().filter_map(parameter).collect()
}

/// Whether a function is a pipeline of SDK v2.
fn is_pipeline(function: &Function) -> bool {
    function
        .decorators
        .iter()
        .any(|it| it.qualified.as_deref().is_some_and(|name| names::is_v2(name) && names::last(name) == "pipeline"))
}

/// Whether a parameter of a pipeline function certainly becomes an input of the pipeline.
fn is_input(module: &Module, function: &Function, name: &str) -> bool {
    let calls = function.decorators.iter().filter_map(|decorator| module.call(decorator.call?));
    calls.into_iter().all(|call| {
        let listed = ["non_pipeline_inputs", "non_pipeline_parameters"].iter().find_map(|key| call.keyword(key));
        match listed.map(|entry| &entry.value.data) {
            None => !call.open,
            Some(Data::List(list) | Data::Tuple(list)) => {
                !list.open && list.items.iter().all(|item| item.as_str().is_some_and(|item| item != name))
            }
            Some(_) => false,
        }
    })
}

/// The node that a call certainly makes just once: its statement stands right in the body of a pipeline function.
pub(super) fn node(text: &str, module: &Module, site: &CallSite) -> Option<NamedNode> {
    let target = site.target.as_ref().filter(|target| target.form == TargetForm::Name)?;
    let function = module.function(site.function?).filter(|function| is_pipeline(function))?;
    let line = |offset: usize| text.get(..offset).map(|before| before.rsplit('\n').next().unwrap_or_default());
    let margin = line(site.statement.start).filter(|margin| margin.trim().is_empty())?;
    (line(function.body.start)? == margin).then(|| NamedNode {
        function: function.body.start,
        variable: target.text.clone(),
        span: target.span,
        statement: site.statement,
    })
}
