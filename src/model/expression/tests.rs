//! What scanning finds, a line each; and that any text may be scanned.

use super::*;
use proptest::prelude::*;

/// The expressions of a text, then the flaws with the text they cover and what is meant.
fn show(text: &str) -> String {
    let found = scan(text);
    let expressions = found.expressions.iter().map(|expression| expression.body(text).to_owned());
    let malformed = found.malformed.iter().map(|piece| {
        let meant = piece.meant.as_ref().map(|meant| format!(" -> {meant}")).unwrap_or_default();
        format!("{:?} `{}`{meant}", piece.flaw, &text[piece.range.clone()])
    });
    expressions.chain(malformed).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(show(text), expected, "{text}");
}

#[test]
fn finds_what_the_sdk_finds() {
    check("${{inputs.data}}", "inputs.data");
    check("--a ${{ inputs.data }}/x ${{outputs.o}}", "inputs.data; outputs.o");
    check("${{inputs.a}}}", "inputs.a");
    check("${{ secrets.X }}", "secrets.X");
    check("plain text, inputs.data and [[1, 2], [3]]", "");
    check("azureml://datastores/${{default_datastore}}/${{name}}", "default_datastore; name");
}

#[test]
fn half_expressions() {
    check("${{inputs.data", "Unclosed `${{inputs.data` -> ${{inputs.data}}");
    check("${{ inputs.data }", "Unclosed `${{ inputs.data }` -> ${{inputs.data}}");
    check("a ${{ b", "Unclosed `${{ b`");
    check("${{", "Unclosed `${{`");
    check("${{inputs.a ${{inputs.b}}", "inputs.b; Unclosed `${{inputs.a` -> ${{inputs.a}}");
    check("inputs.data}}", "Unopened `inputs.data}}` -> ${{inputs.data}}");
    check("{inputs.data}}", "Unopened `{inputs.data}}` -> ${{inputs.data}}");
    check("{\"a\": {\"b\": 1}}", "");
    check("${{}}", "; Empty `${{}}`");
    check("${{data}}", "data; NoDot `${{data}}`");
    check("${{inputs data}}", "Blank `${{inputs data}}` -> ${{inputs.data}}");
    check("${{inputs . data}}", "Blank `${{inputs . data}}` -> ${{inputs.data}}");
    check("${{inputs.a || 'x'}}", "Blank `${{inputs.a || 'x'}}`");
    check("${{ if eq(1, 2) }}", "Blank `${{ if eq(1, 2) }}`");
    check("${{ env.A || inputs.b }}", "");
}

#[test]
fn delimiters_of_other_tools() {
    check("--data {{inputs.data}}", "Delimiters `{{inputs.data}}` -> ${{inputs.data}}");
    check("{{ input.data }}", "Delimiters `{{ input.data }}` -> ${{input.data}}");
    check("${inputs.data}/x", "Delimiters `${inputs.data}` -> ${{inputs.data}}");
    check("${inputs.data}}", "Delimiters `${inputs.data}}` -> ${{inputs.data}}");
    check("$(inputs.data)", "Delimiters `$(inputs.data)` -> ${{inputs.data}}");
    check("$[[inputs.data]]", "Delimiters `$[[inputs.data]]` -> ${{inputs.data}}");
    check("$inputs.data", "Delimiters `$inputs.data` -> ${{inputs.data}}");
    check("$parent.jobs.a.outputs.b.", "Delimiters `$parent.jobs.a.outputs.b` -> ${{parent.jobs.a.outputs.b}}");
    for other in
        ["${HOME}", "$(date)", "{{ item.name }}", "$HOME/inputs.data", "x.inputs.data}", "$(ls a.b)", "{inputs.a}"]
    {
        check(other, "");
    }
}

#[test]
fn segments() {
    check("$[[--m ${{inputs.m}}]]", "inputs.m");
    check("$[[--m ${{inputs.m}}", "inputs.m; SegmentUnclosed `$[[`");
    check("--m ${{inputs.m}}]]", "inputs.m; SegmentUnopened `]]`");
    check("$[[--m $[[${{inputs.m}}]]]]", "inputs.m; SegmentNested `$[[`");
    check("$[[--m 5]]", "SegmentEmpty `$[[--m 5]]`");
    check("$[[--m {{inputs.m}}]]", "Delimiters `{{inputs.m}}` -> ${{inputs.m}}");
    check("$[[--l [[1]] ${{inputs.m}}]] --l [[1]]", "inputs.m");
    check("--l [[1,2],[3]] ]]", "");
    assert_eq!(scan("a $[[--m ${{inputs.m}}]] b").segments.first(), Some(&(2..24)));
}

#[test]
fn scopes_that_are_misspelled() {
    let check = |body: &str, expected: Option<(usize, Option<&str>)>| {
        let found = correction(body);
        let found = found.as_ref().map(|found| (found.index, found.body.as_deref()));
        assert_eq!(found, expected, "{body}");
    };
    check("inputs.data", None);
    check("input.data", Some((0, Some("inputs.data"))));
    check("Outputs.data", Some((0, Some("outputs.data"))));
    check("parents.output.x", Some((0, Some("parent.outputs.x"))));
    check("parent.input.x", Some((1, Some("parent.inputs.x"))));
    check("parent.nodes.a.output.b", Some((1, Some("parent.jobs.a.outputs.b"))));
    check("parent.jobs.a.output.b", Some((3, Some("parent.jobs.a.outputs.b"))));
    check("jobs.a.output.b", Some((0, Some("parent.jobs.a.outputs.b"))));
    check("params.x", Some((0, None)));
    for right in [
        "parent.jobs.input.outputs.b",
        "parent.inputs.input",
        "steps.x",
        "name.x",
        "parameters.x",
        "parent",
        "inputs.output",
    ] {
        check(right, None);
    }
}

proptest! {
    #[test]
    fn ranges_fit_the_text(text in "[\\$\\{\\}\\[\\]\\(\\) .a-e\\-é]{0,12}(inputs.x|\\$\\{\\{|\\}\\}|parent.é)?[\\$\\{\\}\\[\\]\\(\\) .a-eé]{0,12}") {
        let found = scan(&text);
        for expression in &found.expressions {
            prop_assert!(text.get(expression.range.clone()).is_some_and(|piece| piece.starts_with("${{") && piece.ends_with("}}")));
            prop_assert!(expression.words(&text).count() > 0);
        }
        for range in found.malformed.iter().map(|piece| &piece.range).chain(&found.segments) {
            prop_assert!(text.get(range.clone()).is_some_and(|piece| !piece.is_empty()));
        }
    }
}
