//! The customer's own signature over her words: looked at before they are taken, and certified in the event.

use kunci_wire::chat::{Body, SessionKeyCertificate, StaffProof, WordProof};
use kunci_wire::signed::typ;
use kunci_wire::{Bytes32, Jwk};
use uuid::Uuid;

use super::desk::Signed;
use super::range;
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::crypto::canonical::Canonical;
use crate::crypto::jws;
use crate::crypto::keys::PeerKey;
use crate::crypto::mac::sha256;
use crate::refusal::BankError;
use crate::store::{Conversation, Tx};

/// A phone says nothing before it has everything, so what it had seen is among the newest so many events.
const SEEN_WITHIN: u64 = 1_000;
const SALT: usize = 16;

/// Whether the session key has signed these words, after something that was said in this conversation.
pub(super) fn fits(
    tx: &mut dyn Tx,
    conversation: &Conversation,
    client_id: Uuid,
    body: &Body,
    signed: &Signed,
) -> Result<bool, BankError> {
    let proof = &signed.proof;
    let Some(key) = PeerKey::from_jwk(&signed.key).filter(|_| proof.salt.0.len() == SALT) else { return Ok(false) };
    let message = message(conversation.id, client_id, body, proof);
    Ok(key.verifies(&message, &proof.signature.0) && is_seen(tx, conversation, &proof.previous)?)
}

/// What the session key signs.
fn message(conversation: Uuid, client_id: Uuid, body: &Body, proof: &WordProof) -> Vec<u8> {
    let committed =
        Canonical::new("kunci/chat-body/1").bytes(&proof.salt.0).text(body.kind()).bytes(body.text().as_bytes());
    Canonical::new("kunci/customer-message/1")
        .uuid(conversation)
        .uuid(client_id)
        .bytes(&proof.previous.0)
        .bytes(&sha256(&committed.finish()))
        .integer(proof.time_ms)
        .finish()
}

fn is_seen(tx: &mut dyn Tx, conversation: &Conversation, previous: &Bytes32) -> Result<bool, BankError> {
    if previous.0 == [0; 32] || previous.0 == conversation.head {
        return Ok(true);
    }
    let newest = tx.chat_events_after(conversation.id, conversation.last_seq.saturating_sub(SEEN_WITHIN))?;
    Ok(newest.iter().rev().any(|event| range::leaf(event).as_ref() == Some(previous)))
}

/// Her words, with the bank's word on the key that signed them: the one from `before`, if she has said something on this connection.
pub(super) fn certified(
    bank: &Bank,
    conversation: Uuid,
    (proof, key): (WordProof, Jwk),
    before: Option<String>,
) -> Result<Signed, BankError> {
    let certificate = match before {
        Some(certificate) => certificate,
        None => {
            let claim = SessionKeyCertificate { conversation, cnf: key.clone(), issued: timestamp(bank.now()) };
            jws::seal(&bank.keys.badge, typ::SESSION_KEY, &claim)?
        }
    };
    Ok(Signed { proof, key, certificate })
}

/// What the event carries: whose key it was, by the bank's word, and what it signed.
pub(super) fn proof(signed: Signed) -> StaffProof {
    let Signed { proof, certificate, .. } = signed;
    StaffProof { badge: certificate, previous: proof.previous, time_ms: proof.time_ms, signature: proof.signature }
}

#[cfg(test)]
mod tests {
    use kunci_wire::B64;
    use serde_json::Value;

    use super::*;

    fn hex(value: &Value) -> Vec<u8> {
        let text = value.as_str().expect("text");
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex")).collect()
    }

    #[test]
    fn chat_12_the_published_words_of_a_customer_are_signed_as_the_bank_reads_them() {
        let vectors = include_str!("../../../../docs/contract/vectors/kunci-1.json");
        let vectors: Value = serde_json::from_str(vectors).expect("vectors");
        let id = |value: &Value| value.as_str().and_then(|text| text.parse().ok()).expect("an id");
        let keys = vectors["keys"].as_array().expect("keys");
        let words = vectors["customer_words"].as_array().expect("words");
        assert!(words.len() >= 2);
        for said in words {
            let key = keys.iter().find(|key| key["name"] == said["key"]).expect("a named key");
            let key = PeerKey::from_jwk(&Jwk::from_sec1(&hex(&key["public_hex"])).expect("a point")).expect("a key");
            let body = Body::Text { text: said["text"].as_str().expect("text").to_owned() };
            let proof = WordProof {
                salt: B64(hex(&said["salt_hex"])),
                previous: Bytes32(hex(&said["previous_hex"]).try_into().expect("32 bytes")),
                time_ms: said["time_ms"].as_u64().expect("a time"),
                signature: B64(hex(&said["signature_hex"])),
            };
            let message = message(id(&said["conversation"]), id(&said["client_id"]), &body, &proof);
            assert_eq!((message.as_slice(), body.kind()), (&hex(&said["message_hex"])[..], "text"));
            assert!(key.verifies(&message, &proof.signature.0), "{}", said["what"]);
        }
    }
}
