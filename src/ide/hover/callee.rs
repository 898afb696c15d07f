//! Functions and classes of the SDKs where they are called.

use super::page::{Page, row};
use super::v1;
use crate::ide::spot::Callee;
use crate::message;
use crate::message::Message;
use crate::tables::{self, Effect, Place, Surface};

/// The page of what is called.
pub(super) fn page(page: &mut Page, callee: &Callee) -> Option<()> {
    let Some((what, place)) = known(callee) else { return v1::call(page, callee) };
    page.title(callee.name, &what);
    let keys: Vec<_> = tables::keys(callee.surface, place).filter(|info| info.effect == Effect::Takes).collect();
    let required = row(keys.iter().filter(|info| info.required).map(|info| info.key));
    if !required.is_empty() {
        page.fact(&message!("Required: {keys}", keys = required));
    }
    let others = row(keys.iter().filter(|info| !info.required && !info.contrib).map(|info| info.key));
    page.fact(&message!("Optional: {keys}", keys = others));
    Some(())
}

/// What a class or function of the SDK is, and the place that its arguments are.
fn known(callee: &Callee) -> Option<(Message, Place)> {
    let v2 = callee.surface == Surface::SdkV2;
    Some(match callee.name {
        "parallel_run_function" => {
            (message!("makes a parallel step in SDK v2; it takes keyword arguments only"), Place::Step)
        }
        "RunFunction" if v2 => (message!("says what each mini-batch is given to: the `task` of the step"), Place::Task),
        "Input" if v2 => (message!("an input in SDK v2"), Place::Input),
        "Output" if v2 => (message!("an output in SDK v2"), Place::Output),
        "Environment" if v2 => (message!("the environment that the workers run in, in SDK v2"), Place::Environment),
        "ParallelRunConfig" => (
            message!(
                "the settings of a parallel step in SDK v1; in SDK v2 they are arguments of `parallel_run_function` and `RunFunction`"
            ),
            Place::Config,
        ),
        "ParallelRunStep" => {
            (message!("a parallel step in SDK v1; in SDK v2 `parallel_run_function` makes it"), Place::Step)
        }
        _ => return None,
    })
}
