//! Every place of SDK v2 that takes a binding, with every scope, right and wrong.

use super::super::case::Case;
use super::program::Program;

/// What stands in the program, and the same with a binding.
const PLACES: [(&str, &str, &str, &str); 4] = [
    ("input_data", "input_data=\"${{inputs.data}}\"", "input_data=\"", "\""),
    ("append_row_to", "append_row_to=\"${{outputs.scores}}\"", "append_row_to=\"", "\""),
    (
        "program_arguments",
        "        code=\"./src\",\n",
        "        code=\"./src\",\n        program_arguments=\"--out ",
        "\",\n",
    ),
    ("entry_script", "entry_script=\"score.py\"", "entry_script=\"", "\""),
];

/// A name for people, and the binding.
const BINDINGS: [(&str, &str); 12] = [
    ("input", "${{inputs.data}}"),
    ("output", "${{outputs.scores}}"),
    ("unknown-input", "${{inputs.dta}}"),
    ("unknown-output", "${{outputs.score}}"),
    ("pipeline-input", "${{parent.inputs.images}}"),
    ("pipeline-output", "${{parent.outputs.scores}}"),
    ("other-job", "${{parent.jobs.prepare.outputs.data}}"),
    ("misspelt-scope", "${{input.data}}"),
    ("misspelt-parent", "${{parents.inputs.images}}"),
    ("one-brace", "${inputs.data}"),
    ("blank-inside", "${{inputs data}}"),
    ("text-around", "x${{inputs.data}}"),
];

/// Every binding at every place.
pub fn cases(program: &Program) -> Vec<Case> {
    let of_place = |(place, old, before, after): &(&str, &str, &str, &str)| {
        let bound = BINDINGS.iter().map(|(what, binding)| {
            let new = format!("«{before}{binding}{after}»");
            program.case(&format!("binding/{place}/{what}"), &[(old, &new)])
        });
        bound.collect::<Vec<_>>()
    };
    PLACES.iter().flat_map(of_place).collect()
}
