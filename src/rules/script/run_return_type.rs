//! PJ504 `run-return-type`: `run` returns something that is neither a list nor a DataFrame.

use crate::message::Message;
use crate::rules::Context;
use crate::script::Script;
use crate::syntax::python::{CallId, Callee, NodeId, Shape};
use crate::{message, rule};

rule! {
    /// `run` returns something that is neither a list nor a DataFrame.
    ///
    /// - **Fires when** a `return` of `run` gives a number, string, f-string, Boolean, dictionary or set display or comprehension, `dict(…)`, `set(…)`, `str(…)`, `len(…)`, `json.dumps(…)`, `<x>.to_json(…)`, `<x>.to_dict(…)`, a generator expression, or `run` contains `yield`.
    /// - **Silent on** names and calls of unknown type; tuples (documented as allowed); `.tolist()`; conditional expressions are judged on both sides.
    /// - **Why** Documented: list, tuple or DataFrame; its length is the number of items that succeeded. Scripts of online endpoints, which return JSON, are often reused here.
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
    ///     return {"count": len(mini_batch)}
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
    ///     return [f"{path} done" for path in mini_batch]
    /// ```
    PJ504 "run-return-type" Error, on: [], sdk: No, costs: true, fix: None, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    let Some((_, exits)) = script.run_exits() else { return };
    let module = script.module();
    if let Some(first) = exits.first_yield {
        let message = message!("`yield` makes `run` a generator: the driver gets neither a list nor a DataFrame, and every mini-batch fails");
        cx.report(first, message).help(message!("collect the items in a list and return it"));
        return;
    }
    let values = exits.returns.iter().filter_map(|found| found.value).flat_map(|value| module.shapes(value));
    for (value, kind) in values.filter_map(|(value, shape)| Some((value, kind(script, shape)?))) {
        report(script, value, kind, cx);
    }
}

fn report(script: &Script, value: NodeId, kind: Message, cx: &mut Context) {
    let message = message!("`run` returns {kind}, neither a list nor a DataFrame: every such mini-batch fails after its work was done", kind = kind);
    let help = message!("return a list with one item per item done, `[result]` for instance, or a DataFrame");
    cx.report(script.module().span(value), message).help(help);
}

/// What is returned, in words, if that is certainly not allowed.
fn kind(script: &Script, shape: Shape) -> Option<Message> {
    Some(match shape {
        Shape::Bool => message!("a Boolean"),
        Shape::Number => message!("a number"),
        Shape::Text => message!("a string"),
        Shape::Dict => message!("a dictionary"),
        Shape::Set => message!("a set"),
        Shape::Generator => message!("a generator"),
        Shape::Call(call) => kind_of_call(script, call)?,
        // That it returns nothing is for another rule to say.
        Shape::None | Shape::List | Shape::Tuple | Shape::Unknown => return None,
    })
}

fn kind_of_call(script: &Script, id: CallId) -> Option<Message> {
    let site = script.module().call_site(id)?;
    match &site.callee {
        Callee::Unbound(name) if !script.is_open() => match name.as_str() {
            "dict" => Some(message!("a dictionary")),
            "set" => Some(message!("a set")),
            "str" => Some(message!("a string")),
            "len" => Some(message!("a number")),
            _ => None,
        },
        Callee::Qualified(name) if name == "json.dumps" => Some(message!("a string")),
        _ => {
            let (_, method) = site.callee_span.slice(script.module().text()).rsplit_once('.')?;
            let call = script.module().call(id)?;
            let bare = call.positional.is_empty() && call.keywords.is_empty() && !call.open;
            match method.trim() {
                "to_json" => Some(message!("a string")),
                // `to_dict("records")` of a DataFrame gives a list.
                "to_dict" if bare => Some(message!("a dictionary")),
                _ => None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn check_body(body: &str) {
        check("python script", &format!("import json\n\n\ndef init():\n    pass\n\n\ndef run(mini_batch):\n{body}\n"));
    }

    #[test]
    fn marks_the_value() {
        check_body("    return 1\n           ^ PJ504");
        check_body("    return f\"{mini_batch}\"\n           ^^^^^^^^^^^^^^^ PJ504");
        check_body("    return True\n           ^^^^ PJ504");
        check_body("    return {1}\n           ^^^ PJ504");
        check_body("    return (path for path in mini_batch)\n           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ504");
        check_body("    return len(mini_batch)\n           ^^^^^^^^^^^^^^^ PJ504");
        check_body("    return json.dumps([])\n           ^^^^^^^^^^^^^^ PJ504");
        check_body("    return mini_batch.to_json()\n           ^^^^^^^^^^^^^^^^^^^^ PJ504");
        check_body("    return mini_batch.to_dict()\n           ^^^^^^^^^^^^^^^^^^^^ PJ504");
        check_body("    return [] if mini_batch else 0\n                                 ^ PJ504");
        check_body("    found = {}\n    found[1] = 2\n    return found\n           ^^^^^ PJ504");
        check_body("    for path in mini_batch:\n        yield path\n        ^^^^^^^^^^ PJ504");
    }

    #[test]
    fn silent_where_it_may_be_a_list() {
        check_body("    return mini_batch");
        check_body("    return 1, 2");
        check_body("    return mini_batch.values.tolist()");
        check_body("    return mini_batch.to_dict('records')");
        check_body("    found = 0\n    found = work(found)\n    return found");
        check_body("    return list(path for path in mini_batch)");
    }
}
