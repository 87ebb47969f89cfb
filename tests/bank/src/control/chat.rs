//! The chat, as the tester's console sees it.

use serde::Deserialize;
use serde_json::{Value, json};

use super::commands::{Who, find};
use super::{ControlRefusal, failed, refuse};
use crate::bank::Bank;
use crate::link;

/// Somebody says something.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Say {
    user_id: String,
    #[serde(default)]
    text: String,
    #[serde(rename = "as")]
    speaker: String,
}

pub(super) fn say(bank: &Bank, said: &Say) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &said.user_id)?;
    match link::say(bank, &customer, &said.speaker, &said.text).map_err(|error| failed(&error))? {
        Some(seq) => Ok(json!({ "seq": seq })),
        None => Err(refuse(400, "unknown_speaker", "nobody speaks as that")),
    }
}

/// Somebody's badge is taken back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Revoke {
    #[serde(rename = "as")]
    speaker: String,
    /// From so long before now on; 0: from now on.
    #[serde(default)]
    ago_seconds: u32,
}

pub(super) fn revoke(bank: &Bank, command: &Revoke) -> Result<Value, ControlRefusal> {
    match link::revoke(bank, &command.speaker, command.ago_seconds).map_err(|error| failed(&error))? {
        Some(since) => Ok(json!({ "since_ms": since })),
        None => Err(refuse(400, "unknown_speaker", "nobody of the bank goes by that name")),
    }
}

/// What the bank has.
pub(super) fn log(bank: &Bank, who: &Who) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &who.user_id)?;
    link::log(bank, &customer).map_err(|error| failed(&error))
}
