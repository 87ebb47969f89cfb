//! Clocks that a tester moves, for hosts without a phone (desktop, tests).

use std::sync::Arc;

/// The system's clocks, moved on by whoever holds this. It outlives the phone that runs on it. For desktops and tests only.
#[derive(uniffi::Object)]
pub struct DesktopClock(pub(crate) Arc<kunci_adapters::DesktopClock>);

#[uniffi::export]
impl DesktopClock {
    /// As the system's.
    #[uniffi::constructor]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "a constructor of Kotlin and Swift")]
    pub fn new() -> Self {
        Self(Arc::new(kunci_adapters::DesktopClock::new()))
    }

    /// Time passes: the date and the time since the phone's start move on.
    pub fn advance(&self, milliseconds: i64) {
        self.0.advance_ms(milliseconds);
    }

    /// The phone is restarted: the time since its start begins anew.
    pub fn restart(&self) {
        self.0.restart();
    }
}
