//! `/v1/sessions/current/step-up`: what a session owes beside password and phone, when the phone is not as it was.

use kunci_wire::sessions::{StepUpMethod, StepUpProof, StepUpReply, StepUpRequest};
use kunci_wire::{Problem, ProblemCode};
use serde_json::json;
use uuid::Uuid;

use super::caller::{self, Caller};
use super::idempotency::{self, Repeat};
use super::{Call, Reply, begin, body};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::SECOND;
use crate::hardware;
use crate::refusal::{Refusal, refuse};
use crate::sms;
use crate::store::{StepUp, StepUpStage, Tx};

/// The code must be given by then.
const LIFE: i64 = 120 * SECOND;
/// Tries for it.
const TRIES: u32 = 5;

/// Asks for a code. Another method may be chosen as long as none was right.
pub(super) fn begin(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let request: StepUpRequest = body::parse(call)?;
    let route = "POST /v1/sessions/current/step-up";
    idempotency::once(bank, call, caller.customer.id, route, &request, Repeat::Stored, |tx| {
        let owed = owed(tx, &caller)?;
        let now = bank.now();
        let mut asked = StepUp {
            stage: StepUpStage::Asked,
            method: Some(request.method),
            otp_digest: Vec::new(),
            expires_at: now + LIFE,
            tries_left: TRIES,
            ..owed
        };
        let sent_to = match request.method {
            StepUpMethod::Sms => {
                let text = sms::step_up_text;
                let (digest, sent_to) = begin::send_code(bank, tx, &caller, &label(asked.session), text)?;
                asked.otp_digest = digest;
                sent_to
            }
            StepUpMethod::HardwareToken => begin::ask_device(bank, tx, &caller, hardware::STEP_UP)?,
        };
        tx.put_step_up(&asked)?;
        let expires_in_seconds = u64::try_from(LIFE / SECOND).unwrap_or_default();
        Ok(Reply::json(201, &StepUpReply { sent_to, expires_in_seconds, tries_left: TRIES })?)
    })
}

/// Takes the code. A wrong one is kept under its key: a repeated call burns no second try.
pub(super) fn prove(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let request: StepUpProof = body::parse(call)?;
    if !hardware::is_six_digits(&request.otp) {
        return Err(refuse(ProblemCode::Malformed, "the one-time PIN is not six digits"));
    }
    let route = "POST /v1/sessions/current/step-up/proof";
    idempotency::once(bank, call, caller.customer.id, route, &request, Repeat::Stored, |tx| {
        let mut asked = owed(tx, &caller)?;
        let Some(method) = asked.method.filter(|_| asked.stage == StepUpStage::Asked) else {
            return Err(closed("no code was asked for"));
        };
        if bank.now() >= asked.expires_at {
            asked.stage = StepUpStage::Closed;
            tx.put_step_up(&asked)?;
            return Err(closed("the code was not given within 120 s"));
        }
        let (right, code) = match method {
            StepUpMethod::Sms => {
                let right = bank.hsm.digest_matches(&label(asked.session), request.otp.as_bytes(), &asked.otp_digest);
                (right, ProblemCode::OtpRefused)
            }
            StepUpMethod::HardwareToken => {
                (device_shows(bank, tx, &caller, &request.otp)?, ProblemCode::HardwareTokenRefused)
            }
        };
        if !right {
            return wrong(bank, tx, &call.what(), asked, code);
        }
        asked.stage = StepUpStage::Proved;
        tx.put_step_up(&asked)?;
        let what = format!("{} stepped up by {}", caller.customer.first_name(), method.as_str());
        audit::note(tx, bank.now(), Kind::Notice, Some(caller.customer.id), what)?;
        Ok(Reply::json(200, &json!({}))?)
    })
}

/// The session's step-up, if it is open.
fn owed(tx: &mut dyn Tx, caller: &Caller) -> Result<StepUp, Refusal> {
    let open = |found: &StepUp| matches!(found.stage, StepUpStage::Needed | StepUpStage::Asked);
    tx.step_up(caller.session.id)?.filter(open).ok_or_else(|| closed("this session owes nothing"))
}

fn device_shows(bank: &Bank, tx: &mut dyn Tx, caller: &Caller, otp: &str) -> Result<bool, Refusal> {
    let (customer, now) = (caller.customer.id, bank.now());
    hardware::refuse_delayed(tx, customer, hardware::STEP_UP, now)?;
    let right = match hardware::activated(tx, customer)? {
        Some(device) => hardware::take(bank, tx, &device, otp)?,
        None => false,
    };
    if right {
        hardware::count_right(tx, customer, hardware::STEP_UP)?;
    } else {
        hardware::count_wrong(tx, customer, hardware::STEP_UP, now)?;
    }
    Ok(right)
}

/// Counts the try; with the last one it is over.
fn wrong(bank: &Bank, tx: &mut dyn Tx, what: &str, mut asked: StepUp, code: ProblemCode) -> Result<Reply, Refusal> {
    asked.tries_left = asked.tries_left.saturating_sub(1);
    let over = asked.tries_left == 0;
    if over {
        asked.stage = StepUpStage::Closed;
    }
    tx.put_step_up(&asked)?;
    let detail = format!("wrong code in a step-up, {} tries left", asked.tries_left);
    let mut problem = Problem::new(if over { ProblemCode::StepUpClosed } else { code }, detail);
    problem.tries_left = Some(asked.tries_left);
    bank.record_refusal(tx, what, &mut problem)?;
    Ok(Reply::problem(&problem))
}

fn closed(why: &str) -> Refusal {
    refuse(ProblemCode::StepUpClosed, why)
}

/// The OTP's digest is bound to its session.
fn label(session: Uuid) -> String {
    format!("step-up-otp/{session}")
}
