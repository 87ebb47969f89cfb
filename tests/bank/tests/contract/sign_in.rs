//! Sign-in and the life of sessions.

use serde_json::json;

use crate::support::{BUDI, Draft, SARI, advance, bank, phone};

#[tokio::test]
async fn sec_1_wrong_user_and_wrong_password_get_one_answer() {
    let bank = bank();
    let mut phone = phone(&bank);
    let wrong = phone.sign_in(("sari", "guess")).await.refused("sign-in-refused");
    let unknown = phone.sign_in(("nobody", "guess")).await.refused("sign-in-refused");
    let sameness = |answer: &crate::support::Answer| {
        let mut body = answer.body.clone();
        body["debug_id"] = json!(null);
        body
    };
    assert_eq!(sameness(&wrong), sameness(&unknown));
}

#[tokio::test]
async fn sec_1_five_wrong_passwords_delay_the_sign_in_doubling() {
    let bank = bank();
    let mut phone = phone(&bank);
    for user in ["sari", "nobody"] {
        for _ in 0..5 {
            phone.sign_in((user, "guess")).await.refused("sign-in-refused");
        }
        let delayed = phone.sign_in((user, SARI.1)).await.refused("sign-in-delayed");
        let wait = delayed.body["retry_after_seconds"].as_u64().expect("seconds");
        assert!((890..=900).contains(&wait), "{wait}");
        assert_eq!(delayed.header("retry-after"), Some(wait.to_string().as_str()));
    }
    phone.sign_in(BUDI).await.expect(201);
    advance(&bank, 901);
    phone.sign_in(("sari", "guess")).await.refused("sign-in-refused");
    let wait = phone.sign_in(SARI).await.refused("sign-in-delayed").body["retry_after_seconds"].clone();
    assert!((1790..=1800).contains(&wait.as_u64().expect("seconds")), "{wait}");
    advance(&bank, 1801);
    phone.sign_in(SARI).await.expect(201);
}

#[tokio::test]
async fn sec_2_a_session_ends_after_300_idle_seconds_and_after_8_hours() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    assert_eq!(phone.session["idle_seconds"], 300);
    let poke = |phone: &crate::support::Phone| Draft { idempotency_key: None, ..phone.begin_draft() };
    for _ in 0..(8 * 3600 / 290) {
        phone.send(&poke(&phone)).await.refused("idempotency-missing");
        advance(&bank, 290);
    }
    phone.send(&poke(&phone)).await.refused("idempotency-missing");
    advance(&bank, 290);
    phone.send(&poke(&phone)).await.refused("session-ended");
    phone.sign_in(SARI).await.expect(201);
    advance(&bank, 299);
    phone.send(&poke(&phone)).await.refused("idempotency-missing");
    advance(&bank, 300);
    phone.send(&poke(&phone)).await.refused("session-ended");
}

#[tokio::test]
async fn sec_2_signing_out_ends_the_session() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    let out = phone.draft("DELETE", "/v1/sessions/current", None);
    let answer = phone.send(&out).await.expect(204);
    assert!(answer.raw.is_empty() && answer.header("kunci-time").is_some());
    phone.send(&out.again()).await.refused("session-ended");
}

#[tokio::test]
async fn sec_2_a_session_belongs_to_the_key_that_opened_it() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    let mut thief = phone.clone();
    thief.session_key = crate::support::crypto::secret_key();
    thief.begin().await.refused("signature-invalid");
    // The key in the body is the one that must sign.
    let draft = phone.sign_in_draft(SARI.0, SARI.1);
    let stolen = phone.door.send(draft.signed_by(&thief.session_key)).await.expect("reply");
    stolen.refused("signature-invalid");
}

#[tokio::test]
async fn sec_2_an_old_app_is_told_to_update() {
    let bank = bank();
    let phone = phone(&bank);
    let mut draft = phone.sign_in_draft(SARI.0, SARI.1);
    let text = String::from_utf8(draft.body.take().expect("body")).expect("utf-8");
    draft.body = Some(text.replace("0.1.0", "0.0.9").into_bytes());
    phone.send(&draft).await.refused("client-too-old");
}
