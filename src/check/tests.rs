//! A rule that fails, and what is remembered of silences.

use super::*;
use crate::document::Language;
use crate::model::ParallelStep;
use crate::project::Memory as Files;
use crate::text::Span;
use std::cell::RefCell;
use std::path::Path;

crate::rule! {
    /// Fails.
    PJ999 "out-of-order" Error, on: [], sdk: No, costs: false, fix: None, file: |_, context| {
        context.report(Span::default(), message!("out of order"));
        panic!("out of order");
    }
}

fn document(text: &str) -> Document {
    Document::new(Path::new("a.yml"), text.to_owned(), Language::Yaml)
}

#[test]
fn a_rule_that_panics_costs_its_findings_only() {
    let document = document("type: parallel\nname: a\ntask: {type: run_function}\ninput_data: [\n");
    let rules = [&engine::SYNTAX_ERROR, &RULE].map(|rule| (rule, rule.severity));
    let report = run(&document, &Project::new(Files::default()), rules.into_iter(), None);
    assert_eq!(report.diagnostics.iter().map(|found| found.rule.code).collect::<Vec<_>>(), ["PJ901"]);
    assert_eq!(report.failures.iter().map(|failure| failure.rule.code).collect::<Vec<_>>(), ["PJ999"]);
}

thread_local! {
    /// Who was asked of which step.
    static ASKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// A rule that looks at something and says nothing.
macro_rules! looking_at {
    ($what:ident, $code:ident, $look:expr) => {
        mod $what {
            use super::*;

            crate::rule! {
                /// Says nothing.
                $code "silent" Error, on: [Inline], sdk: No, costs: false, fix: None, step: check
            }

            fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
                ASKED.with_borrow_mut(|asked| asked.push(format!("{} {}", stringify!($what), step.name)));
                let look: fn(&'a ParallelStep, &mut Context<'a>) = $look;
                look(step, cx);
            }
        }
    };
}
looking_at!(itself, PJ994, |step, cx| drop(cx.faulty_keys(step)));
looking_at!(frame, PJ995, |step, cx| _ = cx.frame_around(step));
looking_at!(project, PJ996, |_, cx| drop(cx.resolve("src")));
looking_at!(script, PJ997, |step, cx| _ = cx.entry_script(step));
looking_at!(whole, PJ998, |_, cx| _ = cx.model());

/// Who is asked anew after a change of the text, or of the files around it.
#[track_caller]
fn check_asked(before: &str, after: &str, same_project: bool, expected: &str) {
    let rules =
        [&itself::RULE, &frame::RULE, &project::RULE, &script::RULE, &whole::RULE].map(|rule| (rule, rule.severity));
    let (old, new, project) = (document(before), document(after), Project::new(Files::default()));
    let memory = run(&old, &project, rules.into_iter(), None).memory;
    ASKED.take();
    let before = Before { document: &old, memory: &memory, same_project };
    let memory = run(&new, &project, rules.into_iter(), Some(before)).memory;
    let mut asked = ASKED.take();
    asked.retain(|asked| !asked.starts_with("whole"));
    assert_eq!(asked.join(", "), expected, "{after}");
    // What was not asked is remembered all the same.
    let before = Before { document: &new, memory: &memory, same_project: true };
    run(&new, &project, rules.into_iter(), Some(before));
    assert!(ASKED.take().iter().all(|asked| asked.starts_with("whole")));
}

const TEXT: &str = "type: pipeline\ninputs: {x: 1}\nx-a: &a {name: 1}\njobs:\n  one: {type: parallel, task: {}}\n  \
    two: {type: parallel, task: {}}\n  three: {type: parallel, task: *a}\n";

#[test]
fn who_had_nothing_to_say_is_asked_again_where_something_is_new() {
    let typed = |at: &str, typed: &str| TEXT.replace(at, &format!("{typed}{at}"));
    check_asked(TEXT, TEXT, true, "");
    check_asked(TEXT, TEXT, false, "project one, script one, project two, script two, project three, script three");
    check_asked(TEXT, &format!("{TEXT}# note\n"), true, "");
    // What stands before the step and is a part of it has not moved with it.
    let three = "itself three, frame three, project three, script three";
    let two = "itself two, frame two, project two, script two";
    check_asked(TEXT, &TEXT.replace("two: {", "two: {open: 1, "), true, &format!("{two}, {three}"));
    check_asked(TEXT, &typed("type: pipeline", "# note\n"), true, "");
    check_asked(TEXT, &typed("1}\nx", "0"), true, "frame one, frame two, frame three");
    check_asked(
        TEXT,
        &typed("  one", "  zero: {type: parallel, task: {}}\n"),
        true,
        &format!("itself zero, frame zero, project zero, script zero, {three}"),
    );
}
