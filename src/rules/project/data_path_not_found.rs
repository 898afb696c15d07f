//! PJ607 `data-path-not-found`: A local data path does not exist.

use super::data_input::DataInput;
use super::standing::{Standing, absent, is_ours};
use crate::model::FileModel;
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// A local data path does not exist.
    ///
    /// - **Fires when** `path` of an input of a node or pipeline job, or of an `Input(path=…)` with a literal, is a local path that is not there.
    /// - **Silent on** assets, `azureml://`, URLs and storage schemes; absolute paths; expressions; outputs; paths below folders that the project ignores by `.gitignore` (data made on the fly); Python files and notebooks that make files themselves, or that may have no parallel step: the components that they load are of other kinds, or out of sight.
    /// - **Why** Found out at upload, after the command was given.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: ./nowhere
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: azureml:images:1
    /// ```
    PJ607 "data-path-not-found" Warning, on: [Inline, Node, Pipeline, SdkV2], sdk: Late, costs: false, fix: None, file: check
}

fn check(model: &FileModel, cx: &mut Context) {
    if !is_ours(model, cx) {
        return;
    }
    for (value, path) in DataInput::all(**cx).into_iter().filter_map(DataInput::path) {
        if let Standing::Missing(places) = Standing::of(path, **cx) {
            let message = absent(path, &places, message!("the SDK notices when it uploads the data"));
            let help = message!("write the path of data that is there, or of a data asset: `azureml:<name>:<version>`");
            cx.report(value.used_at(), message).help(help);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_among, messages_of};

    fn input(path: &str) -> String {
        format!("inputs:\n  data:\n    type: uri_folder\n    path: {path}")
    }

    #[test]
    fn marks_the_path() {
        check("yaml inline", &input("./nowhere\n          ^^^^^^^^^ PJ607"));
        check("yaml node", &input("nowhere/a\n          ^^^^^^^^^ PJ607"));
        check("yaml pipeline", &input("../data\n          ^^^^^^^ PJ607"));
        check("python v2", "inputs={'data': Input(type='uri_folder', path='nowhere')}\n                                              ^^^^^^^^^ PJ607");
        check("python v2 after", "make(data=Input(path='nowhere'))\n                     ^^^^^^^^^ PJ607");
    }

    #[test]
    fn silent() {
        for path in ["./src", "src/score.py", "azureml:images:1", "azureml://datastores/a/paths/b", "https://a.net/b", "wasbs://c@a/b", "/nowhere", "./src/*.py", "file:./nowhere"] {
            check("yaml inline", &input(path));
        }
        check("yaml node", "inputs:\n  data: ./nowhere");
        check("yaml inline", "outputs:\n  scores:\n    type: uri_file\n    path: ./nowhere");
        check("python v2 after", "make(data=Input(path=folder), other=Output(path='nowhere'))");
        check("python file", "from azure.ai.ml import Input\nmake(data=Input(path='nowhere'))");
    }

    #[test]
    fn only_around_a_parallel_step() {
        let load = |path: &str| format!("from azure.ai.ml import Input, load_component\nload = load_component('{path}')\nnode = load(data=Input(path='nowhere'))");
        check("python file", &format!("{}\n                            ^^^^^^^^^ PJ607", load("./score.yml")));
        check("python file", &load("./unseen.yml"));
        check_among(&[("train.yml", "type: command")], "python file", &load("./train.yml"));
    }

    #[test]
    fn silent_on_data_made_on_the_fly() {
        check_among(&[(".gitignore", "nowhere/")], "yaml inline", &input("./nowhere/a"));
        check("python v2 after", "frame.to_csv('made.csv')\nmake(data=Input(path='made.csv'))");
    }

    #[test]
    fn says_when_it_is_found_out() {
        insta::assert_snapshot!(messages_of("yaml inline", &input("./nowhere")), @"PJ607 `./nowhere` does not exist: nothing stands at `nowhere`; the SDK notices when it uploads the data | write the path of data that is there, or of a data asset: `azureml:<name>:<version>`");
    }
}
