//! Replacing values, parts of texts, and adding to command lines.

use super::*;

#[track_caller]
fn yaml(before: &str, literal: &Literal, after: &str) {
    let bed = Bed::yaml(before);
    let found = bed.apply(bed.rewrite().set_value(bed.value("a"), literal));
    assert_eq!(found, after, "{before:?}");
}

#[track_caller]
fn python(before: &str, literal: &Literal, after: &str) {
    let bed = Bed::python(before);
    assert_eq!(bed.apply(bed.rewrite().set_value(bed.value("a"), literal)), after, "{before:?}");
}

#[test]
fn sets_yaml_values() {
    let text = Literal::text;
    yaml("a: 10 # c\n", &text("10"), "a: \"10\" # c\n");
    yaml("b: 'x'\na: 10\n", &text("10"), "b: 'x'\na: '10'\n");
    yaml("a: 'x'\n", &text("it's"), "a: 'it''s'\n");
    yaml("a: \"x\"\n", &text("run_function"), "a: \"run_function\"\n");
    yaml("a: x\n", &text("run_function"), "a: run_function\n");
    yaml("a:\nb: 1\n", &text("x"), "a: x\nb: 1\n");
    yaml("a:", &text("x"), "a: x");
    yaml("a: x\n", &text("${{inputs.x}}"), "a: ${{inputs.x}}\n");
    yaml("a: \"10\"\n", &Literal::Integer(10), "a: 10\n");
    yaml("a: |\n  x\n  y\nb: 1\n", &text("z"), "a: z\nb: 1\n");
    yaml("a: !!int \"10\"\n", &text("10"), "none");
    yaml("a: &x 10\nb: *x\n", &text("10"), "none");
    yaml("a: *x\nb: &x 10\n", &text("10"), "none");
    yaml("a: x\n", &Literal::List(vec![text("x"), text("a, b")]), "a: [x, \"a, b\"]\n");
    yaml("a: x\n", &Literal::Call("F".into(), vec![]), "none");
}

#[test]
fn sets_mappings_as_blocks() {
    let port = Literal::mapping([("type", Literal::text("uri_folder")), ("path", Literal::text("./x"))]);
    yaml("a: ./x # c\n", &port, "a:\n  type: uri_folder\n  path: ./x # c\n");
    yaml("a:\nb: 1\n", &port, "a:\n  type: uri_folder\n  path: ./x\nb: 1\n");
    yaml("a:\n- x\n- y\nb: 1\n", &port, "a:\n  type: uri_folder\n  path: ./x\nb: 1\n");
    yaml("a:\n  x: 1\nb: 1\n", &Literal::Bool(true), "a: true\nb: 1\n");
    yaml("a: # c\n  x: 1\nb: 1\n", &Literal::Bool(true), "none");
    yaml("a:\n  x: 1\nb: 1\n", &Literal::Mapping(Vec::new()), "a: {}\nb: 1\n");
    let bed = Bed::yaml("b: {a: ./x}\nl: [y, {z: ./x}]\n");
    let set = |value| bed.apply(bed.rewrite().set_value(value, &port));
    assert_eq!(set(bed.value("b.a")), "b: {a: {type: uri_folder, path: ./x}}\nl: [y, {z: ./x}]\n");
    let items = bed.value("l").items().unwrap();
    assert_eq!(set(&items[0]), "b: {a: ./x}\nl: [{type: uri_folder, path: ./x}, {z: ./x}]\n");
}

#[test]
fn sets_python_values() {
    python("prf(a=10)", &Literal::text("10"), "prf(a=\"10\")");
    python("prf(a=10, b='x')", &Literal::text("10"), "prf(a='10', b='x')");
    python("prf(a='x')", &Literal::text("y"), "prf(a='y')");
    python("prf(a='1' '0', b=1)", &Literal::Integer(10), "prf(a=10, b=1)");
    python("x = 10\nprf(a=x)", &Literal::text("10"), "none");
    python(
        "prf(a='x')",
        &Literal::call("Input", [("type", Literal::text("uri_file"))]),
        "prf(a=Input(type='uri_file'))",
    );
}

#[test]
fn replaces_parts_of_texts() {
    let check = |bed: Bed, from: &str, to: &str, expected: &str| {
        let value = bed.value("a");
        let start = value.text_with_holes().unwrap().as_str().find(from).unwrap();
        let found = bed.apply(bed.rewrite().set_text_range(value, start..start + from.len(), to));
        assert_eq!(found, expected);
    };
    let yaml = Bed::yaml;
    check(yaml("a: --x ${{inputs.dta}} # c\n"), "dta", "data", "a: --x ${{inputs.data}} # c\n");
    check(yaml("a: >-\n  --x 1\n  --y ${{inputs.dta}}\n"), "dta", "data", "a: >-\n  --x 1\n  --y ${{inputs.data}}\n");
    check(yaml("a: |\n  --x 1\n"), "1", "2", "a: |\n  --x 2\n");
    check(yaml("a: \"b \\\" c\"\n"), "b", "x", "a: \"x \\\" c\"\n");
    check(yaml("a: \"b \\\" c\"\n"), "\"", "x", "none");
    check(yaml("a: \"b\"\n"), "b", "\"", "none");
    check(yaml("a: b\n"), "b", "c: d", "none");
    check(yaml("a: b\n"), "b", "10", "none");
    check(Bed::python("prf(a='--x 1 ' '--y 2')"), "2", "3", "prf(a='--x 1 ' '--y 3')");
    check(Bed::python("prf(a=f'--x {y} --z 2')"), "2", "3", "prf(a=f'--x {y} --z 3')");
    check(Bed::python("prf(a=f'--x {y} --z 2')"), "2", "{}", "none");
    check(Bed::python("prf(a='--x 1')"), "1", "'", "none");
}

#[test]
fn appends_arguments() {
    let check = |bed: Bed, expected: &str| {
        let found = bed.apply(bed.rewrite().append_argument(bed.value("a"), "--m ${{inputs.m}}"));
        assert_eq!(found, expected);
    };
    let yaml = Bed::yaml;
    check(yaml("a: --x 1 # c\n"), "a: --x 1 --m ${{inputs.m}} # c\n");
    check(yaml("a: '--x 1'\n"), "a: '--x 1 --m ${{inputs.m}}'\n");
    check(yaml("a: \"--x 1 \" # c\n"), "a: \"--x 1 --m ${{inputs.m}} \" # c\n");
    check(yaml("a: >-\n  --x 1\n  --y 2\nb: 1\n"), "a: >-\n  --x 1\n  --y 2 --m ${{inputs.m}}\nb: 1\n");
    check(yaml("a: |\n  --x 1\n  --y 2\n\nb: 1\n"), "a: |\n  --x 1\n  --y 2 --m ${{inputs.m}}\n\nb: 1\n");
    check(yaml("a: >+\r\n  --x 1\r\n\r\nb: 1\r\n"), "a: >+\r\n  --x 1 --m ${{inputs.m}}\r\n\r\nb: 1\r\n");
    check(yaml("a: \"\"\n"), "a: \"--m ${{inputs.m}}\"\n");
    check(Bed::python("prf(a='--x 1')"), "prf(a='--x 1 --m ${{inputs.m}}')");
    check(Bed::python("prf(a=('--x 1 '\n  '--y 2'))"), "prf(a=('--x 1 '\n  '--y 2 --m ${{inputs.m}}'))");
    check(Bed::python("prf(a=f'--x {y}')"), "none");
    check(Bed::python("prf(a='--x ' + y)"), "none");
    check(Bed::python("prf(a='')"), "prf(a='--m ${{inputs.m}}')");
    let flow = Bed::yaml("b: {a: --x 1}\n");
    let appended = flow.apply(flow.rewrite().append_argument(flow.value("b.a"), "--m ${{inputs.m}}"));
    assert_eq!(appended, "b: {a: \"--x 1 --m ${{inputs.m}}\"}\n");
    let bed = Bed::python("prf(a=f'--x {y}')");
    assert_eq!(bed.apply(bed.rewrite().append_argument(bed.value("a"), "--m 1")), "prf(a=f'--x {y} --m 1')");
}
