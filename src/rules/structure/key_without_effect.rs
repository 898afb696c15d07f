//! PJ025 `key-without-effect`: The SDK accepts this key here and then drops it.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::Surface;
use crate::{message, rule};

rule! {
    /// The SDK accepts this key here and then drops it.
    ///
    /// - **Fires when** `compute` or `identity` in a component; `name`, `description`, `display_name`, `tags` on an inline node; `name`, `description` on a component node; `experiment_name` or `services` on a component or node.
    /// - **Silent on** Python; keys of the pipeline itself.
    /// - **Why** Measured: none of them is in what is sent. A node is named by its key in `jobs:`; display name and tags survive on component nodes only.
    /// - **Fix** delete the entry, unsafe because it may be meant as a note.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// description: scores all images
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml node
    /// display_name: score all images
    /// ```
    PJ025 "key-without-effect" Info, on: [Component, Inline, Node], sdk: No, costs: false, fix: Unsafe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for key in cx.faulty_keys(step) {
        let name = &key.entry.key;
        let message = match step.surface {
            Surface::Component => message!("the SDK drops `{key}` of a component: nothing of it is sent", key = name),
            _ => message!("the SDK drops `{key}` of this node: nothing of it is sent", key = name),
        };
        let help = message!("delete it, or make it a comment");
        let edits = cx.rewrite().remove(key.mapping, key.entry);
        cx.report(key.entry.key_span, message).help(help).fix_unsafe(message!("Delete `{key}`", key = name), edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_key() {
        check("yaml component", "compute: azureml:c\n^^^^^^^ PJ025\nidentity: {type: managed}\n^^^^^^^^ PJ025");
        check("yaml inline", "name: a\n^^^^ PJ025\ndisplay_name: a\n^^^^^^^^^^^^ PJ025\ntags: {a: b}\n^^^^ PJ025\nproperties: {a: b}");
        check("yaml node", "name: a\n^^^^ PJ025\ndescription: a\n^^^^^^^^^^^ PJ025\nservices: {}\n^^^^^^^^ PJ025\ndisplay_name: a\ntags: {a: b}");
        check("yaml pipeline", "experiment_name: a\nname: a");
        check("python v2", "experiment_name=\"a\"");
    }

    #[test]
    fn deletes() {
        assert_eq!(fix_of("PJ025", "yaml inline", "description: |\n  scores\n  all"), "unsafe\n-    description: |\n-      scores\n-      all\n");
    }
}
