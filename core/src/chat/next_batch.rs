//! Pull what is new in the timeline.

use super::Batch;
use crate::ports::Conversation;
use crate::{Error, Phone};

impl Phone {
    /// What has changed in a conversation since the batch of revision `after`, waiting until there is something; 0 asks for everything. Calling
    /// again with the same revision gives the same batch (or a newer one), so a caller that was cancelled loses nothing.
    ///
    /// # Errors
    /// [`Error::Closed`] at once when the session ends or the phone is closed; [`Error::Scope`] without the token's proof;
    /// [`Error::NotFound`] for a conversation that is not on this phone.
    pub async fn chat_next_batch(&self, conversation: Conversation, after: u64) -> Result<Batch, Error> {
        // The session must not be kept alive by a screen that waits.
        let history = self.history().await?;
        history.next_batch(conversation, after).await
    }
}
