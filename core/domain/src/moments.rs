//! A moment as people read it. The bank speaks western Indonesian time (WIB, UTC+7, no summer time) and says so.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use crate::birth_date;
use crate::texts::Language;

const MONTHS_ID: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
const MONTHS_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const WHOLE_ID: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
const WHOLE_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The zone in which moments are told, and in which months and days begin.
#[must_use]
pub const fn zone() -> TimeZone {
    TimeZone::fixed(Offset::constant(7))
}

/// `26 Nov 2026`.
#[must_use]
pub fn day(date: Date, language: Language) -> String {
    let months = match language {
        Language::Indonesian => &MONTHS_ID,
        Language::English => &MONTHS_EN,
    };
    format!("{} {} {}", date.day(), of(months, date), date.year())
}

/// `Juni`, in English `June`.
#[must_use]
pub fn month_name(date: Date, language: Language) -> &'static str {
    match language {
        Language::Indonesian => of(&WHOLE_ID, date),
        Language::English => of(&WHOLE_EN, date),
    }
}

fn of(months: &[&'static str; 12], date: Date) -> &'static str {
    months.get(usize::from(date.month().unsigned_abs()).saturating_sub(1)).copied().unwrap_or_default()
}

/// `26 Nov 2026 pukul 14.05 WIB`, in English `26 Nov 2026, 14:05 WIB`. Empty for a time that no calendar has.
#[must_use]
pub fn display(ms: i64, language: Language) -> String {
    let Ok(moment) = Timestamp::from_millisecond(ms) else { return String::new() };
    let local = moment.to_zoned(zone());
    let (day, hour, minute) = (day(local.date(), language), local.hour(), local.minute());
    match language {
        Language::Indonesian => format!("{day} pukul {hour:02}.{minute:02} WIB"),
        Language::English => format!("{day}, {hour:02}:{minute:02} WIB"),
    }
}

/// From the beginning of a first day to the end of a last one, milliseconds since 1970 UTC: not before, and before. Either may be open.
pub type Stretch = (Option<i64>, Option<i64>);

/// What is no stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no days, or the last one is before the first")]
pub struct NoDays;

/// A first and a last day as a person types them (`01/12/2026`, or as ISO 8601 writes them); blank: open.
///
/// # Errors
/// [`NoDays`] for what is no day, and if the last one is before the first.
pub fn days(first: &str, last: &str) -> Result<Stretch, NoDays> {
    let day = |typed: &str| match typed.trim() {
        "" => Ok(None),
        typed => birth_date::read(typed).or_else(|| iso(typed)).map(Some).ok_or(NoDays),
    };
    let (first, last) = (day(first)?, day(last)?);
    if first.zip(last).is_some_and(|(first, last)| last < first) {
        return Err(NoDays);
    }
    let begins = |day: Date| day.to_zoned(zone()).map(|moment| moment.timestamp().as_millisecond()).map_err(|_| NoDays);
    let from = first.map(begins).transpose()?;
    // The last day counts to its end.
    let until = last.map(|day| day.tomorrow().map_err(|_| NoDays).and_then(begins)).transpose()?;
    Ok((from, until))
}

/// Ten characters and nothing else: the calendar's own reading takes times and zones too.
fn iso(typed: &str) -> Option<Date> {
    (typed.len() == 10).then(|| typed.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_1_days_reach_from_the_first_midnight_in_jakarta_to_the_one_after_the_last() {
        let at = |text: &str| Some(text.parse::<Timestamp>().expect("a moment").as_millisecond());
        let one = days("01/12/2026", "2026-12-01").expect("a day");
        assert_eq!(one, (at("2026-11-30T17:00:00Z"), at("2026-12-01T17:00:00Z")));
        assert_eq!(days(" ", "31/12/2026"), Ok((None, at("2026-12-31T17:00:00Z"))));
        assert_eq!(days("28/02/2027", ""), Ok((at("2027-02-27T17:00:00Z"), None)));
        assert_eq!(days("", ""), Ok((None, None)));
        for (first, last) in [
            ("31/02/2026", ""),
            ("1/12/2026", ""),
            ("2026-12-01T10:00", ""),
            ("01-12-2026", ""),
            ("kemarin", ""),
            ("", "31/12/9999"),
            ("02/12/2026", "01/12/2026"),
        ] {
            assert_eq!(days(first, last), Err(NoDays), "{first:?} {last:?}");
        }
    }

    #[test]
    fn safe_5_a_moment_is_told_in_western_indonesian_time_in_both_languages() {
        // 2026-08-17T20:05:00Z
        let moment = 1_786_997_100_000;
        assert_eq!(display(moment, Language::Indonesian), "18 Agu 2026 pukul 03.05 WIB");
        assert_eq!(display(moment, Language::English), "18 Aug 2026, 03:05 WIB");
        assert_eq!(display(i64::MAX, Language::English), "");
    }

    #[test]
    fn safe_5_days_and_months_have_names_in_both_languages() {
        for (month, indonesian, english) in [(5, "Mei", "May"), (8, "Agustus", "August"), (12, "Desember", "December")]
        {
            let date = jiff::civil::date(2027, month, 31);
            assert_eq!(month_name(date, Language::Indonesian), indonesian);
            assert_eq!(month_name(date, Language::English), english);
        }
        let date = jiff::civil::date(2027, 8, 5);
        assert_eq!(
            (day(date, Language::Indonesian), day(date, Language::English)),
            ("5 Agu 2027".into(), "5 Aug 2027".into())
        );
    }
}
