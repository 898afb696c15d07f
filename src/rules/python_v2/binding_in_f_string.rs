//! PJ408 `binding-in-f-string`: An f-string or `format` eats the braces of an expression.

use crate::model::{Data, Mapping, ParallelStep, Value};
use crate::rules::Context;
use crate::text::{Decoded, Edit, Span};
use crate::{message, rule};

rule! {
    /// An f-string or `format` eats the braces of an expression.
    ///
    /// - **Fires when** in an f-string, or a literal on which `.format(...)` is called, that is a value of a parallel step: `${{` followed by `inputs`, `outputs` or `parent` up to `}}`.
    /// - **Silent on** `${{{{…}}}}`; plain literals joined to an f-string; `%` formatting; f-strings elsewhere.
    /// - **Why** Doubled braces are an escape there: `f"--model ${{inputs.model}}"` is the text `--model ${inputs.model}`, which is no expression, and nothing objects.
    /// - **Fix** double the braces: `${{{{inputs.model}}}}`; if the f-string has no placeholder, drop the `f` instead (safe).
    ///
    /// Invalid:
    ///
    /// ```python v2 task
    /// program_arguments=f"--limit {5} --log ${{outputs.scores}}"
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2 task
    /// program_arguments=f"--limit {5} --log ${{{{outputs.scores}}}}"
    /// ```
    PJ408 "binding-in-f-string" Error, on: [SdkV2], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    in_mapping(&step.body, cx);
    step.assigned.iter().for_each(|(_, entry)| in_value(&entry.value, cx));
}

fn in_mapping(mapping: &Mapping, cx: &mut Context) {
    mapping.entries.iter().for_each(|entry| in_value(&entry.value, cx));
}

fn in_value(value: &Value, cx: &mut Context) {
    match &value.data {
        Data::Text(text) | Data::Template(text) => in_text(value, text, cx),
        Data::List(items) | Data::Tuple(items) => items.iter().for_each(|item| in_value(item, cx)),
        Data::Mapping(mapping) => in_mapping(mapping, cx),
        Data::Object(object) => in_mapping(&object.arguments, cx),
        _ => {}
    }
}

fn in_text(value: &Value, text: &Decoded, cx: &mut Context) {
    let eaten = eaten(text, cx.text());
    for expression in &eaten {
        let span = Span::new(expression.open.start - 1, expression.close.end);
        let written = span.slice(cx.text());
        let sent = format!("${}", written.trim_start_matches('$').replace("{{", "{").replace("}}", "}"));
        let message = message!(
            "doubled braces are an escape here: what is sent is the text `{sent}`, which is no expression",
            sent = sent,
        );
        let doubled = written.replace("{{", "{{{{").replace("}}", "}}}}");
        let plain = plain(value, text, eaten.len(), cx);
        let help = match plain {
            Some(_) => message!("nothing is filled in here: drop the `f`"),
            None => message!("write `{doubled}`", doubled = doubled),
        };
        let edits = plain.or_else(|| {
            let edits = vec![Edit::replace(expression.open, "{{{{"), Edit::replace(expression.close, "}}}}")];
            value.editable.then_some(edits)
        });
        cx.report(span, message).help(help).fix_safe(message!("Keep the braces"), edits);
    }
}

/// The braces of an expression, as written.
struct Eaten {
    open: Span,
    close: Span,
}

/// The expressions of a text that are written with two braces of which only one is left.
fn eaten(text: &Decoded, source: &str) -> Vec<Eaten> {
    let mut found = Vec::new();
    let decoded = text.as_str();
    for (at, _) in decoded.match_indices("${") {
        let inner = at + 2;
        let Some(length) = decoded[inner..].find('}') else { break };
        let scope = decoded[inner..inner + length].trim_start().split('.').next().unwrap_or_default();
        let braces = text.span_of(at + 1..inner).zip(text.span_of(inner + length..inner + length + 1));
        let Some((open, close)) = braces.filter(|_| ["inputs", "outputs", "parent"].contains(&scope)) else { continue };
        let doubled = open.slice(source) == "{{" && close.slice(source) == "}}";
        if doubled && open.start > 0 && source.as_bytes()[open.start - 1] == b'$' {
            found.push(Eaten { open, close });
        }
    }
    found
}

/// Takes the `f` away from an f-string that fills in nothing and escapes nothing else.
fn plain(value: &Value, text: &Decoded, count: usize, cx: &Context) -> Option<Vec<Edit>> {
    let source = value.span.slice(cx.text());
    let rest = source.strip_prefix(['f', 'F'])?;
    let quote = rest.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    let inner = rest.strip_prefix(quote)?.strip_suffix(quote)?;
    let others = |brace| text.as_str().matches(brace).count() != count;
    let alone = value.editable && !text.has_holes() && !inner.contains(quote) && !others('{') && !others('}');
    alone.then(|| vec![Edit::delete(Span::new(value.span.start, value.span.start + 1))])
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn draws_the_expression() {
        check("python v2 task", "program_arguments=f\"--limit {5} --log ${{outputs.scores}}\"\n                                      ^^^^^^^^^^^^^^^^^^^ PJ408");
        check("python v2 task", "program_arguments=\"--limit {} --log ${{outputs.scores}}\".format(n)\n                                    ^^^^^^^^^^^^^^^^^^^ PJ408");
    }

    #[test]
    fn silent() {
        check("python v2 task", "program_arguments=f\"--limit {n} --log ${{{{outputs.scores}}}}\"");
        check("python v2 task", "program_arguments=f\"--limit {n} \" + \"--log ${{outputs.scores}}\"");
        check("python v2 task", "program_arguments=\"--limit %s --log ${{outputs.scores}}\" % n");
        check("python v2 after", "print(f\"${{inputs.data}}\")");
    }

    #[test]
    fn keeps_the_braces() {
        let fixed = |value: &str| fix_of("PJ408", "python v2 task", &format!("program_arguments={value}"));
        assert_eq!(
            fixed("f\"--limit {n} --log ${{outputs.scores}}\""),
            "safe\n-        program_arguments=f\"--limit {n} --log ${{outputs.scores}}\",\n+        program_arguments=f\"--limit {n} --log ${{{{outputs.scores}}}}\",\n",
        );
        assert_eq!(
            fixed("f\"--log ${{outputs.scores}}\""),
            "safe\n-        program_arguments=f\"--log ${{outputs.scores}}\",\n+        program_arguments=\"--log ${{outputs.scores}}\",\n",
        );
        insta::assert_snapshot!(messages_of("python v2 task", "program_arguments=f\"--log ${{outputs.scores}}\""));
    }
}
