//! What differs between what a v1 program and its migrated form build. Knows the dictionary of `sdk/settings.py`, and no SDK.

use serde_json::{Map, Value};

/// The differences, a line each: `predict_digits.timeout: v1 60, v2 nothing`.
pub fn differences(v1: &Value, v2: &Value, also_v2: bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest: Vec<&Value> = list(&v2["pipelines"]).iter().collect();
    for pipeline in list(&v1["pipelines"]) {
        let place = rest.iter().position(|other| names(&other["steps"]) == names(&pipeline["steps"]));
        match place {
            Some(place) => found.extend(of_pipelines(pipeline, rest.remove(place))),
            None => {
                found.push(format!("no pipeline with the steps {}", names(&pipeline["steps"]).join(", ")));
                // Its steps may be v2 all the same.
                found.extend(of_steps(&pipeline["steps"], &v2["loose"]));
                return found;
            }
        }
    }
    // A program may have had pipelines of v2 before.
    if !also_v2 {
        found.extend(
            rest.iter().map(|pipeline| format!("a further pipeline: {}", names(&pipeline["steps"]).join(", "))),
        );
    }
    found.extend(of_steps(&v1["loose"], &v2["loose"]));
    found
}

fn of_pipelines(v1: &Value, v2: &Value) -> Vec<String> {
    let mut found = of_steps(&v1["steps"], &v2["steps"]);
    for field in ["experiment", "force_rerun", "continue_on_step_failure"] {
        note(&mut found, "pipeline", field, &v1[field], &v2[field]);
    }
    for (name, value) in map(&v1["parameters"]) {
        note(&mut found, "parameter", name, value, &v2["parameters"][name]);
    }
    // v2 may hand data in as parameters of the pipeline; what it is stands at the inputs.
    let is_data =
        |value: &Value| value.as_str().is_some_and(|text| text.starts_with("azureml:") || text.contains("://"));
    let further =
        map(&v2["parameters"]).iter().filter(|(name, value)| v1["parameters"].get(name).is_none() && !is_data(value));
    found.extend(further.map(|(name, value)| format!("parameter.{name}: v1 nothing, v2 {value}")));
    found
}

fn of_steps(v1: &Value, v2: &Value) -> Vec<String> {
    let mut found = Vec::new();
    if names(v1) != names(v2) {
        return vec![format!("steps: v1 {}, v2 {}", names(v1).join(", "), names(v2).join(", "))];
    }
    for (name, step) in map(v1) {
        let other = without_implicit(&v2[name], list(&step["implicit"]));
        for (field, value) in map(step).iter().filter(|(field, _)| *field != "implicit") {
            match field.as_str() {
                // Documented: absent is `INFO`.
                "logging_level" if other[field].is_null() => note(&mut found, name, field, value, &"INFO".into()),
                "environment" => note(&mut found, name, field, value, &with_any_image(value, &other[field])),
                "inputs" => note(&mut found, name, field, &in_order(value), &in_order(&other[field])),
                _ => note(&mut found, name, field, value, &other[field]),
            }
        }
    }
    found
}

/// A step without the arguments that hand over what a script of v1 got by itself: `--output_dir ${{outputs.scores}}`.
fn without_implicit(step: &Value, implicit: &[Value]) -> Value {
    let mut step = step.clone();
    let arguments = step["arguments"].as_array_mut().unwrap();
    for handed in implicit {
        match arguments.iter().position(|argument| argument == handed) {
            Some(place) if place > 0 => _ = arguments.drain(place - 1..=place),
            _ => arguments.push(Value::from(format!("{handed} is missing"))),
        }
    }
    step
}

/// Where v1 named no image, any image of v2 will do.
fn with_any_image(v1: &Value, v2: &Value) -> Value {
    let mut v2 = v2.clone();
    if v1["image"] == "any" && v2["image"].as_str().is_some_and(|image| !image.is_empty()) {
        v2["image"] = "any".into();
    }
    v2
}

/// Inputs have names, and no order.
fn in_order(inputs: &Value) -> Value {
    let mut inputs = list(inputs).to_vec();
    inputs.sort_by_key(Value::to_string);
    inputs.into()
}

fn note(found: &mut Vec<String>, place: &str, field: &str, v1: &Value, v2: &Value) {
    if v1 != v2 {
        found.push(format!("{place}.{field}: v1 {}, v2 {}", shown(v1), shown(v2)));
    }
}

fn shown(value: &Value) -> String {
    if value.is_null() { "nothing".to_owned() } else { value.to_string() }
}

fn names(value: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = map(value).keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

fn map(value: &Value) -> &Map<String, Value> {
    value.as_object().expect("settings.py has a dictionary here")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
