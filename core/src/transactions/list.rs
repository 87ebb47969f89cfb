//! The list of payments: newest first, page by page, searched and filtered by the bank.

use jiff::Timestamp;
use kunci_domain::cards::amounts::Amounts;
use kunci_domain::cards::spending::SpendingGroup;
use kunci_domain::cards::transaction::TransactionState;
use kunci_domain::money::Money;
use kunci_domain::texts::Language;
use kunci_wire::transactions::{TransactionsReply, TransactionsRequest};

use super::TransactionView;
use crate::bank::{Call, Signer};
use crate::session::by_itself;
use crate::{Error, Phone};

/// What is looked for: all that is given must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TransactionFilter {
    /// Of this card only.
    pub card_id: Option<String>,
    /// In one of these states; empty: in any.
    pub states: Vec<TransactionState>,
    /// The merchant's name has this in it, whatever the case; blank: any.
    pub search: Option<String>,
    /// At this kind of merchants, or cash.
    pub group: Option<SpendingGroup>,
    /// Of this amount or more.
    pub amount_from: Option<Money>,
    /// Of this amount or less.
    pub amount_to: Option<Money>,
    /// Not before, milliseconds since 1970 UTC.
    pub from_ms: Option<i64>,
    /// Before, milliseconds since 1970 UTC.
    pub until_ms: Option<i64>,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransactionPage {
    /// Newest first.
    pub transactions: Vec<TransactionView>,
    /// Names the next page, if there is one.
    pub next: Option<String>,
}

impl Phone {
    /// A page of payments: the newest, or the one that `next` of another page names (with the same filter).
    ///
    /// # Errors
    /// [`Error::AmountsInvalid`]; as any call of a session.
    pub async fn transactions(
        &self,
        filter: &TransactionFilter,
        after: Option<&str>,
        language: Language,
    ) -> Result<TransactionPage, Error> {
        let reply = self.search(&request(filter, after)?).await?;
        let transactions = reply.transactions.iter().map(|made| TransactionView::of(made, language)).collect();
        Ok(TransactionPage { transactions, next: reply.next })
    }

    /// As [`Phone::transactions`], asked by the app itself to bring a list up to date ([`Phone::payments_changed`]): no act of the customer, so
    /// a list that is left lying on the screen keeps no session alive.
    ///
    /// # Errors
    /// As [`Phone::transactions`].
    pub async fn look_for_transactions(
        &self,
        filter: &TransactionFilter,
        after: Option<&str>,
        language: Language,
    ) -> Result<TransactionPage, Error> {
        by_itself(self.transactions(filter, after, language)).await
    }

    pub(crate) async fn search(&self, request: &TransactionsRequest) -> Result<TransactionsReply, Error> {
        let session = self.session()?;
        self.call(&Signer::Session(&session), &Call::post("/v1/transactions/search", request)?).await
    }
}

fn request(filter: &TransactionFilter, after: Option<&str>) -> Result<TransactionsRequest, Error> {
    let card_id = filter.card_id.as_ref().map(|id| id.parse().map_err(|_| Error::NotFound)).transpose()?;
    let moment = |ms: i64| Timestamp::from_millisecond(ms).map_err(|_| Error::NotFound);
    // What the bank would refuse is not sent.
    Amounts::new(filter.amount_from, filter.amount_to).map_err(|_| Error::AmountsInvalid)?;
    let search = filter.search.as_deref().map(str::trim).filter(|text| !text.is_empty());
    Ok(TransactionsRequest {
        card_id,
        states: filter.states.clone(),
        search: search.map(|text| text.chars().take(60).collect()),
        group: filter.group,
        amount_from: filter.amount_from,
        amount_to: filter.amount_to,
        from: filter.from_ms.map(moment).transpose()?,
        until: filter.until_ms.map(moment).transpose()?,
        after: after.map(str::to_owned),
        most: None,
    })
}
