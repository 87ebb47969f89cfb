//! The bank's only word on a token: the signed status.

use kunci_wire::signed::{TokenState, TokenStatus, typ};
use kunci_wire::{B64, Bytes32, ProblemCode};
use uuid::Uuid;

use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{HOUR, timestamp};
use crate::crypto::jws;
use crate::faults::StatusFault;
use crate::operations;
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::{OpState, Stage, Token, Tx};

/// So long after activation some acts are held back.
pub(crate) const PROBATION: i64 = 12 * HOUR;

/// So long a replaced phone may say "not me", and the bank keeps its keys for that.
pub(crate) const NOT_ME: i64 = 72 * HOUR;

/// The nonce that a status must carry back: 16 bytes.
pub(crate) fn check_nonce(nonce: &B64) -> Result<(), Refusal> {
    if nonce.0.len() == 16 { Ok(()) } else { Err(refuse(ProblemCode::Malformed, "the status nonce is not 16 bytes")) }
}

/// A token that waited too long for its confirmation is removed, whoever asks first.
pub(crate) fn settle(tx: &mut dyn Tx, token: &mut Token, now: i64) -> Result<(), BankError> {
    if token.state != TokenState::Pending {
        return Ok(());
    }
    let Some(mut enrolment) = tx.enrolment(token.enrolment)? else { return Err(BankError::Key) };
    if now < enrolment.expires_at {
        return Ok(());
    }
    enrolment.stage = Stage::Closed;
    tx.update_enrolment(&enrolment)?;
    drop_pending(tx, token, now, "it was not confirmed within ten minutes")
}

/// Removes a token that never became active.
pub(crate) fn drop_pending(tx: &mut dyn Tx, token: &mut Token, now: i64, why: &str) -> Result<(), BankError> {
    tx.set_token_state(token.id, TokenState::Removed)?;
    token.state = TokenState::Removed;
    audit::note(tx, now, Kind::Notice, Some(token.customer), format!("Removed pending token {}: {why}", token.id))
}

/// So long the phone of a replaced token may say "not me"; `None`: it may not (any more), and erases what it has.
pub(crate) fn not_me_until(tx: &mut dyn Tx, token: &Token, now: i64) -> Result<Option<i64>, BankError> {
    if token.state != TokenState::Superseded {
        return Ok(None);
    }
    let open =
        tx.replacement(token.id)?.filter(|replacement| !replacement.closed && replacement.suspended_at.is_none());
    Ok(open.map(|replacement| replacement.at + NOT_ME).filter(|&until| now < until))
}

/// Ends a token for good, by its customer or an operator.
pub(crate) fn retire(tx: &mut dyn Tx, token: &mut Token, now: i64) -> Result<(), BankError> {
    tx.set_token_state(token.id, TokenState::Removed)?;
    token.state = TokenState::Removed;
    tx.forget_token(token.customer, token.id)?;
    tx.end_sessions_of_token(token.id)?;
    operations::supersede(tx, token.id, now)
}

/// What a suspended token had under way is over: its sessions, and everything that was to be done by its word.
pub(crate) fn stop_work(tx: &mut dyn Tx, token: Uuid, now: i64, why: &str) -> Result<(), BankError> {
    tx.end_sessions_of_token(token)?;
    for mut operation in tx.pending_operations(token)? {
        operations::close(tx, &mut operation, OpState::Rejected, now, why)?;
    }
    Ok(())
}

/// Signs the present state.
pub(crate) fn sign(bank: &Bank, tx: &mut dyn Tx, token: &Token, nonce: &B64) -> Result<String, BankError> {
    let now = bank.now();
    let probation = token.probation_until.filter(|&until| until > now);
    let mut status = TokenStatus {
        token_id: token.id,
        thumbprint: token.thumbprint.clone(),
        transcript_hash: Bytes32(token.transcript_hash),
        epoch: token.epoch,
        state: token.state.as_str().to_owned(),
        nonce: nonce.clone(),
        issued: timestamp(now),
        not_me_until: not_me_until(tx, token, now)?.map(timestamp),
        probation_until: probation.filter(|_| token.state == TokenState::Active).map(timestamp),
        generation: token.keys.generation,
        code_change: token.keys.change,
        biometric: token.keys.biometric.as_ref().map(|(id, _)| *id),
        open_change: token.keys.open.filter(|&(_, until)| now < until).map(|(id, _)| id),
        chain: tx.chain(token.id)?.tip.map(|tip| Bytes32(tip.now)),
    };
    let key = &bank.keys.token_status;
    match bank.faults.take_status() {
        None => jws::seal(key, typ::TOKEN_STATUS, &status),
        Some(StatusFault::UnknownState) => {
            status.state = "hibernating".to_owned();
            jws::seal(key, typ::TOKEN_STATUS, &status)
        }
        Some(StatusFault::Forged) => jws::seal_as(&bank.keys.rogue.signer, &key.kid, typ::TOKEN_STATUS, &status),
    }
}
