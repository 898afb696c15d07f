//! PJ306 `first-argument-not-a-flag`: The arguments do not start with a flag.

use super::delete;
use crate::message::Message;
use crate::model::{ArgumentWord, Data, ParallelStep};
use crate::rules::Context;
use crate::tables::{Field, Surface};
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// The arguments do not start with a flag.
    ///
    /// - **Fires when** v2: the first token is `python`, `python3`, or ends in `.py`. v1: the first item of the `arguments` list is a string that does not start with `-`, or is no string at all.
    /// - **Silent on** a first token that is an expression or dynamic; an empty text; a step of the withdrawn `azureml.contrib`, which does not look.
    /// - **Why** The arguments are merged into the driver's command line; they are no command. v1 raises `ValueError`, or `AttributeError` for a number; v2 sends them.
    /// - **Fix** v2: delete the interpreter and the script name if it is the entry script, safe. v1: none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: python score.py --limit 5
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --limit 5
    /// ```
    PJ306 "first-argument-not-a-flag" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let words = step.arguments();
    let Some(first) = words.first().filter(|first| !first.word.is_dynamic()) else { return };
    let text = first.word.text.as_str();
    if step.surface == Surface::SdkV1 {
        if let Some(message) = raised(first).filter(|_| !step.contrib) {
            cx.report(first.value.span, message).help(message!("let the list start with the flag that the value is for"));
        }
        return;
    }
    if !is_interpreter(text) && !is_script(text) {
        return;
    }
    let message = message!(
        "the arguments start with `{text}`, but they are no command: they are merged into the driver's command line",
        text = text,
    );
    let help = message!("write only the flags and their values");
    let edits = edits(cx, step, &words);
    cx.report(first.span(), message).help(help).fix_safe(message!("Delete the command"), edits);
}

/// What SDK v1 raises for a first item.
fn raised(first: &ArgumentWord) -> Option<Message> {
    match &first.value.data {
        Data::Text(text) if !text.as_str().starts_with('-') => Some(message!(
            "the arguments start with `{text}`, which is no flag; the SDK raises `ValueError`",
            text = text.as_str(),
        )),
        Data::Int(_) | Data::Float(_) | Data::Bool(_) => Some(message!(
            "the arguments start with {text}, which is no text; the SDK raises `AttributeError`",
            text = first.word.text,
        )),
        _ => None,
    }
}

fn is_interpreter(word: &str) -> bool {
    ["python", "python3"].contains(&word)
}

fn is_script(word: &str) -> bool {
    word.ends_with(".py")
}

/// Deletes the interpreter and the name of the entry script. Nothing is certain if another script is named.
fn edits(cx: &Context, step: &ParallelStep, words: &[ArgumentWord]) -> Option<Vec<Edit>> {
    let word = |index: usize| words.get(index).map(|word| word.word.text.as_str());
    let interpreter = usize::from(word(0).is_some_and(is_interpreter));
    let script = step.value(Field::EntryScript).and_then(|value| value.known_text());
    let name = |path: &str| path.trim_start_matches("./").to_owned();
    let count = match word(interpreter) {
        Some(next) if is_script(next) => (script.map(name)? == name(next)).then_some(interpreter + 1)?,
        Some(next) if next.starts_with("--") => interpreter,
        None => interpreter,
        Some(_) => return None,
    };
    delete::words(cx, step, words, 0..count)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    fn inline(arguments: &str) -> String {
        format!("task:\n  program_arguments: {arguments}")
    }

    #[test]
    fn draws_the_first_word() {
        check("yaml inline", &inline("python score.py --limit 5\n                     ^^^^^^ PJ306"));
        check("yaml component", &inline("score.py --limit 5\n                     ^^^^^^^^ PJ306"));
        check("python v2 task", "program_arguments=f\"python3 --limit {n}\"\n                    ^^^^^^^ PJ306");
        check("python v1 step", "arguments=[\"limit\", 5]\n           ^^^^^^^ PJ306");
        check("python v1 step", "arguments=[5, \"--limit\"]\n           ^ PJ306");
    }

    #[test]
    fn silent() {
        for arguments in ["${{inputs.data}}", "''", "limit 5", "--script a.py"] {
            check("yaml inline", &inline(arguments));
        }
        check("python v2 task", "program_arguments=f\"{command} --limit 5\"");
        check("python v1 step", "arguments=[limit, 5]");
        check("python v1 step", "arguments=[]");
        let contrib = "from azureml.contrib.pipeline.steps import ParallelRunStep\nstep = ParallelRunStep('score', arguments=['limit', 5])";
        assert!(!messages_of("python file", contrib).contains("PJ306"));
    }

    #[test]
    fn deletes_the_command() {
        let fixed = |arguments| fix_of("PJ306", "yaml inline", &inline(arguments));
        assert_eq!(fixed("python ./score.py --limit 5"), "safe\n-      program_arguments: python ./score.py --limit 5\n+      program_arguments: --limit 5\n");
        assert_eq!(fixed("python --limit 5"), "safe\n-      program_arguments: python --limit 5\n+      program_arguments: --limit 5\n");
        assert_eq!(fixed("score.py"), "safe\n-      program_arguments: score.py\n");
        assert_eq!(fixed("python other.py --limit 5"), "none");
        assert_eq!(fixed("python -m score"), "none");
        assert_eq!(fix_of("PJ306", "python v1 step", "arguments=[5]"), "none");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", &inline("python score.py")));
        insta::assert_snapshot!(messages_of("python v1 step", "arguments=[5]"));
        insta::assert_snapshot!(messages_of("python v1 step", "arguments=['a']"));
    }
}
