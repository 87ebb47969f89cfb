//! When a session ends by itself, and why one has ended (SAFE-2).
//!
//! Counted on the clock that runs since the phone's start: nobody can set it, and it runs on while the app is in the background or the
//! phone sleeps. Only what the customer does moves [`Life::active_ms`]; what the app asks by itself does not.

use crate::texts::{self, Language};

/// Without an act of the customer a session ends after so long, or after less if the bank says so. Milliseconds.
pub const IDLE_MS: i64 = 5 * 60_000;
/// The customer is warned for so long before the end. Milliseconds.
pub const WARNING_MS: i64 = 60_000;
/// So often the bank is asked how the session stands, and told of the customer's acts that needed no call. Milliseconds.
pub const ASK_MS: i64 = 60_000;

/// The same where the bank is about to end a session of a customer who acts: so often, also while it cannot be reached. Milliseconds.
pub const HURRY_MS: i64 = 5_000;

/// A session's times, milliseconds since the phone's start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// The customer's last act.
    pub active_ms: i64,
    /// How long it lasts without another.
    pub idle_ms: i64,
    /// The end of its absolute life.
    pub ends_ms: i64,
}

/// How a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing to say.
    Open,
    /// It ends soon.
    EndsSoon {
        /// In so many seconds, at least 1.
        seconds_left: u32,
        /// An act of the customer keeps it; not at the end of its absolute life.
        can_stay: bool,
    },
    /// It is over.
    Over(SessionEnd),
}

/// Why a session has ended. The name is that of the contract (member `reason` of `session-ended`), of journeys and of text keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionEnd {
    /// Nobody used it.
    Idle,
    /// Its absolute life is over.
    Expired,
    /// Another device did: a new phone, a new password.
    Elsewhere,
    /// Somebody of the bank did.
    Operator,
    /// The bank did, and does not say why.
    Bank,
}

impl SessionEnd {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Idle, Self::Expired, Self::Elsewhere, Self::Operator, Self::Bank];

    /// Its name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Expired => "expired",
            Self::Elsewhere => "elsewhere",
            Self::Operator => "operator",
            Self::Bank => "bank",
        }
    }

    /// From its name; [`Self::Bank`] for any other, and for none.
    #[must_use]
    pub fn parse(name: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|known| name == Some(known.code())).unwrap_or(Self::Bank)
    }

    /// What happened.
    #[must_use]
    pub fn title(self, language: Language) -> String {
        texts::text(language, &format!("session-end-{}", self.code()), &[])
    }

    /// What it means.
    #[must_use]
    pub fn body(self, language: Language) -> String {
        texts::text(language, &format!("session-end-{}.body", self.code()), &[])
    }

    /// What to do.
    #[must_use]
    pub fn action(self, language: Language) -> String {
        texts::text(language, &format!("session-end-{}.action", self.code()), &[])
    }
}

impl Life {
    /// How the session stands at `now_ms`. A clock that went back is the clock of another start of the phone, which no session outlives.
    #[must_use]
    pub fn at(self, now_ms: i64) -> Standing {
        if now_ms < self.active_ms {
            return Standing::Over(SessionEnd::Idle);
        }
        let idle_left = self.idle_ms.saturating_sub(now_ms - self.active_ms);
        let life_left = self.ends_ms.saturating_sub(now_ms);
        if life_left <= 0 {
            return Standing::Over(SessionEnd::Expired);
        }
        if idle_left <= 0 {
            return Standing::Over(SessionEnd::Idle);
        }
        let can_stay = life_left > WARNING_MS;
        let left = if can_stay { idle_left } else { life_left.min(idle_left) };
        if left > WARNING_MS {
            return Standing::Open;
        }
        Standing::EndsSoon { seconds_left: whole_seconds(left), can_stay }
    }
}

/// Whether the bank is to be asked now how the session stands.
///
/// `since_asked_ms`: since the last question or other answer. `since_told_ms`: since the bank heard of an act, with `untold` if there was one
/// since. An act near the end of what the bank knows of cannot wait a minute.
#[must_use]
pub const fn is_question_due(since_asked_ms: i64, since_told_ms: i64, untold: bool, idle_ms: i64) -> bool {
    let hurry = untold && since_told_ms >= idle_ms - WARNING_MS - ASK_MS;
    since_asked_ms >= if hurry { HURRY_MS } else { ASK_MS }
}

/// Rounded up: the last second counts as one.
fn whole_seconds(left_ms: i64) -> u32 {
    u32::try_from(left_ms.saturating_add(999) / 1_000).unwrap_or(u32::MAX)
}

/// How long a session lasts without an act: what the bank says, but never longer than the promise. Milliseconds.
#[must_use]
pub fn idle_ms(bank_seconds: u64) -> i64 {
    i64::try_from(bank_seconds).unwrap_or(i64::MAX).saturating_mul(1_000).min(IDLE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_MS: i64 = 3_600_000;

    fn life() -> Life {
        Life { active_ms: 1_000, idle_ms: IDLE_MS, ends_ms: 1_000 + 8 * HOUR_MS }
    }

    #[test]
    fn safe_2_five_minutes_without_an_act_end_a_session_and_the_last_one_warns() {
        for (after_ms, standing) in [
            (0, Standing::Open),
            (4 * 60_000 - 1, Standing::Open),
            (4 * 60_000, Standing::EndsSoon { seconds_left: 60, can_stay: true }),
            (4 * 60_000 + 1, Standing::EndsSoon { seconds_left: 60, can_stay: true }),
            (5 * 60_000 - 1, Standing::EndsSoon { seconds_left: 1, can_stay: true }),
            (5 * 60_000, Standing::Over(SessionEnd::Idle)),
            (HOUR_MS, Standing::Over(SessionEnd::Idle)),
        ] {
            assert_eq!(life().at(1_000 + after_ms), standing, "after {after_ms} ms");
        }
    }

    #[test]
    fn safe_2_no_act_keeps_a_session_beyond_its_absolute_life() {
        let busy = |now_ms| Life { active_ms: now_ms, ..life() }.at(now_ms);
        let end = life().ends_ms;
        assert_eq!(busy(end - 60_001), Standing::Open);
        assert_eq!(busy(end - 60_000), Standing::EndsSoon { seconds_left: 60, can_stay: false });
        assert_eq!(busy(end), Standing::Over(SessionEnd::Expired));
        // Idle comes first where it is sooner.
        let both = Life { active_ms: end - IDLE_MS - 1_000, ..life() };
        assert_eq!(both.at(end - 2_000), Standing::EndsSoon { seconds_left: 1, can_stay: false });
    }

    #[test]
    fn safe_2_a_clock_of_another_start_of_the_phone_ends_the_session() {
        assert_eq!(life().at(999), Standing::Over(SessionEnd::Idle));
    }

    #[test]
    fn safe_2_the_bank_is_asked_once_a_minute_and_sooner_when_it_would_end_a_session_in_use() {
        for (asked, told, untold, due) in [
            (59_999, 59_999, true, false),
            (60_000, 60_000, false, true),
            (5_000, 179_999, true, false),
            (5_000, 180_000, true, true),
            (4_999, 299_000, true, false),
            (5_000, 299_000, false, false),
        ] {
            assert_eq!(is_question_due(asked, told, untold, IDLE_MS), due, "{asked} {told} {untold}");
        }
    }

    #[test]
    fn safe_2_the_bank_can_shorten_the_idle_life_and_not_lengthen_it() {
        assert_eq!((idle_ms(120), idle_ms(300), idle_ms(u64::MAX)), (120_000, IDLE_MS, IDLE_MS));
    }

    #[test]
    fn safe_2_every_end_has_a_name_and_words_in_both_languages() {
        for (end, language) in SessionEnd::ALL.into_iter().flat_map(|end| Language::ALL.map(|language| (end, language)))
        {
            assert_eq!(SessionEnd::parse(Some(end.code())), end);
            for words in [end.title(language), end.body(language), end.action(language)] {
                assert!(!words.is_empty() && !words.starts_with('['), "{end:?} in {language:?}: {words}");
            }
        }
        assert_eq!((SessionEnd::parse(None), SessionEnd::parse(Some("later"))), (SessionEnd::Bank, SessionEnd::Bank));
    }
}
