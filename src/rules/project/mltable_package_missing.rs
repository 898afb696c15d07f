//! PJ609 `mltable-package-missing`: A table is read, but the environment does not install `mltable`.

use crate::message::Message;
use crate::model::ParallelStep;
use crate::project::{Component, Conda, Packages, View};
use crate::rules::shared::mini_batch::{self, Kind};
use crate::rules::{Context, Finding};
use crate::surface::rewrite::Literal;
use crate::text::{Edit, Span};
use crate::{message, rule};
use std::sync::Arc;

rule! {
    /// A table is read, but the environment does not install `mltable`.
    ///
    /// - **Fires when** the input bound by `input_data` is `mltable` with mode `direct`, and the environment's conda specification (in place, or a readable file) lists its pip packages without `mltable`, `azureml-dataset-runtime`, `azureml-core` or another package of `azureml`.
    /// - **Silent on** references to registered environments; images without conda file; build contexts; lists with options (`-r requirements.txt`), paths or addresses, which may bring more; unknown modes.
    /// - **Why** Documented: for tabular data the run needs the `mltable` package; threads show `ModuleNotFoundError` on every worker.
    /// - **Fix** add `mltable` to the pip list (created if absent) of a specification in place, unsafe.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: mltable
    ///     path: azureml:table:1
    ///     mode: direct
    /// mini_batch_size: 1mb
    /// task:
    ///   environment:
    ///     image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04
    ///     conda_file:
    ///       dependencies:
    ///       - python=3.10
    ///       - pip:
    ///         - pandas
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: mltable
    ///     path: azureml:table:1
    ///     mode: direct
    /// mini_batch_size: 1mb
    /// task:
    ///   environment:
    ///     image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04
    ///     conda_file:
    ///       dependencies:
    ///       - python=3.10
    ///       - pip:
    ///         - mltable
    /// ```
    PJ609 "mltable-package-missing" Warning, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Unsafe, step: check
}

/// The package that reads tables.
const PACKAGE: &str = "mltable";

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some((Kind::Table, input)) = mini_batch::kind(step, cx) else { return };
    if let Some(conda) = cx.conda(step) {
        return judge(&conda, cx);
    }
    // A node takes its component's environment. A component that reads a table by itself is judged where it stands.
    match step.component.as_ref().and_then(|source| cx.component(source)) {
        Some(Component::Here(component)) if !reads_table(component, cx) => {
            if let Some(conda) = cx.conda(component) {
                judge(&conda, cx);
            }
        }
        Some(Component::There(document)) => elsewhere(input, &View::new(&document, cx.project()), cx),
        _ => {}
    }
}

fn reads_table(step: &ParallelStep, view: &View) -> bool {
    mini_batch::kind(step, view).is_some_and(|(kind, _)| kind == Kind::Table)
}

/// Looks at the specification of an environment in this document.
fn judge(conda: &Conda, cx: &mut Context) {
    let Some(packages) = lacking(conda) else { return };
    let list = packages.pip_list.unwrap_or(packages.dependencies);
    match conda.file() {
        None => {
            let edits = add(&packages, cx);
            report(list.key_span, cx).fix_unsafe(message!("Add `{package}`", package = PACKAGE), edits);
        }
        Some(file) => drop(report(conda.written.used_at(), cx).related_in(Some(Arc::clone(file)), list.key_span, here())),
    }
}

/// Looks at the environment of a component in another file; `input` is where the node says that it is a table.
fn elsewhere(input: Span, view: &View, cx: &mut Context) {
    let component = view.model().component().filter(|component| !reads_table(component, view));
    let Some(conda) = component.and_then(|component| view.conda(component)) else { return };
    let Some(packages) = lacking(&conda) else { return };
    let list = packages.pip_list.unwrap_or(packages.dependencies);
    let file = conda.file().unwrap_or(view.document().code());
    report(input, cx).related_in(Some(Arc::clone(file)), list.key_span, here());
}

/// The packages of a specification that certainly installs nothing that reads tables.
fn lacking<'c>(conda: &'c Conda) -> Option<Packages<'c>> {
    let packages = conda.packages()?;
    let reads = |name: &String| name == PACKAGE || name.starts_with("azureml-");
    (!packages.names()?.iter().any(reads)).then_some(packages)
}

fn report<'c>(span: Span, cx: &'c mut Context) -> Finding<'c> {
    let message = message!("the step splits the rows of a table, but its environment installs no `{package}`, which that is documented to need", package = PACKAGE);
    cx.report(span, message).help(message!("add `{package}` to the packages of pip", package = PACKAGE))
}

fn here() -> Message {
    message!("the packages stand here")
}

/// Adds the package to those of pip; where there are none, with pip itself.
fn add(packages: &Packages, cx: &Context) -> Option<Vec<Edit>> {
    if let Some(list) = packages.pip_list {
        return cx.rewrite().append_items(&list.value, &[Literal::text(PACKAGE)]);
    }
    let pip = Some(Literal::text("pip")).filter(|_| packages.names().is_some_and(|names| !names.contains(&"pip".to_owned())));
    let list = Literal::mapping([("pip", Literal::List(vec![Literal::text(PACKAGE)]))]);
    let items: Vec<Literal> = pip.into_iter().chain([list]).collect();
    cx.rewrite().append_items(&packages.dependencies.value, &items)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_among, fix_of, messages_of};

    const TABLE: &str = "inputs:\n  data:\n    type: mltable\n    path: azureml:table:1\n    mode: direct\nmini_batch_size: 1mb\n";
    const PANDAS: &str = "dependencies:\n- python=3.10\n- pip:\n  - pandas\n";

    /// A step on a table with this environment.
    fn step(environment: &str) -> String {
        format!("{TABLE}task:\n  environment:{environment}")
    }

    /// A step with these dependencies in place.
    fn dependencies(list: &str) -> String {
        step(&format!("\n    image: i\n    conda_file:\n      dependencies:{list}"))
    }

    #[test]
    fn marks_the_packages() {
        check("yaml inline", &dependencies("\n      - pip:\n        ^^^ PJ609\n        - pandas"));
        check("yaml inline", &dependencies(" [python=3.10]\n      ^^^^^^^^^^^^ PJ609"));
        let node = [("score.yml", include_str!("../testing/frames/score.yml"))];
        let component = node[0].1.replace("azureml:score-env:1", "\n    image: i\n    conda_file: conda.yml");
        let component = component.replace("uri_folder", "mltable");
        let files = [("score.yml", component.as_str()), ("conda.yml", PANDAS)];
        check_among(&files, "yaml node", "inputs:\n  data:\n  ^^^^ PJ609\n    type: mltable\n    path: azureml:table:1\n    mode: direct\nmini_batch_size: 1mb");
    }

    #[test]
    fn marks_the_path_of_the_packages() {
        let block = step("\n    image: i\n    conda_file: ./conda.yml");
        check_among(&[("conda.yml", PANDAS)], "yaml inline", &format!("{block}\n                ^^^^^^^^^^^ PJ609"));
        check_among(&[("conda.yml", &PANDAS.replace("pandas", "mltable>=1"))], "yaml inline", &block);
        check_among(&[("conda.yml", "dependencies: [")], "yaml inline", &block);
        let environment = [("e/env.yml", "image: i\nconda_file: conda.yml\n"), ("e/conda.yml", PANDAS)];
        check_among(&environment, "yaml inline", &format!("{}\n               ^^^^^^^^^^^^^^ PJ609", step(" file:e/env.yml")));
    }

    #[test]
    fn python() {
        let call = "
            inputs={'data': Input(type='mltable', mode='direct')},
            mini_batch_size='1mb',
            task=RunFunction(
                code='src',
                entry_script='score.py',
                append_row_to='${{outputs.scores}}',
                environment=Environment(image='i', conda_file={'dependencies': ['python=3.10', {'pip': ['pandas']}]}),
                                                                                                ^^^^^ PJ609
            ),
            ";
        check("python v2", call);
        let unmarked: String = call.lines().filter(|line| !line.contains('^')).map(|line| line.to_owned() + "\n").collect();
        check("python v2", &unmarked.replace("pandas", "azureml_dataset_runtime[fuse]"));
    }

    #[test]
    fn silent() {
        for pip in ["mltable", "mltable==1.6", "azureml-core", "azureml-defaults", "-r requirements.txt", "./wheels/ours.whl"] {
            check("yaml inline", &dependencies(&format!("\n      - pip:\n        - {pip}")));
        }
        check("yaml inline", &step(" azureml:score-env:1"));
        check("yaml inline", &step("\n    image: i"));
        check("yaml inline", &dependencies("\n      - pip").replace("mode: direct", "mode: eval_mount").replace("1mb", "'10'"));
        check("yaml inline", &dependencies("\n      - pip").replace("    mode: direct\n", "").replace("1mb", "'10'"));
    }

    #[test]
    fn adds_the_package() {
        let fix = |list: &str| fix_of("PJ609", "yaml inline", &dependencies(list));
        assert_eq!(fix("\n      - pip:\n        - pandas # x"), "unsafe\n+            - mltable\n");
        assert_eq!(fix("\n      - python=3.10\n      - pip"), "unsafe\n+          - pip: [mltable]\n");
        assert_eq!(fix(" [python=3.10]"), "unsafe\n-          dependencies: [python=3.10]\n+          dependencies: [python=3.10, pip, {pip: [mltable]}]\n");
    }

    #[test]
    fn says_what_is_documented() {
        insta::assert_snapshot!(messages_of("yaml inline", &dependencies(" [python=3.10]")), @"PJ609 the step splits the rows of a table, but its environment installs no `mltable`, which that is documented to need | add `mltable` to the packages of pip");
    }
}
