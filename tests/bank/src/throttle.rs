//! Delays after failures: five are free, then a quarter of an hour, doubling, a day at most.

use crate::clock::{HOUR, MINUTE};

const FREE: u32 = 5;
const FIRST: i64 = 15 * MINUTE;
const LONGEST: i64 = 24 * HOUR;

/// A counter of consecutive failures and the delay they brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Throttle {
    /// Failures in a row.
    pub(crate) failures: u32,
    /// No try is looked at before then (bank time, milliseconds).
    pub(crate) blocked_until: i64,
}

impl Throttle {
    /// Seconds still to wait; `None` if a try may be made.
    pub(crate) fn wait_seconds(self, now: i64) -> Option<u64> {
        let left = self.blocked_until.saturating_sub(now);
        (left > 0).then(|| u64::try_from(left).unwrap_or(0).div_ceil(1000))
    }

    /// The counter after one more failure.
    #[must_use]
    pub(crate) fn after_failure(self, now: i64) -> Self {
        let failures = self.failures.saturating_add(1);
        let Some(doublings) = failures.checked_sub(FREE) else { return Self { failures, ..self } };
        let delay = FIRST.saturating_mul(1 << doublings.min(16)).min(LONGEST);
        Self { failures, blocked_until: now.saturating_add(delay) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_bring_a_delay_that_doubles_up_to_a_day() {
        let mut throttle = Throttle::default();
        let mut waits = Vec::new();
        for _ in 0..13 {
            throttle = throttle.after_failure(0);
            waits.push(throttle.wait_seconds(0).unwrap_or(0) / 60);
        }
        assert_eq!(waits, [0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
    }
}
