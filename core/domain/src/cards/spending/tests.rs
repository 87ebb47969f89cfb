use jiff::tz::{Offset, TimeZone};
use proptest::prelude::*;
use uuid::Uuid;

use super::super::laws::{payment, rupiah};
use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

fn zone() -> TimeZone {
    TimeZone::fixed(Offset::constant(7))
}

fn paid(when: Timestamp, category: u16, charged: Money) -> Transaction {
    let mut asked = payment(charged);
    asked.category = category;
    asked.channel = Channel::Chip;
    Transaction {
        transaction_id: Uuid::nil(),
        card_id: Uuid::nil(),
        at: when,
        asked,
        original: None,
        state: TransactionState::Settled,
        charged,
        refunded: charged.with_minor(0),
        settled_at: None,
        code: "00".into(),
        decision: None,
    }
}

const GROCERIES: SpendingGroup = SpendingGroup::Kind(CategoryGroup::Groceries);

fn picture(made: &[Transaction], now: &str) -> Vec<Month> {
    months(made, &zone(), Timestamp::UNIX_EPOCH, at(now)).expect("a picture")
}

#[test]
fn card_1_what_stands_counts_and_what_was_declined_given_up_or_given_back_does_not() {
    let noon = at("2027-01-10T05:00:00Z");
    let mut all: Vec<_> = (0..5).map(|_| paid(noon, 5411, rupiah(1_000))).collect();
    all[1].state = TransactionState::Pending;
    all[2].state = TransactionState::Declined;
    all[2].charged = rupiah(0);
    all[3].reverse().expect_err("it was collected");
    all[3].state = TransactionState::Reversed;
    all[4].refund(rupiah(400)).expect("a refund");
    let months = picture(&all, "2027-01-20T00:00:00Z");
    assert_eq!(months[0].totals[0].amount, rupiah(1_000 + 1_000 + 600));
    let mut gone = paid(noon, 5411, rupiah(1_000));
    gone.refund(rupiah(1_000)).expect("a refund");
    assert_eq!(picture(&[gone], "2027-01-20T00:00:00Z"), []);
    let mut wrong = paid(noon, 5411, rupiah(1_000));
    wrong.refunded = rupiah(1_001);
    assert_eq!(stands(&wrong), Err(SpendingError::Contradiction));
    wrong.refunded = Money::new(1, "USD", 2).expect("dollars");
    assert_eq!(stands(&wrong), Err(SpendingError::Contradiction));
}

#[test]
fn card_1_cash_is_a_group_of_its_own_by_machine_and_by_counter() {
    let mut machine = paid(at("2027-01-10T05:00:00Z"), 5411, rupiah(5));
    machine.asked.channel = Channel::Atm;
    let counter = paid(at("2027-01-10T05:00:00Z"), 6010, rupiah(5));
    for made in [machine, counter] {
        assert_eq!(SpendingGroup::of(&made.asked), SpendingGroup::Cash);
    }
    let transfer = paid(at("2027-01-10T05:00:00Z"), 4829, rupiah(5));
    assert_eq!(SpendingGroup::of(&transfer.asked), SpendingGroup::Kind(CategoryGroup::Money));
}

#[test]
fn card_1_every_group_has_a_name_that_reads_back_and_words_in_both_languages() {
    let kinds = CategoryGroup::ALL.iter().map(|group| SpendingGroup::Kind(*group));
    for group in kinds.chain([SpendingGroup::Cash]) {
        assert_eq!(SpendingGroup::parse(group.name()), Some(group));
        for language in crate::texts::Language::ALL {
            assert!(crate::texts::exists(language, &format!("category-{}", group.name())), "{group:?}");
        }
    }
    assert_eq!(SpendingGroup::parse("cashier"), None);
}

#[test]
fn card_1_a_month_begins_at_the_customers_midnight_and_a_leap_year_has_its_day() {
    // 23:59 on 31 January and 00:00 on 1 February in western Indonesia; 29 February 2028.
    let all = [
        paid(at("2028-01-31T16:59:59Z"), 5411, rupiah(1)),
        paid(at("2028-01-31T17:00:00Z"), 5411, rupiah(10)),
        paid(at("2028-02-29T16:59:59Z"), 5411, rupiah(100)),
        paid(at("2028-02-29T17:00:00Z"), 5411, rupiah(1_000)),
    ];
    let months = picture(&all, "2028-04-02T00:00:00Z");
    let told: Vec<_> = months.iter().map(|month| month.totals.first().map_or(0, |sum| sum.amount.minor())).collect();
    assert_eq!(told, [0, 1_000, 110, 1]);
    assert!(months[0].running && months[0].totals.is_empty() && !months[1].running);
    assert_eq!(months[1].until, months[0].from);
}

#[test]
fn card_1_the_first_month_has_no_comparison_and_a_pause_is_told_as_such() {
    let all = [
        paid(at("2027-01-10T05:00:00Z"), 5411, rupiah(100)),
        paid(at("2027-03-10T05:00:00Z"), 5411, rupiah(100)),
        paid(at("2027-04-10T05:00:00Z"), 5411, rupiah(100)),
        paid(at("2027-04-10T05:00:00Z"), 5812, rupiah(50)),
    ];
    let months = picture(&all, "2027-05-01T00:00:00Z");
    let changes: Vec<_> = months.iter().map(|month| month.totals.first().and_then(|total| total.change)).collect();
    assert_eq!(changes, [None, Some(Change::More), Some(Change::New), None, None]);
    let shares = &months[1].totals[0].shares;
    assert_eq!((shares[0].group, shares[0].percent, shares[0].change), (GROCERIES, 67, Some(Change::Same)));
    assert_eq!((shares[1].percent, shares[1].change), (33, Some(Change::New)));
    assert!(months[3].totals.is_empty(), "February");
}

#[test]
fn card_1_the_running_month_is_compared_with_as_much_of_the_one_before() {
    let all = [
        paid(at("2027-01-05T05:00:00Z"), 5411, rupiah(100)),
        paid(at("2027-01-25T05:00:00Z"), 5411, rupiah(900)),
        paid(at("2027-02-05T05:00:00Z"), 5411, rupiah(200)),
    ];
    let change = |now: &str| picture(&all, now)[0].totals[0].change;
    assert_eq!(change("2027-02-10T05:00:00Z"), Some(Change::More), "100 up to the 10th");
    assert_eq!(change("2027-02-26T05:00:00Z"), Some(Change::Less), "1,000 up to the 26th");
    // Whole months, once it is over.
    assert_eq!(picture(&all, "2027-03-01T05:00:00Z")[1].totals[0].change, Some(Change::Less));
}

#[test]
fn card_1_a_month_that_was_not_read_to_its_beginning_is_not_told_nor_compared_with() {
    let all =
        [paid(at("2027-01-25T05:00:00Z"), 5411, rupiah(900)), paid(at("2027-02-05T05:00:00Z"), 5411, rupiah(200))];
    let since = at("2027-01-20T00:00:00Z");
    let months = months(&all, &zone(), since, at("2027-02-10T05:00:00Z")).expect("a picture");
    assert_eq!((months.len(), months[0].totals[0].change), (1, None));
}

#[test]
fn card_1_two_currencies_never_meet() {
    let dollars = Money::new(500, "USD", 2).expect("dollars");
    let noon = at("2027-01-10T05:00:00Z");
    let months = picture(&[paid(noon, 5411, rupiah(7)), paid(noon, 5411, dollars)], "2027-01-11T00:00:00Z");
    let totals: Vec<_> = months[0].totals.iter().map(|total| (total.amount, total.shares[0].percent)).collect();
    assert_eq!(totals, [(rupiah(7), 100), (dollars, 100)]);
    let most = [paid(noon, 5411, rupiah(i64::MAX)), paid(noon, 5411, rupiah(1))];
    let told = super::months(&most, &zone(), Timestamp::UNIX_EPOCH, noon);
    assert_eq!(told, Err(SpendingError::Overflow));
}

proptest! {
    #[test]
    fn card_1_shares_make_a_hundred_and_groups_make_the_total(
        drawn in prop::collection::vec((0_i64..400, 0_usize..20, 1_i64..1_000_000_000), 1..60),
        turned in 0_usize..60,
    ) {
        let codes: Vec<u16> = super::super::category::codes().map(|(code, _)| code).collect();
        let begin = at("2026-01-01T00:00:00Z");
        let mut all: Vec<_> = drawn
            .iter()
            .map(|(day, kind, minor)| {
                let when = begin + jiff::SignedDuration::from_hours(day * 24);
                paid(when, codes[kind * 13 % codes.len()], rupiah(*minor))
            })
            .collect();
        let now = "2027-03-01T00:00:00Z";
        let told = picture(&all, now);
        let mut sum = 0;
        for total in told.iter().flat_map(|month| &month.totals) {
            prop_assert_eq!(total.shares.iter().map(|share| u32::from(share.percent)).sum::<u32>(), 100);
            prop_assert_eq!(total.shares.iter().map(|share| share.amount.minor()).sum::<i64>(), total.amount.minor());
            prop_assert!(total.shares.is_sorted_by(|one, next| one.amount.minor() >= next.amount.minor()));
            // Nobody's share is off by a whole percent.
            for share in &total.shares {
                let exact = share.amount.minor() as f64 * 100.0 / total.amount.minor() as f64;
                prop_assert!((f64::from(share.percent) - exact).abs() < 1.0);
            }
            sum += total.amount.minor();
        }
        prop_assert_eq!(sum, drawn.iter().map(|(_, _, minor)| minor).sum::<i64>());
        // The order in which pages come does not matter.
        let by = turned % all.len();
        all.rotate_left(by);
        prop_assert_eq!(picture(&all, now), told);
    }
}
