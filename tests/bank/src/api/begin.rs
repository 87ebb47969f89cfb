//! `POST /v1/token/enrolments`: choose the proof. Each way has its own tries and its own life; what is counted here is counted
//! nowhere else.

use kunci_wire::ProblemCode;
use kunci_wire::signed::TokenState;
use kunci_wire::token::{BeginReply, BeginRequest, Method, WebsiteOffer};
use uuid::Uuid;

use super::caller::{self, Caller};
use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, enrolment};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{MINUTE, SECOND};
use crate::crypto::canonical::Canonical;
use crate::crypto::mac::sha256;
use crate::matters::{Matter, NewDevice};
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::{Enrolment, Sms, Stage, Token, Tx};
use crate::{hardware, operations, sms};

/// The proof must be made by then.
const PROOF_LIFE: i64 = 120 * SECOND;
/// Tries for a code.
const TRIES: u32 = 5;
/// An enrolment must be confirmed by then.
const ENROLMENT_LIFE: i64 = 10 * MINUTE;
/// Longest words for a phone, in characters.
const DEVICE: usize = 40;

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let request: BeginRequest = body::parse(call)?;
    check_form(&request)?;
    let route = "POST /v1/token/enrolments";
    idempotency::once(bank, call, caller.customer.id, route, &request, Repeat::Stored, |tx| {
        begin(bank, tx, &caller, &request)
    })
}

/// Each method has its own members, and no others.
fn check_form(request: &BeginRequest) -> Result<(), Refusal> {
    let device = request.device.as_deref();
    let plain = |text: &str| {
        let ascii = text.chars().all(|c| c.is_ascii_graphic() || c == ' ');
        ascii && !text.trim().is_empty() && text.len() <= DEVICE
    };
    let fine = device.is_some() == (request.method == Method::OldPhone)
        && device.is_none_or(plain)
        && request.website.is_some() == (request.method == Method::Website);
    if fine { Ok(()) } else { Err(refuse(ProblemCode::Malformed, "a member does not belong to this method")) }
}

fn begin(bank: &Bank, tx: &mut dyn Tx, caller: &Caller, request: &BeginRequest) -> Result<Reply, Refusal> {
    let mut fresh = fresh(bank, caller, request.method)?;
    let mut reply = BeginReply {
        enrolment_id: fresh.id,
        method: request.method,
        sent_to: String::new(),
        number: None,
        expires_in_seconds: u64::try_from(PROOF_LIFE / SECOND).unwrap_or_default(),
        tries_left: TRIES,
    };
    match (request.method, &request.website) {
        (Method::Sms, _) => {
            let sent = send_code(bank, tx, caller, &otp_label(fresh.id), sms::enrolment_text)?;
            (fresh.otp_digest, reply.sent_to) = sent;
        }
        (Method::HardwareToken, _) => reply.sent_to = ask_device(bank, tx, caller, hardware::ENROLMENT)?,
        (Method::OldPhone, _) => {
            let device = request.device.clone().unwrap_or_default();
            reply.number = Some(ask_old_phone(bank, tx, caller, &mut fresh, device)?);
            reply.tries_left = 1;
        }
        (Method::Website, Some(offer)) => {
            take_offer(bank, tx, caller, &mut fresh, offer)?;
            reply.tries_left = 1;
        }
        (Method::Website, None) => return Err(BankError::Key.into()),
    }
    tx.insert_enrolment(&fresh)?;
    let first_name = caller.customer.first_name();
    let what = format!("{first_name} began enrolment {} by {}", fresh.id, request.method.as_str());
    audit::note(tx, bank.now(), Kind::Notice, Some(caller.customer.id), what)?;
    Ok(Reply::json(201, &reply)?)
}

fn fresh(bank: &Bank, caller: &Caller, method: Method) -> Result<Enrolment, BankError> {
    let now = bank.now();
    Ok(Enrolment {
        id: bank.entropy.id(now)?,
        customer: caller.customer.id,
        session: caller.session.id,
        stage: Stage::Sent,
        method,
        otp_digest: Vec::new(),
        otp_expires_at: now + PROOF_LIFE,
        otp_tries_left: TRIES,
        expires_at: now + ENROLMENT_LIFE,
        offer: None,
        private_keys: None,
        confirm_failures: 0,
        commitment: None,
        challenge: None,
        operation: None,
        vouched: false,
    })
}

/// Sends a one-time PIN to the registered number: its keyed digest for `label`, and where it went. Limits first: nothing is spent by a
/// refusal.
pub(super) fn send_code(
    bank: &Bank,
    tx: &mut dyn Tx,
    caller: &Caller,
    label: &str,
    text: fn(&str, &str) -> String,
) -> Result<(Vec<u8>, String), Refusal> {
    let now = bank.now();
    let customer = &caller.customer;
    let already = || refuse(ProblemCode::SmsAlreadySent, "sign in again for another SMS");
    if tx.session(caller.session.id)?.is_some_and(|session| session.sms_sent) {
        return Err(already());
    }
    sms::refuse_limit(tx, customer.id, now)?;
    if !tx.take_sms(caller.session.id)? {
        return Err(already());
    }
    let code = bank.entropy.six_digits()?;
    let digest = bank.hsm.digest(label, code.as_bytes()).to_vec();
    let text = text(&caller.session.language, &code);
    tx.insert_sms(customer.id, &Sms { to: customer.phone.clone(), text, code, at: now })?;
    let sent_to = customer.masked_phone();
    let what = format!("Sent {}'s one-time PIN by SMS to {sent_to}", customer.first_name());
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    Ok((digest, sent_to))
}

/// The device whose code is asked for, masked; `door` counts its wrong codes.
pub(super) fn ask_device(bank: &Bank, tx: &mut dyn Tx, caller: &Caller, door: &str) -> Result<String, Refusal> {
    let device = hardware::activated(tx, caller.customer.id)?;
    let missing = || refuse(ProblemCode::HardwareTokenMissing, "no hardware token of this customer is activated");
    let device = device.ok_or_else(missing)?;
    hardware::refuse_delayed(tx, caller.customer.id, door, bank.now())?;
    Ok(hardware::masked(&device.serial))
}

/// Makes the operation that the old phone approves; returns the number that both phones show.
fn ask_old_phone(
    bank: &Bank,
    tx: &mut dyn Tx,
    caller: &Caller,
    fresh: &mut Enrolment,
    device: String,
) -> Result<String, Refusal> {
    let now = bank.now();
    operations::tidy(tx, now)?;
    let token = old_phone(tx, caller)?;
    let number: String = bank.entropy.six_digits()?.chars().take(4).collect();
    let matter = Matter::NewDevice(NewDevice { enrolment: fresh.id, device, number: number.clone() });
    operations::refuse_probation(tx, &token, &matter, None, now)?;
    let operation =
        operations::create_until(bank, tx, &caller.customer, &token, matter, fresh.otp_expires_at / SECOND * SECOND)?;
    fresh.operation = Some(operation.id);
    Ok(number)
}

/// The token that can approve a new phone. Why there is none is said in no other way: the new phone has no part in it.
fn old_phone(tx: &mut dyn Tx, caller: &Caller) -> Result<Token, Refusal> {
    let customer = tx.customer(caller.customer.id)?.ok_or(BankError::Key)?;
    let token = customer.token.map(|id| tx.token(id)).transpose()?.flatten();
    let active = token.filter(|token| token.state == TokenState::Active);
    active.ok_or_else(|| refuse(ProblemCode::OldPhoneMissing, "no token of the customer is active"))
}

/// The offer goes to the first phone of this customer that shows its secret, and to no other.
fn take_offer(
    bank: &Bank,
    tx: &mut dyn Tx,
    caller: &Caller,
    fresh: &mut Enrolment,
    given: &WebsiteOffer,
) -> Result<(), Refusal> {
    let over = || enrolment::closed("no such offer of the website for this customer, or it is over or taken");
    let offer = tx.website_offer(given.offer_id)?.filter(|offer| offer.customer == caller.customer.id);
    let offer = offer.filter(|offer| bank.now() < offer.expires_at && offer.enrolment.is_none()).ok_or_else(over)?;
    if !bank.hsm.digest_matches(&secret_label(offer.id), &given.secret.0, &offer.secret_digest) {
        return Err(over());
    }
    if !tx.take_website_offer(offer.id, fresh.id)? {
        return Err(over());
    }
    fresh.commitment = Some(given.commitment.0);
    fresh.challenge = Some(challenge(offer.id, &given.secret.0));
    Ok(())
}

/// The phone's keys were made with this challenge before the bank drew anything: it comes of the QR's secret.
fn challenge(offer: Uuid, secret: &[u8; 32]) -> [u8; 32] {
    sha256(&Canonical::new("kunci/enrol-challenge/1").uuid(offer).bytes(secret).finish())
}

/// What an offer's secret is digested for.
pub(crate) fn secret_label(offer: Uuid) -> String {
    format!("website-offer/{offer}")
}

/// The OTP's digest is bound to its enrolment.
pub(super) fn otp_label(enrolment: Uuid) -> String {
    format!("sms-otp/{enrolment}")
}
