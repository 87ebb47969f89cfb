//! Complaints (SAFE-7): what they are about, by when the bank must answer, how they stand, and what the customer may do next.
//!
//! Source of the periods: for complaints in writing POJK 22/2023 (10 working days, and 10 more if the bank has said so before they are
//! over); for what concerns personal data UU 27/2022 (3 × 24 hours).

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::{Offset, TimeZone};

use crate::texts::{self, Language};

/// What a complaint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ComplaintKind {
    /// A transfer or payment.
    Payment,
    /// A card.
    Card,
    /// Money lost to a deceiver.
    Fraud,
    /// How the customer was served.
    Service,
    /// Personal data.
    Data,
    /// Anything else.
    Other,
}

impl ComplaintKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Payment, Self::Card, Self::Fraud, Self::Service, Self::Data, Self::Other];

    /// Its name as it travels and in text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Card => "card",
            Self::Fraud => "fraud",
            Self::Service => "service",
            Self::Data => "data",
            Self::Other => "other",
        }
    }

    /// From its name; `None` for a kind that this version does not know.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// In words.
    #[must_use]
    pub fn name(self, language: Language) -> String {
        texts::text(language, &format!("complaint-kind-{}", self.code()), &[])
    }

    /// How long the bank has for its answer.
    #[must_use]
    pub const fn period(self) -> Period {
        match self {
            Self::Data => Period::Hours(72),
            _ => Period::WorkingDays(10),
        }
    }

    /// By how much the bank may put its answer off, once, having said so; `None`: not at all.
    #[must_use]
    pub const fn extension(self) -> Option<Period> {
        match self {
            Self::Data => None,
            _ => Some(Period::WorkingDays(10)),
        }
    }
}

/// A time that the law gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Until the end of such a day, in western Indonesian time; the day on which it begins does not count.
    WorkingDays(u16),
    /// To the minute.
    Hours(u16),
}

impl Period {
    /// When it ends that begins at `from_ms` (milliseconds since 1970 UTC). `holidays`: days on which banks are closed, besides Saturdays and
    /// Sundays. `None` beyond every calendar.
    #[must_use]
    pub fn end(self, from_ms: i64, holidays: &[Date]) -> Option<i64> {
        let days = match self {
            Self::Hours(hours) => return from_ms.checked_add(i64::from(hours) * 60 * 60 * 1000),
            Self::WorkingDays(days) => days,
        };
        let zone = TimeZone::fixed(Offset::constant(7));
        let mut day = Timestamp::from_millisecond(from_ms).ok()?.to_zoned(zone.clone()).date();
        for _ in 0..days {
            day = day.tomorrow().ok()?;
            while !is_working(day, holidays) {
                day = day.tomorrow().ok()?;
            }
        }
        Some(day.at(23, 59, 59, 0).to_zoned(zone).ok()?.timestamp().as_millisecond())
    }
}

fn is_working(day: Date, holidays: &[Date]) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains(&day)
}

/// How a complaint stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ComplaintState {
    /// The bank has it.
    Received,
    /// Somebody works on it.
    InWork,
    /// The bank has said that it needs longer.
    Extended,
    /// The bank has answered.
    Answered,
}

impl ComplaintState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Received, Self::InWork, Self::Extended, Self::Answered];

    /// Its name as it travels and in text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::InWork => "in-work",
            Self::Extended => "extended",
            Self::Answered => "answered",
        }
    }

    /// From its name.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether the bank owes an answer that was due at `due_ms`.
    #[must_use]
    pub fn is_overdue(self, due_ms: i64, now_ms: i64) -> bool {
        self != Self::Answered && now_ms > due_ms
    }

    /// Whether the bank may go from this state to `next`: never back, and it puts off once only.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Received, Self::InWork | Self::Extended | Self::Answered)
                | (Self::InWork, Self::Extended | Self::Answered)
                | (Self::Extended, Self::Answered)
        )
    }
}

/// Fewest and most characters of a complaint's text.
pub const TEXT_CHARS: std::ops::RangeInclusive<usize> = 10..=2000;

/// What the customer is entitled to, as the apps show it: names of texts `right-NAME` with `.body`.
pub const RIGHTS: [&str; 6] = ["complain", "period", "data", "dispute", "proof", "elsewhere"];

/// One right in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Right {
    /// Its name.
    pub key: &'static str,
    /// In one line.
    pub title: String,
    /// What it means.
    pub body: String,
}

/// All rights in words.
#[must_use]
pub fn rights(language: Language) -> Vec<Right> {
    let text = |key: String| texts::text(language, &key, &[]);
    let right =
        |key: &'static str| Right { key, title: text(format!("right-{key}")), body: text(format!("right-{key}.body")) };
    RIGHTS.into_iter().map(right).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    #[test]
    fn safe_7_a_written_complaint_is_answered_within_ten_working_days_of_jakarta() {
        let period = ComplaintKind::Payment.period();
        // A Friday morning in Jakarta: two week-ends lie between.
        let due = period.end(ms("2027-01-15T03:00:00Z"), &[]).unwrap();
        assert_eq!(due, ms("2027-01-29T16:59:59Z"));
        // In Jakarta it is Saturday already: it begins on Monday.
        assert_eq!(period.end(ms("2027-01-15T18:00:00Z"), &[]).unwrap(), due);
        let closed = [jiff::civil::date(2027, 1, 18), jiff::civil::date(2027, 1, 23)];
        assert_eq!(
            period.end(ms("2027-01-15T03:00:00Z"), &closed).unwrap(),
            ms("2027-02-01T16:59:59Z"),
            "a holiday does not count, and one on a Saturday changes nothing"
        );
    }

    #[test]
    fn safe_7_what_concerns_personal_data_is_answered_within_three_times_24_hours_and_never_put_off() {
        let filed = ms("2027-01-15T03:00:00Z");
        assert_eq!(ComplaintKind::Data.period().end(filed, &[]).unwrap(), ms("2027-01-18T03:00:00Z"));
        assert_eq!(ComplaintKind::Data.extension(), None);
        assert_eq!(ComplaintKind::Card.extension(), Some(Period::WorkingDays(10)));
        assert_eq!(Period::WorkingDays(1).end(i64::MAX, &[]), None);
    }

    #[test]
    fn safe_7_an_answer_is_late_only_while_it_is_owed() {
        assert!(ComplaintState::InWork.is_overdue(10, 11));
        assert!(!ComplaintState::InWork.is_overdue(10, 10));
        assert!(!ComplaintState::Answered.is_overdue(10, 11));
        assert!(ComplaintState::Received.may_become(ComplaintState::Extended));
        assert!(!ComplaintState::Extended.may_become(ComplaintState::Extended));
        assert!(!ComplaintState::Answered.may_become(ComplaintState::InWork));
    }

    #[test]
    fn safe_7_rights_kinds_and_states_have_their_words_in_both_languages() {
        for language in Language::ALL {
            for right in rights(language) {
                assert!(!right.title.contains('[') && !right.body.contains('['), "{right:?}");
            }
            for kind in ComplaintKind::ALL {
                assert!(!kind.name(language).starts_with('['), "{kind:?}");
            }
            for state in ComplaintState::ALL.map(ComplaintState::code).into_iter().chain(["overdue"]) {
                for part in ["", ".next"] {
                    assert!(texts::exists(language, &format!("complaint-{state}{part}")), "{state}{part}");
                }
            }
        }
    }

    #[test]
    fn safe_7_kinds_and_states_travel_by_name() {
        assert!(ComplaintKind::ALL.into_iter().all(|kind| ComplaintKind::parse(kind.code()) == Some(kind)));
        assert!(ComplaintState::ALL.into_iter().all(|state| ComplaintState::parse(state.code()) == Some(state)));
        assert_eq!(ComplaintKind::parse("of-the-future"), None);
    }
}
