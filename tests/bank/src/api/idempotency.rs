//! Idempotency keys: the effect happens once, the same bytes come back.

use kunci_wire::ProblemCode;
use serde::Serialize;

use super::caller::strict_uuid;
use super::{Call, Reply};
use crate::bank::Bank;
use crate::clock::DAY;
use crate::refusal::{Refusal, refuse, refuse_with};
use crate::store::{IdempotencyRecord, Tx};
use uuid::Uuid;

/// Records are kept a day longer than the seven that are promised.
const KEPT: i64 = 8 * DAY;

/// What a repeated call gets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// The stored bytes.
    Stored,
    /// The present status, made anew.
    Present,
}

/// Runs an operation under the request's idempotency key. `intent` are the members that the contract marks; the path
/// always counts as one. A refusal is stored only where the operation returns it as a [`Reply`].
pub(crate) fn once(
    bank: &Bank,
    call: &Call,
    customer: Uuid,
    route: &str,
    intent: &impl Serialize,
    repeat: Repeat,
    operation: impl FnOnce(&mut dyn Tx) -> Result<Reply, Refusal>,
) -> Result<Reply, Refusal> {
    let key = read_key(call)?;
    let running = || {
        let detail = "the first call with this key has not finished";
        refuse_with(ProblemCode::IdempotencyInFlight, detail, |problem| problem.retry_after_seconds = Some(1))
    };
    let _claim = bank.claim(customer, route, key).ok_or_else(running)?;
    bank.decide(&call.what(), |tx| once_within(bank, tx, call, customer, route, intent, repeat, operation))
}

/// The same inside a transaction, in which nothing else can be at work under the key.
#[expect(clippy::too_many_arguments, reason = "those of `once`, and the transaction")]
pub(crate) fn once_within(
    bank: &Bank,
    tx: &mut dyn Tx,
    call: &Call,
    customer: Uuid,
    route: &str,
    intent: &impl Serialize,
    repeat: Repeat,
    operation: impl FnOnce(&mut dyn Tx) -> Result<Reply, Refusal>,
) -> Result<Reply, Refusal> {
    let key = read_key(call)?;
    // Keyed: an intent may hold a one-time PIN, which a bare hash would give away.
    let intent = bank.hsm.digest("intent", &serde_json::to_vec(&(call.path(), intent))?);
    if let Some(record) = tx.idempotency(customer, route, key)? {
        if record.intent != intent {
            return Err(refuse(ProblemCode::IdempotencyMismatch, "the key was used with another intent"));
        }
        return match record.body {
            Some(body) => Ok(Reply::stored(record.status, body, true)),
            None => operation(tx),
        };
    }
    let reply = operation(tx)?;
    let body = (repeat == Repeat::Stored).then(|| reply.body.clone());
    let record = IdempotencyRecord { intent, status: reply.status, body };
    let now = bank.now();
    tx.insert_idempotency(customer, route, key, &record, now)?;
    tx.purge_idempotency(now - KEPT)?;
    Ok(reply)
}

/// The key itself: a command is known by it.
pub(crate) fn read_key(call: &Call) -> Result<Uuid, Refusal> {
    let value = call.headers.get("idempotency-key");
    let value = value.ok_or_else(|| refuse(ProblemCode::IdempotencyMissing, "this call needs an idempotency-key"))?;
    let key = value.to_str().ok().map(str::trim).and_then(strict_uuid).filter(|key| key.get_version_num() == 7);
    key.ok_or_else(|| refuse(ProblemCode::Malformed, "the idempotency-key is not a UUID of version 7"))
}
