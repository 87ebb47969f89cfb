//! The phone's clocks and its randomness.

use std::sync::OnceLock;

use kunci_core::ports::{BootId, Clock, Entropy, EntropyError};
use ring::rand::{SecureRandom as _, SystemRandom};
use rustix::time::{ClockId, Timespec, clock_gettime};

/// The clock that runs on in sleep and starts at zero with the phone.
///
/// Linux and Android: `CLOCK_BOOTTIME`. Apple: `CLOCK_MONOTONIC`, which there (unlike on Linux) "will continue to increment
/// while the system is asleep" (`clock_gettime(3)`); `mach_continuous_time` is the same without the kernel's slow correction
/// of its rate, but cannot be had without unsafe code.
#[cfg(any(target_os = "linux", target_os = "android"))]
const BOOT: ClockId = ClockId::Boottime;
#[cfg(target_vendor = "apple")]
const BOOT: ClockId = ClockId::Monotonic;

/// [`Clock`] of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn wall_ms(&self) -> i64 {
        milliseconds(clock_gettime(ClockId::Realtime))
    }

    fn boot_ms(&self) -> i64 {
        milliseconds(clock_gettime(BOOT))
    }

    fn boot_id(&self) -> Option<BootId> {
        // No process outlives a restart.
        static BOOT_ID: OnceLock<Option<BootId>> = OnceLock::new();
        *BOOT_ID.get_or_init(read_boot_id)
    }
}

/// Linux and Android name each run: `random(4)`, readable by every app. Apple does (`kern.bootsessionuuid`), but tells it through `sysctl(3)` only,
/// which cannot be called without unsafe code: there the app asks, and hands it to [`crate::HostClock`].
fn read_boot_id() -> Option<BootId> {
    let text = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    uuid::Uuid::parse_str(text.trim()).ok().map(uuid::Uuid::into_bytes)
}

/// Rounds towards the past, also before 1970. (The fields are 32 bits wide on some platforms.)
#[allow(clippy::unnecessary_cast, clippy::cast_lossless, reason = "no cast on this platform is one on another")]
const fn milliseconds(time: Timespec) -> i64 {
    (time.tv_sec as i64).saturating_mul(1_000).saturating_add(time.tv_nsec as i64 / 1_000_000)
}

/// [`Entropy`] of the operating system, by ring.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, target: &mut [u8]) -> Result<(), EntropyError> {
        SystemRandom::new().fill(target).map_err(|_| EntropyError)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{SystemTime, UNIX_EPOCH};

    use kunci_core::ports::random;

    use super::*;

    #[test]
    fn the_wall_clock_is_the_systems() {
        let now = || i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap();
        let (before, read, after) = (now(), SystemClock.wall_ms(), now());
        assert!(before <= read && read <= after, "{before} {read} {after}");
    }

    #[test]
    fn the_boot_clock_counts_from_the_start_and_never_back() {
        let first = SystemClock.boot_ms();
        assert!(first > 0 && SystemClock.boot_ms() >= first);
        assert!(first < SystemClock.wall_ms() / 10, "not since 1970");
    }

    #[test]
    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn otp_12_the_system_names_this_run_and_no_other() {
        let id = SystemClock.boot_id();
        assert!(id.is_some_and(|id| id != [0; 16]));
        assert_eq!(SystemClock.boot_id(), id);
    }

    #[test]
    fn time_before_1970_rounds_down() {
        assert_eq!(milliseconds(Timespec { tv_sec: -1, tv_nsec: 999_000_000 }), -1);
        assert_eq!(milliseconds(Timespec { tv_sec: 1, tv_nsec: 1_999_999 }), 1_001);
        assert_eq!(milliseconds(Timespec { tv_sec: i64::MAX, tv_nsec: 0 }), i64::MAX);
    }

    #[test]
    fn randomness_does_not_repeat() {
        assert_ne!(random::<32>(&SystemEntropy).unwrap(), random::<32>(&SystemEntropy).unwrap());
    }
}
