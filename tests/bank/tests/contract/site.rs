//! Orders on the website: nothing is carried out without the token.

use serde_json::{Value, json};

use crate::support::approve::{Offered, rupiah, settled_phone};
use crate::support::{BUDI, SARI, advance, audit, bank, control, operator, phone, website};

#[tokio::test]
async fn otp_3_the_token_approves_what_the_website_asks_and_the_website_sees_it() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let site = phone.website();
    let id = site.transfer("1234567890", 50_000);
    assert_eq!(site.state(&id)["state"], "pending");
    let listed = phone.send(&phone.draft("GET", "/v1/operations", None)).await.expect(200).body;
    let offered = Offered::read(&listed["operations"][0]["operation"]);
    assert_eq!(json!(offered.id()), id);
    phone.approve(&offered, true).await.expect(200);
    let state = site.state(&id);
    assert_eq!((&state["state"], &state["answered_by"]), (&json!("approved"), &json!("phone")));
    assert!(state["reference"].is_string() && state["deadline"].is_string());
}

#[tokio::test]
async fn otp_3_payees_and_personal_data_change_by_approval_only_from_app_and_website() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let site = phone.website();
    let record = || control(&bank, "record", json!({ "user_id": "sari" }));
    let body = json!({ "payee_name": "Toko Melati", "bank_code": "008", "account": "5551234567" });
    let asked = phone.send(&phone.draft("POST", "/v1/operations/payees", Some(body))).await.expect(201);
    let (payee, mail) = (Offered::of(&asked), json!({ "field": "email", "new": "sari.baru@mail.example" }));
    let mail = site.post("website_profile", mail)["operation_id"].clone();
    assert_eq!((payee.text(2), payee.text(16), payee.number(19)), ("payee-add", "Toko Melati", 0));
    assert_eq!((&record()["payee_count"], &record()["email"]), (&json!(1), &json!("sari@mail.example")));
    assert_eq!(phone.approve(&payee, true).await.expect(200).body["state"], "completed");
    let shown = phone.scan(&site.qr(&mail)).await;
    assert_eq!(
        (shown.text(16), shown.text(17), shown.text(18)),
        ("email", "sa•••@mail.example", "sari.baru@mail.example")
    );
    assert_eq!(phone.approve(&shown, true).await.expect(200).body["state"], "completed");
    assert_eq!((&record()["payee_count"], &record()["email"]), (&json!(2), &json!("sari.baru@mail.example")));
    let address = json!({ "field": "address", "new": "Jalan Kenanga 3, Bandung" });
    let asked = phone.send(&phone.draft("POST", "/v1/operations/profile", Some(address))).await.expect(201);
    phone.approve(&Offered::of(&asked), true).await.expect(200);
    assert_eq!(record()["address"], "Jalan Kenanga 3, Bandung");
    assert!(audit(&bank).iter().all(|what| !what.contains("Kenanga")), "the trail holds no address");
}

#[tokio::test]
async fn otp_3_probation_holds_what_is_loosened_on_the_website_as_well() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let site = phone.website();
    let payee = json!({ "payee_name": "Toko Melati", "bank_code": "008", "account": "5551234567" });
    assert_eq!(site.refused("website_payee", payee), "held-by-probation");
    let mail = json!({ "field": "email", "new": "a@b.example" });
    assert_eq!(site.refused("website_profile", mail), "held-by-probation");
    let large = json!({ "payee_name": "Budi Santoso", "bank_code": "014", "account": "1234567890", "amount": rupiah(1_000_001) });
    assert_eq!(site.refused("website_transfer", large), "held-by-probation");
    site.transfer("1234567890", 1_000_000);
}

#[tokio::test]
async fn otp_3_a_session_of_the_website_ends_and_sees_its_own_operations_only() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let site = phone.website();
    let id = site.transfer("1234567890", 50_000);
    let mut other = crate::support::phone(&bank);
    other.enrol(BUDI).await;
    let entered = website(&bank, BUDI, &other.otp(0));
    let strange = json!({ "session": entered["session"], "operation_id": id });
    for name in ["website_qr", "website_operation", "website_cancel"] {
        assert_eq!(bank.control(name, &strange).expect_err("not his").code, "not-found", "{name}");
    }
    let forged = json!({ "session": "AAAA", "operation_id": id });
    assert_eq!(bank.control("website_operation", &forged).expect_err("none").code, "website_session");
    advance(&bank, 601);
    assert_eq!(site.refused("website_operation", json!({ "operation_id": id })), "website_session");
    assert_eq!(website(&bank, SARI, "000000")["session"], Value::Null);
}

#[tokio::test]
async fn otp_10_an_operation_taken_back_on_the_website_says_so_on_the_phone() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let site = phone.website();
    let id = site.transfer("1234567890", 50_000);
    let shown = phone.scan(&site.qr(&id)).await;
    assert_eq!(site.post("website_cancel", json!({ "operation_id": id }))["state"], "rejected");
    let refused = phone.approve(&shown, true).await.refused("operation-closed");
    assert_eq!(refused.body["state"], "rejected");
    assert_eq!(phone.operation(shown.id()).await["answered_by"], "website");
}

#[tokio::test]
async fn otp_10_names_that_pose_as_others_are_refused_and_twins_are_marked() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let ask = |name: &str, account: &str| {
        let body =
            json!({ "payee_name": name, "bank_code": "014", "account": account, "amount": rupiah(1), "note": "" });
        phone.draft("POST", "/v1/operations/transfers", Some(body))
    };
    for name in ["Bud\u{456} Santoso", "Budi\u{200b}Santoso", "Ｂｕｄｉ", "Budi \u{202e}osotnaS", ""] {
        phone.send(&ask(name, "1234567890")).await.refused("malformed");
    }
    for (name, account, new) in [
        ("Budi Santoso", "1234567890", 0),
        ("Siti Aminah", "1234567899", 1),
        ("BUDI SANT0SO", "1234567899", 2),
        ("Budi  Santoso", "1234567899", 2),
    ] {
        let offered = Offered::of(&phone.send(&ask(name, account)).await.expect(201));
        assert_eq!(offered.number(23), new, "{name} {account}");
    }
}

#[tokio::test]
async fn otp_7_a_flag_ends_the_sessions_of_the_website_for_good() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let site = phone.website();
    let id = site.transfer("1234567890", 1);
    operator(&bank, "flag_banking");
    assert_eq!(site.refused("website_qr", json!({ "operation_id": id })), "website_session");
    let payee = json!({ "payee_name": "Toko Melati", "bank_code": "008", "account": "5551234567" });
    assert_eq!(site.refused("website_payee", payee), "website_session");
    operator(&bank, "unflag_banking");
    assert_eq!(
        site.refused("website_operation", json!({ "operation_id": id })),
        "website_session",
        "it does not come back"
    );
}
