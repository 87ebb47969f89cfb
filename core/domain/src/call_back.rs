//! The bank calls the customer who asked for it (CHAT-8): when its people call, what about, and when a call is offered instead of waiting in the
//! chat. Who calls proves it as any caller of the bank does (CHAT-13).

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::{Offset, TimeZone};

use crate::moments;
use crate::texts::{self, Language, Value};

/// What the customer wants to talk about. Nothing else is asked: what it is in detail is for the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallReason {
    /// A card.
    Card,
    /// A transfer or payment.
    Payment,
    /// The token, or a phone.
    Token,
    /// A message or call that looks like a scam.
    Scam,
    /// Anything else.
    Other,
}

impl CallReason {
    /// Every reason, as a form offers it.
    pub const ALL: [Self; 5] = [Self::Card, Self::Payment, Self::Token, Self::Scam, Self::Other];

    /// Its name as it travels and in text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Payment => "payment",
            Self::Token => "token",
            Self::Scam => "scam",
            Self::Other => "other",
        }
    }

    /// From its name.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// In words.
    #[must_use]
    pub fn name(self, language: Language) -> String {
        texts::text(language, &format!("call-reason-{}", self.code()), &[])
    }
}

/// How a call that was asked for stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallState {
    /// The bank will call.
    Waiting,
    /// The bank has spoken with the customer.
    Reached,
    /// The bank called and nobody answered.
    Missed,
    /// The customer took the wish back.
    Cancelled,
}

impl CallState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Reached, Self::Missed, Self::Cancelled];

    /// Its name as it travels and in text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Reached => "reached",
            Self::Missed => "missed",
            Self::Cancelled => "cancelled",
        }
    }

    /// From its name.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A time within which the bank calls. Milliseconds since 1970 UTC; the end is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallWindow {
    /// Not before.
    pub from_ms: i64,
    /// Nor after.
    pub until_ms: i64,
}

impl CallWindow {
    /// In words.
    #[must_use]
    pub fn tell(self, language: Language) -> String {
        let [from, until] = [self.from_ms, self.until_ms].map(|ms| moments::display(ms, language));
        texts::text(language, "call-window", &[("from", Value::Text(&from)), ("until", Value::Text(&until))])
    }
}

/// The purpose that whoever calls back names when they prove to be the bank.
pub const PURPOSE: &str = "call-back";
/// Calls that the bank promises one customer in 24 hours: a wish that is taken back again and again keeps others waiting.
pub const DAILY: usize = 3;
/// The length of a window.
const HOURS: i8 = 2;
/// A window that begins earlier than this from now cannot be kept.
const LEAD_MS: i64 = 15 * 60 * 1000;
/// So many windows are offered …
const OFFERED: usize = 6;
/// … of so many days, so that a row of holidays does not end the search.
const DAYS: usize = 14;
/// Whoever has to wait at least so long in the chat is offered a call.
const LONG_WAIT_SECONDS: u64 = 10 * 60;

/// When people call, in western Indonesian time: the hours at which a window may begin.
fn beginnings(day: Date, holidays: &[Date]) -> std::iter::StepBy<std::ops::Range<i8>> {
    let closed = day.weekday() == Weekday::Sunday || holidays.contains(&day);
    let hours = match day.weekday() {
        _ if closed => 0..0,
        Weekday::Saturday => 9..15,
        _ => 8..20,
    };
    hours.step_by(HOURS.unsigned_abs().into())
}

/// The next windows in opening hours, the earliest first.
#[must_use]
pub fn windows(now_ms: i64, holidays: &[Date]) -> Vec<CallWindow> {
    let zone = TimeZone::fixed(Offset::constant(7));
    let Ok(now) = Timestamp::from_millisecond(now_ms) else { return Vec::new() };
    let days = now.to_zoned(zone.clone()).date().series(jiff::Span::new().days(1)).take(DAYS);
    let at = |day: Date, hour: i8| {
        day.at(hour, 0, 0, 0).to_zoned(zone.clone()).ok().map(|moment| moment.timestamp().as_millisecond())
    };
    days.flat_map(|day| beginnings(day, holidays).map(move |hour| (day, hour)))
        .filter_map(|(day, hour)| Some(CallWindow { from_ms: at(day, hour)?, until_ms: at(day, hour + HOURS)? }))
        .filter(|window| window.from_ms >= now_ms.saturating_add(LEAD_MS))
        .take(OFFERED)
        .collect()
}

/// Whether the chat offers a call: nobody is there, or the wait is long. `wait_seconds`: while the customer waits for a person.
#[must_use]
pub fn is_offered(desk_open: bool, wait_seconds: Option<u64>) -> bool {
    !desk_open || wait_seconds.is_some_and(|seconds| seconds >= LONG_WAIT_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    #[test]
    fn chat_8_a_call_is_promised_in_opening_hours_of_jakarta_only() {
        // A Friday, 18:01 in Jakarta: no more today, then Saturday until three, then Monday.
        let offered = windows(ms("2027-01-15T11:01:00Z"), &[]);
        let begins: Vec<_> = offered.iter().map(|window| window.from_ms).collect();
        let expected = ["2027-01-16T02:00:00Z", "2027-01-16T04:00:00Z", "2027-01-16T06:00:00Z"].into_iter().chain([
            "2027-01-18T01:00:00Z",
            "2027-01-18T03:00:00Z",
            "2027-01-18T05:00:00Z",
        ]);
        assert_eq!(begins, expected.map(ms).collect::<Vec<_>>());
        assert!(offered.iter().all(|window| window.until_ms - window.from_ms == 2 * 60 * 60 * 1000));
        let closed = [jiff::civil::date(2027, 1, 16)];
        assert_eq!(windows(ms("2027-01-15T11:01:00Z"), &closed)[0].from_ms, ms("2027-01-18T01:00:00Z"));
    }

    #[test]
    fn chat_8_a_window_that_begins_too_soon_is_not_offered() {
        let first = |now: &str| windows(ms(now), &[])[0].from_ms;
        assert_eq!(first("2027-01-18T00:45:00Z"), ms("2027-01-18T01:00:00Z"));
        assert_eq!(first("2027-01-18T00:45:00.001Z"), ms("2027-01-18T03:00:00Z"));
    }

    #[test]
    fn chat_8_a_call_is_offered_when_nobody_is_there_or_the_wait_is_long() {
        assert!(is_offered(false, None) && is_offered(true, Some(600)));
        assert!(!is_offered(true, None) && !is_offered(true, Some(599)));
    }

    #[test]
    fn chat_8_reasons_states_and_windows_have_their_words_in_both_languages() {
        for language in Language::ALL {
            for reason in CallReason::ALL {
                assert_eq!(CallReason::parse(reason.code()), Some(reason));
                assert!(!reason.name(language).starts_with('['), "{reason:?}");
            }
            for state in CallState::ALL.map(CallState::code).into_iter().chain(["late"]) {
                for part in ["", ".next"] {
                    assert!(texts::exists(language, &format!("call-{state}{part}")), "{state}{part}");
                }
            }
            let told = CallWindow { from_ms: 0, until_ms: 7_200_000 }.tell(language);
            assert!(told.contains("1970") && told.contains("09"), "{told}");
        }
    }
}
