use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::super::laws::{payment, rupiah};
use super::*;

fn zone() -> TimeZone {
    TimeZone::fixed(Offset::constant(7))
}

/// 03:00 in western Indonesia.
fn on(day: &str) -> Timestamp {
    let day: Date = day.parse().expect("a day");
    day.at(3, 0, 0, 0).to_zoned(zone()).expect("a moment").timestamp()
}

fn charged(day: Timestamp, name: &str, channel: Channel, minor: i64) -> Transaction {
    let mut asked = payment(rupiah(minor));
    asked.channel = channel;
    asked.merchant = Merchant::new("M-FILM", name).expect("a merchant");
    Transaction {
        transaction_id: Uuid::from_u128(u128::from(day.as_second().unsigned_abs())),
        card_id: Uuid::nil(),
        at: day,
        asked,
        original: None,
        state: TransactionState::Settled,
        charged: rupiah(minor),
        refunded: rupiah(0),
        settled_at: None,
        code: "00".into(),
        decision: None,
    }
}

fn film(day: &str, minor: i64) -> Transaction {
    charged(on(day), "Film Rumah", Channel::Recurring, minor)
}

fn by_hand(day: &str, minor: i64) -> Transaction {
    charged(on(day), "Film Rumah", Channel::Online, minor)
}

fn found(made: &[Transaction], now: &str) -> Vec<Subscription> {
    find(made, &zone(), on(now)).expect("found")
}

fn next(one: &Subscription) -> String {
    one.next.map(|day| day.to_string()).unwrap_or_default()
}

#[test]
fn card_1_a_monthly_subscription_tells_price_rhythm_next_day_and_the_sum_of_a_year() {
    let days = ["2026-01-05", "2026-02-05", "2026-03-05", "2026-04-05"];
    let made: Vec<_> = days.iter().map(|day| film(day, 6_500_000)).collect();
    let all = found(&made, "2026-04-20");
    assert_eq!(all.len(), 1);
    let one = &all[0];
    assert_eq!((one.cadence, one.last, one.charges), (Some(Cadence::Monthly), rupiah(6_500_000), 4));
    assert_eq!((next(one).as_str(), one.since, one.year), ("2026-05-05", on("2026-01-05"), rupiah(26_000_000)));
    assert_eq!((one.before, one.ended, one.flagged, one.declined_at), (None, false, true, None));
    // Of two years only the last counts.
    let long: Vec<_> =
        (1..=12).flat_map(|month| [2025, 2026].map(|year| film(&format!("{year}-{month:02}-05"), 1_000))).collect();
    assert_eq!(found(&long, "2026-12-20")[0].year, rupiah(12_000));
}

#[test]
fn card_1_month_ends_and_weekends_belong_to_the_rhythm() {
    let ends = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"].map(|day| film(day, 9_900_000));
    let all = found(&ends, "2026-05-02");
    assert_eq!((all.len(), next(&all[0]).as_str(), all[0].charges), (1, "2026-05-31", 4));
    let february = found(&ends[..2], "2026-03-02");
    assert_eq!(next(&february[0]), "2026-03-31");
    // Saturday the 14th and Sunday the 14th are moved to Monday the 16th or 15th, and back.
    let moved = ["2026-01-14", "2026-02-16", "2026-03-16", "2026-04-14"].map(|day| film(day, 9_900_000));
    let all = found(&moved, "2026-04-20");
    assert_eq!((all.len(), all[0].charges, next(&all[0]).as_str()), (1, 4, "2026-05-14"));
    let thirty = ["2026-01-10", "2026-02-09", "2026-03-11", "2026-04-10"].map(|day| film(day, 9_900_000));
    assert_eq!(next(&found(&thirty, "2026-04-12")[0]), "2026-05-10");
}

#[test]
fn card_1_weeks_and_years_are_rhythms_as_well() {
    let weeks = ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-24"].map(|day| film(day, 2_500_000));
    let all = found(&weeks, "2026-03-25");
    assert_eq!((all.len(), all[0].cadence, next(&all[0]).as_str()), (1, Some(Cadence::Weekly), "2026-03-31"));
    let years = ["2024-02-29", "2025-02-28"].map(|day| film(day, 59_000_000));
    let all = found(&years, "2025-06-01");
    assert_eq!((all[0].cadence, next(&all[0]).as_str(), all[0].ended), (Some(Cadence::Yearly), "2026-02-28", false));
    assert_eq!(all[0].year, rupiah(59_000_000));
}

#[test]
fn card_1_a_price_rise_is_told_and_a_bill_that_always_differs_has_none() {
    let rise = [("2026-01-05", 5_900), ("2026-02-05", 5_900), ("2026-03-05", 7_900), ("2026-04-05", 7_900)];
    let all = found(&rise.map(|(day, minor)| film(day, minor)), "2026-04-20");
    assert_eq!((all.len(), all[0].last, all[0].before), (1, rupiah(7_900), Some(rupiah(5_900))));
    let bills = [("2026-01-05", 640), ("2026-02-05", 710), ("2026-03-05", 590), ("2026-04-05", 660)];
    let all = found(&bills.map(|(day, minor)| film(day, minor)), "2026-04-20");
    assert_eq!((all.len(), all[0].charges, all[0].before), (1, 4, None));
    // The rate is not the merchant's doing.
    let mut abroad = rise.map(|(day, minor)| film(day, minor));
    for made in &mut abroad {
        made.original = Money::new(999, "USD", 2).ok();
    }
    assert_eq!(found(&abroad, "2026-04-20")[0].before, None);
}

#[test]
fn card_1_two_subscriptions_at_one_merchant_stay_two() {
    let months = [1, 2, 3, 4];
    // On different days; on the same days; one day apart with the dearer first in March.
    for (cheap, dear) in [(5, 19), (5, 5), (5, 6), (7, 5)] {
        let made: Vec<_> = months
            .iter()
            .flat_map(|month| {
                [
                    film(&format!("2026-{month:02}-{cheap:02}"), 6_500),
                    film(&format!("2026-{month:02}-{dear:02}"), 7_500),
                ]
            })
            .collect();
        let mut all = found(&made, "2026-04-20");
        all.sort_by_key(|one| one.last.minor());
        let told: Vec<_> = all.iter().map(|one| (one.last.minor(), one.charges, one.before)).collect();
        assert_eq!(told, [(6_500, 4, None), (7_500, 4, None)], "{cheap} {dear}");
    }
    // The family's third one at the same price, a week apart each: months, not weeks.
    let family: Vec<_> = months
        .iter()
        .flat_map(|month| [3, 10, 17].map(|day| film(&format!("2026-{month:02}-{day:02}"), 6_500)))
        .collect();
    let all = found(&family, "2026-04-20");
    assert_eq!(all.iter().map(|one| (one.cadence, one.charges)).collect::<Vec<_>>(), [(Some(Cadence::Monthly), 4); 3]);
}

#[test]
fn card_1_one_that_ended_does_not_take_the_charges_of_the_other() {
    let mut made: Vec<_> = [1, 2, 3, 4, 5].map(|month| film(&format!("2026-{month:02}-06"), 7_500)).into();
    made.extend([1, 2].map(|month| film(&format!("2026-{month:02}-05"), 6_500)));
    let all = found(&made, "2026-05-20");
    let told: Vec<_> = all.iter().map(|one| (one.last.minor(), one.charges, one.ended)).collect();
    assert_eq!(told, [(7_500, 5, false), (6_500, 2, true)]);
}

#[test]
fn card_1_a_subscription_that_is_not_charged_in_time_may_have_ended() {
    let made = ["2026-01-05", "2026-02-05", "2026-03-05"].map(|day| film(day, 6_500));
    for (today, ended) in [("2026-04-05", false), ("2026-04-09", false), ("2026-04-10", true)] {
        assert_eq!(found(&made, today)[0].ended, ended, "{today}");
    }
}

#[test]
fn card_1_a_missed_month_ends_nothing_and_a_declined_charge_is_told() {
    let mut made: Vec<_> = ["2026-01-05", "2026-02-05", "2026-03-05", "2026-05-05"].map(|day| film(day, 6_500)).into();
    let mut declined = film("2026-04-05", 6_500);
    declined.state = TransactionState::Declined;
    declined.charged = rupiah(0);
    made.push(declined.clone());
    let all = found(&made, "2026-05-06");
    assert_eq!((all.len(), all[0].charges, all[0].declined_at, all[0].ended), (1, 4, None, false));
    declined.at = on("2026-06-05");
    made.push(declined);
    assert_eq!(found(&made, "2026-06-06")[0].declined_at, Some(on("2026-06-05")));
}

#[test]
fn card_1_a_refund_keeps_the_rhythm_and_is_taken_off_the_sum() {
    let mut made = ["2026-01-05", "2026-02-05", "2026-03-05"].map(|day| film(day, 6_500));
    made[1].refund(rupiah(6_500)).expect("a refund");
    let all = found(&made, "2026-03-06");
    assert_eq!((all.len(), all[0].charges, all[0].year), (1, 3, rupiah(13_000)));
}

#[test]
fn card_1_what_the_merchant_flags_is_told_at_once_and_a_rhythm_alone_must_convince() {
    let once = found(&[film("2026-01-05", 100)], "2026-01-06");
    assert_eq!((once.len(), once[0].cadence, once[0].next, once[0].ended), (1, None, None, false));
    let days = ["2026-01-05", "2026-02-05", "2026-03-05", "2026-04-05", "2026-05-05"];
    let by_rhythm = |count: usize| days[..count].iter().map(|day| by_hand(day, 6_500)).collect::<Vec<_>>();
    assert_eq!(found(&by_rhythm(3), "2026-05-06"), []);
    let all = found(&by_rhythm(4), "2026-04-06");
    assert_eq!((all.len(), all[0].flagged, all[0].cadence), (1, false, Some(Cadence::Monthly)));
    // The first one by hand, the rest by itself: one subscription.
    let mut begun: Vec<_> = days.map(|day| film(day, 6_500)).into();
    begun[0].asked.channel = Channel::Online;
    let all = found(&begun, "2026-05-06");
    assert_eq!((all.len(), all[0].charges), (1, 5));
    // A rise is followed, two prices in turn are not.
    let mut rise = by_rhythm(5);
    rise[4] = by_hand("2026-05-05", 7_500);
    assert_eq!(found(&rise, "2026-05-06")[0].charges, 5);
}

#[test]
fn card_1_purchases_that_repeat_are_no_subscription() {
    let at_hand = [Channel::Chip, Channel::Contactless, Channel::MagneticStripe, Channel::Atm, Channel::CashAdvance];
    for channel in at_hand {
        let made: Vec<_> =
            (1..=8).map(|month| charged(on(&format!("2026-{month:02}-05")), "Toko", channel, 6_500)).collect();
        assert_eq!(found(&made, "2026-08-20"), [], "{channel:?}");
    }
    // Every few days at one price: some of them are a month apart.
    let often: Vec<_> =
        (0..40).map(|n| by_hand_on(on("2026-01-01") + SignedDuration::from_hours(24 * 6 * n))).collect();
    assert_eq!(found(&often[..5], "2026-08-30"), [], "five weeks of it");
    let often: Vec<_> =
        (0..40).map(|n| by_hand_on(on("2026-01-01") + SignedDuration::from_hours(24 * 11 * n))).collect();
    assert_eq!(found(&often, "2027-03-30"), []);
    // Another amount each time.
    let shop: Vec<_> = (1..=8).map(|month| by_hand(&format!("2026-{month:02}-05"), 6_500 + 311 * month)).collect();
    assert_eq!(found(&shop, "2026-08-20"), []);
}

fn by_hand_on(day: Timestamp) -> Transaction {
    charged(day, "Film Rumah", Channel::Online, 10_000_000)
}

/// xorshift: the same numbers every time.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

#[test]
fn card_1_of_a_thousand_shoppers_hardly_one_is_said_to_subscribe() {
    let mut drawn = Drawn(20_261_127);
    let mut wrong = 0;
    for _ in 0..1_000 {
        let (prices, longest) = (1 + drawn.below(4), 4 + drawn.below(56));
        let mut day = 0;
        let mut made = Vec::new();
        while day < 400 {
            let at = on("2026-01-01") + SignedDuration::from_hours(24 * i64::try_from(day).expect("small"));
            let price = 2_500_000 * (1 + i64::try_from(drawn.below(prices)).expect("small"));
            made.push(charged(at, "Toko", Channel::Online, price));
            day += 1 + drawn.below(longest);
        }
        wrong += usize::from(!found(&made, "2027-02-10").is_empty());
    }
    assert!(wrong <= 10, "{wrong} of 1,000: more than one in a hundred");
}

proptest! {
    #[test]
    fn card_1_a_rhythm_that_the_merchant_flags_is_found_whole_among_other_payments(
        begin in 0_i64..700,
        count in 4_i32..13,
        weekly in any::<bool>(),
        shifts in prop::collection::vec(-1_i32..=1, 13),
        others in prop::collection::vec((0_i64..400, 1_i64..100_000), 0..30),
        turned in 0_usize..40,
    ) {
        let first = (on("2025-01-01") + SignedDuration::from_hours(24 * begin)).to_zoned(zone()).date();
        let mut made: Vec<_> = (0..count)
            .zip(&shifts)
            .map(|(n, shift)| {
                let period = if weekly { n.weeks() } else { n.months() };
                // Charged on a working day near by.
                let day = first.checked_add(period).expect("a day").checked_add(shift.days()).expect("a day");
                film(&day.to_string(), 4_900_000)
            })
            .collect();
        let last = made.iter().map(|one| one.at).max().expect("some");
        made.extend(others.iter().map(|(days, minor)| {
            let mut other = by_hand_on(on("2025-01-01") + SignedDuration::from_hours(24 * (begin + days)));
            (other.charged, other.asked.amount, other.asked.channel) = (rupiah(*minor), rupiah(*minor), Channel::Chip);
            other
        }));
        let by = turned % made.len();
        made.rotate_left(by);
        let all = find(&made, &zone(), last).expect("found");
        prop_assert_eq!(all.len(), 1);
        let one = &all[0];
        prop_assert_eq!(one.charges, usize::try_from(count).expect("small"));
        prop_assert_eq!(one.cadence, Some(if weekly { Cadence::Weekly } else { Cadence::Monthly }));
        prop_assert!(one.next.is_some_and(|next| next > last.to_zoned(zone()).date()) && !one.ended);
        prop_assert!(one.year.minor() <= 4_900_000 * i64::from(count));
    }
}
