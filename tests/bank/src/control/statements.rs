//! The end of a month, money for a bill, and a document that somebody changed on the way.

use serde::Deserialize;
use serde_json::{Value, json};

use super::commands::find;
use super::{ControlRefusal, failed, refuse};
use crate::bank::Bank;
use crate::statements;

/// Of which card.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Close {
    user_id: String,
    ending: String,
}

/// Closes the statement of a card now.
pub(super) fn close(bank: &Bank, close: &Close) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &close.user_id)?;
    let closed = bank.keep(|tx| {
        let held = tx.cards_of(customer.id)?.into_iter().find(|held| held.card.ending == close.ending);
        held.map(|held| statements::close(bank, tx, &held)).transpose()
    });
    let closed = closed.map_err(|error| failed(&error))?;
    let closed = closed.ok_or_else(|| refuse(404, "unknown_card", "the customer has no such card"))?;
    Ok(json!({
        "statement_id": closed.statement_id, "total_minor": closed.total.minor(),
        "minimum_minor": closed.minimum.minor(), "due": closed.due,
    }))
}

/// Money comes in for a card's newest bill.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Payment {
    user_id: String,
    ending: String,
    minor: i64,
}

pub(super) fn pay(bank: &Bank, payment: &Payment) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &payment.user_id)?;
    if payment.minor <= 0 {
        return Err(refuse(400, "malformed", "a payment is more than nothing"));
    }
    let paid = bank.keep(|tx| {
        let held = tx.cards_of(customer.id)?.into_iter().find(|held| held.card.ending == payment.ending);
        let Some(held) = held else { return Ok(None) };
        statements::pay(tx, customer.id, held.card.card_id, payment.minor)
    });
    let paid = paid.map_err(|error| failed(&error))?;
    let paid = paid.ok_or_else(|| refuse(404, "no_statement", "there is no bill for this card"))?;
    Ok(json!({ "paid_minor": paid.paid.minor(), "left_minor": paid.left().minor() }))
}
