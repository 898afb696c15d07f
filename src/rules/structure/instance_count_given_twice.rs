//! PJ033 `instance-count-given-twice`: `instance_count` is given directly and again through `resources`.

use crate::diagnostic::Applicability;
use crate::model::{Entry, Mapping, ParallelStep};
use crate::rules::Context;
use crate::tables::{self, Field, Place, Surface};
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// `instance_count` is given directly and again through `resources`.
    ///
    /// - **Fires when** a component has both `instance_count` and `resources`; a component node or `parallel_run_function` has `instance_count` and a `resources` with `instance_count`.
    /// - **Silent on** inline nodes (PJ020); `resources` without `instance_count` on nodes and in Python; dynamic `resources`.
    /// - **Why** The component raises "instance_count and resources are mutually exclusive" without a line; on nodes and in Python the direct one wins silently.
    /// - **Fix** delete the direct key, moving its value into `resources` if that has none: unsafe; with equal values safe.
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// instance_count: 4
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// resources:
    ///   instance_count: 4
    /// ```
    PJ033 "instance-count-given-twice" Error, on: [Component, Node, SdkV2], sdk: No, costs: true, fix: Mixed, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let key = |place| Some(tables::entry(step.surface, place, Field::InstanceCount)?.key);
    let Some(direct) = key(Place::Step).and_then(|key| step.body.get(key)) else { return };
    let Some(holder) = step.holder(Place::Resources) else { return };
    let Some(resources) = holder.value.mapping().filter(|_| !direct.value.is_null()) else { return };
    let inner = key(Place::Resources).and_then(|key| resources.get(key));
    let message = match (step.surface, inner) {
        (Surface::Component, _) => {
            message!("`{key}` stands beside `{holder}`; the SDK refuses that, without a line", key = direct.key, holder = holder.key)
        }
        (_, Some(_)) => {
            message!("`{key}` is also given in `{holder}`; this one wins without a word", key = direct.key, holder = holder.key)
        }
        (_, None) => return,
    };
    let (applicability, edits) = edits(cx, step, direct, resources, inner);
    let place = inner.unwrap_or(holder);
    let finding = cx.report(direct.key_span, message).help(message!("give it in `{holder}` only", holder = holder.key));
    let finding = finding.related(place.key_span, message!("`{key}` stands here", key = place.key));
    finding.fix(applicability, message!("Give it in `{holder}` only", holder = holder.key), edits);
}

fn edits(
    cx: &Context,
    step: &ParallelStep,
    direct: &Entry,
    resources: &Mapping,
    inner: Option<&Entry>,
) -> (Applicability, Option<Vec<Edit>>) {
    let Some(inner) = inner else {
        return (Applicability::Unsafe, cx.rewrite().move_entry(&step.body, direct, resources));
    };
    let equal = direct.value.number().is_some() && direct.value.number() == inner.value.number();
    let applicability = if equal { Applicability::Safe } else { Applicability::Unsafe };
    (applicability, cx.rewrite().remove(&step.body, direct))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_direct_key() {
        check("yaml component", "instance_count: 4\n^^^^^^^^^^^^^^ PJ033");
        check("yaml node", "instance_count: 4\n^^^^^^^^^^^^^^ PJ033\nresources: {instance_count: 4}");
        check("yaml node", "instance_count: 4\nresources: {instance_type: a}");
        check("python v2", "instance_count=4,\nresources={\"shm_size\": \"2g\"}");
        check("python v2", "instance_count=4,\nresources=make()");
        check("yaml component minus=resources", "instance_count: 4");
    }

    #[test]
    fn leaves_one() {
        assert_eq!(fix_of("PJ033", "yaml component", "instance_count: 2"), "safe\n-instance_count: 2\n");
        assert_eq!(fix_of("PJ033", "yaml component", "instance_count: 4"), "unsafe\n-instance_count: 4\n");
        let fix = fix_of("PJ033", "yaml component minus=resources.instance_count", "resources:\n  shm_size: 2g\ninstance_count: 4");
        assert_eq!(fix, "unsafe\n+  instance_count: 4\n-instance_count: 4\n");
        let fix = fix_of("PJ033", "python v2", "instance_count=4,\nresources={\"instance_count\": 2}");
        assert_eq!(fix, "unsafe\n-    instance_count=4,\n");
    }
}
