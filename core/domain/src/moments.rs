//! A moment as people read it. The bank speaks western Indonesian time (WIB, UTC+7, no summer time) and says so.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use crate::texts::Language;

const MONTHS_ID: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
const MONTHS_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `26 Nov 2026 pukul 14.05 WIB`, in English `26 Nov 2026, 14:05 WIB`. Empty for a time that no calendar has.
#[must_use]
pub fn display(ms: i64, language: Language) -> String {
    let Ok(moment) = Timestamp::from_millisecond(ms) else { return String::new() };
    let local = moment.to_zoned(TimeZone::fixed(Offset::constant(7)));
    let (day, year, hour, minute) = (local.day(), local.year(), local.hour(), local.minute());
    let month = usize::from(local.month().unsigned_abs()).saturating_sub(1);
    let name = |months: &[&'static str; 12]| months.get(month).copied().unwrap_or_default();
    match language {
        Language::Indonesian => format!("{day} {} {year} pukul {hour:02}.{minute:02} WIB", name(&MONTHS_ID)),
        Language::English => format!("{day} {} {year}, {hour:02}:{minute:02} WIB", name(&MONTHS_EN)),
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
}
