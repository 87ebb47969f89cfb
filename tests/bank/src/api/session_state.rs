//! `GET /v1/sessions/current`: how the session stands. An act of the customer, unless the app says that it asks by itself.

use kunci_wire::sessions::SessionStateReply;

use super::{Call, Reply, caller};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::refusal::Refusal;

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let session = caller::session(bank, call)?.session;
    let reply = SessionStateReply {
        scope: session.scope,
        idle_seconds: u64::try_from(caller::IDLE / 1000).unwrap_or_default(),
        expires_at: timestamp(session.expires_at),
    };
    Ok(Reply::json(200, &reply)?)
}
