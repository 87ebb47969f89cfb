//! When the Unlock Code must be asked although a finger or face would do (OTP-11): who never types it forgets it.

/// The phone's two clocks at one moment; milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Wall clock, since 1970 UTC.
    pub wall_ms: i64,
    /// Boot clock.
    pub boot_ms: i64,
}

/// So long after the Unlock Code was last proved it is asked again.
pub const ASK_AFTER_MS: i64 = 14 * 24 * 3_600_000;

/// Both clocks of one run of the phone go on alike, but for this much.
const TOLERANCE_MS: i64 = 120_000;

/// Whether the Unlock Code comes first now: fourteen days after it was last proved, and after a restart of the phone.
///
/// The boot clock measures, because nobody can move it. It starts anew with the phone; then it has run back, or it and the wall clock
/// no longer went on alike. A wall clock moved by hand looks the same, and then the code is asked once too often, never too seldom.
#[must_use]
pub fn code_is_due(proved: Moment, now: Moment) -> bool {
    let since_boot = now.boot_ms.saturating_sub(proved.boot_ms);
    let since_wall = now.wall_ms.saturating_sub(proved.wall_ms);
    let restarted = since_boot < 0 || since_wall.saturating_sub(since_boot).saturating_abs() > TOLERANCE_MS;
    restarted || since_boot >= ASK_AFTER_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROVED: Moment = Moment { wall_ms: 1_000_000_000, boot_ms: 7_000_000 };

    fn later(wall: i64, boot: i64) -> Moment {
        Moment { wall_ms: PROVED.wall_ms + wall, boot_ms: PROVED.boot_ms + boot }
    }

    #[test]
    fn otp_11_the_code_is_asked_every_fourteen_days() {
        assert!(!code_is_due(PROVED, PROVED));
        assert!(!code_is_due(PROVED, later(ASK_AFTER_MS - 1, ASK_AFTER_MS - 1)));
        assert!(code_is_due(PROVED, later(ASK_AFTER_MS, ASK_AFTER_MS)));
    }

    #[test]
    fn otp_11_after_a_restart_the_code_comes_first_however_long_the_phone_has_run_since() {
        // Just restarted; restarted long ago, so that the boot clock has passed the old value again.
        assert!(code_is_due(PROVED, Moment { wall_ms: PROVED.wall_ms + 60_000, boot_ms: 5_000 }));
        assert!(code_is_due(PROVED, Moment { wall_ms: PROVED.wall_ms + 9_000_000, boot_ms: 8_000_000 }));
    }

    #[test]
    fn otp_11_a_wall_clock_moved_by_hand_never_puts_the_code_off() {
        for moved in [-ASK_AFTER_MS, -3_600_000, 3_600_000, ASK_AFTER_MS] {
            assert!(code_is_due(PROVED, later(ASK_AFTER_MS + moved, ASK_AFTER_MS)), "{moved}");
        }
        assert!(!code_is_due(PROVED, later(3_600_000 + 100_000, 3_600_000)), "clocks drift a little");
    }

    #[test]
    fn extreme_clocks_do_not_overflow() {
        for wall_ms in [i64::MIN, 0, i64::MAX] {
            for boot_ms in [i64::MIN, 0, i64::MAX] {
                let _ = code_is_due(Moment { wall_ms, boot_ms }, PROVED);
                let _ = code_is_due(PROVED, Moment { wall_ms, boot_ms });
            }
        }
    }
}
