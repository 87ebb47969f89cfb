//! `POST /v1/token/status`: signed by the device key, without a session; works for superseded tokens too.

use kunci_wire::ProblemCode;
use kunci_wire::token::{StatusReply, StatusRequest};

use super::{Call, Reply, body, device};
use crate::alerts::{self, Alert};
use crate::bank::Bank;
use crate::refusal::{BankError, Refusal, refuse};
use crate::status;
use crate::store::{Token, Tx};

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let thumbprint = device::signed(bank, call)?;
    let request: StatusRequest = body::parse(call)?;
    status::check_nonce(&request.nonce)?;
    bank.decide(&call.what(), |tx| {
        let own = tx.token(request.token_id)?.filter(|token| token.thumbprint == thumbprint);
        let mut token = own.ok_or_else(|| refuse(ProblemCode::NotFound, "no such token, or not of this key"))?;
        status::settle(tx, &mut token, bank.now())?;
        if request.generation == Some(token.keys.generation) && token.keys.before.is_some() {
            // The phone has let the old key go: nothing is made with it any more.
            token.keys.before = None;
            tx.set_key_state(token.id, &token.keys)?;
        }
        let in_force = token.keys.biometric.as_ref().map(|(exchange, _)| *exchange);
        // A call that comes late speaks of an exchange that is over: a finger that was switched on since stays.
        if in_force.is_some() && request.biometric_off == in_force {
            biometrics_off(tx, &mut token, bank.now())?;
        }
        let status = status::sign(bank, tx, &token, &request.nonce)?;
        Ok(Reply::json(200, &StatusReply { status })?)
    })
}

/// The phone holds no `K_bio` any more: a finger was added, or the customer switched it off.
fn biometrics_off(tx: &mut dyn Tx, token: &mut Token, now: i64) -> Result<(), BankError> {
    token.keys.biometric = None;
    tx.set_key_state(token.id, &token.keys)?;
    let customer = tx.customer(token.customer)?.ok_or(BankError::Key)?;
    alerts::tell(tx, now, &customer, Alert::BiometricsOff)
}
