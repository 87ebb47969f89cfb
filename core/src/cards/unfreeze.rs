//! Unfreeze a card: loosening, so the bank builds an operation that the token approves.

use kunci_wire::cards::{CommandReply, HoldRequest};
use uuid::Uuid;

use crate::bank::{Call, Signer};
use crate::operations::{Operation, OperationKind};
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
        let call = Call::post(format!("/v1/cards/{card_id}/unfreeze"), &HoldRequest {})?.once(self.new_id()?);
        let reply: CommandReply = self.call(&Signer::Session(&session), &call).await?;
        let offer = reply.operation.ok_or(Error::ReplyUnreadable)?;
        let operation = Operation::decode(offer.0, &record, self.bank_time()?.ms)?;
        match operation.kind() {
            OperationKind::Unfreeze(offered) if offered.card_id == card_id => Ok(operation),
            _ => Err(Error::OperationUnreadable),
        }
    }
}
