//! Consents: what was said, to which version, when.

use serde_json::{Value, json};

use crate::support::approve::settled_phone;
use crate::support::{Answer, Phone, audit, bank};

async fn say(phone: &Phone, kind: &str, version: u32, given: bool) -> Answer {
    let body = json!({ "kind": kind, "version": version, "given": given });
    phone.send(&phone.draft("POST", "/v1/privacy/consents", Some(body))).await
}

async fn all(phone: &Phone) -> Value {
    phone.send(&phone.draft("GET", "/v1/privacy/consents", None)).await.expect(200).body
}

fn said<'a>(consents: &'a Value, kind: &str) -> &'a Value {
    let all = consents["consents"].as_array().expect("consents");
    &all.iter().find(|consent| consent["kind"] == kind).expect("the kind")["said"]
}

#[tokio::test]
async fn safe_6_every_word_of_a_consent_is_kept_and_the_newest_counts() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    assert_eq!(said(&all(&phone).await, "offers"), &json!(null));
    for given in [true, true, false] {
        say(&phone, "offers", 1, given).await.expect(200);
    }
    let now = all(&phone).await;
    assert_eq!((&said(&now, "offers")["given"], &said(&now, "offers")["version"]), (&json!(false), &json!(1)));
    assert!(said(&now, "offers")["at"].is_string());
    let words: Vec<_> = audit(&bank).into_iter().filter(|what| what.contains("offers 1")).collect();
    assert_eq!(words.len(), 2, "said twice is said once: {words:?}");
    assert!(words[0].contains("agreed to") && words[1].contains("took back"));
}

#[tokio::test]
async fn safe_6_only_the_text_that_is_asked_for_now_can_be_agreed_to_and_what_is_required_stays() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    for (kind, version, given) in [("terms", 2, true), ("terms", 4, true), ("everything", 1, true), ("terms", 3, false)]
    {
        say(&phone, kind, version, given).await.refused("not-found");
    }
    let agreed = say(&phone, "terms", 3, true).await.expect(200);
    assert_eq!(said(&agreed.body, "terms")["version"], 3);
}
