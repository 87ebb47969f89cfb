//! A moment as people read it. The bank speaks western Indonesian time (WIB, UTC+7, no summer time) and says so.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

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

#[cfg(test)]
mod tests {
    use super::*;

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
