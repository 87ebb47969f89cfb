//! Wait until a list is another one: the bank says so over the live link, and says nothing more.

use tokio::sync::watch;

use super::history::Pulse;
use crate::{Error, Phone};

/// The hints of one list, counted as revisions of it.
#[derive(Default)]
pub(super) struct Hint(watch::Sender<Pulse>);

/// The lists that the bank gives hints of, and the one of the conversations.
#[derive(Default)]
pub(super) struct Hints {
    pub(super) payments: Hint,
    pub(super) operations: Hint,
    pub(super) conversations: Hint,
}

impl Hint {
    pub(super) fn given(&self) {
        self.0.send_modify(|pulse| pulse.revision += 1);
    }

    /// Waits for one after those that were counted.
    async fn after(&self, counted: u64) -> Result<u64, Error> {
        let mut pulse = self.0.subscribe();
        let given = pulse.wait_for(|pulse| pulse.closed || pulse.revision > counted).await;
        let given = *given.map_err(|_| Error::Closed)?;
        if given.closed { Err(Error::Closed) } else { Ok(given.revision) }
    }
}

impl Hints {
    /// Nothing is told while there is no link: each list may be another one.
    pub(super) fn all_given(&self) {
        self.payments.given();
        self.operations.given();
    }

    pub(super) fn close(&self) {
        for Hint(pulse) in [&self.payments, &self.operations, &self.conversations] {
            pulse.send_modify(|pulse| pulse.closed = true);
        }
    }
}

impl Phone {
    /// Waits until a payment with one of the customer's cards may be new or stand otherwise, and returns how many times that was so;
    /// `counted` is what the call before returned, 0 the first time. Each time that the link stands again counts too, for nothing is told
    /// while it does not. Only a hint: the list is to be read again ([`Phone::look_for_transactions`]). Opening the link is [`Phone::connect`]'s.
    ///
    /// # Errors
    /// [`Error::Closed`] at once when the session ends or the phone is closed; [`Error::Scope`] without the token's proof.
    pub async fn payments_changed(&self, counted: u64) -> Result<u64, Error> {
        // The session must not be kept alive by a screen that waits.
        let history = self.history().await?;
        history.hints.payments.after(counted).await
    }

    /// The same of what waits for the customer's answer: a question about a suspected payment, a transfer begun at the website, what an
    /// employee asks. The list is to be read again ([`Phone::look_for_operations`]).
    ///
    /// # Errors
    /// As [`Phone::payments_changed`].
    pub async fn operations_changed(&self, counted: u64) -> Result<u64, Error> {
        let history = self.history().await?;
        history.hints.operations.after(counted).await
    }

    /// The same of the list of conversations: something was said, read, begun or ended in one of them. The list is to be read again
    /// ([`Phone::chat_conversations`]).
    ///
    /// # Errors
    /// As [`Phone::payments_changed`].
    pub async fn conversations_changed(&self, counted: u64) -> Result<u64, Error> {
        let history = self.history().await?;
        history.hints.conversations.after(counted).await
    }
}
