//! How long to wait before the next connection. Pure.

use std::time::Duration;

const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(30);

/// Doubles from one second to thirty, each time between half of it and all of it.
#[derive(Debug, Default)]
pub(super) struct Backoff {
    failures: u32,
}

impl Backoff {
    /// The wait after one more failure. `dice` is uniform.
    pub(super) fn next(&mut self, dice: u16) -> Duration {
        let whole = FIRST.saturating_mul(1 << self.failures.min(5)).min(LONGEST);
        self.failures = self.failures.saturating_add(1);
        whole / 2 + (whole / 2).mul_f64(f64::from(dice) / f64::from(u16::MAX))
    }

    /// The bank welcomed the phone.
    pub(super) fn reset(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chat_9_waits_grow_from_a_second_to_thirty_and_are_jittered() {
        let mut backoff = Backoff::default();
        let longest: Vec<_> = (0..7).map(|_| backoff.next(u16::MAX).as_secs()).collect();
        assert_eq!(longest, [1, 2, 4, 8, 16, 30, 30]);
        backoff.reset();
        assert_eq!(backoff.next(0), Duration::from_millis(500));
        for _ in 0..100 {
            assert!(backoff.next(0) >= Duration::from_millis(500));
        }
        assert_eq!(backoff.next(0), Duration::from_secs(15));
    }
}
