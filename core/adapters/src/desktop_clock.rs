//! Clocks that a tester moves, for phones on a desktop.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use kunci_core::ports::{BootId, Clock};

use crate::SystemClock;

/// The system's clocks, moved on by whoever holds this. It outlives the phone that runs on it, as a phone's clocks outlive the app. For
/// desktops and tests only: whoever moves the boot clock decides when the Unlock Code is asked.
#[derive(Debug, Default)]
pub struct DesktopClock {
    wall_ahead_ms: AtomicI64,
    boot_ahead_ms: AtomicI64,
    restarts: AtomicU64,
}

impl DesktopClock {
    /// As the system's.
    #[must_use]
    pub const fn new() -> Self {
        Self { wall_ahead_ms: AtomicI64::new(0), boot_ahead_ms: AtomicI64::new(0), restarts: AtomicU64::new(0) }
    }

    /// Time passes: both clocks move on.
    pub fn advance_ms(&self, milliseconds: i64) {
        self.wall_ahead_ms.fetch_add(milliseconds, Ordering::SeqCst);
        self.boot_ahead_ms.fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// The phone is restarted: its boot clock begins anew.
    pub fn restart(&self) {
        self.boot_ahead_ms.store(-SystemClock.boot_ms(), Ordering::SeqCst);
        self.restarts.fetch_add(1, Ordering::SeqCst);
    }
}

impl Clock for DesktopClock {
    fn wall_ms(&self) -> i64 {
        SystemClock.wall_ms().saturating_add(self.wall_ahead_ms.load(Ordering::SeqCst))
    }

    fn boot_ms(&self) -> i64 {
        SystemClock.boot_ms().saturating_add(self.boot_ahead_ms.load(Ordering::SeqCst))
    }

    fn boot_id(&self) -> Option<BootId> {
        // The system's own name, and another after each restart that was played.
        let named = u128::from_be_bytes(SystemClock.boot_id()?) ^ u128::from(self.restarts.load(Ordering::SeqCst));
        Some(named.to_be_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_clocks_move_on_and_a_restart_begins_the_boot_clock_anew() {
        let clock = DesktopClock::new();
        let (wall, boot) = (clock.wall_ms(), clock.boot_ms());
        clock.advance_ms(86_400_000);
        assert!(clock.wall_ms() >= wall + 86_400_000 && clock.boot_ms() >= boot + 86_400_000);
        let run = clock.boot_id();
        clock.restart();
        assert!(run.is_none() || clock.boot_id() != run, "another run");
        assert!((0..60_000).contains(&clock.boot_ms()), "{}", clock.boot_ms());
        assert!(clock.wall_ms() >= wall + 86_400_000, "the date stays");
        clock.advance_ms(1_000);
        assert!((1_000..60_000).contains(&clock.boot_ms()), "and goes on from there");
    }
}
