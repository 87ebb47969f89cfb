//! The customer suspends the own token by possession alone, and lifts that with the full proof (`docs/contract/direction.md`).

use kunci_wire::guard::{EmptyRequest, SuspensionRequest};
use kunci_wire::operations::OperationOffer;
use kunci_wire::signed::TokenState;
use kunci_wire::token::StatusReply;
use kunci_wire::{B64, ProblemCode};

use super::caller::{self, Caller};
use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, device};
use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::matters::{LiftSuspension, Matter};
use crate::orders::Asker;
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::{Token, Tx};
use crate::{failures, orders, status};

/// `POST /v1/token/suspension`. Asked again, or of a token that does not work anyway, it answers with the present status.
pub(super) fn suspend(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let thumbprint = device::signed(bank, call)?;
    let request: SuspensionRequest = body::parse(call)?;
    status::check_nonce(&request.nonce)?;
    bank.decide(&call.what(), |tx| {
        let own = tx.token(request.token_id)?.filter(|token| token.thumbprint == thumbprint);
        let mut token = own.ok_or_else(|| refuse(ProblemCode::NotFound, "no such token, or not of this key"))?;
        let now = bank.now();
        status::settle(tx, &mut token, now)?;
        if matches!(token.state, TokenState::Active | TokenState::Locked) {
            stop(tx, &mut token, now)?;
        }
        Ok(Reply::json(200, &StatusReply { status: status::sign(bank, tx, &token, &request.nonce)? })?)
    })
}

/// The token, its sessions, and everything that was to be done by its word.
pub(crate) fn stop(tx: &mut dyn Tx, token: &mut Token, now: i64) -> Result<(), BankError> {
    tx.suspend_own(token.id, now)?;
    token.state = TokenState::Suspended;
    status::stop_work(tx, token.id, now, "its customer suspended the token")?;
    let what = format!("The customer suspended token {}; its sessions ended", token.id);
    audit::note(tx, now, Kind::Alert, Some(token.customer), what)?;
    let customer = tx.customer(token.customer)?.ok_or(BankError::Key)?;
    alerts::tell(tx, now, &customer, Alert::TokenSuspended)
}

/// `POST /v1/operations/lift-suspension`, in a session of any scope: a suspended token opens no other.
pub(super) fn lift(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let EmptyRequest {} = body::parse(call)?;
    let route = "POST /v1/operations/lift-suspension";
    idempotency::once(bank, call, caller.customer.id, route, &(), Repeat::Stored, |tx| {
        let token = suspended_token(tx, &caller)?;
        let matter = Matter::LiftSuspension(LiftSuspension { token: token.id });
        let asker = Asker { customer: &caller.customer, token: &token };
        let operation = orders::ask(bank, tx, &asker, matter)?;
        Ok(Reply::json(201, &OperationOffer { operation: B64(operation.bytes) })?)
    })
}

/// The customer's token, if the customer alone suspended it and no wrong codes have locked it as well.
pub(super) fn suspended_token(tx: &mut dyn Tx, caller: &Caller) -> Result<Token, Refusal> {
    let customer = tx.customer(caller.customer.id)?.ok_or(BankError::Key)?;
    let token = customer.token.map(|id| tx.token(id)).transpose()?.flatten();
    let token = token.ok_or_else(|| refuse(ProblemCode::TokenNotActive, "the customer has no token"))?;
    if tx.own_suspension(token.id)?.is_none() {
        return Err(refuse(ProblemCode::TokenNotActive, "the token is not suspended by its customer"));
    }
    if token.failures >= failures::TRIES {
        return Err(refuse(ProblemCode::TokenLocked, "too many wrong proofs before it was suspended"));
    }
    Ok(token)
}
