//! Inserting, deleting and renaming entries.

use super::*;

fn number(value: i128) -> Literal {
    Literal::Integer(value)
}

#[track_caller]
fn yaml(before: &str, change: impl Fn(&Bed) -> Option<Vec<Edit>>, after: &str) {
    for nl in ["\n", "\r\n"] {
        let given = |text: &str| format!("{HEAD}{text}").replace('\n', nl);
        let bed = Bed::whole_yaml(&given(before));
        let expected = if after == "none" { after.to_owned() } else { given(after) };
        assert_eq!(bed.apply(change(&bed)), expected.strip_prefix(HEAD).unwrap_or(&expected), "{before:?}");
    }
}

#[track_caller]
fn python(before: &str, change: impl Fn(&Bed) -> Option<Vec<Edit>>, after: &str) {
    let bed = Bed::python(before);
    assert_eq!(bed.apply(change(&bed)), after, "{before:?}");
}

fn insert(path: &'static str) -> impl Fn(&Bed) -> Option<Vec<Edit>> {
    move |bed| bed.rewrite().insert(bed.mapping(path), "k", &number(1))
}

fn insert_first(path: &'static str) -> impl Fn(&Bed) -> Option<Vec<Edit>> {
    move |bed| bed.rewrite().insert_first(bed.mapping(path), "k", &number(1))
}

fn remove(path: &'static str) -> impl Fn(&Bed) -> Option<Vec<Edit>> {
    move |bed| {
        let (parent, key) = split(path);
        bed.rewrite().remove(bed.mapping(parent), bed.mapping(parent).get(key).unwrap())
    }
}

fn rename(path: &'static str, key: &'static str) -> impl Fn(&Bed) -> Option<Vec<Edit>> {
    move |bed| {
        let (parent, old) = split(path);
        bed.rewrite().rename_key(bed.mapping(parent).get(old).unwrap(), key)
    }
}

#[test]
fn inserts_into_yaml_blocks() {
    yaml("", insert(""), "k: 1\n");
    yaml("a: 1", insert(""), "a: 1\nk: 1");
    yaml("a: 1 # c\n\nb:\n  c: 2 # d\n  # e\n", insert("b"), "a: 1 # c\n\nb:\n  c: 2 # d\n  k: 1\n  # e\n");
    yaml("b:\n  c: 2\nd: 1\n", insert("b"), "b:\n  c: 2\n  k: 1\nd: 1\n");
    yaml("b:\n  c: |\n    x\n\nd: 1\n", insert("b"), "b:\n  c: |\n    x\n  k: 1\n\nd: 1\n");
    yaml("b:\n  c: |+\n    x\n\nd: 1\n", insert("b"), "b:\n  c: |+\n    x\n\n  k: 1\nd: 1\n");
    yaml("b:\n    c: 'x\n      y'\n", insert("b"), "b:\n    c: 'x\n      y'\n    k: 1\n");
    yaml("b:\n  c:\nd: 1\n", insert("b"), "b:\n  c:\n  k: 1\nd: 1\n");
    yaml("b: &b\n  c: 1\nd: *b\n", insert("b"), "none");
    yaml("b: &b\n  c: 1\nd:\n  <<: *b\n  e: 1\n", insert("d"), "b: &b\n  c: 1\nd:\n  <<: *b\n  e: 1\n  k: 1\n");
    yaml("b:\n  c: 1\n", insert_first("b"), "b:\n  k: 1\n  c: 1\n");
    yaml("b: # x\n  # c\n  c: 1\n", insert_first("b"), "b: # x\n  k: 1\n  # c\n  c: 1\n");
}

#[test]
fn inserts_nested_blocks_in_the_indentation_of_the_file() {
    let nested = |bed: &Bed| {
        bed.rewrite().insert_mapping(bed.mapping(""), "r", &[("timeout", number(60)), ("s", Literal::text("yes"))])
    };
    yaml("a: 1\n", nested, "a: 1\nr:\n  timeout: 60\n  s: \"yes\"\n");
    yaml("a:\n    b: '1'\n", nested, "a:\n    b: '1'\nr:\n    timeout: 60\n    s: 'yes'\n");
    python("prf(name='x')", nested, "prf(name='x', r={'timeout': 60, 's': 'yes'})");
}

#[test]
fn inserts_into_flow_mappings() {
    yaml("b: {}\n", insert("b"), "b: {k: 1}\n");
    yaml("b: {c: 1}\n", insert("b"), "b: {c: 1, k: 1}\n");
    yaml("b: { c: 1, }\n", insert("b"), "b: { c: 1, k: 1, }\n");
    yaml("b: {c: 1}\n", insert_first("b"), "b: {k: 1, c: 1}\n");
    yaml("b: {\n  c: 1, # d\n}\n", insert("b"), "b: {\n  c: 1, # d\n  k: 1,\n}\n");
    yaml("b: {\n  c: 1 # d\n  }\n", insert("b"), "b: {\n  c: 1, # d\n  k: 1\n  }\n");
    yaml("b: {\n  c: 1}\n", insert("b"), "b: {\n  c: 1,\n  k: 1}\n");
}

#[test]
fn inserts_into_python() {
    python("prf()", insert(""), "prf(k=1)");
    python("prf(**x)", insert(""), "prf(**x, k=1)");
    python("prf(a=1)", insert(""), "prf(a=1, k=1)");
    python("prf(a = 1, **x)", insert(""), "prf(a = 1, k = 1, **x)");
    python("prf(1, 2)", insert(""), "prf(1, 2, k=1)");
    python("prf(1, a=2)", insert_first(""), "prf(1, k=1, a=2)");
    python("prf(\n    a=1,  # c\n)", insert(""), "prf(\n    a=1,  # c\n    k=1,\n)");
    python("prf(\n    a=1  # c\n)", insert(""), "prf(\n    a=1,  # c\n    k=1\n)");
    python("prf(\n    a=1\n)", insert(""), "prf(\n    a=1,\n    k=1\n)");
    python("prf(a=1,\n    b=2)", insert(""), "prf(a=1,\n    b=2,\n    k=1)");
    python("prf(\n    # c\n    a=1,\n)", insert_first(""), "prf(\n    k=1,\n    # c\n    a=1,\n)");
    python("prf(r={'a': 1})", insert("r"), "prf(r={'a': 1, 'k': 1})");
    python("prf(r=dict(a=1))", insert("r"), "prf(r=dict(a=1, k=1))");
    python("prf(r={})", insert("r"), "prf(r={\"k\": 1})");
    python("r = {'a': 1}\nprf(r=r)", insert("r"), "none");
    python("prf(task=RF(code='.'))", insert("task"), "prf(task=RF(code='.', k=1))");
    python("prf(a=1)", |bed| bed.rewrite().insert(bed.mapping(""), "a-b", &number(1)), "none");
    python(
        "prf(a={'b': 1})",
        |bed| bed.rewrite().insert(bed.mapping("a"), "a-b", &number(1)),
        "prf(a={'b': 1, 'a-b': 1})",
    );
}

#[test]
fn removes_from_yaml_blocks() {
    yaml("a: 1 # c\nb: 2\n", remove("a"), "b: 2\n");
    yaml("# above\na: 1\n", remove("a"), "# above\n");
    yaml("b: 2\na:\n  x: 1\n  # inside\n  y: 2\n  # below\n# kept\nc: 1\n", remove("a"), "b: 2\n# kept\nc: 1\n");
    yaml("a: |\n  x\n  y\nb: 1\n", remove("a"), "b: 1\n");
    yaml("b: 1\na: 1", remove("a"), "b: 1\n");
    yaml("b:\n  a: 1 # c\nd: 1\n", remove("b.a"), "b: {}\nd: 1\n");
    yaml("b: # c\n  a: 1\nd: 1\n", remove("b.a"), "none");
    yaml("b: &x\n  a: 1\n  c: 1\nd: *x\n", remove("b.a"), "none");
    yaml("b: &x\n  a: 1\nd:\n  <<: *x\n  c: 1\n", remove("d.a"), "none");
    yaml("b: &x\n  a: 1\nd:\n  <<: *x\n  c: 1\n", remove("d.c"), "b: &x\n  a: 1\nd:\n  <<: *x\n");
}

#[test]
fn removes_the_first_key_of_a_list_item() {
    let bed = Bed::yaml("l:\n- a: 1\n  b: 2\n- a: 1\n");
    let items = bed.value("l").items().unwrap();
    let of = |index: usize| {
        let mapping = items[index].mapping().unwrap();
        bed.apply(bed.rewrite().remove(mapping, mapping.get("a").unwrap()))
    };
    assert_eq!(of(0), "l:\n- b: 2\n- a: 1\n");
    assert_eq!(of(1), "l:\n- a: 1\n  b: 2\n- {}\n");
}

#[test]
fn removes_from_flow_mappings() {
    yaml("b: {a: 1}\n", remove("b.a"), "b: {}\n");
    yaml("b: { a: 1, }\n", remove("b.a"), "b: { }\n");
    yaml("b: {a: 1, c: 2}\n", remove("b.a"), "b: {c: 2}\n");
    yaml("b: {c: 2, a: 1}\n", remove("b.a"), "b: {c: 2}\n");
    yaml("b: {\n  c: 2, # x\n  a: 1, # y\n}\n", remove("b.a"), "b: {\n  c: 2, # x\n}\n");
}

#[test]
fn removes_from_python() {
    python("prf(a=1, b=2)", remove("a"), "prf(b=2)");
    python("prf(b=2, a=1)", remove("a"), "prf(b=2)");
    python("prf(b=2, a=1,)", remove("a"), "prf(b=2,)");
    python("prf(a=1)", remove("a"), "prf()");
    python("prf(a=1, **x)", remove("a"), "prf(**x)");
    python("prf(\n    # above\n    a=1,  # c\n    b=2,\n)", remove("a"), "prf(\n    # above\n    b=2,\n)");
    python("prf(\n    b=2,\n    a=1\n)", remove("a"), "prf(\n    b=2,\n)");
    python("prf(\n    b=2,\n    a=1)", remove("a"), "prf(\n    b=2)");
    python("prf(\n    b=2,  # c\n    a=1)", remove("a"), "prf(\n    b=2,  # c\n    )");
    python("prf(b=2, a=1,\n    c=3)", remove("a"), "prf(b=2,\n    c=3)");
    python("prf(\n    a=RF(\n        code='.',\n    ),\n    b=2,\n)", remove("a"), "prf(\n    b=2,\n)");
    python("prf(b=2\n    , a=1\n    , c=1)", remove("a"), "none");
    python("prf(r={'a': 1, 'b': 2})", remove("r.b"), "prf(r={'a': 1})");
    python("r = {'a': 1}\nprf(r=r)", remove("r.a"), "none");
}

#[test]
fn renames_keys() {
    yaml("a: 1\n", rename("a", "b"), "b: 1\n");
    yaml("'a': 1\n\"c\": 2\n", rename("a", "b"), "'b': 1\n\"c\": 2\n");
    yaml("a: 1\n", rename("a", "yes"), "\"yes\": 1\n");
    yaml("b: {a: 1}\n", rename("b.a", "c"), "b: {c: 1}\n");
    yaml("b: &x\n  a: 1\nd:\n  <<: *x\n", rename("d.a", "c"), "none");
    yaml("b: &x {a: 1}\nd: *x\n", rename("b.a", "c"), "none");
    python("prf(a = 1)", rename("a", "b"), "prf(b = 1)");
    python("prf(a=1)", rename("a", "b-c"), "none");
    python("prf(r={'a': 1})", rename("r.a", "b-c"), "prf(r={'b-c': 1})");
    python("prf(r=dict(a=1))", rename("r.a", "b"), "prf(r=dict(b=1))");
    python("prf(1, b=1)", rename("b", "c"), "prf(1, c=1)");
}

#[test]
fn removes_assignments() {
    let check = |text: &str, expected: &str| {
        let bed = Bed::python(text);
        let (_, entry) = bed.model.steps[0].assigned.first().unwrap();
        assert_eq!(bed.apply(bed.rewrite().remove_assignment(entry)), expected, "{text:?}");
    };
    check("s = prf(a=1)\ns.timeout = 5  # c\nx = 1\n", "s = prf(a=1)\nx = 1\n");
    check("s = prf(a=1)\nif s:\n    s.timeout = 5\n", "none");
    check("s = prf(a=1)\nif s:\n    s.timeout = 5\n    x = 1\n", "s = prf(a=1)\nif s:\n    x = 1\n");
    check("s = prf(a=1); s.timeout = 5\n", "none");
}
