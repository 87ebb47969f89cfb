//! The phone's half of operations and cards.

use std::collections::BTreeMap;
use std::sync::Arc;

use kunci_bank::Bank;
use kunci_wire::signed::{Approval, Decision};
use kunci_wire::{Bytes32, Jwk};
use serde_json::{Value, json};
use uuid::Uuid;

use super::crypto::{agree, canonical, decode, expand, extract, hmac, jws, open_jws, sha256};
use super::door::Answer;
use super::phone::{Draft, Phone, Tag};
use super::{SARI, advance, control, phone};

/// The bytes of an operation, taken apart.
#[derive(Clone)]
pub struct Offered {
    pub bytes: Vec<u8>,
    pub fields: BTreeMap<u16, Vec<u8>>,
}

impl Offered {
    /// Fails unless these are whole canonical bytes with ascending tags.
    pub fn read(text: &Value) -> Self {
        let bytes = decode(text.as_str().expect("bytes")).expect("base64url");
        let mut rest = bytes.strip_prefix(b"kunci/operation/1\0").expect("label");
        let mut fields = BTreeMap::new();
        while let Some((head, tail)) = rest.split_first_chunk::<6>() {
            let tag = u16::from_be_bytes([head[0], head[1]]);
            let length = u32::from_be_bytes([head[2], head[3], head[4], head[5]]);
            let (value, after) = tail.split_at(length.try_into().expect("short"));
            assert!(fields.last_key_value().is_none_or(|(last, _)| *last < tag), "tags ascend");
            fields.insert(tag, value.to_vec());
            rest = after;
        }
        assert!(rest.is_empty());
        Self { bytes, fields }
    }

    pub fn of(answer: &Answer) -> Self {
        Self::read(&answer.body["operation"])
    }

    pub fn text(&self, tag: u16) -> &str {
        std::str::from_utf8(&self.fields[&tag]).expect("text")
    }

    pub fn number(&self, tag: u16) -> u64 {
        u64::from_be_bytes(self.fields[&tag].as_slice().try_into().expect("eight bytes"))
    }

    pub fn id(&self) -> Uuid {
        self.text(1).parse().expect("uuid")
    }
}

/// Rp as a JSON amount.
pub fn rupiah(amount: i64) -> Value {
    json!({ "minor": amount * 100, "currency": "IDR", "exponent": 2 })
}

/// Sari's phone, signed in with scope full, its probation over.
pub async fn settled_phone(bank: &Arc<Bank>) -> Phone {
    let mut phone = phone(bank);
    phone.enrol(SARI).await;
    advance(bank, 13 * 3600);
    phone.log_in().await;
    phone
}

impl Phone {
    /// Signs in and proves the token.
    pub async fn log_in(&mut self) {
        self.sign_in(SARI).await.expect(201);
        self.login(true).await.expect(200);
    }

    pub fn transfer_draft(&self, account: &str, amount: Value) -> Draft {
        let body = json!({
            "payee_name": "Budi Santoso", "bank_code": "014", "account": account, "amount": amount, "note": "makan siang",
        });
        self.draft("POST", "/v1/operations/transfers", Some(body))
    }

    /// Asks for a transfer to the payee that Sari knows.
    pub async fn transfer(&self, amount: i64) -> Offered {
        Offered::of(&self.send(&self.transfer_draft("1234567890", rupiah(amount))).await.expect(201))
    }

    /// The approval of these bytes, with a code that is right or not.
    pub fn approval(&self, offered: &Offered, right: bool) -> Approval {
        self.approval_by("kunci/use/approve", offered, right)
    }

    /// The same, proved under another label.
    pub fn approval_by(&self, label: &str, offered: &Offered, right: bool) -> Approval {
        let token = self.token.as_ref().expect("exchanged");
        let challenge = Jwk::from_sec1(&offered.fields[&7]).expect("a point");
        let info = canonical(label, &[token.id.to_string().as_bytes(), &token.epoch.to_be_bytes()]);
        let key = expand(&extract(&agree(&self.device_agreement, &challenge), &token.know), &info);
        let mut mac = hmac(&key, &offered.bytes);
        if !right {
            mac[0] ^= 1;
        }
        Approval {
            operation_id: offered.id(),
            operation_hash: Bytes32(sha256(&offered.bytes)),
            decision: Decision::Approve,
            mac: Bytes32(mac),
            surroundings: None,
        }
    }

    pub fn approval_draft(&self, id: Uuid, approval: &Approval) -> Draft {
        let signed = jws(&self.device_signing, "kunci-approval", approval);
        self.draft("POST", &format!("/v1/operations/{id}/approval"), Some(json!({ "approval": signed })))
    }

    pub async fn approve(&self, offered: &Offered, right: bool) -> Answer {
        self.send(&self.approval_draft(offered.id(), &self.approval(offered, right))).await
    }

    pub async fn approve_by(&self, label: &str, offered: &Offered, right: bool) -> Answer {
        self.send(&self.approval_draft(offered.id(), &self.approval_by(label, offered, right))).await
    }

    /// A request that the device key signs, without a session.
    pub fn device_draft(&self, path: &str, body: Value) -> Draft {
        Draft { tag: Tag::Device, authorization: None, ..self.draft("POST", path, Some(body)) }
    }

    pub async fn reject(&self, id: Uuid, reason: &str) -> Answer {
        let path = format!("/v1/operations/{id}/rejection");
        self.send(&self.device_draft(&path, json!({ "reason": reason }))).await
    }

    pub async fn operation(&self, id: Uuid) -> Value {
        self.send(&self.draft("GET", &format!("/v1/operations/{id}"), None)).await.expect(200).body
    }

    /// The card with this ending.
    pub async fn card(&self, ending: &str) -> Value {
        let cards = self.send(&self.draft("GET", "/v1/cards", None)).await.expect(200).body;
        let mut found = cards["cards"].as_array().expect("cards").iter().filter(|card| card["ending"] == ending);
        found.next().expect("card").clone()
    }

    pub fn freeze_draft(&self, card: &Value) -> Draft {
        self.device_draft(&card_path(card, "freeze"), json!({}))
    }

    /// Lower, by the device key alone.
    pub fn lower_draft(&self, card: &Value, amount: Value) -> Draft {
        self.tighten_draft(card, payment_limit_change(amount))
    }

    pub fn unfreeze_draft(&self, card: &Value) -> Draft {
        self.draft("POST", &card_path(card, "unfreeze"), Some(json!({})))
    }

    pub fn limit_draft(&self, card: &Value, amount: Value) -> Draft {
        self.controls_draft(card, payment_limit_change(amount))
    }

    /// Any change, by the device key alone.
    pub fn tighten_draft(&self, card: &Value, change: Value) -> Draft {
        let draft = self.device_draft(&card_path(card, "tighten"), json!({ "changes": [change] }));
        Draft { if_match: Some(format!("\"{}\"", card["version"])), ..draft }
    }

    /// Any change, in the session.
    pub fn controls_draft(&self, card: &Value, change: Value) -> Draft {
        let draft = self.draft("POST", &card_path(card, "controls"), Some(json!({ "changes": [change] })));
        Draft { if_match: Some(format!("\"{}\"", card["version"])), ..draft }
    }

    /// The receipt in an answer, if it verifies and names the command; panics otherwise.
    pub async fn receipt(&self, answer: &Answer, command: &Draft) -> Value {
        let key = self.bank_key("receipt").await;
        let text = answer.body["receipt"].as_str().expect("receipt");
        let receipt = open_jws(text, "kunci-card-receipt", &key).expect("signed by the bank");
        assert_eq!(receipt["command_id"].as_str(), command.idempotency_key.as_deref());
        receipt
    }
}

pub fn card_path(card: &Value, act: &str) -> String {
    format!("/v1/cards/{}/{act}", card["card_id"].as_str().expect("id"))
}

/// Sari's balance in minor units; account and ledger must agree.
pub fn balance(bank: &Arc<Bank>) -> i64 {
    let account = control(bank, "accounts", json!({ "user_id": "sari" }))["accounts"][0].clone();
    assert_eq!(account["balance_minor"], account["ledger_minor"]);
    account["balance_minor"].as_i64().expect("minor")
}

/// What the bank told Sari.
pub fn alerts(bank: &Arc<Bank>) -> Vec<String> {
    let alerts = control(bank, "alerts", json!({ "user_id": "sari" }));
    let alerts = alerts["alerts"].as_array().expect("alerts");
    alerts.iter().map(|alert| alert["what"].as_str().expect("words").to_owned()).collect()
}

/// Another limit for one payment.
fn payment_limit_change(amount: Value) -> Value {
    json!({ "what": "limit", "limit": "per-transaction", "value": { "at-most": amount } })
}

/// The limit for one payment that a card or a receipt shows.
pub fn payment_limit(of: &Value) -> Value {
    let limits = of["controls"]["limits"].as_array().expect("limits");
    let limit = limits.iter().find(|limit| limit["name"] == "per-transaction").expect("the limit for one payment");
    limit["value"].get("at-most").cloned().unwrap_or_default()
}

/// The bank lets nothing cool off: a raise is in force with its approval.
pub fn without_cooling_off(bank: &std::sync::Arc<kunci_bank::Bank>) {
    super::control(bank, "card_rules", json!({ "user_id": "sari", "cooling_off_seconds": 0 }));
}
