//! `POST /v1/token/removal`: the customer takes the token off this phone. Signed by the device key, proved by the Unlock Code.

use kunci_wire::ProblemCode;
use kunci_wire::signed::TokenState;
use kunci_wire::token::{RemovalRequest, StatusReply};

use super::exchange::use_key;
use super::{Call, Reply, body, device};
use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::crypto::mac::hmac_matches;
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::{Token, Tx};
use crate::{failures, status};

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let thumbprint = device::signed(bank, call)?;
    let request: RemovalRequest = body::parse(call)?;
    status::check_nonce(&request.nonce)?;
    bank.decide(&call.what(), |tx| {
        let own = tx.token(request.token_id)?.filter(|token| token.thumbprint == thumbprint);
        let mut token = own.ok_or_else(|| refuse(ProblemCode::NotFound, "no such token, or not of this key"))?;
        status::settle(tx, &mut token, bank.now())?;
        decide(bank, tx, &mut token, &request)?;
        let status = status::sign(bank, tx, &token, &request.nonce)?;
        Ok(Reply::json(200, &StatusReply { status })?)
    })
}

/// State → proof, which alone counts → effect. A repeated call gets the present status; its MAC is not looked at.
fn decide(bank: &Bank, tx: &mut dyn Tx, token: &mut Token, request: &RemovalRequest) -> Result<(), Refusal> {
    let now = bank.now();
    match token.state {
        TokenState::Removed => return Ok(()),
        TokenState::Active => {}
        TokenState::Locked => return Err(refuse(ProblemCode::TokenLocked, "too many wrong proofs")),
        other => return Err(refuse(ProblemCode::TokenNotActive, format!("the token is {}", other.as_str()))),
    }
    let customer = tx.customer(token.customer)?.ok_or(BankError::Key)?;
    let key = use_key(bank, token, "kunci/use/remove")?;
    let message = Canonical::new("kunci/remove/1").uuid(token.id).integer(token.epoch).bytes(&request.nonce.0).finish();
    if !hmac_matches(&key[..], &message, &request.mac.0) {
        failures::count(tx, &customer, token, now)?;
        return Err(refuse(ProblemCode::ProofRefused, "the proof does not fit"));
    }
    status::retire(tx, token, now)?;
    let what = format!("{} removed token {} from the phone", customer.first_name(), token.id);
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    alerts::tell(tx, now, &customer, Alert::TokenRemoved)?;
    Ok(())
}
