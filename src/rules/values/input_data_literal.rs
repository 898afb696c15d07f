//! PJ156 `input-data-literal`: `input_data` names a parameter instead of data.

use crate::rules::shared::ports::{attribute, bound_to, is_data, is_parameter, type_of};
use crate::rules::shared::split::SplitInput;
use crate::model::{Data, ParallelStep, Port};
use crate::rules::Context;
use crate::tables::Field;
use crate::text::Span;
use crate::{message, rule};

rule! {
    /// `input_data` names a parameter instead of data.
    ///
    /// - **Fires when** the input bound by `input_data` is declared `integer, number, boolean` or `string`, or is given as `{value: …}`.
    /// - **Silent on** strings and numbers written directly (PJ150); `{value: …}` for data of a readable component, which makes it a path (a number there is PJ223's); unknown inputs (PJ201); inputs bound to a pipeline input of unknown type.
    /// - **Why** The SDK compares nothing; documented: the data must be `mltable` or `uri_folder`.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// inputs:
    ///   limit:
    ///     type: integer
    /// input_data: ${{inputs.limit}}
    /// task:
    ///   program_arguments: --data ${{inputs.data}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// input_data: ${{inputs.data}}
    /// ```
    PJ156 "input-data-literal" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some(split) = SplitInput::of(step, cx) else { return };
    let Some(declared) = parameter(step, &split, cx) else { return };
    let message = message!(
        "`input_data` names `{name}`, which is a parameter: there is nothing to split (documented: `uri_folder` or `mltable`)",
        name = split.port.name()
    );
    let place = step.value(Field::InputData).map_or(split.port.entry.key_span, |value| value.span);
    let finding = cx.report(place, message).help(message!("name an input that is data"));
    finding.related(declared, message!("this makes it a parameter"));
}

/// Where it stands that the input is a parameter.
fn parameter<'a>(step: &'a ParallelStep, split: &SplitInput<'a>, cx: &Context<'a>) -> Option<Span> {
    // What is data and a literal at once is PJ172's.
    let has = |field| attribute(&split.port, field).is_some();
    if has(Field::InputValue) && (has(Field::InputPath) || has(Field::InputType)) {
        return None;
    }
    // The text that stands for data of a component becomes its path.
    let becomes_path = split.declared.is_some_and(is_data);
    if let Some(value) = attribute(&split.port, Field::InputValue).filter(|_| !becomes_path) {
        return (!value.value.is_dynamic()).then_some(value.span);
    }
    // A parameter that the component declares is reported there, unless the node itself chose it.
    let chosen = step.value(Field::InputData).is_some();
    if split.declared.is_some_and(is_parameter) && chosen {
        return Some(split.port.entry.key_span);
    }
    if let Some((_, span)) = split.own.filter(|(kind, _)| is_parameter(kind)) {
        return Some(span);
    }
    bound_to(&split.port, cx.frame_around(step)?).filter(is_literal).map(|input| input.entry.span)
}

/// Whether a pipeline's input is a parameter: a plain value that is no path, or `{value: …}`.
fn is_literal(input: &Port) -> bool {
    let plain = matches!(input.value().data, Data::Int(_) | Data::Float(_) | Data::Bool(_) | Data::Text(_));
    let value = attribute(input, Field::InputValue);
    plain || value.is_some_and(|entry| !entry.value.is_dynamic()) || type_of(input).is_some_and(is_parameter)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_binding() {
        check(
            "yaml component",
            "
            inputs:
              limit:
                type: integer
            input_data: ${{inputs.limit}}
                        ^^^^^^^^^^^^^^^^^ PJ156
            task:
              program_arguments: --data ${{inputs.data}}
            ",
        );
        check(
            "yaml inline",
            "
            inputs:
              data:
                value: images
            input_data: ${{inputs.data}}
                        ^^^^^^^^^^^^^^^^ PJ156
            ",
        );
        check("yaml node", "inputs:\n  data:\n    value: images");
        check("python v2", "inputs={\"data\": Input(type=\"string\")}\ninput_data=\"${{inputs.data}}\"\n           ^^^^^^^^^^^^^^^^^^ PJ156");
    }

    #[test]
    fn leaves_what_is_not_certain() {
        check("yaml inline", "inputs:\n  data: ${{parent.inputs.unknown}}\n                         ^^^^^^^ PJ210");
        check("python v2", "inputs={\"data\": Input(type=kind)}");
    }

    #[test]
    fn follows_the_pipeline() {
        check(
            "yaml pipeline",
            "
            inputs:
              limit: 5
            jobs:
              score:
                type: parallel
                inputs:
                  data: ${{parent.inputs.limit}}
                input_data: ${{inputs.data}}
                            ^^^^^^^^^^^^^^^^ PJ156
                mini_batch_size: '1'
                mini_batch_error_threshold: 1
                retry_settings: {timeout: 60, max_retries: 2}
                task:
                  type: run_function
                  code: ./src
                  entry_script: score.py
                  environment: azureml:score-env:1
            ",
        );
    }
}
