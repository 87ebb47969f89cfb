//! The tester's door.

use serde_json::json;

use crate::support::{SARI, advance, audit, bank, control, customer, phone};

#[tokio::test]
async fn ops_3_the_control_port_is_strict() {
    let bank = bank();
    let refused = |name: &str, body| bank.control(name, &body).expect_err("refused").code;
    assert_eq!(refused("sms", json!({ "user_id": "sari" })), "no_sms");
    assert_eq!(refused("sms", json!({ "user_id": "nobody" })), "unknown_customer");
    assert_eq!(refused("sms", json!({ "user": "sari" })), "malformed");
    assert_eq!(refused("nothing", json!({})), "unknown_command");
    assert_eq!(refused("fault", json!({ "kind": "gremlins" })), "unknown_kind");
    assert_eq!(refused("fault", json!({ "kind": "wrong_pin", "times": 2 })), "malformed");
    assert_eq!(refused("fault", json!({ "kind": "lose_reply" })), "malformed");
    assert_eq!(refused("fault", json!({ "kind": "error_5xx", "path": "/v1/sessions", "status": 404 })), "malformed");
    assert_eq!(refused("clock", json!({ "advance_seconds": -1 })), "malformed");
    assert_eq!(refused("clock", json!({ "to_hour": 24 })), "malformed");
}

#[test]
fn ops_3_the_clock_moves_on_to_an_hour_in_jakarta() {
    let bank = bank();
    for hour in [10, 0, 23] {
        let moved = control(&bank, "clock", json!({ "advance_seconds": 60, "to_hour": hour }));
        let now: jiff::Timestamp = moved["now"].as_str().expect("a time").parse().expect("a time");
        let local = now.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::Offset::constant(7)));
        assert_eq!((local.hour(), local.minute()), (hour, 0), "{moved}");
    }
}

#[tokio::test]
async fn ops_3_a_reset_forgets_the_customers_business_but_not_the_banks_keys() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    advance(&bank, 7200);
    let key = phone.bank_key("transcript").await;
    control(&bank, "reset", json!({}));
    assert_eq!(phone.bank_key("transcript").await, key);
    assert_eq!(customer(&bank, "sari")["tokens"], json!([]));
    assert_eq!(control(&bank, "clock", json!({}))["offset_seconds"], 0);
    assert!(audit(&bank)[0].contains("reset"));
    phone.send(&phone.status_draft()).await.refused("signature-invalid");
    phone.enrol(SARI).await;
}

#[tokio::test]
async fn ops_3_the_audit_trail_can_be_read_on_from_any_entry() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let all = control(&bank, "audit", json!({}));
    let entries = all["entries"].as_array().expect("entries");
    let rest = control(&bank, "audit", json!({ "after": 3 }));
    assert_eq!(rest["entries"].as_array().expect("entries").as_slice(), &entries[3..]);
    assert_eq!((&rest["verified"], &entries[0]["n"]), (&json!(true), &json!(1)));
}

#[tokio::test]
async fn net_5_spoilt_statuses_are_spoilt_in_one_way_only() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    control(&bank, "fault", json!({ "kind": "unknown_status", "times": 1 }));
    assert_eq!(phone.status().await, "hibernating");
    assert_eq!(phone.status().await, "active");
    control(&bank, "fault", json!({ "kind": "forged_status" }));
    let forged = phone.send(&phone.status_draft()).await.expect(200);
    let text = forged.body["status"].as_str().expect("status");
    let key = phone.bank_key("token-status").await;
    assert_eq!(crate::support::crypto::open_jws(text, "kunci-token-status", &key), None);
    control(&bank, "fault", json!({ "kind": "clear" }));
    assert_eq!(phone.status().await, "active");
}
