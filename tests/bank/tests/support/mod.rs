//! A small phone that plays the contract against the bank, written from `docs/contract` on RustCrypto crates.
//!
//! [`Phone`] holds the keys and the steps, [`Draft`] is one request that a test may bend before it is signed, [`Door`] is
//! the way to the bank: its router, or TLS and Oblivious HTTP.

pub mod approve;
pub mod change;
pub mod crypto;
pub mod document;
pub mod door;
pub mod offline;
pub mod phone;

pub use door::{Answer, Door};
pub use phone::{Draft, Phone, Tag};

use std::sync::Arc;

use kunci_bank::{Bank, BankOptions};
use serde_json::{Value, json};

/// Sari's password.
pub const SARI: (&str, &str) = ("sari", "Senja-di-Ubud-72");
/// Budi's password.
pub const BUDI: (&str, &str) = ("budi", "Kopi-Toraja-1945");
/// The authority of a bank that has no sockets.
pub const AUTHORITY: &str = "bank.test";

/// A fresh bank without sockets.
pub fn bank() -> Arc<Bank> {
    let bank = Bank::open(&BankOptions { still: true, ..BankOptions::default() }).expect("the bank opens");
    bank.serve_as(AUTHORITY);
    bank
}

/// A phone in front of that bank.
pub fn phone(bank: &Arc<Bank>) -> Phone {
    Phone::new(Arc::clone(bank), Door::Router(bank.router()), AUTHORITY)
}

/// A command of the control port that must work.
pub fn control(bank: &Arc<Bank>, name: &str, body: Value) -> Value {
    bank.control(name, &body).unwrap_or_else(|problem| panic!("{name}: {} {}", problem.code, problem.detail))
}

/// Moves the bank's clock on.
pub fn advance(bank: &Arc<Bank>, seconds: u64) {
    control(bank, "clock", json!({ "advance_seconds": seconds }));
}

/// Bank time in milliseconds.
pub fn now_ms(bank: &Arc<Bank>) -> i64 {
    let now = control(bank, "clock", json!({}));
    now["now"].as_str().expect("time").parse::<jiff::Timestamp>().expect("time").as_millisecond()
}

/// The newest SMS's code.
pub fn sms(bank: &Arc<Bank>, user: &str) -> String {
    control(bank, "sms", json!({ "user_id": user }))["code"].as_str().expect("code").to_owned()
}

/// An operator's act for Sari.
pub fn operator(bank: &Arc<Bank>, deed: &str) {
    control(bank, "operator", json!({ "do": deed, "user_id": "sari", "reason": "she called, and proved who she is" }));
}

/// A wrong code of the same form.
pub fn other_code(code: &str) -> String {
    let number: u32 = code.parse().expect("digits");
    format!("{:06}", (number + 1) % 1_000_000)
}

/// How a customer stands.
pub fn customer(bank: &Arc<Bank>, user: &str) -> Value {
    control(bank, "customer", json!({ "user_id": user }))
}

/// The audit trail's words; the chain must hold.
pub fn audit(bank: &Arc<Bank>) -> Vec<String> {
    let trail = control(bank, "audit", json!({}));
    assert_eq!(trail["verified"], true);
    let entries = trail["entries"].as_array().expect("entries");
    entries.iter().map(|entry| entry["what"].as_str().expect("words").to_owned()).collect()
}

/// What the hardware token of this serial shows, and what it shows next.
pub fn press(bank: &Arc<Bank>, serial: &str, drift_seconds: i64) -> (String, String) {
    let asked = json!({ "serial": serial, "press": true, "drift_seconds": drift_seconds });
    let shown = control(bank, "hardware_token", asked);
    let text = |name: &str| shown[name].as_str().expect("code").to_owned();
    (text("code"), text("next_code"))
}

/// A try on the website.
pub fn website(bank: &Arc<Bank>, (user, password): (&str, &str), otp: &str) -> Value {
    control(bank, "website_login", json!({ "user_id": user, "password": password, "otp": otp }))
}
