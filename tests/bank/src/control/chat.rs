//! The chat, as the tester's console sees it.

use serde::Deserialize;
use serde_json::{Value, json};

use super::commands::{Who, find};
use super::{ControlRefusal, failed, refuse};
use crate::bank::Bank;
use crate::clock::SECOND;
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

/// How it goes at the desk; `{}`: open, and nobody waits.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Desk {
    #[serde(default)]
    ahead: u32,
    #[serde(default)]
    each_seconds: u32,
    #[serde(default)]
    closed_for_seconds: u32,
}

pub(super) fn desk(bank: &Bank, command: &Desk) -> Result<Value, ControlRefusal> {
    let closed = i64::from(command.closed_for_seconds) * SECOND;
    let rush = link::Rush {
        ahead: command.ahead,
        each_seconds: command.each_seconds,
        closed_until: (closed > 0).then(|| bank.now() + closed),
    };
    link::set_rush(bank, &rush).map_err(|error| failed(&error))?;
    Ok(json!({}))
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
