//! PJ216 `optional-input-not-bracketed`: An optional input stands in the arguments without `$[[ ]]`.

use super::fault::span_of;
use crate::model::{Data, Direction, Expression, ParallelStep, Port, scan};
use crate::rules::Context;
use crate::tables::Field;
use crate::text::HOLE;
use crate::{message, rule};
use std::ops::Range;

rule! {
    /// An optional input stands in the arguments without `$[[ ]]`.
    ///
    /// - **Fires when** `program_arguments` of a component or `RunFunction` holds `${{inputs.<name>}}` outside any `$[[…]]`, and the input is declared `optional: true` without a `default`.
    /// - **Silent on** inputs with a default; `input_data`; inputs not declared here.
    /// - **Why** Documented: without the brackets the text stays unresolved when the input is not given. For command components the SDK raises "optional Input … must be placed in nested argument"; for parallel ones it says nothing.
    /// - **Fix** put `$[[` before the flag that precedes the expression (or before the expression) and `]]` after it (safe).
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// inputs:
    ///   model:
    ///     type: uri_folder
    ///     optional: true
    /// task:
    ///   program_arguments: --model ${{inputs.model}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// inputs:
    ///   model:
    ///     type: uri_folder
    ///     optional: true
    /// task:
    ///   program_arguments: $[[--model ${{inputs.model}}]]
    /// ```
    PJ216 "optional-input-not-bracketed" Warning, on: [Component, SdkV2], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for given in step.given(Field::ProgramArguments) {
        let value = given.value();
        let Some(text) = value.text_with_holes().map(|text| text.as_str()) else { continue };
        let found = scan(text);
        let bare = |expression: &&Expression| !found.segments.iter().any(|segment| segment.contains(&expression.range.start));
        for expression in found.expressions.iter().filter(bare) {
            let Some(name) = optional_input(step, expression.body(text)) else { continue };
            let message = message!(
                "`{name}` is optional; documented: where it is not given, the text of this expression reaches the script",
                name = name
            );
            let part = segment(text, &expression.range);
            let bracketed = part.clone().map(|part| format!("$[[{}]]", &text[part]));
            let help = match &bracketed {
                Some(bracketed) => message!("write `{bracketed}`", bracketed = bracketed),
                None => message!("put the argument into an optional segment, `$[[…]]`"),
            };
            let edits = part.zip(bracketed).and_then(|(part, new)| cx.rewrite().set_text_range(value, part, &new));
            let span = span_of(value, expression.range.clone());
            let declared = step.port(Direction::Input, name).map_or(step.anchor, |port| port.entry.key_span);
            let finding = cx.report(span, message).help(help).related(declared, message!("declared optional here"));
            finding.fix_safe(message!("Put it into `$[[ ]]`"), edits);
        }
    }
}

/// The name of the input that an expression names, if that is optional and has no default.
fn optional_input<'a>(step: &'a ParallelStep, body: &str) -> Option<&'a str> {
    let words = body.strip_prefix("inputs.")?;
    let is_named = |port: &Port| words == port.name() || words.strip_prefix(port.name()).is_some_and(|rest| rest.starts_with('.'));
    let port = step.inputs().find(is_named)?;
    let closed = port.attributes().is_some_and(|attributes| !attributes.open);
    let optional = port.attribute("optional").is_some_and(|entry| matches!(entry.value.data, Data::Bool(true)));
    (closed && optional && port.attribute("default").is_none()).then(|| port.name())
}

/// The argument with the flag before it, if the expression is the whole value of one.
fn segment(text: &str, expression: &Range<usize>) -> Option<Range<usize>> {
    let (before, after) = (&text[..expression.start], &text[expression.end..]);
    let quote = before.chars().next_back().filter(|c| ['"', '\''].contains(c) && after.starts_with(*c));
    let length = quote.map_or(0, char::len_utf8);
    let (before, end) = (&before[..before.len() - length], expression.end + length);
    if !text[end..].is_empty() && !text[end..].starts_with(char::is_whitespace) {
        return None;
    }
    let own = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let glued = &before[own..];
    let start = match glued {
        "" => flag_before(&before[..own]).unwrap_or(before.len()),
        _ if glued.starts_with('-') && glued.ends_with('=') => own,
        _ => return None,
    };
    (!text[start..end].contains(HOLE)).then_some(start..end)
}

/// Where the flag starts that a text ends with, blanks aside.
fn flag_before(text: &str) -> Option<usize> {
    let text = text.trim_end();
    let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = &text[start..];
    (word.starts_with('-') && !word.contains('=') && !word.contains("]]")).then_some(start)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    const MODEL: &str = "inputs:\n  model:\n    type: uri_folder\n    optional: true\ntask:\n  program_arguments: ";

    #[test]
    fn draws_the_expression() {
        check("yaml component", &format!("{MODEL}--model ${{{{inputs.model}}}} -x\n                             ^^^^^^^^^^^^^^^^^ PJ216"));
        check("yaml component", &format!("{MODEL}$[[--model ${{{{inputs.model}}}}]] -x"));
        check("yaml component", &format!("{MODEL}--model ${{{{inputs.model}}}}").replace("optional: true", "optional: true\n    default: a").replace("uri_folder", "string"));
        check("python v2 after", "other = parallel_run_function(name=\"other\", inputs={\"d\": Input(type=\"uri_folder\"), \"m\": Input(type=\"uri_folder\", optional=True)}, input_data=\"${{inputs.d}}\", mini_batch_size=\"1\", mini_batch_error_threshold=5, retry_settings={\"timeout\": 5}, task=RunFunction(code=\"./src\", entry_script=\"score.py\", environment=\"azureml:e:1\", program_arguments=\"-m ${{inputs.m}}\"))\n                                                                                                                                                                                                                                                                                                                                                         ^^^^^^^^^^^^^ PJ216");
    }

    #[test]
    fn brackets_the_argument() {
        let fix = |arguments: &str| fix_of("PJ216", "yaml component", &format!("{MODEL}{arguments}"));
        assert_eq!(fix("-a 5 --model ${{inputs.model}} -b"), "safe\n-  program_arguments: -a 5 --model ${{inputs.model}} -b\n+  program_arguments: -a 5 $[[--model ${{inputs.model}}]] -b\n");
        assert_eq!(fix("--model=${{inputs.model}}"), "safe\n-  program_arguments: --model=${{inputs.model}}\n+  program_arguments: $[[--model=${{inputs.model}}]]\n");
        assert_eq!(fix("--model '${{inputs.model}}'"), "safe\n-  program_arguments: --model '${{inputs.model}}'\n+  program_arguments: $[[--model '${{inputs.model}}']]\n");
        assert_eq!(fix("${{inputs.model}}"), "safe\n-  program_arguments: ${{inputs.model}}\n+  program_arguments: $[[${{inputs.model}}]]\n");
        assert_eq!(fix("--model ${{inputs.model}}/a"), "none");
    }
}
