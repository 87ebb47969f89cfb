//! The fraud desk: payments that were held as suspicious, and what an operator decides for a customer who called.

use kunci_domain::cards::transaction::Transaction;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::commands::Nothing;
use super::{ControlRefusal, failed, refuse};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::effects::By;
use crate::refusal::BankError;
use crate::store::{Before, Customer, OpState, Operation, Tx};
use crate::{customers, operations, suspicion};

/// So many of each customer's newest payments are looked through.
const LOOKED_AT: u32 = 200;

/// What was held, with the customer's answer: those that wait for one first, then the newest first.
pub(super) fn queue(bank: &Bank, _: &Nothing) -> Result<Value, ControlRefusal> {
    let read = bank.keep(|tx| {
        // Nobody answered in time: that is over first.
        operations::tidy(tx, bank.now())?;
        let mut held = Vec::new();
        for customer in customers::all(tx)? {
            let endings: Vec<_> =
                tx.cards_of(customer.id)?.into_iter().map(|held| (held.card.card_id, held.card.ending)).collect();
            for (_, made) in tx.transactions_before(customer.id, Before::NEWEST, LOOKED_AT)? {
                if suspicion::held(&made) {
                    let question = suspicion::question(tx, customer.id, &made)?;
                    let said = said(tx, &customer, &made, question.as_ref())?;
                    let waits = question.as_ref().is_some_and(|asked| asked.state == OpState::Pending);
                    let ending = endings.iter().find(|(card, _)| *card == made.card_id).map(|(_, ending)| ending);
                    held.push((!waits, made.at, row(&customer, ending, &made, question.as_ref(), said)));
                }
            }
        }
        held.sort_by_key(|(answered, at, _)| (*answered, std::cmp::Reverse(*at)));
        Ok(held.into_iter().map(|(.., row)| row).collect::<Vec<_>>())
    });
    Ok(json!({ "held": read.map_err(|error| failed(&error))? }))
}

/// The answer, and who gave it: where nobody could be asked, an operator may have said yes.
fn said<'q>(
    tx: &mut dyn Tx,
    customer: &Customer,
    made: &Transaction,
    question: Option<&'q Operation>,
) -> Result<(&'static str, Option<&'q str>), BankError> {
    Ok(match question {
        Some(asked) => (answer(asked), asked.answered_by.as_deref()),
        None if suspicion::vouched_at(tx, made)?.is_some() => ("yes", Some(By::Operator.as_str())),
        None if suspicion::is_the_banks(tx, customer.id, made)? => ("not-asked", None),
        None => ("declined", None),
    })
}

fn row(
    customer: &Customer,
    ending: Option<&String>,
    made: &Transaction,
    question: Option<&Operation>,
    (answer, answered_by): (&str, Option<&str>),
) -> Value {
    json!({
        "transaction_id": made.transaction_id,
        "user_id": customer.user_id,
        "name": customer.name,
        "ending": ending,
        "at": made.at,
        "merchant": made.asked.merchant.name(),
        "amount_minor": made.asked.amount.minor(),
        "currency": made.asked.amount.currency(),
        // `declined`: by the card network, for suspected fraud. The bank held nothing and asked nobody.
        "answer": answer,
        "answer_by": question.map(|asked| timestamp(asked.expires_at)),
        // What the bank does if nobody answers.
        "without_answer": "not-made",
        "answered_by": answered_by,
        "fraud_case": question.is_some_and(|asked| asked.fraud_case),
    })
}

const fn answer(question: &Operation) -> &'static str {
    match question.state {
        OpState::Pending => "waiting",
        OpState::Waiting | OpState::Approved | OpState::Completed => "yes",
        OpState::Rejected => "no",
        OpState::Expired => "none",
        // The token was replaced, or the card is not what it was.
        OpState::Failed | OpState::Superseded => "dropped",
    }
}

/// What the customer said on the telephone, and who wrote it down.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Decision {
    transaction_id: Uuid,
    #[serde(rename = "do")]
    deed: Deed,
    reason: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Deed {
    /// It was the customer: the shop may try again.
    Allow,
    /// It was somebody else: the payment stays refused, and the card is frozen.
    Refuse,
}

pub(super) fn decide(bank: &Bank, decision: &Decision) -> Result<Value, ControlRefusal> {
    if decision.reason.trim().is_empty() {
        return Err(refuse(400, "malformed", "an operator writes down why"));
    }
    let done = bank.keep(|tx| {
        operations::tidy(tx, bank.now())?;
        let found = tx.transaction(decision.transaction_id)?.filter(|(_, made)| suspicion::held(made));
        let Some((customer, made)) = found else { return Ok(None) };
        carry_out(bank, tx, customer, &made, decision).map(Some)
    });
    match done.map_err(|error| failed(&error))? {
        None => Err(refuse(404, "unknown_payment", "no such payment was held")),
        Some(false) => Err(refuse(409, "not_possible", "it was answered already, or the card network declined it")),
        Some(true) => {
            bank.link.wake();
            Ok(json!({}))
        }
    }
}

fn carry_out(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: Uuid,
    made: &Transaction,
    decision: &Decision,
) -> Result<bool, BankError> {
    let customer = tx.customer(customer)?.ok_or(BankError::Key)?;
    let question = suspicion::question(tx, customer.id, made)?;
    let (done, how) = match decision.deed {
        Deed::Allow => (suspicion::allow(bank, tx, customer.id, made, question)?, "said yes to"),
        Deed::Refuse => (suspicion::refuse(bank, tx, &customer, made, question)?, "said no to"),
    };
    if done {
        let (who, shop, why) = (customer.first_name(), made.asked.merchant.name(), &decision.reason);
        let what = format!("An operator {how} the held payment at {shop} for {who}: {why}");
        audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
    }
    Ok(done)
}
