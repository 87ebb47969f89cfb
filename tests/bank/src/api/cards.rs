//! `/v1/cards`: list, freeze, unfreeze, limit (`docs/contract/cards.md`).

use axum::http::header;
use kunci_domain::cards::{Direction, LimitError};
use kunci_domain::direction::Act;
use kunci_wire::cards::{CardsReply, CommandReply, HoldRequest, LimitRequest};
use kunci_wire::{B64, ProblemCode};
use uuid::Uuid;

use super::caller::Caller;
use super::idempotency::{self, Repeat, read_key};
use super::{Call, Reply, body, caller, device};
use crate::bank::Bank;
use crate::matters::{LimitRaise, Matter, Unfreeze};
use crate::orders::{self, Asker};
use crate::refusal::{Refusal, refuse};
use crate::store::{HeldCard, Tx};
use crate::{cards, operations};

pub(super) fn list(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::looking(bank, call)?;
    let cards = bank.keep(|tx| tx.cards_of(caller.customer.id))?;
    Ok(Reply::json(200, &CardsReply { cards: cards.into_iter().map(|held| held.card).collect() })?)
}

/// By possession alone, also while the token is locked.
pub(super) fn freeze(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let customer = device::allowed(bank, call, Act::FreezeCard)?;
    let HoldRequest {} = body::parse(call)?;
    let id = device::path_id(call)?;
    let command = read_key(call)?;
    let route = format!("POST /v1/cards/{id}/freeze");
    idempotency::once(bank, call, customer.id, &route, &(), Repeat::Stored, |tx| {
        let held = load(tx, customer.id, id)?;
        done(cards::freeze(bank, tx, held, command)?)
    })
}

/// Needs the token's approval.
pub(super) fn unfreeze(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let HoldRequest {} = body::parse(call)?;
    let id = device::path_id(call)?;
    let command = read_key(call)?;
    let route = format!("POST /v1/cards/{id}/unfreeze");
    idempotency::once(bank, call, caller.customer.id, &route, &(), Repeat::Stored, |tx| {
        let held = load(tx, caller.customer.id, id)?;
        if !held.card.is_frozen() {
            return Err(refuse(ProblemCode::CardNotUsable, "the customer has no hold on this card"));
        }
        let matter = Matter::Unfreeze(Unfreeze { card: id, ending: held.card.ending, command });
        ask(bank, tx, &caller, matter)
    })
}

/// Lower at once, higher with the token's approval.
pub(super) fn limit(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    set_limit(bank, call, caller.customer.id, "limit", |tx, matter| ask(bank, tx, &caller, matter))
}

/// By possession alone, also while the token is locked; never higher.
pub(super) fn lower(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let customer = device::allowed(bank, call, Act::LowerLimit)?;
    set_limit(bank, call, customer.id, "lower", |_, _| {
        Err(refuse(ProblemCode::Scope, "the device key alone only lowers; a higher limit needs the token's approval"))
    })
}

/// `raise` decides what becomes of a limit that is higher than the one in force.
fn set_limit(
    bank: &Bank,
    call: &Call,
    customer: Uuid,
    act: &str,
    raise: impl FnOnce(&mut dyn Tx, Matter) -> Result<Reply, Refusal>,
) -> Result<Reply, Refusal> {
    let request: LimitRequest = body::parse(call)?;
    let id = device::path_id(call)?;
    let command = read_key(call)?;
    let version = if_match(call)?;
    let route = format!("POST /v1/cards/{id}/{act}");
    idempotency::once(bank, call, customer, &route, &request, Repeat::Stored, |tx| {
        let held = load(tx, customer, id)?;
        if held.card.version != version {
            let detail = format!("the card has version {}", held.card.version);
            return Err(refuse(ProblemCode::PreconditionFailed, detail));
        }
        let invalid = || refuse(ProblemCode::AmountInvalid, "a limit is a positive amount in the card's currency");
        let new = request.amount.positive().ok_or_else(invalid)?;
        let direction = held.card.limit_direction(new).map_err(|error| match error {
            LimitError::AboveCeiling => refuse(ProblemCode::LimitAboveCeiling, "the limit is above the bank's ceiling"),
            LimitError::NotPositive | LimitError::WrongCurrency => invalid(),
        })?;
        if direction != Direction::Loosen {
            return done(cards::lower(bank, tx, held, command, new)?);
        }
        let old = held.card.effective_limit();
        raise(tx, Matter::LimitRaise(LimitRaise { card: id, ending: held.card.ending, old, new, command }))
    })
}

/// The card, if it is this customer's and its life is not over.
fn load(tx: &mut dyn Tx, customer: Uuid, id: Uuid) -> Result<HeldCard, Refusal> {
    let found = tx.card(id)?.filter(|held| held.customer == customer);
    let held = found.ok_or_else(|| refuse(ProblemCode::NotFound, "no such card, or not yours"))?;
    if cards::is_over(&held) {
        return Err(refuse(ProblemCode::CardNotUsable, "the card is closed or out of date"));
    }
    Ok(held)
}

fn done(receipt: String) -> Result<Reply, Refusal> {
    Ok(Reply::json(200, &CommandReply { receipt: Some(receipt), operation: None })?)
}

fn ask(bank: &Bank, tx: &mut dyn Tx, caller: &Caller, matter: Matter) -> Result<Reply, Refusal> {
    let now = bank.now();
    operations::tidy(tx, now)?;
    let token = caller::working_token(tx, caller)?;
    let operation = orders::ask(bank, tx, &Asker { customer: &caller.customer, token: &token }, matter)?;
    Ok(Reply::json(202, &CommandReply { receipt: None, operation: Some(B64(operation.bytes)) })?)
}

/// `if-match: "7"`.
fn if_match(call: &Call) -> Result<u64, Refusal> {
    let missing = || refuse(ProblemCode::PreconditionMissing, "this change needs if-match with the card's version");
    let value = call.headers.get(header::IF_MATCH).ok_or_else(missing)?;
    let text = value.to_str().ok().map(str::trim);
    let number = text.and_then(|text| text.strip_prefix('"')?.strip_suffix('"')?.parse().ok());
    number.ok_or_else(|| refuse(ProblemCode::Malformed, "if-match is not a version in quotation marks"))
}
