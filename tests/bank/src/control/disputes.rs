//! The bank's desk for disputes.

use kunci_domain::cards::dispute::{Dispute, DisputeBar};
use kunci_domain::cards::transaction::TransactionState;
use kunci_domain::money::Money;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::commands::find;
use super::{ControlRefusal, failed, refuse};
use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::refusal::BankError;
use crate::store::{Customer, Tx};

/// One act on a dispute of the customer's.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Act {
    user_id: String,
    /// The newest, if not said.
    #[serde(default)]
    dispute_id: Option<Uuid>,
    #[serde(rename = "do")]
    deed: Deed,
    /// With `ask`, `grant` and `refuse`: what the customer is told.
    #[serde(default)]
    words: Option<String>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Deed {
    /// Nothing is done.
    Look,
    /// Somebody takes it up.
    Review,
    /// More evidence is asked for.
    Ask,
    /// The answer takes longer, and the customer is told.
    Extend,
    /// The customer was right: the money comes back.
    Grant,
    /// The customer was not.
    Refuse,
}

pub(super) fn act(bank: &Bank, command: &Act) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &command.user_id)?;
    let speaks = matches!(command.deed, Deed::Ask | Deed::Grant | Deed::Refuse);
    let words = command.words.as_deref().map(str::trim).filter(|words| !words.is_empty());
    if words.is_some() != speaks {
        return Err(refuse(400, "malformed", "words belong to ask, grant and refuse, which need them"));
    }
    let done = bank.keep(|tx| {
        let found = match command.dispute_id {
            Some(id) => tx.dispute(id)?.filter(|(owner, _)| *owner == customer.id).map(|(_, dispute)| dispute),
            None => tx.disputes_of(customer.id, 1)?.into_iter().next(),
        };
        let Some(mut dispute) = found else { return Ok(None) };
        let done = carry_out(tx, &mut dispute, command.deed, words.unwrap_or_default(), bank.now())?;
        if done.is_ok() && command.deed != Deed::Look {
            tx.update_dispute(&dispute)?;
            tell(tx, &customer, &dispute, command.deed, bank.now())?;
        }
        Ok(Some(done.map(|()| dispute)))
    });
    match done.map_err(|error| failed(&error))? {
        None => Err(refuse(404, "unknown_dispute", "the customer has no such dispute")),
        Some(Err(_)) => Err(refuse(409, "not_possible", "the dispute or its payment does not stand so")),
        Some(Ok(dispute)) => Ok(json!({
            "dispute_id": dispute.dispute_id,
            "transaction_id": dispute.transaction_id,
            "reason": dispute.reason.name(),
            "statement": dispute.statement,
            "evidence": dispute.evidence.len(),
            "state": dispute.state.name(),
            "answer_by": dispute.answer_by,
            "extended": dispute.extended,
        })),
    }
}

fn carry_out(
    tx: &mut dyn Tx,
    dispute: &mut Dispute,
    deed: Deed,
    words: &str,
    now: i64,
) -> Result<Result<(), DisputeBar>, BankError> {
    let at = timestamp(now);
    Ok(match deed {
        Deed::Look => Ok(()),
        Deed::Review => dispute.review(at),
        // The sandbox bank knows no holidays.
        Deed::Ask => dispute.ask(words, &[], at),
        Deed::Extend => dispute.extend(&[], at),
        Deed::Refuse => dispute.refuse(words, at),
        Deed::Grant if dispute.state.is_over() => Err(DisputeBar::State),
        Deed::Grant => match give_back(tx, dispute)? {
            Some(returned) => dispute.grant(words, returned, at),
            None => Err(DisputeBar::NothingCharged),
        },
    })
}

/// What was disputed, or what is left of it: given up if it was only reserved. `None` if nothing is left.
fn give_back(tx: &mut dyn Tx, dispute: &Dispute) -> Result<Option<Money>, BankError> {
    let (_, mut made) = tx.transaction(dispute.transaction_id)?.ok_or(BankError::Key)?;
    let left = made.charged.minus(made.refunded).map_err(|_| BankError::Key)?;
    let order = dispute.amount.compare(left).map_err(|_| BankError::Key)?;
    let amount = if order.is_le() { dispute.amount } else { left };
    let done = match made.state {
        TransactionState::Pending => made.reverse(),
        _ => made.refund(amount),
    };
    if done.is_err() {
        return Ok(None);
    }
    tx.update_transaction(&made)?;
    Ok(Some(amount))
}

fn tell(tx: &mut dyn Tx, customer: &Customer, dispute: &Dispute, deed: Deed, now: i64) -> Result<(), BankError> {
    let what = format!("Dispute {} is {}", dispute.dispute_id, dispute.state.name());
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    match deed {
        Deed::Look | Deed::Review => Ok(()),
        Deed::Ask => alerts::tell(tx, now, customer, Alert::DisputeAsks),
        Deed::Extend => alerts::tell(tx, now, customer, Alert::DisputeLater),
        Deed::Grant | Deed::Refuse => alerts::tell(tx, now, customer, Alert::DisputeAnswered),
    }
}
