//! PJ622 `argument-value-type`: An argument's value does not fit the script's declaration.

use super::command_line::CommandLine;
use crate::message::Message;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::rules::shared::driver;
use crate::script::{Arity, Choice, Choices, Converts, Declared, Fault, Meaning, Occurrence, Reading, ValueAt};
use crate::text::Span;
use crate::{message, rule};

rule! {
    /// An argument's value does not fit the script's declaration.
    ///
    /// - **Fires when** for an option declared by the script (conditions of PJ620): a literal value that `type=int` or `type=float` cannot convert, or that is not in literal `choices`; no value where one is needed; a value joined by `=` to a flag that takes none, or one behind it that says something else than that the flag is on; or an expression bound to a data input or an output where `type` is `int` or `float`.
    /// - **Silent on** other `type` functions; parameters of type `integer`, `number`, `string`; dynamic values; `True`, `1`, `yes`, `on` behind a flag that takes none, where nothing changes; values around an optional segment `$[[…]]`.
    /// - **Why** Argparse ends every worker in `init`. What stands behind a flag that takes no value is left over: `--verbose False` switches `--verbose` on.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --limit many
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
    ///     args, _ = parser.parse_known_args()
    ///
    ///
    /// def run(mini_batch):
    ///     return [args.limit for _ in mini_batch]
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --limit 5
    /// ```
    PJ622 "argument-value-type" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: None, step: check
}

/// What says that a flag is on, which it is anyway.
const ON: [&str; 6] = ["true", "1", "yes", "on", "t", "y"];

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some(line) = cx.command_line(step) else { return };
    let reading = line.reading();
    for found in &reading.flags {
        let Meaning::Option { option, fault } = &found.meaning else { continue };
        // What the driver takes too is judged by its own table.
        if driver::takes(line.flag(found)) || !line.stays_together(found) {
            continue;
        }
        let finding = match fault {
            Some(fault) => Some(refused(line, found, option, fault)),
            None => left_over(line, &reading, found, option),
        };
        let Some((span, message)) = finding else { continue };
        let file = line.script.other_file();
        cx.report(span, message).related_in(file, option.span, message!("the script declares `{flag}` here", flag = option.name()));
    }
}

/// Where argparse stops, and why.
fn refused(line: &CommandLine, found: &Occurrence, option: &Declared, fault: &Fault) -> (Span, Message) {
    let flag = line.flag(found);
    match fault {
        Fault::TooFew => {
            let message = message!("`{flag}` needs a value, and none follows: argparse ends every worker", flag = flag);
            (line.flag_span(found), message)
        }
        Fault::TakesNone => {
            let value = ValueAt { word: found.word, start: found.length + 1 };
            let message = message!("`{flag}` takes no value: argparse ends every worker", flag = flag);
            (line.value(value).1, message)
        }
        Fault::NotConvertible(at) => {
            let (value, span) = line.value(*at);
            let message = match option.converts {
                Converts::Int => message!("`{value}` is no whole number, which `{flag}` takes (`type=int`): argparse ends every worker", value = value, flag = flag),
                Converts::Float | Converts::Text | Converts::Unknown => message!("`{value}` is no number, which `{flag}` takes (`type=float`): argparse ends every worker", value = value, flag = flag),
            };
            (span, message)
        }
        Fault::NotAChoice(at) => {
            let (value, span) = line.value(*at);
            let message = message!(
                "`{value}` is none of the choices of `{flag}`, {choices}: argparse ends every worker",
                value = value,
                flag = flag,
                choices = choices(option),
            );
            (span, message)
        }
    }
}

fn choices(option: &Declared) -> String {
    let Choices::Of(choices) = &option.choices else { return String::new() };
    let shown = |choice: &Choice| match choice {
        Choice::Text(text) => format!("`{text}`"),
        Choice::Int(number) => format!("{number}"),
    };
    choices.iter().map(shown).collect::<Vec<_>>().join(", ")
}

/// A value behind a flag that takes none, which says something else than that the flag is on.
fn left_over(line: &CommandLine, reading: &Reading, found: &Occurrence, option: &Declared) -> Option<(Span, Message)> {
    let next = found.word + 1;
    let takes_rest = line.parsing.options.iter().any(Declared::is_positional);
    if option.arity != Arity::None || takes_rest || !line.drops_leftovers() || !reading.leftovers.contains(&next) {
        return None;
    }
    let known = line.words.get(next).filter(|word| !word.word.is_dynamic())?;
    let value = &known.word.text;
    if ON.contains(&value.to_ascii_lowercase().as_str()) {
        return None;
    }
    let message = message!("`{flag}` takes no value: `{value}` is left over, and the flag counts as given", flag = line.flag(found), value = value);
    Some((known.span(), message))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_among, messages_among};

    const OPTIONS: [&str; 6] = [
        "'--limit', '-l', type=int",
        "'--ratio', type=float",
        "'--mode', choices=['fast', 'good']",
        "'--level', type=int, choices=[1, 2]",
        "'--verbose', action='store_true'",
        "'--names', nargs='+'",
    ];

    fn script(options: &[&str]) -> String {
        let head = "import argparse\n\n\ndef init():\n    global args\n    parser = argparse.ArgumentParser()\n";
        let options: String = options.iter().map(|option| format!("    parser.add_argument({option})\n")).collect();
        format!("{head}{options}    args, _ = parser.parse_known_args()\n\n\ndef run(mini_batch):\n    return [str(path) for path in mini_batch]\n")
    }

    fn check_arguments(arguments: &str) {
        let block = format!("task:\n  program_arguments: {arguments}");
        check_among(&[("src/score.py", &script(&OPTIONS))], "yaml inline", &block);
    }

    #[test]
    fn marks_the_value() {
        check_arguments("--limit many\n                             ^^^^ PJ622");
        check_arguments("--limit 1.5\n                             ^^^ PJ622");
        check_arguments("--limit=1e3\n                             ^^^ PJ622");
        check_arguments("-lmany\n                       ^^^^ PJ622");
        check_arguments("--ratio ten\n                             ^^^ PJ622");
        check_arguments("--mode slow\n                            ^^^^ PJ622");
        check_arguments("--level 3\n                             ^ PJ622");
        check_arguments("--limit ${{inputs.data}}\n                             ^^^^^^^^^^^^^^^^ PJ622");
        check_arguments("--ratio ${{outputs.scores}}\n                             ^^^^^^^^^^^^^^^^^^^ PJ622");
        check_arguments("--verbose=True\n                               ^^^^ PJ622");
        check_arguments("--verbose False\n                               ^^^^^ PJ622");
        check_arguments("\"--limit 'a b'\"\n                              ^^^^^ PJ622");
        let script = script(&OPTIONS);
        check_among(&[("src/score.py", &script)], "python v1 step", "arguments=[\"--limit\", 1.5]\n                      ^^^ PJ622");
        check_among(&[("src/score.py", &script)], "python v2 task", "program_arguments=f\"--mode slow --limit {n}\"\n                           ^^^^ PJ622");
    }

    #[test]
    fn marks_the_flag_that_lacks_a_value() {
        check_arguments("--limit\n                     ^^^^^^^ PJ622");
        check_arguments("--limit --verbose\n                     ^^^^^^^ PJ622");
        check_arguments("--names --verbose\n                     ^^^^^^^ PJ622");
    }

    #[test]
    fn silent_on_what_fits() {
        for arguments in [
            "--limit 5", "--limit -5", "--limit 1_000", "--limit +3", "--ratio 1e3", "--ratio inf", "--ratio .5", "--mode fast",
            "--level 2", "--verbose", "--verbose True", "--verbose 1", "--names a b", "--lim 5",
        ] {
            check_arguments(arguments);
        }
    }

    #[test]
    fn silent_on_what_is_not_known() {
        check_arguments("--limit $[[${{inputs.data}}]]");
        check_arguments("--limit $[[--mode ${{inputs.data}}]] 5");
        check_arguments("--names $[[${{inputs.data}}]]");
        let script = script(&OPTIONS);
        check_among(&[("src/score.py", &script)], "python v2 task", "program_arguments=f\"--limit {n} --mode={m} {rest}\"");
        check_among(&[("src/score.py", &script)], "python v1 step", "arguments=[\"--limit\", n, \"--mode\", data]");
        let block = "inputs:\n  data:\n    type: uri_folder\n  n:\n    type: integer\n  m:\n    type: string\ntask:\n  program_arguments: --limit ${{inputs.n}} --level ${{inputs.m}}";
        check_among(&[("src/score.py", &script)], "yaml component", block);
        let block = "inputs:\n  n: many\ntask:\n  program_arguments: --limit ${{inputs.n}}";
        check_among(&[("src/score.py", &script)], "yaml inline", block);
    }

    #[test]
    fn silent_on_other_declarations() {
        for option in [
            "'--limit', type=number", "'--limit', type=lambda text: text", "'--limit', choices=names", "'--limit', nargs='?'",
            "'--limit', **more", "'--limit', action=act", "'--limit', type=str", "'--limit', '--verbose'",
        ] {
            check_among(&[("src/score.py", &script(&[option]))], "yaml inline", "task:\n  program_arguments: --limit many");
        }
        let drivers = script(&["'--error_threshold', type=int", "'--copy_logs_to_parent', action='store_true'"]);
        check_among(&[("src/score.py", &drivers)], "yaml inline", "task:\n  program_arguments: --error_threshold 5 --copy_logs_to_parent False");
        let positional = script(&["'--verbose', action='store_true'", "'source', nargs='?'"]);
        check_among(&[("src/score.py", &positional)], "yaml inline", "task:\n  program_arguments: --verbose many");
        let kept = script(&OPTIONS).replace("args, _ = parser.parse_known_args()", "args, rest = parser.parse_known_args()\n    use(rest)");
        check_among(&[("src/score.py", &kept)], "yaml inline", "task:\n  program_arguments: --verbose many");
    }

    #[test]
    fn says_what_happens() {
        let block = "task:\n  program_arguments: --limit ${{inputs.data}} --ratio x --mode slow --level 3 --verbose no --verbose=1 --names";
        insta::assert_snapshot!(messages_among(&[("src/score.py", &script(&OPTIONS))], "yaml inline", block), @r"
        PJ622 `${{inputs.data}}` is no whole number, which `--limit` takes (`type=int`): argparse ends every worker
        PJ622 `x` is no number, which `--ratio` takes (`type=float`): argparse ends every worker
        PJ622 `slow` is none of the choices of `--mode`, `fast`, `good`: argparse ends every worker
        PJ622 `3` is none of the choices of `--level`, 1, 2: argparse ends every worker
        PJ622 `--verbose` takes no value: `no` is left over, and the flag counts as given
        PJ622 `--verbose` takes no value: argparse ends every worker
        PJ622 `--names` needs a value, and none follows: argparse ends every worker
        ");
    }
}
