//! Requests that the device key signs: no session needed.

use kunci_domain::direction::{Act, Factor};
use kunci_wire::ProblemCode;
use kunci_wire::signed::TokenState;
use uuid::Uuid;

use super::Call;
use super::caller::{self, check_signature, read_signature, strict_uuid};
use crate::bank::Bank;
use crate::crypto::keys::PeerKey;
use crate::crypto::signature9421::{RequestSignature, Tag};
use crate::effects;
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::{Customer, Token, Tx};

/// The thumbprint of the device key that signed.
pub(super) fn signed(bank: &Bank, call: &Call) -> Result<String, Refusal> {
    let signature = read_signature(call, Tag::Device)?;
    bank.decide(&call.what(), |tx| checked(bank, tx, &signature))?;
    Ok(signature.key_id)
}

fn checked(bank: &Bank, tx: &mut dyn Tx, signature: &RequestSignature) -> Result<(), Refusal> {
    let unknown = || refuse(ProblemCode::SignatureInvalid, "no token has this device key");
    let point = tx.device_key(&signature.key_id)?.ok_or_else(unknown)?;
    let key = PeerKey::from_sec1(&point).ok_or(BankError::Key)?;
    check_signature(tx, bank.now(), signature, &key)?;
    Ok(effects::due(bank, tx)?)
}

/// The customer, by what the table asks for: the device key alone where that is enough, also while the token is locked or
/// suspended; else a session that the token opened. (The full proof itself is an operation's approval.)
pub(super) fn allowed(bank: &Bank, call: &Call, act: Act) -> Result<Customer, Refusal> {
    match act.needs() {
        Factor::Possession => owner(bank, call).map(|(customer, _)| customer),
        Factor::Session | Factor::FullProof | Factor::Code => caller::full(bank, call).map(|caller| caller.customer),
    }
}

/// The customer whose token this device key is, also while it is locked or suspended: tightening always works.
pub(super) fn owner(bank: &Bank, call: &Call) -> Result<(Customer, Token), Refusal> {
    let thumbprint = signed(bank, call)?;
    bank.decide(&call.what(), |tx| holder(tx, &thumbprint))
}

fn holder(tx: &mut dyn Tx, thumbprint: &str) -> Result<(Customer, Token), Refusal> {
    for id in tx.tokens_of_key(thumbprint)? {
        let token = tx.token(id)?.ok_or(BankError::Key)?;
        if matches!(token.state, TokenState::Active | TokenState::Locked | TokenState::Suspended) {
            let customer = tx.customer(token.customer)?.ok_or(BankError::Key)?;
            return Ok((customer, token));
        }
    }
    Err(refuse(ProblemCode::TokenNotActive, "the token of this device key is not in use (any more)"))
}

/// Finds out who asks, as [`allowed`] does, and does it. By possession alone both are one transaction: a customer in a hurry waits for the
/// disk once.
pub(super) fn act<T>(
    bank: &Bank,
    call: &Call,
    act: Act,
    work: impl FnOnce(&mut dyn Tx, &Customer) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    if act.needs() != Factor::Possession {
        let customer = allowed(bank, call, act)?;
        return bank.decide(&call.what(), |tx| work(tx, &customer));
    }
    let signature = read_signature(call, Tag::Device)?;
    bank.decide(&call.what(), |tx| {
        checked(bank, tx, &signature)?;
        let (customer, _) = holder(tx, &signature.key_id)?;
        work(tx, &customer)
    })
}

/// The id in `/v1/{area}/{id}/…`.
pub(super) fn path_id(call: &Call) -> Result<Uuid, Refusal> {
    let id = call.path().split('/').nth(3).and_then(strict_uuid);
    id.ok_or_else(|| refuse(ProblemCode::NotFound, "no such id, or not yours"))
}
