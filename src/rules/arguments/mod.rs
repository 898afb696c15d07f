//! PJ3xx: the command line that the driver of the parallel run and the entry script share.

mod delete;
mod flag;
mod script;

super::group! {
    program_arguments_type, predefined_argument_misspelled, predefined_argument_value, reserved_argument,
    setting_also_an_argument, first_argument_not_a_flag, argument_repeated,
}
