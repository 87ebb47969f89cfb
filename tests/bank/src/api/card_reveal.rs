//! A card's number on the phone's screen: asked for, approved, fetched once (`docs/contract/cards.md`).

use kunci_wire::cards::{CardDetailsReply, HoldRequest, RevealRequest};
use kunci_wire::operations::OperationOffer;
use kunci_wire::{B64, ProblemCode};

use super::cards::load;
use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, caller, device};
use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::crypto::keys::PeerKey;
use crate::matters::{CardReveal, Matter};
use crate::orders::{self, Asker};
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::OpState;
use crate::{operations, reveals};

/// `POST /v1/cards/{id}/reveal`. Needs the token's approval, over the very key to which the details are sealed.
pub(super) fn ask(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let request: RevealRequest = body::parse(call)?;
    let id = device::path_id(call)?;
    if PeerKey::from_sec1(&request.key.0).is_none() {
        return Err(refuse(ProblemCode::Malformed, "the key is no point of P-256 in 65 bytes"));
    }
    let route = format!("POST /v1/cards/{id}/reveal");
    idempotency::once(bank, call, caller.customer.id, &route, &request, Repeat::Stored, |tx| {
        let held = load(tx, caller.customer.id, id)?;
        if !held.card.can_be_revealed() {
            return Err(refuse(ProblemCode::CardNotUsable, "the card is not in use, or held by somebody else"));
        }
        operations::tidy(tx, bank.now())?;
        let token = caller::working_token(tx, &caller)?;
        let reveal =
            CardReveal { card: id, ending: held.card.ending, key: request.key.0.clone(), session: caller.session.id };
        let asker = Asker { customer: &caller.customer, token: &token };
        let operation = orders::ask(bank, tx, &asker, Matter::CardReveal(reveal))?;
        Ok(Reply::json(201, &OperationOffer { operation: B64(operation.bytes) })?)
    })
}

/// `POST /v1/operations/{id}/card-details`. Without an idempotency key: what was handed out once is never handed out again, and no
/// answer of this call is kept.
pub(super) fn details(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let HoldRequest {} = body::parse(call)?;
    let id = device::path_id(call)?;
    let closed = |why: &str| refuse(ProblemCode::RevealClosed, why);
    bank.decide(&call.what(), |tx| {
        let now = bank.now();
        let operation = super::operations::load(tx, caller.customer.id, id)?;
        let Matter::CardReveal(reveal) = &operation.matter else {
            return Err(refuse(ProblemCode::NotFound, "no such reveal, or not yours"));
        };
        if reveal.session != caller.session.id {
            return Err(closed("another session has asked for it"));
        }
        if operation.state != OpState::Completed {
            return Err(closed("it is not approved"));
        }
        // Held or closed since then: not any more.
        let held = load(tx, caller.customer.id, reveal.card)?;
        if !held.card.can_be_revealed() {
            return Err(refuse(ProblemCode::CardNotUsable, "the card is held by somebody else by now"));
        }
        let until = tx.take_reveal(id, now)?.ok_or_else(|| closed("it was shown, or its time is over"))?;
        let sealed = reveals::seal(bank, &held.card, &reveal.key, id)?;
        let customer = tx.customer(caller.customer.id)?.ok_or(BankError::Key)?;
        alerts::tell(tx, now, &customer, Alert::CardRevealed { ending: held.card.ending.clone() })?;
        let what = format!("The number of the card ending in {} was shown, sealed to the phone", held.card.ending);
        audit::note(tx, now, Kind::Alert, Some(customer.id), what)?;
        let reply = CardDetailsReply {
            enc: B64(sealed.enc.to_vec()),
            sealed: B64(sealed.sealed),
            shown_until: timestamp(until),
        };
        Ok(Reply::json(200, &reply)?)
    })
}
