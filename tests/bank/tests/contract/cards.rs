//! Card controls: tightening by possession, loosening by the token's approval, a signed receipt for each.

use serde_json::{Value, json};

use crate::support::approve::{Offered, card_path, payment_limit, rupiah, settled_phone, without_cooling_off};
use crate::support::{BUDI, Draft, SARI, advance, bank, control, operator, phone};

#[tokio::test]
async fn card_1_the_customer_sees_the_cards() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    let expected = json!({
        "card_id": card["card_id"], "ending": "4821", "name": "Debit", "kind": "debit", "state": "active", "holds": [],
        "controls": card["controls"], "version": 1,
    });
    assert_eq!(card, expected);
    let controls = &card["controls"];
    assert_eq!((&controls["home"], &controls["cooling_off_seconds"]), (&json!("ID"), &json!(43_200)));
    let limit = json!({
        "name": "online-day", "filter": { "channels": ["online", "mail-phone", "recurring"] },
        "window": { "per": "day", "zone": "Asia/Jakarta" }, "ceiling": rupiah(10_000_000), "value": null,
    });
    assert_eq!(controls["limits"][3], limit);
    assert_eq!(phone.card("7730").await["state"], "active");
}

fn pay(bank: &std::sync::Arc<kunci_bank::Bank>, amount: i64) -> Value {
    let body = json!({ "user_id": "sari", "ending": "4821", "amount": rupiah(amount), "merchant": "Warung Made" });
    control(bank, "card_pay", body)
}

#[tokio::test]
async fn card_2_a_freeze_works_by_possession_also_while_the_token_is_locked() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    assert_eq!(pay(&bank, 50_000)["approved"], true);
    let mut offered = phone.transfer(1).await;
    for _ in 0..4 {
        offered = Offered::of(&phone.approve(&offered, false).await);
    }
    phone.approve(&offered, false).await.refused("token-locked");
    let draft = phone.freeze_draft(&card);
    let answer = phone.send(&draft).await.expect(200);
    let receipt = phone.receipt(&answer, &draft).await;
    assert_eq!((&receipt["action"], &receipt["card_id"]), (&json!("freeze"), &card["card_id"]));
    assert_eq!(receipt["holds"][0]["holder"], "customer");
    assert_eq!((&receipt["sequence"], &receipt["version"]), (&json!(2), &json!(2)));
    assert_eq!(receipt["effective_at"], receipt["holds"][0]["placed_at"]);
    let declined = pay(&bank, 50_000);
    assert_eq!((&declined["approved"], &declined["reasons"]), (&json!(false), &json!(["frozen-by-you"])));
    assert_eq!(phone.card("4821").await["holds"], receipt["holds"]);
}

#[tokio::test]
async fn card_2_freezing_twice_changes_nothing_and_a_replay_returns_the_same_bytes() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    let draft = phone.freeze_draft(&card);
    let first = phone.send(&draft).await.expect(200);
    let frozen = phone.card("4821").await;
    advance(&bank, 30);
    let other = phone.freeze_draft(&card);
    let second = phone.send(&other).await.expect(200);
    let (one, two) = (phone.receipt(&first, &draft).await, phone.receipt(&second, &other).await);
    for member in ["holds", "sequence", "version", "effective_at", "controls"] {
        assert_eq!(one[member], two[member], "{member}");
    }
    assert_eq!(phone.card("4821").await, frozen);
    let again = phone.send(&draft.again()).await.expect(200);
    assert_eq!((again.raw, again.headers.contains(&("idempotency-replayed".into(), "true".into()))), (first.raw, true));
    // The key's scope is the path with its ids: another card is another command.
    let debit = phone.card("7730").await;
    let same_key = Draft { idempotency_key: draft.idempotency_key, ..phone.freeze_draft(&debit) };
    let answer = phone.send(&same_key).await.expect(200);
    assert_eq!(phone.receipt(&answer, &same_key).await["card_id"], debit["card_id"]);
}

#[tokio::test]
async fn card_2_unfreezing_needs_the_tokens_approval() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    phone.send(&phone.unfreeze_draft(&card)).await.refused("card-not-usable");
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    let draft = phone.unfreeze_draft(&card);
    let answer = phone.send(&draft).await.expect(202);
    assert!(answer.body.get("receipt").is_none());
    assert_eq!(phone.send(&draft.again()).await.expect(202).raw, answer.raw);
    let offered = Offered::of(&answer);
    assert_eq!(
        (offered.text(2), offered.text(16), offered.text(17)),
        ("unfreeze", card["card_id"].as_str().expect("id"), "4821")
    );
    assert_eq!(offered.fields.len(), 10);
    assert_eq!(pay(&bank, 1)["approved"], false, "asking lifts nothing");
    let done = phone.approve(&offered, true).await.expect(200);
    assert_eq!(done.body["state"], "completed");
    let receipt = phone.receipt(&done, &draft).await;
    assert_eq!(
        (&receipt["action"], &receipt["holds"], &receipt["version"]),
        (&json!("unfreeze"), &json!([]), &json!(3))
    );
    assert_eq!(pay(&bank, 1)["approved"], true);
    let late = phone.approve(&offered, true).await.expect(200);
    assert_eq!(late.body["receipt"], done.body["receipt"]);
}

#[tokio::test]
async fn card_3_a_lower_limit_holds_at_once_and_a_higher_one_needs_approval() {
    let bank = bank();
    without_cooling_off(&bank);
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    let draft = phone.limit_draft(&card, rupiah(500_000));
    let answer = phone.send(&draft).await.expect(200);
    let receipt = phone.receipt(&answer, &draft).await;
    assert_eq!((&receipt["action"], payment_limit(&receipt)), (&json!("controls"), rupiah(500_000)));
    assert_eq!(pay(&bank, 500_001)["reasons"], json!(["over-limit"]));
    assert_eq!(pay(&bank, 500_000)["approved"], true);
    assert_eq!(phone.send(&draft.again()).await.expect(200).raw, answer.raw, "a replay does not look at the version");

    let card = phone.card("4821").await;
    let same = phone.send(&phone.limit_draft(&card, rupiah(500_000))).await.expect(200);
    assert!(same.body.get("operation").is_none());
    let raise = phone.limit_draft(&card, rupiah(2_000_000));
    let offered = Offered::of(&phone.send(&raise).await.expect(202));
    assert_eq!((offered.text(2), offered.text(17), offered.text(18)), ("card-controls", "4821", "IDR"));
    assert_eq!((offered.number(19), offered.number(20), offered.number(21)), (2, 0, 1));
    assert_eq!((offered.text(22), offered.number(23)), ("limit per-transaction 200000000 always", 50_000_000));
    assert_eq!(payment_limit(&phone.card("4821").await), rupiah(500_000));
    let done = phone.approve(&offered, true).await.expect(200);
    let receipt = phone.receipt(&done, &raise).await;
    assert_eq!((&receipt["action"], payment_limit(&receipt)), (&json!("controls"), rupiah(2_000_000)));
    // Sequence: two payments, two changes.
    assert_eq!((&receipt["sequence"], &receipt["version"]), (&json!(4), &json!(3)));
    assert_eq!(pay(&bank, 2_000_000)["approved"], true);
}

#[tokio::test]
async fn card_3_a_raise_is_worth_nothing_once_the_limit_has_changed() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    phone.send(&phone.limit_draft(&phone.card("4821").await, rupiah(500_000))).await.expect(200);
    let card = phone.card("4821").await;
    let offered = Offered::of(&phone.send(&phone.limit_draft(&card, rupiah(2_000_000))).await.expect(202));
    phone.send(&phone.limit_draft(&card, rupiah(100_000))).await.expect(200);
    phone.approve(&offered, true).await.refused("operation-closed");
    assert_eq!(phone.operation(offered.id()).await["state"], "superseded");
    assert_eq!(payment_limit(&phone.card("4821").await), rupiah(100_000));
}

#[tokio::test]
async fn card_3_a_limit_needs_the_cards_present_version_and_a_real_amount() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    let with =
        |if_match: Option<&str>| Draft { if_match: if_match.map(str::to_owned), ..phone.limit_draft(&card, rupiah(1)) };
    phone.send(&with(None)).await.refused("precondition-missing");
    for stale in ["\"0\"", "\"2\""] {
        phone.send(&with(Some(stale))).await.refused("precondition-failed");
    }
    for bad in ["1", "*", "\"x\"", "W/\"1\""] {
        phone.send(&with(Some(bad))).await.refused("malformed");
    }
    let amount = |minor: i64, currency: &str, exponent: u8| json!({ "minor": minor, "currency": currency, "exponent": exponent });
    for wrong in [amount(0, "IDR", 2), amount(-1, "IDR", 2), amount(100, "USD", 2)] {
        phone.send(&phone.limit_draft(&card, wrong)).await.refused("amount-invalid");
    }
    for no_money in [amount(100, "IDR", 0), amount(1, "??", 2), json!({ "minor": 1 })] {
        phone.send(&phone.limit_draft(&card, no_money)).await.refused("malformed");
    }
    for high in [rupiah(10_000_001), amount(i64::MAX, "IDR", 2)] {
        phone.send(&phone.limit_draft(&card, high)).await.refused("limit-above-ceiling");
    }
    assert_eq!(phone.card("4821").await, card);
}

#[tokio::test]
async fn card_2_other_peoples_cards_do_not_exist() {
    let bank = bank();
    let sari = settled_phone(&bank).await;
    let card = sari.card("4821").await;
    let mut budi = phone(&bank);
    budi.enrol(BUDI).await;
    budi.login(true).await.expect(200);
    assert_eq!(budi.card("1199").await["state"], "active");
    budi.send(&budi.freeze_draft(&card)).await.refused("not-found");
    budi.send(&budi.unfreeze_draft(&card)).await.refused("not-found");
    budi.send(&budi.limit_draft(&card, rupiah(1))).await.refused("not-found");
    let path = card_path(&json!({ "card_id": "no-uuid" }), "freeze");
    budi.send(&budi.device_draft(&path, json!({}))).await.refused("not-found");
    assert_eq!(sari.card("4821").await, card);
}

#[tokio::test]
async fn card_2_a_freeze_makes_an_older_offer_to_unfreeze_void() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    let old = Offered::of(&phone.send(&phone.unfreeze_draft(&card)).await.expect(202));
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    phone.approve(&old, true).await.refused("operation-closed");
    assert_eq!(pay(&bank, 1)["approved"], false, "the last word counts");
    let new = Offered::of(&phone.send(&phone.unfreeze_draft(&card)).await.expect(202));
    phone.approve(&new, true).await.expect(200);
    assert_eq!(pay(&bank, 1)["approved"], true);
}

#[tokio::test]
async fn card_2_a_freeze_makes_the_oldest_offer_void_however_many_came_after_it() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    let oldest = Offered::of(&phone.send(&phone.unfreeze_draft(&card)).await.expect(202));
    for _ in 0..51 {
        phone.send(&phone.unfreeze_draft(&card)).await.expect(202);
    }
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    phone.approve(&oldest, true).await.refused("operation-closed");
    assert_eq!(pay(&bank, 1)["approved"], false);
}

#[tokio::test]
async fn card_2_of_two_offers_to_unfreeze_the_approved_one_ends_the_other() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    let one = Offered::of(&phone.send(&phone.unfreeze_draft(&card)).await.expect(202));
    let other = Offered::of(&phone.send(&phone.unfreeze_draft(&card)).await.expect(202));
    phone.approve(&other, true).await.expect(200);
    phone.approve(&one, true).await.refused("operation-closed");
}

#[tokio::test]
async fn card_2_a_freeze_needs_a_device_key_that_is_in_use() {
    let bank = bank();
    let old = settled_phone(&bank).await;
    let card = old.card("4821").await;
    let by_session = old.draft("POST", &card_path(&card, "freeze"), Some(json!({})));
    old.send(&by_session).await.refused("signature-invalid");
    let keyless = Draft { idempotency_key: None, ..old.freeze_draft(&card) };
    old.send(&keyless).await.refused("idempotency-missing");
    let mut new = phone(&bank);
    new.enrol(SARI).await;
    old.send(&old.freeze_draft(&card)).await.refused("token-not-active");
    new.send(&new.freeze_draft(&card)).await.expect(200);
    operator(&bank, "deregister");
    new.send(&new.freeze_draft(&card)).await.refused("token-not-active");
}

#[tokio::test]
async fn card_2_probation_holds_unfreezing_and_raises_but_nothing_that_tightens() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    phone.login(true).await.expect(200);
    let card = phone.card("4821").await;
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    let held = phone.send(&phone.unfreeze_draft(&card)).await.refused("held-by-probation");
    assert!(held.body["until"].is_string());
    phone.send(&phone.limit_draft(&phone.card("4821").await, rupiah(500_000))).await.expect(200);
    let raise = phone.limit_draft(&phone.card("4821").await, rupiah(600_000));
    phone.send(&raise).await.refused("held-by-probation");
}

#[tokio::test]
async fn card_9_the_card_network_hears_every_rule_that_spoke() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    phone.send(&phone.freeze_draft(&phone.card("4821").await)).await.expect(200);
    assert_eq!(pay(&bank, 10_000_001)["reasons"], json!(["frozen-by-you", "over-limit"]));
    let body = json!({ "user_id": "sari", "ending": "7730", "amount": { "minor": 100, "currency": "USD", "exponent": 2 }, "merchant": "m" });
    assert_eq!(control(&bank, "card_pay", body)["reason"], "wrong-currency");
    let body = json!({ "user_id": "budi", "ending": "7730", "amount": rupiah(1), "merchant": "m" });
    assert_eq!(bank.control("card_pay", &body).expect_err("foreign").code, "unknown_card");
}
