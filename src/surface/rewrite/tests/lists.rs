//! Adding items to lists.

use super::*;

/// Adds to the list `a` and reads the result back: the items are those before and the new ones.
fn check(before: &Bed, items: &[Literal], after: &str) {
    let list = before.value("a");
    assert_eq!(before.apply(before.rewrite().append_items(list, items)), after, "{}", before.text);
    if after == "none" {
        return;
    }
    let bed = if before.yaml { Bed::yaml(after) } else { Bed::python(after) };
    assert_eq!(bed.value("a").items().unwrap().len(), list.items().unwrap().len() + items.len(), "{after}");
}

fn yaml(before: &str, after: &str) {
    check(&Bed::yaml(before), &[Literal::text("x")], after);
}

fn python(before: &str, after: &str) {
    check(&Bed::python(before), &[Literal::text("x"), Literal::text("y[z]")], after);
}

#[test]
fn of_yaml_blocks() {
    yaml("a:\n- b # c\n- d # e\nf: 1\n", "a:\n- b # c\n- d # e\n- x\nf: 1\n");
    yaml("a:\n  - 'b'", "a:\n  - 'b'\n  - x");
    yaml(
        "a:\r\n    - b\r\n    - c: d\r\n      e: f\r\n\r\n",
        "a:\r\n    - b\r\n    - c: d\r\n      e: f\r\n    - x\r\n\r\n",
    );
    yaml("a:\n- |\n  b\n\nc: 1\n", "a:\n- |\n  b\n- x\n\nc: 1\n");
    yaml("a: &b\n- c\nd: *b\n", "none");
    yaml("a:\n- b\n# c\n", "a:\n- b\n- x\n# c\n");
    let nested = [Literal::mapping([
        ("p", Literal::List(vec![Literal::text("q[r]"), Literal::text("10")])),
        ("s", Literal::Integer(1)),
    ])];
    check(&Bed::yaml("a:\n  - b\n"), &nested, "a:\n  - b\n  - p: [\"q[r]\", \"10\"]\n    s: 1\n");
}

#[test]
fn of_yaml_brackets() {
    yaml("a: [b, c] # d\n", "a: [b, c, x] # d\n");
    yaml("a: []\n", "a: [x]\n");
    yaml("a: [b,]\n", "a: [b, x,]\n");
    yaml("a: [\n  b, # c\n  d # e\n]\n", "a: [\n  b, # c\n  d, # e\n  x\n]\n");
}

#[test]
fn of_python() {
    python("prf(a=['b'])", "prf(a=['b', 'x', 'y[z]'])");
    python("prf(a=[])", "prf(a=[\"x\", \"y[z]\"])");
    python("prf(a=('b',))", "prf(a=('b', 'x', 'y[z]',))");
    python("prf(a=[\n    b,\n])", "prf(a=[\n    b,\n    \"x\", \"y[z]\",\n])");
    python("prf(a=['b'] + ['c'])", "none");
    python("l = ['b']\nprf(a=l)", "none");
}
