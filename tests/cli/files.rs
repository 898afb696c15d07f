//! Which files are looked at, and what is said of those that cannot be.

use crate::sandbox::{BROKEN, SCRIPT, Sandbox};

/// The paths with findings, in the order printed.
fn paths(sandbox: &Sandbox, arguments: &[&str]) -> Vec<String> {
    let out =
        sandbox.run(&[&["--quiet", "--output-format", "concise", "--select", "PJ120,PJ902"], arguments].concat()).out;
    out.lines().map(|line| line.split(": ").next().unwrap().trim_end_matches(":21:22").to_owned()).collect()
}

#[track_caller]
fn check(sandbox: &Sandbox, arguments: &[&str], expected: &[&str]) {
    assert_eq!(paths(sandbox, arguments), expected, "{arguments:?}");
}

#[test]
fn walks_the_folder_and_honours_gitignore() {
    let sandbox = Sandbox::new(&[
        (".gitignore", "ignored/\n"),
        ("ignored/a.yml", BROKEN),
        ("deep/er/b.yaml", BROKEN),
        ("a.YML", BROKEN),
        ("node_modules/c.yml", BROKEN),
        (".azureml/d.yml", BROKEN),
        ("notes.txt", BROKEN),
    ]);
    check(&sandbox, &[], &[".azureml/d.yml", "a.YML", "deep/er/b.yaml"]);
    check(&sandbox, &["deep"], &["deep/er/b.yaml"]);
    check(&sandbox, &["./deep/../a.YML"], &["deep/../a.YML"]);
    check(&sandbox, &["ignored/a.yml"], &["ignored/a.yml"]);
    check(&sandbox, &["ignored", "node_modules/c.yml"], &["ignored/a.yml", "node_modules/c.yml"]);
    check(&sandbox, &["node_modules/c.yml", "--force-exclude"], &[]);
    check(&sandbox, &["a.YML", ".", "./a.YML", "deep"], &[".azureml/d.yml", "a.YML", "deep/er/b.yaml"]);
}

#[test]
fn says_what_it_cannot_read_if_it_was_named() {
    let sandbox = Sandbox::new(&[("notes.txt", "x"), ("a.yml", BROKEN)]);
    sandbox.write("latin.yml", b"type: parallel\ndescription: gr\xf6\xdfer\n");
    sandbox.write("binary.yml", b"type: parallel\0");
    sandbox.write("utf16.yml", b"\xff\xfet\0y\0p\0e\0");
    let ran = sandbox.run(&[
        "gone.yml",
        "notes.txt",
        "latin.yml",
        "binary.yml",
        "utf16.yml",
        "--config",
        "max-file-size = 600",
        "a.yml",
        "--output-format",
        "concise",
    ]);
    insta::assert_snapshot!(ran.out);
    assert_eq!(ran.status, 1);
}

#[test]
fn skips_and_counts_what_it_met_and_cannot_read() {
    let sandbox = Sandbox::new(&[("a.yml", BROKEN)]);
    sandbox.write("latin.yml", b"type: parallel\ndescription: gr\xf6\xdfer\n");
    sandbox.write("binary.yml", b"type: parallel\0");
    sandbox.write("foreign.yml", b"name: gr\xf6\xdfer\n");
    let ran = sandbox.run(&["--config", "max-file-size = 600"]);
    assert_eq!(
        (ran.status, ran.out.as_str(), ran.err.as_str()),
        (
            0,
            "No problems found; 0 of 1 file hold a parallel job.\nSkipped 3 files: 2 no text, 1 too large.\n",
            "warning: latin.yml is skipped: it is no UTF-8 text: line 2 has bytes that mean nothing; save it as UTF-8\n"
        )
    );
}

#[cfg(unix)]
#[test]
fn survives_links() {
    use std::os::unix::fs::symlink;
    let sandbox = Sandbox::new(&[("real/a.yml", BROKEN)]);
    symlink("real", sandbox.path("folder")).unwrap();
    symlink("real/a.yml", sandbox.path("link.yml")).unwrap();
    symlink("nowhere.yml", sandbox.path("broken.yml")).unwrap();
    symlink(".", sandbox.path("real/cycle")).unwrap();
    symlink("self.yml", sandbox.path("self.yml")).unwrap();
    check(&sandbox, &[], &["real/a.yml"]);
    check(&sandbox, &["link.yml"], &["link.yml"]);
    check(&sandbox, &["folder"], &["folder/a.yml"]);
    let ran = sandbox.run(&["broken.yml", "self.yml", "--output-format", "concise", "--quiet"]);
    insta::assert_snapshot!(ran.out, @r"
    broken.yml:1:1: error[PJ902] the symbolic link points to `nowhere.yml`, which does not exist
    self.yml:1:1: error[PJ902] it cannot be read: Too many levels of symbolic links (os error 40)
    ");
}

#[test]
fn reads_standard_input_under_a_name() {
    let sandbox = Sandbox::broken();
    let mut command =
        sandbox.command(&["-", "--stdin-filename", "sub/x.yml", "--output-format", "concise", "--select", "PJ120"]);
    let ran = sandbox.finish(command.write_stdin(BROKEN));
    assert!(ran.out.starts_with("sub/x.yml:21:22: error[PJ120]"), "{ran:?}");
    assert_eq!(ran.status, 1);
}

#[test]
fn the_order_does_not_depend_on_threads() {
    let sandbox = Sandbox::new(&[]);
    (0..60).for_each(|i| sandbox.write(&format!("{}/{i}.yml", i % 7), BROKEN.as_bytes()));
    let first = sandbox.run(&["--output-format", "json"]);
    (0..5).for_each(|_| assert_eq!(sandbox.run(&["--output-format", "json"]), first));
}

#[test]
fn foreign_files_are_silent() {
    let sandbox = Sandbox::new(&[
        ("k8s.yml", "apiVersion: batch/v1\nkind: Job\nmetadata: {name: parallel}\nspec: {parallelism: 3}\n"),
        ("compose.yml", "services:\n  web:\n    image: nginx\n    command: [parallel]\n"),
        ("broken.yml", "a: [\n"),
        ("ci.yml", "jobs:\n  a:\n    steps:\n    - task: Bash@3\n"),
        ("tool.py", "import parallel\nprint(\n"),
    ]);
    let ran = sandbox.run(&[]);
    assert_eq!(ran.out, "No problems found; 0 of 5 files hold a parallel job.\n");
    assert_eq!(ran.status, 0);
}

#[test]
fn an_empty_folder_is_no_failure() {
    let ran = Sandbox::new(&[]).run(&[]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "No YAML, Python or notebook files to check.\n"));
}

#[test]
fn the_script_of_a_step_is_found() {
    let sandbox = Sandbox::new(&[("pipeline.yml", BROKEN), ("src/score.py", SCRIPT)]);
    assert_eq!(sandbox.run(&["--select", "PJ9"]).status, 0);
}
