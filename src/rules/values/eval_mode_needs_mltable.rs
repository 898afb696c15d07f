//! PJ153 `eval-mode-needs-mltable`: `eval_mount` or `eval_download` is used on an input that is not an `mltable`.

use crate::rules::shared::ports::{allowed, attribute, info, is_data, mode_of, type_of};
use crate::rules::shared::split::is_assigned;
use super::words::write_word;
use crate::model::{ComponentSource, Data, Direction, FileModel, ParallelStep, Pipeline, Port, Value};
use crate::rules::Context;
use crate::tables::Field;
use crate::text::Span;
use crate::{message, rule};

rule! {
    /// `eval_mount` or `eval_download` is used on an input that is not an `mltable`.
    ///
    /// - **Fires when** an input with one of these modes has a known type other than `mltable`, or no type on a job input (then it is `uri_folder`).
    /// - **Silent on** inputs whose type comes through an expression; Python modes assigned to a node whose input type is unknown.
    /// - **Why** Jobs refuse the pair with a nested dump; components accept it. One page mounts files with `eval_mount`; the reference does not name the mode, and the SDK allows it with `mltable` only.
    /// - **Fix** `eval_mount` → `ro_mount`, `eval_download` → `download`, unsafe.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: azureml:images:1
    ///     mode: eval_mount
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: mltable
    ///     path: azureml:images:1
    ///     mode: eval_mount
    /// ```
    PJ153 "eval-mode-needs-mltable" Error, on: [Component, Inline, Node, Pipeline, SdkV2], sdk: No, costs: false, fix: Unsafe, step: check, pipeline: check_pipeline, file: check_file
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let component = step.component.as_ref().and_then(|source| cx.component(source));
    for port in step.inputs() {
        let Some((mode, word)) = mode_of(&port) else { continue };
        let declared = component.as_ref().and_then(|component| type_of(&component.port(Direction::Input, port.name())?));
        let own = type_of(&port);
        if own.zip(declared).is_some_and(|(own, declared)| own != declared) || is_assigned(&port, Field::InputType, cx) {
            continue;
        }
        if let Some(kind) = own.or(declared) {
            judge(&mode.value, word, kind, own.map_or(From::Component, |_| From::port(&port)), cx);
        }
    }
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    for port in pipeline.ports(Direction::Input).filter(|_| pipeline.is_surely_job) {
        if let Some(((mode, word), kind)) = mode_of(&port).zip(type_of(&port)) {
            judge(&mode.value, word, kind, From::port(&port), cx);
        }
    }
}

/// Modes that Python assigns to the inputs of nodes whose type the step says.
fn check_file<'a>(model: &'a FileModel, cx: &mut Context<'a>) {
    for assigned in model.port_assignments.iter().filter(|assigned| assigned.direction == Direction::Input) {
        let Some(step) = model.written(&assigned.component) else { continue };
        let Some(port) = step.port(Direction::Input, &assigned.port) else { continue };
        let info = info(&port, Field::InputMode).filter(|info| info.key == assigned.entry.key);
        let word = info.and_then(|info| allowed(info, assigned.entry.value.known_text()?));
        let Some((word, kind)) = word.zip(type_of(&port)) else { continue };
        if !is_assigned(&port, Field::InputType, cx) && !is_given_anew(model, &assigned.component, port.name()) {
            judge(&assigned.entry.value, word, kind, From::port(&port), cx);
        }
    }
}

/// Whether a call of the step gives the input an object with a type of its own.
fn is_given_anew(model: &FileModel, component: &ComponentSource, port: &str) -> bool {
    let calls = model.uses.iter().filter(|call| call.component == *component);
    calls.filter_map(|call| call.arguments.get(port)).any(|entry| matches!(entry.value.data, Data::Object(_)))
}

fn judge<'a>(value: &'a Value, mode: &str, kind: &str, from: From, cx: &mut Context<'a>) {
    let plain = PLAIN.iter().find(|(eval, _)| *eval == mode).map(|(_, plain)| *plain);
    let Some(plain) = plain.filter(|_| kind != TABLE && is_data(kind)) else { return };
    let message = match from {
        From::Nothing => {
            message!("`{mode}` is for `mltable`, but without `type` this input is a `{kind}`", mode = mode, kind = kind)
        }
        From::Type(_) | From::Component => message!(
            "`{mode}` is for `mltable`, but this input is `{kind}`; jobs refuse the pair",
            mode = mode,
            kind = kind
        ),
    };
    let help = message!("write `{plain}`, or make the input an `mltable`", plain = plain);
    let edits = write_word(value, plain, true, cx);
    let finding = cx.report(value.span, message).help(help);
    let finding = match from {
        From::Type(span) => finding.related(span, message!("the type is `{kind}`", kind = kind)),
        From::Nothing | From::Component => finding,
    };
    finding.fix_unsafe(message!("Write `{plain}`", plain = plain), edits);
}

/// Where the type of an input is known from.
enum From {
    Type(Span),
    Nothing,
    Component,
}

impl From {
    fn port(port: &Port) -> Self {
        attribute(port, Field::InputType).map_or(Self::Nothing, |entry| Self::Type(entry.value.span))
    }
}

/// The modes that evaluate a table, each with the one that gives the files as they are.
const PLAIN: [(&str, &str); 2] = [("eval_mount", "ro_mount"), ("eval_download", "download")];
const TABLE: &str = "mltable";

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn marks_the_mode() {
        let of = |kind: &str| format!("inputs:\n  data:\n{kind}    path: azureml:images:1\n    mode: eval_mount\n");
        let drawn = "          ^^^^^^^^^^ PJ153";
        check("yaml inline", &format!("{}{drawn}", of("    type: uri_folder\n")));
        check("yaml inline", &format!("{}{drawn}", of("")));
        check("yaml node", &format!("{}{drawn}", of("    type: uri_folder\n")));
        check("yaml inline", "inputs:\n  data:\n    type: ${{parent.inputs.kind}}\n          ^^^^^^^^^^^^^^^^^^^^^^^ PJ209\n    path: ./src\n    mode: eval_mount");
        check("yaml inline", "inputs:\n  data:\n    path: ${{parent.inputs.images}}\n                           ^^^^^^ PJ210\n    mode: eval_mount");
        check("yaml node", "inputs:\n  data:\n    path: ${{parent.inputs.images}}\n                           ^^^^^^ PJ210\n    mode: eval_mount\n          ^^^^^^^^^^ PJ153");
        check("yaml component", "inputs:\n  data:\n    type: uri_folder\n    mode: eval_download\n          ^^^^^^^^^^^^^ PJ153");
        check("yaml component", "inputs:\n  data:\n    type: mltable\n    mode: eval_download");
    }

    #[test]
    fn marks_the_mode_in_python() {
        check("python v2", "inputs={\"data\": Input(type=\"uri_folder\", mode=\"eval_mount\")}\n                                              ^^^^^^^^^^^^ PJ153");
        check("python v2 after", "node = score(data=x)\nnode.inputs.data.mode = \"eval_mount\"\n                        ^^^^^^^^^^^^ PJ153");
        check("python v2 after", "node = score(data=Input(type=\"mltable\", path=\"azureml:t:1\"))\nnode.inputs.data.mode = \"eval_mount\"");
        check("python v2 after", "node = score(data=x)\nnode.inputs.data.mode = \"ro_mount\"");
    }

    #[test]
    fn gives_the_files_instead() {
        let fixed = fix_of("PJ153", "yaml component", "inputs:\n  data:\n    type: uri_folder\n    mode: eval_mount");
        assert_eq!(fixed, "unsafe\n-    mode: eval_mount\n+    mode: ro_mount\n");
    }
}
