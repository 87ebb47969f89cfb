//! `/v1/token/hardware`: activation and resynchronisation of a hardware token (`docs/contract/hardware-token.md`).

use kunci_domain::birth_date;
use kunci_wire::hardware::{HardwareActivation, HardwareReply, HardwareResync};
use kunci_wire::{Problem, ProblemCode};

use super::caller::Caller;
use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, caller};
use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::hardware;
use crate::refusal::{Refusal, refuse};
use crate::store::{HardwareToken, Tx};

pub(super) fn activate(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let request: HardwareActivation = body::parse(call)?;
    check_digits(&request.otp)?;
    let born = birth_date::read(&request.birth_date)
        .ok_or_else(|| refuse(ProblemCode::DateFormat, "the date of birth is not DD/MM/YYYY"))?;
    let route = "POST /v1/token/hardware";
    idempotency::once(bank, call, caller.customer.id, route, &request, Repeat::Stored, |tx| {
        let now = bank.now();
        hardware::refuse_delayed(tx, caller.customer.id, hardware::ACTIVATION, now)?;
        let own = own(tx, &caller, &request.serial)?.filter(|_| born.to_string() == caller.customer.birth_date);
        let Some(token) = own else { return wrong(bank, tx, call, &caller) };
        if !hardware::take(bank, tx, &token, &request.otp)? {
            return wrong(bank, tx, call, &caller);
        }
        hardware::count_right(tx, caller.customer.id, hardware::ACTIVATION)?;
        let is_new = token.activated_at.is_none();
        tx.activate_hardware_token(&token.serial, now)?;
        let serial = hardware::masked(&token.serial);
        let what = format!("Activated {}'s hardware token {serial}", caller.customer.first_name());
        audit::note(tx, now, Kind::Notice, Some(caller.customer.id), what)?;
        if is_new {
            alerts::tell(tx, now, &caller.customer, Alert::HardwareToken)?;
        }
        Ok(Reply::json(200, &HardwareReply { serial, activated: true })?)
    })
}

pub(super) fn resync(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let request: HardwareResync = body::parse(call)?;
    check_digits(&request.otp)?;
    check_digits(&request.next_otp)?;
    let route = "POST /v1/token/hardware/resync";
    idempotency::once(bank, call, caller.customer.id, route, &request, Repeat::Stored, |tx| {
        let now = bank.now();
        hardware::refuse_delayed(tx, caller.customer.id, hardware::ACTIVATION, now)?;
        let Some(token) = own(tx, &caller, &request.serial)? else { return wrong(bank, tx, call, &caller) };
        if !hardware::resync(bank, tx, &token, &request.otp, &request.next_otp)? {
            return wrong(bank, tx, call, &caller);
        }
        hardware::count_right(tx, caller.customer.id, hardware::ACTIVATION)?;
        let drift = tx.hardware_token(&token.serial)?.map_or(0, |token| token.drift);
        let serial = hardware::masked(&token.serial);
        let first_name = caller.customer.first_name();
        let what = format!("Learned that the clock of {first_name}'s hardware token {serial} is {drift} steps ahead");
        audit::note(tx, now, Kind::Notice, Some(caller.customer.id), what)?;
        Ok(Reply::json(200, &HardwareReply { serial, activated: token.activated_at.is_some() })?)
    })
}

/// The device of this serial, if it is this customer's: other people's do not exist.
fn own(tx: &mut dyn Tx, caller: &Caller, serial: &str) -> Result<Option<HardwareToken>, Refusal> {
    Ok(tx.hardware_token(serial)?.filter(|token| token.customer == caller.customer.id))
}

fn check_digits(otp: &str) -> Result<(), Refusal> {
    if hardware::is_six_digits(otp) {
        Ok(())
    } else {
        Err(refuse(ProblemCode::Malformed, "a code of a hardware token has six digits"))
    }
}

/// One answer for a wrong date, serial or code, stored under the idempotency key: a repeated call must not count twice.
fn wrong(bank: &Bank, tx: &mut dyn Tx, call: &Call, caller: &Caller) -> Result<Reply, Refusal> {
    hardware::count_wrong(tx, caller.customer.id, hardware::ACTIVATION, bank.now())?;
    let mut problem = Problem::new(ProblemCode::HardwareTokenRefused, "date of birth, serial or code does not fit");
    bank.record_refusal(tx, &call.what(), &mut problem)?;
    Ok(Reply::problem(&problem))
}
