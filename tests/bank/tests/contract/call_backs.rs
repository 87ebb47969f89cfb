//! The bank calls who asked for it, on the registered number and in a window that it offered; a user id goes to its owner and to nobody else.

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::settled_phone;
use crate::support::{BUDI, Draft, Phone, SARI, advance, bank, control, phone};

async fn known(phone: &Phone) -> Value {
    phone.send(&phone.draft("GET", "/v1/call-backs", None)).await.expect(200).body
}

fn asking(phone: &Phone, from: &Value) -> Draft {
    phone.draft("POST", "/v1/call-backs", Some(json!({ "reason": "card", "from": from })))
}

fn cancelling(phone: &Phone, call: &Value) -> Draft {
    let path = format!("/v1/call-backs/{}/cancellation", call["id"].as_str().expect("an id"));
    phone.draft("POST", &path, Some(json!({})))
}

async fn asked(phone: &Phone) -> Value {
    let from = known(phone).await["windows"][0]["from"].clone();
    phone.send(&asking(phone, &from)).await.expect(201).body
}

#[tokio::test]
async fn chat_8_a_call_is_asked_for_once_under_its_key_and_on_the_registered_number_only() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let offered = known(&phone).await;
    assert_eq!((offered["number"].as_str(), offered["windows"].as_array().map(Vec::len)), (Some("•••• 4321"), Some(6)));
    let draft = asking(&phone, &offered["windows"][1]["from"]);
    let call = phone.send(&draft).await.expect(201).body;
    assert_eq!((call["state"].as_str(), call["number"].as_str()), (Some("waiting"), Some("•••• 4321")));
    assert_eq!(call["until"], offered["windows"][1]["until"]);
    assert_eq!(phone.send(&draft.again()).await.expect(201).body, call);
    phone.send(&asking(&phone, &offered["windows"][2]["from"])).await.refused("call-back-open");
    assert_eq!(known(&phone).await["call_backs"], json!([call]));
    let with_number = json!({ "reason": "card", "from": offered["windows"][0]["from"], "number": "+628111111111" });
    phone.send(&phone.draft("POST", "/v1/call-backs", Some(with_number))).await.refused("unknown-field");
}

#[tokio::test]
async fn chat_8_no_call_is_promised_outside_the_windows_that_are_offered() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let windows = known(&phone).await["windows"].clone();
    for from in [json!("2026-01-01T03:00:00Z"), json!("2040-01-01T03:30:00Z")] {
        phone.send(&asking(&phone, &from)).await.refused("call-back-window");
    }
    advance(&bank, 14 * 24 * 3600);
    // The session has ended meanwhile.
    phone.sign_in(SARI).await.expect(201);
    phone.login(true).await.expect(200);
    phone.send(&asking(&phone, &windows[0]["from"])).await.refused("call-back-window");
    control(&bank, "outage", json!({ "service": "phone-line" }));
    phone.send(&phone.draft("GET", "/v1/call-backs", None)).await.refused("maintenance");
}

#[tokio::test]
async fn chat_8_a_wish_is_taken_back_by_its_customer_and_by_nobody_else() {
    let bank = bank();
    let sari = settled_phone(&bank).await;
    let call = asked(&sari).await;
    let mut budi = phone(&bank);
    budi.enrol(BUDI).await;
    budi.sign_in(BUDI).await.expect(201);
    budi.login(true).await.expect(200);
    budi.send(&cancelling(&budi, &call)).await.refused("not-found");
    let draft = cancelling(&sari, &call);
    assert_eq!(sari.send(&draft).await.expect(200).body["state"], "cancelled");
    assert_eq!(sari.send(&draft.again()).await.expect(200).body["state"], "cancelled");
    sari.send(&cancelling(&sari, &call)).await.refused("not-found");
    let late = bank.control("call_back", &json!({ "id": call["id"], "do": "reached" }));
    assert_eq!(late.expect_err("nobody is called").code, "not_possible");
    assert_eq!(known(&budi).await["call_backs"], json!([]));
}

#[tokio::test]
async fn chat_8_three_calls_in_24_hours_are_promised_and_the_wait_is_said() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    for deed in ["reached", "missed", "missed"] {
        let call = asked(&phone).await;
        let after = control(&bank, "call_back", json!({ "id": call["id"], "do": deed }));
        assert_eq!(after["state"], deed);
    }
    let from = known(&phone).await["windows"][0]["from"].clone();
    let refused = phone.send(&asking(&phone, &from)).await.refused("call-back-limit");
    let wait = refused.body["retry_after_seconds"].as_u64().expect("a wait");
    assert!((23 * 3600..=24 * 3600).contains(&wait), "{wait}");
}

#[tokio::test]
async fn chat_13_the_desk_sees_whom_to_call_and_for_which_purpose_and_proves_itself() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let call = asked(&phone).await;
    let desk = control(&bank, "call_backs", json!({}));
    let first = &desk["call_backs"][0];
    assert_eq!((&first["id"], first["number"].as_str()), (&call["id"], Some("+628120004321")));
    assert_eq!((first["late"].as_bool(), first["state"].as_str()), (Some(false), Some("waiting")));
    let purpose = first["purpose"].as_str().expect("a purpose");
    let asks = json!({ "user_id": "sari", "employee_id": "10177", "purpose": purpose, "challenge": "482913" });
    let answer = control(&bank, "caller", asks)["answer"].as_str().expect("an answer").to_owned();
    assert_eq!(phone.caller_answer("482913", "10177", purpose), answer.as_str());
    advance(&bank, 4 * 24 * 3600);
    assert_eq!(control(&bank, "call_backs", json!({}))["call_backs"][0]["late"], true);
}

fn wish(phone: &Phone, number: &str) -> Draft {
    phone.draft("POST", "/v1/user-id-reminders", Some(json!({ "number": number, "language": "id" })))
}

fn texts(bank: &Bank, user_id: &str) -> Vec<String> {
    let outbox = bank.control("sms_outbox", &json!({ "user_id": user_id })).expect("the outbox");
    outbox["messages"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|sms| sms["text"].as_str())
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn chat_8_a_user_id_goes_to_its_registered_number_and_the_answer_tells_nobody_whose_it_is() {
    let bank = bank();
    let phone = phone(&bank);
    let ask = async |number: &str| phone.door.send(wish(&phone, number).unsigned()).await.expect("a reply");
    let known = ask("+628120004321").await.expect(204);
    let unknown = ask("+628999999999").await.expect(204);
    assert_eq!(known.body, unknown.body);
    let told = texts(&bank, "sari");
    assert!(told.len() == 1 && told[0].contains("sari"), "{told:?}");
    assert_eq!(texts(&bank, "budi"), Vec::<String>::new());
    ask("08120004321").await.refused("number-invalid");
    // Asked again at once, the answer is the same and nothing is sent.
    ask("+628120004321").await.expect(204);
    assert_eq!(texts(&bank, "sari").len(), 1);
    for _ in 0..4 {
        advance(&bank, 11 * 60);
        ask("+628120004321").await.expect(204);
    }
    assert_eq!(texts(&bank, "sari").len(), 3, "three in a day");
}

#[tokio::test]
async fn chat_8_many_wishes_at_once_are_refused_whatever_the_numbers() {
    let bank = bank();
    let phone = phone(&bank);
    for last in 10..30 {
        phone.door.send(wish(&phone, &format!("+62899999990{last}")).unsigned()).await.expect("a reply").expect(204);
    }
    for number in ["+628120004321", "+628999999999"] {
        phone.door.send(wish(&phone, number).unsigned()).await.expect("a reply").refused("sms-limit");
    }
    advance(&bank, 61);
    phone.door.send(wish(&phone, "+628120004321").unsigned()).await.expect("a reply").expect(204);
}
