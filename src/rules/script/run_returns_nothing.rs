//! PJ503 `run-returns-nothing`: `run` can end without returning a result.

use crate::rules::Context;
use crate::script::Script;
use crate::syntax::python::Shape;
use crate::{message, rule};

rule! {
    /// `run` can end without returning a result.
    ///
    /// - **Fires when** a path through `run` (a plain function) reaches the end of its body, a bare `return`, or `return None`. Paths end at `raise`, at `sys.exit` and in `while True` without `break`; an `if` without `else` continues; a loop over the mini-batch has a first round.
    /// - **Silent on** generators (PJ504); `async` functions (PJ508); decorated functions; bodies that only raise.
    /// - **Why** Documented by its message: "The run() method in the entry script should return a list or a pandas DataFrame … The actual type of output is NoneType." Each such mini-batch fails after its work was done.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python script
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     for path in mini_batch:
    ///         print(path)
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
    ///     for path in mini_batch:
    ///         print(path)
    ///     return mini_batch
    /// ```
    PJ503 "run-returns-nothing" Error, on: [], sdk: No, costs: true, fix: None, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    let Some((function, exits)) = script.run_exits() else { return };
    let help = || message!("return a list with one item per item done, or a DataFrame; an empty list says that none was done");
    if exits.falls_off {
        let message = message!("`run` can end without returning a result: such a mini-batch fails after its work was done");
        cx.report(function.name_span, message).help(help());
    }
    let message = || message!("`run` returns `None` here: such a mini-batch fails after its work was done");
    for found in &exits.returns {
        let Some(value) = found.value else {
            cx.report(found.span, message()).help(help());
            continue;
        };
        let nothing = script.module().shapes(value).into_iter().filter(|(_, shape)| *shape == Shape::None);
        for (part, _) in nothing {
            cx.report(script.module().span(part), message()).help(help());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn check_body(body: &str) {
        check("python script", &format!("def init():\n    pass\n\n\ndef run(mini_batch):\n{body}\n"));
    }

    #[test]
    fn marks_the_way_out() {
        check_body("    ^^^ PJ503\n    print(mini_batch)");
        check_body("    ^^^ PJ503\n    for path in mini_batch:\n        if path:\n            return [path]");
        check_body("    ^^^ PJ503\n    for path in mini_batch[1:]:\n        return [path]");
        check_body("    ^^^ PJ503\n    try:\n        return [1]\n    except OSError as e:\n        print(e)");
        check_body("    if not mini_batch:\n        return\n        ^^^^^^ PJ503\n    return mini_batch");
        check_body("    if not mini_batch:\n        return None\n               ^^^^ PJ503\n    return mini_batch");
        check_body("    return mini_batch if mini_batch else None\n                                         ^^^^ PJ503");
    }

    #[test]
    fn silent_where_not_certain() {
        check_body("    raise NotImplementedError");
        check_body("    while True:\n        if mini_batch:\n            return mini_batch");
        check_body("    with open('a') as f:\n        return [f.read()]");
        check_body("    try:\n        return [1]\n    except OSError as e:\n        handle_error(e)");
        check("python script", "def init():\n    pass\n\n\n@wrap\ndef run(mini_batch):\n    pass\n");
        check("python file", "def init():\n    pass\n\n\ndef run(raw_data):\n    pass\n");
    }
}
