//! `/v1/cards/{id}`: closed for good, taken into use, another PIN, replaced, a virtual card beside it (`docs/contract/cards.md`).

use kunci_domain::cards::{CardState, Closing, order};
use kunci_domain::unlock_code::{self, Personal};
use kunci_wire::ProblemCode;
use kunci_wire::cards::{BlockRequest, HoldRequest, PinRequest, VirtualCardRequest};

use super::cards::{ask, done, load, own, refusal};
use super::idempotency::{self, Repeat, read_key};
use super::{Call, Reply, body, caller, device};
use crate::bank::Bank;
use crate::cards;
use crate::clock::timestamp;
use crate::matters::{CardActivation, CardPin, CardReplacement, Matter, VirtualCard};
use crate::refusal::{Refusal, refuse, refuse_with};

/// What the digest of a PIN is made for; the card's id is in it, so that equal PINs do not show.
pub(crate) const PIN: &str = "card-pin";

/// Lost, stolen or found out: at once and for good, also while the card is frozen. A session that the token opened is enough.
pub(super) fn block(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let request: BlockRequest = body::parse(call)?;
    if !request.reason.is_reported() && request.reason != Closing::Ended {
        return Err(refuse(ProblemCode::Malformed, "a customer says lost, stolen, compromised or ended"));
    }
    let id = device::path_id(call)?;
    let command = read_key(call)?;
    let route = format!("POST /v1/cards/{id}/block");
    idempotency::once(bank, call, caller.customer.id, &route, &request, Repeat::Stored, |tx| {
        let held = load(tx, caller.customer.id, id)?;
        if request.reason == Closing::Ended && !held.card.can_be_closed() {
            let why = "a card of plastic is reported or replaced; only a virtual one is simply closed";
            return Err(refuse(ProblemCode::CardNotUsable, why));
        }
        done(cards::block(bank, tx, held, command, request.reason)?)
    })
}

/// Needs the token's approval.
pub(super) fn activate(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let HoldRequest {} = body::parse(call)?;
    let id = device::path_id(call)?;
    let command = read_key(call)?;
    let route = format!("POST /v1/cards/{id}/activation");
    idempotency::once(bank, call, caller.customer.id, &route, &(), Repeat::Stored, |tx| {
        let held = load(tx, caller.customer.id, id)?;
        if held.card.state != CardState::AwaitingActivation {
            return Err(refuse(ProblemCode::CardNotUsable, "the card is not with the customer, or is in use already"));
        }
        let matter = Matter::CardActivation(CardActivation { card: id, ending: held.card.ending, command });
        ask(bank, tx, &caller, matter)
    })
}

/// Needs the token's approval. The PIN is in none of the bytes that are shown, and leaves as a keyed digest.
pub(super) fn pin(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let request: PinRequest = body::parse(call)?;
    let personal = Personal::read(Some(&caller.customer.birth_date), Some(&caller.customer.phone));
    unlock_code::check(request.pin.as_bytes(), &personal).map_err(|weakness| {
        refuse_with(ProblemCode::PinWeak, "the PIN is too easy to guess", |problem| {
            problem.reason = Some(weakness.code().to_owned());
        })
    })?;
    let id = device::path_id(call)?;
    let command = read_key(call)?;
    let route = format!("POST /v1/cards/{id}/pin");
    idempotency::once(bank, call, caller.customer.id, &route, &request, Repeat::Stored, |tx| {
        let held = load(tx, caller.customer.id, id)?;
        if held.card.state != CardState::Active || !held.card.kind.has_plastic() {
            return Err(refuse(ProblemCode::CardNotUsable, "the card is not in use, or is virtual and has no PIN"));
        }
        let digest = bank.hsm.digest(PIN, format!("{id} {}", request.pin).as_bytes()).to_vec();
        ask(bank, tx, &caller, Matter::CardPin(CardPin { card: id, ending: held.card.ending, digest, command }))
    })
}

/// Needs the token's approval, over the address that the new card is sent to.
pub(super) fn replace(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let HoldRequest {} = body::parse(call)?;
    let id = device::path_id(call)?;
    let command = read_key(call)?;
    let route = format!("POST /v1/cards/{id}/replacement");
    idempotency::once(bank, call, caller.customer.id, &route, &(), Repeat::Stored, |tx| {
        let held = own(tx, caller.customer.id, id)?;
        if !cards::may_be_replaced(tx, &held)? {
            return Err(refuse(ProblemCode::CardNotUsable, "the card cannot be replaced, or a new one is on its way"));
        }
        // Of a virtual card nothing is sent.
        let address = match held.card.kind.has_plastic() {
            true => tx.profile(caller.customer.id, "address")?,
            false => Some(String::new()),
        };
        let address = address.ok_or_else(|| refuse(ProblemCode::CardNotUsable, "there is no address to send it to"))?;
        let ending = held.card.ending;
        ask(bank, tx, &caller, Matter::CardReplacement(CardReplacement { card: id, ending, address, command }))
    })
}

/// Needs the token's approval, over the name, the card whose money it pays with, and the most in a month.
pub(super) fn order_virtual(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let request: VirtualCardRequest = body::parse(call)?;
    let name = order::name(&request.name)
        .map_err(|reason| refuse(ProblemCode::Malformed, format!("the card's name: {}", reason.code())))?;
    let id = device::path_id(call)?;
    let command = read_key(call)?;
    let route = format!("POST /v1/cards/{id}/virtual-card");
    idempotency::once(bank, call, caller.customer.id, &route, &request, Repeat::Stored, |tx| {
        let held = load(tx, caller.customer.id, id)?;
        if !held.card.carries_virtual() {
            let why = "none is made beside a card that is not in use, is held, or is virtual itself";
            return Err(refuse(ProblemCode::CardNotUsable, why));
        }
        if order::is_full(tx.cards_of(caller.customer.id)?.iter().map(|other| &other.card)) {
            return Err(refuse(ProblemCode::TooManyCards, "as many virtual cards as there can be at one time"));
        }
        let now = timestamp(bank.now());
        let controls = cards::virtual_controls(&held.card, request.month, now)?.map_err(refusal)?;
        let month = cards::month_of(&controls, now)?;
        let ending = held.card.ending;
        ask(bank, tx, &caller, Matter::VirtualCard(VirtualCard { card: id, ending, name, month, command }))
    })
}
