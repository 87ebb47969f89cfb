//! The chat, as the tester's console sees it.

use kunci_domain::cards::change::Change;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::commands::{Who, find};
use super::{ControlRefusal, failed, refuse, site};
use crate::bank::Bank;
use crate::clock::SECOND;
use crate::link;
use crate::link::agent::{self, Proposal, Unable};
use crate::refusal::Refusal;

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

/// Somebody at her desk, and the customer she speaks with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AtDesk {
    user_id: String,
    #[serde(rename = "as")]
    speaker: String,
}

/// What she sees.
pub(super) fn agent_desk(bank: &Bank, at: &AtDesk) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &at.user_id)?;
    done(agent::view(bank, &customer, &at.speaker))
}

/// Through the desk: unlike [`say`], which lets anybody say anything.
pub(super) fn agent_say(bank: &Bank, said: &Say) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &said.user_id)?;
    let seq = done(agent::say(bank, &customer, &said.speaker, &said.text))?;
    Ok(json!({ "seq": seq }))
}

/// She asks the customer's token who it is.
pub(super) fn agent_verify(bank: &Bank, at: &AtDesk) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &at.user_id)?;
    let operation = done(agent::verify(bank, &customer, &at.speaker))?;
    Ok(json!({ "operation_id": operation.id }))
}

/// She proposes something.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Propose {
    user_id: String,
    #[serde(rename = "as")]
    speaker: String,
    /// `freeze`, `controls` or `dispute`.
    act: String,
    #[serde(default)]
    ending: String,
    #[serde(default)]
    change: Option<Change>,
    #[serde(default)]
    transaction_id: Option<Uuid>,
}

pub(super) fn agent_propose(bank: &Bank, asked: Propose) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &asked.user_id)?;
    let Propose { speaker, act, ending, change, transaction_id, .. } = asked;
    let proposal = match (act.as_str(), change, transaction_id) {
        ("freeze", None, None) => Proposal::Freeze { ending },
        ("controls", Some(change), None) => Proposal::Controls { ending, change },
        ("dispute", None, Some(transaction)) => Proposal::Dispute { transaction },
        _ => return Err(refuse(403, "not_proposable", "an employee may freeze, let less pass or dispute, no more")),
    };
    let operation = done(agent::propose(bank, &customer, &speaker, &proposal))?;
    Ok(json!({ "operation_id": operation.id }))
}

fn done<T>(outcome: Result<Result<T, Unable>, Refusal>) -> Result<T, ControlRefusal> {
    outcome.map_err(site::told)?.map_err(|unable| refuse(403, unable.code, &unable.why))
}
