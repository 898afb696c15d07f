//! The reading of command lines against the real argparse: the same options, the same words, the same outcome.
//!
//! Runs `python3`, or the Python that `PARLINT_PYYAML` names; every version from 3.9 on will do.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use parlint::script::{ArgumentParsing, Fault, Meaning, Script, Token};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

/// Declarations that cases pick from.
const OPTIONS: [&str; 22] = [
    "'--limit', type=int",
    "'--limit', '-l', type=int, required=True",
    "'--list', nargs='+'",
    "'--ratio', type=float",
    "'--ratio', type=float, nargs='?'",
    "'--name'",
    "'--name', '-n', required=True, choices=['a', 'b']",
    "'--level', type=int, choices=[1, 2, 3]",
    "'--verbose', '-v', action='store_true'",
    "'--quiet', '-q', action='store_false'",
    "'-x', action='count'",
    "'--pair', nargs=2, type=int",
    "'--one', nargs=1",
    "'--any', nargs='*', type=float",
    "'--tag', '-t', action='append'",
    "'--kind', action='store_const', const=3",
    "'--rest', nargs='...'",
    "'--help_text'",
    "'-long'",
    "'--lim'",
    "'source'",
    "'sources', nargs='*'",
];

/// How a parser is made.
const PARSERS: [&str; 4] = ["", "", "allow_abbrev=False", "add_help=False"];

/// Words that cases pick from.
const WORDS: [&str; 58] = [
    "--limit",
    "--limit",
    "--limit=5",
    "--limit=",
    "--limit=many",
    "--lim",
    "--li",
    "--li=3",
    "--l",
    "-l",
    "-l5",
    "-l=5",
    "-lx",
    "--list",
    "--ratio",
    "--ratio=1e3",
    "--rat",
    "--name",
    "--name=a",
    "--name=c",
    "-n",
    "-na",
    "--level",
    "--level=4",
    "--verbose",
    "--verbose=True",
    "--verb",
    "-v",
    "-vq",
    "-vqx",
    "-vl5",
    "-qvl",
    "-xx",
    "--pair",
    "--one",
    "--any",
    "--tag",
    "-t",
    "--kind",
    "--rest",
    "--help_text",
    "--he",
    "-long",
    "-lo",
    "--",
    "5",
    "1_000",
    " 5 ",
    "1e3",
    "inf",
    "-5",
    "-0.5",
    "-.5",
    "many",
    "a",
    "True",
    "--unknown",
    "-u",
];

/// What Python does with the cases it reads from its input.
const ORACLE: &str = r#"
import argparse, json, sys

class Stop(Exception):
    pass

def outcome(case):
    parser = eval(f"argparse.ArgumentParser({case['parser']})")
    def error(message):
        raise Stop(message)
    parser.error = error
    for option in case["options"]:
        eval(f"parser.add_argument({option})")
    try:
        return {"extras": parser.parse_known_args(case["words"])[1]}
    except Stop as stop:
        return {"error": str(stop)}
    except SystemExit:
        return {"help": True}

sys.stdout = sys.stderr
cases = [outcome(case) for case in json.load(sys.stdin)]
print(json.dumps(cases), file=sys.__stdout__)
"#;

struct Case {
    parser: &'static str,
    options: Vec<&'static str>,
    words: Vec<&'static str>,
}

/// A linear congruential generator: the cases are the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn some<T: Copy>(&mut self, all: &[T], most: usize) -> Vec<T> {
        let count = self.below(most + 1);
        (0..count).map(|_| all[self.below(all.len())]).collect()
    }
}

fn names(option: &str) -> Vec<&str> {
    option
        .split(['\'', ','])
        .map(str::trim)
        .take_while(|part| !part.contains('='))
        .filter(|part| !part.is_empty())
        .collect()
}

fn cases(count: usize) -> Vec<Case> {
    let mut random = Random(7);
    let case = |_| {
        let mut options: Vec<&str> = Vec::new();
        for option in random.some(&OPTIONS, 5) {
            let known = options.iter().any(|other| names(other).iter().any(|name| names(option).contains(name)));
            options.extend((!known).then_some(option));
        }
        Case { parser: PARSERS[random.below(PARSERS.len())], options, words: random.some(&WORDS, 6) }
    };
    (0..count).map(case).collect()
}

fn python(cases: &[Case]) -> Vec<Value> {
    let case = |case: &Case| json!({"parser": case.parser, "options": case.options, "words": case.words});
    let input = serde_json::to_vec(&cases.iter().map(case).collect::<Vec<_>>()).unwrap();
    let program = std::env::var_os("PARLINT_PYYAML").unwrap_or_else(|| "python3".into());
    let mut child = Command::new(program)
        .args(["-c", ORACLE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

fn parsing(case: &Case) -> ArgumentParsing {
    let declared: String = case.options.iter().map(|option| format!("parser.add_argument({option})\n")).collect();
    let source = format!(
        "import argparse\nparser = argparse.ArgumentParser({})\n{declared}args, _ = parser.parse_known_args()\n",
        case.parser
    );
    let script = Script::parse(&source);
    let parsing = script.argument_parsing();
    assert!(!parsing.open && parsing.parse.is_some(), "{source}");
    parsing.clone()
}

/// What we say of a case: the words of argparse's first error, the words left over, or nothing.
fn ours(case: &Case, parsing: &ArgumentParsing) -> Option<Result<Vec<String>, String>> {
    let tokens: Vec<_> = case.words.iter().map(|word| Token::Text(word)).collect();
    let reading = parsing.read(&tokens);
    for flag in &reading.flags {
        match &flag.meaning {
            Meaning::Ambiguous(_) => return Some(Err("ambiguous option".to_owned())),
            // Another error may come first where something is not certain.
            Meaning::Option { fault: Some(_), .. } if reading.uncertain => return Some(Err(String::new())),
            Meaning::Option { fault: Some(fault), .. } => return Some(Err(words_of(fault).to_owned())),
            _ => {}
        }
    }
    if reading.uncertain {
        return None;
    }
    let missing = parsing
        .options
        .iter()
        .any(|option| !option.is_positional() && option.required == Some(true) && reading.lacks(option));
    let positional = parsing.options.iter().any(|option| option.is_positional());
    if missing {
        return Some(Err("required".to_owned()));
    }
    if positional || case.words.contains(&"--") {
        return None;
    }
    let unknown = reading.flags.iter().filter(|flag| flag.meaning == Meaning::Unknown).map(|flag| flag.word);
    let mut left: Vec<_> = unknown.chain(reading.leftovers.iter().copied()).collect();
    left.sort_unstable();
    Some(Ok(left.into_iter().map(|word| case.words[word].to_owned()).collect()))
}

fn words_of(fault: &Fault) -> &'static str {
    match fault {
        Fault::TooFew => "expected",
        Fault::TakesNone => "ignored explicit argument",
        Fault::NotConvertible(_) => "invalid",
        Fault::NotAChoice(_) => "invalid choice",
    }
}

#[test]
fn command_lines_are_read_as_argparse_does() {
    let cases = cases(6_000);
    let theirs = python(&cases);
    let mut compared = [0; 2];
    for (case, theirs) in cases.iter().zip(&theirs).filter(|(_, theirs)| theirs.get("help").is_none()) {
        let shown = || format!("ArgumentParser({}) {:#?} {:?}: {theirs}", case.parser, case.options, case.words);
        match ours(case, &parsing(case)) {
            None => {}
            Some(Ok(left)) => {
                compared[0] += 1;
                assert_eq!(json!({ "extras": left }), *theirs, "{}", shown());
            }
            Some(Err(words)) => {
                compared[1] += 1;
                // An ambiguous flag is told first by some versions.
                let error = theirs["error"].as_str();
                let same = |error: &str| error.contains(&words) || error.contains("ambiguous");
                assert!(error.is_some_and(same), "{words}: {}", shown());
            }
        }
    }
    assert!(compared.iter().all(|count| *count > 1_000), "too little was certain: {compared:?}");
}
