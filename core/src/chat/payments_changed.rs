//! Wait until the list of payments is another one: the bank says so over the live link.

use crate::{Error, Phone};

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
        history.payments_after(counted).await
    }
}
