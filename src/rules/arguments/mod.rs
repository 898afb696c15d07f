//! PJ3xx: the command line that the driver of the parallel run and the entry script share.

mod delete;

use crate::model::ParallelStep;
use crate::tables::{self, Surface};

super::group! {
    program_arguments_type, predefined_argument_misspelled, predefined_argument_value, reserved_argument,
    setting_also_an_argument, first_argument_not_a_flag, argument_repeated,
}

/// Whether SDK v1 refuses the name, so that nothing else is to be said of it.
fn is_refused(step: &ParallelStep, name: &str) -> bool {
    step.surface == Surface::SdkV1 && tables::reserved_argument(name).is_some()
}
