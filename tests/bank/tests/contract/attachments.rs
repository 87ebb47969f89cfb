//! Sealed files of the chat: part by part, once, whole or not at all, and the customer's own only.

use std::sync::Arc;

use kunci_bank::Bank;
use kunci_wire::attachments::{PART_BYTES, SEALED_BYTES};
use kunci_wire::bytes::{decode, encode};
use serde_json::{Value, json};

use crate::support::approve::settled_phone;
use crate::support::crypto::sha256;
use crate::support::phone::new_key;
use crate::support::{BUDI, Phone, advance, bank, control, phone};

/// Sealed bytes, of which a bank sees no more than that.
fn sealed(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|at| u8::try_from(at % 251).expect("below 251")).collect()
}

fn announced(id: &str, content: &[u8]) -> Value {
    json!({ "file_id": id, "size": content.len(), "digest": encode(&sha256(content)) })
}

async fn announce(phone: &Phone, body: Value) -> Value {
    phone.send(&phone.draft("POST", "/v1/attachments", Some(body))).await.expect(200).body
}

async fn part(phone: &Phone, id: &str, offset: usize, content: &[u8]) -> Value {
    let body = json!({ "offset": offset, "content": encode(content) });
    phone.send(&phone.draft("POST", &format!("/v1/attachments/{id}/parts"), Some(body))).await.expect(200).body
}

async fn budi(bank: &Arc<Bank>) -> Phone {
    let mut budi = phone(bank);
    budi.enrol(BUDI).await;
    budi.sign_in(BUDI).await.expect(201);
    budi.login(true).await.expect(200);
    budi
}

#[tokio::test]
async fn chat_9_an_upload_goes_on_where_the_bank_stands_whatever_is_said_twice_or_too_early() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let (id, content) = (new_key().to_string(), sealed(2 * PART_BYTES + 7));
    let (first, rest) = content.split_at(PART_BYTES);
    assert_eq!(announce(&phone, announced(&id, &content)).await["received"], 0);
    assert_eq!(part(&phone, &id, PART_BYTES, &rest[..PART_BYTES]).await["received"], 0, "behind a gap");
    assert_eq!(part(&phone, &id, 0, first).await["received"], PART_BYTES);
    assert_eq!(part(&phone, &id, 0, first).await["received"], PART_BYTES, "said twice");
    assert_eq!(announce(&phone, announced(&id, &content)).await["received"], PART_BYTES, "announced again");
    assert_eq!(part(&phone, &id, PART_BYTES, &rest[..PART_BYTES]).await["received"], 2 * PART_BYTES);
    assert_eq!(part(&phone, &id, 2 * PART_BYTES, &[0; 8]).await["received"], 2 * PART_BYTES, "more than was announced");
    assert_eq!(part(&phone, &id, 2 * PART_BYTES, &rest[PART_BYTES..]).await["received"], content.len());
    let state = phone.send(&phone.draft("GET", &format!("/v1/attachments/{id}"), None)).await.expect(200).body;
    assert_eq!((&state["size"], &state["received"]), (&json!(content.len()), &json!(content.len())));
    let mut there = Vec::new();
    while there.len() < content.len() {
        let path = format!("/v1/attachments/{id}/content?from={}", there.len());
        let range = phone.send(&phone.draft("GET", &path, None)).await.expect(200).body;
        assert_eq!(range["size"], content.len());
        let more = decode(range["content"].as_str().expect("bytes")).expect("base64url");
        assert!(!more.is_empty());
        there.extend(more);
    }
    assert!(there == content);
}

#[tokio::test]
async fn chat_9_bytes_with_another_digest_than_announced_are_destroyed_and_the_upload_begins_anew() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let (id, content) = (new_key().to_string(), sealed(100));
    announce(&phone, announced(&id, &content)).await;
    let wrong = json!({ "offset": 0, "content": encode(&[7; 100]) });
    let path = format!("/v1/attachments/{id}/parts");
    let refused = phone.send(&phone.draft("POST", &path, Some(wrong))).await.refused("file-refused").body;
    assert_eq!(refused["reason"], "changed");
    phone.send(&phone.draft("GET", &format!("/v1/attachments/{id}"), None)).await.refused("not-found");
    assert_eq!(announce(&phone, announced(&id, &content)).await["received"], 0);
    assert_eq!(part(&phone, &id, 0, &content).await["received"], 100);
}

#[tokio::test]
async fn chat_9_empty_large_changed_and_too_many_files_are_refused_with_the_reason() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let refused = async |body: Value| {
        let answer = phone.send(&phone.draft("POST", "/v1/attachments", Some(body))).await;
        answer.refused("file-refused").body["reason"].clone()
    };
    let sized = |size: usize| json!({ "file_id": new_key(), "size": size, "digest": encode(&[0; 32]) });
    assert_eq!(refused(sized(16)).await, "empty");
    assert_eq!(refused(sized(SEALED_BYTES + 1)).await, "too-large");
    let id = new_key().to_string();
    announce(&phone, announced(&id, &sealed(100))).await;
    assert_eq!(refused(announced(&id, &sealed(101))).await, "changed");
    for _ in 0..9 {
        announce(&phone, sized(SEALED_BYTES)).await;
    }
    assert_eq!(refused(sized(100)).await, "too-many");
    let malformed =
        json!({ "file_id": "0198b2c0-0000-4000-8000-00000000000a", "size": 100, "digest": encode(&[0; 32]) });
    phone.send(&phone.draft("POST", "/v1/attachments", Some(malformed))).await.refused("malformed");
}

#[tokio::test]
async fn chat_9_a_file_that_no_message_names_is_destroyed_after_two_days() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let (old, new) = (new_key().to_string(), new_key().to_string());
    announce(&phone, announced(&old, &sealed(100))).await;
    advance(&bank, 48 * 3600 + 1);
    phone.sign_in(crate::support::SARI).await.expect(201);
    phone.login(true).await.expect(200);
    announce(&phone, announced(&new, &sealed(100))).await;
    phone.send(&phone.draft("GET", &format!("/v1/attachments/{old}"), None)).await.refused("not-found");
}

#[tokio::test]
async fn chat_9_another_customer_s_file_is_not_there() {
    let bank = bank();
    let (sari, budi) = (settled_phone(&bank).await, budi(&bank).await);
    let (id, content) = (new_key().to_string(), sealed(100));
    announce(&sari, announced(&id, &content)).await;
    part(&sari, &id, 0, &content).await;
    for path in [format!("/v1/attachments/{id}"), format!("/v1/attachments/{id}/content")] {
        budi.send(&budi.draft("GET", &path, None)).await.refused("not-found");
    }
    let body = json!({ "offset": 0, "content": encode(&content) });
    budi.send(&budi.draft("POST", &format!("/v1/attachments/{id}/parts"), Some(body))).await.refused("not-found");
    let taken = budi.send(&budi.draft("POST", "/v1/attachments", Some(announced(&id, &content)))).await;
    assert_eq!(taken.refused("file-refused").body["reason"], "changed");
    let log = control(&bank, "chat_log", json!({ "user_id": "budi" }));
    assert_eq!(log["files"], json!([]));
}
