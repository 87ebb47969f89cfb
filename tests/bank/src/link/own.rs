//! The customer's own signature over her words: looked at before they are taken, and certified in the event.

use kunci_wire::Bytes32;
use kunci_wire::chat::{Body, SessionKeyCertificate, StaffProof};
use kunci_wire::signed::typ;
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
    let committed =
        Canonical::new("kunci/chat-body/1").bytes(&proof.salt.0).text(body.kind()).bytes(body.text().as_bytes());
    let message = Canonical::new("kunci/customer-message/1")
        .uuid(conversation.id)
        .uuid(client_id)
        .bytes(&proof.previous.0)
        .bytes(&sha256(&committed.finish()))
        .integer(proof.time_ms)
        .finish();
    Ok(key.verifies(&message, &proof.signature.0) && is_seen(tx, conversation, &proof.previous)?)
}

fn is_seen(tx: &mut dyn Tx, conversation: &Conversation, previous: &Bytes32) -> Result<bool, BankError> {
    if previous.0 == [0; 32] || previous.0 == conversation.head {
        return Ok(true);
    }
    let newest = tx.chat_events_after(conversation.id, conversation.last_seq.saturating_sub(SEEN_WITHIN))?;
    Ok(newest.iter().rev().any(|event| range::leaf(event).as_ref() == Some(previous)))
}

/// What the event carries: whose key it was, by the bank's word, and what it signed.
pub(super) fn certified(bank: &Bank, conversation: Uuid, signed: Signed) -> Result<StaffProof, BankError> {
    let Signed { proof, key } = signed;
    let certificate = SessionKeyCertificate { conversation, cnf: key, issued: timestamp(bank.now()) };
    let badge = jws::seal(&bank.keys.badge.secret, typ::SESSION_KEY, &certificate)?;
    Ok(StaffProof { badge, previous: proof.previous, time_ms: proof.time_ms, signature: proof.signature })
}
