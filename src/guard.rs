//! A panic is an error of parlint, which costs what was being done and nothing else. Knows nothing of the work.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// From now on a panic is remembered for [`guarded`] and not printed.
pub fn install() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!(" ({}:{})", place.file(), place.line())).unwrap_or_default();
        let message = panic.payload_as_str().unwrap_or("panic");
        LAST.with_borrow_mut(|last| *last = Some(format!("{message}{place}")));
    }));
}

/// Does some work.
///
/// # Errors
/// What the work panicked with.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| last())
}

/// What this thread panicked with the last time, if [`install`] was called before.
pub fn last() -> String {
    LAST.take().unwrap_or_else(|| "panic".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_that_says_where() {
        assert_eq!(guarded(|| 1), Ok(1));
        let previous = panic::take_hook();
        install();
        let caught = guarded(|| -> u8 { panic!("no {}", "way") });
        panic::set_hook(previous);
        let message = caught.unwrap_err();
        assert!(message.starts_with("no way (src/guard.rs:"), "{message}");
    }
}
