//! PJ620 `argument-unknown-to-script`: An argument is passed that the entry script does not declare.

use super::command_line::CommandLine;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::rules::shared::driver;
use crate::script::{Leftovers, Meaning, Occurrence, Reading};
use crate::text::{Edit, nearest};
use crate::{message, rule};

rule! {
    /// An argument is passed that the entry script does not declare.
    ///
    /// - **Fires when** a flag of `program_arguments` (v1: of a literal `arguments` list) is not in the tables of PJ3xx and is neither declared by the script's parser nor, as argparse allows, a unique prefix of a declared one.
    /// - **Silent on** scripts without exactly one `ArgumentParser` that certainly reads the command line, with subparsers, with `allow_abbrev=False` (then prefixes do not count), with options added in loops or from other files, or that read `sys.argv`; scripts that look at what `parse_known_args` leaves over; scripts that use `click`, `fire`, `typer` or the like, or import a file of the project that reads the command line too; flags that are nearly the driver's (PJ302); files that cannot be read.
    /// - **Why** With `parse_known_args`, which is needed here, an unknown flag is ignored: the option keeps its default.
    /// - **Fix** near miss of a declared flag that is not passed: rename, safe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --limt 5
    /// ```
    ///
    /// ```python path=src/score.py
    /// import argparse
    ///
    ///
    /// def init():
    ///     global args
    ///     parser = argparse.ArgumentParser()
    ///     parser.add_argument("--limit", type=int, default=0)
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
    PJ620 "argument-unknown-to-script" Warning, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some(line) = cx.command_line(step).filter(|line| line.drops_leftovers()) else { return };
    let reading = line.reading();
    for found in reading.flags.iter().filter(|found| !may_be_the_drivers(line.flag(found))) {
        match &found.meaning {
            Meaning::Unknown if line.is_alone(cx) => unknown(line, &reading, found, cx),
            Meaning::Ambiguous(flags) if line.is_alone(cx) => ambiguous(line, found, flags, cx),
            _ => {}
        }
    }
}

/// Whether the driver takes a flag, as it stands or shortened, or is meant by it.
fn may_be_the_drivers(flag: &str) -> bool {
    const SHORTEST: usize = 6;
    let begins = |name: &str| flag.len() >= SHORTEST && name.starts_with(flag.trim_start_matches('-'));
    let shortened = crate::tables::arguments().iter().any(|argument| begins(argument.name()));
    driver::takes(flag) || driver::meant(flag).is_some() || shortened
}

fn unknown(line: &CommandLine, reading: &Reading, found: &Occurrence, cx: &mut Context) {
    let flag = line.flag(found);
    let names = || line.parsing.options.iter().flat_map(|option| &option.names).filter(|(name, _)| name.starts_with("--"));
    let near = nearest(flag.trim_start_matches('-'), names().map(|(name, _)| &name[2..]));
    let meant = names().find(|(name, _)| Some(&name[2..]) == near).filter(|_| flag.starts_with("--"));
    let message = match line.parse.leftovers {
        Leftovers::Refused => message!("the entry script declares no option `{flag}`: argparse stops at it in every worker", flag = flag),
        Leftovers::Dropped | Leftovers::Kept => message!(
            "the entry script declares no option `{flag}`: `parse_known_args` ignores it, and what it is meant to set keeps its default",
            flag = flag,
        ),
    };
    let Some((name, declared)) = meant else {
        let help = message!("declare `{flag}` with `add_argument` in the script, or leave it out", flag = flag);
        let file = line.script.other_file();
        cx.report(line.flag_span(found), message).help(help).related_in(file, line.parse.span, message!("the script reads its arguments here"));
        return;
    };
    let option = line.parsing.options.iter().find(|option| option.names.iter().any(|(known, _)| known == name));
    let edits = option.filter(|option| reading.lacks(option)).and_then(|_| renamed(line, found, name, cx));
    let file = line.script.other_file();
    cx.report(line.flag_span(found), message)
        .help(message!("write `{name}`", name = name))
        .related_in(file, *declared, message!("the script declares `{name}`", name = name))
        .fix_safe(message!("Change it to `{name}`", name = name), edits);
}

fn renamed(line: &CommandLine, found: &Occurrence, name: &str, cx: &Context) -> Option<Vec<Edit>> {
    let word = line.words.get(found.word)?;
    let range = &word.word.range;
    let plain = range.len() == word.word.text.len();
    plain.then(|| cx.rewrite().set_text_range(word.value, range.start..range.start + found.length, name)).flatten()
}

fn ambiguous(line: &CommandLine, found: &Occurrence, flags: &[&str], cx: &mut Context) {
    let flag = line.flag(found);
    let list = flags.iter().map(|flag| format!("`{flag}`")).collect::<Vec<_>>().join(", ");
    let message = message!("`{flag}` is the beginning of several options of the entry script, {list}: argparse stops at it in every worker", flag = flag, list = list);
    let file = line.script.other_file();
    cx.report(line.flag_span(found), message)
        .help(message!("write the whole name"))
        .related_in(file, line.parse.span, message!("the script reads its arguments here"));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_among, fix_among, messages_among};

    /// A script that declares options; `rest` follows the parsing.
    fn script(options: &str, rest: &str) -> String {
        let head = "import argparse\n\n\ndef init():\n    global args\n    parser = argparse.ArgumentParser()\n";
        format!("{head}    {options}\n    {rest}\n\n\ndef run(mini_batch):\n    return [str(path) for path in mini_batch]\n")
    }

    const LIMIT: &str = "parser.add_argument('--limit', '-l', type=int)\n    parser.add_argument('--lines')";
    const PARSE: &str = "args, _ = parser.parse_known_args()";

    fn check_script(script: &str, frame: &str, block: &str) {
        check_among(&[("src/score.py", script)], frame, block);
    }

    fn check_arguments(arguments: &str) {
        check_script(&script(LIMIT, PARSE), "yaml inline", &format!("task:\n  program_arguments: {arguments}"));
    }

    /// What is said of `--size 5` where the script reads its arguments in this way.
    fn check_parsing(options: &str, parse: &str, finding: &str) {
        let block = format!("task:\n  program_arguments: --size 5\n{finding}");
        check_script(&script(options, parse), "yaml inline", &block);
    }

    const FOUND: &str = "                     ^^^^^^ PJ620";

    #[test]
    fn marks_the_flag() {
        check_arguments("--size 5\n                     ^^^^^^ PJ620");
        check_arguments("--limit 5 -x=3\n                               ^^ PJ620");
        check_arguments("$[[--size ${{inputs.data}}]]\n                        ^^^^^^ PJ620");
        check_arguments("\"--limit 5 \\x2d-size=5\"\n                                ^^^^^^^^^ PJ620");
        check_arguments(">-\n    --limit 5\n    --size\n    ^^^^^^ PJ620\n    5");
        check_arguments("--li 5\n                     ^^^^ PJ620");
        let limit = script(LIMIT, PARSE);
        check_script(&limit, "yaml component", "task:\n  program_arguments: --size 5\n                     ^^^^^^ PJ620");
        check_script(&limit, "python v2 task", "program_arguments=f\"--limit {n} --size {m}\"\n                                ^^^^^^ PJ620");
        check_script(&limit, "python v2 task", "program_arguments=\"--limit 5 \" \"--size 5\"\n                                ^^^^^^ PJ620");
        check_script(&limit, "python v1 step", "arguments=[\"--limit\", 5, \"--size\", n]\n                          ^^^^^^ PJ620");
    }

    #[test]
    fn silent_on_what_is_declared() {
        for arguments in ["--limit 5", "--limit=5", "--lim 5", "-l5", "-l 5 --lines a", "--help", "--limit -5", "-- --size"] {
            check_arguments(arguments);
        }
        check_script(&script(LIMIT, PARSE), "python v2 task", "program_arguments=arguments");
        check_script(&script(LIMIT, PARSE), "python v1 step", "arguments=[flag, 5]");
        check_script(&script(LIMIT, PARSE), "python v1 step", "arguments=arguments");
    }

    #[test]
    fn silent_on_what_is_the_drivers() {
        check_arguments("--copy_logs_to_parent True --amlbi_x 1 --copy_logs True --allowed_failed_percent 5");
        check_arguments("--resource_monitor_interva 20\n                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ302");
        check_arguments("--mini_batch_size 20\n                     ^^^^^^^^^^^^^^^^^ PJ305");
        check_script(&script(LIMIT, PARSE), "python v1 step", "arguments=[\"--output\", 5]\n           ^^^^^^^^^^ PJ720");
    }

    #[test]
    fn a_shortened_flag_may_not_count() {
        let strict = script(LIMIT, PARSE).replace("ArgumentParser()", "ArgumentParser(allow_abbrev=False)");
        check_script(&strict, "yaml inline", "task:\n  program_arguments: --lim 5\n                     ^^^^^ PJ620");
    }

    #[test]
    fn reads_scripts_as_people_write_them() {
        check_parsing(LIMIT, "args = parser.parse_known_args()[0]", FOUND);
        check_parsing(LIMIT, "args, unknown = parser.parse_known_args()\n    print('unknown', unknown)", FOUND);
        check_parsing(&format!("group = parser.add_argument_group('a')\n    group.add_argument('--a')\n    {LIMIT}"), PARSE, FOUND);
        let helper = "import argparse\n\n\ndef read():\n    p = argparse.ArgumentParser(description='x')\n    p.add_argument('--a')\n    return p.parse_known_args()[0]\n\n\nargs = read()\n\n\ndef run(mini_batch):\n    return [args.a for _ in mini_batch]\n";
        check_script(helper, "yaml inline", &format!("task:\n  program_arguments: --size 5\n{FOUND}"));
    }

    #[test]
    fn silent_where_others_may_read() {
        check_parsing(LIMIT, "args, rest = parser.parse_known_args()\n    use(rest)", "");
        check_parsing(LIMIT, "args = parser.parse_known_args()", "");
        check_parsing(LIMIT, "import sys\n    args, _ = parser.parse_known_args(sys.argv[1:])", "");
        check_parsing(LIMIT, "args, _ = parser.parse_known_args([])", "");
        check_parsing(LIMIT, "pass", "");
        check_parsing("sub = parser.add_subparsers()", PARSE, "");
        check_parsing("add_options(parser)", PARSE, "");
        check_parsing("for name in names:\n        parser.add_argument(name)", PARSE, "");
        check_parsing("parser.add_argument('--limit')\n    other = argparse.ArgumentParser()", PARSE, "");
        for import in ["import click", "from absl import flags", "import fire", "from transformers import HfArgumentParser", "from options import *"] {
            check_script(&format!("{import}\n{}", script(LIMIT, PARSE)), "yaml inline", "task:\n  program_arguments: --size 5");
        }
        let subclass = script(LIMIT, PARSE).replace("import argparse\n", "import argparse\n\n\nclass Parser(argparse.ArgumentParser):\n    pass\n").replace("= argparse.ArgumentParser(", "= Parser(");
        check_script(&subclass, "yaml inline", "task:\n  program_arguments: --size 5");
        check("yaml inline", "task:\n  program_arguments: --size 5");
    }

    #[test]
    fn silent_where_a_module_of_the_project_reads() {
        let script = format!("from options import common\n{}", script(LIMIT, PARSE));
        let block = "task:\n  program_arguments: --size 5";
        check_among(&[("src/score.py", &script), ("src/options.py", "import argparse\n")], "yaml inline", block);
        check_among(&[("src/score.py", &script), ("src/options.py", "import os\n")], "yaml inline", &format!("{block}\n{FOUND}"));
    }

    #[test]
    fn a_script_that_did_not_parse_says_nothing() {
        check_script(&format!("{}def (\n", script(LIMIT, PARSE)), "yaml inline", "task:\n  program_arguments: --size 5");
        check_script(&script(LIMIT, PARSE), "yaml inline", "task:\n  code: azureml:code:1\n  program_arguments: --size 5");
    }

    #[test]
    fn writes_the_declared_one() {
        let fixed = |arguments: &str| {
            fix_among(&[("src/score.py", &script(LIMIT, PARSE))], "PJ620", "yaml inline", &format!("task:\n  program_arguments: {arguments}"))
        };
        assert_eq!(fixed("--lines b --limt=5"), "safe\n-      program_arguments: --lines b --limt=5\n+      program_arguments: --lines b --limit=5\n");
        assert_eq!(fixed("--limit 5 --limt 6"), "none");
        assert_eq!(fixed("--size 5"), "none");
        assert_eq!(fixed("\"'--limt' 6\""), "none");
    }

    #[test]
    fn says_what_happens() {
        let block = "task:\n  program_arguments: --limt 5 --size 5 --li 4";
        insta::assert_snapshot!(messages_among(&[("src/score.py", &script(LIMIT, PARSE))], "yaml inline", block), @r"
        PJ620 the entry script declares no option `--limt`: `parse_known_args` ignores it, and what it is meant to set keeps its default | write `--limit`
        PJ620 the entry script declares no option `--size`: `parse_known_args` ignores it, and what it is meant to set keeps its default | declare `--size` with `add_argument` in the script, or leave it out
        PJ620 `--li` is the beginning of several options of the entry script, `--limit`, `--lines`: argparse stops at it in every worker | write the whole name
        ");
    }
}
