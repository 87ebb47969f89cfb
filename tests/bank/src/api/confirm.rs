//! `POST /v1/token/enrolments/{id}/confirmation`: the last step. In one transaction the customer's epoch moves on, this
//! token becomes active and the one before superseded.

use kunci_wire::ProblemCode;
use kunci_wire::signed::{EnrolConfirmation, TokenState, typ};
use kunci_wire::token::{ConfirmRequest, Method, StatusReply};
use uuid::Uuid;

use super::caller::Caller;
use super::exchange::use_key;
use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, caller, enrolment};
use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::crypto::jws::Unverified;
use crate::crypto::keys::PeerKey;
use crate::crypto::mac::hmac_matches;
use crate::refusal::{BankError, Refusal, refuse, refuse_with};
use crate::store::{Enrolment, Replacement, Stage, Token, Tx};
use crate::{operations, status};

/// Wrong confirmations for one enrolment.
const TRIES: u32 = 5;

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let request: ConfirmRequest = body::parse(call)?;
    let confirmation = body::signed_object::<EnrolConfirmation>(&request.confirmation, typ::ENROL_CONFIRM)?;
    status::check_nonce(&confirmation.claim.nonce)?;
    let id = enrolment::id(call)?;
    let route = "POST /v1/token/enrolments/{id}/confirmation";
    let intent = (id, confirmation.claim.transcript_hash);
    idempotency::once(bank, call, caller.customer.id, route, &intent, Repeat::Present, |tx| {
        let found = enrolment::load(tx, &caller, id)?;
        let token = decide(bank, tx, &caller, found, &confirmation)?;
        let status = status::sign(bank, tx, &token, &confirmation.claim.nonce)?;
        Ok(Reply::json(200, &StatusReply { status })?)
    })
}

/// Returns the token in its present state.
fn decide(
    bank: &Bank,
    tx: &mut dyn Tx,
    caller: &Caller,
    mut found: Enrolment,
    confirmation: &Unverified<EnrolConfirmation>,
) -> Result<Token, Refusal> {
    let now = bank.now();
    let Some(mut token) = tx.token_of_enrolment(found.id)? else {
        return Err(enrolment::closed("no keys were exchanged"));
    };
    status::settle(tx, &mut token, now)?;
    if token.state == TokenState::Removed && token.activated_at.is_none() {
        return Err(enrolment::closed("the enrolment ended without a confirmation"));
    }
    let signed = is_signed(&token, confirmation)?;
    if token.state != TokenState::Pending {
        // Repeated or late: the present status, for which the device's signature is enough. The MAC is not looked at:
        // this must not become a place to test codes without being counted.
        return if signed { Ok(token) } else { Err(refused()) };
    }
    refuse_unseen(tx, &mut found, &mut token, now)?;
    if !signed || !knows(bank, &token, &confirmation.claim)? {
        count_failure(tx, &mut found, &mut token, now)?;
        return Err(refused());
    }
    activate(tx, caller, &mut found, token, now)
}

/// By QR the website has to be given the phone's fingerprint first: until then nobody knows who is at the other end.
fn refuse_unseen(tx: &mut dyn Tx, found: &mut Enrolment, token: &mut Token, now: i64) -> Result<(), Refusal> {
    if found.method != Method::Website || found.vouched {
        return Ok(());
    }
    if now >= found.otp_expires_at {
        enrolment::close(tx, found)?;
        status::drop_pending(tx, token, now, "nobody gave the website its fingerprint within 120 s")?;
        return Err(enrolment::closed("the website was not given the fingerprint within 120 s"));
    }
    Err(refuse_with(ProblemCode::ApprovalPending, "the website waits for the fingerprint", |problem| {
        problem.retry_after_seconds = Some(2);
    }))
}

/// Whether the token's device key signed a confirmation of exactly this enrolment.
fn is_signed(token: &Token, confirmation: &Unverified<EnrolConfirmation>) -> Result<bool, BankError> {
    let device = PeerKey::from_sec1(&token.device_signing).ok_or(BankError::Key)?;
    let claim = &confirmation.claim;
    Ok(confirmation.verifies(&device)
        && claim.enrolment_id == token.enrolment
        && claim.token_id == token.id
        && claim.epoch == token.epoch
        && claim.transcript_hash.0 == token.transcript_hash)
}

fn knows(bank: &Bank, token: &Token, claim: &EnrolConfirmation) -> Result<bool, BankError> {
    let key = use_key(bank, token, "kunci/use/enrol-confirm")?;
    let message = Canonical::new("kunci/enrol-confirm/1").bytes(&token.transcript_hash).uuid(token.enrolment).finish();
    Ok(hmac_matches(&key[..], &message, &claim.mac.0))
}

fn count_failure(tx: &mut dyn Tx, found: &mut Enrolment, token: &mut Token, now: i64) -> Result<(), BankError> {
    found.confirm_failures += 1;
    if found.confirm_failures >= TRIES {
        found.stage = Stage::Closed;
        status::drop_pending(tx, token, now, "five wrong confirmations")?;
    }
    tx.update_enrolment(found)
}

fn activate(
    tx: &mut dyn Tx,
    caller: &Caller,
    found: &mut Enrolment,
    mut token: Token,
    now: i64,
) -> Result<Token, Refusal> {
    let customer = &caller.customer;
    found.stage = Stage::Done;
    tx.update_enrolment(found)?;
    let Some(before) = token.epoch.checked_sub(1) else { return Err(BankError::Key.into()) };
    if !tx.swap_epoch(customer.id, before, token.epoch, token.id)? {
        // Another enrolment of the same epoch was confirmed first.
        tx.set_token_state(token.id, TokenState::Superseded)?;
        token.state = TokenState::Superseded;
        let what = format!("Token {} lost: epoch {} went to another phone", token.id, token.epoch);
        audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
        return Ok(token);
    }
    // Approved in full by the phone that it replaces: there is nobody to be protected from.
    let by_old_phone = found.method == Method::OldPhone;
    // One that the bank holds may have been a thief's: it does not get to speak against the customer's next phone.
    let was_held = present_is_suspended(tx, customer.id)?;
    // The old one first: the database allows one working token only.
    let superseded = tx.supersede_others(customer.id, token.id, token.epoch)?;
    for id in superseded {
        if tx.token(id)?.is_some_and(|old| old.activated_at.is_some()) {
            tx.insert_replacement(id, &Replacement::new(token.id, now, by_old_phone || was_held))?;
        }
        operations::supersede(tx, id, now)?;
        tx.end_sessions_of_token(id)?;
        let what = format!("Superseded token {id} and ended its sessions");
        audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    }
    tx.activate_token(token.id, now)?;
    if !by_old_phone {
        let probation_until = now + status::PROBATION;
        tx.set_probation(token.id, probation_until)?;
        token.probation_until = Some(probation_until);
    }
    token.state = TokenState::Active;
    token.activated_at = Some(now);
    let what = format!("Activated {}'s token {} with epoch {}", customer.first_name(), token.id, token.epoch);
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    alerts::tell(tx, now, customer, Alert::NewDevice)?;
    Ok(token)
}

fn present_is_suspended(tx: &mut dyn Tx, customer: Uuid) -> Result<bool, BankError> {
    let tokens = tx.tokens_of(customer)?;
    Ok(tokens.iter().any(|token| token.state == TokenState::Suspended))
}

fn refused() -> Refusal {
    refuse(ProblemCode::ConfirmationRefused, "device signature or knowledge MAC does not fit")
}
