//! What is wrong with the keys of a step's mappings: misplaced, mistyped, of SDK v1, without effect, unknown. Every key is
//! judged once a document, from the table alone; the rules PJ010 to PJ025 are filters of this. Knows no message.

use super::{
    misplaced_key, program_argument_as_key, unknown_environment_key, unknown_key, unknown_port_key,
    unknown_resources_key, unknown_retry_settings_key, unknown_settings_key, unknown_task_key, v1_key_in_v2,
};
use crate::model::{Direction, Entry, Layout, Mapping, ParallelStep, Value};
use crate::tables::{self, Argument, Effect, Field, FieldInfo, MappingRow, Origin, Place, Surface};
use crate::text::nearest;

/// A key that should not stand where it stands.
#[derive(Clone, Copy, Debug)]
pub struct FaultyKey<'a> {
    /// The place it stands in.
    pub place: Place,
    /// The mapping it stands in.
    pub mapping: &'a Mapping,
    /// The key with its value.
    pub entry: &'a Entry,
    /// What is meant by it.
    pub meaning: Meaning,
}

/// What a faulty key means.
#[derive(Clone, Copy, Debug)]
pub enum Meaning {
    /// It exists here, but has no effect or is refused.
    Idle(&'static FieldInfo),
    /// It is this key, mistyped or by a name that others use for it.
    Mistyped(&'static FieldInfo),
    /// It belongs in another mapping.
    Misplaced(Field),
    /// It exists as a program argument only.
    Argument(&'static Argument),
    /// It is what SDK v1 calls a setting.
    V1(&'static MappingRow),
    /// Nobody knows.
    Unknown,
}

/// A faulty key by its place in [`blocks`], so that it can be kept without the document.
#[derive(Debug)]
pub(in crate::rules) struct Verdict {
    block: usize,
    entry: usize,
    rule: &'static str,
    meaning: Meaning,
}

/// Judges every key of a step.
pub(in crate::rules) fn judge(step: &ParallelStep) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for (block, (place, mapping)) in blocks(step).into_iter().enumerate() {
        for (entry, written) in mapping.entries.iter().enumerate() {
            let judged =
                judge_key(step.surface, place, &written.key).filter(|(_, meaning)| counts(step, written, *meaning));
            let contrib = || needs_contrib(step, place, &written.key).then(|| (rule_of(place), Meaning::Unknown));
            let Some((rule, meaning)) = judged.or_else(contrib) else { continue };
            if !written.key_span.is_empty() && written.key_span != written.span {
                verdicts.push(Verdict { block, entry, rule, meaning });
            }
        }
    }
    verdicts
}

/// The faulty keys that a rule has to speak of.
pub(in crate::rules) fn faulty_keys<'a>(
    step: &'a ParallelStep,
    verdicts: &'a [Verdict],
    rule: &'a str,
) -> impl Iterator<Item = FaultyKey<'a>> {
    let blocks = if verdicts.is_empty() { Vec::new() } else { blocks(step) };
    verdicts.iter().filter(move |verdict| verdict.rule == rule).filter_map(move |verdict| {
        let &(place, mapping) = blocks.get(verdict.block)?;
        Some(FaultyKey { place, mapping, entry: mapping.entries.get(verdict.entry)?, meaning: verdict.meaning })
    })
}

/// The faulty keys of a mapping that belongs to no step.
pub(super) fn faulty_keys_of(surface: Surface, place: Place, mapping: &Mapping) -> impl Iterator<Item = FaultyKey<'_>> {
    let written = mapping.entries.iter().filter(|entry| !entry.key_span.is_empty() && entry.key_span != entry.span);
    written.filter_map(move |entry| {
        let (_, meaning) = judge_key(surface, place, &entry.key)?;
        Some(FaultyKey { place, mapping, entry, meaning })
    })
}

/// Whether a key is a mistyped one for a field, at the field's place.
pub(super) fn is_mistyped(field: &FieldInfo, key: &str) -> bool {
    let meaning = judge_key(field.surface, field.place, key).map(|(_, meaning)| meaning);
    matches!(meaning, Some(Meaning::Mistyped(meant)) if meant.field == field.field)
}

/// The mappings of a step whose keys the table knows, each with its place.
fn blocks(step: &ParallelStep) -> Vec<(Place, &Mapping)> {
    let mut blocks = match step.surface {
        Surface::V1Yaml | Surface::Pipeline => return Vec::new(),
        _ => vec![(Place::Step, &*step.body)],
    };
    blocks.extend(step.config.as_deref().map(|config| (Place::Config, config)));
    for place in [Place::Task, Place::RetrySettings, Place::Resources] {
        blocks.extend(
            step.holder(place).and_then(|entry| mapping_at(place, &entry.value)).map(|mapping| (place, mapping)),
        );
    }
    for (_, entry) in step.assigned.iter().filter(|(place, _)| *place == Place::Attribute) {
        let inside = tables::lookup(step.surface, Place::Attribute, &entry.key).and_then(|info| info.inside);
        blocks.extend(inside.and_then(|place| Some((place, mapping_at(place, &entry.value)?))));
    }
    if !step.is_python() {
        let environment = [Place::Environment, Place::Build];
        blocks.extend(environment.into_iter().filter_map(|place| Some((place, step.block(place)?))));
        let ports = [Direction::Input, Direction::Output].into_iter().flat_map(|direction| step.ports(direction));
        blocks.extend(ports.filter_map(|port| Some((port.direction.place(), port.attributes()?))));
    }
    blocks
}

/// The mapping at a place; of Python objects, only those of the class whose keywords the place's keys are.
fn mapping_at(place: Place, value: &Value) -> Option<&Mapping> {
    let class = match place {
        Place::Task => "RunFunction",
        Place::RetrySettings => "RetrySettings",
        Place::Resources => "JobResourceConfiguration",
        _ => return None,
    };
    match value.object() {
        Some(object) => (object.name() == class && object.positional.is_empty()).then_some(&object.arguments),
        // A Python dictionary in the place of a `RunFunction` is no task at all.
        None => value.mapping().filter(|mapping| place != Place::Task || mapping.layout != Layout::Dict),
    }
}

/// Whether a fault is to be spoken of: not a key that the job of a file may have, nor one of a flat file without a task,
/// where all of them would be misplaced.
fn counts(step: &ParallelStep, entry: &Entry, meaning: Meaning) -> bool {
    match meaning {
        Meaning::Misplaced(_) => step.body.has(Field::Task.name()) || step.body.has(Field::Component.name()),
        Meaning::Idle(_) | Meaning::Unknown if step.standalone => {
            tables::lookup(Surface::Pipeline, Place::Step, &entry.key).is_none()
        }
        _ => true,
    }
}

/// Whether a key exists only with an import from `azureml.contrib`, and that is not there.
fn needs_contrib(step: &ParallelStep, place: Place, key: &str) -> bool {
    let contrib = || tables::lookup(step.surface, place, key).is_some_and(|info| info.contrib);
    step.surface == Surface::SdkV1 && !step.contrib && contrib()
}

/// What is wrong with a key, and the rule that says so.
fn judge_key(surface: Surface, place: Place, key: &str) -> Option<(&'static str, Meaning)> {
    if let Some(info) = tables::lookup(surface, place, key) {
        let rule = info.rule("key")?;
        let misplaced = rule == misplaced_key::RULE.code;
        return Some((rule, if misplaced { Meaning::Misplaced(info.field) } else { Meaning::Idle(info) }));
    }
    // A place for anchors.
    if surface == Surface::Component && place == Place::Step && key.starts_with("x-") {
        return None;
    }
    let meaning = meaning_of(surface, place, key);
    let rule = match meaning {
        Meaning::Misplaced(_) => misplaced_key::RULE.code,
        Meaning::Argument(_) => program_argument_as_key::RULE.code,
        Meaning::V1(_) => v1_key_in_v2::RULE.code,
        Meaning::Idle(_) | Meaning::Mistyped(_) | Meaning::Unknown => rule_of(place),
    };
    Some((rule, meaning))
}

/// The rule that speaks of unknown keys at a place.
fn rule_of(place: Place) -> &'static str {
    match place {
        Place::Task => unknown_task_key::RULE.code,
        Place::RetrySettings => unknown_retry_settings_key::RULE.code,
        Place::Resources => unknown_resources_key::RULE.code,
        Place::Input | Place::Output => unknown_port_key::RULE.code,
        Place::Environment | Place::Build => unknown_environment_key::RULE.code,
        Place::Settings => unknown_settings_key::RULE.code,
        Place::Step | Place::Config | Place::Identity | Place::Attribute => unknown_key::RULE.code,
    }
}

/// The fields that are found in a mapping they do not belong to.
const MOVABLE: [Field; 25] = [
    Field::Code,
    Field::EntryScript,
    Field::ProgramArguments,
    Field::AppendRowTo,
    Field::Environment,
    Field::Model,
    Field::MiniBatchSize,
    Field::MiniBatchErrorThreshold,
    Field::ErrorThreshold,
    Field::MaxConcurrencyPerInstance,
    Field::LoggingLevel,
    Field::InputData,
    Field::PartitionKeys,
    Field::EnvironmentVariables,
    Field::RetrySettings,
    Field::Resources,
    Field::Compute,
    Field::Timeout,
    Field::MaxRetries,
    Field::InstanceCount,
    Field::InstanceType,
    Field::ShmSize,
    Field::DockerArgs,
    Field::MaxInstanceCount,
    Field::Locations,
];

/// What is meant by a key that does not exist at a place.
fn meaning_of(surface: Surface, place: Place, key: &str) -> Meaning {
    let known = || tables::keys(surface, place).filter(|info| info.effect == Effect::Takes && !info.contrib);
    if let Some(info) = known().find(|info| info.aliases.contains(&key)) {
        return Meaning::Mistyped(info);
    }
    let of_step = [Place::Step, Place::Task, Place::RetrySettings, Place::Resources].contains(&place);
    let of_step = of_step && surface != Surface::SdkV1;
    let takes_arguments = of_step && place != Place::Resources;
    if of_step && let Some(field) = MOVABLE.iter().find(|field| field.name() == key) {
        return Meaning::Misplaced(*field);
    }
    let argument = |name: &str| arguments().find(|argument| argument.name() == name).filter(|_| takes_arguments);
    if let Some(argument) = argument(key) {
        return Meaning::Argument(argument);
    }
    if let Some(row) = v1_row(key).filter(|_| of_step) {
        return Meaning::V1(row);
    }
    let words = known().flat_map(|info| std::iter::once(info.key).chain(info.aliases.iter().copied()));
    let flags = arguments().map(Argument::name).filter(|_| takes_arguments);
    let Some(meant) = nearest(key, words.chain(flags)) else { return Meaning::Unknown };
    match known().find(|info| info.key == meant || info.aliases.contains(&meant)) {
        Some(info) => Meaning::Mistyped(info),
        None => argument(meant).map_or(Meaning::Unknown, Meaning::Argument),
    }
}

/// The driver's arguments that no field stands for.
fn arguments() -> impl Iterator<Item = &'static Argument> {
    tables::arguments().iter().filter(|argument| argument.field.is_none())
}

/// What became of a setting of SDK v1 that v2 calls otherwise.
fn v1_row(key: &str) -> Option<&'static MappingRow> {
    let row = tables::mapping_of(key).filter(|row| row.field.is_some() && row.origin != Origin::Around)?;
    let named = |surface| tables::named(surface, key).next().is_some();
    (!named(Surface::Component) && !named(Surface::Node)).then_some(row)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn merged_keys_are_judged_where_they_are_written() {
        let block = "
            x-a: &a {timeot: 600}
                     ^^^^^^ PJ012
            retry_settings:
              <<: *a
              max_retries: 3
            ";
        check("yaml component minus=retry_settings", block);
        assert_eq!(fix_of("PJ012", "yaml component minus=retry_settings", block), "none");
    }

    #[test]
    fn what_is_mistyped_is_not_missing() {
        check("yaml component minus=input_data", "input_dta: ${{inputs.data}}\n^^^^^^^^^ PJ010");
        check("yaml inline minus=task.code", "task:\n  source_directory: ./src\n  ^^^^^^^^^^^^^^^^ PJ022");
        check("yaml inline minus=task.entry_script", "task:\n  script: score.py\n  ^^^^^^ PJ011");
        check("yaml inline minus=task.environment", "task:\n  env: azureml:e:1\n  ^^^ PJ011");
        check("yaml inline minus=mini_batch_size", "mini_batchsize: '5'\n^^^^^^^^^^^^^^ PJ010");
        check("yaml component minus=task,outputs", "taks: {}\n^^^^ PJ010");
    }

    #[test]
    fn flat_files_without_a_task_are_one_finding() {
        check(
            "yaml component minus=task,outputs",
            "type: parallel\n^^^^^^^^^^^^^^ PJ040\nentry_script: a.py\ncode: ./src",
        );
    }

    #[test]
    fn two_keys_for_one_field_are_left_to_the_author() {
        let two = "retry_settings:\n  retries: 3\n  max_retry: 4\nrun_max_try: 5";
        assert_eq!(fix_of("PJ012", "yaml inline minus=retry_settings", two), "none");
        assert_eq!(fix_of("PJ022", "yaml inline minus=retry_settings", two), "none");
        assert_eq!(fix_of("PJ021", "yaml inline", "progress_update_timeout: 5\ntask:\n  args: --x"), "none");
    }

    #[test]
    fn a_value_of_a_faulty_key_is_not_judged() {
        check("yaml component", "task:\n  max_retries: -5\n  ^^^^^^^^^^^ PJ020");
    }
}
