//! PJ4xx: what only Python code of SDK v2 can get wrong.

mod assignment;
mod brackets;
mod import;
mod settings;

super::group! {
    batch_retry_settings, positional_arguments, mapping_instead_of_object, settings_object_unset, unknown_node_attribute,
    node_name_repeated, output_not_an_output, binding_in_f_string, pipeline_parameter_in_constructor, v1_object_in_v2_call,
}
