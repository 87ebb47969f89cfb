//! Travel notices: the bank's watch is told where the customer will be, by approval; nothing else lets more pass.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan as _};
use kunci_bank::Bank;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::approve::{Offered, rupiah, settled_phone};
use crate::support::{BUDI, Draft, Phone, SARI, advance, bank, control, now_ms, phone};

/// So many days from today in Jakarta.
fn day(bank: &Arc<Bank>, days: i32) -> Date {
    let now = Timestamp::from_millisecond(now_ms(bank)).expect("a time");
    Offset::constant(7).to_datetime(now).date().checked_add(days.days()).expect("a day")
}

fn trip(bank: &Arc<Bank>, from: i32, until: i32, countries: &[&str]) -> Value {
    json!({ "from": day(bank, from), "until": day(bank, until), "countries": countries })
}

fn add(trip: &Value) -> Value {
    json!({ "what": "trip", "trip": trip, "on": true })
}

fn pay(bank: &Arc<Bank>, country: &str, extra: Value) -> Value {
    let mut body = json!({ "user_id": "sari", "ending": "4821", "amount": rupiah(5_000), "merchant": "Toko Maya", "country": country });
    let (Some(body), Some(extra)) = (body.as_object_mut(), extra.as_object()) else { panic!("objects") };
    body.extend(extra.clone());
    control(bank, "card_pay", Value::Object(body.clone()))
}

/// The watch finds the country unusual, and nothing else.
fn unusual(bank: &Arc<Bank>, country: &str) -> Value {
    pay(bank, country, json!({ "unusual_country": true }))
}

async fn travels(phone: &Phone, trip: &Value) -> Value {
    let draft = phone.controls_draft(&phone.card("4821").await, add(trip));
    let offered = Offered::of(&phone.send(&draft).await.expect(202));
    let done = phone.approve(&offered, true).await.expect(200);
    phone.receipt(&done, &draft).await
}

#[tokio::test]
async fn card_8_a_trip_needs_approval_and_then_its_countries_are_not_unusual() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let trip = trip(&bank, 0, 5, &["JP", "SG"]);
    let card = phone.card("4821").await;
    phone.send(&phone.tighten_draft(&card, add(&trip))).await.refused("scope");
    let draft = phone.controls_draft(&card, add(&trip));
    let offered = Offered::of(&phone.send(&draft).await.expect(202));
    let written = format!("trip add {} {} JP,SG", day(&bank, 0), day(&bank, 5));
    assert_eq!((offered.text(2), offered.text(22)), ("card-controls", written.as_str()));
    assert_eq!(phone.card("4821").await, card, "asking changes nothing");
    let done = phone.approve(&offered, true).await.expect(200);
    assert_eq!(phone.receipt(&done, &draft).await["controls"]["trips"], json!([trip]));
    assert_eq!(unusual(&bank, "JP")["approved"], true);
    assert_eq!(
        pay(&bank, "JP", json!({ "suspicious": true }))["code"],
        "59",
        "of all else it is as suspicious as before"
    );
}

#[tokio::test]
async fn card_8_without_a_trip_there_or_after_it_the_customer_is_asked() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    travels(&phone, &trip(&bank, 0, 5, &["JP"])).await;
    assert_eq!(unusual(&bank, "SG")["code"], "59");
    // Unanswered, the card goes on; and in a week the trip is over, wherever the last day ends last.
    advance(&bank, 7 * 86_400);
    assert_eq!(unusual(&bank, "JP")["code"], "59");
}

#[tokio::test]
async fn card_8_a_trip_lets_nothing_pass_that_the_customer_blocked_or_limited() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    travels(&phone, &trip(&bank, 0, 5, &["JP"])).await;
    let card = phone.card("4821").await;
    let blocked = json!({ "what": "country", "country": "JP", "blocked": true });
    phone.send(&phone.tighten_draft(&card, blocked)).await.expect(200);
    assert_eq!(unusual(&bank, "JP")["reasons"], json!(["country-blocked"]));
    // Over the limit for one payment, and over that for a day abroad.
    let too_much = pay(&bank, "JP", json!({ "amount": rupiah(10_000_001) }));
    assert_eq!(too_much["reasons"], json!(["country-blocked", "over-limit", "over-limit"]));
}

#[tokio::test]
async fn card_8_a_trip_is_cancelled_by_possession_at_once() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let trip = trip(&bank, 0, 5, &["JP"]);
    travels(&phone, &trip).await;
    let back = json!({ "what": "trip", "trip": trip, "on": false });
    let draft = phone.tighten_draft(&phone.card("4821").await, back);
    let answer = phone.send(&draft).await.expect(200);
    assert_eq!(phone.receipt(&answer, &draft).await["controls"].get("trips"), None);
    assert_eq!(phone.send(&draft.again()).await.expect(200).raw, answer.raw);
    assert_eq!(unusual(&bank, "JP")["code"], "59");
}

#[tokio::test]
async fn card_8_trips_that_cannot_be_are_refused_with_the_reason_and_change_nothing() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    let eleven = ["AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS"];
    for (trip, reason) in [
        (trip(&bank, -3, 5, &["JP"]), "past"),
        (trip(&bank, 5, 4, &["JP"]), "ends-before"),
        (trip(&bank, 1, 91, &["JP"]), "too-long"),
        (trip(&bank, 370, 371, &["JP"]), "too-far"),
        (trip(&bank, 1, 5, &[]), "countries"),
        (trip(&bank, 1, 5, &eleven), "countries"),
        (trip(&bank, 1, 5, &["ID", "JP"]), "home"),
    ] {
        for draft in [phone.controls_draft(&card, add(&trip)), phone.tighten_draft(&card, add(&trip))] {
            assert_eq!(phone.send(&draft).await.refused("trip-refused").body["reason"], reason);
        }
    }
    for malformed in [
        trip(&bank, 1, 5, &["XX"]),
        json!({ "from": "tomorrow", "until": day(&bank, 5), "countries": ["JP"] }),
        json!({ "from": day(&bank, 1), "countries": ["JP"] }),
    ] {
        phone.send(&phone.controls_draft(&card, add(&malformed))).await.refused("malformed");
    }
    let good = phone.controls_draft(&card, add(&trip(&bank, 1, 5, &["JP"])));
    for (if_match, code) in [(None, "precondition-missing"), (Some("\"0\""), "precondition-failed")] {
        phone.send(&Draft { if_match: if_match.map(str::to_owned), ..good.again() }).await.refused(code);
    }
    assert_eq!(phone.card("4821").await, card);
}

#[tokio::test]
async fn card_8_a_new_phone_and_somebody_elses_card_get_no_trip() {
    let bank = bank();
    let mut sari = phone(&bank);
    sari.enrol(SARI).await;
    sari.login(true).await.expect(200);
    let card = sari.card("4821").await;
    let change = add(&trip(&bank, 1, 5, &["JP"]));
    sari.send(&sari.controls_draft(&card, change.clone())).await.refused("held-by-probation");
    let mut budi = phone(&bank);
    budi.enrol(BUDI).await;
    budi.login(true).await.expect(200);
    let none = json!({ "card_id": Uuid::from_u128(1), "version": card["version"] });
    for card in [&card, &none] {
        budi.send(&budi.controls_draft(card, change.clone())).await.refused("not-found");
    }
    assert_eq!(sari.card("4821").await, card);
}
