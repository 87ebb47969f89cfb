//! `/v1/transactions` (`docs/contract/transactions.md`).

use kunci_domain::cards::evaluate::Decision;
use kunci_domain::cards::spending::SpendingGroup;
use kunci_domain::cards::transaction::{Transaction, TransactionState};
use kunci_wire::ProblemCode;
use kunci_wire::transactions::{TransactionsReply, TransactionsRequest};

use super::{Call, Reply, body, caller};
use crate::bank::Bank;
use crate::refusal::{Refusal, refuse};
use crate::store::Before;

/// Payments in a page.
const PAGE: usize = 25;
/// How many are read at a time.
const READ: u32 = 200;

pub(super) fn search(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::looking(bank, call)?;
    let request: TransactionsRequest = body::parse(call)?;
    let wrong = |why: &str| refuse(ProblemCode::Malformed, why);
    if request.search.as_ref().is_some_and(|text| text.chars().count() > 60) {
        return Err(wrong("the search has more than 60 characters"));
    }
    let newest = Before { at: request.until.map_or(i64::MAX, |until| until.as_millisecond()), n: i64::MIN };
    let mut before = match &request.after {
        Some(cursor) => read_cursor(cursor).ok_or_else(|| wrong("no page goes on there"))?,
        None => newest,
    };
    bank.decide(&call.what(), |tx| {
        let mut found: Vec<(Before, Transaction)> = Vec::new();
        // One more than a page shows whether there is a next one.
        while found.len() <= PAGE {
            let rows = tx.transactions_before(caller.customer.id, before, READ)?;
            let Some((last, oldest)) = rows.last() else { break };
            before = *last;
            let over = request.from.is_some_and(|from| oldest.at < from);
            found.extend(rows.into_iter().filter(|(_, made)| fits(&request, made)));
            if over {
                break;
            }
        }
        let more = found.len() > PAGE;
        found.truncate(PAGE);
        let next = found.last().filter(|_| more).map(|(place, _)| format!("{}.{}", place.at, place.n));
        let transactions = found.into_iter().map(|(_, made)| told(made)).collect();
        Ok(Reply::json(200, &TransactionsReply { transactions, next })?)
    })
}

fn fits(request: &TransactionsRequest, made: &Transaction) -> bool {
    let named = |text: &String| made.asked.merchant.name().to_lowercase().contains(&text.trim().to_lowercase());
    request.card_id.is_none_or(|card| card == made.card_id)
        && (request.states.is_empty() || request.states.contains(&made.state))
        && request.group.is_none_or(|group| group == SpendingGroup::of(&made.asked))
        && request.from.is_none_or(|from| made.at >= from)
        && request.search.as_ref().is_none_or(named)
}

/// As the customer sees it: of the trace only what declined.
fn told(made: Transaction) -> Transaction {
    let declined = made.state == TransactionState::Declined;
    let decision = made.decision.filter(|_| declined).map(only_what_declined);
    Transaction { decision, ..made }
}

pub(super) fn only_what_declined(decision: Decision) -> Decision {
    Decision { trace: decision.trace.into_iter().filter(|check| !check.passed).collect(), ..decision }
}

/// In its one spelling.
fn read_cursor(text: &str) -> Option<Before> {
    let (at, n) = text.split_once('.')?;
    let before = Before { at: at.parse().ok()?, n: n.parse().ok()? };
    (format!("{}.{}", before.at, before.n) == text).then_some(before)
}
