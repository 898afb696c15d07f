//! PJ510 `directory-creation-race`: A directory is created in a way that fails if it exists.

use crate::rules::Context;
use crate::script::{Doing, Origin, Script, Stage};
use crate::syntax::python::{Call, Callee, Data};
use crate::text::{Edit, Span};
use crate::{message, rule};

rule! {
    /// A directory is created in a way that fails if it exists.
    ///
    /// - **Fires when** at module level, in `init`, or in a function of the file that `init` calls: `os.makedirs(…)` without `exist_ok=True`, `os.mkdir(…)`, or `<path>.mkdir(…)` on a `Path(…)` without `exist_ok=True`.
    /// - **Silent on** calls in a `try` that handles `FileExistsError` or `OSError`; calls under a test of existence (`if not os.path.exists(…)`); paths with `os.getpid()`, `uuid`, or from `tempfile`.
    /// - **Why** Documented: every process of every node runs `init`; the second one gets `FileExistsError`.
    /// - **Fix** add `exist_ok=True` (`mkdir` of `Path`: also `parents=True` is left as it is); `os.mkdir(p)` → `os.makedirs(p, exist_ok=True)` (safe).
    ///
    /// Invalid:
    ///
    /// ```python script
    /// import os
    ///
    ///
    /// def init():
    ///     os.makedirs("outputs/logs")
    ///
    ///
    /// def run(mini_batch):
    ///     return mini_batch
    /// ```
    ///
    /// Valid:
    ///
    /// ```python script
    /// import os
    ///
    ///
    /// def init():
    ///     os.makedirs("outputs/logs", exist_ok=True)
    ///
    ///
    /// def run(mini_batch):
    ///     return mini_batch
    /// ```
    PJ510 "directory-creation-race" Warning, on: [], sdk: No, costs: true, fix: Safe, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    for doing in script.calls_from(&[Stage::Init]) {
        let Some(way) = way_of(script, &doing) else { continue };
        let Some(call) = script.module().call(doing.site.id).filter(|call| !call.open) else { continue };
        if may_exist(&call, way) || is_careful(script, &doing) || !is_shared(script, &doing, &call, way) {
            continue;
        }
        let edits = edits(cx.text(), &call, way);
        let message = message!("every process of every node runs this: all but the first find the directory there, and fail with `FileExistsError`");
        cx.report(doing.site.span, message)
            .help(message!("pass `exist_ok=True`"))
            .fix_safe(message!("Allow the directory to exist"), edits);
    }
}

/// How a directory is made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// `os.makedirs(path)`
    Makedirs,
    /// `os.mkdir(path)`
    Mkdir,
    /// `Path(path).mkdir()`
    PathMkdir,
}

fn way_of(script: &Script, doing: &Doing) -> Option<Way> {
    match &doing.site.callee {
        Callee::Qualified(name) if name == "os.makedirs" => Some(Way::Makedirs),
        Callee::Qualified(name) if name == "os.mkdir" => Some(Way::Mkdir),
        Callee::Method { object, path } => {
            let made = script.module().call_site(*object)?.callee;
            let is_path = made == Callee::Qualified("pathlib.Path".to_owned());
            let [method] = path.as_slice() else { return None };
            (is_path && method.text == "mkdir").then_some(Way::PathMkdir)
        }
        _ => None,
    }
}

/// Whether the call allows the directory to exist, or may do so.
fn may_exist(call: &Call, way: Way) -> bool {
    let given = call.keyword("exist_ok").is_some_and(|entry| entry.value.data != Data::Bool(false));
    given || call.positional.len() > 2 && way != Way::Mkdir
}

/// Whether the script looks first, or handles what happens.
fn is_careful(script: &Script, doing: &Doing) -> bool {
    const HANDLED: [&str; 6] = ["FileExistsError", "OSError", "IOError", "EnvironmentError", "Exception", "BaseException"];
    let text = script.module().text();
    let body = doing.site.function.and_then(|id| script.module().function(id)).map_or(0, |function| function.body.start);
    let before = Span::new(body, doing.site.span.start).slice(text);
    let looks = ["exists", "isdir", "is_dir", "listdir", "rmtree", "rmdir", "lock"].iter().any(|word| before.contains(word));
    looks || doing.is_conditional() || doing.is_handled(script, &HANDLED)
}

/// Whether all processes make the same directory, as far as can be told.
fn is_shared(script: &Script, doing: &Doing, call: &Call, way: Way) -> bool {
    let path = match (way, &doing.site.callee) {
        (Way::PathMkdir, Callee::Method { object, .. }) => script.module().call(*object).map(|made| made.layout.span),
        _ => call.layout.items.first().copied(),
    };
    path.is_some_and(|path| script.origin(path, doing.site.function) == Origin::Fixed)
}

fn edits(text: &str, call: &Call, way: Way) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    if let Some(entry) = call.keyword("exist_ok") {
        return entry.value.through_name.is_none().then(|| vec![Edit::replace(entry.value.span, "True")]);
    }
    if way == Way::Mkdir {
        // Only a call with the path alone, by the usual name, means the same.
        let plain = call.callee_span.slice(text) == "os.mkdir" && call.layout.items.len() == 1 && call.positional.len() == 1;
        plain.then(|| edits.push(Edit::replace(call.callee_span, "os.makedirs")))?;
    }
    let (separator, at) = match (call.layout.trailing_comma, call.layout.items.last()) {
        (Some(comma), _) => (" ", comma.end),
        (None, Some(last)) => (", ", last.end),
        (None, None) => ("", call.layout.span.start + 1),
    };
    edits.push(Edit::insert(at, format!("{separator}exist_ok=True")));
    Some(edits)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    fn script(init: &str) -> String {
        format!("import os\nfrom pathlib import Path\n\n\ndef init():\n{init}\n\n\ndef run(mini_batch):\n    return mini_batch\n")
    }

    #[test]
    fn marks_the_call() {
        check("python script", &script("    os.makedirs('a')\n    ^^^^^^^^^^^^^^^^ PJ510"));
        check("python script", &script("    os.mkdir('a')\n    ^^^^^^^^^^^^^ PJ510"));
        check("python script", &script("    Path('a').mkdir()\n    ^^^^^^^^^^^^^^^^^ PJ510"));
        check("python script", &script("    path = Path('a')\n    path.mkdir(parents=True)\n    ^^^^^^^^^^^^^^^^^^^^^^^^ PJ510"));
        check("python script", &script("    os.makedirs('a', exist_ok=False)\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ510"));
    }

    #[test]
    fn silent_where_it_is_taken_care_of() {
        check("python script", &script("    os.makedirs('a', exist_ok=True)"));
        check("python script", &script("    os.makedirs('a', 0o777, True)"));
        check("python script", &script("    Path('a').mkdir(exist_ok=True)"));
        check("python script", &script("    if not os.path.exists('a'):\n        os.makedirs('a')"));
        check("python script", &script("    if os.path.exists('a'):\n        return\n    os.makedirs('a')"));
        check("python script", &script("    try:\n        os.makedirs('a')\n    except FileExistsError:\n        pass"));
        check("python script", &script("    os.makedirs(f'a/{os.getpid()}')"));
        check("python script", &script("    os.makedirs(make())"));
        check("python script", &script("    pass\n\n\ndef other():\n    os.makedirs('a')"));
    }

    #[test]
    fn allows_it_to_exist() {
        let fix = |init: &str| fix_of("PJ510", "python script", &script(init));
        assert_eq!(fix("    os.makedirs('a')"), "safe\n-    os.makedirs('a')\n+    os.makedirs('a', exist_ok=True)\n");
        assert_eq!(fix("    os.mkdir('a')"), "safe\n-    os.mkdir('a')\n+    os.makedirs('a', exist_ok=True)\n");
        assert_eq!(fix("    Path('a').mkdir()"), "safe\n-    Path('a').mkdir()\n+    Path('a').mkdir(exist_ok=True)\n");
        assert_eq!(fix("    os.mkdir('a', 0o700)"), "none");
    }
}
