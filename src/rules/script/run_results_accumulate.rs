//! PJ505 `run-results-accumulate`: `run` returns a list that grows from call to call.

use crate::rules::Context;
use crate::script::{Script, Stage};
use crate::syntax::python::{FunctionId, Home, NameUse, Shape, Surrounding, UseForm};
use crate::{message, rule};

rule! {
    /// `run` returns a list that grows from call to call.
    ///
    /// - **Fires when** `run` returns a module-level name that is bound to a list at module level or in `init`, and `run` calls `append`, `extend` or `insert` on it, or adds to it with `+=`, without binding or clearing it first.
    /// - **Silent on** a name that `run` assigns without `global`; `.clear()`, `del name[:]` or a new assignment in `run` before the first addition.
    /// - **Why** Documented: one process calls `run` for many mini-batches. The second call returns the first one's rows again, and all of them are appended to the output.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python script
    /// results = []
    ///
    ///
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     for path in mini_batch:
    ///         results.append(str(path))
    ///     return results
    /// ```
    ///
    /// Valid:
    ///
    /// ```python script
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     results = []
    ///     for path in mini_batch:
    ///         results.append(str(path))
    ///     return results
    /// ```
    PJ505 "run-results-accumulate" Warning, on: [], sdk: No, costs: true, fix: None, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    let Some(((_, exits), (run, _))) = script.run_exits().zip(script.function(Stage::Run)) else { return };
    let mut told: Vec<&str> = Vec::new();
    for value in exits.returns.iter().filter_map(|found| found.value) {
        let span = script.module().span(value);
        let whole = |found: &NameUse| found.span == span && found.home == Home::Module;
        let Some(returned) = script.module().names_in(span).find(whole) else { continue };
        let Some(addition) = addition_that_stays(script, run, returned.name) else { continue };
        if told.contains(&returned.name) {
            continue;
        }
        told.push(returned.name);
        let message = message!(
            "`{name}` lives as long as the process: each call of `run` returns the rows of all calls before it again",
            name = returned.name
        );
        cx.report(returned.span, message)
            .help(message!("begin `run` with a new list: `{name} = []`, without `global`", name = returned.name))
            .related(addition.span, message!("it grows here"));
    }
}

/// Where `run` adds to a list of the module that nothing ever empties.
fn addition_that_stays<'s>(script: &'s Script, run: FunctionId, name: &'s str) -> Option<NameUse<'s>> {
    let uses: Vec<_> = script.uses(name).filter(|found| found.home == Home::Module).collect();
    let init = script.function(Stage::Init).map(|(id, _)| id);
    let made = |found: &&NameUse| matches!(found.form, UseForm::Assigned(Some(_)));
    let is_list = |found: &NameUse| match found.form {
        UseForm::Assigned(Some(value)) => script.module().shapes(value).iter().all(|(value, shape)| match shape {
            Shape::List => true,
            Shape::Call(_) => script.module().span(*value).slice(script.module().text()) == "list()",
            _ => false,
        }),
        _ => false,
    };
    let lasting = |found: &NameUse| found.function.is_none() || (init.is_some() && found.function == init);
    let mut bindings = uses.iter().filter(made).peekable();
    bindings.peek()?;
    let sound = bindings.all(|found| is_list(found) && lasting(found)) && uses.iter().all(|found| is_harmless(script, found));
    let adds = |found: &&NameUse| found.function == Some(run) && is_addition(found);
    uses.iter().find(adds).copied().filter(|_| sound)
}

fn is_addition(found: &NameUse) -> bool {
    matches!(found.form, UseForm::Extended | UseForm::Method("append" | "extend" | "insert"))
}

/// Whether a use certainly takes nothing out of the list.
fn is_harmless(script: &Script, found: &NameUse) -> bool {
    match found.form {
        UseForm::Assigned(_) | UseForm::Declared | UseForm::Raised => true,
        UseForm::Read => is_looked_at(script, found),
        UseForm::Bound | UseForm::Deleted | UseForm::Item => false,
        UseForm::Extended | UseForm::Method(_) => is_addition(found),
    }
}

/// Whether a list that is read is returned or looked at, not handed to somebody who may empty it.
fn is_looked_at(script: &Script, found: &NameUse) -> bool {
    script.module().surrounding(found.node) == Surrounding::Returned || script.is_only_shown(found.node)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn check_run(before: &str, body: &str) {
        check("python script", &format!("found = []\n\n\ndef init():\n    {before}\n\n\ndef run(mini_batch):\n{body}\n"));
    }

    const MARK: &str = "    return found\n           ^^^^^ PJ505";

    #[test]
    fn marks_what_is_returned() {
        check_run("pass", &format!("    found.append(1)\n{MARK}"));
        check_run("pass", &format!("    global found\n    found += [1]\n{MARK}"));
        check_run("global found\n    found = list()", &format!("    for path in mini_batch:\n        found.extend([path])\n    print(len(found))\n{MARK}"));
    }

    #[test]
    fn silent_where_it_may_be_emptied() {
        check_run("pass", "    found = []\n    found.append(1)\n    return found");
        check_run("pass", "    global found\n    found = []\n    found.append(1)\n    return found");
        check_run("pass", "    found.clear()\n    found.append(1)\n    return found");
        check_run("pass", "    del found[:]\n    found.append(1)\n    return found");
        check_run("pass", "    found[:] = []\n    found.append(1)\n    return found");
        check_run("pass", "    reset(found)\n    found.append(1)\n    return found");
        check_run("global found\n    found = make()", "    found.append(1)\n    return found");
        check_run("pass", "    found.append(1)\n    return list(found)");
        check_run("pass", "    return found");
    }
}
