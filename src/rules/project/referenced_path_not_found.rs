//! PJ605 `referenced-path-not-found`: A local path of the step does not exist.

use super::code::as_path;
use super::standing::{Standing, absent, is_missing, loaded, only_text};
use crate::message::Message;
use crate::document::Language;
use crate::model::{FileModel, ParallelStep, Value};
use crate::project::{FileKind, is_relative, normalize, path_in_v1};
use crate::rules::Context;
use crate::rules::shared::reference::is_yaml_path;
use crate::tables::{Field, Surface};
use crate::text::nearest;
use crate::{message, rule};
use std::path::{Path, PathBuf};
use std::sync::Arc;

rule! {
    /// A local path of the step does not exist.
    ///
    /// - **Fires when** a local `code` (v1: `source_directory`), `component`, what `load_component` reads (or it is a folder), `environment: file:…`, `conda_file` (v1: that of `from_conda_specification`), `build.path`, or `build.dockerfile_path` below it, is not there.
    /// - **Silent on** assets, URLs, absolute paths (PJ070), expressions, dynamic values, texts with places to fill in (`<path>`, `$(path)`); in Python, paths found from either base or from a folder between them, and files that make files themselves; paths that `.gitignore` names, which are made on the fly.
    /// - **Why** YAML: an essay on ARM identifiers that never says "not found". Python v2: only at validation. v1: `ValueError` when the step is built. A missing Dockerfile passes every check.
    /// - **Fix** none; the message shows the path that was tried.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   code: ./source
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   code: ./src
    /// ```
    PJ605 "referenced-path-not-found" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: false, fix: None, step: check, file: check_loaded
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let fields: &[Field] = match step.surface {
        Surface::SdkV1 => &[Field::Code],
        Surface::SdkV2 => &[Field::Code, Field::CondaFile, Field::BuildPath],
        _ => &[Field::Code, Field::Component, Field::Environment, Field::CondaFile, Field::BuildPath],
    };
    for &field in fields {
        for given in step.given(field) {
            judge(step, field, given.value(), cx);
        }
    }
    let environment = step.value(Field::Environment).filter(|_| step.surface == Surface::SdkV1);
    if let Some(path) = environment.and_then(path_in_v1) {
        judge(step, Field::CondaFile, path, cx);
    }
    dockerfile(step, cx);
    in_environment_file(step, cx);
}

/// The components that Python loads.
fn check_loaded(model: &FileModel, cx: &mut Context) {
    for (value, path) in loaded(model, cx) {
        match Standing::of(path, **cx) {
            Standing::Missing(places) => {
                let message = absent(path, &places, message!("`load_component` raises when this line runs"));
                report(value, path, Field::Component, &places, message, cx);
            }
            Standing::Folders(_) if !is_file(path, cx) => {
                let message = message!("`{path}` is a folder, not a component; `load_component` raises when this line runs", path = path);
                cx.report(value.used_at(), message).help(message!("write the path of the component's file"));
            }
            Standing::File | Standing::Folders(_) | Standing::Unknown => {}
        }
    }
}

/// Whether a path leads to a file from any of the folders that it may count from.
fn is_file(path: &str, cx: &Context) -> bool {
    cx.places(path).iter().any(|place| cx.project().kind(place) == Some(FileKind::File))
}

fn judge(step: &ParallelStep, field: Field, value: &Value, cx: &mut Context) {
    let Some(path) = step.known_text(value).and_then(|text| path(text, field, step.surface)) else { return };
    match Standing::of_setting(path, step, **cx) {
        Standing::Missing(places) => {
            let message = absent(path, &places, consequence(step, field));
            report(value, path, field, &places, message, cx);
        }
        Standing::File if step.surface == Surface::SdkV1 && field == Field::Code => {
            let message = message!("`{path}` is a file, not a folder; {consequence}", path = path, consequence = consequence(step, field));
            cx.report(value.used_at(), message).help(message!("write the folder of the script"));
        }
        Standing::File | Standing::Folders(_) | Standing::Unknown => {}
    }
}

/// The path in the value of a field, if it is in the form of one.
fn path(text: &str, field: Field, surface: Surface) -> Option<&str> {
    let file = text.strip_prefix("file:");
    match field {
        Field::Environment => file,
        Field::Component => file.or(Some(text).filter(|text| is_yaml_path(text))),
        _ if surface == Surface::SdkV1 => Some(text.trim()),
        _ => Some(text),
    }
}

/// A Dockerfile in a build context that is there.
fn dockerfile(step: &ParallelStep, cx: &mut Context) {
    let Some((_, context)) = only_text(step, Field::BuildPath) else { return };
    let Some((value, text)) = only_text(step, Field::DockerfilePath).filter(|(_, text)| is_relative(text)) else { return };
    let Standing::Folders(folders) = Standing::of(context, **cx) else { return };
    let files: Vec<PathBuf> = folders.iter().map(|folder| normalize(&folder.join(as_path(text)))).collect();
    if files.iter().all(|file| is_missing(file, **cx)) {
        let message = absent(text, &files, consequence(step, Field::DockerfilePath));
        report(value, text, Field::DockerfilePath, &files, message, cx);
    }
}

/// The conda file that an environment in a file of its own names.
fn in_environment_file(step: &ParallelStep, cx: &mut Context) {
    let Some(value) = step.value(Field::Environment).filter(|_| !step.is_python()) else { return };
    let Some(written) = value.known_text().filter(|text| text.starts_with("file:")) else { return };
    let Some(environment) = cx.project().data(&cx.resolve(written)) else { return };
    let conda = environment.root.mapping().and_then(|keys| keys.get(Field::CondaFile.name()));
    let Some((conda, text)) = conda.and_then(|entry| Some((&entry.value, entry.value.known_text()?))) else { return };
    let file = environment.resolve(text);
    if is_relative(text) && is_missing(&file, **cx) {
        let message = absent(text, std::slice::from_ref(&file), consequence(step, Field::CondaFile));
        let related = message!("`{path}` stands here", path = text);
        let help = message!("write a path that counts from the folder of `{file}`", file = environment.file.path().display());
        cx.report(value.used_at(), message).help(help).related_in(Some(Arc::clone(&environment.file)), conda.span, related);
    }
}

fn report(value: &Value, path: &str, field: Field, places: &[PathBuf], message: Message, cx: &mut Context) {
    let help = match near(path, field, places, cx) {
        Some(near) => message!("did you mean `{near}`?", near = near),
        None if field == Field::DockerfilePath => message!("write a path that counts from the folder of the build context"),
        None if cx.language() != Language::Yaml => message!("write a path that counts from the working directory"),
        None => message!("write a path that counts from the folder of this file"),
    };
    cx.report(value.used_at(), message).help(help);
}

fn consequence(step: &ParallelStep, field: Field) -> Message {
    match (step.surface, field) {
        (Surface::SdkV1, Field::Code) => message!("`ParallelRunStep` raises `ValueError` when it is built"),
        (_, Field::DockerfilePath) => message!("nothing checks it before the image is built"),
        (Surface::SdkV2, Field::Code) => message!("the SDK refuses it when the job is validated"),
        (Surface::SdkV1 | Surface::SdkV2, _) => message!("the SDK raises when the environment is made"),
        _ => message!("the SDK answers with a page about ARM identifiers"),
    }
}

/// What stands beside the missing path and is called much the same.
fn near(path: &str, field: Field, places: &[PathBuf], cx: &Context) -> Option<String> {
    let wanted = if matches!(field, Field::Code | Field::BuildPath) { FileKind::Folder } else { FileKind::File };
    let name = Path::new(path).file_name()?.to_str()?;
    let beside = |place: &PathBuf| {
        let names = cx.project().list(place.parent()?);
        let names = names.iter().filter(|(_, kind)| *kind == wanted).map(|(name, _)| name.as_str());
        nearest(name, names).map(str::to_owned)
    };
    let near = places.iter().find_map(beside)?;
    let at = path.rfind(name)?;
    Some(format!("{}{near}", &path[..at]))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_among, messages_among, messages_of};

    #[test]
    fn marks_the_path() {
        check("yaml inline", "task:\n  code: ./source\n        ^^^^^^^^ PJ605");
        check("yaml component", "task:\n  code: .\\nowhere\\src\n        ^^^^^^^^^^^^^ PJ605");
        check("yaml node", "component: ./scores.yml\n           ^^^^^^^^^^^^ PJ605");
        check("yaml node", "component: file:nowhere/score.yml\n           ^^^^^^^^^^^^^^^^^^^^^^ PJ605");
        check("yaml inline", "task:\n  environment: file:./env.yml\n               ^^^^^^^^^^^^^^ PJ605");
        check("python v2 task", "code='../src',\n     ^^^^^^^^ PJ605");
        check("python v1 config", "source_directory=' ./source ',\n                 ^^^^^^^^^^^^ PJ605");
        check("python v1 config", "source_directory='./src/score.py',\n                 ^^^^^^^^^^^^^^^^ PJ605");
    }

    #[test]
    fn marks_what_python_loads() {
        let load = "from azure.ai.ml import load_component\nmore = load_component(";
        check("python v2 after", &format!("{load}'./more.yml')\n                      ^^^^^^^^^^^^ PJ605"));
        check("python v2 after", &format!("{load}source='./more.yml')\n                             ^^^^^^^^^^^^ PJ605"));
        check("python v2 after", &format!("{load}source='./more')\n                             ^^^^^^^^ PJ605"));
        check("python v2 after", &format!("{load}source='./src')\n                             ^^^^^^^ PJ605"));
        check("python v2 after", &format!("{load}source='./score.yml')"));
        check("python v2 after", &format!("{load}source=path)"));
        check("python file", &format!("{load}'./more.yml')"));
        let ours = "from azure.ai.ml import load_component\nscore = load_component('./score.yml')\nnode = score(data=x)\n";
        check("python file", &format!("{ours}more = load_component('./more.yml')\n                      ^^^^^^^^^^^^ PJ605"));
    }

    #[test]
    fn marks_the_parts_of_an_environment() {
        check("yaml inline", "task:\n  environment:\n    image: i\n    conda_file: ./conda.yml\n                ^^^^^^^^^^^ PJ605");
        check("yaml inline", "task:\n  environment:\n    build:\n      path: ./docker\n            ^^^^^^^^ PJ605");
        let build = "task:\n  environment:\n    build:\n      path: ./src\n      dockerfile_path: Dockerfile";
        check("yaml inline", &format!("{build}\n                       ^^^^^^^^^^ PJ605"));
        check_among(&[("src/Dockerfile", "")], "yaml inline", build);
        check("python v2 task", "environment=Environment(image='i', conda_file='conda.yml'),\n                                              ^^^^^^^^^^^ PJ605");
        let v1 = "environment=Environment.from_conda_specification('e', 'conda.yml'),";
        check("python v1 config", &format!("{v1}\n                                                      ^^^^^^^^^^^ PJ605"));
        check("python v1 config", "environment=Environment.from_conda_specification('e', file_path=path)");
        let context = "
            from azure.ai.ml.entities import BuildContext, Environment
            from azure.ai.ml.parallel import RunFunction, parallel_run_function
            task = RunFunction(code='.', entry_script='file.py', environment=Environment(build=BuildContext(path='docker')))
                                                                                                                 ^^^^^^^^ PJ605
            step = parallel_run_function(task=task, **more)
            ";
        check("python file", context);
    }

    #[test]
    fn follows_a_file_of_an_environment() {
        let block = "task:\n  environment: file:env/env.yml";
        let fires = format!("{block}\n               ^^^^^^^^^^^^^^^^ PJ605");
        check_among(&[("env/env.yml", "image: i\nconda_file: conda.yml\n"), ("conda.yml", "")], "yaml inline", &fires);
        check_among(&[("env/env.yml", "image: i\nconda_file: conda.yml\n"), ("env/conda.yml", "")], "yaml inline", block);
        check_among(&[("env/env.yml", "image: i\nconda_file: {name: x}\n")], "yaml inline", block);
        check_among(&[("env/env.yml", "image: [\n")], "yaml inline", block);
    }

    #[test]
    fn silent() {
        for code in ["azureml:code:1", "https://a.net/b", "<folder>", "$(folder)", "src/", "sub/../src"] {
            check("yaml inline", &format!("task:\n  code: {code}"));
        }
        check("yaml inline", "task:\n  code: /nowhere/src\n        ^^^^^^^^^^^^ PJ070");
        check("yaml inline", "task:\n  code: file:./source\n        ^^^^^^^^^^^^^ PJ060");
        check("yaml node", "component: score_files\n           ^^^^^^^^^^^ PJ060");
        check("python v2 task", "code=str(folder)");
        check("python v2 task", "environment='file:nowhere.yml'");
        check("python v1 config", "source_directory=''");
    }

    #[test]
    fn silent_on_what_is_made_later() {
        check_among(&[(".gitignore", "source/\n")], "yaml inline", "task:\n  code: ./source");
        check("python v2 after", "os.makedirs('made')\nscore.task.code = './made'");
    }

    #[test]
    fn says_what_was_tried() {
        insta::assert_snapshot!(messages_of("yaml inline", "task:\n  code: ./scr"), @"PJ605 `./scr` does not exist: nothing stands at `scr`; the SDK answers with a page about ARM identifiers | did you mean `./src`?");
        insta::assert_snapshot!(messages_of("yaml node", "component: ./nowhere/score.yml"), @"PJ605 `./nowhere/score.yml` does not exist: nothing stands at `nowhere/score.yml`; the SDK answers with a page about ARM identifiers | write a path that counts from the folder of this file");
        insta::assert_snapshot!(messages_of("python v2 task", "code='../source'"), @"PJ605 `../source` does not exist: nothing stands at `../source`; the SDK refuses it when the job is validated | write a path that counts from the working directory");
        insta::assert_snapshot!(messages_of("python v2 task", "environment=Environment(image='i', conda_file='conda.yml')"), @"PJ605 `conda.yml` does not exist: nothing stands at `conda.yml`; the SDK raises when the environment is made | write a path that counts from the working directory");
        insta::assert_snapshot!(messages_of("python v1 config", "source_directory='./source'"), @"PJ605 `./source` does not exist: nothing stands at `source`; `ParallelRunStep` raises `ValueError` when it is built | write a path that counts from the working directory");
        insta::assert_snapshot!(messages_of("python v1 config", "source_directory='./src/score.py'"), @"PJ605 `./src/score.py` is a file, not a folder; `ParallelRunStep` raises `ValueError` when it is built | write the folder of the script");
        insta::assert_snapshot!(messages_of("yaml inline", "task:\n  environment:\n    build:\n      path: ./src\n      dockerfile_path: Dockerfile"), @"PJ605 `Dockerfile` does not exist: nothing stands at `src/Dockerfile`; nothing checks it before the image is built | write a path that counts from the folder of the build context");
        let environment = [("env/env.yml", "image: i\nconda_file: conda.yml\n")];
        insta::assert_snapshot!(messages_among(&environment, "yaml inline", "task:\n  environment: file:env/env.yml"), @"PJ605 `conda.yml` does not exist: nothing stands at `env/conda.yml`; the SDK answers with a page about ARM identifiers | write a path that counts from the folder of `env/env.yml`");
    }
}
