//! Freeze a card (CARD-2): one round trip, by possession alone, also while the token is locked or nobody is signed in.

use kunci_wire::cards::HoldRequest;
use uuid::Uuid;

use super::ReceiptView;
use crate::guard::by_device;
use crate::ports::CommandAction;
use crate::{Error, Phone};

impl Phone {
    /// Freezes. The command is on disk before it is sent and keeps its id, so that trying again after a lost answer is the same
    /// command; it goes past whatever else waits. The card is frozen when the receipt is here, not before.
    ///
    /// # Errors
    /// [`Error::OutcomeUnknown`], [`Error::Offline`]: written down as requested, and sent again by [`Phone::send_commands`].
    /// [`Error::ReceiptForged`], [`Error::NotFound`], [`Error::CardNotUsable`].
    pub async fn freeze_card(&self, card_id: &str) -> Result<ReceiptView, Error> {
        let card_id: Uuid = card_id.parse().map_err(|_| Error::NotFound)?;
        let freeze = self.fresh(card_id, CommandAction::Freeze, &HoldRequest {}, None)?;
        let (record, command, writing) = self.noted_at_once(freeze).await?;
        self.send_once_kept(writing, &by_device(&record), command, None).await
    }
}
