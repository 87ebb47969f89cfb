//! What an approval brings, whichever way it was given: at once, or after a wait when the phone is outside trusted places (SAFE-9).

use kunci_domain::direction::{Act, Surroundings, Timing};
use kunci_wire::ProblemCode;
use kunci_wire::signed::TokenState;

use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::call_backs;
use crate::clock::{HOUR, timestamp};
use crate::matters::{Effect, Order};
use crate::operations;
use crate::refusal::{BankError, Refusal, refuse};
use crate::statements;
use crate::store::{Customer, OpState, Operation, Token, Tx};

/// How long what loosens waits outside trusted places: the bank's choice.
pub(crate) const WAIT: i64 = HOUR;

/// Where an operation was answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// On the phone.
    Phone,
    /// On the website, with a code over a QR.
    Qr,
    /// On the website, with a code over what was typed.
    Typed,
    /// On the website, without a code: only to say no.
    Website,
    /// By an operator of the bank, for a customer who called.
    Operator,
}

impl By {
    /// As it travels.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Qr => "qr",
            Self::Typed => "typed",
            Self::Website => "website",
            Self::Operator => "operator",
        }
    }
}

/// Takes an approval whose proof was right. `said`: what the phone signed about the moment; `None` where it said nothing.
pub(crate) fn approved(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    token: &Token,
    operation: &mut Operation,
    said: Option<Surroundings>,
) -> Result<(), Refusal> {
    let now = bank.now();
    let (name, id) = (customer.first_name(), operation.id);
    // Probation may have been prolonged since the operation was made.
    if let Err(refusal) = operations::refuse_probation(tx, token, &operation.matter, Some(id), now) {
        operations::close(tx, operation, OpState::Rejected, now, "held back by probation")?;
        return Err(refusal);
    }
    if said.is_some_and(Surroundings::is_watched) {
        let what = format!("{name} approved operation {id} during a call or with a shared screen");
        audit::note(tx, now, Kind::Alert, Some(customer.id), what)?;
    }
    if act(operation).timing(tx.trusted_places(customer.id)?, said) == Timing::Waits {
        operation.state = OpState::Waiting;
        operation.effective_at = Some(now + WAIT);
        alerts::tell(tx, now, customer, Alert::ChangeWaits)?;
    } else {
        carry_out(bank, tx, operation, now)?;
    }
    operation.reference = Some(operations::reference(bank)?);
    operation.approved_at = Some(now);
    operation.challenge = None;
    tx.update_operation(operation)?;
    bank.link.asked(customer.id);
    let waits = operation.effective_at.map(|at| format!("; it waits until {}", timestamp(at))).unwrap_or_default();
    let what = format!("{name} approved operation {id}: {}{waits}", operation.matter.deed().describe());
    Ok(audit::note(tx, now, Kind::Notice, Some(customer.id), what)?)
}

/// Refuses what cannot wait, where the customer wishes that nothing loosens at once. It is looked at before the proof: whoever
/// holds the phone learns nothing about the code, and nothing is counted.
pub(crate) fn refuse_place(
    tx: &mut dyn Tx,
    customer: &Customer,
    act: Act,
    said: Option<Surroundings>,
) -> Result<(), Refusal> {
    if act.timing(tx.trusted_places(customer.id)?, said) != Timing::Refused {
        return Ok(());
    }
    Err(refuse(ProblemCode::OutsideTrustedPlace, "it cannot wait, and the phone is not in a trusted place"))
}

/// What bank time alone does, once, whoever asks first: operations that waited long enough take effect, and bills are reminded of.
pub(crate) fn due(bank: &Bank, tx: &mut dyn Tx) -> Result<(), BankError> {
    let now = bank.now();
    for mut operation in tx.effective_operations(now)? {
        match take_effect(bank, tx, &mut operation, now) {
            // A problem has closed the operation already.
            Ok(()) | Err(Refusal::Problem(_)) => {}
            Err(Refusal::Failure(error)) => return Err(error),
        }
    }
    call_backs::send_reminders(bank, tx)?;
    statements::remind(tx, now)
}

fn take_effect(bank: &Bank, tx: &mut dyn Tx, operation: &mut Operation, now: i64) -> Result<(), Refusal> {
    let token = tx.token(operation.token)?.ok_or(BankError::Key)?;
    if !may_take_effect(tx, &token, operation)? {
        let why = format!("its token is {} by now", token.state.as_str());
        return Ok(operations::close(tx, operation, OpState::Rejected, now, &why)?);
    }
    if let Err(refusal) = operations::refuse_probation(tx, &token, &operation.matter, Some(operation.id), now) {
        operations::close(tx, operation, OpState::Rejected, now, "held back by probation")?;
        return Err(refusal);
    }
    carry_out(bank, tx, operation, now)?;
    tx.update_operation(operation)?;
    let what = format!("Operation {} took effect: {}", operation.id, operation.matter.deed().describe());
    Ok(audit::note(tx, now, Kind::Notice, Some(operation.customer), what)?)
}

/// Whoever locked, suspended or replaced the phone meanwhile did not mean what waits to happen all the same. Only lifting the
/// customer's own suspension is asked of a suspended token.
fn may_take_effect(tx: &mut dyn Tx, token: &Token, operation: &Operation) -> Result<bool, BankError> {
    Ok(match act(operation) {
        Act::LiftSuspension => tx.own_suspension(token.id)?.is_some(),
        _ => token.state == TokenState::Active,
    })
}

/// Does what was approved, or closes the operation if that is not possible any more.
fn carry_out(bank: &Bank, tx: &mut dyn Tx, operation: &mut Operation, now: i64) -> Result<(), Refusal> {
    let order = Order { customer: operation.customer, operation: operation.id, now };
    let matter = operation.matter.clone();
    match matter.deed().carry_out(bank, tx, &order)? {
        Effect::UnderWay => {
            operation.state = OpState::Approved;
            operation.deadline = Some(now + operations::SETTLED_WITHIN);
        }
        Effect::Done { receipt } => {
            operation.receipt = receipt;
            operation.state = OpState::Completed;
            operation.deadline = Some(now);
            operation.settled_at = Some(now);
        }
        Effect::Failed { state: OpState::Failed, why } => {
            operations::close(tx, operation, OpState::Failed, now, why)?;
        }
        Effect::Failed { state, why } => {
            operations::close(tx, operation, state, now, why)?;
            return Err(operations::closed(state, why));
        }
    }
    Ok(())
}

/// Which act of the table an operation is.
pub(crate) fn act(operation: &Operation) -> Act {
    let new_payee = operation.matter.deed().payment().is_some_and(|payment| payment.new_payee);
    operation.matter.kind().act(new_payee)
}
