//! Whole files before and after: what a reader of the migration guide would write. What the two SDKs make of it is
//! measured by `tests/migrate`.

use super::{Outcome, plan, plan_step};
use crate::document::{Document, Language};
use crate::project::{Memory, Project};
use crate::tables::Surface;
use std::path::Path;

/// A project without files.
fn nothing() -> Project {
    Project::new(Memory::new([]))
}

/// The file after the migration, and what became of it.
fn migrate(source: &str) -> (String, Option<Outcome>) {
    let document = Document::new(Path::new("job.py"), source.to_owned(), Language::Python);
    let plan = plan(&document, &nothing());
    (plan.apply(&document).unwrap(), plan.outcome())
}

/// Checks the file after the migration, and that a second run changes nothing.
fn check(source: &str, expected: &str, outcome: Outcome) {
    let (text, found) = migrate(source);
    assert_eq!(text, expected);
    assert_eq!(found, Some(outcome));
    assert_eq!(migrate(&text).0, text, "a second run changes something");
}

/// The settings of the migration guide's sample.
#[test]
fn the_sample_of_the_migration_guide() {
    let before = include_str!("../../tests/migrate/corpus/guide/before.py");
    check(before, include_str!("../../tests/migrate/corpus/guide/after.py"), Outcome::Converted);
}

/// Around a step of which one argument is changed.
fn step(configuration: &str, arguments: &str) -> String {
    format!(
        "from azureml.core import Dataset, Environment, Workspace\n\
         from azureml.data import OutputFileDatasetConfig\n\
         from azureml.pipeline.core import Pipeline\n\
         from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep\n\n\
         ws = Workspace.from_config()\n\
         images = Dataset.get_by_name(ws, 'images').as_named_input('images')\n\
         config = {configuration}\n\
         step = ParallelRunStep(name='score', parallel_run_config=config, {arguments})\n"
    )
}

const CONFIGURATION: &str = "ParallelRunConfig(environment=Environment.get(ws, 'e'), entry_script='score.py', \
    error_threshold=1, output_action='append_row', compute_target='cpu', node_count=1)";

#[test]
fn what_stays_gets_comments_and_nothing_else() {
    let output = "output=OutputFileDatasetConfig(name='scores')";
    let cases = [
        (CONFIGURATION, format!("inputs=[images, other], {output}")),
        (CONFIGURATION, format!("inputs=unknown, {output}")),
        (CONFIGURATION, format!("inputs=[images], {output}, arguments=unknown")),
        (CONFIGURATION, "inputs=[images], output=unknown".to_owned()),
        (CONFIGURATION, "**more".to_owned()),
        ("ParallelRunConfig(**settings)", format!("inputs=[images], {output}")),
        ("ParallelRunConfig.load_yaml(ws, path)", format!("inputs=[images], {output}")),
        ("ParallelRunConfig.load_yaml(ws, 'nowhere.yml')", format!("inputs=[images], {output}")),
        ("made_elsewhere()", format!("inputs=[images], {output}")),
    ];
    for (configuration, arguments) in cases {
        let source = step(configuration, &arguments);
        let (text, outcome) = migrate(&source);
        let kept: String = text.split_inclusive('\n').filter(|line| !line.starts_with("# parlint: `")).collect();
        assert_eq!((kept, outcome), (source.clone(), Some(Outcome::Left)), "{arguments}");
        assert_ne!(text, source, "{arguments}: no comment says why");
        assert_eq!(migrate(&text).0, text, "{arguments}: a second run changes something");
    }
}

#[test]
fn what_is_not_of_v1_is_left_alone() {
    for source in ["import azureml.core\n", "from azure.ai.ml import Input\n", ""] {
        assert_eq!(migrate(source), (source.to_owned(), None));
    }
}

#[test]
fn places_in_a_datastore() {
    let output = |folder: &str| {
        let source = step(
            CONFIGURATION,
            &format!(
                "inputs=[images], output=OutputFileDatasetConfig('scores', (ws.get_default_datastore(), '{folder}'))"
            ),
        );
        migrate(&source).0
    };
    for folder in ["runs", "runs/", "/runs/"] {
        let place = "azureml://datastores/workspaceblobstore/paths/runs/parallel_run_step.txt'";
        assert!(output(folder).contains(place), "{folder}: {}", output(folder));
    }
    let input = |path: &str| {
        let source = step(CONFIGURATION, "inputs=[images], output=OutputFileDatasetConfig(name='scores')");
        migrate(&source.replace("Dataset.get_by_name(ws, 'images')", &format!("Dataset.File.from_files({path})"))).0
    };
    let pattern = "a folder of v2 takes no pattern";
    assert!(input("(ws.get_default_datastore(), 'a/*.csv')").contains(pattern));
    let config = "inputs=[DatasetConsumptionConfig('a', Dataset.File.from_files((ws.get_default_datastore(), 'a/**')))], output=OutputFileDatasetConfig(name='scores')";
    let imported = "from azureml.data.dataset_consumption_config import DatasetConsumptionConfig\n";
    assert!(migrate(&(imported.to_owned() + &step(CONFIGURATION, config))).0.contains(pattern));
    let elsewhere = "where the files are shows at run time only";
    assert!(input("(find_store(ws), 'scans')").contains(elsewhere));
    assert!(input("[(find_store(ws), 'scans')]").contains(elsewhere));
    assert!(
        input("[(ws.get_default_datastore(), 'a'), (ws.get_default_datastore(), 'b')]")
            .contains("it has several paths")
    );
}

/// The steps of v1 that a file has.
fn steps(source: &str) -> Vec<String> {
    let document = Document::new(Path::new("job.py"), source.to_owned(), Language::Python);
    let steps = document.model().steps.iter().filter(|step| step.surface == Surface::SdkV1);
    steps.map(|step| step.span.slice(source).to_owned()).collect()
}

#[test]
fn a_step_goes_without_the_rest_of_its_file() {
    let source = include_str!("../../tests/migrate/corpus/two_pipelines/before.py");
    let document = Document::new(Path::new("job.py"), source.to_owned(), Language::Python);
    let at = |text: &str| source.find(text).unwrap();
    // On the step, on its configuration, but not on what it shares with others.
    let check = |text: &str, gone: usize, stays: usize| {
        let half = plan_step(&document, &nothing(), at(text)).unwrap().apply(&document).unwrap();
        let before = steps(source);
        assert_eq!(steps(&half), [before[stays].clone()], "{text}: {half}");
        assert!(!half.contains(&before[gone]), "{text}");
        assert!(half.contains("from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep\n"));
        let (whole, outcome) = migrate(&half);
        assert_eq!((steps(&whole).len(), outcome), (0, Some(Outcome::Converted)), "{whole}");
        assert!(!whole.contains("azureml."), "{whole}");
    };
    check("name=\"hourly\"", 0, 1);
    check("ParallelRunConfig(\n    source", 0, 1);
    check("name=\"daily\"", 1, 0);
    assert_eq!(plan_step(&document, &nothing(), at("env = Environment")).map(|plan| plan.found), None);
}

#[test]
fn what_is_asked_of_a_run_follows_its_pipeline() {
    let two = include_str!("../../tests/migrate/corpus/two_pipelines/before.py");
    let named =
        |name: &str| (format!("Experiment(ws, \"{name}\")"), format!("{name}_run = Experiment(ws, \"{name}\")"));
    let (hourly, daily) = (named("hourly"), named("daily"));
    let asked = "print(daily_run.id, daily_run.number, daily_run.get_steps())\nprint(hourly_run.id)\n";
    let source = two.replace(&hourly.0, &hourly.1).replace(&daily.0, &daily.1) + asked;
    let document = Document::new(Path::new("job.py"), source.clone(), Language::Python);
    let plan = plan_step(&document, &nothing(), source.find("name=\"hourly\"").unwrap()).unwrap();
    let half = plan.apply(&document).unwrap();
    assert!(half.ends_with(&asked.replace("hourly_run.id", "hourly_run.name")), "{half}");
    assert!(half.contains("hourly_run = ml_client.jobs.create_or_update(hourly"), "{half}");
    assert!(half.contains(&daily.1) && !half.contains("# parlint: "), "{half}");
}

#[test]
fn steps_of_one_pipeline_go_together() {
    let source = include_str!("../../tests/migrate/corpus/shared_config/before.py");
    let document = Document::new(Path::new("job.py"), source.to_owned(), Language::Python);
    for (at, _) in source.match_indices("ParallelRun") {
        assert!(plan_step(&document, &nothing(), at).is_none(), "{}", &source[at..at + 60]);
    }
}
