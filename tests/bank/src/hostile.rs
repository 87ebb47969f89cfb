//! Doors for hostile input: what the bank's readers make of it, without the transport in front of them. For `tests/fuzz`.

use std::sync::Arc;

use axum::body::to_bytes;
use kunci_wire::bytes::{decode, encode};
use kunci_wire::signed::{Approval, EnrolConfirmation, KeyCommit, KeyProof, OwnPhone, SessionCertificate, typ};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::bank::Bank;
use crate::clock::SECOND;
use crate::crypto::jws;
use crate::crypto::keys::{PeerKey, public_jwk};
use crate::gateway::{self, Delivered};

/// The bank's time, seconds since 1970 UTC.
#[must_use]
pub fn now_seconds(bank: &Bank) -> u64 {
    u64::try_from(bank.now() / SECOND).unwrap_or_default()
}

/// What binary HTTP brings, opened: status and body. `None`: it is no request at all, or the connection died.
pub async fn open(bank: &Arc<Bank>, message: &[u8]) -> Option<(u16, Vec<u8>)> {
    let Delivered::Reply(reply) = gateway::deliver(bank, &bank.router(), gateway::read(message)?).await else {
        return None;
    };
    let status = reply.status().as_u16();
    Some((status, to_bytes(reply.into_body(), usize::MAX).await.ok()?.to_vec()))
}

/// Whether a text is one of the objects that a phone signs, and of which `typ`. A first line may name the `typ`, with the payload after
/// it: then header and (bad) signature are made around it.
///
/// # Panics
/// If it is one under a header that is not exactly the contract's, or if a key that never signed it verifies it.
#[must_use]
pub fn read_signed(text: &str) -> Option<&'static str> {
    let made = text.split_once('\n').map(|(typ, payload)| {
        let header = format!("{{\"alg\":\"ES256\",\"kid\":\"k\",\"typ\":{}}}", serde_json::Value::from(typ));
        format!("{}.{}.{}", encode(header.as_bytes()), encode(payload.as_bytes()), encode(&[1; 64]))
    });
    // A JWS has no line, so a first line that is followed by one stands for itself as well.
    let texts = [Some(text), made.as_deref(), text.split_once('\n').map(|(_, rest)| rest)];
    texts.into_iter().flatten().fold(None, |found, text| {
        let readers: [(&'static str, Reader); 8] = [
            (typ::APPROVAL, reads::<Approval>),
            (typ::CODE_PROOF, reads::<KeyProof>),
            (typ::BIOMETRIC_PROOF, reads::<KeyProof>),
            (typ::CODE_COMMIT, reads::<KeyCommit>),
            (typ::BIOMETRIC_COMMIT, reads::<KeyCommit>),
            (typ::ENROL_CONFIRM, reads::<EnrolConfirmation>),
            (typ::SESSION_CERT, reads::<SessionCertificate>),
            (typ::OWN_PHONE, reads::<OwnPhone>),
        ];
        readers.into_iter().find(|(typ, reads)| reads(text, typ)).map(|(typ, _)| typ).or(found)
    })
}

/// Whether a text is a signed object of this `typ`.
type Reader = fn(&str, &str) -> bool;

fn reads<T: Serialize + DeserializeOwned>(text: &str, typ: &str) -> bool {
    let Ok(object) = jws::read::<T>(text, typ) else { return false };
    let header = text.split('.').next().and_then(decode).unwrap_or_default();
    let header: serde_json::Map<_, _> = serde_json::from_slice(&header).unwrap_or_default();
    assert!(header.len() == 3 && header["alg"] == "ES256" && header["typ"] == typ, "{header:?}");
    let stranger =
        p256::SecretKey::from_slice(&[9; 32]).ok().and_then(|key| PeerKey::from_jwk(&public_jwk(&key).ok()?));
    assert!(!stranger.is_some_and(|key| object.verifies(&key)), "a stranger's signature");
    true
}
