//! A card's number on the phone: approved, sealed to the phone's one-time key, once, for a minute, in the session that asked.

use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::DhP256HkdfSha256;
use hpke::{Deserializable as _, Kem, OpModeR, single_shot_open};
use p256::SecretKey;
use serde_json::{Value, json};

use crate::support::approve::{Offered, alerts, card_path, settled_phone};
use crate::support::crypto::{decode, jwk, secret_key};
use crate::support::door::Answer;
use crate::support::{Draft, Phone, SARI, advance, audit, bank, control, phone};

fn reveal(phone: &Phone, card: &Value, key: &SecretKey) -> Draft {
    let key = kunci_wire::bytes::encode(&jwk(key).to_sec1());
    phone.draft("POST", &card_path(card, "reveal"), Some(json!({ "key": key })))
}

fn details(phone: &Phone, offered: &Offered) -> Draft {
    phone.draft("POST", &format!("/v1/operations/{}/card-details", offered.id()), Some(json!({})))
}

/// Opened by another implementation of RFC 9180 than the bank's.
fn opened(answer: &Answer, offered: &Offered, key: &SecretKey) -> Option<String> {
    let bytes = |name: &str| decode(answer.body[name].as_str().expect("text")).expect("base64url");
    let private = <DhP256HkdfSha256 as Kem>::PrivateKey::from_bytes(&key.to_bytes()).expect("a key");
    let enc = <DhP256HkdfSha256 as Kem>::EncappedKey::from_bytes(&bytes("enc")).expect("a point");
    let info = [b"kunci/card-details/1", offered.id().as_bytes().as_slice()].concat();
    let plain = single_shot_open::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
        &OpModeR::Base,
        &private,
        &enc,
        &info,
        &bytes("sealed"),
        &[],
    );
    plain.ok().map(|plain| String::from_utf8(plain).expect("digits"))
}

/// Asked for, and approved.
async fn approved(phone: &Phone, ending: &str, key: &SecretKey) -> Offered {
    let card = phone.card(ending).await;
    let offered = Offered::of(&phone.send(&reveal(phone, &card, key)).await.expect(201));
    assert_eq!(phone.approve(&offered, true).await.expect(200).body["state"], "completed");
    offered
}

#[tokio::test]
async fn card_5_the_number_is_shown_once_after_approval_sealed_to_the_phones_key_and_told() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let (key, card) = (secret_key(), phone.card("4821").await);
    let offered = Offered::of(&phone.send(&reveal(&phone, &card, &key)).await.expect(201));
    assert_eq!((offered.text(2), offered.text(17)), ("card-reveal", "4821"));
    assert_eq!(offered.fields[&18], jwk(&key).to_sec1(), "what is approved is sealed to this key");
    phone.send(&details(&phone, &offered)).await.refused("reveal-closed");
    phone.approve(&offered, true).await.expect(200);
    assert!(!alerts(&bank).iter().any(|told| told.contains("was shown")), "nobody has seen it yet");
    let answer = phone.send(&details(&phone, &offered)).await.expect(200);
    let digits = opened(&answer, &offered, &key).expect("opens");
    assert_eq!((digits.len(), &digits[12..16]), (23, "4821"));
    assert!(digits.starts_with("999936") && kunci_domain::cards::details::is_number(&digits.as_bytes()[..16]));
    assert!(alerts(&bank).iter().any(|told| told.contains("4821") && told.contains("was shown")));
    // The same card has the same number the next time, sealed anew.
    phone.send(&details(&phone, &offered)).await.refused("reveal-closed");
    let (other, again) = (secret_key(), phone.card("4821").await);
    assert_eq!(again["version"], card["version"], "looking changes nothing");
    let offered = approved(&phone, "4821", &other).await;
    let answer = phone.send(&details(&phone, &offered)).await.expect(200);
    assert_eq!(opened(&answer, &offered, &key), None, "another key opens nothing");
    assert_eq!(opened(&answer, &offered, &other), Some(digits));
}

#[tokio::test]
async fn card_5_after_a_minute_and_for_another_session_it_is_not_shown() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let key = secret_key();
    let late = approved(&phone, "4821", &key).await;
    advance(&bank, 61);
    phone.send(&details(&phone, &late)).await.refused("reveal-closed");
    let elsewhere = approved(&phone, "4821", &key).await;
    phone.log_in().await;
    phone.send(&details(&phone, &elsewhere)).await.refused("reveal-closed");
    assert!(!alerts(&bank).iter().any(|told| told.contains("was shown")));
}

#[tokio::test]
async fn card_5_whose_card_it_is_and_how_it_stands_decides_whether_its_number_is_shown() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let key = secret_key();
    let (card, other) = (phone.card("4821").await, phone.card("7730").await);
    let strange = json!({ "card_id": "00000000-0000-7000-8000-000000000001" });
    phone.send(&reveal(&phone, &strange, &key)).await.refused("not-found");
    // The customer's own freeze is in nobody's way.
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    let offered = approved(&phone, "4821", &key).await;
    phone.send(&details(&phone, &offered)).await.expect(200);
    // Whoever else holds it may suspect wrong hands, also between approval and showing.
    let offered = approved(&phone, "7730", &key).await;
    let hold = json!({ "do": "hold_card", "user_id": "sari", "reason": "a court asked", "ending": "7730" });
    control(&bank, "operator", hold);
    phone.send(&details(&phone, &offered)).await.refused("card-not-usable");
    phone.send(&reveal(&phone, &other, &key)).await.refused("card-not-usable");
    let block = phone.draft("POST", &card_path(&card, "block"), Some(json!({ "reason": "lost" })));
    phone.send(&block).await.expect(200);
    phone.send(&reveal(&phone, &card, &key)).await.refused("card-not-usable");
    // A new card is in the post: its number is on it alone.
    let empty = phone.draft("POST", &card_path(&card, "replacement"), Some(json!({})));
    let offered = Offered::of(&phone.send(&empty).await.expect(202));
    phone.approve(&offered, true).await.expect(200);
    let ending =
        control(&bank, "card_post", json!({ "user_id": "sari" }))["ending"].as_str().expect("ending").to_owned();
    let new = phone.card(&ending).await;
    phone.send(&reveal(&phone, &new, &key)).await.refused("card-not-usable");
}

#[tokio::test]
async fn card_5_another_customers_card_and_reveal_do_not_exist() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let key = secret_key();
    let (card, offered) = (phone.card("4821").await, approved(&phone, "4821", &key).await);
    let mut stranger = crate::support::phone(&bank);
    stranger.enrol(crate::support::BUDI).await;
    advance(&bank, 30);
    stranger.sign_in(crate::support::BUDI).await.expect(201);
    stranger.login(true).await.expect(200);
    stranger.send(&details(&stranger, &offered)).await.refused("not-found");
    stranger.send(&reveal(&stranger, &card, &key)).await.refused("not-found");
    phone.send(&details(&phone, &offered)).await.expect(200);
}

#[tokio::test]
async fn card_5_a_new_phone_shows_no_number_and_a_key_must_be_a_point() {
    let bank = bank();
    let mut new = phone(&bank);
    new.enrol(SARI).await;
    new.log_in().await;
    let card = new.card("4821").await;
    new.send(&reveal(&new, &card, &secret_key())).await.refused("held-by-probation");
    for bad in ["", "AAAA", "not base64!"] {
        let draft = new.draft("POST", &card_path(&card, "reveal"), Some(json!({ "key": bad })));
        new.send(&draft).await.refused("malformed");
    }
}

#[tokio::test]
async fn card_5_no_log_report_or_answer_holds_the_number() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let key = secret_key();
    let offered = approved(&phone, "4821", &key).await;
    let answer = phone.send(&details(&phone, &offered)).await.expect(200);
    let digits = opened(&answer, &offered, &key).expect("opens");
    // Without issuer and ending, which many may know: what is the card's own.
    let own = &digits[5..12];
    let told = [
        audit(&bank).join("\n"),
        alerts(&bank).join("\n"),
        control(&bank, "report", json!({})).to_string(),
        String::from_utf8_lossy(&answer.raw).into_owned(),
        phone.operation(offered.id()).await.to_string(),
    ];
    for text in told {
        assert!(text.contains("4821") || text.contains("reveal") || text.contains("sealed"), "it is about this card");
        assert!(!text.contains(own) && !text.contains(&digits), "a log holds the number");
    }
}
