//! `POST /v1/token/enrolments/{id}/proof`: the code, or the old phone's word; only then the bank draws its half of the exchange.

use kunci_wire::token::{CodeRules, Method, ProofReply, ProofRequest, SUITE};
use kunci_wire::{Bytes32, Problem, ProblemCode};
use zeroize::Zeroizing;

use super::begin::otp_label;
use super::caller::Caller;
use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, caller, enrolment};
use crate::audit::{self, Kind};
use crate::bank::{BANK_ID, Bank};
use crate::crypto::keys::public_jwk;
use crate::refusal::{BankError, Refusal, refuse, refuse_with};
use crate::store::{Enrolment, OpState, Stage, Tx};
use crate::{hardware, operations};

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let request: ProofRequest = body::parse(call)?;
    let otp = request.otp.as_deref();
    if !otp.is_none_or(hardware::is_six_digits) {
        return Err(refuse(ProblemCode::Malformed, "the one-time PIN is not six digits"));
    }
    let id = enrolment::id(call)?;
    let route = "POST /v1/token/enrolments/{id}/proof";
    idempotency::once(bank, call, caller.customer.id, route, &otp, Repeat::Stored, |tx| {
        let mut found = enrolment::load_own(tx, &caller, id)?;
        let now = bank.now();
        enrolment::require(tx, &mut found, Stage::Sent, now)?;
        if now >= found.otp_expires_at && !found.vouched {
            enrolment::close(tx, &mut found)?;
            return Err(enrolment::closed("the proof was not made within 120 s"));
        }
        match (found.method, otp) {
            (Method::Sms, Some(otp)) => {
                let right = bank.hsm.digest_matches(&otp_label(id), otp.as_bytes(), &found.otp_digest);
                if right { offer(bank, tx, &caller, found) } else { wrong(bank, tx, &call.what(), found) }
            }
            (Method::HardwareToken, Some(otp)) => by_device(bank, tx, &caller, &call.what(), found, otp),
            (Method::OldPhone, None) => by_old_phone(bank, tx, &caller, found),
            // The QR's secret was the proof; what the phone committed to comes next.
            (Method::Website, None) => offer(bank, tx, &caller, found),
            _ => Err(refuse(ProblemCode::Malformed, "this method is proved in another way")),
        }
    })
}

/// Wrong codes count for this enrolment, and over all enrolments by hardware token: beginning anew does not make guessing free.
fn by_device(
    bank: &Bank,
    tx: &mut dyn Tx,
    caller: &Caller,
    what: &str,
    found: Enrolment,
    otp: &str,
) -> Result<Reply, Refusal> {
    let (customer, now) = (caller.customer.id, bank.now());
    hardware::refuse_delayed(tx, customer, hardware::ENROLMENT, now)?;
    let device = hardware::activated(tx, customer)?;
    if let Some(device) = device
        && hardware::take(bank, tx, &device, otp)?
    {
        hardware::count_right(tx, customer, hardware::ENROLMENT)?;
        return offer(bank, tx, caller, found);
    }
    hardware::count_wrong(tx, customer, hardware::ENROLMENT, now)?;
    wrong(bank, tx, what, found)
}

fn by_old_phone(bank: &Bank, tx: &mut dyn Tx, caller: &Caller, mut found: Enrolment) -> Result<Reply, Refusal> {
    operations::tidy(tx, bank.now())?;
    let operation = found.operation.map(|id| tx.operation(id)).transpose()?.flatten().ok_or(BankError::Key)?;
    let customer = tx.customer(caller.customer.id)?.ok_or(BankError::Key)?;
    // The token that vouched must still be the one that is replaced.
    if found.vouched && customer.token == Some(operation.token) {
        return offer(bank, tx, caller, found);
    }
    if operation.state == OpState::Pending {
        return Err(refuse_with(ProblemCode::ApprovalPending, "the old phone has not decided yet", |problem| {
            problem.retry_after_seconds = Some(2);
        }));
    }
    enrolment::close(tx, &mut found)?;
    Err(enrolment::closed("the old phone did not approve"))
}

/// Counts the try. The refusal is stored under the idempotency key: a repeated call must not count twice.
fn wrong(bank: &Bank, tx: &mut dyn Tx, what: &str, mut found: Enrolment) -> Result<Reply, Refusal> {
    found.otp_tries_left = found.otp_tries_left.saturating_sub(1);
    if found.otp_tries_left == 0 {
        found.stage = Stage::Closed;
    }
    tx.update_enrolment(&found)?;
    let detail = format!("wrong one-time PIN, {} tries left", found.otp_tries_left);
    let mut problem = Problem::new(ProblemCode::OtpRefused, detail);
    problem.tries_left = Some(found.otp_tries_left);
    bank.record_refusal(tx, what, &mut problem)?;
    Ok(Reply::problem(&problem))
}

/// Draws nonce, challenge and both key pairs. The private halves wait, wrapped, for the exchange.
fn offer(bank: &Bank, tx: &mut dyn Tx, caller: &Caller, mut found: Enrolment) -> Result<Reply, Refusal> {
    let now = bank.now();
    let customer = tx.customer(caller.customer.id)?.ok_or(BankError::Key)?;
    let ephemeral = bank.entropy.secret_key()?;
    let agreement = bank.entropy.secret_key()?;
    let mut offer = ProofReply {
        suite: SUITE.to_owned(),
        bank: BANK_ID.to_owned(),
        token_id: bank.entropy.id(now)?,
        epoch: customer.epoch + 1,
        replaces: customer.token,
        bank_nonce: Bytes32(bank.entropy.bytes()?),
        attestation_challenge: Bytes32(found.challenge.map_or_else(|| bank.entropy.bytes(), Ok)?),
        bank_ephemeral: public_jwk(&ephemeral)?,
        bank_agreement: public_jwk(&agreement)?,
        transcript_kid: bank.keys.transcript.kid.clone(),
        code_rules: CodeRules::default(),
    };
    let halves = Zeroizing::new([ephemeral.to_bytes(), agreement.to_bytes()].concat());
    found.private_keys = Some(bank.hsm.wrap(&bank.entropy, &halves_label(found.id), &halves)?);
    found.offer = Some(serde_json::to_string(&offer)?);
    found.stage = Stage::Proved;
    tx.update_enrolment(&found)?;
    let what = format!(
        "Accepted {}'s proof by {}; offered token {} with epoch {}",
        customer.first_name(),
        found.method.as_str(),
        offer.token_id,
        offer.epoch
    );
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    offer.code_rules = CodeRules { birth_date: Some(customer.birth_date), phone_number: Some(customer.phone) };
    Ok(Reply::json(200, &offer)?)
}

/// The bank's private keys are wrapped for their enrolment only.
pub(super) fn halves_label(enrolment: uuid::Uuid) -> String {
    format!("enrolment-keys/{enrolment}")
}
