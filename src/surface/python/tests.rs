//! What is rendered and read again is the draft that it was made of.

use super::lower;
use super::render::Style;
use crate::model::{Datum, Direction, ParallelStep, Port, PortDraft, PortOrigin, StepDraft, Term, Value};
use crate::surface::drafting::{OWN, argument, own, steps};
use crate::surface::rewrite::Quote;
use crate::syntax::python;
use crate::tables::Field;
use proptest::prelude::*;

const IMPORTS: &str = "from azure.ai.ml import Input, Output\n\
                       from azure.ai.ml.parallel import RunFunction, parallel_run_function\n\n";

/// A draft as far as a call says it: bindings and the way of the data are the pipeline's.
fn as_called(mut draft: StepDraft) -> StepDraft {
    draft.settings.retain(|(_, term)| !matches!(term, Term::Parameter(_) | Term::Known(Datum::Mapping(_))));
    draft.inputs.iter_mut().for_each(|port| port.origin = PortOrigin::Path);
    draft
}

fn text(draft: &StepDraft, quote: Quote) -> String {
    let style = Style { quote, unit: "    ", local: &|name| name.to_owned(), comment: &|_| None };
    format!("{IMPORTS}step = {}\n", style.step(draft).join("\n"))
}

/// The draft that a call says.
fn read(step: &ParallelStep) -> StepDraft {
    let known = |value: &Value| Term::Known(Datum::of(value).unwrap());
    let fields = OWN.into_iter().chain([Field::Environment, Field::Compute]);
    let port = |port: Port| {
        let word = |key: &str| Some(port.attribute(key)?.value.text()?.as_str().to_owned());
        PortDraft {
            name: port.name().to_owned(),
            kind: word("type").unwrap(),
            mode: word("mode"),
            path: word("path").map(Term::text),
            registered: word("name").map(Term::text),
            origin: PortOrigin::Path,
        }
    };
    StepDraft {
        name: step.value(Field::Name).unwrap().text().unwrap().as_str().to_owned(),
        settings: fields.filter_map(|field| Some((field, known(step.value(field)?)))).collect(),
        inputs: step.ports(Direction::Input).map(port).collect(),
        outputs: step.ports(Direction::Output).map(port).collect(),
        split: step.split_name().map(str::to_owned),
        append_row_to: step.value(Field::AppendRowTo).map(|value| own(value.text().unwrap().as_str()).unwrap().1),
        arguments: step.argument_words().unwrap().iter().map(|word| argument(&word.text)).collect(),
    }
}

proptest! {
    #[test]
    fn what_is_read_is_what_was_drafted(drafts in steps(), single: bool) {
        for draft in drafts.into_iter().map(as_called) {
            let text = text(&draft, if single { Quote::Single } else { Quote::Double });
            let model = lower(&text, &python::parse(&text));
            prop_assert_eq!(model.steps.len(), 1, "{}", text);
            prop_assert_eq!(read(&model.steps[0]), draft, "{}", text);
        }
    }
}
