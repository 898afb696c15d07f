//! What `run` returns: shared by the rules about its result.

use crate::script::{Script, Stage};
use crate::syntax::python::{Exits, Function};

/// A plain `run` with the ways out of it. `None` for a coroutine, which is spoken of as such; a generator falls off its
/// end as it should.
pub(super) fn exits_of_run(script: &Script) -> Option<(&Function, Exits)> {
    let (id, function) = script.function(Stage::Run).filter(|(_, function)| !function.is_async)?;
    let mut exits = script.module().exits(id)?;
    if exits.first_yield.is_some() {
        exits.returns.clear();
        exits.falls_off = false;
    }
    Some((function, exits))
}
