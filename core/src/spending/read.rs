//! Reads the payments of many months, page by page, as the list is read: nobody waits for it but the screen that asked.

use jiff::Timestamp;
use kunci_domain::cards::transaction::{Transaction, TransactionState};
use kunci_wire::transactions::TransactionsRequest;
use uuid::Uuid;

use crate::{Error, Phone};

/// The largest pages that the bank gives: nobody looks at them one by one.
const PAGE: u32 = 200;
/// A list that is longer is cut: ten such pages are five payments a day for thirteen months.
const MOST_PAGES: usize = 10;

/// All payments since a moment.
pub(super) struct Read {
    pub(super) made: Vec<Transaction>,
    /// None is missing from then on.
    pub(super) since: Timestamp,
    /// There were more, and `since` is later than was asked for.
    pub(super) cut: bool,
}

impl Phone {
    /// In one of `states`, with one card or with all.
    pub(super) async fn payments_since(
        &self,
        card_id: Option<Uuid>,
        states: &[TransactionState],
        since: Timestamp,
    ) -> Result<Read, Error> {
        let mut made = Vec::new();
        let mut after = None;
        for _ in 0..MOST_PAGES {
            let request = TransactionsRequest {
                card_id,
                states: states.to_vec(),
                from: Some(since),
                after,
                most: Some(PAGE),
                ..TransactionsRequest::default()
            };
            let page = self.search(&request).await?;
            made.extend(page.transactions);
            after = page.next;
            if after.is_none() {
                return Ok(Read { made, since, cut: false });
            }
        }
        // Of the oldest moment that was read some may lie on the next page.
        let since = made.last().map_or(since, |oldest| oldest.at);
        Ok(Read { made, since, cut: true })
    }
}
