//! PJ024 `is-deterministic-on-node`: `is_deterministic` is set on a node, where it has no effect.

use super::FaultyKey;
use crate::model::{ComponentSource, Data, Entry, ParallelStep};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{self, Effect, Place};
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// `is_deterministic` is set on a node, where it has no effect.
    ///
    /// - **Fires when** the key stands on an inline or component node, or Python assigns `<node>.is_deterministic` after the step was built.
    /// - **Silent on** component files; `parallel_run_function(is_deterministic=…)`.
    /// - **Why** Reuse of earlier results is a property of the component. On a component node the key is ignored without a message, on an inline node it causes the misleading `component` error, as an attribute it is sent and ignored. The step is then reused although it must not be, or the reverse.
    /// - **Fix** component node with a local component file: move it there, unsafe. Python: move it into the call, unsafe. Inline node: none (make the node a component).
    ///
    /// Invalid:
    ///
    /// ```yaml node
    /// is_deterministic: false
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// is_deterministic: false
    /// ```
    PJ024 "is-deterministic-on-node" Error, on: [Inline, Node, SdkV2], sdk: No, costs: true, fix: Unsafe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    cx.faulty_keys(step).for_each(|key| on_node(step, &key, cx));
    for (place, entry) in &step.assigned {
        let info = tables::lookup(step.surface, *place, &entry.key);
        if *place == Place::Attribute && info.and_then(|info| info.rule("key")) == Some(RULE.code) {
            on_attribute(step, entry, cx);
        }
    }
}

fn on_node<'a>(step: &'a ParallelStep, key: &FaultyKey<'a>, cx: &mut Context<'a>) {
    let name = &key.entry.key;
    let refused = tables::lookup(step.surface, key.place, name).is_some_and(|info| info.effect == Effect::Refused);
    let span = key.entry.key_span;
    if refused {
        let message = message!("`{key}` belongs to a component; the SDK refuses the node and says only that `component` is missing", key = name);
        cx.report(span, message).help(message!("make the node a component and set `{key}` there", key = name));
        return;
    }
    let message = message!("`{key}` belongs to the component; on a node it is ignored, and so earlier results are reused as before", key = name);
    let component = step.component.as_ref().and_then(|source| cx.component(source));
    let edits = match (&step.component, &component) {
        (Some(ComponentSource::Written(_)), Some(component)) if !component.body.has(name) => {
            cx.rewrite().move_entry(key.mapping, key.entry, &component.body)
        }
        _ => None,
    };
    let finding = cx.report(span, message).help(message!("set `{key}` in the component", key = name));
    let finding = finding.fix_unsafe(message!("Move it to the component"), edits);
    if let Some(component) = component {
        finding.related_in(component.file(), component.anchor, message!("the component stands here"));
    }
}

fn on_attribute(step: &ParallelStep, entry: &Entry, cx: &mut Context) {
    let message = message!("`{key}` is no attribute of a node: it is sent and ignored, and so earlier results are reused as before", key = entry.key);
    let help = message!("give `{key}` in the call of `parallel_run_function`", key = entry.key);
    let edits = into_call(cx, step, entry);
    cx.report(entry.key_span, message).help(help).fix_unsafe(message!("Move it into the call"), edits);
}

fn into_call(cx: &Context, step: &ParallelStep, entry: &Entry) -> Option<Vec<Edit>> {
    let Data::Bool(truth) = entry.value.data else { return None };
    let rewrite = cx.rewrite();
    let inserted = || rewrite.insert(&step.body, &entry.key, &Literal::Bool(truth));
    (!step.body.has(&entry.key)).then(|| rewrite.all([inserted(), rewrite.remove_assignment(entry)])).flatten()
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_key() {
        check("yaml node", "is_deterministic: false\n^^^^^^^^^^^^^^^^ PJ024");
        check("yaml inline", "is_deterministic: false\n^^^^^^^^^^^^^^^^ PJ024");
        check("yaml component", "is_deterministic: false");
        check("python v2", "is_deterministic=False");
        check("python v2 after", "score.is_deterministic = False\n      ^^^^^^^^^^^^^^^^ PJ024");
    }

    #[test]
    fn moves_into_the_call() {
        let fix = fix_of("PJ024", "python v2 after", "score.is_deterministic = False\nprint(score)");
        assert_eq!(fix, "unsafe\n+    is_deterministic=False,\n-score.is_deterministic = False\n");
        assert_eq!(fix_of("PJ024", "yaml node", "is_deterministic: false"), "none");
    }
}
