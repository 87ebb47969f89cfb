//! Charges that follow each other in a rhythm.
//!
//! A charge is expected a week, a month or a year after the one before it. Banks are closed on weekends and months differ in length, so
//! one that comes some days earlier or later belongs to the rhythm as well (31 January, 28 February, 31 March).

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::{Cadence, Charge};

/// So many days earlier or later are as good as on the day.
pub(super) const fn tolerance(cadence: Cadence) -> i32 {
    match cadence {
        Cadence::Weekly => 2,
        Cadence::Monthly => 4,
        Cadence::Yearly => 7,
    }
}

fn period(cadence: Cadence, times: i32) -> Span {
    match cadence {
        Cadence::Weekly => times.weeks(),
        Cadence::Monthly => times.months(),
        Cadence::Yearly => times.years(),
    }
}

/// The charges in strands of this rhythm, each of one at least. Each charge continues the strand whose price is nearest, and of equal ones that
/// whose day is nearest, unless a later charge suits that strand better: so two subscriptions at one merchant stay apart.
pub(super) fn streams<'a>(cadence: Cadence, charges: &[Charge<'a>]) -> Vec<Vec<Charge<'a>>> {
    let mut streams: Vec<Vec<Charge<'a>>> = Vec::new();
    for (index, charge) in charges.iter().enumerate() {
        let later = charges.get(index + 1..).unwrap_or_default();
        let mut best: Option<(Fit, usize)> = None;
        for (number, stream) in streams.iter().enumerate() {
            let Some(fit) = fit(cadence, stream, charge) else { continue };
            let outdone = later.iter().any(|other| {
                other.made.asked.channel == charge.made.asked.channel
                    && self::fit(cadence, stream, other)
                        .is_some_and(|better| better.times == fit.times && better.apart < fit.apart)
            });
            if !outdone && best.is_none_or(|(known, _)| fit < known) {
                best = Some((fit, number));
            }
        }
        match best.and_then(|(_, number)| streams.get_mut(number)) {
            Some(stream) => stream.push(*charge),
            None => streams.push(vec![*charge]),
        }
    }
    streams
}

/// How well a charge continues a strand: the less of each the better, the first that differs decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Thousandths of the price.
    apart: u32,
    /// Periods since the charge before.
    times: i32,
    /// Days.
    off: i32,
}

/// `None`: it does not continue it.
fn fit(cadence: Cadence, stream: &[Charge<'_>], charge: &Charge<'_>) -> Option<Fit> {
    let last = stream.last()?;
    let apart = last.apart(charge);
    let known = stream.len() >= 3;
    let suits = match (last.flagged(), charge.flagged()) {
        // Who charges by itself may charge another amount: a bill, another plan.
        (true, true) => true,
        // The customer began it by hand.
        (false, true) => last.same_price(charge),
        (true, false) => false,
        // Of what the customer pays by hand one price alone counts, and a rise of it once it is well known.
        (false, false) => apart == 0 || known && apart <= 300,
    };
    if !suits {
        return None;
    }
    let tolerance = if charge.flagged() { tolerance(cadence) } else { tolerance(cadence) - 1 };
    // One that was missed, because the card was frozen or lacked money, ends nothing.
    let most = if cadence == Cadence::Monthly && known { 2 } else { 1 };
    (1..=most).find_map(|times| {
        let off = |before: &Charge<'_>, times: i32| days_off(before.day, period(cadence, times), charge.day);
        // The last one itself may have come early or late: the one before it says when this one is due as well.
        let near = off(last, times).filter(|off| *off <= 2 * tolerance)?;
        let earlier = stream.iter().rev().nth(1).and_then(|before| off(before, times + 1));
        let off = earlier.map_or(near, |earlier| near.min(earlier));
        (off <= tolerance).then_some(Fit { apart, times, off })
    })
}

/// How many days `day` is off what is due a `period` after `before`. That one may have been a day off itself, which at the end of a month
/// makes more than a day: of what is due on the 1st and came on 28 February, the next does not come on 28 March.
fn days_off(before: Date, period: Span, day: Date) -> Option<i32> {
    let off = |shift: i32| {
        let expected = before.checked_add(shift.days()).and_then(|due| due.checked_add(period)).ok()?;
        Some(days_between(expected, day).abs() + shift.abs())
    };
    [0, -1, 1].into_iter().filter_map(off).min()
}

/// Whether a strand is a subscription. `all`: every charge of the merchant.
pub(super) fn convinces(cadence: Cadence, stream: &[Charge<'_>], all: &[Charge<'_>]) -> bool {
    if stream.iter().any(Charge::flagged) {
        // Four in a row before days of a month are taken for weeks.
        return stream.len() >= if cadence == Cadence::Weekly { 4 } else { 2 };
    }
    let enough = match cadence {
        Cadence::Weekly => 6,
        Cadence::Monthly => 4,
        Cadence::Yearly => 3,
    };
    let changes = stream.iter().zip(stream.iter().skip(1)).filter(|(one, next)| one.apart(next) > 0).count();
    // Where the customer buys otherwise too, some purchases are a month apart by chance.
    let others =
        all.iter().filter(|one| !one.flagged() && !stream.iter().any(|charge| std::ptr::eq(charge.made, one.made)));
    stream.len() >= enough && changes <= 1 && others.count() * 4 <= stream.len()
}

/// The day after the last charge on which the next one is expected.
pub(super) fn next(cadence: Cadence, stream: &[Charge<'_>]) -> Option<Date> {
    let last = stream.last()?.day;
    if cadence != Cadence::Monthly {
        return last.checked_add(period(cadence, 1)).ok();
    }
    let days: Vec<Date> = stream.iter().map(|charge| charge.day).collect();
    // Of equal ones the earliest day: a weekend moves charges later rather than earlier.
    let of_month = (1..=31).map(|day| (off_days(&days, day), day)).min()?;
    let gaps: Vec<i32> = days.iter().zip(days.iter().skip(1)).map(|(one, next)| days_between(*one, *next)).collect();
    if gaps.len() >= 2 && of_month.0 > 0 && gaps.iter().all(|gap| *gap == 30) {
        return last.checked_add(30.days()).ok();
    }
    // The first such day that is not this charge's own, if that came early or late.
    let soonest = last.checked_add(15.days()).ok()?;
    [0, 1, 2].into_iter().filter_map(|months| day_of(last, months, of_month.1)).find(|day| *day > soonest)
}

/// How many days all charges together are off this day of the month.
fn off_days(days: &[Date], day: i8) -> i32 {
    let nearest = |date: &Date| {
        let around = [-1, 0, 1].into_iter().filter_map(|months| day_of(*date, months, day));
        around.map(|expected| days_between(expected, *date).abs()).min().unwrap_or(31)
    };
    days.iter().map(nearest).sum()
}

/// That day of the month that lies so many months ahead, or its last day if it is shorter.
fn day_of(date: Date, months: i32, day: i8) -> Option<Date> {
    let first = date.first_of_month().checked_add(months.months()).ok()?;
    first.with().day(day.min(first.days_in_month())).build().ok()
}

fn days_between(from: Date, to: Date) -> i32 {
    // Dates alone: days are all that there is.
    to.since(from).map_or(i32::MAX / 2, |span| span.get_days())
}
