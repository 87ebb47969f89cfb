//! What a customer signs of her own words in the chat.

use serde::Serialize;

use super::{ContractVectorError, Keys};
use crate::canonical::Canonical;
use crate::encoding::hex;
use crate::hash::sha256;

const CONVERSATION: &str = "0198b2c0-8888-7000-8000-000000000008";
const FIRST: &str = "0198b2c0-9999-7000-8000-000000000009";
const SECOND: &str = "0198b2c0-aaaa-7000-8000-00000000000a";

#[derive(Serialize)]
pub(super) struct WordsView {
    what: &'static str,
    /// Whose signature it is.
    key: &'static str,
    conversation: &'static str,
    client_id: &'static str,
    /// The transcript's hash after the newest event on the phone.
    previous_hex: String,
    salt_hex: String,
    kind: &'static str,
    text: &'static str,
    time_ms: u64,
    /// SHA-256 of canonical(`kunci/chat-body/1`).
    commitment_hex: String,
    /// canonical(`kunci/customer-message/1`)
    message_hex: String,
    signature_hex: String,
}

struct Said {
    what: &'static str,
    client_id: &'static str,
    previous: [u8; 32],
    salt: [u8; 16],
    text: &'static str,
    time_ms: u64,
}

pub(super) fn words(keys: &Keys) -> Result<Vec<WordsView>, ContractVectorError> {
    let first = Said {
        what: "the first words of a conversation",
        client_id: FIRST,
        previous: [0; 32],
        salt: [0xd5; 16],
        text: "Halo",
        time_ms: 1_763_870_000_123,
    };
    // A commitment is over the very bytes: nothing of what was said is put in another form.
    let second = Said {
        what: "later words, `cafe` and U+0301 (which stays as it is)",
        client_id: SECOND,
        previous: [0xe6; 32],
        salt: [0xf7; 16],
        text: "Kartu saya di cafe\u{301}",
        time_ms: 1_763_870_060_000,
    };
    [first, second].iter().map(|said| view(keys, said)).collect()
}

fn view(keys: &Keys, said: &Said) -> Result<WordsView, ContractVectorError> {
    let [.., session] = &keys.all;
    let kind = "text";
    let body = Canonical::new("kunci/chat-body/1").bytes(1, &said.salt).text(2, kind).bytes(3, said.text.as_bytes());
    let commitment = sha256(&body.finish()?);
    let message = Canonical::new("kunci/customer-message/1")
        .uuid(1, CONVERSATION)
        .uuid(2, said.client_id)
        .bytes(3, &said.previous)
        .bytes(4, &commitment)
        .number(5, said.time_ms)
        .finish()?;
    let signature = session.sign(&message);
    session.public.verify(&message, &signature)?;
    Ok(WordsView {
        what: said.what,
        key: session.name,
        conversation: CONVERSATION,
        client_id: said.client_id,
        previous_hex: hex(&said.previous),
        salt_hex: hex(&said.salt),
        kind,
        text: said.text,
        time_ms: said.time_ms,
        commitment_hex: hex(&commitment),
        message_hex: hex(&message),
        signature_hex: hex(&signature),
    })
}
