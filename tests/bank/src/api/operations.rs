//! `/v1/operations`: ask for a transfer, a payee, a change of data; list operations, read one.

use axum::http::header;
use kunci_wire::operations::{OperationOffer, OperationsReply, PayeeRequest, ProfileRequest, TransferRequest};
use kunci_wire::{B64, ProblemCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, caller, device};
use crate::bank::Bank;
use crate::operations;
use crate::orders::{self, Asker};
use crate::refusal::{Refusal, refuse};
use crate::store::{Operation, Tx};

/// Most operations in a list.
const MOST: u32 = 50;

pub(super) fn transfer(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    order::<TransferRequest>(bank, call, "POST /v1/operations/transfers", orders::transfer)
}

pub(super) fn payee(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    order::<PayeeRequest>(bank, call, "POST /v1/operations/payees", orders::payee)
}

pub(super) fn profile(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    order::<ProfileRequest>(bank, call, "POST /v1/operations/profile", orders::profile)
}

type Make<R> = fn(&Bank, &mut dyn Tx, &Asker<'_>, &R) -> Result<Operation, Refusal>;

fn order<R: Serialize + DeserializeOwned>(
    bank: &Bank,
    call: &Call,
    route: &str,
    make: Make<R>,
) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let request: R = body::parse(call)?;
    idempotency::once(bank, call, caller.customer.id, route, &request, Repeat::Stored, |tx| {
        operations::tidy(tx, bank.now())?;
        let token = caller::working_token(tx, &caller)?;
        let operation = make(bank, tx, &Asker { customer: &caller.customer, token: &token }, &request)?;
        Ok(Reply::json(201, &OperationOffer { operation: B64(operation.bytes) })?)
    })
}

pub(super) fn list(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    if !call.headers.contains_key(header::AUTHORIZATION) {
        return pending(bank, call);
    }
    let caller = caller::looking(bank, call)?;
    bank.decide(&call.what(), |tx| {
        operations::tidy(tx, bank.now())?;
        let operations = tx.operations_of(caller.customer.id, MOST)?.iter().map(operations::view).collect();
        Ok(Reply::json(200, &OperationsReply { operations })?)
    })
}

/// By possession alone, also while the token is locked: only what still waits, so that it can be denied.
fn pending(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let (_, token) = device::owner(bank, call)?;
    bank.decide(&call.what(), |tx| {
        operations::tidy(tx, bank.now())?;
        let operations = tx.pending_operations(token.id)?.iter().rev().map(operations::view).collect();
        Ok(Reply::json(200, &OperationsReply { operations })?)
    })
}

pub(super) fn one(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::looking(bank, call)?;
    let id = device::path_id(call)?;
    bank.decide(&call.what(), |tx| {
        operations::tidy(tx, bank.now())?;
        let operation = load(tx, caller.customer.id, id)?;
        Ok(Reply::json(200, &operations::view(&operation))?)
    })
}

/// The operation, if it is this customer's; other people's do not exist.
pub(super) fn load(tx: &mut dyn Tx, customer: Uuid, id: Uuid) -> Result<Operation, Refusal> {
    let found = tx.operation(id)?.filter(|operation| operation.customer == customer);
    found.ok_or_else(|| refuse(ProblemCode::NotFound, "no such operation, or not yours"))
}
