//! `POST /v1/token/not-me`: the replaced phone says that the new one is not the customer's.

use kunci_wire::ProblemCode;
use kunci_wire::operations::{NotMeReply, NotMeRequest};
use kunci_wire::signed::TokenState;

use super::{Call, Reply, body, device};
use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{HOUR, timestamp};
use crate::refusal::{BankError, Refusal, refuse};
use crate::status;
use crate::store::{Token, Tx};

/// Possible for so long after the replacement, and so much is added to the probation.
const WINDOW: i64 = 72 * HOUR;

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let thumbprint = device::signed(bank, call)?;
    let request: NotMeRequest = body::parse(call)?;
    status::check_nonce(&request.nonce)?;
    bank.decide(&call.what(), |tx| {
        let own = tx.token(request.token_id)?.filter(|token| token.thumbprint == thumbprint);
        let token = own.ok_or_else(|| refuse(ProblemCode::NotFound, "no such token, or not of this key"))?;
        let until = disown(tx, &token, bank.now())?;
        let status = status::sign(bank, &token, &request.nonce)?;
        Ok(Reply::json(200, &NotMeReply { status, probation_until: timestamp(until) })?)
    })
}

/// Prolongs the probation; returns its new end.
fn disown(tx: &mut dyn Tx, token: &Token, now: i64) -> Result<i64, Refusal> {
    let closed = |why: &str| refuse(ProblemCode::NotMeClosed, why);
    let replaced = tx.replacement(token.id)?.filter(|_| token.state == TokenState::Superseded);
    let replacement = replaced.ok_or_else(|| closed("this token was not replaced by another phone"))?;
    if now >= replacement.at + WINDOW {
        return Err(closed("the replacement is more than 72 h old"));
    }
    if !tx.disown_replacement(token.id, now)? {
        return Err(closed("said before"));
    }
    let customer = tx.customer(token.customer)?.ok_or(BankError::Key)?;
    // Whoever replaced the replacement is in the same doubt: it is the present token that counts.
    let suspect = tx.token(customer.token.unwrap_or(replacement.by))?.ok_or(BankError::Key)?;
    let until = suspect.probation_until.unwrap_or(now).max(now) + WINDOW;
    tx.set_probation(suspect.id, until)?;
    let what = format!(
        "{}'s replaced phone says that token {} is not the customer's: probation until {}",
        customer.first_name(),
        suspect.id,
        timestamp(until)
    );
    audit::note(tx, now, Kind::Alert, Some(customer.id), what)?;
    alerts::tell(tx, now, &customer, Alert::NotMe)?;
    Ok(until)
}
