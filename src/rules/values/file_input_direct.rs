//! PJ154 `file-input-direct`: The input to be split is files, but its mode is `direct`.

use crate::rules::shared::ports::{allowed, info, mode_of};
use crate::rules::shared::split::{SplitInput, is_assigned, may_have_partition_keys};
use super::words::write_word;
use crate::model::{Direction, ParallelStep, Value};
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// The input to be split is files, but its mode is `direct`.
    ///
    /// - **Fires when** the input bound by `input_data` is `uri_folder` or `uri_file` with mode `direct`.
    /// - **Silent on** other inputs; `mltable`; `partition_keys` present (partitioned file data is read directly); unknown types.
    /// - **Why** Documented: file input is used with `ro_mount` or `download`, tables with `direct`. With `direct` the script gets a URI, not a path it can open.
    /// - **Fix** `direct` → `ro_mount`, unsafe.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: azureml:images:1
    ///     mode: direct
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: azureml:images:1
    ///     mode: ro_mount
    /// ```
    PJ154 "file-input-direct" Warning, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Unsafe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some(split) = SplitInput::of(step, cx) else { return };
    let files = split.agreed_type().filter(|word| FILES.contains(word));
    let Some(kind) = files.filter(|_| !is_assigned(&split.port, Field::InputType, cx)) else { return };
    if may_have_partition_keys(step, cx) {
        return;
    }
    let written = mode_of(&split.port).filter(|_| !is_assigned(&split.port, Field::InputMode, cx));
    if let Some((entry, DIRECT)) = written {
        report(&entry.value, kind, cx);
    }
    assigned(step, &split, kind, cx);
}

/// Modes that Python assigns to the input of a node made of the step.
fn assigned<'a>(step: &'a ParallelStep, split: &SplitInput<'a>, kind: &str, cx: &mut Context<'a>) {
    let Some(info) = info(&split.port, Field::InputMode) else { return };
    for assigned in cx.port_assignments() {
        let of_step = cx.model().written(&assigned.component).is_some_and(|of| std::ptr::eq(of, step));
        let of_port = assigned.direction == Direction::Input && assigned.port == split.port.name();
        let word = assigned.entry.value.known_text().and_then(|word| allowed(info, word));
        if of_step && of_port && assigned.entry.key == info.key && word == Some(DIRECT) {
            report(&assigned.entry.value, kind, cx);
        }
    }
}

fn report<'a>(mode: &'a Value, kind: &str, cx: &mut Context<'a>) {
    let message = message!(
        "this `{kind}` is split into files, but with `direct` the script gets URIs that it cannot open (documented: `ro_mount` or `download`)",
        kind = kind
    );
    let edits = write_word(mode, MOUNT, true, cx);
    let help = message!("write `{mode}`", mode = MOUNT);
    cx.report(mode.span, message).help(help).fix_unsafe(message!("Write `{mode}`", mode = MOUNT), edits);
}

/// The types that are split by files.
const FILES: [&str; 2] = ["uri_folder", "uri_file"];
const DIRECT: &str = "direct";
const MOUNT: &str = "ro_mount";

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    const DIRECT: &str = "inputs:\n  data:\n    type: uri_folder\n    path: azureml:images:1\n    mode: direct\n";

    #[test]
    fn marks_the_mode_of_the_split_input() {
        check("yaml inline", &format!("{DIRECT}          ^^^^^^ PJ154"));
        check("yaml node", &format!("{DIRECT}          ^^^^^^ PJ154"));
        check("yaml node", "inputs:\n  data:\n    path: ${{parent.inputs.images}}\n                           ^^^^^^ PJ210\n    mode: direct\n          ^^^^^^ PJ154");
        check("yaml component", "inputs:\n  data:\n    type: uri_folder\n    mode: direct\n          ^^^^^^ PJ154");
        check("python v2", "inputs={\"data\": Input(type=\"uri_folder\", mode=\"direct\")}\n                                              ^^^^^^^^ PJ154");
        check("python v2 after", "node = score(data=x)\nnode.inputs.data.mode = \"direct\"\n                        ^^^^^^^^ PJ154");
    }

    #[test]
    fn leaves_tables_keys_and_other_inputs() {
        check("yaml inline", &format!("{}mini_batch_size: 1mb", DIRECT.replace("uri_folder", "mltable")));
        check("yaml inline", &DIRECT.replace("direct", "download"));
        check("yaml inline minus=mini_batch_size", &format!("{DIRECT}partition_keys: [year]"));
        check("yaml node minus=component", &format!("{DIRECT}component: azureml:score:1"));
        check(
            "python v2 after",
            "
            from azure.ai.ml.constants import InputOutputModes
            node = score(data=x)
            node.inputs.data.mode = InputOutputModes.DOWNLOAD
            ",
        );
    }

    #[test]
    fn mounts_instead() {
        assert_eq!(fix_of("PJ154", "yaml inline", DIRECT), "unsafe\n-        mode: direct\n+        mode: ro_mount\n");
    }
}
