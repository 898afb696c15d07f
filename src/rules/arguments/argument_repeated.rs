//! PJ307 `argument-repeated`: The same flag is given twice.

use super::is_refused;
use crate::model::{Flag, ParallelStep, flags, scan};
use crate::project::EntryScript;
use crate::rules::Context;
use crate::tables;
use crate::{message, rule};
use std::ops::Range;

rule! {
    /// The same flag is given twice.
    ///
    /// - **Fires when** a flag of the driver, or a flag that the entry script's parser declares without `append`, `extend` or `count`, occurs twice.
    /// - **Silent on** other flags when the script cannot be read; flags of one name of which one stands in an optional segment that the other is not in.
    /// - **Why** `argparse` keeps the last one.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --resource_monitor_interval 20 --resource_monitor_interval 60
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --resource_monitor_interval 60
    /// ```
    PJ307 "argument-repeated" Warning, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: false, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let words = step.arguments();
    let flags: Vec<Flag> = flags(&words).collect();
    for (index, flag) in flags.iter().enumerate() {
        let earlier = flags[..index].iter().rfind(|other| other.text == flag.text);
        let Some(earlier) = earlier.filter(|earlier| segment(earlier) == segment(flag)) else { continue };
        let once = || {
            let script = cx.entry_script(step).and_then(EntryScript::script);
            script.is_some_and(|script| script.argument_parsing().takes_once(flag.text))
        };
        if is_refused(step, flag.name()) || !(tables::argument(flag.text).is_some() || once()) {
            continue;
        }
        let message = message!("`{flag}` is given twice; the last one counts", flag = flag.text);
        let related = message!("this one is ignored");
        cx.report(flag.span(), message).help(message!("delete one of the two")).related(earlier.span(), related);
    }
}

/// The optional segment that a flag stands in: it may be left out.
fn segment(flag: &Flag) -> Option<Range<usize>> {
    let text = flag.word.value.text_with_holes()?.as_str();
    let at = flag.word.word.range.start;
    scan(text).segments.into_iter().find(|segment| segment.contains(&at))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, complete, codes};
    use crate::rules::RuleSet;

    #[test]
    fn draws_the_second() {
        check("yaml inline", "task:\n  program_arguments: --resource_monitor_interval 20 --resource_monitor_interval 60\n                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ307");
        check("python v2 task", "program_arguments=f\"--error_threshold {n} --error_threshold=5\"\n                                          ^^^^^^^^^^^^^^^^^ PJ307");
        check("python v1 step", "arguments=[\"--copy_logs_to_parent\", True, \"--copy_logs_to_parent\", True]\n                                           ^^^^^^^^^^^^^^^^^^^^^ PJ307");
    }

    #[test]
    fn silent() {
        check("yaml inline", "task:\n  program_arguments: --limit 5 --limit 6");
        check("yaml inline", "task:\n  program_arguments: --error_threshold 5 $[[--error_threshold ${{inputs.data}}]]");
    }

    #[test]
    fn asks_the_script() {
        let found = |declaration: &str| {
            let mut fixture = complete("yaml inline", "task:\n  program_arguments: --limit 5 --limit 6 --resource_monitor_intervals 5\n");
            let script = format!("import argparse\n\ndef init():\n    parser = argparse.ArgumentParser()\n    {declaration}\n    parser.parse_known_args()\n\ndef run(mini_batch):\n    return [str(path) for path in mini_batch]\n");
            fixture.replace("src/score.py", &script);
            let ours = |code: &&str| code.starts_with("PJ3");
            codes(&fixture, &RuleSet::default()).into_iter().filter(ours).collect::<Vec<_>>()
        };
        assert_eq!(found("parser.add_argument('--limit', type=int)"), ["PJ302", "PJ307"]);
        assert_eq!(found("parser.add_argument('--limit', action='append')"), ["PJ302"]);
        assert_eq!(found("parser.add_argument('--resource_monitor_intervals')"), Vec::<&str>::new());
    }
}
