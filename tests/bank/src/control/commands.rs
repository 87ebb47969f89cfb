//! SMS outbox, website, clock, customers, audit trail, reset.

use kunci_wire::signed::TokenState;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ControlRefusal, failed, refuse, show};
use crate::audit::{self, Kind, Shown, chain_holds};
use crate::bank::Bank;
use crate::clock::{ADVANCE_LIMIT_SECONDS, DAY, HOUR, SECOND, timestamp};
use crate::customers;
use crate::hardware;
use crate::refusal::BankError;
use crate::store::{Customer, HardwareToken, Token};
use crate::{numbers, site, status, website};

/// `{}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

/// Names a customer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Who {
    pub(super) user_id: String,
}

/// The newest SMS to a customer.
pub(super) fn sms(bank: &Bank, who: &Who) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &who.user_id)?;
    let newest = bank.keep(|tx| tx.newest_sms(customer.id)).map_err(|error| failed(&error))?;
    let sms = newest.ok_or_else(|| refuse(404, "no_sms", "no SMS was sent to this customer"))?;
    Ok(json!({ "code": sms.code, "to": sms.to, "text": sms.text, "at": timestamp(sms.at) }))
}

/// A try on the website.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WebsiteTry {
    user_id: String,
    password: String,
    otp: String,
}

pub(super) fn website_login(bank: &Bank, given: &WebsiteTry) -> Result<Value, ControlRefusal> {
    let outcome = website::login(bank, &given.user_id, &given.password, &given.otp).map_err(|error| failed(&error))?;
    // Once in, the browser keeps a session.
    let session = match outcome.accepted {
        true => Some(site::open(bank, &find(bank, &given.user_id)?).map_err(|error| failed(&error))?),
        false => None,
    };
    let (message, bank_saw) = (outcome.message(), outcome.bank_saw);
    Ok(json!({ "accepted": outcome.accepted, "message": message, "bank_saw": bank_saw, "session": session }))
}

/// Reads the clock, or moves it on.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClockCommand {
    #[serde(default)]
    advance_seconds: u64,
    /// And on from there until it is this hour in Jakarta: a day that is tried must not end in the middle.
    #[serde(default)]
    to_hour: Option<u8>,
}

pub(super) fn clock(bank: &Bank, command: &ClockCommand) -> Result<Value, ControlRefusal> {
    let seconds = command.advance_seconds;
    if seconds > ADVANCE_LIMIT_SECONDS {
        return Err(refuse(400, "malformed", "the clock moves ten years at most"));
    }
    if command.to_hour.is_some_and(|hour| hour > 23) {
        return Err(refuse(400, "malformed", "a day has 24 hours"));
    }
    let by = i64::try_from(seconds).unwrap_or_default() * SECOND;
    let by = by + command.to_hour.map_or(0, |hour| until_hour(bank.now() + by, hour));
    if by > 0 {
        let offset = bank.clock.advance(by);
        let what = format!("The tester moved the bank's clock on by {} s", by / SECOND);
        bank.keep(|tx| {
            tx.set_meta("clock_offset", &offset.to_be_bytes())?;
            audit::note(tx, bank.now(), Kind::Sandbox, None, what)
        })
        .map_err(|error| failed(&error))?;
    }
    Ok(json!({ "now": timestamp(bank.now()), "offset_seconds": bank.clock.offset_ms() / SECOND }))
}

/// Milliseconds until it is this hour in Jakarta (UTC+7).
fn until_hour(now: i64, hour: u8) -> i64 {
    (i64::from(hour) * HOUR - (now + 7 * HOUR)).rem_euclid(DAY)
}

/// How a customer stands.
pub(super) fn customer(bank: &Bank, who: &Who) -> Result<Value, ControlRefusal> {
    bank.keep(|tx| numbers::tidy(tx, bank.now())).map_err(|error| failed(&error))?;
    let customer = find(bank, &who.user_id)?;
    let month_ago = bank.now() - 30 * DAY;
    let read = bank.keep(|tx| {
        let mut tokens = tx.tokens_of(customer.id)?;
        for token in &mut tokens {
            status::settle(tx, token, bank.now())?;
        }
        let website = tx.website_otp(customer.id)?;
        let devices = tx.hardware_tokens_of(customer.id)?.iter().map(device).collect::<Vec<_>>();
        let mut doors = serde_json::Map::new();
        for door in hardware::DOORS {
            doors.insert(door.to_owned(), tx.throttle(customer.id, door)?.failures.into());
        }
        Ok((tokens, website, tx.website_failures_since(customer.id, month_ago)?, (devices, doors)))
    });
    let (tokens, website, month, (devices, doors)) = read.map_err(|error| failed(&error))?;
    let active = tokens.iter().filter(|token| token.state == TokenState::Active).count();
    let present = tokens.iter().find(|token| Some(token.id) == customer.token);
    Ok(json!({
        "customer_id": customer.id,
        "user_id": customer.user_id,
        "name": customer.name,
        "epoch": customer.epoch,
        "tokens": tokens.iter().map(token).collect::<Vec<_>>(),
        "active_tokens": active,
        "token_failures": present.map_or(0, |token| token.failures),
        "biometric_on": present.is_some_and(|token| token.keys.biometric.is_some()),
        "website_otp_failures": website.throttle.failures,
        "website_otp_failures_30_days": month,
        "website_otp_waits_until": (website.throttle.blocked_until > bank.now()).then(|| timestamp(website.throttle.blocked_until)),
        "website_otp_on": !website.off,
        "hardware_tokens": devices,
        "hardware_failures": doors,
        "phone": customer.masked_phone(),
        "flagged": customer.flagged,
    }))
}

fn device(device: &HardwareToken) -> Value {
    json!({
        "serial": device.serial,
        "activated": device.activated_at.is_some(),
        "drift_steps": device.drift,
        "highest_step": device.highest_step,
    })
}

fn token(token: &Token) -> Value {
    json!({
        "token_id": token.id,
        "state": token.state.as_str(),
        "epoch": token.epoch,
        "thumbprint": token.thumbprint,
        "failures": token.failures,
        "levels": serde_json::from_str::<Value>(&token.levels).unwrap_or_default(),
        "activated_at": token.activated_at.map(timestamp),
    })
}

/// The trail after an entry.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AuditQuery {
    #[serde(default)]
    after: u64,
}

pub(super) fn audit(bank: &Bank, query: &AuditQuery) -> Result<Value, ControlRefusal> {
    let all = bank.keep(|tx| tx.audit_after(0)).map_err(|error| failed(&error))?;
    let verified = chain_holds(&all);
    let entries: Vec<Shown> = all.into_iter().filter(|entry| entry.n > query.after).map(Shown::from).collect();
    Ok(json!({ "entries": show(&entries)?, "verified": verified }))
}

/// Back to the seeded customers, the real time and no faults. The bank's keys stay, so phones keep trusting it.
pub(super) fn reset(bank: &Bank) -> Result<Value, ControlRefusal> {
    let reset = || -> Result<(), BankError> {
        bank.faults.clear().wait(super::fault::CUT_LIMIT);
        bank.outages.clear();
        bank.clock.reset();
        let customers = customers::make(bank)?;
        bank.keep(|tx| {
            tx.wipe()?;
            crate::link::forget_rush(tx)?;
            tx.set_meta("clock_offset", &0_i64.to_be_bytes())?;
            audit::note(tx, bank.now(), Kind::Sandbox, None, "The tester reset the bank")?;
            customers::insert(bank, tx, &customers)
        })
    };
    reset().map_err(|error| failed(&error))?;
    Ok(json!({}))
}

pub(super) fn unknown_card() -> ControlRefusal {
    refuse(404, "unknown_card", "the customer has no such card")
}

/// The customer of this user id.
pub(super) fn find(bank: &Bank, user_id: &str) -> Result<Customer, ControlRefusal> {
    let found = bank.keep(|tx| tx.customer_by_user(user_id)).map_err(|error| failed(&error))?;
    found.ok_or_else(|| refuse(404, "unknown_customer", "no such customer"))
}
