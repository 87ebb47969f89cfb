//! The website's side of an enrolment by QR, and the customer's side of SMS.

use kunci_wire::Bytes32;
use kunci_wire::signed::{EnrolQr, typ};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::commands::{Who, find};
use super::{ControlRefusal, failed, refuse};
use crate::api::begin::secret_label;
use crate::audit::{self, Kind};
use crate::bank::{BANK_ID, Bank};
use crate::clock::{MINUTE, SECOND, timestamp};
use crate::crypto::jws;
use crate::crypto::transcript::fingerprint;
use crate::refusal::BankError;
use crate::store::{Customer, Sms, Stage, Tx, WebsiteOffer};
use crate::{numbers, status, website};

/// An offer must be scanned by then.
const OFFER_LIFE: i64 = 5 * MINUTE;

/// Every message to a customer, oldest first.
pub(super) fn outbox(bank: &Bank, who: &Who) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &who.user_id)?;
    let all = bank.keep(|tx| tx.all_sms(customer.id)).map_err(|error| failed(&error))?;
    let show = |sms: &Sms| json!({ "to": sms.to, "text": sms.text, "code": sms.code, "at": timestamp(sms.at) });
    let newest = all.last().map(|sms| sms.text.clone()).unwrap_or_default();
    let to = all.last().map(|sms| sms.to.clone()).unwrap_or_default();
    Ok(json!({
        "count": all.len(), "newest": newest, "newest_to": to, "messages": all.iter().map(show).collect::<Vec<_>>(),
    }))
}

/// An SMS from a customer's number to the bank.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FromCustomer {
    user_id: String,
    /// The number that it comes from.
    from: String,
    text: String,
}

/// `BATAL 123456` from the old number stops a change of the number.
pub(super) fn reply(bank: &Bank, given: &FromCustomer) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &given.user_id)?;
    let stopped = bank.keep(|tx| {
        numbers::tidy(tx, bank.now())?;
        let customer = tx.customer(customer.id)?.ok_or(BankError::Key)?;
        let Some(mut change) = tx.waiting_number_change(customer.id)? else { return Ok(false) };
        if customer.phone != given.from || given.text.trim() != format!("BATAL {}", change.cancel_code) {
            return Ok(false);
        }
        numbers::cancel(tx, &mut change, "The old number", bank.now())?;
        Ok(true)
    });
    Ok(json!({ "stopped": stopped.map_err(|error| failed(&error))? }))
}

/// A customer on the website, with an OTP of the present token.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskQr {
    user_id: String,
    password: String,
    otp: String,
}

/// After a login the website shows a QR to the customer who wants another phone.
pub(super) fn show_qr(bank: &Bank, given: &AskQr) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &given.user_id)?;
    let outcome = website::login(bank, &given.user_id, &given.password, &given.otp).map_err(|error| failed(&error))?;
    if !outcome.accepted {
        return Err(refuse(403, "login_refused", &outcome.bank_saw));
    }
    let (id, text) = bank.keep(|tx| offer(bank, tx, &customer)).map_err(|error| failed(&error))?;
    Ok(json!({ "offer_id": id, "qr": text }))
}

fn offer(bank: &Bank, tx: &mut dyn Tx, customer: &Customer) -> Result<(Uuid, String), BankError> {
    let now = bank.now();
    let id = bank.entropy.id(now)?;
    let secret: [u8; 32] = bank.entropy.bytes()?;
    let expires_at = (now + OFFER_LIFE) / SECOND * SECOND;
    tx.insert_website_offer(&WebsiteOffer {
        id,
        customer: customer.id,
        secret_digest: bank.hsm.digest(&secret_label(id), &secret).to_vec(),
        expires_at,
        enrolment: None,
    })?;
    let what = format!("The website showed {} a QR for another phone", customer.first_name());
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    let payload = EnrolQr {
        bank: BANK_ID.to_owned(),
        offer_id: id,
        secret: Bytes32(secret),
        customer_id: customer.id,
        expires: expires_at / SECOND,
    };
    Ok((id, jws::seal(&bank.keys.enrol_qr, typ::ENROL_QR, &payload)?))
}

/// What the customer reads on the phone and types into the website.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    offer_id: Uuid,
    fingerprint: String,
}

/// One try: a wrong one ends the enrolment.
pub(super) fn take_fingerprint(bank: &Bank, given: &Typed) -> Result<Value, ControlRefusal> {
    let outcome = bank.keep(|tx| compare(tx, given, bank.now())).map_err(|error| failed(&error))?;
    match outcome {
        Some(accepted) => Ok(json!({ "accepted": accepted })),
        None => Err(refuse(409, "not_ready", "no phone has exchanged keys under this offer")),
    }
}

fn compare(tx: &mut dyn Tx, given: &Typed, now: i64) -> Result<Option<bool>, BankError> {
    let offer = tx.website_offer(given.offer_id)?;
    let Some(enrolment) = offer.and_then(|offer| offer.enrolment) else { return Ok(None) };
    let Some(mut enrolment) = tx.enrolment(enrolment)? else { return Ok(None) };
    let token = tx.token_of_enrolment(enrolment.id)?.filter(|_| enrolment.stage == Stage::Keyed);
    let Some(mut token) = token else { return Ok(None) };
    if enrolment.vouched {
        return Ok(Some(false));
    }
    let typed: String = given.fingerprint.chars().filter(|c| !c.is_whitespace()).collect();
    let in_time = now < enrolment.otp_expires_at;
    let accepted = in_time && typed == fingerprint(&token.transcript_hash);
    if accepted {
        enrolment.vouched = true;
    } else {
        enrolment.stage = Stage::Closed;
        enrolment.private_keys = None;
    }
    tx.update_enrolment(&enrolment)?;
    if !accepted {
        status::drop_pending(tx, &mut token, now, "the website was given another fingerprint, or too late")?;
    }
    let verb = if accepted { "The right" } else { "A wrong" };
    let what = format!("{verb} fingerprint was typed into the website for enrolment {}", enrolment.id);
    audit::note(tx, now, Kind::Notice, Some(enrolment.customer), what)?;
    Ok(Some(accepted))
}
