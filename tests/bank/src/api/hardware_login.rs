//! `POST /v1/sessions/current/hardware-token`: a code of the hardware token lets a session look, and no more.

use kunci_domain::means::Means;
use kunci_wire::ProblemCode;
use kunci_wire::sessions::{HardwareLoginRequest, Scope, ScopeReply};

use super::caller::Caller;
use super::{Call, Reply, body, caller};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::hardware;
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::Tx;

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let request: HardwareLoginRequest = body::parse(call)?;
    bank.decide(&call.what(), |tx| {
        let session = tx.session(caller.session.id)?.ok_or(BankError::Key)?;
        match session.scope {
            Scope::Enrol => raise(bank, tx, &caller, &request.otp)?,
            // Asked again because the answer was lost: the code is used up, and what it brought stands.
            Scope::View => {}
            Scope::Full => return Err(refuse(ProblemCode::Scope, "the session may do everything already")),
        }
        let means = [Means::Password, Means::HardwareToken].map(|means| means.code().to_owned()).into();
        Ok(Reply::json(200, &ScopeReply { scope: Scope::View, expires_at: timestamp(session.expires_at), means })?)
    })
}

fn raise(bank: &Bank, tx: &mut dyn Tx, caller: &Caller, otp: &str) -> Result<(), Refusal> {
    let (now, customer) = (bank.now(), &caller.customer);
    hardware::refuse_delayed(tx, customer.id, hardware::SIGN_IN, now)?;
    let token = hardware::activated(tx, customer.id)?;
    let right = match &token {
        Some(token) => hardware::take(bank, tx, token, otp)?,
        None => false,
    };
    if !right {
        hardware::count_wrong(tx, customer.id, hardware::SIGN_IN, now)?;
        return Err(refuse(ProblemCode::HardwareTokenRefused, "no activated hardware token shows this code now"));
    }
    hardware::count_right(tx, customer.id, hardware::SIGN_IN)?;
    tx.let_session_look(caller.session.id)?;
    let what = format!(
        "Accepted a code of {}'s hardware token; session {} has scope view",
        customer.first_name(),
        caller.session.id
    );
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    Ok(())
}
