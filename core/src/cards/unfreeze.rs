//! Unfreeze a card: loosening, so the bank builds an operation that the token approves.

use kunci_wire::cards::HoldRequest;
use uuid::Uuid;

use crate::operations::{Operation, OperationKind};
use crate::ports::CommandAction;
use crate::token::working;
use crate::{Error, Phone};

impl Phone {
    /// Asks for the operation; the card stays frozen until it is approved.
    ///
    /// # Errors
    /// [`Error::HeldByProbation`], [`Error::CardNotUsable`] when there is no hold of the customer's.
    pub async fn unfreeze_card(&self, card_id: &str) -> Result<Operation, Error> {
        let card_id: Uuid = card_id.parse().map_err(|_| Error::NotFound)?;
        let session = self.session()?;
        let record = working(self.load_token().await?)?;
        let command = self.written(card_id, CommandAction::Unfreeze, &HoldRequest {}, None).await?;
        let offer = self.ask_to_loosen(&session, command).await?.operation.ok_or(Error::ReplyUnreadable)?;
        let asked = |kind: &OperationKind| matches!(kind, OperationKind::Unfreeze(asked) if asked.card_id == card_id);
        self.offered_as(offer, &record, asked)
    }
}
