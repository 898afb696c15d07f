//! PJ509 `global-not-declared`: `init` sets a variable that `run` reads, but does not declare it `global`.

use crate::rules::Context;
use crate::script::{Script, Stage};
use crate::syntax::python::{Callee, Function, FunctionId, Guard, Home, NameUse, UseForm};
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// `init` sets a variable that `run` reads, but does not declare it `global`.
    ///
    /// - **Fires when** `init` binds a name without `global`, and `run`, or a function of the file that `run` calls, reads that name as a global, and nothing else in the file binds it at module level or by another `global` statement.
    /// - **Silent on** built-in names; files with `from … import *` or `globals()`; names under `del` or `nonlocal`.
    /// - **Why** The name is local to `init`; the first call of `run` raises `NameError`, in every worker.
    /// - **Fix** insert `global <name>` as the first statement of `init`, after its doc string (safe).
    ///
    /// Invalid:
    ///
    /// ```python script
    /// def init():
    ///     model = object()
    ///
    ///
    /// def run(mini_batch):
    ///     return [repr(model) for _ in mini_batch]
    /// ```
    ///
    /// Valid:
    ///
    /// ```python script
    /// def init():
    ///     global model
    ///     model = object()
    ///
    ///
    /// def run(mini_batch):
    ///     return [repr(model) for _ in mini_batch]
    /// ```
    PJ509 "global-not-declared" Error, on: [], sdk: No, costs: true, fix: Safe, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    let (Some((init_id, init)), Some((run, _))) = (script.function(Stage::Init), script.function(Stage::Run)) else {
        return;
    };
    if script.is_open() {
        return;
    }
    let module = script.module();
    let bound = module.names_in(init.body).filter(|found| is_set(found, init_id));
    let mut told: Vec<&str> = Vec::new();
    let reads = reads(script, run);
    for set in bound {
        if told.contains(&set.name) || has_other_meaning(script, &set, init) {
            continue;
        }
        told.push(set.name);
        let Some(read) = reads.iter().find(|read| read.name == set.name) else { continue };
        let message = message!(
            "`{name}` is local to `init`: `run` reads a global of that name, which does not exist, and raises `NameError` in every worker",
            name = set.name
        );
        let title = message!("Declare `global {name}` in `init`", name = set.name);
        cx.report(set.span, message)
            .help(message!("write `global {name}` in `init` before it", name = set.name))
            .related(read.span, message!("read here"))
            .fix_safe(title, declaration(module.text(), init, set.name).map(|edit| vec![edit]));
    }
}

/// Whether `init` itself sets a variable of its own here.
fn is_set(found: &NameUse, init: FunctionId) -> bool {
    matches!(found.form, UseForm::Assigned(_)) && found.home == Home::Function(init) && found.function == Some(init)
}

/// Whether the name is a builtin too, a parameter, or taken away again.
fn has_other_meaning(script: &Script, set: &NameUse, init: &Function) -> bool {
    let parameter = init.parameters.iter().any(|parameter| parameter.name == set.name);
    let taken = |found: NameUse| matches!(found.form, UseForm::Deleted | UseForm::Declared);
    parameter || BUILTINS.contains(&set.name) || script.uses(set.name).any(taken)
}

/// The names that `run`, and functions of the file that it calls, read and that nothing binds.
fn reads(script: &Script, run: FunctionId) -> Vec<NameUse<'_>> {
    let module = script.module();
    let mut reached = vec![run];
    let mut next = 0;
    while let Some(function) = reached.get(next).copied() {
        next += 1;
        for doing in script.calls_in(function) {
            if let Callee::Function(called) = doing.site.callee
                && !reached.contains(&called)
            {
                reached.push(called);
            }
        }
    }
    let bodies = reached.iter().filter_map(|id| module.function(*id)).map(|function| function.body);
    let found = bodies.flat_map(|body| module.names_in(body)).filter(|found| found.home == Home::Nowhere);
    let is_read = |found: &NameUse| {
        matches!(found.form, UseForm::Read | UseForm::Method(_) | UseForm::Item)
            && found.function.is_some_and(|function| reached.contains(&function))
            && !module.guards(found.node).iter().any(|guard| matches!(guard, Guard::Try(_)))
    };
    found.filter(is_read).collect()
}

/// `global name` as the first statement after the doc string.
fn declaration(text: &str, function: &Function, name: &str) -> Option<Edit> {
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |at| at + 1);
    let body = function.body.slice(text);
    let first = line_start(function.body.start);
    let indent = text.get(first..function.body.start)?;
    if !indent.chars().all(|c| c == ' ' || c == '\t') {
        return None;
    }
    // A doc string or a comment is left where it is.
    let at = match body.chars().next()? {
        '"' | '\'' | 'r' | 'R' if is_doc_string(body) => return after_doc_string(text, function, indent, name),
        _ => function.body.start,
    };
    Some(Edit::insert(at, format!("global {name}\n{indent}")))
}

fn is_doc_string(body: &str) -> bool {
    body.trim_start_matches(['r', 'R']).starts_with(['"', '\''])
}

/// Only a doc string in three quotes is looked for; another first statement may be a string that goes on.
fn after_doc_string(text: &str, function: &Function, indent: &str, name: &str) -> Option<Edit> {
    let body = function.body.slice(text);
    let open = body.find(['"', '\''])?;
    let quotes = body.get(open..open + 3).filter(|quotes| matches!(*quotes, "\"\"\"" | "'''"))?;
    let end = open + 3 + body.get(open + 3..)?.find(quotes)? + 3;
    let rest = body.get(end..)?;
    let line_break = rest.find('\n').filter(|at| rest[..*at].trim().is_empty())?;
    Some(Edit::insert(function.body.start + end + line_break + 1, format!("{indent}global {name}\n")))
}

/// The builtin names that people give to their own variables, and those that are read without being bound.
const BUILTINS: [&str; 74] = [
    "__file__", "__name__", "abs", "all", "any", "ascii", "bin", "bool", "breakpoint", "bytearray", "bytes", "callable", "chr",
    "classmethod", "compile", "complex", "copyright", "credits", "delattr", "dict", "dir", "divmod", "enumerate", "eval", "exec",
    "exit", "filter", "float", "format", "frozenset", "getattr", "globals", "hasattr", "hash", "help", "hex", "id", "input", "int",
    "isinstance", "issubclass", "iter", "len", "license", "list", "locals", "map", "max", "memoryview", "min", "next", "object",
    "oct", "open", "ord", "pow", "print", "property", "quit", "range", "repr", "reversed", "round", "set", "setattr", "slice",
    "sorted", "staticmethod", "str", "sum", "super", "tuple", "type", "zip",
];

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    fn script(init: &str, run: &str) -> String {
        format!("def init():\n{init}\n\n\ndef run(mini_batch):\n{run}\n    return mini_batch\n")
    }

    #[test]
    fn marks_the_variable() {
        check("python script", &script("    model = 1\n    ^^^^^ PJ509", "    print(model)"));
        check("python script", &script("    model, size = 1, 2\n    ^^^^^ PJ509", "    model.predict()"));
        let helper = "\n\ndef score():\n    return model\n";
        check("python script", &(script("    model = 1\n    ^^^^^ PJ509", "    score()") + helper));
    }

    #[test]
    fn silent_where_it_is_bound() {
        check("python script", &script("    global model\n    model = 1", "    print(model)"));
        check("python script", &("model = None\n\n\n".to_owned() + &script("    model = 1", "    print(model)")));
        check("python script", &script("    model = 1", "    model = 2\n    print(model)"));
        check("python script", &script("    id = 1", "    print(id)"));
        check("python script", &script("    model = 1", "    global model\n    model = 2\n    print(model)"));
        check("python script", &script("    model = 1", "    try:\n        model\n    except NameError:\n        pass"));
        check("python script", &script("    model = 1\n    globals()['model'] = model", "    print(model)"));
        check("python script", &script("    model = 1", "    print(mini_batch.model, x(model=1))"));
    }

    #[test]
    fn declares_it() {
        let fix = |init: &str| fix_of("PJ509", "python script", &script(init, "    print(model)"));
        assert_eq!(fix("    model = 1"), "safe\n+    global model\n");
        assert_eq!(fix("    \"\"\"Loads.\"\"\"\n    model = 1"), "safe\n+    global model\n");
        assert_eq!(fix("    'Loads.'\n    model = 1"), "none");
    }
}
