//! "Why was my card declined?" (CARD-9)

use jiff::SignedDuration;
use kunci_domain::cards::decline;
use kunci_domain::cards::transaction::TransactionState;
use kunci_domain::texts::Language;
use kunci_wire::transactions::TransactionsRequest;

use super::{DeclineView, TransactionView};
use crate::{Error, Phone};

/// A decline that is asked about lies no further back.
const LOOKS_BACK: SignedDuration = SignedDuration::from_hours(24);

impl Phone {
    /// Explains the card's newest declined payment of the last 24 hours. If there is none, that is the answer: the request never
    /// reached the bank.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an id that is none; as any call of a session.
    pub async fn why_declined(
        &self,
        card_id: &str,
        language: Language,
    ) -> Result<(DeclineView, Option<TransactionView>), Error> {
        let request = TransactionsRequest {
            card_id: Some(card_id.parse().map_err(|_| Error::NotFound)?),
            states: vec![TransactionState::Declined],
            from: self.bank_now()?.checked_sub(LOOKS_BACK).ok(),
            ..TransactionsRequest::default()
        };
        let reply = self.search(&request).await?;
        let newest = reply.transactions.first().map(|made| TransactionView::of(made, language));
        let why = newest.as_ref().and_then(|view| view.declined.clone());
        Ok((why.unwrap_or_else(|| decline::explain(None, None, language).into()), newest))
    }
}
