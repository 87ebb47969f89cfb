use super::BootId;

/// Two clocks of the phone. Neither is trusted for bank time: see `kunci_domain::bank_time`.
pub trait Clock: Send + Sync {
    /// Wall clock, milliseconds since 1970 UTC. Anyone holding the phone can move it.
    fn wall_ms(&self) -> i64;
    /// Milliseconds since the phone started, running on in sleep (`CLOCK_BOOTTIME`, `mach_continuous_time`).
    /// Nobody can move it, but a restart of the phone sets it to zero.
    fn boot_ms(&self) -> i64;
    /// Names this run of the phone: another one after each restart. `None` where the system has no name for it.
    fn boot_id(&self) -> Option<BootId> {
        None
    }
}
