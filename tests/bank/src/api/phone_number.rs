//! `/v1/profile/phone-number`: the registered number (`docs/contract/phone-number.md`).

use kunci_domain::phone_number;
use kunci_wire::phone_number::{
    ChangeCancellation, ChangeProof, ChangeProofReply, ChangeReply, ChangeRequest, NumberReply, WaitingChange,
};
use kunci_wire::sessions::Scope;
use kunci_wire::signed::TokenState;
use kunci_wire::{B64, Problem, ProblemCode};
use uuid::Uuid;

use super::caller::{self, Caller, strict_uuid};
use super::idempotency::{self, Repeat};
use super::{Call, Reply, body};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{HOUR, SECOND, timestamp};
use crate::customers::masked_number;
use crate::matters::{self, Matter};
use crate::orders::Asker;
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::{NumberChange, NumberStage, Sms, Tx};
use crate::{hardware, numbers, operations, orders, sms};

/// Life of the code to the new number, and tries for it.
const CODE_LIFE: i64 = 120 * SECOND;
const TRIES: u32 = 5;
/// Without a working token a change waits so long.
const DELAY: i64 = 24 * HOUR;

pub(super) fn show(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    bank.decide(&call.what(), |tx| {
        let customer = tx.customer(caller.customer.id)?.ok_or(BankError::Key)?;
        let waiting = tx.waiting_number_change(customer.id)?.as_ref().and_then(waiting);
        Ok(Reply::json(200, &NumberReply { number: customer.masked_phone(), waiting })?)
    })
}

pub(super) fn begin(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let request: ChangeRequest = body::parse(call)?;
    let invalid = |why: &str| refuse(ProblemCode::NumberInvalid, why);
    if !phone_number::is_e164(&request.number) {
        return Err(invalid("the number is not E.164"));
    }
    let route = "POST /v1/profile/phone-number";
    idempotency::once(bank, call, caller.customer.id, route, &request, Repeat::Stored, |tx| {
        if request.number == caller.customer.phone {
            return Err(invalid("this number is registered already"));
        }
        may_change(tx, &caller)?;
        let change = send_code(bank, tx, &caller, &request.number)?;
        let reply = ChangeReply {
            change_id: change.id,
            sent_to: masked_number(&change.number),
            expires_in_seconds: u64::try_from(CODE_LIFE / SECOND).unwrap_or_default(),
            tries_left: TRIES,
        };
        Ok(Reply::json(201, &reply)?)
    })
}

/// By a session that the token opened; by another one only where no token works and a hardware token can stand in.
fn may_change(tx: &mut dyn Tx, caller: &Caller) -> Result<(), Refusal> {
    if caller.session.scope == Scope::Full {
        return Ok(());
    }
    if works(tx, caller)? {
        return Err(refuse(ProblemCode::Scope, "the token works: it must open the session and approve"));
    }
    match hardware::activated(tx, caller.customer.id)? {
        Some(_) => Ok(()),
        None => Err(refuse(ProblemCode::HardwareTokenMissing, "neither a working token nor a hardware token")),
    }
}

fn works(tx: &mut dyn Tx, caller: &Caller) -> Result<bool, BankError> {
    let customer = tx.customer(caller.customer.id)?.ok_or(BankError::Key)?;
    let token = customer.token.map(|id| tx.token(id)).transpose()?.flatten();
    Ok(token.is_some_and(|token| token.state == TokenState::Active))
}

/// To the new number: the old one need not be alive.
fn send_code(bank: &Bank, tx: &mut dyn Tx, caller: &Caller, number: &str) -> Result<NumberChange, Refusal> {
    let (now, customer) = (bank.now(), &caller.customer);
    sms::refuse_limit(tx, customer.id, now)?;
    let (id, code) = (bank.entropy.id(now)?, bank.entropy.six_digits()?);
    let change = NumberChange {
        id,
        customer: customer.id,
        number: number.to_owned(),
        stage: NumberStage::Sent,
        otp_digest: bank.hsm.digest(&label(id), code.as_bytes()).to_vec(),
        otp_expires_at: now + CODE_LIFE,
        otp_tries_left: TRIES,
        cancel_code: bank.entropy.six_digits()?,
        effective_at: None,
    };
    tx.insert_number_change(&change)?;
    let text = sms::number_text(&caller.session.language, &code);
    tx.insert_sms(customer.id, &Sms { to: number.to_owned(), text, code, at: now })?;
    let what = format!("Sent {}'s code for a new number by SMS to {}", customer.first_name(), masked_number(number));
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    Ok(change)
}

pub(super) fn prove(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let request: ChangeProof = body::parse(call)?;
    let six = hardware::is_six_digits;
    if !six(&request.otp) || !request.hardware_otp.as_deref().is_none_or(six) {
        return Err(refuse(ProblemCode::Malformed, "a code is not six digits"));
    }
    let id = change_id(call)?;
    let route = "POST /v1/profile/phone-number/{id}/proof";
    idempotency::once(bank, call, caller.customer.id, route, &request, Repeat::Stored, |tx| {
        let mut change = load(tx, &caller, id)?;
        let now = bank.now();
        if change.stage != NumberStage::Sent || now >= change.otp_expires_at {
            return Err(closed("this step is over, or its code is older than 120 s"));
        }
        if !bank.hsm.digest_matches(&label(id), request.otp.as_bytes(), &change.otp_digest) {
            return wrong(bank, tx, call, change);
        }
        match &request.hardware_otp {
            None => offer(bank, tx, &caller, change),
            Some(otp) => by_device(bank, tx, call, &caller, &mut change, otp),
        }
    })
}

/// The token approves it like anything else that loosens.
fn offer(bank: &Bank, tx: &mut dyn Tx, caller: &Caller, mut change: NumberChange) -> Result<Reply, Refusal> {
    if caller.session.scope != Scope::Full {
        return Err(refuse(ProblemCode::Scope, "the session has scope enrol: prove the token first"));
    }
    operations::tidy(tx, bank.now())?;
    let token = caller::working_token(tx, caller)?;
    let matter = Matter::NumberChange(matters::NumberChange {
        change: change.id,
        old: caller.customer.masked_phone(),
        new: change.number.clone(),
    });
    let operation = orders::ask(bank, tx, &Asker { customer: &caller.customer, token: &token }, matter)?;
    change.stage = NumberStage::Offered;
    tx.update_number_change(&change)?;
    Ok(Reply::json(201, &ChangeProofReply { operation: Some(B64(operation.bytes)), waiting: None })?)
}

/// Without a working token: the hardware token, and a day in which it can be stopped.
fn by_device(
    bank: &Bank,
    tx: &mut dyn Tx,
    call: &Call,
    caller: &Caller,
    change: &mut NumberChange,
    otp: &str,
) -> Result<Reply, Refusal> {
    let (now, customer) = (bank.now(), &caller.customer);
    if works(tx, caller)? {
        return Err(refuse(ProblemCode::Scope, "the token works: it must approve"));
    }
    hardware::refuse_delayed(tx, customer.id, hardware::NUMBER, now)?;
    let device = hardware::activated(tx, customer.id)?;
    let device = device.ok_or_else(|| refuse(ProblemCode::HardwareTokenMissing, "no hardware token is activated"))?;
    if !hardware::take(bank, tx, &device, otp)? {
        hardware::count_wrong(tx, customer.id, hardware::NUMBER, now)?;
        let mut problem = Problem::new(ProblemCode::HardwareTokenRefused, "the code does not fit");
        bank.record_refusal(tx, &call.what(), &mut problem)?;
        return Ok(Reply::problem(&problem));
    }
    hardware::count_right(tx, customer.id, hardware::NUMBER)?;
    if let Some(mut other) = tx.waiting_number_change(customer.id)? {
        numbers::cancel(tx, &mut other, "A newer change", now)?;
    }
    numbers::let_wait(tx, customer, change, now + DELAY, now)?;
    Ok(Reply::json(202, &ChangeProofReply { operation: None, waiting: waiting(change) })?)
}

/// Any session of the customer may stop it, before the token is proved too.
pub(super) fn cancel(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let ChangeCancellation {} = body::parse(call)?;
    let id = change_id(call)?;
    let route = "POST /v1/profile/phone-number/{id}/cancellation";
    idempotency::once(bank, call, caller.customer.id, route, &id, Repeat::Present, |tx| {
        let mut change = load(tx, &caller, id)?;
        match change.stage {
            NumberStage::Waiting => numbers::cancel(tx, &mut change, "A signed-in phone", bank.now())?,
            NumberStage::Closed => {}
            NumberStage::Sent | NumberStage::Offered => {
                change.stage = NumberStage::Closed;
                tx.update_number_change(&change)?;
            }
            NumberStage::Done => return Err(closed("the change is in force already")),
        }
        let number = tx.customer(caller.customer.id)?.ok_or(BankError::Key)?.masked_phone();
        Ok(Reply::json(200, &NumberReply { number, waiting: None })?)
    })
}

/// Counts the try. The refusal is stored under the idempotency key: a repeated call must not count twice.
fn wrong(bank: &Bank, tx: &mut dyn Tx, call: &Call, mut change: NumberChange) -> Result<Reply, Refusal> {
    change.otp_tries_left = change.otp_tries_left.saturating_sub(1);
    if change.otp_tries_left == 0 {
        change.stage = NumberStage::Closed;
    }
    tx.update_number_change(&change)?;
    let detail = format!("wrong code, {} tries left", change.otp_tries_left);
    let mut problem = Problem::new(ProblemCode::OtpRefused, detail);
    problem.tries_left = Some(change.otp_tries_left);
    bank.record_refusal(tx, &call.what(), &mut problem)?;
    Ok(Reply::problem(&problem))
}

fn load(tx: &mut dyn Tx, caller: &Caller, id: Uuid) -> Result<NumberChange, Refusal> {
    let found = tx.number_change(id)?.filter(|change| change.customer == caller.customer.id);
    found.ok_or_else(|| refuse(ProblemCode::NotFound, "no such change, or not yours"))
}

fn waiting(change: &NumberChange) -> Option<WaitingChange> {
    let effective_at = change.effective_at.filter(|_| change.stage == NumberStage::Waiting)?;
    let number = masked_number(&change.number);
    Some(WaitingChange { change_id: change.id, number, effective_at: timestamp(effective_at) })
}

fn change_id(call: &Call) -> Result<Uuid, Refusal> {
    let id = call.path().split('/').nth(4).and_then(strict_uuid);
    id.ok_or_else(|| refuse(ProblemCode::NotFound, "no such change, or not yours"))
}

fn closed(why: &str) -> Refusal {
    refuse(ProblemCode::NumberChangeClosed, why)
}

fn label(change: Uuid) -> String {
    format!("number-change/{change}")
}
