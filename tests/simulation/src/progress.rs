//! What a long run says on the way: a line now and then, not one for each piece.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long it says nothing.
const SILENCE: Duration = Duration::from_secs(10);

/// How far a run is. Shared by its workers.
pub(crate) struct Progress {
    what: &'static str,
    total: usize,
    start: Instant,
    state: Mutex<(usize, Instant)>,
}

impl Progress {
    /// A run of so many pieces.
    pub(crate) fn new(what: &'static str, total: usize) -> Self {
        let start = Instant::now();
        Self { what, total, start, state: Mutex::new((0, start)) }
    }

    /// Another piece is done.
    pub(crate) fn step(&self) {
        let now = Instant::now();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.0 += 1;
        if now.duration_since(state.1) >= SILENCE {
            state.1 = now;
            eprintln!("{}", line(self.what, state.0, self.total, now.duration_since(self.start)));
        }
    }
}

/// Pure.
fn line(what: &str, done: usize, total: usize, took: Duration) -> String {
    let left = took.as_secs_f64() * total.saturating_sub(done) as f64 / done.max(1) as f64;
    format!("  {done} of {total} {what} after {:.0} s, about {left:.0} s to go", took.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_it_is_and_how_long_it_will_take() {
        let at = |done| line("pairs", done, 200, Duration::from_secs(30));
        assert_eq!(at(50), "  50 of 200 pairs after 30 s, about 90 s to go");
        assert_eq!(at(200), "  200 of 200 pairs after 30 s, about 0 s to go");
        assert!(at(0).starts_with("  0 of 200 pairs"));
    }
}
