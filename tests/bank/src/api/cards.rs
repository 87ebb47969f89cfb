//! `/v1/cards`: list, freeze, unfreeze, controls, receipts (`docs/contract/cards.md`).

use axum::http::header;
use kunci_domain::cards::LimitError;
use kunci_domain::cards::change::ChangeError;
use kunci_domain::direction::Act;
use kunci_wire::cards::{CancelRaiseRequest, CardsReply, CommandReply, ControlsRequest, HoldRequest, ReceiptsReply};
use kunci_wire::{B64, ProblemCode};
use uuid::Uuid;

use super::caller::Caller;
use super::idempotency::{self, Repeat, read_key};
use super::{Call, Reply, body, caller, device};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::matters::{CardControls, Matter, Unfreeze};
use crate::orders::{self, Asker};
use crate::refusal::{Refusal, refuse, refuse_with};
use crate::store::{HeldCard, Tx};
use crate::{cards, operations};

/// Most receipts in one answer.
const MOST_RECEIPTS: u32 = 200;

pub(super) fn list(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::looking(bank, call)?;
    let cards = bank.keep(|tx| tx.cards_of(caller.customer.id))?;
    Ok(Reply::json(200, &CardsReply { cards: cards.into_iter().map(|held| held.card).collect() })?)
}

/// By possession alone, also while the token is locked.
pub(super) fn freeze(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    device::act(bank, call, Act::FreezeCard, |tx, customer| {
        let HoldRequest {} = body::parse(call)?;
        let id = device::path_id(call)?;
        let command = read_key(call)?;
        let route = format!("POST /v1/cards/{id}/freeze");
        idempotency::once_within(bank, tx, call, customer.id, &route, &(), Repeat::Stored, |tx| {
            let held = load(tx, customer.id, id)?;
            done(cards::freeze(bank, tx, held, command)?)
        })
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

/// What tightens at once, what loosens with the token's approval.
pub(super) fn controls(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    bank.decide(&call.what(), |tx| {
        change(bank, tx, call, caller.customer.id, "controls", |tx, matter| ask(bank, tx, &caller, matter))
    })
}

/// By possession alone, also while the token is locked; nothing may loosen.
pub(super) fn tighten(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let alone = "the device key alone only tightens; what loosens needs the token's approval";
    device::act(bank, call, Act::TightenCard, |tx, customer| {
        change(bank, tx, call, customer.id, "tighten", |_, _| Err(refuse(ProblemCode::Scope, alone)))
    })
}

/// `loosen` decides what becomes of changes that let more pass than before.
fn change(
    bank: &Bank,
    tx: &mut dyn Tx,
    call: &Call,
    customer: Uuid,
    act: &str,
    loosen: impl FnOnce(&mut dyn Tx, Matter) -> Result<Reply, Refusal>,
) -> Result<Reply, Refusal> {
    let request: ControlsRequest = body::parse(call)?;
    let id = device::path_id(call)?;
    let command = read_key(call)?;
    let version = if_match(call)?;
    let route = format!("POST /v1/cards/{id}/{act}");
    idempotency::once_within(bank, tx, call, customer, &route, &request, Repeat::Stored, |tx| {
        let held = load(tx, customer, id)?;
        if held.card.version != version {
            let detail = format!("the card has version {}", held.card.version);
            return Err(refuse(ProblemCode::PreconditionFailed, detail));
        }
        let (changes, since) = (request.changes.clone(), bank.now());
        let now = timestamp(since);
        let before = held.card.controls.clone();
        let after = before.changed(&changes, now).map_err(refusal)?;
        if !before.direction(&after, now).loosens() {
            return done(cards::tighten(bank, tx, held, command, after, &changes, since)?);
        }
        let now = changes.iter().map(|change| cards::in_force(&before, change, now)).collect();
        let ending = held.card.ending;
        loosen(tx, Matter::CardControls(CardControls { card: id, ending, before, changes, now, command }))
    })
}

/// A raise that cools off is cancelled by possession alone, whatever else has changed.
pub(super) fn cancel_raise(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    device::act(bank, call, Act::TightenCard, |tx, customer| {
        let request: CancelRaiseRequest = body::parse(call)?;
        let id = device::path_id(call)?;
        let command = read_key(call)?;
        let route = format!("POST /v1/cards/{id}/cancel-raise");
        idempotency::once_within(bank, tx, call, customer.id, &route, &request, Repeat::Stored, |tx| {
            let held = load(tx, customer.id, id)?;
            let unknown = || refuse(ProblemCode::ChangeInvalid, "the card has no such limit");
            done(cards::cancel_raise(bank, tx, held, command, &request.limit)?.ok_or_else(unknown)?)
        })
    })
}

/// The receipts of all cards.
pub(super) fn receipts(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::looking(bank, call)?;
    let receipts = bank.keep(|tx| tx.card_receipts(caller.customer.id, MOST_RECEIPTS))?;
    Ok(Reply::json(200, &ReceiptsReply { receipts })?)
}

pub(super) fn refusal(error: ChangeError) -> Refusal {
    let code = match error {
        ChangeError::Trip(fault) => {
            return refuse_with(ProblemCode::TripRefused, error.to_string(), |problem| {
                problem.reason = Some(fault.name().to_owned());
            });
        }
        ChangeError::Limit(LimitError::AboveCeiling) => ProblemCode::LimitAboveCeiling,
        ChangeError::Limit(LimitError::NotPositive | LimitError::WrongCurrency) => ProblemCode::AmountInvalid,
        ChangeError::Limit(LimitError::EndsBefore) | ChangeError::UnknownLimit | ChangeError::Count => {
            ProblemCode::ChangeInvalid
        }
    };
    refuse(code, error.to_string())
}

/// The card, if it is this customer's.
pub(super) fn own(tx: &mut dyn Tx, customer: Uuid, id: Uuid) -> Result<HeldCard, Refusal> {
    let found = tx.card(id)?.filter(|held| held.customer == customer);
    found.ok_or_else(|| refuse(ProblemCode::NotFound, "no such card, or not yours"))
}

/// The card, if it is this customer's and its life is not over.
pub(super) fn load(tx: &mut dyn Tx, customer: Uuid, id: Uuid) -> Result<HeldCard, Refusal> {
    let held = own(tx, customer, id)?;
    if held.card.is_over() {
        return Err(refuse(ProblemCode::CardNotUsable, "the card is closed or out of date"));
    }
    Ok(held)
}

pub(super) fn done(receipt: String) -> Result<Reply, Refusal> {
    Ok(Reply::json(200, &CommandReply { receipt: Some(receipt), operation: None })?)
}

pub(super) fn ask(bank: &Bank, tx: &mut dyn Tx, caller: &Caller, matter: Matter) -> Result<Reply, Refusal> {
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
