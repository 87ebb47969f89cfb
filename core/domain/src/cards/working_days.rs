//! Working days, by which the law counts a bank's time to answer: Monday to Friday, western Indonesian time, without the holidays that
//! the bank names. Days, not hours: a deadline is over with the end of its day.

use jiff::civil::{Date, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan as _};

/// The last second of the working day that is so many working days after the day of `from`. The day of `from` itself is not counted; with
/// zero it is that day or, if it is none, the next working day. `None` past the end of the calendar.
///
/// `holidays` are days of the calendar (`YYYY-MM-DD`); others than working days change nothing.
#[must_use]
pub fn after(from: Timestamp, days: u32, holidays: &[Date]) -> Option<Timestamp> {
    let zone = TimeZone::fixed(Offset::constant(7));
    let mut day = from.to_zoned(zone.clone()).date();
    let mut left = days;
    while left > 0 || !is_working(day, holidays) {
        day = day.checked_add(1.day()).ok()?;
        if left > 0 && is_working(day, holidays) {
            left -= 1;
        }
    }
    Some(day.at(23, 59, 59, 0).to_zoned(zone).ok()?.timestamp())
}

fn is_working(day: Date, holidays: &[Date]) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains(&day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn moment(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    #[test]
    fn safe_7_ten_working_days_leave_out_weekends_and_holidays() {
        // Friday, 27 November 2026, 10:00 in Jakarta.
        let friday = moment("2026-11-27T03:00:00Z");
        assert_eq!(after(friday, 10, &[]), Some(moment("2026-12-11T16:59:59Z")));
        assert_eq!(after(friday, 10, &[date(2026, 12, 9)]), Some(moment("2026-12-14T16:59:59Z")));
        assert_eq!(after(friday, 0, &[]), Some(moment("2026-11-27T16:59:59Z")));
        // Saturday: zero days after is Monday, one day after is Monday too, because Saturday counts for nothing.
        let saturday = moment("2026-11-28T03:00:00Z");
        assert_eq!(after(saturday, 0, &[]), Some(moment("2026-11-30T16:59:59Z")));
        assert_eq!(after(saturday, 1, &[]), Some(moment("2026-11-30T16:59:59Z")));
        // The day is that of Jakarta: 18:00 UTC on Thursday is Friday there.
        assert_eq!(after(moment("2026-11-26T18:00:00Z"), 1, &[]), Some(moment("2026-11-30T16:59:59Z")));
    }

    #[test]
    fn a_deadline_past_the_calendar_is_none() {
        assert_eq!(after(Timestamp::MAX, 10, &[]), None);
    }

    proptest! {
        #[test]
        fn safe_7_exactly_so_many_working_days_lie_in_between(
            second in 1_700_000_000_i64..2_500_000_000,
            days in 0_u32..60,
            off in prop::collection::vec(0_i64..90, 0..6),
        ) {
            let from = Timestamp::from_second(second).expect("a moment");
            let zone = TimeZone::fixed(Offset::constant(7));
            let first = from.to_zoned(zone.clone()).date();
            let holidays: Vec<Date> = off.iter().map(|day| first.checked_add(day.days()).expect("a day")).collect();
            let end = after(from, days, &holidays).expect("within the calendar").to_zoned(zone).date();
            prop_assert!(is_working(end, &holidays));
            let mut counted = 0;
            let mut day = first;
            while day < end {
                day = day.checked_add(1.day()).expect("a day");
                counted += u32::from(is_working(day, &holidays));
            }
            // A start on a day off with nothing to count lands on the next working day.
            let wanted = if days == 0 { u32::from(!is_working(first, &holidays)) } else { days };
            prop_assert_eq!(counted, wanted);
            // More days never end earlier.
            prop_assert!(after(from, days + 1, &holidays) > after(from, days, &holidays) || days == 0);
        }
    }
}
