//! What a customer writes to the bank under a reference: complaints (SAFE-7) and letters by the secure form (CHAT-8). Each has a day by
//! which the bank answers, and is followed to the answer.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::{Offset, TimeZone};

use crate::complaints::ComplaintKind;
use crate::texts::{self, Language};

/// Which way it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// A complaint.
    Complaint,
    /// A letter by the secure form.
    Letter,
}

impl Way {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Complaint, Self::Letter];

    /// Its name in stores and text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Letter => "letter",
        }
    }

    /// From its name.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }

    /// How many the bank takes from one customer in 24 hours; `None`: nobody is kept from complaining.
    #[must_use]
    pub const fn daily(self) -> Option<u32> {
        match self {
            Self::Complaint => None,
            Self::Letter => Some(5),
        }
    }

    /// Everything that can be written about this way, as a form offers it.
    #[must_use]
    pub fn kinds(self) -> Vec<About> {
        match self {
            Self::Complaint => ComplaintKind::ALL.into_iter().map(About::Complaint).collect(),
            Self::Letter => Subject::ALL.into_iter().map(About::Letter).collect(),
        }
    }
}

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Cards.
    Cards,
    /// The token, or a phone.
    Token,
    /// A transfer.
    Transfer,
    /// The customer's own details.
    Details,
    /// Anything else.
    Other,
}

impl Subject {
    /// Every subject.
    pub const ALL: [Self; 5] = [Self::Cards, Self::Token, Self::Transfer, Self::Details, Self::Other];

    /// Its name as it travels and in text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::Token => "token",
            Self::Transfer => "transfer",
            Self::Details => "details",
            Self::Other => "other",
        }
    }
}

/// What is written about, and so which way it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
    /// A complaint.
    Complaint(ComplaintKind),
    /// A letter by the secure form.
    Letter(Subject),
}

impl About {
    /// Which way it goes.
    #[must_use]
    pub const fn way(self) -> Way {
        match self {
            Self::Complaint(_) => Way::Complaint,
            Self::Letter(_) => Way::Letter,
        }
    }

    /// The name of its kind or subject as it travels and in text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Complaint(kind) => kind.code(),
            Self::Letter(subject) => subject.code(),
        }
    }

    /// From its name; `None` for one that this version does not know.
    #[must_use]
    pub fn parse(way: Way, code: &str) -> Option<Self> {
        way.kinds().into_iter().find(|about| about.code() == code)
    }

    /// What it is about, in words.
    #[must_use]
    pub fn name(self, language: Language) -> String {
        texts::text(language, &format!("{}-kind-{}", self.way().code(), self.code()), &[])
    }

    /// How long the bank has for its answer: by law for complaints, by its own word for letters.
    #[must_use]
    pub const fn period(self) -> Period {
        match self {
            Self::Complaint(kind) => kind.period(),
            Self::Letter(_) => Period::WorkingDays(3),
        }
    }

    /// By how much the bank may put its answer off, once, having said so; `None`: not at all.
    #[must_use]
    pub const fn extension(self) -> Option<Period> {
        match self {
            Self::Complaint(kind) => kind.extension(),
            Self::Letter(_) => None,
        }
    }
}

/// A time within which the bank answers.
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

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WrittenState {
    /// The bank has it.
    Received,
    /// Somebody works on it.
    InWork,
    /// The bank has said that it needs longer.
    Extended,
    /// The bank has answered.
    Answered,
}

impl WrittenState {
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

/// Fewest and most characters of what is written.
pub const TEXT_CHARS: std::ops::RangeInclusive<usize> = 10..=2000;
/// Most characters of what is kept before it is sent: more than can be sent, so that a text that must be shortened is not lost.
pub const UNSENT_CHARS: usize = 4 * *TEXT_CHARS.end();

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
    fn safe_7_an_answer_is_late_only_while_it_is_owed() {
        assert!(WrittenState::InWork.is_overdue(10, 11));
        assert!(!WrittenState::InWork.is_overdue(10, 10));
        assert!(!WrittenState::Answered.is_overdue(10, 11));
        assert!(WrittenState::Received.may_become(WrittenState::Extended));
        assert!(!WrittenState::Extended.may_become(WrittenState::Extended));
        assert!(!WrittenState::Answered.may_become(WrittenState::InWork));
    }

    #[test]
    fn chat_8_a_letter_is_answered_within_three_working_days_and_never_put_off() {
        for about in Way::Letter.kinds() {
            assert_eq!((about.period(), about.extension()), (Period::WorkingDays(3), None));
        }
        assert_eq!((Way::Letter.daily(), Way::Complaint.daily()), (Some(5), None));
    }

    #[test]
    fn chat_8_subjects_and_states_have_their_words_in_both_languages() {
        for (language, way) in Language::ALL.into_iter().flat_map(|language| Way::ALL.map(|way| (language, way))) {
            for about in way.kinds() {
                assert!(!about.name(language).starts_with('['), "{about:?}");
            }
            for state in WrittenState::ALL.map(WrittenState::code).into_iter().chain(["overdue"]) {
                for part in ["", ".next"] {
                    let key = format!("{}-{state}{part}", way.code());
                    assert!(texts::exists(language, &key), "{key}");
                }
            }
        }
    }

    #[test]
    fn chat_8_kinds_and_states_travel_by_name_each_on_its_own_way() {
        for way in Way::ALL {
            assert_eq!(Way::parse(way.code()), Some(way));
            assert!(way.kinds().into_iter().all(|about| About::parse(way, about.code()) == Some(about)));
        }
        assert!(WrittenState::ALL.into_iter().all(|state| WrittenState::parse(state.code()) == Some(state)));
        assert_eq!(About::parse(Way::Letter, "fraud"), None, "that is a complaint");
        assert_eq!(About::parse(Way::Complaint, "of-the-future"), None);
    }
}
