//! The emergency key, read to the phone line or typed into the website.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{ControlRefusal, failed};
use crate::bank::Bank;
use crate::emergency;

/// What somebody says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    user_id: String,
    key: String,
    /// Where; it makes no difference.
    by: Door,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Door {
    PhoneLine,
    Website,
}

/// An unknown customer, a wrong key, a spent one, and one too many get the same message.
pub(super) fn key(bank: &Bank, said: &Said) -> Result<Value, ControlRefusal> {
    let outcome = bank.keep(|tx| emergency::take(bank, tx, &said.user_id, &said.key));
    let outcome = outcome.map_err(|error| failed(&error))?;
    bank.link.wake();
    let message = match (outcome.accepted, said.by) {
        (true, _) => "Your cards are frozen and your phone is suspended.",
        (false, Door::PhoneLine | Door::Website) => "That was not accepted. An operator can help you.",
    };
    Ok(json!({
        "accepted": outcome.accepted,
        "message": message,
        "frozen": outcome.frozen,
        "suspended": outcome.suspended,
        "bank_saw": outcome.bank_saw,
    }))
}
