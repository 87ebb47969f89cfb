//! The emergency key (`docs/contract/emergency-key.md`): made and made worthless by the token's approval; used elsewhere.

use kunci_wire::guard::{EmergencyKeyReply, EmergencyKeyRequest, EmptyRequest};
use kunci_wire::operations::OperationOffer;
use kunci_wire::{B64, ProblemCode};

use super::caller::{self, Caller};
use super::idempotency::{self, Repeat};
use super::{Call, Reply, body};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::emergency;
use crate::matters::{EmergencyKey, EmergencyKeyOff, Matter};
use crate::orders::Asker;
use crate::refusal::{Refusal, refuse};
use crate::store::Tx;
use crate::{operations, orders};

/// `GET /v1/emergency-key`.
pub(super) fn show(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::looking(bank, call)?;
    let customer = caller.customer.id;
    let (kept, used) = bank.keep(|tx| Ok((tx.emergency_key(customer)?, tx.emergency_key_used(customer)?)))?;
    let made_at = kept.map(|(_, at)| timestamp(at));
    Ok(Reply::json(200, &EmergencyKeyReply { made_at, used_at: used.map(timestamp) })?)
}

/// `POST /v1/operations/emergency-key`. The digits leave as a keyed digest and stand in none of the bytes that are shown.
pub(super) fn make(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let EmergencyKeyRequest { key } = body::parse(call)?;
    if !emergency::is_key(&key) {
        return Err(refuse(ProblemCode::Malformed, "an emergency key has twenty digits"));
    }
    let digest = emergency::digest(bank, caller.customer.id, &key).to_vec();
    let (customer, route) = (caller.customer.id, "POST /v1/operations/emergency-key");
    idempotency::once(bank, call, customer, route, &key, Repeat::Stored, |tx| {
        ask(bank, tx, &caller, Matter::EmergencyKey(EmergencyKey { digest }))
    })
}

/// `POST /v1/operations/emergency-key-off`.
pub(super) fn off(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let EmptyRequest {} = body::parse(call)?;
    let (customer, route) = (caller.customer.id, "POST /v1/operations/emergency-key-off");
    idempotency::once(bank, call, customer, route, &(), Repeat::Stored, |tx| {
        if tx.emergency_key(customer)?.is_none() {
            return Err(refuse(ProblemCode::NotFound, "the customer has no emergency key"));
        }
        ask(bank, tx, &caller, Matter::EmergencyKeyOff(EmergencyKeyOff {}))
    })
}

fn ask(bank: &Bank, tx: &mut dyn Tx, caller: &Caller, matter: Matter) -> Result<Reply, Refusal> {
    operations::tidy(tx, bank.now())?;
    let token = caller::working_token(tx, caller)?;
    let operation = orders::ask(bank, tx, &Asker { customer: &caller.customer, token: &token }, matter)?;
    Ok(Reply::json(201, &OperationOffer { operation: B64(operation.bytes) })?)
}
