//! What the steps of an enrolment share.

use kunci_wire::ProblemCode;
use uuid::Uuid;

use super::Call;
use super::caller::{Caller, strict_uuid};
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::{Enrolment, Stage, Tx};

/// The enrolment's id in `/v1/token/enrolments/{id}/…`.
pub(crate) fn id(call: &Call) -> Result<Uuid, Refusal> {
    call.path().split('/').nth(4).and_then(strict_uuid).ok_or_else(not_yours)
}

/// The enrolment, if it is this customer's; other people's do not exist.
pub(crate) fn load(tx: &mut dyn Tx, caller: &Caller, id: Uuid) -> Result<Enrolment, Refusal> {
    let found = tx.enrolment(id)?.filter(|enrolment| enrolment.customer == caller.customer.id);
    found.ok_or_else(not_yours)
}

/// The enrolment, if this very session began it: the session stands in the transcript.
pub(crate) fn load_own(tx: &mut dyn Tx, caller: &Caller, id: Uuid) -> Result<Enrolment, Refusal> {
    let enrolment = load(tx, caller, id)?;
    if enrolment.session == caller.session.id { Ok(enrolment) } else { Err(not_yours()) }
}

/// Ends the enrolment for good: the bank's private keys go.
pub(crate) fn close(tx: &mut dyn Tx, enrolment: &mut Enrolment) -> Result<(), BankError> {
    enrolment.stage = Stage::Closed;
    enrolment.private_keys = None;
    tx.update_enrolment(enrolment)
}

/// `enrolment-closed`.
pub(crate) fn closed(why: &str) -> Refusal {
    refuse(ProblemCode::EnrolmentClosed, why)
}

/// Refuses unless the enrolment stands at this stage, within its ten minutes.
pub(crate) fn require(tx: &mut dyn Tx, enrolment: &mut Enrolment, stage: Stage, now: i64) -> Result<(), Refusal> {
    if enrolment.stage != stage {
        return Err(closed("this step is over, or its turn has not come"));
    }
    if now >= enrolment.expires_at {
        close(tx, enrolment)?;
        return Err(closed("ten minutes are over"));
    }
    Ok(())
}

fn not_yours() -> Refusal {
    refuse(ProblemCode::NotFound, "no such enrolment, or not yours")
}
