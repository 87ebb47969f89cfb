//! `/v1/operations`: ask for a transfer, list operations, read one.

use kunci_wire::operations::{OperationOffer, OperationsReply, TransferRequest};
use kunci_wire::{B64, ProblemCode};
use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;

use super::caller::Caller;
use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, caller, device};
use crate::bank::Bank;
use crate::matters::{Matter, Transfer};
use crate::operations;
use crate::refusal::{Refusal, refuse};
use crate::store::{Operation, Tx};

/// Most operations in a list.
const MOST: u32 = 50;
/// Longest name and note, in characters.
const LONGEST: usize = 140;

pub(super) fn transfer(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let request: TransferRequest = body::parse(call)?;
    check_form(&request)?;
    let route = "POST /v1/operations/transfers";
    idempotency::once(bank, call, caller.customer.id, route, &request, Repeat::Stored, |tx| {
        operations::tidy(tx, bank.now())?;
        begin(bank, tx, &caller, &request)
    })
}

fn begin(bank: &Bank, tx: &mut dyn Tx, caller: &Caller, request: &TransferRequest) -> Result<Reply, Refusal> {
    let token = caller::working_token(tx, caller)?;
    let invalid = |why: &str| refuse(ProblemCode::AmountInvalid, why);
    let wrong = "the amount is not positive, or its exponent or currency is wrong";
    let amount = request.amount.positive().ok_or_else(|| invalid(wrong))?;
    let source =
        tx.accounts_of(caller.customer.id)?.into_iter().find(|account| account.has_currency(amount.currency()));
    let source = source.ok_or_else(|| invalid("no account in this currency"))?;
    if amount.minor() > source.balance.minor() {
        return Err(invalid("the amount is more than the account holds"));
    }
    let new_payee = !tx.knows_payee(caller.customer.id, &request.bank_code, &request.account)?;
    let matter = Matter::Transfer(Transfer {
        payee_name: request.payee_name.nfc().collect(),
        bank_code: request.bank_code.clone(),
        account: request.account.clone(),
        amount,
        note: request.note.nfc().collect(),
        new_payee,
    });
    operations::refuse_probation(tx, &token, &matter, None, bank.now())?;
    let operation = operations::create(bank, tx, &caller.customer, &token, matter)?;
    Ok(Reply::json(201, &OperationOffer { operation: B64(operation.bytes) })?)
}

fn check_form(request: &TransferRequest) -> Result<(), Refusal> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = |text: &str| text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
    let fine = digits(&request.bank_code)
        && request.bank_code.len() == 3
        && digits(&request.account)
        && (6..=20).contains(&request.account.len())
        && plain(&request.payee_name)
        && !request.payee_name.trim().is_empty()
        && plain(&request.note);
    if fine {
        Ok(())
    } else {
        Err(refuse(ProblemCode::Malformed, "payee, bank code, account or note has a wrong form"))
    }
}

pub(super) fn list(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    bank.decide(&call.what(), |tx| {
        operations::tidy(tx, bank.now())?;
        let operations = tx.operations_of(caller.customer.id, MOST)?.iter().map(operations::view).collect();
        Ok(Reply::json(200, &OperationsReply { operations })?)
    })
}

pub(super) fn one(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let id = device::path_id(call)?;
    bank.decide(&call.what(), |tx| {
        operations::tidy(tx, bank.now())?;
        let operation = load(tx, caller.customer.id, id)?;
        Ok(Reply::json(200, &operations::view(&operation))?)
    })
}

/// The operation, if it is this customer's; other people's do not exist.
pub(super) fn load(tx: &mut dyn Tx, customer: Uuid, id: Uuid) -> Result<Operation, Refusal> {
    let found = tx.operation(id)?.filter(|operation| operation.customer == customer);
    found.ok_or_else(|| refuse(ProblemCode::NotFound, "no such operation, or not yours"))
}
