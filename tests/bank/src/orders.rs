//! From what is asked, in the app or on the website, to an operation that waits for the token.

use kunci_domain::names;
use kunci_wire::ProblemCode;
use kunci_wire::operations::{PayeeRequest, ProfileField, ProfileRequest, TransferRequest};
use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;

use crate::bank::Bank;
use crate::matters::{Matter, PayeeAdd, ProfileChange, Transfer};
use crate::operations;
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::{Customer, Operation, Token, Tx};

/// Who asks: the customer, with the token that will have to approve.
pub(crate) struct Asker<'a> {
    pub(crate) customer: &'a Customer,
    pub(crate) token: &'a Token,
}

/// Money to a payee.
pub(crate) fn transfer(
    bank: &Bank,
    tx: &mut dyn Tx,
    asker: &Asker<'_>,
    request: &TransferRequest,
) -> Result<Operation, Refusal> {
    check_payee(&request.payee_name, &request.bank_code, &request.account)?;
    names::check_text(&request.note).map_err(|reason| malformed(&format!("note: {}", reason.code())))?;
    let customer = asker.customer.id;
    let invalid = |why: &str| refuse(ProblemCode::AmountInvalid, why);
    let wrong = "the amount is not positive, or its exponent or currency is wrong";
    let amount = request.amount.positive().ok_or_else(|| invalid(wrong))?;
    let source = tx.accounts_of(customer)?.into_iter().find(|account| account.has_currency(amount.currency()));
    let source = source.ok_or_else(|| invalid("no account in this currency"))?;
    if amount.minor() > source.balance.minor() {
        return Err(invalid("the amount is more than the account holds"));
    }
    let new_payee = !tx.knows_payee(customer, &request.bank_code, &request.account)?;
    let matter = Matter::Transfer(Transfer {
        payee_name: request.payee_name.nfc().collect(),
        bank_code: request.bank_code.clone(),
        account: request.account.clone(),
        amount,
        note: request.note.nfc().collect(),
        new_payee,
        resembles: new_payee && resembles(tx, customer, &request.payee_name)?,
    });
    ask(bank, tx, asker, matter)
}

/// A payee to pay later.
pub(crate) fn payee(
    bank: &Bank,
    tx: &mut dyn Tx,
    asker: &Asker<'_>,
    request: &PayeeRequest,
) -> Result<Operation, Refusal> {
    check_payee(&request.payee_name, &request.bank_code, &request.account)?;
    let customer = asker.customer.id;
    let known = tx.knows_payee(customer, &request.bank_code, &request.account)?;
    let matter = Matter::PayeeAdd(PayeeAdd {
        payee_name: request.payee_name.nfc().collect(),
        bank_code: request.bank_code.clone(),
        account: request.account.clone(),
        resembles: !known && resembles(tx, customer, &request.payee_name)?,
    });
    ask(bank, tx, asker, matter)
}

/// Another address or e-mail address.
pub(crate) fn profile(
    bank: &Bank,
    tx: &mut dyn Tx,
    asker: &Asker<'_>,
    request: &ProfileRequest,
) -> Result<Operation, Refusal> {
    let new: String = request.new.nfc().collect();
    names::check_text(&new).map_err(|reason| malformed(&format!("new value: {}", reason.code())))?;
    let mail = new.is_ascii() && new.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'));
    if new.trim().is_empty() || (request.field == ProfileField::Email && !mail) {
        return Err(malformed("the new value has a wrong form"));
    }
    let old = tx.profile(asker.customer.id, request.field.as_str())?.unwrap_or_default();
    let matter = Matter::ProfileChange(ProfileChange { field: request.field, old: mask(&old), new });
    ask(bank, tx, asker, matter)
}

/// Makes the operation, unless probation holds it back.
pub(crate) fn ask(bank: &Bank, tx: &mut dyn Tx, asker: &Asker<'_>, matter: Matter) -> Result<Operation, Refusal> {
    operations::refuse_probation(tx, asker.token, &matter, None, bank.now())?;
    Ok(operations::create(bank, tx, asker.customer, asker.token, matter)?)
}

/// The name is drawn like that of a payee whom the customer knows.
fn resembles(tx: &mut dyn Tx, customer: Uuid, name: &str) -> Result<bool, BankError> {
    let drawn = names::skeleton(name);
    Ok(tx.payees_of(customer)?.iter().any(|payee| names::skeleton(&payee.name) == drawn))
}

fn check_payee(name: &str, bank_code: &str, account: &str) -> Result<(), Refusal> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    names::check(name).map_err(|reason| malformed(&format!("payee name: {}", reason.code())))?;
    if digits(bank_code) && bank_code.len() == 3 && digits(account) && (6..=20).contains(&account.len()) {
        Ok(())
    } else {
        Err(malformed("bank code or account has a wrong form"))
    }
}

fn malformed(why: &str) -> Refusal {
    refuse(ProblemCode::Malformed, why)
}

/// Its first two characters, and what is behind an `@`.
fn mask(value: &str) -> String {
    let (name, host) = value.split_once('@').map_or((value, None), |(name, host)| (name, Some(host)));
    let first: String = name.chars().take(2).collect();
    match host {
        Some(host) => format!("{first}•••@{host}"),
        None => format!("{first}•••"),
    }
}
