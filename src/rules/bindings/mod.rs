//! PJ2xx: `${{…}}` expressions: their form, their scope, what they name; and what nodes give to their components.

mod fault;
mod judge;
mod names;
mod sites;
mod usage;

pub(super) use fault::Fault;
pub(super) use judge::of_step as judge;
pub(crate) use sites::{Role, role};

super::group! {
    undefined_input, undefined_output, input_data_not_a_binding, append_row_to_not_a_binding, wrong_scope,
    scope_misspelled, malformed_expression, text_around_expression, expression_not_taken, undefined_pipeline_port, undefined_job_output,
    cyclic_reference, binding_in_component, optional_input_not_bracketed, component_port_unknown,
    component_input_missing, component_port_type, component_parameter_value, unused_input, unused_output,
}
