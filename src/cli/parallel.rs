//! Work on many things at once. Knows nothing of the work.

use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does some work for each item, on all cores.
pub fn for_each<T: Send>(items: Vec<T>, work: impl Fn(T) + Sync) {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    if threads < 2 {
        return items.into_iter().for_each(work);
    }
    let items = Mutex::new(items.into_iter());
    let next = || items.lock().unwrap_or_else(PoisonError::into_inner).next();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(item) = next() {
                    work(item);
                }
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn each_once() {
        for count in [0, 1, 2, 1000] {
            let sum = AtomicUsize::new(0);
            for_each((0..count).collect(), |item| {
                sum.fetch_add(item + 1, Ordering::Relaxed);
            });
            assert_eq!(sum.into_inner(), count * (count + 1) / 2);
        }
    }
}
