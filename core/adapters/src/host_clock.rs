//! The system's clocks, with this run of the phone as the app names it.

use kunci_core::ports::{BootId, Clock};

use crate::system::SystemClock;

/// [`SystemClock`] for a system that tells the name of its run to apps only (Apple's `kern.bootsessionuuid`).
#[derive(Debug, Clone, Copy)]
pub struct HostClock(Option<BootId>);

impl HostClock {
    /// `boot_session`: a UUID that is another one after each restart; what is none counts as no name.
    #[must_use]
    pub fn new(boot_session: Option<&str>) -> Self {
        let named = boot_session.and_then(|text| uuid::Uuid::parse_str(text.trim()).ok());
        Self(named.map(uuid::Uuid::into_bytes))
    }
}

impl Clock for HostClock {
    fn wall_ms(&self) -> i64 {
        SystemClock.wall_ms()
    }

    fn boot_ms(&self) -> i64 {
        SystemClock.boot_ms()
    }

    fn boot_id(&self) -> Option<BootId> {
        self.0.or_else(|| SystemClock.boot_id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn otp_12_the_run_of_the_phone_is_named_as_the_app_says() {
        let named = HostClock::new(Some("0F0E0D0C-0B0A-4908-8706-050403020100\n")).boot_id();
        assert_eq!(named, Some([15, 14, 13, 12, 11, 10, 0x49, 8, 0x87, 6, 5, 4, 3, 2, 1, 0]));
        for unnamed in [None, Some(""), Some("not a uuid")] {
            assert_eq!(HostClock::new(unnamed).boot_id(), SystemClock.boot_id());
        }
    }
}
