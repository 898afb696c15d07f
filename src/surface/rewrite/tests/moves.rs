//! Moving entries between mappings.

use super::*;

#[track_caller]
fn check(bed: Bed, entry: &str, to: &str, after: &str) {
    let (from, key) = split(entry);
    let from = bed.mapping(from);
    let found = bed.apply(bed.rewrite().move_entry(from, from.get(key).unwrap(), bed.mapping(to)));
    assert_eq!(found, after, "{}", bed.text);
}

fn yaml(text: &str) -> Bed {
    Bed::yaml(text)
}

#[test]
fn moves_between_yaml_blocks() {
    check(yaml("t:\n  c: 1\n# e\ne: x # y\nf: 1\n"), "e", "t", "t:\n  c: 1\n  # e\n  e: x # y\nf: 1\n");
    check(yaml("t:\n  c: 1\n  e: x\nf: 1\n"), "t.e", "", "t:\n  c: 1\nf: 1\ne: x\n");
    check(yaml("t:\n  c: 1\n  e: x"), "t.e", "", "t:\n  c: 1\ne: x");
    check(yaml("t:\n  c: 1\n  e: x\n"), "t.e", "", "t:\n  c: 1\ne: x\n");
    check(yaml("t:\n  e: x\n"), "t.e", "", "t: {}\ne: x\n");
    check(
        yaml("t:\n  c: 1\ne:\n  # i\n  x: |\n    a\n\n     b\n  y: 1\nf: 1\n"),
        "e",
        "t",
        "t:\n  c: 1\n  e:\n    # i\n    x: |\n      a\n\n       b\n    y: 1\nf: 1\n",
    );
    check(yaml("e: 1\nt:\n    c: 1"), "e", "t", "t:\n    c: 1\n    e: 1");
    check(yaml("t:\r\n  c: 1\r\ne: 1\r\n"), "e", "t", "t:\r\n  c: 1\r\n  e: 1\r\n");
    check(yaml("t: &t\n  c: 1\nu: *t\ne: 1\n"), "e", "t", "none");
    check(yaml("e:\n  t:\n    c: 1\n"), "e", "e.t", "none");
}

#[test]
fn moves_between_block_and_flow() {
    check(yaml("t: {}\ne: 1\n"), "e", "t", "t: {e: 1}\n");
    check(yaml("t: {c: 1}\ne: a, b\nf: 1\n"), "e", "t", "t: {c: 1, e: \"a, b\"}\nf: 1\n");
    check(yaml("t: {c: 1, e: [1, 2]}\nf: 1\n"), "t.e", "", "t: {c: 1}\nf: 1\ne: [1, 2]\n");
    check(yaml("t: {c: 1}\ne:\n  x: 1\n"), "e", "t", "none");
    check(yaml("t: {c: 1}\ne: 1 # c\n"), "e", "t", "none");
}

#[test]
fn moves_between_calls() {
    check(Bed::python("prf(a=1, task=RF(code='.'))"), "a", "task", "prf(task=RF(code='.', a=1))");
    check(Bed::python("prf(task=RF(code='.', a=1))"), "task.a", "", "prf(task=RF(code='.'), a=1)");
    check(Bed::python("prf(a=1, r={'b': 2})"), "a", "r", "prf(r={'b': 2, 'a': 1})");
    check(Bed::python("prf(r={'b': 2, 'a': [1]})"), "r.a", "", "prf(r={'b': 2}, a=[1])");
    check(
        Bed::python("prf(\n    # why\n    a=f(\n        1,\n    ),  # c\n    task=RF(\n        code='.',\n    ),\n)"),
        "a",
        "task",
        "prf(\n    task=RF(\n        code='.',\n        # why\n        a=f(\n            1,\n        ),  # c\n    ),\n)",
    );
    check(
        Bed::python("prf(\n    task=RF(\n        code='.',\n        a=1,\n    ),\n)"),
        "task.a",
        "",
        "prf(\n    task=RF(\n        code='.',\n    ),\n    a=1,\n)",
    );
    check(Bed::python("prf(\n    a=1,  # c\n    task=RF(code='.'),\n)"), "a", "task", "none");
    check(
        Bed::python("prf(**x, a='''\n  b''', task=RF(code='.'))"),
        "a",
        "task",
        "prf(**x, task=RF(code='.', a='''\n  b'''))",
    );
}

#[test]
fn moves_into_new_mappings() {
    let check = |bed: Bed, expected: &str| {
        let from = bed.mapping("");
        let edits = bed.rewrite().move_into_new(from, from.get("e").unwrap(), from, "r", "timeout");
        let found = bed.apply(edits);
        assert_eq!(found, expected);
    };
    check(yaml("# e\ne: 1 # c\nf: 1\n"), "f: 1\nr:\n  # e\n  timeout: 1 # c\n");
    check(yaml("t:\n    x: 1\ne: 1"), "t:\n    x: 1\nr:\n    timeout: 1");
    check(Bed::python("prf(e=1, f=2)"), "prf(f=2, r={\"timeout\": 1})");
    check(Bed::python("prf(\n    f='2',\n    e=1,\n)"), "prf(\n    f='2',\n    r={'timeout': 1},\n)");
}

#[test]
fn moves_under_another_name() {
    let bed = yaml("t:\n  c: 1\ne: 1\n");
    let from = bed.mapping("");
    let edits = bed.rewrite().move_entry_as(from, from.get("e").unwrap(), bed.mapping("t"), "on");
    assert_eq!(bed.apply(edits), "t:\n  c: 1\n  \"on\": 1\n");
}
