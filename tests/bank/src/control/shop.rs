//! A merchant on the internet, and the telephone.

use kunci_domain::names;
use kunci_wire::operations::AmountRequest;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::commands::{find, unknown_card};
use super::{ControlRefusal, failed, refuse, site};
use crate::api::caller::token_in_use;
use crate::bank::Bank;
use crate::matters::{Matter, Purchase};
use crate::orders::{self, Asker};
use crate::store::{OpState, Operation};
use crate::{cards, hardware, offline, operations};

/// An order that is to be paid by card.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    user_id: String,
    ending: String,
    merchant: String,
    amount: AmountRequest,
    order: String,
}

pub(super) fn purchase(bank: &Bank, asked: &Order) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &asked.user_id)?;
    let amount = asked.amount.positive().ok_or_else(|| refuse(400, "malformed", "the amount is not positive"))?;
    let named = names::check(&asked.merchant).is_ok() && names::check_text(&asked.order).is_ok();
    if !named || asked.order.is_empty() {
        return Err(refuse(400, "name_unsafe", "the merchant's name or the order could be taken for another"));
    }
    let made = bank.decide("a purchase of a merchant", |tx| {
        operations::tidy(tx, bank.now())?;
        let held = cards::with_ending(tx, &customer, &asked.ending)?;
        let Some(held) = held else { return Ok(None) };
        let token = token_in_use(tx, customer.id)?;
        let matter = Matter::Purchase(Purchase {
            card: held.card.card_id,
            ending: asked.ending.clone(),
            merchant: asked.merchant.clone(),
            amount,
            order: asked.order.clone(),
        });
        orders::ask(bank, tx, &Asker { customer: &customer, token: &token }, matter).map(Some)
    });
    let operation = made.map_err(site::told)?.ok_or_else(unknown_card)?;
    Ok(json!({ "operation_id": operation.id, "outcome": outcome(&operation) }))
}

/// One of the merchant's orders.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    operation_id: Uuid,
}

/// What the merchant is told.
pub(super) fn order(bank: &Bank, which: &Which) -> Result<Value, ControlRefusal> {
    on(bank, which, false)
}

/// The merchant calls it off.
pub(super) fn cancel(bank: &Bank, which: &Which) -> Result<Value, ControlRefusal> {
    on(bank, which, true)
}

fn on(bank: &Bank, which: &Which, cancel: bool) -> Result<Value, ControlRefusal> {
    let found = bank.keep(|tx| {
        operations::tidy(tx, bank.now())?;
        let Some(mut operation) = tx.operation(which.operation_id)? else { return Ok(None) };
        if cancel && operation.state == OpState::Pending {
            operations::close(tx, &mut operation, OpState::Superseded, bank.now(), "the merchant cancelled it")?;
        }
        Ok(Some(operation))
    });
    let found = found.map_err(|error| failed(&error))?;
    let of_a_merchant = found.filter(|operation| matches!(operation.matter, Matter::Purchase(_)));
    let operation = of_a_merchant.ok_or_else(|| refuse(404, "unknown_order", "no such order"))?;
    Ok(json!({ "outcome": outcome(&operation) }))
}

const fn outcome(operation: &Operation) -> &'static str {
    match operation.state {
        OpState::Pending | OpState::Waiting => "waiting",
        OpState::Approved => "approved",
        OpState::Completed => "paid",
        OpState::Failed => "failed",
        OpState::Rejected => "declined",
        OpState::Expired => "expired",
        OpState::Superseded => "cancelled",
    }
}

/// The customer reads a freeze code to the bank's line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    user_id: String,
    freeze_code: String,
    ending: String,
}

pub(super) fn phone_line(bank: &Bank, said: &Line) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &said.user_id)?;
    let outcome = bank.keep(|tx| {
        let held = cards::with_ending(tx, &customer, &said.ending)?;
        held.map(|held| offline::freeze(bank, tx, &customer, held, &said.freeze_code)).transpose()
    });
    let outcome = outcome.map_err(|error| failed(&error))?;
    let outcome = outcome.ok_or_else(unknown_card)?;
    Ok(json!({ "frozen": outcome.accepted, "bank_saw": outcome.bank_saw }))
}

/// An employee of the bank calls, and is asked to prove it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Caller {
    user_id: String,
    employee_id: String,
    purpose: String,
    challenge: String,
}

pub(super) fn caller(bank: &Bank, asked: &Caller) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &asked.user_id)?;
    if !hardware::is_six_digits(&asked.challenge) {
        return Err(refuse(400, "malformed", "a challenge has six digits"));
    }
    let Caller { employee_id, purpose, challenge, .. } = asked;
    let answer = bank.keep(|tx| offline::answer(bank, tx, &customer, employee_id, purpose, challenge));
    let answer = answer.map_err(|error| failed(&error))?;
    let answer = answer.ok_or_else(|| refuse(409, "no_token", "the customer has no token"))?;
    Ok(json!({ "answer": answer }))
}
