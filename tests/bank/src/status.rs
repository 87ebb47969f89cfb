//! The bank's only word on a token: the signed status.

use kunci_wire::signed::{TokenState, TokenStatus, typ};
use kunci_wire::{B64, Bytes32, ProblemCode};

use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{HOUR, timestamp};
use crate::crypto::jws;
use crate::faults::StatusFault;
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::{Stage, Token, Tx};

/// So long after activation some acts are held back.
pub(crate) const PROBATION: i64 = 12 * HOUR;

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

/// Signs the present state.
pub(crate) fn sign(bank: &Bank, token: &Token, nonce: &B64) -> Result<String, BankError> {
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
        probation_until: probation.filter(|_| token.state == TokenState::Active).map(timestamp),
        generation: token.keys.generation,
        code_change: token.keys.change,
        biometric: token.keys.biometric.as_ref().map(|(id, _)| *id),
        open_change: token.keys.open.filter(|&(_, until)| now < until).map(|(id, _)| id),
    };
    let key = &bank.keys.token_status;
    match bank.faults.take_status() {
        None => jws::seal(&key.secret, typ::TOKEN_STATUS, &status),
        Some(StatusFault::UnknownState) => {
            status.state = "hibernating".to_owned();
            jws::seal(&key.secret, typ::TOKEN_STATUS, &status)
        }
        Some(StatusFault::Forged) => jws::seal_as(&bank.keys.rogue.secret, &key.kid, typ::TOKEN_STATUS, &status),
    }
}
