//! `/v1/transactions` (`docs/contract/transactions.md`).

use jiff::Timestamp;
use kunci_domain::cards::Card;
use kunci_domain::cards::amounts::Amounts;
use kunci_domain::cards::evaluate::Decision;
use kunci_domain::cards::transaction::{Transaction, TransactionState};
use kunci_wire::transactions::{TransactionsReply, TransactionsRequest};
use kunci_wire::{ProblemCode, limits};

use super::{Call, Reply, body, caller};
use crate::bank::Bank;
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::sqlite::folded;
use crate::store::{Before, Sought};

/// Payments in a page, if nothing is said; and at most.
const PAGE: u32 = 25;
const LARGEST_PAGE: u32 = 200;
/// A page is cut before it is larger than this, so that a phone takes it.
const PAGE_BYTES: usize = limits::REPLY_BYTES * 3 / 4;

pub(super) fn search(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::looking(bank, call)?;
    let request: TransactionsRequest = body::parse(call)?;
    let wrong = |why: &str| refuse(ProblemCode::Malformed, why);
    if request.search.as_ref().is_some_and(|text| text.chars().count() > 60) {
        return Err(wrong("the search has more than 60 characters"));
    }
    let page = request.most.unwrap_or(PAGE);
    if !(1..=LARGEST_PAGE).contains(&page) {
        return Err(wrong("a page has 1 to 200 payments"));
    }
    let text = request.search.as_ref().map(|text| folded(text.trim()));
    let newest = Before { at: request.until.map_or(i64::MAX, |until| until.as_millisecond()), n: i64::MIN };
    let before = match &request.after {
        Some(cursor) => read_cursor(cursor).ok_or_else(|| wrong("no page goes on there"))?,
        None => newest,
    };
    let amounts = Amounts::new(request.amount_from, request.amount_to)
        .map_err(|error| refuse(ProblemCode::AmountsInvalid, error.to_string()))?;
    let sought = Sought {
        customer: caller.customer.id,
        card: request.card_id,
        states: &request.states,
        group: request.group,
        amounts,
        text: text.as_deref(),
        since: request.from.map_or(i64::MIN, not_before),
        before,
        // One more than a page shows whether there is a next one.
        most: page + 1,
    };
    bank.decide(&call.what(), |tx| {
        if let Some(amounts) = amounts
            && !tx.cards_of(caller.customer.id)?.iter().any(|held| is_in(&held.card, amounts.currency()))
        {
            return Err(refuse(ProblemCode::AmountsInvalid, "no card of the customer has this currency"));
        }
        let found = tx.transactions_sought(&sought)?;
        Ok(Reply::json(200, &paged(found, page)?)?)
    })
}

fn is_in(card: &Card, currency: &str) -> bool {
    card.controls.per_transaction().is_some_and(|limit| limit.ceiling.currency() == currency)
}

/// As many as fit into a page, and where the list goes on if there are more.
fn paged(found: Vec<(Before, Transaction)>, page: u32) -> Result<TransactionsReply, BankError> {
    let (all, mut bytes) = (found.len(), 0);
    let (mut transactions, mut next) = (Vec::new(), None);
    for (place, made) in found.into_iter().take(page as usize) {
        let made = told(made);
        bytes += serde_json::to_vec(&made)?.len();
        if bytes > PAGE_BYTES && !transactions.is_empty() {
            break;
        }
        transactions.push(made);
        next = Some(format!("{}.{}", place.at, place.n));
    }
    let next = next.filter(|_| transactions.len() < all);
    Ok(TransactionsReply { transactions, next })
}

/// The first whole millisecond that is not before.
fn not_before(from: Timestamp) -> i64 {
    let floor = from.as_millisecond();
    floor + i64::from(Timestamp::from_millisecond(floor).is_ok_and(|whole| whole < from))
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
