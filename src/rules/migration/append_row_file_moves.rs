//! PJ812 `append-row-file-moves`: A consumer reads the file of appended rows by its v1 place.

use crate::model::{FileModel, ParallelStep, Value};
use crate::rules::Context;
use crate::rules::shared::output_action;
use crate::tables::{self, Field, Place};
use crate::text::{HOLE, Span};
use crate::{message, rule};

rule! {
    /// A consumer reads the file of appended rows by its v1 place.
    ///
    /// - **Fires when** in a file with an `append_row` configuration: a string literal that ends in its `append_row_file_name`, or in `parallel_run_step.txt`, outside the configuration itself.
    /// - **Silent on** documentation, comments, Markdown cells.
    /// - **Why** v1 wrote `<output folder>/<append_row_file_name or parallel_run_step.txt>`; in v2 `append_row_to` makes the output itself that file (`uri_file`), under a name that the system chooses unless the output has a path.
    /// - **Fix** none: let the consumer take the output as a file, or give the output a `path` that ends in the old name.
    ///
    /// Invalid:
    ///
    /// ```python v1 after
    /// scores = open("outputs/parallel_run_step.txt")
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 after
    /// scores = open("outputs/other.txt")
    /// ```
    PJ812 "append-row-file-moves" Warning, on: [SdkV1], sdk: No, costs: true, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let Some(name) = file_name(step) else { return };
    for text in readers(step, cx.model()) {
        let message = message!("v1 writes the rows to `<output folder>/{name}`; in v2 the output itself is that file, under a name that the system chooses", name = name);
        let help = message!("take the output as a file, or give it a `path` that ends in `{name}`", name = name);
        cx.report(text.span, message).help(help);
    }
}

/// The texts of a file that lead to the rows that a step appends.
pub(crate) fn readers<'m>(step: &'m ParallelStep, model: &'m FileModel) -> impl Iterator<Item = &'m Value> {
    let name = file_name(step).filter(|_| output_action::is(step, output_action::APPEND_ROW));
    let texts = model.v1_texts.iter().filter(move |text| name.is_some_and(|name| ends_in(text, name)));
    texts.filter(|text| !model.steps.iter().any(|step| is_written_by(step, text.span)))
}

/// The name of the file that the step appends its rows to.
pub(crate) fn file_name(step: &ParallelStep) -> Option<&str> {
    if let Some(value) = step.value(Field::AppendRowFileName) {
        return value.known_text().filter(|name| !name.is_empty());
    }
    let info = tables::entry(step.surface, Place::Config, Field::AppendRowFileName)?;
    info.default.as_deref().filter(|_| !step.is_open(Place::Config))
}

/// Whether a text is the name, or a path that ends in it.
fn ends_in(text: &Value, name: &str) -> bool {
    let folder = text.text_with_holes().and_then(|text| text.as_str().strip_suffix(name));
    folder.is_some_and(|folder| folder.is_empty() || folder.ends_with(['/', '\\', HOLE]))
}

/// Whether a text stands in the configuration of a step.
fn is_written_by(step: &ParallelStep, text: Span) -> bool {
    let names = |span: Span| step.given(Field::AppendRowFileName).any(|given| given.value().span == span);
    step.config.as_ref().is_some_and(|config| config.span.contains(text)) || names(text)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{count};

    #[test]
    fn draws_the_text() {
        let found = |block: &str| count("PJ812", "python v1 after", block);
        assert_eq!(found("open('out/parallel_run_step.txt')\nopen('parallel_run_step.txt')"), 2);
        assert_eq!(found("open(f'{folder}/parallel_run_step.txt')"), 1);
        assert_eq!(found("open('my_parallel_run_step.txt')"), 0);
        assert_eq!(found("print('see parallel_run_step.txt')"), 0);
        assert_eq!(found("'parallel_run_step.txt'"), 0);
        assert_eq!(found("def f():\n    'parallel_run_step.txt'\n    return 1"), 0);
    }

    #[test]
    fn a_name_of_its_own() {
        let config = |name: &str| format!("c = ParallelRunConfig(Environment.get(ws, 'e'), 'a.py', 1, 'append_row', 'cpu', 2, append_row_file_name={name})");
        let found = |block: &str| count("PJ812", "python v1 after", block);
        assert_eq!(found(&format!("{}\nopen('out/a.txt')", config("'a.txt'"))), 1);
        assert_eq!(found(&format!("NAME = 'a.txt'\n{}", config("NAME"))), 0);
        assert_eq!(found(&config("'a.txt'")), 0);
        let summary = "config.output_action = 'summary_only'\nopen('parallel_run_step.txt')";
        assert_eq!(found(summary), 0);
    }
}
