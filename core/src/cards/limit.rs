//! Change a card's limit (CARD-3): lower at once, higher by approval. The bank decides by the same rule as the phone.

use kunci_domain::cards::{Card, Direction, LimitError};
use kunci_domain::money::Money;
use kunci_wire::cards::{CommandReply, LimitName, LimitRequest};

use super::ReceiptView;
use crate::bank::{Call, Signer};
use crate::guard::{by_device, in_hand};
use crate::operations::{Operation, OperationKind};
use crate::token::working;
use crate::{Error, Phone};

/// What a change of a limit brought.
#[derive(Clone)]
pub enum LimitOutcome {
    /// In force.
    Done(ReceiptView),
    /// Must be approved first.
    NeedsApproval(Box<Operation>),
}

impl Phone {
    /// Sets the most for one payment, if the card is still as `card` shows it. Lower works by possession alone, also while the token is
    /// locked and nobody is signed in.
    ///
    /// # Errors
    /// [`Error::AmountInvalid`], [`Error::LimitAboveCeiling`], [`Error::CardChanged`], [`Error::HeldByProbation`].
    pub async fn set_card_limit(&self, card: &Card, amount: Money) -> Result<LimitOutcome, Error> {
        let direction = card.limit_direction(amount).map_err(|error| match error {
            LimitError::AboveCeiling => Error::LimitAboveCeiling,
            LimitError::NotPositive | LimitError::WrongCurrency => Error::AmountInvalid,
        })?;
        let request = LimitRequest { limit: LimitName::PerTransaction, amount: amount.into() };
        let command_id = self.new_id()?;
        let call = |act: &str| {
            let call = Call::post(format!("/v1/cards/{}/{act}", card.card_id), &request)?;
            Ok::<_, Error>(call.once(command_id).if_version(card.version))
        };
        let (record, reply): (_, CommandReply) = if direction == Direction::Loosen {
            let session = self.session()?;
            let record = working(self.load_token().await?)?;
            let reply = self.call(&Signer::Session(&session), &call("limit")?).await?;
            (record, reply)
        } else {
            // Less, or the same: the phone alone is enough.
            let record = in_hand(self.load_token().await?)?;
            let reply = self.call(&by_device(&record), &call("lower")?).await?;
            (record, reply)
        };
        match (reply.receipt, reply.operation) {
            (Some(receipt), None) => {
                let view = self.verify_receipt(&receipt, card.card_id, "limit").await?;
                if view.command_id == command_id.to_string() {
                    Ok(LimitOutcome::Done(view))
                } else {
                    Err(Error::ReceiptForged)
                }
            }
            (None, Some(offer)) => {
                let operation = Operation::decode(offer.0, &record, self.bank_time()?.ms)?;
                match operation.kind() {
                    OperationKind::LimitRaise(offered) if offered.card_id == card.card_id && offered.new == amount => {
                        Ok(LimitOutcome::NeedsApproval(Box::new(operation)))
                    }
                    _ => Err(Error::OperationUnreadable),
                }
            }
            _ => Err(Error::ReplyUnreadable),
        }
    }
}
