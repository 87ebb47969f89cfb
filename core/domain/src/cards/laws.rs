//! The laws of card controls, tried on drawn cards, changes, payments and times.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

use super::category::CategoryGroup;
use super::change::{Change, ChangeError, MOST_CHANGES};
use super::controls::Controls;
use super::evaluate::{Authorization, Counted, Rule, Spent, evaluate};
use super::limit::{Cap, Filter, Limit, LimitStatus};
use super::place::{Channel, Country, Merchant, Place};
use super::trip::Trip;
use super::watch::{Threshold, Watched};
use super::window::{Window, Zone};
use super::{Card, CardKind, CardState, Direction, Hold, Holder, LimitError, PER_TRANSACTION};
use crate::money::Money;

const HOUR: i64 = 3600;
const CEILING: i64 = 1_000_000_000;

pub(super) fn rupiah(minor: i64) -> Money {
    Money::new(minor, "IDR", 2).expect("rupiah")
}

fn limit(name: &str, filter: Filter, window: Window, ceiling: i64) -> Limit {
    Limit { name: name.into(), filter, window, ceiling: rupiah(ceiling), value: None, schedule: Vec::new() }
}

/// A card as the sandbox bank issues it.
pub(super) fn card() -> Card {
    let zone = || Zone::new("Asia/Jakarta").expect("a zone");
    let online = Filter { channels: vec![Channel::Online, Channel::Recurring], place: None };
    let abroad = Filter { channels: Vec::new(), place: Some(Place::Abroad) };
    Card {
        card_id: Uuid::nil(),
        ending: "4821".into(),
        name: "Debit".into(),
        kind: CardKind::Debit,
        state: CardState::Active,
        closed: None,
        replaces: None,
        beside: None,
        holds: Vec::new(),
        controls: Controls {
            home: Country::INDONESIA,
            cooling_off_seconds: 12 * 3600,
            limits: vec![
                limit(PER_TRANSACTION, Filter::default(), Window::Transaction, CEILING),
                limit("day", Filter::default(), Window::Day { zone: zone() }, 2 * CEILING),
                limit("month", Filter::default(), Window::Month { zone: zone() }, 20 * CEILING),
                limit("online-day", online, Window::Day { zone: zone() }, CEILING),
                limit("abroad-day", abroad, Window::Sliding { seconds: 86_400 }, CEILING),
            ],
            off: std::collections::BTreeSet::new(),
            blocked_categories: std::collections::BTreeSet::new(),
            blocked_countries: std::collections::BTreeSet::new(),
            blocked_merchants: std::collections::BTreeMap::new(),
            alerts: std::collections::BTreeMap::new(),
            trips: std::collections::BTreeSet::new(),
        },
        version: 1,
    }
}

pub(super) fn payment(amount: Money) -> Authorization {
    Authorization {
        amount,
        channel: Channel::Chip,
        country: Country::INDONESIA,
        category: 5812,
        merchant: Merchant::new("M-1", "Warung Bahagia").expect("a merchant"),
    }
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + seconds).expect("a time")
}

fn countries() -> impl Strategy<Value = Country> {
    proptest::sample::select(&["ID", "SG", "JP"][..]).prop_map(|code| Country::new(code).expect("a country"))
}

fn merchants() -> impl Strategy<Value = Merchant> {
    (0..3u8).prop_map(|number| Merchant::new(&format!("M-{number}"), "Toko").expect("a merchant"))
}

fn values() -> impl Strategy<Value = Option<Cap>> {
    prop_oneof![Just(None), Just(Some(Cap::Blocked)), (1..=CEILING).prop_map(|minor| Some(Cap::AtMost(rupiah(minor))))]
}

fn changes() -> impl Strategy<Value = Change> {
    let names = proptest::sample::select(&[PER_TRANSACTION, "day", "month", "online-day", "abroad-day"][..]);
    let until = proptest::option::of((13 * HOUR..300 * HOUR).prop_map(at));
    prop_oneof![
        4 => (names, values(), until).prop_map(|(limit, value, until)| Change::Limit { limit: limit.into(), value, until }),
        2 => (proptest::sample::select(Channel::ALL), proptest::sample::select(Place::ALL), any::<bool>())
            .prop_map(|(channel, place, on)| Change::Channel { channel, place, on }),
        1 => (proptest::sample::select(&[CategoryGroup::Gambling, CategoryGroup::Restaurants][..]), any::<bool>())
            .prop_map(|(group, blocked)| Change::Category { group, blocked }),
        1 => (countries(), any::<bool>()).prop_map(|(country, blocked)| Change::Country { country, blocked }),
        1 => (merchants(), any::<bool>()).prop_map(|(merchant, blocked)| Change::Merchant { merchant, blocked }),
        2 => (proptest::sample::select(Watched::ALL), thresholds()).prop_map(|(of, threshold)| Change::Alert { of, threshold }),
        1 => (trips(), any::<bool>()).prop_map(|(trip, on)| Change::Trip { trip, on }),
    ]
}

/// Around the time of the laws, which is in September 2026.
fn trips() -> impl Strategy<Value = Trip> {
    (1..=28i8, 0..=20i8, proptest::sample::select(&["SG", "JP"][..])).prop_map(|(day, days, country)| {
        let from = jiff::civil::date(2026, 9, day);
        let until = jiff::civil::date(2026, if day + days > 28 { 10 } else { 9 }, (day + days - 1) % 28 + 1);
        Trip { from, until, countries: [Country::new(country).expect("a country")].into() }
    })
}

fn thresholds() -> impl Strategy<Value = Option<Threshold>> {
    prop_oneof![
        Just(None),
        Just(Some(Threshold::Every)),
        (1..=CEILING).prop_map(|minor| Some(Threshold::From(rupiah(minor)))),
    ]
}

/// A card some way into its life: changes at drawn hours, each as the bank would make it.
fn lived() -> impl Strategy<Value = Card> {
    proptest::collection::vec((0..12 * HOUR, changes()), 0..8).prop_map(|mut life| {
        life.sort_by_key(|(when, _)| *when);
        life.into_iter().fold(card(), |card, (when, change)| match card.controls.changed(&[change], at(when)) {
            Ok(controls) => Card { controls, ..card },
            Err(_) => card,
        })
    })
}

fn payments() -> impl Strategy<Value = Authorization> {
    let codes = proptest::sample::select(&[5812u16, 7995, 5411][..]);
    (1..3 * CEILING, proptest::sample::select(Channel::ALL), countries(), codes, merchants()).prop_map(
        |(minor, channel, country, category, merchant)| Authorization {
            amount: rupiah(minor),
            channel,
            country,
            category,
            merchant,
        },
    )
}

fn spendings() -> impl Strategy<Value = Vec<Spent>> {
    let one = (-800 * HOUR..12 * HOUR, 1..CEILING, proptest::sample::select(Channel::ALL), countries())
        .prop_map(|(when, minor, channel, country)| Spent { at: at(when), minor, channel, country });
    proptest::collection::vec(one, 0..6)
}

const NOW: i64 = 12 * HOUR;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn card_3_tightening_never_enlarges_what_is_approved_now_or_later(
        card in lived(), asked in proptest::collection::vec(changes(), 1..4), payment in payments(), spent in spendings(), later in 0..400 * HOUR,
    ) {
        let Ok(controls) = card.controls.changed(&asked, at(NOW)) else { return Ok(()) };
        let direction = card.controls.direction(&controls, at(NOW));
        let after = Card { controls, ..card.clone() };
        let when = at(NOW + later);
        let (was, is) = (evaluate(&card, &spent, &payment, when).approved, evaluate(&after, &spent, &payment, when).approved);
        match direction {
            Direction::Tighten => prop_assert!(was || !is),
            Direction::Loosen => prop_assert!(is || !was),
            Direction::Unchanged => prop_assert_eq!(was, is),
            Direction::Mixed => {}
        }
    }

    #[test]
    fn card_4_an_alert_threshold_never_changes_what_becomes_of_a_payment(
        card in lived(), of in proptest::sample::select(Watched::ALL), threshold in thresholds(), payment in payments(), spent in spendings(), later in 0..400 * HOUR,
    ) {
        let controls = card.controls.changed(&[Change::Alert { of, threshold }], at(NOW)).expect("fine");
        let after = Card { controls, ..card.clone() };
        let when = at(NOW + later);
        prop_assert_eq!(evaluate(&card, &spent, &payment, when), evaluate(&after, &spent, &payment, when));
    }

    #[test]
    fn card_4_a_payment_that_was_told_is_told_unless_telling_less_was_approved(
        card in lived(), asked in proptest::collection::vec(changes(), 1..4), payment in payments(), passes in any::<bool>(),
    ) {
        let Ok(controls) = card.controls.changed(&asked, at(NOW)) else { return Ok(()) };
        if !card.controls.direction(&controls, at(NOW)).loosens() {
            prop_assert!(card.controls.told_of(&payment, passes).is_none() || controls.told_of(&payment, passes).is_some());
        }
    }

    #[test]
    fn card_3_what_is_in_force_is_never_above_the_banks_ceiling_nor_below_nothing(card in lived(), later in 0..400 * HOUR) {
        for limit in &card.controls.limits {
            let most = limit.at_most(at(NOW + later));
            prop_assert!((0..=limit.ceiling.minor()).contains(&most));
        }
    }

    #[test]
    fn card_3_a_raise_lets_nothing_more_pass_before_it_has_cooled_off(card in lived(), value in values(), until in proptest::option::of((25 * HOUR..300 * HOUR).prop_map(at)), early in 0..12 * HOUR) {
        let change = Change::Limit { limit: PER_TRANSACTION.into(), value, until };
        let Ok(controls) = card.controls.changed(&[change], at(NOW)) else { return Ok(()) };
        let when = at(NOW + early);
        let (was, is) = (card.controls.per_transaction(), controls.per_transaction());
        let (was, is) = (was.expect("there").at_most(when), is.expect("there").at_most(when));
        // A raise that cools off already is replaced by the new one, so less may pass; more never.
        prop_assert!(is <= was, "{is} > {was}");
    }

    #[test]
    fn card_3_cancelling_a_raise_never_loosens(card in lived()) {
        for limit in &card.controls.limits {
            let after = limit.without_raises(at(NOW));
            prop_assert!(!limit.direction(&after, at(NOW)).loosens(), "{limit:?}");
            // More passes only where something ends that held for a time.
            let steps = || after.schedule.iter().flat_map(|step| [Some(step.from), step.until]).flatten();
            for turn in steps().filter(|turn| *turn > at(NOW)) {
                let rises = after.at_most(turn - SignedDuration::from_nanos(1)) < after.at_most(turn);
                let ends = after.schedule.iter().any(|step| step.until == Some(turn));
                prop_assert!(ends || !rises, "a raise is left over: {limit:?} {after:?}");
            }
        }
        prop_assert_eq!(card.controls.without_raises("no-such", at(NOW)), None);
    }

    #[test]
    fn card_3_a_lower_limit_for_a_time_reverts_exactly_at_its_end(minor in 1..CEILING, hours in 1..1000i64) {
        let until = at(NOW + hours * HOUR);
        let before = card().controls;
        let change = Change::Limit { limit: PER_TRANSACTION.into(), value: Some(Cap::AtMost(rupiah(minor))), until: Some(until) };
        let after = before.changed(&[change], at(NOW)).expect("fine");
        let limit = after.per_transaction().expect("there");
        prop_assert_eq!(limit.at_most(at(NOW)), minor);
        prop_assert_eq!(limit.at_most(until - SignedDuration::from_nanos(1)), minor);
        prop_assert_eq!(limit.at_most(until), CEILING);
        prop_assert_eq!(limit.status(at(NOW)), LimitStatus::Temporary { until, then: CEILING });
        prop_assert_eq!(limit.settled(until), before.per_transaction().expect("there").clone());
    }

    #[test]
    fn card_3_settling_changes_nothing_that_can_be_seen(card in lived(), later in 0..400 * HOUR) {
        for limit in &card.controls.limits {
            let settled = limit.settled(at(NOW));
            prop_assert_eq!(settled.at_most(at(NOW + later)), limit.at_most(at(NOW + later)));
            prop_assert_eq!(limit.direction(&settled, at(NOW)), Direction::Unchanged);
        }
    }

    #[test]
    fn card_2_freezing_commutes_with_every_change_and_declines_everything(mut card in lived(), change in changes(), payment in payments(), spent in spendings()) {
        let Ok(controls) = card.controls.changed(std::slice::from_ref(&change), at(NOW)) else { return Ok(()) };
        let mut changed = Card { controls, ..card.clone() };
        changed.freeze(at(NOW));
        card.freeze(at(NOW));
        let controls = card.controls.changed(&[change], at(NOW)).expect("as before");
        prop_assert_eq!(&Card { controls, ..card }, &changed);
        prop_assert!(!evaluate(&changed, &spent, &payment, at(NOW)).approved);
    }

    #[test]
    fn card_9_the_trace_reproduces_the_decision(mut card in lived(), payment in payments(), spent in spendings(), frozen in any::<bool>()) {
        if frozen {
            card.freeze(at(0));
        }
        let decision = evaluate(&card, &spent, &payment, at(NOW));
        prop_assert_eq!(decision.approved, decision.declined_by().next().is_none());
        for check in &decision.trace {
            if let Rule::OverLimit(Counted { at_most, used, .. }) = &check.rule {
                prop_assert_eq!(check.passed, used.minor() + payment.amount.minor() <= at_most.minor());
            }
        }
        // Kept as JSON and read again it is the same.
        let kept = serde_json::to_string(&decision).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<super::evaluate::Decision>(&kept).expect("the same"), decision);
    }

    #[test]
    fn card_3_what_was_approved_never_adds_up_to_more_than_the_limit(card in lived(), asked in proptest::collection::vec((0..48 * HOUR, payments()), 0..20)) {
        let mut asked = asked;
        asked.sort_by_key(|(when, _)| *when);
        let mut spent = Vec::new();
        for (when, payment) in &asked {
            let now = at(NOW + when);
            if evaluate(&card, &spent, payment, now).approved {
                spent.push(Spent { at: now, minor: payment.amount.minor(), channel: payment.channel, country: payment.country });
            }
            // By the reference model: sum up anew what lies in the window.
            for limit in &card.controls.limits {
                let Some(stretch) = limit.window.stretch(now) else { continue };
                let inside = |spent: &&Spent| stretch.from <= spent.at && limit.filter.counts(spent.channel, card.controls.place(spent.country));
                let sum: i64 = spent.iter().filter(inside).map(|spent| spent.minor).sum();
                let lowered_since = limit.schedule.iter().any(|step| step.from > at(NOW) || step.until.is_some());
                prop_assert!(sum <= limit.at_most(now) || lowered_since, "{}: {sum}", limit.name);
            }
        }
    }

    #[test]
    fn card_3_a_change_reads_back_from_its_bytes(change in changes()) {
        prop_assert_eq!(Change::read(&change.written(), "IDR", 2), Some(change.clone()));
        let json = serde_json::to_string(&change).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Change>(&json).expect("the same"), change);
    }

    #[test]
    fn card_3_no_text_makes_reading_a_change_fail_badly(text in "(limit|channel|merchant|country|category|alert|trip) [a-z0-9 -]{0,40}") {
        if let Some(change) = Change::read(&text, "IDR", 2) {
            prop_assert_eq!(change.written(), text);
        }
    }
}

#[test]
fn card_3_zero_negative_foreign_and_too_high_limits_are_refused() {
    let set = |value| {
        card().controls.changed(
            &[Change::Limit { limit: PER_TRANSACTION.into(), value: Some(Cap::AtMost(value)), until: None }],
            at(0),
        )
    };
    for (value, why) in [
        (rupiah(0), LimitError::NotPositive),
        (rupiah(-1), LimitError::NotPositive),
        (rupiah(CEILING + 1), LimitError::AboveCeiling),
        (Money::new(5, "USD", 2).expect("dollars"), LimitError::WrongCurrency),
    ] {
        assert_eq!(set(value), Err(ChangeError::Limit(why)));
    }
}

#[test]
fn card_3_unknown_limits_no_change_too_many_and_a_time_that_is_over_are_refused() {
    let lower = |limit: &str, until| Change::Limit { limit: limit.into(), value: Some(Cap::Blocked), until };
    let controls = card().controls;
    assert_eq!(controls.changed(&[lower("week", None)], at(0)), Err(ChangeError::UnknownLimit));
    assert_eq!(controls.changed(&[], at(0)), Err(ChangeError::Count));
    assert_eq!(controls.changed(&vec![lower("day", None); MOST_CHANGES + 1], at(0)), Err(ChangeError::Count));
    assert_eq!(controls.changed(&[lower("day", Some(at(0)))], at(0)), Err(ChangeError::Limit(LimitError::EndsBefore)));
    // A raise for three hours would be over before it has cooled off.
    let low = controls.changed(&[lower("day", None)], at(0)).expect("fine");
    let raise = Change::Limit { limit: "day".into(), value: None, until: Some(at(3 * HOUR)) };
    assert_eq!(low.changed(&[raise], at(0)), Err(ChangeError::Limit(LimitError::EndsBefore)));
}

/// A value for good lay below the one before it and above one for a time: when it had cooled off it ended the lower one early, and neither a
/// newer raise nor its cancellation took it away.
#[test]
fn card_3_a_raise_over_a_lower_value_for_a_time_is_cancelled_and_replaced_as_any_other() {
    let set = |controls: &Controls, minor, when, until: Option<i64>| {
        let value = Some(Cap::AtMost(rupiah(minor)));
        let change = Change::Limit { limit: "day".into(), value, until: until.map(at) };
        controls.changed(&[change], at(when)).expect("fine")
    };
    let day = |controls: &Controls, when| controls.limit("day").expect("there").at_most(at(when));
    let low = set(&set(&card().controls, 500, 0, None), 100, 0, Some(30 * HOUR));
    let raised = set(&low, 300, 0, None);
    assert_eq!((day(&raised, 12 * HOUR - 1), day(&raised, 12 * HOUR), day(&raised, 30 * HOUR)), (100, 300, 300));
    let cancelled = raised.without_raises("day", at(HOUR)).expect("there");
    assert_eq!((day(&cancelled, 12 * HOUR), day(&cancelled, 30 * HOUR)), (100, 300));
    let newer = set(&raised, 200, HOUR, None);
    assert_eq!((day(&newer, 12 * HOUR), day(&newer, 13 * HOUR), day(&newer, 30 * HOUR)), (100, 200, 200));
}

#[test]
fn card_3_a_raise_cools_off_can_be_cancelled_and_a_newer_lower_value_ends_it() {
    let set = |controls: &Controls, minor, when| {
        let value = Some(Cap::AtMost(rupiah(minor)));
        controls.changed(&[Change::Limit { limit: "day".into(), value, until: None }], at(when)).expect("fine")
    };
    let day = |controls: &Controls, when| controls.limit("day").expect("there").at_most(at(when));
    let low = set(&card().controls, 500, 0);
    let raised = set(&low, 900, HOUR);
    assert_eq!((day(&raised, HOUR), day(&raised, 13 * HOUR - 1), day(&raised, 13 * HOUR)), (500, 500, 900));
    let status = raised.limit("day").expect("there").status(at(HOUR));
    assert_eq!(status, LimitStatus::CoolingOff { value: Some(Cap::AtMost(rupiah(900))), from: at(13 * HOUR) });
    let cancelled = raised.without_raises("day", at(2 * HOUR)).expect("there");
    assert_eq!(day(&cancelled, 100 * HOUR), 500);
    let lower = set(&raised, 400, 2 * HOUR);
    assert_eq!(day(&lower, 100 * HOUR), 400, "a stale raise must not win");
}

#[test]
fn card_4_each_rule_declines_what_it_names_and_nothing_else() {
    let (sg, gambling) = (Country::new("SG").expect("a country"), 7995);
    let cases = [
        (
            Change::Channel { channel: Channel::Online, place: Place::Abroad, on: false },
            Authorization { channel: Channel::Online, country: sg, ..payment(rupiah(100)) },
            "channel-off",
        ),
        (
            Change::Category { group: CategoryGroup::Gambling, blocked: true },
            Authorization { category: gambling, ..payment(rupiah(100)) },
            "category-blocked",
        ),
        (
            Change::Country { country: sg, blocked: true },
            Authorization { country: sg, ..payment(rupiah(100)) },
            "country-blocked",
        ),
        (
            Change::Merchant { merchant: Merchant::new("M-7", "Toko").expect("fine"), blocked: true },
            Authorization { merchant: Merchant::new("M-7", "Other Name").expect("fine"), ..payment(rupiah(100)) },
            "merchant-blocked",
        ),
    ];
    for (change, asked, why) in cases {
        let after = Card { controls: card().controls.changed(&[change], at(0)).expect("fine"), ..card() };
        assert!(evaluate(&card(), &[], &asked, at(0)).approved, "{why}");
        let decision = evaluate(&after, &[], &asked, at(0));
        assert_eq!(decision.declined_by().map(Rule::code).collect::<Vec<_>>(), [why]);
        assert!(evaluate(&after, &[], &payment(rupiah(100)), at(0)).approved, "{why}: only that");
    }
}

#[test]
fn card_3_a_limit_for_a_channel_counts_that_channel_only_and_says_its_figures() {
    let online = |minor| Authorization { channel: Channel::Online, ..payment(rupiah(minor)) };
    let spent = [
        Spent { at: at(0), minor: 700_000_000, channel: Channel::Online, country: Country::INDONESIA },
        Spent { at: at(0), minor: 900_000_000, channel: Channel::Chip, country: Country::INDONESIA },
    ];
    assert!(evaluate(&card(), &spent, &online(300_000_000), at(60)).approved);
    let decision = evaluate(&card(), &spent, &online(300_000_001), at(60));
    let rules: Vec<_> = decision.declined_by().collect();
    let [Rule::OverLimit(counted)] = rules.as_slice() else { panic!("{rules:?}") };
    assert_eq!(
        (counted.limit.as_str(), counted.used, counted.at_most),
        ("online-day", rupiah(700_000_000), rupiah(CEILING))
    );
    assert!(counted.anew.is_some_and(|anew| anew > at(60)));
}

#[test]
fn card_1_putting_a_card_into_a_wallet_moves_no_money_and_still_asks_the_rules() {
    let wallet = Authorization { channel: Channel::WalletProvisioning, ..payment(rupiah(0)) };
    assert!(evaluate(&card(), &[], &wallet, at(0)).approved);
    assert!(!evaluate(&card(), &[], &payment(rupiah(0)), at(0)).approved);
    let mut held = card();
    held.holds.push(Hold { holder: Holder::Bank, reason: "r".into(), placed_at: at(0) });
    assert!(!evaluate(&held, &[], &wallet, at(0)).approved);
}
