//! Receipts as a file to keep or to hand on. It brings the bank's public keys, so that whoever has it can check it by itself: [`verify`] needs
//! the file and nothing else; that the keys in it are the bank's is compared by their thumbprints.

use std::collections::BTreeSet;

use kunci_crypto::jws;
use kunci_crypto::p256key::PublicKey;
use kunci_wire::Jwk;
use kunci_wire::signed::{CardReceipt, typ};
use serde::{Deserialize, Serialize};

use super::receipt::{ReceiptView, view};
use crate::{Error, Phone};

/// The format of this version.
pub const FORMAT: &str = "kunci-card-receipts/2";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// [`FORMAT`].
    format: String,
    /// The bank's id.
    bank: String,
    /// A JWK set (RFC 7517 §5) of the keys that have signed.
    jwks: KeySet,
    /// The newest first.
    receipts: Vec<Entry>,
    /// Compact JWS of receipts whose keys the bank has withdrawn: handed on, and proved by nothing in this file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unproved: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeySet {
    keys: Vec<Key>,
}

/// A key with its id, as in the header of what it has signed.
#[derive(Serialize, Deserialize)]
struct Key {
    kid: String,
    #[serde(rename = "use")]
    key_use: String,
    alg: String,
    #[serde(flatten)]
    key: Jwk,
}

/// What a receipt says, for people and programs that read no JWS; and the JWS.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    command_id: String,
    card_id: String,
    action: String,
    frozen: bool,
    effective_ms: i64,
    sequence: u64,
    jws: String,
}

impl From<&ReceiptView> for Entry {
    fn from(view: &ReceiptView) -> Self {
        Self {
            command_id: view.command_id.clone(),
            card_id: view.card_id.clone(),
            action: view.action.clone(),
            frozen: view.frozen,
            effective_ms: view.effective_ms,
            sequence: view.sequence,
            jws: view.proof.clone(),
        }
    }
}

/// A file whose receipts all hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedReceipts {
    /// The bank's id, as the file says.
    pub bank: String,
    /// RFC 7638 thumbprints of the keys that signed: whose they are, only a comparison with what the bank publishes says.
    pub signed_by: Vec<String>,
    /// As the file has them.
    pub receipts: Vec<ReceiptView>,
    /// How many more the file hands on that nobody can verify any more.
    pub unproved: usize,
}

/// Why a file proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptsFault {
    /// Not a file of this format.
    #[error("this is no file of the format kunci-card-receipts/2")]
    Unreadable,
    /// No key of the file has signed this one, or it is no receipt.
    #[error("the signature of receipt {number} does not fit")]
    Signature {
        /// From 1 on.
        number: usize,
    },
    /// Beside the signature stands something else than what was signed.
    #[error("receipt {number} says something else than what was signed")]
    Changed {
        /// From 1 on.
        number: usize,
    },
}

/// Checks a file, by itself. That none was left out it cannot tell: each receipt proves its own change.
///
/// # Errors
/// [`ReceiptsFault`]: the first thing that does not hold.
pub fn verify(text: &str) -> Result<VerifiedReceipts, ReceiptsFault> {
    let file: File = serde_json::from_str(text).map_err(|_| ReceiptsFault::Unreadable)?;
    if file.format != FORMAT {
        return Err(ReceiptsFault::Unreadable);
    }
    let mut signed_by = BTreeSet::new();
    let mut receipts = Vec::with_capacity(file.receipts.len());
    for (entry, number) in file.receipts.iter().zip(1..) {
        let (thumbprint, receipt) = signed(&entry.jws, &file.jwks).ok_or(ReceiptsFault::Signature { number })?;
        let view = view(receipt, &entry.jws);
        if Entry::from(&view) != *entry {
            return Err(ReceiptsFault::Changed { number });
        }
        signed_by.insert(thumbprint);
        receipts.push(view);
    }
    let unproved = file.unproved.len();
    Ok(VerifiedReceipts { bank: file.bank, signed_by: signed_by.into_iter().collect(), receipts, unproved })
}

/// What was signed, and by which key.
fn signed(token: &str, keys: &KeySet) -> Option<(String, CardReceipt)> {
    let kid = jws::peek_kid(token).ok()?;
    let key = keys.keys.iter().find(|key| key.kid == kid)?;
    let key = PublicKey::from_sec1(&key.key.to_sec1()).ok()?;
    let receipt = jws::verify(token, typ::CARD_RECEIPT, &key).ok()?.parse().ok()?;
    Some((key.thumbprint(), receipt))
}

fn written(bank: &str, keys: Vec<(String, Jwk)>, receipts: &[ReceiptView]) -> Result<String, Error> {
    let (proved, unproved): (Vec<_>, Vec<_>) = receipts.iter().partition(|receipt| receipt.proved);
    let kids: BTreeSet<_> = proved.iter().filter_map(|receipt| jws::peek_kid(&receipt.proof).ok()).collect();
    let key = |(kid, key)| Key { kid, key_use: "sig".to_owned(), alg: "ES256".to_owned(), key };
    let file = File {
        format: FORMAT.to_owned(),
        bank: bank.to_owned(),
        jwks: KeySet { keys: keys.into_iter().filter(|(kid, _)| kids.contains(kid)).map(key).collect() },
        receipts: proved.into_iter().map(Entry::from).collect(),
        unproved: unproved.into_iter().map(|receipt| receipt.proof.clone()).collect(),
    };
    serde_json::to_string_pretty(&file).map_err(|_| Error::Internal)
}

impl Phone {
    /// The receipts of all cards as a file to keep or to hand on: JSON that [`verify`] and `kunci verify-receipts` check, with what each receipt
    /// says beside the bank's signature over it, and the bank's keys.
    ///
    /// # Errors
    /// As [`Phone::card_receipts`].
    pub async fn export_card_receipts(&self) -> Result<String, Error> {
        let receipts = self.card_receipts().await?;
        written(&self.config.bank_id, self.bundle().await?.receipt_keys(), &receipts)
    }
}

#[cfg(test)]
mod tests {
    use kunci_crypto::SessionKey;
    use serde_json::{Value, json};

    use super::*;

    type Change = fn(&mut Value);

    fn proof(key: &SessionKey, kid: &str, typ: &str, sequence: u64) -> String {
        let receipt = json!({
            "command_id": "0198b2c0-0000-7000-8000-000000000001", "card_id": "0198b2c0-0000-7000-8000-000000000002",
            "action": "freeze", "holds": [{ "holder": "customer", "reason": "freeze", "placed_at": "2026-01-01T00:00:00Z" }],
            "controls": { "home": "ID", "cooling_off_seconds": 0, "limits": [] },
            "effective_at": "2026-01-01T00:00:00Z", "sequence": sequence, "version": 2,
        });
        let input = jws::sign_input(kid, typ, receipt.to_string().as_bytes()).expect("small");
        let signature = key.sign(input.as_bytes()).expect("signs");
        jws::assemble(input, &signature)
    }

    fn kept(proof: String) -> ReceiptView {
        let key = proof.split('.').nth(1).expect("a payload").to_owned();
        let kunci_wire::B64(bytes) = serde_json::from_value(Value::String(key)).expect("base64url");
        view(serde_json::from_slice(&bytes).expect("a receipt"), &proof)
    }

    fn jwk(key: &SessionKey) -> Jwk {
        Jwk::from_sec1(&key.public().to_sec1()).expect("a point")
    }

    fn file(old: &SessionKey, new: &SessionKey) -> Value {
        let receipts = [kept(proof(new, "new", typ::CARD_RECEIPT, 2)), kept(proof(old, "old", typ::CARD_RECEIPT, 1))];
        let unused = SessionKey::generate().expect("key");
        let keys = [("old", old), ("new", new), ("unused", &unused)].map(|(kid, key)| (kid.to_owned(), jwk(key)));
        serde_json::from_str(&written("bank", keys.to_vec(), &receipts).expect("written")).expect("JSON")
    }

    fn two_keys() -> (SessionKey, SessionKey) {
        (SessionKey::generate().expect("key"), SessionKey::generate().expect("key"))
    }

    #[test]
    fn card_12_exported_receipts_are_checked_without_the_bank_by_the_keys_that_signed() {
        let (old, new) = two_keys();
        let good = file(&old, &new);
        assert_eq!(good["jwks"]["keys"].as_array().map(Vec::len), Some(2), "only the keys that signed");
        let read = verify(&good.to_string()).expect("holds");
        let mut keys = [old.public().thumbprint(), new.public().thumbprint()];
        keys.sort();
        assert_eq!((read.bank.as_str(), read.signed_by), ("bank", keys.to_vec()));
        assert_eq!(read.receipts.iter().map(|receipt| receipt.sequence).collect::<Vec<_>>(), [2, 1]);
        assert!(read.receipts.iter().all(|receipt| receipt.frozen && receipt.action == "freeze"));
    }

    #[test]
    fn card_12_a_receipt_whose_key_is_withdrawn_is_handed_on_as_unproved_and_the_others_are_proved() {
        let (old, new) = two_keys();
        let withdrawn = ReceiptView { proved: false, ..kept(proof(&old, "old", typ::CARD_RECEIPT, 1)) };
        let good = kept(proof(&new, "new", typ::CARD_RECEIPT, 2));
        let keys = vec![("new".to_owned(), jwk(&new))];
        let text = written("bank", keys, &[good.clone(), withdrawn.clone()]).expect("written");
        let read = verify(&text).expect("the rest holds");
        assert_eq!((read.receipts, read.unproved), (vec![good], 1));
        assert!(text.contains(&withdrawn.proof), "it is not lost");
        // Put among the others it does not hold.
        let mut moved: Value = serde_json::from_str(&text).expect("JSON");
        moved["receipts"][0]["jws"] = moved["unproved"][0].clone();
        assert_eq!(verify(&moved.to_string()), Err(ReceiptsFault::Signature { number: 1 }));
    }

    #[test]
    fn card_12_every_change_of_exported_receipts_shows() {
        let (old, new) = two_keys();
        let good = file(&old, &new);
        let changes: [(Change, ReceiptsFault); 8] = [
            (|file| file["receipts"][1]["action"] = "unfreeze".into(), ReceiptsFault::Changed { number: 2 }),
            (|file| file["receipts"][0]["frozen"] = false.into(), ReceiptsFault::Changed { number: 1 }),
            (|file| file["receipts"][0]["effective_ms"] = 1.into(), ReceiptsFault::Changed { number: 1 }),
            (
                |file| file["receipts"][0]["jws"] = file["receipts"][1]["jws"].clone(),
                ReceiptsFault::Changed { number: 1 },
            ),
            (|file| drop(file["jwks"]["keys"].as_array_mut().map(Vec::pop)), ReceiptsFault::Signature { number: 1 }),
            (|file| file["jwks"]["keys"][0]["kid"] = "new".into(), ReceiptsFault::Signature { number: 1 }),
            (|file| file["receipts"][1]["jws"] = "a.b.c".into(), ReceiptsFault::Signature { number: 2 }),
            (|file| file["format"] = "kunci-card-receipts/1".into(), ReceiptsFault::Unreadable),
        ];
        for (n, (change, fault)) in changes.into_iter().enumerate() {
            let mut changed = good.clone();
            change(&mut changed);
            assert_eq!(verify(&changed.to_string()), Err(fault), "{n}");
        }
        let mut other = good;
        other["receipts"][0]["jws"] = proof(&new, "new", typ::CHAT_HEAD, 2).into();
        assert_eq!(
            verify(&other.to_string()),
            Err(ReceiptsFault::Signature { number: 1 }),
            "signed for another purpose"
        );
        assert_eq!(verify("[]"), Err(ReceiptsFault::Unreadable));
    }
}
