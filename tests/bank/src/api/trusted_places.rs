//! Trusted places (SAFE-9): on by possession alone, off with the full proof (`docs/contract/direction.md`).

use kunci_domain::direction::Act;
use kunci_wire::B64;
use kunci_wire::guard::{EmptyRequest, TrustedPlacesReply};
use kunci_wire::operations::OperationOffer;

use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, caller, device};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::SECOND;
use crate::matters::{Matter, TrustedPlacesOff};
use crate::orders::Asker;
use crate::refusal::Refusal;
use crate::{effects, operations, orders};

fn reply(on: bool) -> Result<Reply, Refusal> {
    let wait_seconds = u64::try_from(effects::WAIT / SECOND).unwrap_or_default();
    Ok(Reply::json(200, &TrustedPlacesReply { on, wait_seconds })?)
}

/// `GET /v1/trusted-places`.
pub(super) fn show(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    reply(bank.keep(|tx| tx.trusted_places(caller.customer.id))?)
}

/// `POST /v1/trusted-places`: switched on, once or again.
pub(super) fn on(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let customer = device::allowed(bank, call, Act::TrustedPlacesOn)?;
    let EmptyRequest {} = body::parse(call)?;
    bank.decide(&call.what(), |tx| {
        if !tx.trusted_places(customer.id)? {
            tx.set_trusted_places(customer.id, true)?;
            let what = format!("{} makes changes wait outside trusted places", customer.first_name());
            audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
        }
        reply(true)
    })
}

/// `POST /v1/operations/trusted-places-off`.
pub(super) fn off(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let EmptyRequest {} = body::parse(call)?;
    let route = "POST /v1/operations/trusted-places-off";
    idempotency::once(bank, call, caller.customer.id, route, &(), Repeat::Stored, |tx| {
        operations::tidy(tx, bank.now())?;
        let token = caller::working_token(tx, &caller)?;
        let matter = Matter::TrustedPlacesOff(TrustedPlacesOff {});
        let asker = Asker { customer: &caller.customer, token: &token };
        let operation = orders::ask(bank, tx, &asker, matter)?;
        Ok(Reply::json(201, &OperationOffer { operation: B64(operation.bytes) })?)
    })
}
