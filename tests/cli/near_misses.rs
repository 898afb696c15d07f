//! Words on the command line that are nearly right.

use crate::sandbox::{Sandbox, clean};

#[track_caller]
fn check(arguments: &[&str], expected: &str) {
    let ran = Sandbox::new(&[("pipeline.yml", &clean())]).run(&[arguments, &["--color", "never"]].concat());
    let all = ran.out + &ran.err;
    assert!(all.contains(expected), "{arguments:?}\n{all}");
}

#[test]
fn rules() {
    check(&["--select", "mini-batch-size-tpe"], "did you mean `mini-batch-size-type`?");
    check(&["--select", "PJ1O1"], "did you mean `PJ101`?");
    check(&["--ignore", "PJ10x"], "did you mean `PJ10`?");
    check(&["--extend-select", "pj1011"], "did you mean `PJ101`?");
    check(&["--config", "select = ['PJl01']"], "did you mean `PJ101`?");
    check(&["--config", "severity = { PJ101 = 'warn' }"], "did you mean `warning`?");
    check(&["--config", "selct = ['PJ1']"], "did you mean `select`?");
}

#[test]
fn the_rule_to_explain() {
    let check = |word: &str, expected: &str| {
        let ran = Sandbox::new(&[]).run(&["rule", word]);
        assert!(ran.err.contains(expected), "{word}\n{ran:?}");
    };
    check("mini-batch-size-tpe", "did you mean `mini-batch-size-type`?");
    check("PJ1O1", "did you mean `PJ101`?");
    check("PJ1011", "did you mean `PJ101`?");
    check("PJ10x", "`parlint rule` lists them");
}

#[test]
fn files_and_commands() {
    check(&["pipelin.yml"], "did you mean `pipeline.yml`?");
    check(&["./pipeline.yaml"], "did you mean `pipeline.yml`?");
    check(&["confg"], "did you mean `config`?");
    check(&["nowhere.yml"], "there is no such file or folder\n");
}
