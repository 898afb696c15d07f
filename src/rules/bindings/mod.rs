//! PJ2xx: `${{…}}` expressions: their form, their scope, what they name; and what nodes give to their components.

mod fault;
mod judge;
mod names;
mod sites;

pub(super) use fault::Fault;
pub(super) use judge::of_step as judge;

super::group! {
    undefined_input, undefined_output, input_data_not_a_binding, append_row_to_not_a_binding, wrong_scope,
    scope_misspelled, malformed_expression, text_around_expression, undefined_pipeline_port, undefined_job_output,
    binding_in_component,
}
