//! PJ152 `port-mode-unknown`: The mode of an input or output does not exist or belongs to the other side.

use crate::rules::shared::ports::{assignments, attribute, info, is_parameter, mode_field, type_of};
use super::words::{WrongWord, listed, write_word, wrong_word};
use crate::diagnostic::Applicability;
use crate::message::Message;
use crate::model::{ComponentSource, Data, Direction, FileModel, ParallelStep, Pipeline, Port, Value};
use crate::rules::Context;
use crate::tables::{FieldInfo, Surface};
use crate::text::nearest;
use crate::{message, rule};

rule! {
    /// The mode of an input or output does not exist or belongs to the other side.
    ///
    /// - **Fires when** *input*: a `mode` other than `ro_mount, download, direct, eval_mount, eval_download`. *Output*: other than `rw_mount, mount, upload, direct`. Job ports in YAML compare without case, components and Python (keyword, or assigned to `<node>.inputs.<n>.mode` / `.outputs.<n>.mode`) with it; `InputOutputModes.<name>` that does not exist.
    /// - **Silent on** literal parameters; dynamic values; expressions, unless they are assigned to a node.
    /// - **Why** `row_mount` and `rw_mount` on inputs are refused in jobs but pass in components (`upload` and `link` too). In Python a wrong mode assigned to a node passes `validate` and raises `KeyError` at submission; `Direct` with a capital does so as well.
    /// - **Fix** other case, near misses (`row_mount` on an input → `ro_mount`): safe. `mount`, `rw_mount` on an input → `ro_mount`; `ro_mount` on an output → `rw_mount`; `download` → `upload`: unsafe.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: azureml:images:1
    ///     mode: row_mount
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
    PJ152 "port-mode-unknown" Error, on: [Component, Inline, Node, Pipeline, SdkV2], sdk: No, costs: false, fix: Mixed, step: check, pipeline: check_pipeline, file: check_file
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for port in step.inputs().chain(step.outputs()) {
        port_of(&port, cx);
    }
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    for port in pipeline.ports(Direction::Input).chain(pipeline.ports(Direction::Output)) {
        port_of(&port, cx);
    }
}

/// What Python gives to nodes made of a step, and what it assigns to their ports.
fn check_file<'a>(model: &'a FileModel, cx: &mut Context<'a>) {
    for call in model.uses.iter().filter(|call| matches!(call.component, ComponentSource::Written(_))) {
        for entry in call.arguments.effective() {
            port_of(&Port { direction: Direction::Input, surface: Surface::SdkV2, entry }, cx);
        }
    }
    for (assigned, info) in assignments(model, mode_field) {
        // Whose port it is must be certain, unless the constant does not exist for anyone.
        let value = &assigned.entry.value;
        if matches!(value.data, Data::Name(_)) || cx.component(&assigned.component).is_some() {
            judge(value, info, assigned.direction, true, cx);
        }
    }
}

fn port_of<'a>(port: &Port<'a>, cx: &mut Context<'a>) {
    let field = mode_field(port.direction);
    let Some((info, entry)) = info(port, field).zip(attribute(port, field)) else { return };
    if !type_of(port).is_some_and(is_parameter) {
        judge(&entry.value, info, port.direction, false, cx);
    }
}

fn judge<'a>(value: &'a Value, info: &'static FieldInfo, side: Direction, assigned: bool, cx: &mut Context<'a>) {
    let Some(wrong) = wrong_word(value, info, assigned, cx) else { return };
    let message = says(&wrong, info, side, assigned);
    let Some((sure, right)) = repair(&wrong.word, info, side) else {
        cx.report(value.span, message).help(message!("write one of: {words}", words = listed(info)));
        return;
    };
    let edits = write_word(value, right, true, cx);
    let finding = cx.report(value.span, message).help(message!("write `{right}`", right = right));
    finding.fix(sure, message!("Write `{right}`", right = right), edits);
}

fn says(wrong: &WrongWord, info: &FieldInfo, side: Direction, assigned: bool) -> Message {
    let word = wrong.shown;
    if wrong.is_constant {
        return message!("`{word}` does not exist: Python raises `AttributeError`", word = word);
    }
    if let Some(right) = info.values.iter().find(|value| **value == wrong.word) {
        return message!(
            "`{word}` is not `{right}`: components and Python compare modes letter by letter",
            word = word,
            right = right
        );
    }
    match (info.surface, side) {
        (Surface::SdkV2, Direction::Input) if assigned => {
            message!("`{word}` is no mode of an input; validation passes and submission raises `KeyError`", word = word)
        }
        (Surface::SdkV2, Direction::Output) if assigned => {
            message!("`{word}` is no mode of an output; validation passes and submission raises `KeyError`", word = word)
        }
        (Surface::Component, Direction::Input) => {
            message!("`{word}` is no mode of an input; the component loads with it, but jobs refuse it", word = word)
        }
        (Surface::Component, Direction::Output) => {
            message!("`{word}` is no mode of an output; the component loads with it, but jobs refuse it", word = word)
        }
        (_, Direction::Input) => message!("`{word}` is no mode of an input; the job is refused", word = word),
        (_, Direction::Output) => message!("`{word}` is no mode of an output; the job is refused", word = word),
    }
}

/// The mode that is meant, and how sure that is. A mode of the other side is no slip of the pen.
fn repair(word: &str, info: &'static FieldInfo, side: Direction) -> Option<(Applicability, &'static str)> {
    let opposite = OPPOSITE.iter().find(|(wrong_side, wrong, _)| *wrong_side == side && *wrong == word);
    if let Some((_, _, right)) = opposite {
        return Some((Applicability::Unsafe, *right));
    }
    let same = info.values.iter().copied().find(|value| *value == word);
    same.or_else(|| nearest(word, info.values.iter().copied())).map(|right| (Applicability::Safe, right))
}

/// A mode on the wrong side, and the one that does the same on the right side.
const OPPOSITE: [(Direction, &str, &str); 4] = [
    (Direction::Input, "mount", "ro_mount"),
    (Direction::Input, "rw_mount", "ro_mount"),
    (Direction::Output, "ro_mount", "rw_mount"),
    (Direction::Output, "download", "upload"),
];

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    fn mode(word: &str) -> String {
        format!("inputs:\n  data:\n    type: uri_folder\n    path: azureml:images:1\n    mode: {word}\n")
    }

    #[test]
    fn each_side_has_its_modes() {
        check("yaml inline", &format!("{}          ^^^^^^^^^ PJ152", mode("row_mount")));
        check("yaml node", &format!("{}          ^^^^^^ PJ152", mode("upload")));
        check("yaml inline", &mode("RO_Mount"));
        check("yaml inline", &format!("{}          ^^^^^^^^^^^^^^^^^^^^^^^ PJ209", mode("${{parent.inputs.mode}}")));
        check("yaml inline", "outputs:\n  scores:\n    type: uri_file\n    mode: download\n          ^^^^^^^^ PJ152");
        check("yaml component", "outputs:\n  scores:\n    type: uri_file\n    mode: ro_mount\n          ^^^^^^^^ PJ152");
        check("yaml component", "inputs:\n  data:\n    type: uri_folder\n    mode: Download\n          ^^^^^^^^ PJ152");
        check("yaml pipeline", &format!("{}          ^^^^ PJ152", mode("link")));
    }

    #[test]
    fn python_gives_and_assigns_modes() {
        check("python v2", "outputs={\"scores\": Output(type=\"uri_file\", mode=\"mounted\")}\n                                                ^^^^^^^^^ PJ152");
        check("python v2", "outputs={\"scores\": Output(type=\"uri_file\", mode=mode)}");
        check(
            "python v2 after",
            "
            @dsl.pipeline(default_compute=\"cpu\")
            def main(data):
                node = score(data=data)
                node.inputs.data.mode = \"Download\"
                                        ^^^^^^^^^^ PJ152
                node.outputs.scores.mode = \"upload\"
                other.inputs.data.mode = \"train\"
            ",
        );
    }

    #[test]
    fn writes_the_mode_that_is_meant() {
        let of = |word: &str| {
            let fixed = fix_of("PJ152", "yaml inline", &mode(word));
            fixed.lines().filter(|line| !line.starts_with('-')).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(of("row_mount"), "safe +        mode: ro_mount");
        assert_eq!(of("rw_mount"), "unsafe +        mode: ro_mount");
        assert_eq!(of("link"), "none");
    }

    #[test]
    fn keeps_constants() {
        let block = "from azure.ai.ml.constants import InputOutputModes\nnode = score()\nnode.inputs.data.mode = InputOutputModes.RW_MOUNT";
        let fixed = fix_of("PJ152", "python v2 after", block);
        assert!(fixed.starts_with("unsafe\n") && fixed.ends_with("+node.inputs.data.mode = InputOutputModes.RO_MOUNT\n"), "{fixed}");
    }
}
