//! What lookups answer, a case a line, and the whole table as a snapshot.

use std::fmt::Write as _;

use crate::tables::*;

/// The entry in short: field, effect, range and scope.
fn brief(info: &FieldInfo) -> String {
    let mut text = format!("{} {}", info.field.name(), info.effect.name());
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            write!(text, " {name}={value}").unwrap();
        }
    };
    add("kind", info.kind.name().to_owned());
    add("default", info.default.clone().unwrap_or_default());
    add("min", info.minimum.map(|value| value.to_string()).unwrap_or_default());
    add("max", info.maximum.map(|value| value.to_string()).unwrap_or_default());
    add("values", info.values.join("|"));
    add("expressions", info.expressions.map(Scope::name).unwrap_or_default().to_owned());
    add("inside", info.inside.map(Place::name).unwrap_or_default().to_owned());
    let flags = [
        ("required", info.required),
        ("nullable", info.nullable),
        ("any-case", info.any_case),
        ("integer-text", info.integer_text),
        ("pipeline-parameter", info.pipeline_parameter),
        ("contrib", info.contrib),
    ];
    let flags: Vec<_> = flags.iter().filter(|(_, set)| *set).map(|(name, _)| *name).collect();
    add("is", flags.join("|"));
    let rules: Vec<_> = info.rules.iter().map(|(keyword, code)| format!("{keyword}:{code}")).collect();
    add("rules", rules.join(","));
    text
}

#[test]
fn the_table() {
    for surface in Surface::ALL {
        let mut text = String::new();
        for place in Place::ALL {
            for info in keys(*surface, *place) {
                writeln!(text, "{}.{}: {}", place.name(), info.key, brief(info)).unwrap();
            }
        }
        insta::assert_snapshot!(surface.name(), text);
    }
}

fn check_homes(surface: Surface, field: Field, expected: &[(Place, &str)]) {
    assert_eq!(homes(surface, field), expected, "{surface:?} {field:?}");
}

#[test]
fn homes_are_given_best_first() {
    use Place::*;
    check_homes(Surface::Node, Field::InstanceCount, &[(Resources, "instance_count"), (Step, "instance_count")]);
    check_homes(Surface::Inline, Field::InstanceCount, &[(Resources, "instance_count")]);
    check_homes(Surface::Component, Field::InstanceCount, &[(Resources, "instance_count"), (Step, "instance_count")]);
    check_homes(Surface::Component, Field::ShmSize, &[(Resources, "shm_size")]);
    check_homes(Surface::Inline, Field::Timeout, &[(RetrySettings, "timeout")]);
    check_homes(Surface::SdkV1, Field::Timeout, &[(Config, "run_invocation_timeout")]);
    check_homes(Surface::V1Yaml, Field::Compute, &[(Config, "compute_target_name")]);
    check_homes(Surface::SdkV2, Field::AppendRowTo, &[(Task, "append_row_to")]);
    check_homes(Surface::SdkV2, Field::MiniBatchSize, &[(Step, "mini_batch_size"), (Attribute, "mini_batch_size")]);
    check_homes(Surface::Component, Field::EnvironmentVariables, &[]);
    check_homes(Surface::Inline, Field::IsDeterministic, &[]);
}

fn check_effect(surface: Surface, place: Place, key: &str, expected: Option<(Effect, Option<&str>)>) {
    let found = lookup(surface, place, key).map(|info| (info.effect, info.rule("key")));
    assert_eq!(found, expected, "{surface:?} {place:?} {key}");
}

#[test]
fn a_key_takes_effect_or_not() {
    use Effect::*;
    use Place::*;
    check_effect(Surface::Component, Step, "environment_variables", Some((Dropped, Some("PJ023"))));
    check_effect(Surface::Component, Step, "compute", Some((Dropped, Some("PJ025"))));
    check_effect(Surface::Component, Step, "id", Some((Dropped, None)));
    check_effect(Surface::Inline, Step, "description", Some((Dropped, Some("PJ025"))));
    check_effect(Surface::Inline, Step, "is_deterministic", Some((Refused, Some("PJ024"))));
    check_effect(Surface::Inline, Step, "comment", Some((Refused, Some("PJ010"))));
    check_effect(Surface::Node, Step, "comment", Some((Takes, None)));
    check_effect(Surface::Node, Step, "version", Some((Sent, Some("PJ010"))));
    check_effect(Surface::Node, Step, "is_deterministic", Some((Dropped, Some("PJ024"))));
    check_effect(Surface::SdkV2, Attribute, "is_deterministic", Some((Sent, Some("PJ024"))));
    check_effect(Surface::SdkV2, Step, "is_deterministic", Some((Takes, None)));
    check_effect(Surface::SdkV2, Attribute, "instance_count", None);
    check_effect(Surface::SdkV2, Task, "type", None);
    check_effect(Surface::Inline, Step, "node_count", None);
    check_effect(Surface::Inline, Input, "optional", None);
    check_effect(Surface::Component, Input, "optional", Some((Takes, None)));
    check_effect(Surface::Component, Input, "path", None);
    check_effect(Surface::Pipeline, Settings, "force_rerun", Some((Takes, None)));
    check_effect(Surface::V1Yaml, Config, "input_format", Some((Dropped, None)));
}

fn check_alias(place: Place, key: &str, expected: Option<&str>) {
    assert_eq!(alias(Surface::Inline, place, key).map(|info| info.key), expected, "{key}");
}

#[test]
fn known_wrong_names_are_understood() {
    check_alias(Place::Task, "args", Some("program_arguments"));
    check_alias(Place::Task, "env", Some("environment"));
    check_alias(Place::Task, "scoring_script", Some("entry_script"));
    check_alias(Place::RetrySettings, "max_retry", Some("max_retries"));
    check_alias(Place::RetrySettings, "timeout_in_seconds", Some("timeout"));
    check_alias(Place::Resources, "vm_size", Some("instance_type"));
    check_alias(Place::Step, "item_error_threshold", Some("error_threshold"));
    check_alias(Place::Environment, "conda_dependencies", Some("conda_file"));
    check_alias(Place::Step, "mini_batch_sizee", None);
}

#[test]
fn a_name_is_found_wherever_it_stands() {
    let places: Vec<_> = named(Surface::Inline, "append_row_to").map(|info| info.place).collect();
    assert_eq!(places, [Place::Task]);
    let places: Vec<_> = named(Surface::Node, "instance_count").map(|info| info.place).collect();
    assert_eq!(places, [Place::Resources, Place::Step]);
}

#[test]
fn rows_of_the_mapping_are_found_by_their_v1_names() {
    let ids = |key: &str| mapping_rows(key).map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(ids("output_action"), ["output_action=append_row", "output_action=summary_only"]);
    assert_eq!(ids("models"), ["contrib_arguments"]);
    assert!(ids("mini_batch").is_empty());
    let row = mapping_of("run_max_try").unwrap();
    assert_eq!((row.field, row.conversion, row.absent), (Some(Field::MaxRetries), Conversion::Same, Some("3")));
}

#[test]
fn the_driver_knows_its_flags() {
    assert!(is_driver_argument("--amlbi_anything") && is_driver_argument("--resume_from"));
    assert!(!is_driver_argument("--metric_name_prefix") && !is_driver_argument("--output"));
    let argument = argument("--resource_monitor_interval").unwrap();
    assert_eq!((argument.minimum, argument.maximum, argument.documented), (Some(0), None, true));
    assert_eq!(reserved_arguments().len(), 12);
    assert!(reserved_argument("run_max_try").is_some_and(|name| name.in_v2 && name.field == Some(Field::MaxRetries)));
    assert!(reserved_argument("error_threshold").is_some_and(|name| !name.in_v2));
}

#[test]
fn the_keys_of_v1_stand_in_the_order_of_its_signatures() {
    let order =
        |place| keys(Surface::SdkV1, place).filter(|info| !info.contrib).map(|info| info.key).collect::<Vec<_>>();
    let config = "environment entry_script error_threshold output_action compute_target node_count \
        process_count_per_node mini_batch_size source_directory description logging_level run_invocation_timeout \
        run_max_try append_row_file_name allowed_failed_count allowed_failed_percent partition_keys environment_variables";
    assert_eq!(order(Place::Config), config.split_whitespace().collect::<Vec<_>>());
    let step = ["name", "parallel_run_config", "inputs", "output", "side_inputs", "arguments", "allow_reuse"];
    assert_eq!(order(Place::Step), step);
}
