//! Suspected payments (CARD-8): the attempt does not pass and the card is held until the customer has answered. Yes, approved in full,
//! lets the shop try again; no freezes the card; without an answer the payment is not made and the card goes on, and the customer is told.

use kunci_domain::cards::evaluate::Authorization;
use kunci_domain::cards::transaction::{Transaction, TransactionState};
use kunci_domain::names;
use uuid::Uuid;

use crate::alerts::{self, Alert};
use crate::api::caller::token_in_use;
use crate::bank::Bank;
use crate::clock::{MINUTE, timestamp};
use crate::effects::By;
use crate::matters::{Matter, SuspectedPayment};
use crate::refusal::{BankError, Refusal};
use crate::store::{Customer, HeldCard, OpState, Operation, Tx};
use crate::{cards, fraud, operations};

/// What the network is told of a suspected attempt (ISO 8583, data element 39: suspected fraud).
pub(crate) const CODE: &str = "59";

/// Whether a payment was held so.
pub(crate) fn held(made: &Transaction) -> bool {
    made.decision.is_none() && made.code == CODE
}

/// So many of a customer's alerts are looked through.
const ALERTS: u32 = 1000;

/// How long a shop may try again after the customer's yes.
const RETRY_WITHIN: i64 = 15 * MINUTE;

/// Whether the customer has just said yes to this very payment, and it has not passed since.
pub(crate) fn is_vouched_for(
    tx: &mut dyn Tx,
    held: &HeldCard,
    asked: &Authorization,
    now: i64,
) -> Result<bool, BankError> {
    let card = held.card.card_id;
    let said_yes = |operation: &Operation| match &operation.matter {
        Matter::SuspectedPayment(was) => {
            let same = was.card == card && was.merchant_id == asked.merchant.id() && was.amount == asked.amount;
            same && operation.state == OpState::Completed
        }
        _ => false,
    };
    // An operation lives for five minutes before it is answered.
    let recent = tx.operations_since(held.customer, now - 2 * RETRY_WITHIN)?;
    let answered = recent.iter().filter(|operation| said_yes(operation)).filter_map(|operation| operation.settled_at);
    let mut answered: Vec<_> = answered.collect();
    for (transaction, at) in tx.vouched_since(card, now - RETRY_WITHIN)? {
        let was = tx.transaction(transaction)?.map(|(_, made)| made.asked);
        let same = |was: &Authorization| was.merchant.id() == asked.merchant.id() && was.amount == asked.amount;
        answered.extend(was.filter(same).map(|_| at));
    }
    let Some(at) = answered.into_iter().max().filter(|at| now - at <= RETRY_WITHIN) else { return Ok(false) };
    let since = tx.transactions_of_card(card, at)?;
    let passed = |made: &Transaction| {
        let same = made.asked.merchant.id() == asked.merchant.id() && made.asked.amount == asked.amount;
        same && made.state != TransactionState::Declined && made.at >= timestamp(at)
    };
    Ok(!since.iter().any(passed))
}

/// Tells the customer, asks on the phone, and holds the card until there is an answer. Whoever cannot be asked (no token that works, a new
/// phone) is told only, and the card is not held: nobody could lift that.
pub(crate) fn ask(
    bank: &Bank,
    tx: &mut dyn Tx,
    mut held: HeldCard,
    made: &Transaction,
    now: i64,
) -> Result<(), BankError> {
    let customer = tx.customer(held.customer)?.ok_or(BankError::Key)?;
    alerts::tell(tx, now, &customer, Alert::SuspectedPayment { ending: held.card.ending.clone() })?;
    let token = match token_in_use(tx, customer.id) {
        Ok(token) => token,
        Err(Refusal::Problem(_)) => return Ok(()),
        Err(Refusal::Failure(error)) => return Err(error),
    };
    let merchant = &made.asked.merchant;
    let matter = Matter::SuspectedPayment(SuspectedPayment {
        card: held.card.card_id,
        ending: held.card.ending.clone(),
        merchant: merchant.name().to_owned(),
        merchant_id: merchant.id().to_owned(),
        amount: made.asked.amount,
        transaction: made.transaction_id,
    });
    let may_ask = operations::refuse_probation(tx, &token, &matter, None, now).is_ok();
    // A phone shows no name that could be taken for another, and no amount that is none.
    if !may_ask || names::check(merchant.name()).is_err() || made.asked.amount.minor() <= 0 {
        return Ok(());
    }
    operations::create(bank, tx, &customer, &token, matter)?;
    if held.card.suspect(timestamp(now)) {
        cards::changed(tx, &mut held, now, "held until its owner has answered")?;
    }
    Ok(())
}

/// What the customer was asked about this attempt, if there was somebody to ask.
pub(crate) fn question(tx: &mut dyn Tx, customer: Uuid, made: &Transaction) -> Result<Option<Operation>, BankError> {
    // The question is made in the transaction of the attempt.
    let since = tx.operations_since(customer, made.at.as_millisecond() - 1)?;
    Ok(since.into_iter().find(|operation| match &operation.matter {
        Matter::SuspectedPayment(was) => was.transaction == made.transaction_id,
        _ => false,
    }))
}

/// Whether the bank's own watch held the attempt. The network may decline with the same code: then there is nothing to let through.
pub(crate) fn is_the_banks(tx: &mut dyn Tx, customer: Uuid, made: &Transaction) -> Result<bool, BankError> {
    // The customer is told in the transaction of the attempt.
    let told = tx.alerts_before(customer, u64::MAX, ALERTS)?;
    let at = made.at.as_millisecond();
    Ok(told.iter().any(|row| row.at == at && matches!(row.alert, Alert::SuspectedPayment { .. })))
}

/// When an operator said yes to an attempt about which nobody could be asked.
pub(crate) fn vouched_at(tx: &mut dyn Tx, made: &Transaction) -> Result<Option<i64>, BankError> {
    let all = tx.vouched_since(made.card_id, 0)?;
    Ok(all.into_iter().find(|(transaction, _)| *transaction == made.transaction_id).map(|(_, at)| at))
}

/// An operator says yes for a customer who called: the shop may try again, as after the customer's own yes. False if it was answered already,
/// or the network declined.
pub(crate) fn allow(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: Uuid,
    made: &Transaction,
    question: Option<Operation>,
) -> Result<bool, BankError> {
    let now = bank.now();
    let Some(mut operation) = question else {
        // Nobody could be asked on a phone; who it was, the operator has found out.
        return Ok(is_the_banks(tx, customer, made)? && tx.vouch(made.card_id, made.transaction_id, now)?);
    };
    if operation.state != OpState::Pending {
        return Ok(false);
    }
    if let Some(card) = operation.matter.deed().freezes() {
        release(tx, card, now)?;
    }
    operation.reference = Some(operations::reference(bank)?);
    operation.answered_by = Some(By::Operator.as_str().to_owned());
    (operation.approved_at, operation.deadline, operation.settled_at) = (Some(now), Some(now), Some(now));
    operations::close(tx, &mut operation, OpState::Completed, now, "an operator said yes for the customer")?;
    bank.link.asked(operation.customer);
    Ok(true)
}

/// An operator says "not me" for a customer who called: the card is frozen, as after the customer's own. False if it was answered already.
pub(crate) fn refuse(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    made: &Transaction,
    question: Option<Operation>,
) -> Result<bool, BankError> {
    let now = bank.now();
    let Some(mut operation) = question else {
        // Nobody could be asked: then there is only the card.
        let held = tx.card(made.card_id)?.ok_or(BankError::Key)?;
        if held.card.is_frozen() || vouched_at(tx, made)?.is_some() {
            return Ok(false);
        }
        cards::freeze(bank, tx, held, made.transaction_id)?;
        alerts::tell(tx, now, customer, Alert::FraudCase)?;
        return Ok(true);
    };
    match operation.state {
        OpState::Pending => {
            fraud::open_case(bank, tx, customer, &mut operation)?;
            operation.answered_by = Some(By::Operator.as_str().to_owned());
            operations::close(tx, &mut operation, OpState::Rejected, now, "an operator said no for the customer")?;
        }
        // Said too late for the payment, which was not made; not too late for the card.
        OpState::Expired | OpState::Superseded if !operation.fraud_case => {
            fraud::open_case(bank, tx, customer, &mut operation)?;
        }
        _ => return Ok(false),
    }
    bank.link.asked(customer.id);
    Ok(true)
}

/// The question is answered, or nobody answered: the card is not held for it any more.
pub(crate) fn release(tx: &mut dyn Tx, card: Uuid, now: i64) -> Result<(), BankError> {
    let mut held = tx.card(card)?.ok_or(BankError::Key)?;
    if held.card.clear_suspicion() {
        cards::changed(tx, &mut held, now, "not held for a suspicion any more")?;
    }
    Ok(())
}

/// Nobody answered in time.
pub(crate) fn unanswered(tx: &mut dyn Tx, card: Uuid, now: i64) -> Result<(), BankError> {
    let held = tx.card(card)?.ok_or(BankError::Key)?;
    let customer = tx.customer(held.customer)?.ok_or(BankError::Key)?;
    alerts::tell(tx, now, &customer, Alert::SuspectedUnanswered { ending: held.card.ending })
}
