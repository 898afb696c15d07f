//! PJ070 `code-absolute-path`: `code` is an absolute path of one machine.

use crate::model::ParallelStep;
use crate::project;
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// `code` is an absolute path of one machine.
    ///
    /// - **Fires when** a literal `code` (v1: `source_directory`) starts with `/`, `~`, `\\` or a drive letter.
    /// - **Silent on** URLs; `/subscriptions/…` (a resource, in downloaded components); expressions; computed paths.
    /// - **Why** Works for its author only. YAML resolves a relative `code` against the YAML file, Python against the working directory.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python v2 task
    /// code="C:\\Users\\me\\score\\src"
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2 task
    /// code="./src"
    /// ```
    PJ070 "code-absolute-path" Warning, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    for given in step.given(Field::Code) {
        let Some(text) = given.value().known_text().filter(|text| is_absolute(text)) else { continue };
        let message = message!("`{key}` is the path `{text}` of one machine; it works for its author only", key = given.entry.key, text = text);
        let help = match step.is_python() {
            true => message!("write a path relative to the working directory, such as `./src`"),
            false => message!("write a path relative to this file, such as `./src`"),
        };
        cx.report(given.value().span, message).help(help);
    }
}

/// Whether a path is absolute. A resource in Azure is written much like one.
fn is_absolute(path: &str) -> bool {
    project::is_absolute(path) && !path.to_ascii_lowercase().starts_with("/subscriptions/")
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_path() {
        check("yaml inline", "task:\n  code: /home/me/src\n        ^^^^^^^^^^^^ PJ070");
        check("yaml inline", "task:\n  code: https://example.com/x");
        check("yaml inline", "task:\n  code: azureml:/subscriptions/1/codes/2");
        check("python v1 config", "source_directory=\"~/src\"\n                 ^^^^^^^ PJ070");
    }
}
