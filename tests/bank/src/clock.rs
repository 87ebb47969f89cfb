//! The bank's clock: the machine's time plus an offset that only ever grows, until a reset.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// Milliseconds of a second, minute, hour and day.
pub(crate) const SECOND: i64 = 1000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// Furthest the clock may be advanced in one go: ten years.
pub(crate) const ADVANCE_LIMIT_SECONDS: u64 = 10 * 366 * 24 * 3600;

/// A virtual clock.
pub(crate) struct Clock {
    /// A clock that stands still has this in place of the machine's time.
    base_ms: Option<i64>,
    offset_ms: AtomicI64,
}

impl Clock {
    /// A clock that is ahead of the machine's by so much.
    pub(crate) fn new(offset_ms: i64) -> Self {
        Self { base_ms: None, offset_ms: AtomicI64::new(offset_ms) }
    }

    /// A clock that moves only when it is moved: for simulations, which a seed must replay.
    pub(crate) fn still(base_ms: i64) -> Self {
        Self { base_ms: Some(base_ms), offset_ms: AtomicI64::new(0) }
    }

    /// The same, from the machine's present time on, and ahead of it by so much.
    pub(crate) fn stopped(offset_ms: i64) -> Self {
        Self { base_ms: Some(Timestamp::now().as_millisecond()), offset_ms: AtomicI64::new(offset_ms) }
    }

    /// Bank time in milliseconds since 1970 UTC.
    pub(crate) fn now_ms(&self) -> i64 {
        self.base_ms.unwrap_or_else(|| Timestamp::now().as_millisecond()).saturating_add(self.offset_ms())
    }

    /// How far ahead of the machine's clock.
    pub(crate) fn offset_ms(&self) -> i64 {
        self.offset_ms.load(Ordering::SeqCst)
    }

    /// Moves on; returns the new offset.
    pub(crate) fn advance(&self, milliseconds: i64) -> i64 {
        self.offset_ms.fetch_add(milliseconds, Ordering::SeqCst).saturating_add(milliseconds)
    }

    /// Back to the machine's time.
    pub(crate) fn reset(&self) {
        self.offset_ms.store(0, Ordering::SeqCst);
    }
}

/// RFC 3339 form of a time kept in milliseconds.
pub(crate) fn timestamp(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
