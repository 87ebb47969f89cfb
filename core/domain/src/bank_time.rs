//! What time it is at the bank.
//!
//! The phone's wall clock can be moved by hand; its boot clock cannot, but starts anew with the phone. An authenticated reply
//! anchors the bank's time to both. OTPs and signatures use the estimate made here (OTP-12).

/// Bank time with what the phone's clocks said at that moment; all in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// The bank's time since 1970 UTC.
    pub bank_ms: i64,
    /// The wall clock since 1970 UTC.
    pub wall_ms: i64,
    /// The boot clock.
    pub boot_ms: i64,
}

/// How the estimate was made, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The phone has run on since the anchor: the wall clock plays no part.
    SinceBoot,
    /// The phone was restarted: the wall clock with the difference learned before.
    LearnedOffset,
    /// Never heard from the bank: the wall clock alone.
    WallClock,
}

/// Bank time now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// Milliseconds since 1970 UTC.
    pub ms: i64,
    /// How it was made.
    pub basis: Basis,
    /// The wall clock was moved by hand since the anchor, by so much.
    pub moved_ms: i64,
}

/// Two clocks of one phone drift apart by less than this between two anchors.
const TOLERANCE_MS: i64 = 120_000;

/// Estimates bank time from the last anchor and the two clocks. `same_run`: the anchor was taken by this very process, so the
/// phone cannot have been restarted since.
///
/// Time never runs back behind the anchor: the bank itself said that it was already later.
#[must_use]
pub fn estimate(anchor: Option<Anchor>, wall_ms: i64, boot_ms: i64, same_run: bool) -> Estimate {
    let Some(anchor) = anchor else { return Estimate { ms: wall_ms, basis: Basis::WallClock, moved_ms: 0 } };
    let since_boot = boot_ms.saturating_sub(anchor.boot_ms);
    let since_wall = wall_ms.saturating_sub(anchor.wall_ms);
    let moved_ms = since_wall.saturating_sub(since_boot);
    // Both clocks went on alike, or the phone cannot have restarted: the boot clock is the better one.
    if since_boot >= 0 && (same_run || moved_ms.saturating_abs() <= TOLERANCE_MS) {
        let moved_ms = if moved_ms.saturating_abs() <= TOLERANCE_MS { 0 } else { moved_ms };
        return Estimate { ms: anchor.bank_ms.saturating_add(since_boot), basis: Basis::SinceBoot, moved_ms };
    }
    // A restart, or a clock moved while the app was closed: these look the same from here. The learned difference is the best
    // that is left until the bank is heard again.
    let learned = wall_ms.saturating_add(anchor.bank_ms.saturating_sub(anchor.wall_ms));
    Estimate { ms: learned.max(anchor.bank_ms), basis: Basis::LearnedOffset, moved_ms: 0 }
}

/// Whether a new anchor is worth writing to disk: the old one would now be wrong by more than two seconds, or is a day old.
#[must_use]
pub fn worth_keeping(stored: Option<Anchor>, new: Anchor) -> bool {
    let Some(stored) = stored else { return true };
    let expected = estimate(Some(stored), new.wall_ms, new.boot_ms, false);
    const DAY_MS: i64 = 86_400_000;
    expected.ms.saturating_sub(new.bank_ms).saturating_abs() > 2_000
        || new.bank_ms.saturating_sub(stored.bank_ms) > DAY_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANCHOR: Anchor = Anchor { bank_ms: 1_000_000, wall_ms: 400_000, boot_ms: 50_000 };

    #[test]
    fn otp_12_without_a_word_from_the_bank_the_wall_clock_serves() {
        assert_eq!(estimate(None, 7, 3, false), Estimate { ms: 7, basis: Basis::WallClock, moved_ms: 0 });
    }

    #[test]
    fn otp_12_a_wall_clock_wrong_by_minutes_does_not_matter() {
        let now = estimate(Some(ANCHOR), 400_000 + 9_000, 50_000 + 9_000, false);
        assert_eq!((now.ms, now.basis), (1_009_000, Basis::SinceBoot));
    }

    #[test]
    fn otp_12_a_wall_clock_moved_while_the_app_runs_is_noticed_and_ignored() {
        let now = estimate(Some(ANCHOR), 400_000 + 3_600_000, 50_000 + 9_000, true);
        assert_eq!(now, Estimate { ms: 1_009_000, basis: Basis::SinceBoot, moved_ms: 3_591_000 });
    }

    #[test]
    fn otp_12_after_a_restart_of_the_phone_the_learned_difference_serves() {
        let now = estimate(Some(ANCHOR), 400_000 + 500_000, 2_000, false);
        assert_eq!((now.ms, now.basis), (1_500_000, Basis::LearnedOffset));
    }

    #[test]
    fn otp_12_time_never_runs_back_behind_the_banks_word() {
        let now = estimate(Some(ANCHOR), 1_000, 2_000, false);
        assert_eq!(now.ms, ANCHOR.bank_ms);
    }

    #[test]
    fn an_anchor_is_written_only_when_it_tells_something_new() {
        let later = Anchor { bank_ms: 1_060_000, wall_ms: 460_000, boot_ms: 110_000 };
        assert!(!worth_keeping(Some(ANCHOR), later));
        assert!(worth_keeping(Some(ANCHOR), Anchor { bank_ms: 1_070_000, ..later }));
        assert!(worth_keeping(None, later));
    }

    #[test]
    fn extreme_clocks_do_not_overflow() {
        for wall in [i64::MIN, -1, 0, i64::MAX] {
            for boot in [i64::MIN, 0, i64::MAX] {
                let _ = estimate(Some(ANCHOR), wall, boot, true);
                let _ = estimate(Some(ANCHOR), wall, boot, false);
            }
        }
    }
}
