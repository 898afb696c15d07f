//! PJ508 `async-entry-function`: An entry function is `async`.

use crate::rules::Context;
use crate::script::{Script, Stage};
use crate::{message, rule};

rule! {
    /// An entry function is `async`.
    ///
    /// - **Fires when** `init`, `run` or `shutdown` is defined with `async def` at module level.
    /// - **Silent on** scripts that mention `amlbi_async_mode`; decorated functions.
    /// - **Why** Documented as plain functions. Called as such, it returns a coroutine that nobody awaits: neither a list nor a DataFrame.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python script
    /// def init():
    ///     pass
    ///
    ///
    /// async def run(mini_batch):
    ///     return mini_batch
    /// ```
    ///
    /// Valid:
    ///
    /// ```python script
    /// import asyncio
    ///
    ///
    /// def init():
    ///     pass
    ///
    ///
    /// async def score(mini_batch):
    ///     return mini_batch
    ///
    ///
    /// def run(mini_batch):
    ///     return asyncio.run(score(mini_batch))
    /// ```
    PJ508 "async-entry-function" Error, on: [], sdk: No, costs: true, fix: None, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    // A mode of the driver that takes coroutines; its flag may be written in the step or here.
    if script.module().text().contains("amlbi_async_mode") {
        return;
    }
    for (_, function) in Stage::ALL.into_iter().filter_map(|stage| script.function(stage)) {
        if function.is_async {
            let message = message!("`{name}` is called as a plain function: its coroutine is never awaited", name = function.name);
            let help = message!("write a plain `def {name}` and call `asyncio.run(…)` in it", name = function.name);
            cx.report(function.name_span, message).help(help);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_name() {
        check("python script", "
            async def init():
                      ^^^^ PJ508
                pass
            async def run(mini_batch):
                      ^^^ PJ508
                return mini_batch
        ");
    }

    #[test]
    fn silent_where_not_certain() {
        check("python script", "def init(): pass\n@wrap\nasync def run(mini_batch):\n    return mini_batch\n");
        check("python script", "# --amlbi_async_mode\ndef init(): pass\ndef run(mini_batch):\n    async def a(): pass\n    return mini_batch\n");
    }
}
