//! The phone's half of codes without a network, and the website as a visitor clicks it.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use super::approve::Offered;
use super::crypto::{canonical, hmac, open_jws, sha256};
use super::{Phone, SARI, control, now_ms, website};

/// OCRA with eight digits (RFC 6287): `suite ‖ 00 ‖ Q, zeros behind ‖ T`.
fn ocra(key: &[u8], suite: &str, question: &[u8], minute: Option<i64>) -> String {
    let mut message = [suite.as_bytes(), &[0], question].concat();
    message.resize(suite.len() + 1 + 128, 0);
    message.extend(minute.map(i64::to_be_bytes).into_iter().flatten());
    let mac = hmac(key, &message);
    let at = usize::from(mac[31] & 15);
    let word = u32::from_be_bytes(mac[at..at + 4].try_into().expect("four")) & 0x7fff_ffff;
    format!("{:08}", word % 100_000_000)
}

fn timed(key: &[u8], question: &[u8], minute: i64) -> String {
    ocra(key, "OCRA-1:HOTP-SHA256-8:QH64-T1M", question, Some(minute))
}

impl Phone {
    /// The code over these bytes.
    pub fn qr_code(&self, bytes: &[u8]) -> String {
        let key = self.token.as_ref().expect("exchanged").use_key("kunci/use/ocra-qr");
        ocra(&key, "OCRA-1:HOTP-SHA256-8:QH64", &sha256(bytes), None)
    }

    /// The code over what is typed, so many minutes away from the bank's time.
    pub fn typed_code(&self, account: &str, rupiah: u64, minutes_away: i64) -> String {
        let key = self.token.as_ref().expect("exchanged").use_key("kunci/use/ocra-typed");
        let (minor, exponent) = ((rupiah * 100).to_be_bytes(), 2_u64.to_be_bytes());
        let fields: [&[u8]; 6] = [b"transfer", b"014", account.as_bytes(), b"IDR", &minor, &exponent];
        timed(&key, &sha256(&canonical("kunci/typed/1", &fields)), now_ms(&self.bank) / 60_000 + minutes_away)
    }

    /// The freeze code of a card, so many minutes away.
    pub fn freeze_code(&self, card: &Value, minutes_away: i64) -> String {
        let id = card["card_id"].as_str().expect("id");
        let question = sha256(&canonical("kunci/freeze-code/1", &[id.as_bytes()]));
        let token = self.token.as_ref().expect("exchanged");
        timed(&token.freeze, &question, now_ms(&self.bank) / 60_000 + minutes_away)
    }

    /// The answer that a caller must give.
    pub fn caller_answer(&self, challenge: &str, employee: &str, purpose: &str) -> String {
        let who = sha256(&canonical("kunci/caller/1", &[employee.as_bytes(), purpose.as_bytes()]));
        let digits: Vec<u8> =
            challenge.as_bytes().chunks(2).map(|two| (two[0] - b'0') << 4 | (two[1] - b'0')).collect();
        let token = self.token.as_ref().expect("exchanged");
        timed(&token.reverse, &[digits, who.to_vec()].concat(), now_ms(&self.bank) / 60_000)
    }

    /// Signs in to the website; the session.
    pub fn website(&self) -> Site {
        let entered = website(&self.bank, SARI, &self.otp(0));
        let session = entered["session"].as_str().expect("signed in").to_owned();
        Site { bank: Arc::clone(&self.bank), session }
    }

    /// What a QR shows, if the bank signed it.
    pub async fn scan(&self, text: &str) -> Offered {
        let key = self.bank_key("approval-qr").await;
        Offered::read(&open_jws(text, "kunci-approval-qr", &key).expect("signed by the bank")["operation"])
    }
}

/// A session of the website.
pub struct Site {
    pub bank: Arc<Bank>,
    pub session: String,
}

impl Site {
    pub fn post(&self, name: &str, mut body: Value) -> Value {
        body["session"] = json!(self.session);
        control(&self.bank, name, body)
    }

    pub fn refused(&self, name: &str, mut body: Value) -> &'static str {
        body["session"] = json!(self.session);
        self.bank.control(name, &body).expect_err("refused").code
    }

    /// Orders a transfer to the payee that Sari knows; its id.
    pub fn transfer(&self, account: &str, rupiah: u64) -> Value {
        let amount = json!({ "minor": rupiah * 100, "currency": "IDR", "exponent": 2 });
        let body = json!({ "payee_name": "Budi Santoso", "bank_code": "014", "account": account, "amount": amount });
        self.post("website_transfer", body)["operation_id"].clone()
    }

    pub fn qr(&self, id: &Value) -> String {
        self.post("website_qr", json!({ "operation_id": id }))["qr"].as_str().expect("text").to_owned()
    }

    pub fn code(&self, id: &Value, by: &str, code: &str) -> bool {
        self.post("website_code", json!({ "operation_id": id, "by": by, "code": code }))["accepted"] == true
    }

    pub fn state(&self, id: &Value) -> Value {
        self.post("website_operation", json!({ "operation_id": id }))
    }
}
