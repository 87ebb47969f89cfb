//! `POST /v1/token/not-me`: the replaced phone says that the new one is not the customer's. By possession it prolongs the new token's
//! probation; with the old Unlock Code as well it suspends the new token.

use kunci_wire::ProblemCode;
use kunci_wire::operations::{NotMeReply, NotMeRequest};
use kunci_wire::signed::TokenState;
use uuid::Uuid;

use super::exchange::use_key;
use super::idempotency::read_key;
use super::{Call, Reply, body, device};
use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::crypto::canonical::Canonical;
use crate::crypto::mac::hmac_matches;
use crate::operations;
use crate::refusal::{BankError, Refusal, refuse, refuse_with};
use crate::status::{self, NOT_ME};
use crate::store::{Customer, Replacement, Token, Tx};

/// Tries for the old code, which count nowhere else.
const TRIES: u32 = 5;

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let thumbprint = device::signed(bank, call)?;
    let request: NotMeRequest = body::parse(call)?;
    status::check_nonce(&request.nonce)?;
    let key = read_key(call)?;
    bank.decide(&call.what(), |tx| {
        let own = tx.token(request.token_id)?.filter(|token| token.thumbprint == thumbprint);
        let token = own.ok_or_else(|| refuse(ProblemCode::NotFound, "no such token, or not of this key"))?;
        let suspect = decide(bank, tx, &token, &request, key)?;
        let status = status::sign(bank, tx, &token, &request.nonce)?;
        let reply = NotMeReply {
            status,
            probation_until: timestamp(suspect.probation_until.unwrap_or_else(|| bank.now())),
            suspended: suspect.state == TokenState::Suspended,
        };
        Ok(Reply::json(200, &reply)?)
    })
}

/// Returns the token that is in doubt, as it stands now.
fn decide(bank: &Bank, tx: &mut dyn Tx, token: &Token, request: &NotMeRequest, key: Uuid) -> Result<Token, Refusal> {
    let closed = |why: &str| refuse(ProblemCode::NotMeClosed, why);
    let now = bank.now();
    let replaced = tx.replacement(token.id)?.filter(|_| token.state == TokenState::Superseded);
    let mut replacement = replaced.ok_or_else(|| closed("this token was not replaced by another phone"))?;
    if replacement.closed {
        return Err(closed("the old phone itself approved, or an operator deregistered it"));
    }
    if now >= replacement.at + NOT_ME {
        return Err(closed("the replacement is more than 72 h old"));
    }
    let customer = tx.customer(token.customer)?.ok_or(BankError::Key)?;
    // Whoever replaced the replacement is in the same doubt: it is the present token that counts.
    let mut suspect = tx.token(customer.token.unwrap_or(replacement.by))?.ok_or(BankError::Key)?;
    if let Some(mac) = &request.mac {
        check_code(bank, tx, token, &mut replacement, request, &mac.0)?;
    } else if replacement.disowned_at.is_some() && replacement.said_key != Some(key) {
        return Err(closed("said before"));
    }
    if replacement.disowned_at.is_none() {
        replacement.disowned_at = Some(now);
        replacement.said_key = Some(key);
        prolong(tx, &customer, &mut suspect, now)?;
    }
    if request.mac.is_some() && replacement.suspended_at.is_none() {
        replacement.suspended_at = Some(now);
        suspend(tx, &customer, &mut suspect, now)?;
    }
    tx.update_replacement(token.id, &replacement)?;
    Ok(suspect)
}

/// The old code, by the keys that the bank keeps for this.
fn check_code(
    bank: &Bank,
    tx: &mut dyn Tx,
    token: &Token,
    replacement: &mut Replacement,
    request: &NotMeRequest,
    mac: &[u8; 32],
) -> Result<(), Refusal> {
    if replacement.code_failures >= TRIES {
        return Err(refuse(ProblemCode::NotMeClosed, "five wrong codes"));
    }
    let key = use_key(bank, token, "kunci/use/not-me")?;
    let message = Canonical::new("kunci/not-me/1").uuid(token.id).integer(token.epoch).bytes(&request.nonce.0).finish();
    if hmac_matches(&key[..], &message, mac) {
        return Ok(());
    }
    replacement.code_failures += 1;
    tx.update_replacement(token.id, replacement)?;
    let left = TRIES - replacement.code_failures;
    Err(refuse_with(ProblemCode::NotMeCodeRefused, "the old Unlock Code does not fit", |problem| {
        problem.tries_left = Some(left);
    }))
}

fn prolong(tx: &mut dyn Tx, customer: &Customer, suspect: &mut Token, now: i64) -> Result<(), BankError> {
    let until = suspect.probation_until.unwrap_or(now).max(now) + NOT_ME;
    tx.set_probation(suspect.id, until)?;
    suspect.probation_until = Some(until);
    let what = format!(
        "{}'s replaced phone says that token {} is not the customer's: probation until {}",
        customer.first_name(),
        suspect.id,
        timestamp(until)
    );
    audit::note(tx, now, Kind::Alert, Some(customer.id), what)?;
    alerts::tell(tx, now, customer, Alert::NotMe)
}

fn suspend(tx: &mut dyn Tx, customer: &Customer, suspect: &mut Token, now: i64) -> Result<(), BankError> {
    if !matches!(suspect.state, TokenState::Active | TokenState::Locked) {
        return Ok(());
    }
    tx.set_token_state(suspect.id, TokenState::Suspended)?;
    suspect.state = TokenState::Suspended;
    tx.end_sessions_of_token(suspect.id)?;
    operations::supersede(tx, suspect.id, now)?;
    let what = format!("{}'s old Unlock Code proved it: token {} is suspended", customer.first_name(), suspect.id);
    audit::note(tx, now, Kind::Alert, Some(customer.id), what)?;
    alerts::tell(tx, now, customer, Alert::ReplacementSuspended)
}
