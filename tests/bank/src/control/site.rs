//! The website as its visitor sees it, after [`super::commands::website_login`].

use kunci_wire::ProblemCode;
use kunci_wire::operations::{AmountRequest, PayeeRequest, ProfileField, ProfileRequest, TransferRequest};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{ControlRefusal, failed, refuse, show};
use crate::api::caller::token_in_use;
use crate::bank::Bank;
use crate::effects::By;
use crate::operations;
use crate::orders::{self, Asker};
use crate::refusal::Refusal;
use crate::store::{Customer, OpState, Operation, Tx};
use crate::{offline, site};

/// A transfer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Transfer {
    session: String,
    payee_name: String,
    bank_code: String,
    account: String,
    amount: AmountRequest,
    #[serde(default)]
    note: String,
}

pub(super) fn transfer(bank: &Bank, asked: Transfer) -> Result<Value, ControlRefusal> {
    let Transfer { session, payee_name, bank_code, account, amount, note } = asked;
    let request = TransferRequest { payee_name, bank_code, account, amount, note };
    order(bank, &session, |tx, asker| orders::transfer(bank, tx, asker, &request))
}

/// A new payee.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Payee {
    session: String,
    payee_name: String,
    bank_code: String,
    account: String,
}

pub(super) fn payee(bank: &Bank, asked: Payee) -> Result<Value, ControlRefusal> {
    let Payee { session, payee_name, bank_code, account } = asked;
    let request = PayeeRequest { payee_name, bank_code, account };
    order(bank, &session, |tx, asker| orders::payee(bank, tx, asker, &request))
}

/// Another address or e-mail address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Profile {
    session: String,
    field: ProfileField,
    new: String,
}

pub(super) fn profile(bank: &Bank, asked: Profile) -> Result<Value, ControlRefusal> {
    let Profile { session, field, new } = asked;
    order(bank, &session, |tx, asker| orders::profile(bank, tx, asker, &ProfileRequest { field, new }))
}

fn order(
    bank: &Bank,
    session: &str,
    make: impl FnOnce(&mut dyn Tx, &Asker<'_>) -> Result<Operation, Refusal>,
) -> Result<Value, ControlRefusal> {
    let made = bank.decide("an order on the website", |tx| {
        operations::tidy(tx, bank.now())?;
        let Some(customer) = site::customer(tx, session, bank.now())? else { return Ok(None) };
        let token = token_in_use(tx, customer.id)?;
        make(tx, &Asker { customer: &customer, token: &token }).map(Some)
    });
    let operation = made.map_err(told)?.ok_or_else(signed_out)?;
    Ok(json!({ "operation_id": operation.id, "state": operation.state.as_str() }))
}

/// An operation of one's own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    session: String,
    operation_id: Uuid,
}

/// The QR to scan.
pub(super) fn qr(bank: &Bank, which: &Which) -> Result<Value, ControlRefusal> {
    on(bank, which, |tx, _, operation| {
        if operation.state != OpState::Pending {
            return Err(operations::closed(operation.state, "it does not wait any more"));
        }
        Ok(json!({ "qr": offline::challenge(bank, tx, operation)? }))
    })
}

/// How it stands.
pub(super) fn state(bank: &Bank, which: &Which) -> Result<Value, ControlRefusal> {
    on(bank, which, |_, _, operation| {
        let left = offline::TYPED_TRIES.saturating_sub(operation.typed_tries);
        let mut view = serde_json::to_value(operations::view(operation))?;
        if let Some(members) = view.as_object_mut() {
            members.insert("typed_tries_left".to_owned(), json!(left));
            members.remove("operation");
        }
        Ok(view)
    })
}

/// Takes it back.
pub(super) fn cancel(bank: &Bank, which: &Which) -> Result<Value, ControlRefusal> {
    on(bank, which, |tx, _, operation| {
        if operation.state == OpState::Pending {
            operation.answered_by = Some(By::Website.as_str().to_owned());
            operations::close(tx, operation, OpState::Rejected, bank.now(), "taken back on the website")?;
        }
        Ok(json!({ "state": operation.state.as_str() }))
    })
}

/// A code of the phone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Code {
    session: String,
    operation_id: Uuid,
    /// `qr` or `typed`.
    by: String,
    code: String,
}

pub(super) fn code(bank: &Bank, given: Code) -> Result<Value, ControlRefusal> {
    let by = match given.by.as_str() {
        "qr" => By::Qr,
        "typed" => By::Typed,
        _ => return Err(refuse(400, "malformed", "by is qr or typed")),
    };
    let which = Which { session: given.session, operation_id: given.operation_id };
    on(bank, &which, |tx, customer, operation| {
        let outcome = offline::approve(bank, tx, customer, operation, by, &given.code)?;
        // The website tells everybody the same; why is for the tester.
        let message = if outcome.accepted { "Thank you." } else { "This code was not accepted." };
        let state = operation.state.as_str();
        Ok(json!({ "accepted": outcome.accepted, "state": state, "message": message, "bank_saw": outcome.bank_saw }))
    })
}

fn on(
    bank: &Bank,
    which: &Which,
    act: impl FnOnce(&mut dyn Tx, &Customer, &mut Operation) -> Result<Value, Refusal>,
) -> Result<Value, ControlRefusal> {
    let done = bank.decide("a click on the website", |tx| {
        let now = bank.now();
        let Some(customer) = site::customer(tx, &which.session, now)? else { return Ok(None) };
        let found = offline::load(tx, &customer, which.operation_id, now)?;
        let missing = || crate::refusal::refuse(ProblemCode::NotFound, "no such operation, or not yours");
        let mut operation = found.ok_or_else(missing)?;
        act(tx, &customer, &mut operation).map(Some)
    });
    done.map_err(told)?.ok_or_else(signed_out)
}

fn signed_out() -> ControlRefusal {
    refuse(401, "website_session", "no such session of the website, or it is over")
}

/// A refusal of the contract, as the website words it.
pub(super) fn told(refusal: Refusal) -> ControlRefusal {
    match refusal {
        Refusal::Failure(error) => failed(&error),
        Refusal::Problem(problem) => {
            let code = ProblemCode::parse(&problem.code).map_or("refused", ProblemCode::code);
            refuse(problem.status, code, &problem.detail)
        }
    }
}

/// What the bank has on record of a customer's data: the tester may look.
pub(super) fn record(bank: &Bank, who: &super::commands::Who) -> Result<Value, ControlRefusal> {
    let customer = super::commands::find(bank, &who.user_id)?;
    let read = bank.keep(|tx| {
        let payees: Vec<_> = tx.payees_of(customer.id)?.into_iter().map(|payee| payee.name).collect();
        Ok((payees, tx.profile(customer.id, "address")?, tx.profile(customer.id, "email")?))
    });
    let (payees, address, email) = read.map_err(|error| failed(&error))?;
    show(&json!({ "payees": payees.join(", "), "payee_count": payees.len(), "address": address, "email": email }))
}
