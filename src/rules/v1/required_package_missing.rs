//! PJ731 `required-package-missing`: The environment lacks a package that `ParallelRunStep` needs.

use super::packages::PipPackages;
use crate::message::Message;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::rules::shared::mini_batch::{self, Kind};
use crate::surface::rewrite::Literal;
use crate::{message, rule};

rule! {
    /// The environment lacks a package that `ParallelRunStep` needs.
    ///
    /// - **Fires when** the environment's conda dependencies are built in the file (`CondaDependencies.create(pip_packages=[…])`, `add_pip_package`, `from_conda_specification` with a readable file), all items known, and no pip package starts with `azureml` other than `azureml-dataset-runtime…`; or none starts with one of `azureml-dataprep[fuse,pandas]`, `azureml-dataset-runtime[fuse,pandas]` (either order), `azureml-automl-runtime, azureml-contrib-dataset, azureml-datadrift, azureml-opendatasets, azureml-train-automl`, or, for file input, `azureml-dataprep[fuse]`, `azureml-dataset-runtime[fuse]`, `azureml-defaults`, `azureml-sdk`.
    /// - **Silent on** curated and registered environments; environments that nothing was added to; docker images; dynamic lists; lists with options (`-r requirements.txt`), which may bring more.
    /// - **Why** The step prints a warning among others; without them the run fails on the nodes ("Missing required package").
    /// - **Fix** add `azureml-core`, or `azureml-dataset-runtime[fuse]` (`[fuse,pandas]` for tables), to the list of `create`; unsafe.
    ///
    /// Invalid:
    ///
    /// ```python v1 file
    /// from azureml.core import Environment
    /// from azureml.core.conda_dependencies import CondaDependencies
    /// from azureml.pipeline.steps import ParallelRunConfig
    ///
    /// environment = Environment("score-env")
    /// environment.python.conda_dependencies = CondaDependencies.create(pip_packages=["pandas"])
    /// config = ParallelRunConfig(
    ///     environment=environment,
    ///     entry_script="score.py",
    ///     error_threshold=10,
    ///     output_action="append_row",
    ///     compute_target="cpu-cluster",
    ///     node_count=2,
    ///     mini_batch_size="10",
    ///     run_invocation_timeout=600,
    ///     run_max_try=3,
    /// )
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 file
    /// from azureml.core import Environment
    /// from azureml.core.conda_dependencies import CondaDependencies
    /// from azureml.pipeline.steps import ParallelRunConfig
    ///
    /// environment = Environment("score-env")
    /// environment.python.conda_dependencies = CondaDependencies.create(
    ///     pip_packages=["pandas", "azureml-core", "azureml-dataset-runtime[fuse]"]
    /// )
    /// config = ParallelRunConfig(
    ///     environment=environment,
    ///     entry_script="score.py",
    ///     error_threshold=10,
    ///     output_action="append_row",
    ///     compute_target="cpu-cluster",
    ///     node_count=2,
    ///     mini_batch_size="10",
    ///     run_invocation_timeout=600,
    ///     run_max_try=3,
    /// )
    /// ```
    PJ731 "required-package-missing" Warning, on: [SdkV1], sdk: Late, costs: true, fix: Unsafe, step: check
}

/// What brings the reader of tables, by the start of the requirement.
const READ_TABLES: [&str; 5] = [
    "azureml-automl-runtime", "azureml-contrib-dataset", "azureml-datadrift", "azureml-opendatasets",
    "azureml-train-automl",
];
/// What brings the reader of files alone.
const READ_FILES: [&str; 2] = ["azureml-defaults", "azureml-sdk"];
/// What brings them by its extras.
const READ_BY_EXTRAS: [&str; 2] = ["azureml-dataprep[", "azureml-dataset-runtime["];
/// Of all packages of `azureml`, the one that does not bring its core.
const RUNTIME: &str = "azureml-dataset-runtime";

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some(packages) = PipPackages::of(step, cx) else { return };
    let option = |text: &String| text.trim_start().starts_with('-');
    if packages.texts.iter().any(option) {
        return;
    }
    let table = mini_batch::kind(step, cx).is_some_and(|(kind, _)| kind == Kind::Table);
    let missing = missing(&packages.texts, table);
    let Some(message) = message(&missing) else { return };
    let names = missing.join("`, `");
    let items: Vec<Literal> = missing.iter().map(|name| Literal::text(*name)).collect();
    let edits = packages.list.and_then(|list| cx.rewrite().append_items(list, &items));
    let finding = cx.report(packages.span, message).help(message!("add `{packages}` to the packages of pip", packages = names));
    let finding = finding.fix_unsafe(message!("Add `{packages}`", packages = names), edits);
    if let Some((file, span)) = packages.file {
        finding.related_in(Some(file), span, message!("the packages stand here"));
    }
}

/// What the step looks for and does not find. It compares texts; we compare names, as pip does.
fn missing(texts: &[String], table: bool) -> Vec<&'static str> {
    let plain = |text: &String| text.to_ascii_lowercase().replace('_', "-").replace(' ', "");
    let names: Vec<String> = texts.iter().map(plain).collect();
    let any = |starts: &[&str]| names.iter().any(|name| starts.iter().any(|start| name.starts_with(start)));
    let core = names.iter().any(|name| name.starts_with("azureml") && !name.starts_with(RUNTIME));
    let extras: &[&str] = if table { &["fuse", "pandas"] } else { &["fuse"] };
    let reader = any(&READ_TABLES) || !table && any(&READ_FILES) || names.iter().any(|name| has_extras(name, extras));
    let wanted = if table { "azureml-dataset-runtime[fuse,pandas]" } else { "azureml-dataset-runtime[fuse]" };
    [(!core).then_some("azureml-core"), (!reader).then_some(wanted)].into_iter().flatten().collect()
}

/// Whether a requirement brings a reader by these extras.
fn has_extras(name: &str, wanted: &[&str]) -> bool {
    let listed = READ_BY_EXTRAS.iter().find_map(|start| name.strip_prefix(start)?.split(']').next());
    listed.is_some_and(|listed| wanted.iter().all(|extra| listed.split(',').any(|other| other == *extra)))
}

fn message(missing: &[&str]) -> Option<Message> {
    match missing {
        [] => None,
        [one] => Some(message!("the environment lacks `{package}`; `ParallelRunStep` only warns, and the nodes need it", package = one)),
        [one, other, ..] => Some(message!("the environment lacks `{package}` and `{other}`; `ParallelRunStep` only warns, and the nodes need both", package = one, other = other)),
    }
}

#[cfg(test)]
mod tests {
    use super::missing;
    use crate::rules::testing::{check, check_among, count, fix_of, messages_of};

    /// A file that builds an environment in these lines, and a step on files or on a table.
    fn file(lines: &str, table: bool) -> String {
        let kind = if table { "Tabular" } else { "File" };
        format!(
            "from azureml.core import Dataset, Environment\n\
             from azureml.core.conda_dependencies import CondaDependencies\n\
             from azureml.data import OutputFileDatasetConfig\n\
             from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep\n\
             {lines}\n\
             config = ParallelRunConfig(environment=e, entry_script='score.py', error_threshold=10, output_action='append_row', mini_batch_size='1mb', compute_target='cpu', node_count=2, run_invocation_timeout=60, run_max_try=3)\n\
             data = Dataset.{kind}.from_files('x').as_named_input('data')\n\
             step = ParallelRunStep(name='score', parallel_run_config=config, inputs=[data], output=OutputFileDatasetConfig('o'))\n"
        )
    }

    const E: &str = "e = Environment('e')\ne.python.conda_dependencies = ";

    fn of_files(lines: &str) {
        check("python v1 file", &file(lines, false).replace("1mb", "10"));
    }

    fn of_table(lines: &str) {
        check("python v1 file", &file(lines, true));
    }

    /// These lines with the finding drawn under a part of the last one.
    fn drawn(lines: &str, part: &str) -> String {
        let last = lines.lines().last().unwrap();
        format!("{lines}\n{}{} PJ731", " ".repeat(last.find(part).unwrap()), "^".repeat(part.len()))
    }

    /// What azureml-pipeline-steps 1.62.0 misses in a list, for files and for a table; names are compared as pip does.
    #[test]
    fn what_is_missing() {
        let check = |packages: &str, of_files: &str, of_table: &str| {
            let texts: Vec<String> = packages.split_whitespace().map(str::to_owned).collect();
            assert_eq!((missing(&texts, false).join(" ").as_str(), missing(&texts, true).join(" ").as_str()), (of_files, of_table), "{packages}");
        };
        let (core, fuse, pandas) = ("azureml-core", "azureml-dataset-runtime[fuse]", "azureml-dataset-runtime[fuse,pandas]");
        let both = |runtime: &str| format!("{core} {runtime}");
        check("", &both(fuse), &both(pandas));
        check("pandas", &both(fuse), &both(pandas));
        check(fuse, core, &both(pandas));
        check("azureml-core", fuse, pandas);
        check("AzureML_Core==1.0", fuse, pandas);
        for reads_files in ["azureml-defaults", "azureml-sdk==1.5", "azureml-dataprep[fuse]", "azureml-core azureml-dataset-runtime[fuse]"] {
            check(reads_files, "", pandas);
        }
        for reads_tables in ["azureml-train-automl-client", "azureml-core azureml-dataset-runtime[pandas,fuse]>=1"] {
            check(reads_tables, "", "");
        }
    }

    #[test]
    fn marks_the_packages() {
        let of = |arguments: &str, part: &str| drawn(&format!("{E}CondaDependencies.create({arguments})"), part);
        of_files(&of("pip_packages=['pandas']", "['pandas']"));
        of_files(&of("None, ['pandas']", "['pandas']"));
        of_files(&of("pip_packages=['azureml-dataset-runtime[fuse]']", "['azureml-dataset-runtime[fuse]']"));
        of_table(&of("pip_packages=['azureml-defaults']", "['azureml-defaults']"));
        of_table(&of("conda_packages=['numpy']", "CondaDependencies.create"));
        of_table(&drawn(&format!("{E}CondaDependencies()"), "CondaDependencies"));
    }

    #[test]
    fn reads_what_is_added() {
        let found = |lines: &str, table: bool| count("PJ731", "python v1 file", &file(lines, table));
        let default = "e = Environment('e')\ne.python.conda_dependencies.add_pip_package('pandas')";
        assert_eq!((found(default, true), found(default, false)), (1, 0));
        assert_eq!(found(&format!("{E}CondaDependencies.create(pip_packages=['a'])\ne.python.conda_dependencies.add_pip_package('b')"), false), 1);
        assert_eq!(found(&format!("{E}CondaDependencies.create(pip_packages=['a'])\ne.python.conda_dependencies.add_pip_package('azureml-sdk')"), false), 0);
        assert_eq!(found(&format!("c = CondaDependencies.create(pip_packages=['a'])\nc.add_conda_package('b')\n{E}c"), false), 1);
    }

    #[test]
    fn reads_the_conda_file() {
        let files = [("conda.yml", "dependencies:\n- python=3.10\n- pip:\n  - pandas\n")];
        for made in ["e = Environment.from_conda_specification('e', 'conda.yml')", &format!("{E}CondaDependencies('conda.yml')")] {
            let block = file(&drawn(made, "'conda.yml'"), false);
            check_among(&files, "python v1 file", &block.replace("1mb", "10"));
        }
        let complete = [("conda.yml", "dependencies:\n- python=3.10\n- pip:\n  - azureml-defaults\n")];
        let block = file("e = Environment.from_conda_specification('e', 'conda.yml')", false);
        check_among(&complete, "python v1 file", &block.replace("1mb", "10"));
        check_among(&[("conda.yml", "dependencies: [")], "python v1 file", &block.replace("1mb", "10"));
    }

    #[test]
    fn silent() {
        for made in [
            "CondaDependencies.create(pip_packages=['azureml-core', 'azureml-dataset-runtime[fuse]'])",
            "CondaDependencies.create(pip_packages=['azureml-sdk==1.5'])",
            "CondaDependencies.create(pip_packages=['a', '-r more.txt'])",
            "CondaDependencies.create(pip_packages=packages)",
            "CondaDependencies.create(pip_packages=['a', name])",
            "CondaDependencies.create(**more)",
            "CondaDependencies.create()",
            "CondaDependencies()",
            "CondaDependencies('nowhere.yml')",
            "make()",
        ] {
            of_files(&format!("{E}{made}"));
        }
        let create = "CondaDependencies.create(pip_packages=['a'])";
        of_files(&format!("{E}{create}\ne.python.user_managed_dependencies = True"));
        of_files(&format!("{E}{create}\ne.docker.base_image = 'i'"));
        of_files(&format!("{E}{create}\ne.python.conda_dependencies = {create}"));
        of_files(&format!("c = {create}\nc.set_pip_requirements(more)\n{E}c"));
        of_files(&format!("c = {create}\nc.add_pip_package(name)\n{E}c"));
        of_table("e = Environment('e')");
        of_table("e = Environment.get(ws, 'e')");
        of_table("e = Environment.from_docker_image('e', 'i')");
    }

    #[test]
    fn adds_the_packages() {
        let fix = |made: &str, table: bool| fix_of("PJ731", "python v1 file", &file(&format!("{E}CondaDependencies.create(\n{made}\n)"), table));
        assert_eq!(fix("pip_packages=['pandas']", false), "unsafe\n-pip_packages=['pandas']\n+pip_packages=['pandas', 'azureml-core', 'azureml-dataset-runtime[fuse]']\n");
        assert_eq!(fix("pip_packages=['azureml-core']", true), "unsafe\n-pip_packages=['azureml-core']\n+pip_packages=['azureml-core', 'azureml-dataset-runtime[fuse,pandas]']\n");
        assert_eq!(fix("conda_packages=['numpy']", true), "none");
    }

    #[test]
    fn says_what_the_sdk_does() {
        let messages = |packages: &str| messages_of("python v1 file", &file(&format!("{E}CondaDependencies.create(pip_packages=[{packages}])"), true));
        insta::assert_snapshot!(messages("'pandas'"), @"PJ731 the environment lacks `azureml-core` and `azureml-dataset-runtime[fuse,pandas]`; `ParallelRunStep` only warns, and the nodes need both | add `azureml-core`, `azureml-dataset-runtime[fuse,pandas]` to the packages of pip");
        insta::assert_snapshot!(messages("'azureml-core'"), @"PJ731 the environment lacks `azureml-dataset-runtime[fuse,pandas]`; `ParallelRunStep` only warns, and the nodes need it | add `azureml-dataset-runtime[fuse,pandas]` to the packages of pip");
    }
}
