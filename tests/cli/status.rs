//! Exit status, and which rules and severities it follows.

use crate::sandbox::{SCRIPT, Sandbox, clean};

#[track_caller]
fn check(sandbox: &Sandbox, arguments: &[&str], status: i32) {
    let ran = sandbox.run(arguments);
    assert_eq!(ran.status, status, "{arguments:?}\n{}{}", ran.out, ran.err);
}

#[test]
fn says_whether_something_was_found() {
    let script = format!("def init():\n    pass\n\n\n{SCRIPT}");
    let (broken, sound) = (Sandbox::broken(), Sandbox::new(&[("pipeline.yml", &clean()), ("src/score.py", &script)]));
    check(&broken, &[], 1);
    check(&broken, &["check", "."], 1);
    check(&broken, &["--exit-zero"], 0);
    check(&broken, &["--fail-on", "never"], 0);
    check(&broken, &["--fail-on", "error"], 1);
    check(&broken, &["--select", "PJ9"], 0);
    check(&broken, &["--select", "PJ101,PJ120", "--config", "severity = { PJ120 = 'info', PJ101 = 'info' }"], 0);
    check(&broken, &["--config", "severity = { PJ120 = 'info', PJ101 = 'info' }", "--fail-on", "info"], 1);
    check(&sound, &[], 0);
    check(&sound, &["--quiet", "--fail-on", "info", "--select", "PJ101,PJ120"], 0);
}

#[test]
fn refuses_wrong_usage() {
    let sandbox = Sandbox::broken();
    check(&sandbox, &["--select", "PJ1O1"], 2);
    check(&sandbox, &["--nonsense"], 2);
    check(&sandbox, &["--config", "nowhere.toml"], 2);
    check(&sandbox, &["--config", "colour = true"], 2);
    check(&sandbox, &["-"], 2);
    check(&sandbox, &["-", "a.yml", "--stdin-filename", "x.yml"], 2);
    check(&sandbox, &["--statistics", "--output-format", "sarif"], 2);
    check(&sandbox, &["rule", "PJ9999"], 2);
    check(&sandbox, &["--output-file", "no/such/folder/out.txt"], 2);
}

#[test]
fn names_what_was_probably_meant() {
    let sandbox = Sandbox::broken();
    let error = |arguments: &[&str]| sandbox.run(arguments).err;
    assert_eq!(
        error(&["--ignore", "syntax-eror"]),
        "error: --ignore: `syntax-eror` is no rule's code, prefix or name; did you mean `syntax-error`?\n"
    );
    assert_eq!(
        error(&["rule", "syntax_eror"]),
        "error: there is no rule `syntax_eror`; did you mean `syntax-error`?\n"
    );
    assert_eq!(
        error(&["--config", "faill-on = 'error'"]),
        "error: --config 'faill-on = 'error'': there is no setting `faill-on`; did you mean `fail-on`?\n"
    );
}
