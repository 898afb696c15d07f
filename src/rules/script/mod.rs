//! Rules PJ5xx: what the entry script itself does wrong.

mod returned;

super::group! {
    run_missing, entry_function_parameters, run_returns_nothing, run_return_type, strict_argument_parsing, init_missing,
    async_entry_function,
}
