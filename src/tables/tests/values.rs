//! What the schemas say about values: the frames pass, each wrong value is caught under its rule.

use jsonschema::{Retrieve, Uri};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::tables::{Segment, Surface, documents, validator, violations};

fn task() -> Value {
    json!({"type": "run_function", "code": "./src", "entry_script": "score.py", "environment": "azureml:score-env:1",
        "append_row_to": "${{outputs.scores}}"})
}

fn component() -> Value {
    json!({"$schema": "https://azuremlschemas.azureedge.net/latest/parallelComponent.schema.json", "type": "parallel",
        "name": "score_files", "version": "1", "inputs": {"data": {"type": "uri_folder"}},
        "outputs": {"scores": {"type": "uri_file"}}, "input_data": "${{inputs.data}}", "mini_batch_size": "10",
        "mini_batch_error_threshold": 5, "resources": {"instance_count": 2},
        "retry_settings": {"timeout": 600, "max_retries": 2}, "task": task()})
}

fn inline() -> Value {
    json!({"type": "parallel", "inputs": {"data": {"type": "uri_folder", "path": "azureml:images:1"}},
        "outputs": {"scores": {"type": "uri_file"}}, "input_data": "${{inputs.data}}", "mini_batch_size": "10",
        "mini_batch_error_threshold": 5, "resources": {"instance_count": 2},
        "retry_settings": {"timeout": 600, "max_retries": 2}, "task": task()})
}

fn node() -> Value {
    json!({"type": "parallel", "component": "./score.yml",
        "inputs": {"data": {"type": "uri_folder", "path": "azureml:images:1"}}})
}

fn pipeline(node: Value) -> Value {
    json!({"$schema": "https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json", "type": "pipeline",
        "settings": {"default_compute": "azureml:cpu-cluster"},
        "jobs": {"score": node, "other": {"type": "command", "command": "ls"}}})
}

fn sdk_v2() -> Value {
    json!({"name": "score_files", "inputs": {"data": {"type": "uri_folder", "path": "azureml:images:1"}},
        "outputs": {"scores": {"type": "uri_file"}}, "input_data": "${{inputs.data}}", "mini_batch_size": "10",
        "mini_batch_error_threshold": 5, "instance_count": 2, "retry_settings": {"timeout": 600, "max_retries": 2},
        "task": {"code": "./src", "entry_script": "score.py", "environment": "azureml:score-env:1",
            "append_row_to": "${{outputs.scores}}"}})
}

fn v1_yaml() -> Value {
    json!({"parallel_run_config": {"entry_script": "score.py", "source_directory": "./src", "error_threshold": 10,
        "output_action": "append_row", "mini_batch_size": "10", "compute_target_name": "cpu-cluster", "node_count": 2,
        "environment": {"name": "score-env"}}})
}

fn sdk_v1() -> Value {
    json!({"name": "score", "parallel_run_config": {"entry_script": "score.py", "source_directory": "./src",
        "error_threshold": 10, "output_action": "append_row", "mini_batch_size": "10", "run_max_try": 3,
        "run_invocation_timeout": 600, "compute_target": "cpu-cluster", "node_count": 2}, "inputs": ["data"]})
}

#[test]
fn the_frames_have_no_violation() {
    for (surface, instance) in [
        (Surface::Component, component()),
        (Surface::Inline, inline()),
        (Surface::Node, node()),
        (Surface::Pipeline, pipeline(inline())),
        (Surface::SdkV2, sdk_v2()),
        (Surface::SdkV1, sdk_v1()),
        (Surface::V1Yaml, v1_yaml()),
    ] {
        assert!(violations(surface, &instance).is_empty(), "{surface:?}: {:?}", violations(surface, &instance));
        assert!(validator(surface).is_valid(&json!({})), "{surface:?} says something about absence");
        assert!(validator(surface).is_valid(&json!({"unknown": 1})), "{surface:?} says something about unknown keys");
    }
}

/// The schema files as an editor sees them, `required` and `additionalProperties` included.
struct Files;

impl Retrieve for Files {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        Ok(documents::root(uri.as_str().strip_prefix("file:///schemas/").ok_or("outside")?).clone())
    }
}

fn check_editor(file: &str, instance: &Value, valid: bool) {
    let options = jsonschema::options().with_base_uri(format!("file:///schemas/{file}")).with_retriever(Files);
    let schema = options.build(documents::root(file)).unwrap();
    let errors: Vec<_> = schema.iter_errors(instance).map(|error| error.to_string()).collect();
    assert_eq!(errors.is_empty(), valid, "{file}: {instance}: {errors:?}");
}

#[test]
fn an_editor_gets_the_whole_schema() {
    check_editor("parallel-component.schema.json", &component(), true);
    check_editor("parallel-component.schema.json", &json!({"type": "parallel"}), false);
    check_editor("pipeline-job.schema.json", &pipeline(inline()), true);
    check_editor("pipeline-job.schema.json", &pipeline(node()), true);
    check_editor("pipeline-job.schema.json", &pipeline(json!({"type": "parallel"})), false);
    check_editor("pipeline-job.schema.json", &pipeline(json!({"type": "Parallel", "component": 5})), false);
    let mut typo = inline();
    typo["mini_batch_sizee"] = json!("10");
    check_editor("pipeline-job.schema.json", &pipeline(typo), false);
    let mut refused = inline();
    refused["is_deterministic"] = json!(false);
    check_editor("pipeline-job.schema.json", &pipeline(refused), false);
    let mut bound = inline();
    bound["mini_batch_size"] = json!("${{parent.inputs.size}}");
    bound["error_threshold"] = json!("${{parent.inputs.errors}}");
    bound["logging_level"] = json!("${{parent.inputs.level}}");
    check_editor("pipeline-job.schema.json", &pipeline(bound), true);
    check_editor("v1-config.schema.json", &v1_yaml(), true);
}

/// The instance is wrong in exactly one place, for which the table names `rule`.
fn check(surface: Surface, instance: Value, path: &str, keyword: &str, rule: Option<&str>) {
    let found = violations(surface, &instance);
    let shown: Vec<_> = found.iter().map(|one| (show(&one.path), one.keyword.as_str(), one.rule)).collect();
    assert_eq!(shown, [(path.to_owned(), keyword, rule)], "{surface:?} {instance}");
}

fn show(path: &[Segment]) -> String {
    let part = |segment: &Segment| match segment {
        Segment::Key(key) => key.clone(),
        Segment::Item(index) => index.to_string(),
    };
    path.iter().map(part).collect::<Vec<_>>().join(".")
}

#[test]
fn a_wrong_value_is_caught_under_its_rule() {
    use Surface::*;
    let yaml = [Component, Inline, Node];
    for surface in yaml {
        check(surface, json!({"mini_batch_size": 10}), "mini_batch_size", "type", Some("PJ101"));
        check(surface, json!({"mini_batch_size": "100 kb"}), "mini_batch_size", "pattern", Some("PJ102"));
        check(surface, json!({"partition_keys": "store"}), "partition_keys", "type", Some("PJ110"));
        check(surface, json!({"partition_keys": ["a", 1]}), "partition_keys.1", "items/type", Some("PJ110"));
        check(surface, json!({"partition_keys": [""]}), "partition_keys.0", "items/minLength", Some("PJ110"));
        check(surface, json!({"error_threshold": 1.5}), "error_threshold", "type", Some("PJ115"));
        check(surface, json!({"error_threshold": true}), "error_threshold", "type", Some("PJ115"));
        check(surface, json!({"retry_settings": {"timeout": 0.5}}), "retry_settings.timeout", "type", Some("PJ115"));
        check(surface, json!({"error_threshold": "five"}), "error_threshold", "pattern", Some("PJ115"));
        check(surface, json!({"error_threshold": -2}), "error_threshold", "minimum", Some("PJ120"));
        check(
            surface,
            json!({"mini_batch_error_threshold": -5}),
            "mini_batch_error_threshold",
            "minimum",
            Some("PJ120"),
        );
        check(
            surface,
            json!({"max_concurrency_per_instance": 0}),
            "max_concurrency_per_instance",
            "minimum",
            Some("PJ122"),
        );
        check(
            surface,
            json!({"resources": {"instance_count": 0}}),
            "resources.instance_count",
            "minimum",
            Some("PJ123"),
        );
        check(
            surface,
            json!({"retry_settings": {"max_retries": -1}}),
            "retry_settings.max_retries",
            "minimum",
            Some("PJ124"),
        );
        check(
            surface,
            json!({"retry_settings": {"timeout": 604800}}),
            "retry_settings.timeout",
            "maximum",
            Some("PJ125"),
        );
        check(surface, json!({"retry_settings": {"timeout": 0}}), "retry_settings.timeout", "minimum", Some("PJ125"));
        check(surface, json!({"retry_settings": 3}), "retry_settings", "type", Some("PJ032"));
        check(surface, json!({"resources": {"shm_size": "2gb"}}), "resources.shm_size", "pattern", Some("PJ136"));
        check(
            surface,
            json!({"task": {"program_arguments": ["--a"]}}),
            "task.program_arguments",
            "type",
            Some("PJ301"),
        );
        check(surface, json!({"task": {"type": "model"}}), "task.type", "enum", Some("PJ041"));
        check(surface, json!({"outputs": ["scores"]}), "outputs", "type", Some("PJ032"));
        check(surface, json!({"inputs": {"data": {"type": "table"}}}), "inputs.data.type", "enum", Some("PJ151"));
        check(surface, json!({"inputs": {"data": {"mode": "row_mount"}}}), "inputs.data.mode", "enum", Some("PJ152"));
        check(surface, json!({"outputs": {"o": {"mode": "ro_mount"}}}), "outputs.o.mode", "enum", Some("PJ152"));
    }
    check(Component, json!({"logging_level": "debug"}), "logging_level", "enum", Some("PJ112"));
    check(Inline, json!({"logging_level": "debug"}), "logging_level", "pattern", Some("PJ112"));
    check(Component, json!({"inputs": {"data": 5}}), "inputs.data", "items/type", Some("PJ032"));
    check(Component, json!({"name": "Score-Files"}), "name", "pattern", Some("PJ006"));
    check(SdkV2, json!({"name": "score-files"}), "name", "pattern", Some("PJ006"));
    check(Component, json!({"tags": {"a": 1}}), "tags.a", "items/type", Some("PJ135"));
    check(Inline, json!({"environment_variables": {"A": 1}}), "environment_variables.A", "items/type", Some("PJ135"));
    check(Inline, json!({"environment_variables": ["A=1"]}), "environment_variables", "type", Some("PJ032"));
    check(Inline, json!({"identity": {"type": "system_assigned"}}), "identity.type", "enum", Some("PJ137"));
    check(Inline, json!({"identity": "managed"}), "identity", "type", Some("PJ137"));
    check(Inline, json!({"compute": 5}), "compute", "type", Some("PJ138"));
    check(Inline, json!({"compute": ""}), "compute", "minLength", Some("PJ138"));
    check(Pipeline, json!({"settings": {"default_compute": 5}}), "settings.default_compute", "type", Some("PJ138"));
    check(SdkV2, json!({"error_threshold": "5"}), "error_threshold", "type", Some("PJ115"));
    check(SdkV2, json!({"partition_keys": "store"}), "partition_keys", "type", Some("PJ110"));
    check(SdkV2, json!({"mini_batch_size": 10}), "mini_batch_size", "type", Some("PJ101"));
    check(SdkV2, json!({"inputs": {"d": {"type": "MLTable"}}}), "inputs.d.type", "enum", Some("PJ151"));
    let config = |config: Value| json!({"parallel_run_config": config});
    check(
        SdkV1,
        config(json!({"mini_batch_size": 0})),
        "parallel_run_config.mini_batch_size",
        "minimum",
        Some("PJ103"),
    );
    check(
        SdkV1,
        config(json!({"error_threshold": null})),
        "parallel_run_config.error_threshold",
        "type",
        Some("PJ115"),
    );
    check(SdkV1, config(json!({"run_max_try": 0})), "parallel_run_config.run_max_try", "minimum", Some("PJ124"));
    check(
        SdkV1,
        config(json!({"output_action": "append"})),
        "parallel_run_config.output_action",
        "enum",
        Some("PJ703"),
    );
    check(
        SdkV1,
        config(json!({"allowed_failed_percent": 500})),
        "parallel_run_config.allowed_failed_percent",
        "maximum",
        Some("PJ707"),
    );
    let file = json!({"output_action": "append_row", "append_row_file_name": "a/b.txt"});
    check(SdkV1, config(file), "parallel_run_config.append_row_file_name", "pattern", Some("PJ705"));
    check(SdkV1, json!({"inputs": []}), "inputs", "minItems", Some("PJ710"));
    check(SdkV1, json!({"arguments": "--limit 5"}), "arguments", "type", Some("PJ722"));
}

fn check_fine(surface: Surface, instance: Value) {
    let found = violations(surface, &instance);
    assert!(found.is_empty(), "{surface:?} {instance}: {found:?}");
}

#[test]
fn what_the_sdk_takes_is_fine() {
    use Surface::*;
    for surface in [Component, Inline, Node] {
        check_fine(surface, json!({"error_threshold": "5", "retry_settings": {"timeout": "600"}}));
        check_fine(surface, json!({"mini_batch_size": "1Gb"}));
        check_fine(surface, json!({"mini_batch_size": "１０"}));
        check_fine(surface, json!({"resources": {"instance_count": -1, "docker_args": ["--a"]}}));
        check_fine(surface, json!({"mini_batch_error_threshold": -1, "partition_keys": []}));
        check_fine(surface, json!({"task": {"environment": {"image": "a", "conda_file": {"dependencies": []}}}}));
    }
    check_fine(Node, json!({"tags": {"a": 1}, "display_name": null, "instance_count": 4}));
    check_fine(Inline, json!({"identity": null, "inputs": {"limit": 5, "name": "x", "data": {"value": true}}}));
    check_fine(Inline, json!({"outputs": {"scores": null}}));
    check_fine(Pipeline, json!({"name": "Monthly-Run"}));
    check_fine(
        SdkV2,
        json!({"retry_settings": {"max_retries": "2"}, "environment_variables": {"A": 1}, "tags": {"a": 1}}),
    );
    check_fine(
        SdkV1,
        json!({"parallel_run_config": {"mini_batch_size": 10, "logging_level": "bogus", "partition_keys": null}}),
    );
    check_fine(SdkV1, json!({"parallel_run_config": {"output_action": "summary_only", "append_row_file_name": "a/b"}}));
}

/// Any value, with keys of the table among its keys.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from)
    ];
    let key = prop_oneof![
        "inputs|outputs|task|retry_settings|resources|environment|parallel_run_config|timeout|build",
        ".{0,6}"
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..5)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn nothing_in_an_instance_makes_it_panic(instance in any_value()) {
        for surface in Surface::ALL {
            violations(*surface, &instance);
        }
    }
}
