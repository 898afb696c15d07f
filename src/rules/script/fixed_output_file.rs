//! PJ511 `fixed-output-file`: `run` writes to a file whose name is always the same.

use crate::rules::Context;
use crate::script::{Doing, Origin, Script, Stage};
use crate::syntax::python::{Call, Callee, Data, Value};
use crate::{message, rule};

rule! {
    /// `run` writes to a file whose name is always the same.
    ///
    /// - **Fires when** in `run`: `open(p, mode)` with `w` or `x` in the mode, or `<x>.to_csv(p)`, `.to_parquet(p)`, `.to_json(p)`, `.to_excel(p)`, `.to_pickle(p)`, `.save(p)`, `joblib.dump(_, p)`, `numpy.save(p, _)`, where every part of `p` is a literal or a name that `run` does not bind, and the last part is a literal file name.
    /// - **Silent on** mode `a`; paths that hold a parameter or a local of `run`, `uuid`, `os.getpid`, a time or a random value; `/tmp` and `tempfile`; `io.BytesIO`.
    /// - **Why** Documented: many processes on many nodes call `run`, each many times. All but the last mini-batch are overwritten, or the file is torn.
    /// - **Fix** none: derive the name from the mini-batch, or return the rows and use `append_row_to`.
    ///
    /// Invalid:
    ///
    /// ```python script
    /// import pandas
    ///
    ///
    /// def init():
    ///     global folder
    ///     folder = "outputs"
    ///
    ///
    /// def run(mini_batch):
    ///     rows = pandas.DataFrame({"path": mini_batch})
    ///     rows.to_csv(folder + "/scores.csv")
    ///     return rows
    /// ```
    ///
    /// Valid:
    ///
    /// ```python script
    /// import pandas
    ///
    ///
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     return pandas.DataFrame({"path": mini_batch})
    /// ```
    PJ511 "fixed-output-file" Warning, on: [], sdk: No, costs: true, fix: None, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    let Some((run, _)) = script.function(Stage::Run) else { return };
    for doing in script.calls_in(run) {
        let Some(call) = script.module().call(doing.site.id).filter(|call| !call.open) else { continue };
        let Some(path) = written_path(script, &doing, &call) else { continue };
        if !ends_in_literal(path) || script.origin(path.used_at(), Some(run)) != Origin::Fixed {
            continue;
        }
        let message = message!("every mini-batch in every process writes this same file: all but the last are overwritten, or it is torn");
        cx.report(path.used_at(), message)
            .help(message!("derive the name from the mini-batch, or return the rows and use `append_row_to`"));
    }
}

/// The path that a call writes to from its beginning.
fn written_path<'c>(script: &Script, doing: &Doing, call: &'c Call) -> Option<&'c Value> {
    const METHODS: [&str; 6] = ["to_csv", "to_parquet", "to_json", "to_excel", "to_pickle", "save"];
    let first = call.positional.first();
    match doing.called() {
        Some("open" | "io.open") => first.filter(|_| is_rewriting(call)),
        Some("joblib.dump") => call.positional.get(1),
        Some("numpy.save") => first,
        Some(_) => None,
        None => {
            let appends = call.keyword("mode").is_some_and(|entry| entry.value.as_str() != Some("w"));
            // A method of something of the file may do anything.
            let ours = matches!(doing.site.callee, Callee::Function(_) | Callee::Class(_));
            first.filter(|_| !appends && !ours && doing.method(script).is_some_and(|name| METHODS.contains(&name)))
        }
    }
}

/// Whether `open` is told to begin the file anew.
fn is_rewriting(call: &Call) -> bool {
    let mode = call.positional.get(1).or_else(|| call.keyword("mode").map(|entry| &entry.value));
    mode.and_then(Value::as_str).is_some_and(|mode| mode.contains(['w', 'x']))
}

/// Whether the last part of a path is written out.
fn ends_in_literal(path: &Value) -> bool {
    match &path.data {
        Data::Str(text) => {
            let last = text.as_str().rsplit('/').next().unwrap_or_default();
            !last.is_empty() && !last.contains(crate::text::HOLE)
        }
        Data::Call(call) if call.callee == Callee::Qualified("os.path.join".to_owned()) => {
            call.positional.last().is_some_and(|part| part.as_str().is_some_and(|text| !text.is_empty()))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn check_body(body: &str) {
        let before = "import os\nimport uuid\n\n\ndef init():\n    global folder, name\n    folder = 'outputs'\n    name = f'{uuid.uuid4()}'\n";
        check("python script", &format!("{before}\n\ndef run(mini_batch):\n{body}\n    return mini_batch\n"));
    }

    #[test]
    fn marks_the_path() {
        check_body("    mini_batch.to_csv('a.csv')\n                      ^^^^^^^ PJ511");
        check_body("    mini_batch.to_csv(folder + '/a.csv')\n                      ^^^^^^^^^^^^^^^^^ PJ511");
        check_body("    mini_batch.to_csv(f'{folder}/a.csv')\n                      ^^^^^^^^^^^^^^^^^ PJ511");
        check_body("    open(os.path.join(folder, 'a.txt'), 'w')\n         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ511");
        check_body("    open('a.txt', mode='wb')\n         ^^^^^^^ PJ511");
    }

    #[test]
    fn silent_where_names_differ() {
        check_body("    open('a.txt', 'a')");
        check_body("    open('a.txt')");
        check_body("    mini_batch.to_csv('a.csv', mode='a')");
        check_body("    mini_batch.to_csv('/tmp/a.csv')");
        check_body("    mini_batch.to_csv(f'{folder}/{name}/a.csv')");
        check_body("    mini_batch.to_csv(os.path.join(folder, name))");
        check_body("    for path in mini_batch:\n        open(path + '/a.txt', 'w')");
        check_body("    mini_batch.to_csv(f'{folder}/{os.getpid()}/a.csv')");
        check_body("    mini_batch.to_csv()");
    }
}
