//! PJ621 `required-argument-not-passed`: The entry script requires an option that the step does not pass.

use super::command_line::is_complete;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::rules::shared::driver;
use crate::script::Declared;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// The entry script requires an option that the step does not pass.
    ///
    /// - **Fires when** the script's parser, read under the conditions of PJ620, declares an option with `required=True`, and no argument of the step gives it, abbreviations included.
    /// - **Silent on** options inside a group of mutual exclusion; positional arguments, which the values of the driver's own flags fill; options that the driver passes itself, its flags shortened included; dynamic arguments.
    /// - **Why** Argparse ends every worker in `init`.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --limit 5
    /// ```
    ///
    /// ```python path=src/score.py
    /// import argparse
    ///
    ///
    /// def init():
    ///     global args
    ///     parser = argparse.ArgumentParser()
    ///     parser.add_argument("--limit", type=int)
    ///     parser.add_argument("--model", required=True)
    ///     args, _ = parser.parse_known_args()
    ///
    ///
    /// def run(mini_batch):
    ///     return [args.model for _ in mini_batch]
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --limit 5 --model resnet
    /// ```
    PJ621 "required-argument-not-passed" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some(line) = cx.command_line(step).filter(|_| is_complete(step)) else { return };
    let reading = line.reading();
    let given = step.get(Field::ProgramArguments).or_else(|| step.get(Field::EntryScript));
    let span = given.map_or(step.anchor, |given| given.value().used_at());
    for option in line.parsing.options.iter().filter(|option| is_demanded(option) && reading.lacks(option)) {
        let message = message!("the entry script requires `{flag}`, which the step does not pass: argparse ends every worker", flag = option.name());
        let file = line.script.other_file();
        cx.report(span, message)
            .help(message!("pass `{flag}` with a value, or give it a default in the script", flag = option.name()))
            .related_in(file, option.span, message!("the script requires it here"));
    }
}

/// Whether an option must be given by the step: nothing else that stands on the command line may give it.
fn is_demanded(option: &Declared) -> bool {
    let drivers = |name: &str| {
        let begins = |known: &str| name.trim_start_matches('-').starts_with(known);
        driver::names().any(begins)
    };
    option.required == Some(true)
        && !option.exclusive
        && !option.is_positional()
        && !option.names.iter().any(|(name, _)| drivers(name))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_among, messages_among};

    fn script(options: &str, parse: &str) -> String {
        let head = "import argparse\n\n\ndef init():\n    global args\n    parser = argparse.ArgumentParser()\n";
        format!("{head}    {options}\n    {parse}\n\n\ndef run(mini_batch):\n    return [str(path) for path in mini_batch]\n")
    }

    const MODEL: &str = "parser.add_argument('--model', '-m', required=True)";
    const PARSE: &str = "args, _ = parser.parse_known_args()";

    fn check_options(options: &str, frame: &str, block: &str) {
        check_among(&[("src/score.py", &script(options, PARSE))], frame, block);
    }

    #[test]
    fn marks_the_arguments() {
        check_options(MODEL, "yaml inline", "task:\n  program_arguments: --limit\n                     ^^^^^^^ PJ621\n                     ^^^^^^^ PJ620");
        check_options(MODEL, "yaml component", "task:\n  entry_script: score.py\n                ^^^^^^^^ PJ621");
        check_options(MODEL, "python v2 task", "entry_script=\"score.py\",\n             ^^^^^^^^^^ PJ621");
        check_options(MODEL, "python v1 config", "entry_script=\"score.py\",\n             ^^^^^^^^^^ PJ621");
        let limit = format!("parser.add_argument('--limit')\n    {MODEL}");
        check_options(&limit, "python v1 step", "arguments=[\"--limit\", n]\n          ^^^^^^^^^^^^^^ PJ621");
    }

    #[test]
    fn silent_where_it_is_given() {
        for arguments in ["--model a", "--mod=a", "-m a", "-ma", "$[[--model ${{inputs.data}}]]", "--model ${{inputs.data}}"] {
            check_options(MODEL, "yaml inline", &format!("task:\n  program_arguments: {arguments}"));
        }
        check_options(MODEL, "python v1 step", "arguments=[\"--model\", n]");
        check_options(MODEL, "python v1 step", "arguments=[n, 5]");
        check_options(MODEL, "python v1 step", "arguments=arguments");
    }

    #[test]
    fn silent_where_it_may_be_given() {
        check_options(MODEL, "python v2 task", "program_arguments=f\"--limit 5 {rest}\"\n                    ^^^^^^^ PJ620");
        check_options(MODEL, "python v2 task", "program_arguments=rest");
        check_options(MODEL, "python v2 task", "**rest");
        check_options(MODEL, "yaml inline", "inputs:\n  more: --model a\ntask:\n  program_arguments: ${{inputs.more}}");
        check_among(&[("src/score.py", &script(MODEL, PARSE))], "yaml node", "");
    }

    #[test]
    fn silent_where_it_may_not_be_required() {
        for options in [
            "parser.add_argument('--model', required=False)",
            "parser.add_argument('--model', required=strict)",
            "parser.add_argument('model')",
            "parser.add_argument('--output', required=True)",
            "parser.add_argument('--output_dir', required=True)",
            "parser.add_argument('--error_threshold', required=True)",
            "group = parser.add_mutually_exclusive_group(required=True)\n    group.add_argument('--model')",
            "if strict:\n        parser.add_argument('--model', required=True)",
            "model = parser.add_argument('--model', required=True)\n    model.required = False",
            "parser.add_argument('--model', **demands)",
        ] {
            check_options(options, "yaml inline", "");
        }
    }

    #[test]
    fn silent_where_the_command_line_is_not_read() {
        for parse in ["pass", "args = parser.parse_args(words)", "if ready:\n        parser.parse_known_args()", "try:\n        parser.parse_known_args()\n    except SystemExit:\n        pass"] {
            check_among(&[("src/score.py", &script(MODEL, parse))], "yaml inline", "");
        }
    }

    #[test]
    fn says_what_happens() {
        let files = script(MODEL, PARSE);
        insta::assert_snapshot!(messages_among(&[("src/score.py", &files)], "yaml inline", ""), @"PJ621 the entry script requires `--model`, which the step does not pass: argparse ends every worker | pass `--model` with a value, or give it a default in the script");
    }
}
