//! `/v1/call-backs`: the bank calls in a window that the customer chose. `/v1/user-id-reminders`: for whoever cannot sign in.

use kunci_domain::call_back::{CallReason, CallState, DAILY};
use kunci_domain::phone_number;
use kunci_wire::ProblemCode;
use kunci_wire::call_back::{CallBackRequest, CallBacksReply, UserIdReminderRequest};
use kunci_wire::guard::EmptyRequest;

use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, caller, device};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::call_backs;
use crate::clock::{DAY, MINUTE, SECOND};
use crate::refusal::{Refusal, refuse, refuse_with};
use crate::store::{CallBack, Customer, Reminder, Tx};

/// Calls that are told.
const TOLD: u32 = 10;
/// A number's user id is sent once in this time …
const REMINDER_SPAN: i64 = 10 * MINUTE;
/// … and so often in a day. More wishes are answered as all are, and nothing is sent.
const REMINDERS_DAILY: usize = 3;
/// Wishes of everybody in a minute, whatever the number: more are refused.
const REMINDERS_AT_ONCE: u32 = 20;

pub(super) fn list(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let customer = caller::looking(bank, call)?.customer;
    bank.decide(&call.what(), |tx| {
        let known = tx.call_backs_of(customer.id, TOLD)?;
        let reply = CallBacksReply {
            call_backs: known.iter().map(|row| call_backs::item(row, &customer)).collect(),
            windows: call_backs::offered(bank).iter().map(call_backs::window).collect(),
            number: customer.masked_phone(),
        };
        Ok(Reply::json(200, &reply)?)
    })
}

pub(super) fn ask(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let customer = caller::looking(bank, call)?.customer;
    let request: CallBackRequest = body::parse(call)?;
    let reason = CallReason::parse(&request.reason);
    let reason = reason.ok_or_else(|| refuse(ProblemCode::Malformed, "there is no such reason"))?;
    idempotency::once(bank, call, customer.id, "POST /v1/call-backs", &request, Repeat::Stored, |tx| {
        let now = bank.now();
        refuse_many(tx, &customer, now)?;
        let from = request.from.as_millisecond();
        let window = call_backs::offered(bank).into_iter().find(|window| window.from_ms == from);
        let window =
            window.ok_or_else(|| refuse(ProblemCode::CallBackWindow, "the bank does not offer this window"))?;
        let id = bank.entropy.id(now)?;
        let row = CallBack { id, customer: customer.id, reason, asked: now, window, state: CallState::Waiting };
        tx.insert_call_back(&row)?;
        let what = format!("{} asked for a call ({})", customer.first_name(), reason.code());
        audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
        Ok(Reply::json(201, &call_backs::item(&row, &customer))?)
    })
}

/// One call is waited for at a time, and so many are promised in a day.
fn refuse_many(tx: &mut dyn Tx, customer: &Customer, now: i64) -> Result<(), Refusal> {
    let newest = tx.call_backs_of(customer.id, TOLD)?;
    if newest.iter().any(|row| row.state == CallState::Waiting) {
        return Err(refuse(ProblemCode::CallBackOpen, "a call is waited for already"));
    }
    let lately: Vec<_> = newest.iter().map(|row| row.asked).filter(|asked| asked + DAY > now).collect();
    // The call whose day must be over before one more fits.
    let Some(oldest) = lately.get(DAILY - 1) else { return Ok(()) };
    let seconds = u64::try_from(oldest + DAY - now).unwrap_or(0).div_ceil(SECOND.unsigned_abs());
    let detail = "three calls in 24 hours are enough";
    Err(refuse_with(ProblemCode::CallBackLimit, detail, |problem| problem.retry_after_seconds = Some(seconds)))
}

pub(super) fn cancel(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let customer = caller::looking(bank, call)?.customer;
    let id = device::path_id(call)?;
    let request: EmptyRequest = body::parse(call)?;
    let route = "POST /v1/call-backs/{id}/cancellation";
    idempotency::once(bank, call, customer.id, route, &request, Repeat::Stored, |tx| {
        let found = tx.call_back(id)?.filter(|row| row.customer == customer.id && row.state == CallState::Waiting);
        let mut row = found.ok_or_else(|| refuse(ProblemCode::NotFound, "no call is waited for under this id"))?;
        row.state = CallState::Cancelled;
        tx.set_call_back_state(row.id, row.state)?;
        let what = format!("{} took the wish for a call back", customer.first_name());
        audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
        Ok(Reply::json(200, &call_backs::item(&row, &customer))?)
    })
}

/// Anybody may ask, so the answer is the same for every number, and the message goes to nobody but its owner.
pub(super) fn remind(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let request: UserIdReminderRequest = body::parse(call)?;
    if !phone_number::is_e164(&request.number) {
        return Err(refuse(ProblemCode::NumberInvalid, "the number is not E.164"));
    }
    if !["id", "en"].contains(&request.language.as_str()) {
        return Err(refuse(ProblemCode::Malformed, "unknown language"));
    }
    bank.decide(&call.what(), |tx| {
        let now = bank.now();
        if tx.all_reminders_since(now - MINUTE)? >= REMINDERS_AT_ONCE {
            let detail = "too many wishes at once, of everybody";
            return Err(refuse_with(ProblemCode::SmsLimit, detail, |problem| problem.retry_after_seconds = Some(60)));
        }
        let number = call_backs::digest(bank, &request.number);
        let before = tx.reminders_since(&number, now - DAY)?;
        let too_soon = before.first().is_some_and(|newest| newest + REMINDER_SPAN > now);
        if !too_soon && before.len() < REMINDERS_DAILY {
            tx.insert_reminder(&Reminder { number, language: request.language }, now, now - DAY)?;
        }
        Ok(Reply::empty())
    })
}
