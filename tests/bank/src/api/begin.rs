//! `POST /v1/token/enrolments`: choose the proof; the bank sends an SMS OTP.

use kunci_wire::ProblemCode;
use kunci_wire::token::{BeginReply, BeginRequest, Method};

use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, caller};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{MINUTE, SECOND};
use crate::refusal::{Refusal, refuse};
use crate::sms;
use crate::store::{Enrolment, Sms, Stage, Tx};

/// Life of an SMS OTP.
const OTP_LIFE: i64 = 120 * SECOND;
/// Tries for it.
const OTP_TRIES: u32 = 5;
/// An enrolment must be confirmed by then.
const ENROLMENT_LIFE: i64 = 10 * MINUTE;

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let BeginRequest { method: Method::Sms } = body::parse(call)?;
    let customer = caller.customer.id;
    let route = "POST /v1/token/enrolments";
    idempotency::once(bank, call, customer, route, &Method::Sms.as_str(), Repeat::Stored, |tx| begin(bank, tx, &caller))
}

fn begin(bank: &Bank, tx: &mut dyn Tx, caller: &caller::Caller) -> Result<Reply, Refusal> {
    let now = bank.now();
    let customer = &caller.customer;
    if !tx.take_sms(caller.session.id)? {
        return Err(refuse(ProblemCode::SmsAlreadySent, "sign in again for another SMS"));
    }
    let id = bank.entropy.id(now)?;
    let otp = bank.entropy.six_digits()?;
    tx.insert_enrolment(&Enrolment {
        id,
        customer: customer.id,
        session: caller.session.id,
        stage: Stage::Sent,
        otp_digest: bank.hsm.digest(&otp_label(id), otp.as_bytes()).to_vec(),
        otp_expires_at: now + OTP_LIFE,
        otp_tries_left: OTP_TRIES,
        expires_at: now + ENROLMENT_LIFE,
        offer: None,
        private_keys: None,
        confirm_failures: 0,
    })?;
    let text = sms::enrolment_text(&caller.session.language, &otp);
    tx.insert_sms(customer.id, &Sms { to: customer.phone.clone(), text, code: otp, at: now })?;
    let sent_to = customer.masked_phone();
    let what = format!("Sent {}'s one-time PIN for enrolment {id} by SMS to {sent_to}", customer.first_name());
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    let reply = BeginReply {
        enrolment_id: id,
        method: Method::Sms,
        sent_to,
        expires_in_seconds: u64::try_from(OTP_LIFE / SECOND).unwrap_or_default(),
        tries_left: OTP_TRIES,
    };
    Ok(Reply::json(201, &reply)?)
}

/// The OTP's digest is bound to its enrolment.
pub(super) fn otp_label(enrolment: uuid::Uuid) -> String {
    format!("sms-otp/{enrolment}")
}
