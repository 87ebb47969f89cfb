//! `POST /v1/operations/{id}/approval`: the token's proof over exactly these bytes; the effect happens here, once.

use kunci_domain::direction::{self, Act};
use kunci_wire::operations::ApprovalRequest;
use kunci_wire::sessions::Scope;
use kunci_wire::signed::{Approval, typ};
use kunci_wire::{B64, ProblemCode};

use super::caller::Caller;
use super::exchange::{approve_key, bio_approve_key};
use super::idempotency::{self, Repeat};
use super::operations::load;
use super::{Call, Reply, body, caller, device, suspension};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::crypto::jws::Unverified;
use crate::crypto::keys::PeerKey;
use crate::crypto::mac::{hmac_matches, sha256};
use crate::effects::{self, By};
use crate::factor::Factor;
use crate::refusal::{BankError, Refusal, refuse, refuse_with};
use crate::store::{OpState, Operation, Token, Tx};
use crate::{failures, operations};

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let request: ApprovalRequest = body::parse(call)?;
    let approval = body::signed_object::<Approval>(&request.approval, typ::APPROVAL)?;
    let id = device::path_id(call)?;
    let route = "POST /v1/operations/{id}/approval";
    idempotency::once(bank, call, caller.customer.id, route, &id, Repeat::Present, |tx| {
        operations::tidy(tx, bank.now())?;
        let operation = load(tx, caller.customer.id, id);
        let lifts = operation.as_ref().is_ok_and(|found| effects::act(found) == Act::LiftSuspension);
        if caller.session.scope != Scope::Full && !lifts {
            return Err(refuse(ProblemCode::Scope, "the session is not full: prove the token first"));
        }
        let operation = operation?;
        let operation = decide(bank, tx, &caller, operation, &approval)?;
        Ok(Reply::json(200, &operations::view(&operation))?)
    })
}

/// Device signature → state of operation and token → proof, which alone counts → effect.
fn decide(
    bank: &Bank,
    tx: &mut dyn Tx,
    caller: &Caller,
    mut operation: Operation,
    approval: &Unverified<Approval>,
) -> Result<Operation, Refusal> {
    let customer = tx.customer(caller.customer.id)?.ok_or(BankError::Key)?;
    let present = customer.token.map(|id| tx.token(id)).transpose()?.flatten();
    let present = present.ok_or_else(|| refuse(ProblemCode::TokenNotActive, "the customer has no token"))?;
    let device = PeerKey::from_sec1(&present.device_signing).ok_or(BankError::Key)?;
    if !approval.verifies(&device) {
        return Err(refuse(ProblemCode::SignatureInvalid, "the approval is not signed by the token's device key"));
    }
    match operation.state {
        OpState::Pending => {}
        // The MAC is not looked at: this must not become a place to test codes without being counted.
        OpState::Waiting | OpState::Approved | OpState::Completed | OpState::Failed => return Ok(operation),
        other => return Err(operations::closed(other, format!("the operation is {}", other.as_str()))),
    }
    // A suspended token approves one thing only: that it works again.
    let token = match effects::act(&operation) {
        Act::LiftSuspension => suspension::suspended_token(tx, caller)?,
        _ => caller::working_token(tx, caller)?,
    };
    let act = effects::act(&operation);
    effects::refuse_place(tx, &caller.customer, act, approval.claim.surroundings)?;
    let Some(factor) = proves(bank, &operation, &token, &approval.claim)? else {
        return Err(wrong(bank, tx, caller, operation, &token, &approval.claim)?);
    };
    // Right, so nothing is counted; but a finger held to the phone takes no protection of the customer's own away.
    if factor == Factor::Biometric && act.needs() == direction::Factor::Code {
        return Err(refuse(ProblemCode::CodeNeeded, "the proof is right, but it is by finger or face"));
    }
    // A finger says nothing about who knows the code: it ends no row of wrong ones.
    if factor == Factor::Code {
        tx.set_token_failures(token.id, 0)?;
    }
    operation.answered_by = Some(By::Phone.as_str().to_owned());
    effects::approved(bank, tx, &caller.customer, &token, &mut operation, approval.claim.surroundings)?;
    Ok(operation)
}

fn proves(bank: &Bank, operation: &Operation, token: &Token, claim: &Approval) -> Result<Option<Factor>, BankError> {
    if claim.operation_id != operation.id || claim.operation_hash.0 != sha256(&operation.bytes) {
        return Ok(None);
    }
    let challenge = operations::challenge(bank, operation)?;
    let fits = |key: &[u8]| hmac_matches(key, &operation.bytes, &claim.mac.0);
    if fits(&approve_key(bank, token, &challenge)?[..]) {
        return Ok(Some(Factor::Code));
    }
    let bio = bio_approve_key(bank, token, &challenge)?;
    Ok(bio.filter(|key| fits(&key[..])).map(|_| Factor::Biometric))
}

/// Burns nonce and challenge, counts, and offers fresh bytes. The very approval that failed last, sent again because its
/// reply was lost, counts once.
fn wrong(
    bank: &Bank,
    tx: &mut dyn Tx,
    caller: &Caller,
    mut operation: Operation,
    token: &Token,
    claim: &Approval,
) -> Result<Refusal, BankError> {
    let claims = sha256(&serde_json::to_vec(claim)?);
    if operation.last_wrong != Some(claims) {
        operation.last_wrong = Some(claims);
        operations::offer(bank, &mut operation, token)?;
        tx.update_operation(&operation)?;
        let now = bank.now();
        let what = format!("Refused {}'s approval of operation {}", caller.customer.first_name(), operation.id);
        audit::note(tx, now, Kind::Refusal, Some(operation.customer), what)?;
        if failures::count(tx, &caller.customer, token, now)? {
            return Ok(refuse(ProblemCode::TokenLocked, "too many wrong proofs"));
        }
    }
    Ok(refuse_with(ProblemCode::ApprovalRefused, "the proof does not fit", |problem| {
        problem.operation = Some(B64(operation.bytes));
    }))
}
