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
    /// Which run of the phone it was, where the system names it.
    pub boot_id: Option<[u8; 16]>,
}

/// What the phone's clocks say now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    /// The wall clock since 1970 UTC, in milliseconds.
    pub wall_ms: i64,
    /// The boot clock, in milliseconds.
    pub boot_ms: i64,
    /// Which run of the phone this is, where the system names it.
    pub boot_id: Option<[u8; 16]>,
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

impl Estimate {
    /// The phone was restarted since it heard the bank: if its date was set by hand meanwhile, this is wrong by as much.
    #[must_use]
    pub const fn is_unconfirmed(&self) -> bool {
        matches!(self.basis, Basis::LearnedOffset)
    }
}

/// Two clocks of one phone drift apart by less than this between two anchors.
const TOLERANCE_MS: i64 = 120_000;

/// Estimates bank time from the last anchor and the two clocks. `same_process`: the anchor was taken by this very process, so the
/// phone cannot have been restarted since. Where the system names its runs, that tells as much in every later process.
///
/// Time never runs back behind the anchor: the bank itself said that it was already later.
#[must_use]
pub fn estimate(anchor: Option<Anchor>, now: Clocks, same_process: bool) -> Estimate {
    let Clocks { wall_ms, boot_ms, boot_id } = now;
    let Some(anchor) = anchor else { return Estimate { ms: wall_ms, basis: Basis::WallClock, moved_ms: 0 } };
    let since_boot = boot_ms.saturating_sub(anchor.boot_ms);
    let since_wall = wall_ms.saturating_sub(anchor.wall_ms);
    let moved_ms = since_wall.saturating_sub(since_boot);
    let goes_on = match (anchor.boot_id, boot_id) {
        _ if same_process => true,
        (Some(then), Some(now)) => then == now,
        // No names: both clocks went on alike, or the phone was restarted, or its clock was moved while the app was closed.
        _ => moved_ms.saturating_abs() <= TOLERANCE_MS,
    };
    if since_boot >= 0 && goes_on {
        let moved_ms = if moved_ms.saturating_abs() <= TOLERANCE_MS { 0 } else { moved_ms };
        return Estimate { ms: anchor.bank_ms.saturating_add(since_boot), basis: Basis::SinceBoot, moved_ms };
    }
    // A restart, as far as can be seen from here. The learned difference is the best that is left until the bank is heard again, and
    // whoever moved the wall clock meanwhile is not noticed before: [`Estimate::is_unconfirmed`] says so.
    let learned = wall_ms.saturating_add(anchor.bank_ms.saturating_sub(anchor.wall_ms));
    Estimate { ms: learned.max(anchor.bank_ms), basis: Basis::LearnedOffset, moved_ms: 0 }
}

/// Whether a new anchor is worth writing to disk: the old one would now be wrong by more than two seconds, or is a day old.
#[must_use]
pub fn worth_keeping(stored: Option<Anchor>, new: Anchor) -> bool {
    let Some(stored) = stored else { return true };
    let clocks = Clocks { wall_ms: new.wall_ms, boot_ms: new.boot_ms, boot_id: new.boot_id };
    let expected = estimate(Some(stored), clocks, false);
    const DAY_MS: i64 = 86_400_000;
    // Of another run of the phone it would be of little use.
    stored.boot_id != new.boot_id
        || expected.ms.saturating_sub(new.bank_ms).saturating_abs() > 2_000
        || new.bank_ms.saturating_sub(stored.bank_ms) > DAY_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANCHOR: Anchor = Anchor { bank_ms: 1_000_000, wall_ms: 400_000, boot_ms: 50_000, boot_id: None };

    const fn at(wall_ms: i64, boot_ms: i64) -> Clocks {
        Clocks { wall_ms, boot_ms, boot_id: None }
    }

    #[test]
    fn otp_12_without_a_word_from_the_bank_the_wall_clock_serves() {
        assert_eq!(estimate(None, at(7, 3), false), Estimate { ms: 7, basis: Basis::WallClock, moved_ms: 0 });
    }

    #[test]
    fn otp_12_a_wall_clock_wrong_by_minutes_does_not_matter() {
        let now = estimate(Some(ANCHOR), at(400_000 + 9_000, 50_000 + 9_000), false);
        assert_eq!((now.ms, now.basis, now.is_unconfirmed()), (1_009_000, Basis::SinceBoot, false));
    }

    #[test]
    fn otp_12_a_wall_clock_moved_while_the_app_runs_is_noticed_and_ignored() {
        let now = estimate(Some(ANCHOR), at(400_000 + 3_600_000, 50_000 + 9_000), true);
        assert_eq!(now, Estimate { ms: 1_009_000, basis: Basis::SinceBoot, moved_ms: 3_591_000 });
    }

    #[test]
    fn otp_12_a_wall_clock_moved_while_the_app_was_closed_is_noticed_where_the_system_names_its_runs() {
        let anchor = Anchor { boot_id: Some([1; 16]), ..ANCHOR };
        let moved = at(400_000 + 3_600_000, 50_000 + 9_000);
        let same = estimate(Some(anchor), Clocks { boot_id: Some([1; 16]), ..moved }, false);
        assert_eq!(same, Estimate { ms: 1_009_000, basis: Basis::SinceBoot, moved_ms: 3_591_000 });
        // Without names it cannot be told from a restart, and that is said.
        assert!(estimate(Some(anchor), moved, false).is_unconfirmed());
    }

    #[test]
    fn otp_12_after_a_restart_the_time_is_flagged_until_the_bank_is_heard() {
        let anchor = Anchor { boot_id: Some([1; 16]), ..ANCHOR };
        // The two clocks happen to agree with the anchor: the run's name tells all the same.
        let restarted = Clocks { boot_id: Some([2; 16]), ..at(400_000 + 9_000, 50_000 + 9_000) };
        let now = estimate(Some(anchor), restarted, false);
        assert_eq!((now.basis, now.is_unconfirmed()), (Basis::LearnedOffset, true));
        let heard = Anchor { bank_ms: 1_009_000, wall_ms: 409_000, boot_ms: 59_000, boot_id: Some([2; 16]) };
        assert!(worth_keeping(Some(anchor), heard), "an anchor of another run");
        assert!(!estimate(Some(heard), restarted, false).is_unconfirmed());
    }

    #[test]
    fn otp_12_after_a_restart_of_the_phone_the_learned_difference_serves() {
        let now = estimate(Some(ANCHOR), at(400_000 + 500_000, 2_000), false);
        assert_eq!((now.ms, now.basis), (1_500_000, Basis::LearnedOffset));
    }

    #[test]
    fn otp_12_time_never_runs_back_behind_the_banks_word() {
        let now = estimate(Some(ANCHOR), at(1_000, 2_000), false);
        assert_eq!(now.ms, ANCHOR.bank_ms);
    }

    #[test]
    fn an_anchor_is_written_only_when_it_tells_something_new() {
        let later = Anchor { bank_ms: 1_060_000, wall_ms: 460_000, boot_ms: 110_000, boot_id: None };
        assert!(!worth_keeping(Some(ANCHOR), later));
        assert!(worth_keeping(Some(ANCHOR), Anchor { bank_ms: 1_070_000, ..later }));
        assert!(worth_keeping(None, later));
    }

    #[test]
    fn extreme_clocks_do_not_overflow() {
        for wall in [i64::MIN, -1, 0, i64::MAX] {
            for boot in [i64::MIN, 0, i64::MAX] {
                let _ = estimate(Some(ANCHOR), at(wall, boot), true);
                let _ = estimate(Some(ANCHOR), at(wall, boot), false);
            }
        }
    }
}
