//! PJ406 `node-name-repeated`: Two nodes of a pipeline get the same name.

use crate::model::{ComponentSource, ComponentUse, FileModel, NamedNode, Value};
use crate::rules::Context;
use crate::tables::Field;
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// Two nodes of a pipeline get the same name.
    ///
    /// - **Fires when** inside one `@pipeline` function, results of the same step, built with a literal `name=`, are assigned to two different variables, and not all but one of them get a name of their own by `<node>.name = "…"`; or two nodes get names by such literals that are equal when case is ignored.
    /// - **Silent on** steps built without `name` (the variables name the nodes); calls whose result is not assigned, assigned to the same variable again, or collected in a list or loop (the SDK numbers these); assignments in exclusive branches.
    /// - **Why** Measured: a variable that holds a named step takes the step's name, so the second one raises "Duplicate node name found in pipeline" when the function runs.
    /// - **Fix** insert `<variable>.name = "<variable>"` after the second assignment, unsafe.
    ///
    /// Invalid:
    ///
    /// ```python v2 after
    /// @dsl.pipeline(default_compute="cpu-cluster")
    /// def scoring(day, night):
    ///     by_day = score(data=day)
    ///     by_night = score(data=night)
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2 after
    /// @dsl.pipeline(default_compute="cpu-cluster")
    /// def scoring(day, night):
    ///     by_day = score(data=day)
    ///     by_night = score(data=night)
    ///     by_night.name = "by_night"
    /// ```
    PJ406 "node-name-repeated" Error, on: [SdkV2], sdk: Yes, costs: false, fix: Unsafe, file: check_file
}

fn check_file<'a>(file: &'a FileModel, cx: &mut Context<'a>) {
    let nodes: Vec<Named> = file.uses.iter().filter_map(|call| named(call, file)).collect();
    for (index, node) in nodes.iter().enumerate() {
        let repeats = |other: &&Named| {
            other.node.function == node.node.function && other.node.variable != node.node.variable && other.name == node.name
        };
        // A variable that is assigned again holds the later node only.
        let is_last = |at: usize| {
            let later = nodes.get(at + 1..).unwrap_or_default();
            nodes.get(at).is_some_and(|it| !later.iter().any(|other| {
                other.node.function == it.node.function && other.node.variable == it.node.variable
            }))
        };
        let earlier = nodes[..index].iter().enumerate().find(|(at, other)| is_last(*at) && repeats(other));
        if let Some((_, earlier)) = earlier.filter(|_| is_last(index)) {
            report(node, earlier, cx);
        }
    }
}

/// A node with the name that it certainly gets.
struct Named<'a> {
    node: &'a NamedNode,
    name: Name<'a>,
}

/// Where a node has its name from.
enum Name<'a> {
    /// From the step, by its index; and the step's name.
    Step(usize, &'a str),
    /// From an assignment.
    Own(&'a Value, &'a str),
}

impl PartialEq for Name<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Step(a, _), Self::Step(b, _)) => a == b,
            (Self::Own(_, a), Self::Own(_, b)) => a.to_lowercase() == b.to_lowercase(),
            _ => false,
        }
    }
}

fn named<'a>(call: &'a ComponentUse, file: &'a FileModel) -> Option<Named<'a>> {
    let node = call.node.as_ref()?;
    let name = match (call.names.last(), &call.component) {
        (Some(value), _) => Name::Own(value, value.known_text()?),
        (None, ComponentSource::Written(index)) => {
            let step = file.steps.get(*index)?;
            if step.assigned.iter().any(|(_, entry)| entry.key == Field::Name.name() && !is_of_node(&entry.value, file)) {
                return None;
            }
            Name::Step(*index, step.body.get(Field::Name.name())?.value.known_text()?)
        }
        (None, _) => return None,
    };
    Some(Named { node, name })
}

/// Whether a value is assigned to the name of a node, and not to that of the step itself.
fn is_of_node(value: &Value, file: &FileModel) -> bool {
    file.uses.iter().flat_map(|call| &call.names).any(|name| name.span == value.span)
}

fn report(node: &Named, earlier: &Named, cx: &mut Context) {
    let variable = &node.node.variable;
    match (&node.name, &earlier.name) {
        (Name::Own(value, name), Name::Own(other, _)) => {
            let message = message!("two nodes are named `{name}`; the pipeline function raises when it runs", name = name);
            let help = message!("give each node a name of its own; case does not count");
            cx.report(value.span, message).help(help).related(other.span, message!("the other one is named here"));
        }
        (Name::Step(_, name), _) | (Name::Own(_, name), _) => {
            let message = message!(
                "`{variable}` is the second node named `{name}`, after its step; the pipeline function raises when it runs",
                variable = variable,
                name = name,
            );
            let help = message!("give it a name of its own: `{variable}.name = \"{variable}\"`", variable = variable);
            let title = message!("Name it `{variable}`", variable = variable);
            let edits = name_it(node.node, cx);
            cx.report(node.node.span, message)
                .help(help)
                .related(earlier.node.span, message!("the first one is made here"))
                .fix_unsafe(title, edits);
        }
    }
}

/// Adds a statement that names the node behind the one that makes it.
fn name_it(node: &NamedNode, cx: &Context) -> Option<Vec<Edit>> {
    let text = cx.text();
    let rest = text.get(node.statement.end..)?;
    let line = rest.split(['\r', '\n']).next().unwrap_or_default();
    let margin = text.get(..node.statement.start)?.rsplit('\n').next()?;
    let newline = if rest[line.len()..].starts_with("\r\n") { "\r\n" } else { "\n" };
    let statement = format!("{newline}{margin}{0}.name = \"{0}\"", node.variable);
    let idle = line.trim().is_empty() || line.trim_start().starts_with('#');
    idle.then(|| vec![Edit::insert(node.statement.end + line.len(), statement)])
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    fn after(body: &str) -> String {
        let body: String = body.lines().map(|line| format!("    {line}\n")).collect();
        format!("@dsl.pipeline(default_compute=\"c\")\ndef scoring(day, night):\n{body}")
    }

    #[test]
    fn draws_the_second() {
        check("python v2 after", &after("a = score(data=day)\nb = score(data=night)\n^ PJ406"));
        check("python v2 after", &after("a = score(data=day)\na.name = \"x\"\nb = score(data=night)\nb.name = \"X\"\n         ^^^ PJ406"));
        check("python v2 after", &after("a = score(data=day)\na = score(data=day)\nb = score(data=night)\n^ PJ406"));
    }

    #[test]
    fn silent() {
        for body in [
            "a = score(data=day)\nb = score(data=night)\nb.name = \"b\"",
            "a = score(data=day)\na = score(data=night)",
            "a = score(data=day)\nscore(data=night)",
            "if day:\n    a = score(data=day)\nelse:\n    b = score(data=night)",
            "a = score(data=day)\nb = score(data=night)\nb.name = name()",
            "a = score(data=day)\na.name = \"x\"\nb = score(data=night)\nb.name = \"y\"",
        ] {
            check("python v2 after", &after(body));
        }
        check("python v2 after minus=name", &after("a = score(data=day)\nb = score(data=night)"));
        check("python v2 after", "a = score(data=x)\nb = score(data=y)");
    }

    #[test]
    fn names_it() {
        assert_eq!(
            fix_of("PJ406", "python v2 after", &after("a = score(data=day)\nb = score(data=night)  # x\nprint(b)")),
            "unsafe\n+    b.name = \"b\"\n",
        );
        assert_eq!(fix_of("PJ406", "python v2 after", &after("a = score(data=day)\nb = score(data=night); print(b)")), "none");
    }
}
