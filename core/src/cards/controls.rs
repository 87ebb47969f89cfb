//! Change a card's controls (CARD-3, CARD-4): what tightens at once and by possession alone, what loosens by approval. The bank decides
//! by the same rule as the phone.

use jiff::Timestamp;
use kunci_domain::cards::change::{Change, ChangeError};
use kunci_domain::cards::limit::Cap;
use kunci_domain::cards::{Card, LimitError, PER_TRANSACTION};
use kunci_domain::money::Money;
use kunci_wire::cards::{CancelRaiseRequest, ControlsRequest};
use uuid::Uuid;

use super::receipt::ReceiptView;
use crate::operations::{Operation, OperationKind};
use crate::ports::CommandAction;
use crate::token::{possessed, working};
use crate::{Error, Phone};

/// What a change of a card's controls brought.
#[derive(Clone)]
pub enum ControlsOutcome {
    /// In force.
    Done(ReceiptView),
    /// Must be approved first.
    NeedsApproval(Box<Operation>),
}

impl Phone {
    /// Changes controls, if the card is still as `card` shows it. What tightens works by possession alone, also while the token is
    /// locked and nobody is signed in, and waits for a network; if anything loosens, all of it is approved together.
    ///
    /// # Errors
    /// [`Error::OutcomeUnknown`], [`Error::Offline`]: what tightens is written down as requested, and sent again by
    /// [`Phone::send_commands`]; what loosens is not. [`Error::AmountInvalid`], [`Error::LimitAboveCeiling`], [`Error::ChangeInvalid`],
    /// [`Error::CardChanged`], [`Error::HeldByProbation`].
    pub async fn change_card(&self, card: &Card, changes: &[Change]) -> Result<ControlsOutcome, Error> {
        let direction = card.controls.direction_of(changes, self.bank_now()?).map_err(refusal)?;
        let request = ControlsRequest { changes: changes.to_vec() };
        if !direction.loosens() {
            // Less, or the same: the phone alone is enough, and it may wait for a network.
            possessed(self.load_token().await?)?;
            let command = self.written(card.card_id, CommandAction::Tighten, &request, Some(card.version)).await?;
            return Ok(ControlsOutcome::Done(self.send_in_turn(command, Some(card)).await?));
        }
        let session = self.session()?;
        let record = working(self.load_token().await?)?;
        let command = self.written(card.card_id, CommandAction::Controls, &request, Some(card.version)).await?;
        let reply = self.ask_to_loosen(&session, command.clone()).await?;
        match (reply.receipt, reply.operation) {
            // Nothing loosens any more by the time that the bank looks.
            (Some(receipt), None) => {
                Ok(ControlsOutcome::Done(self.confirm_command(&command, &receipt, Some(card), None).await?))
            }
            (None, Some(offer)) => {
                // Exactly that, and of this card.
                let asked = |kind: &OperationKind| match kind {
                    OperationKind::CardControls(offered) => offered.card_id == card.card_id && offered.asks(changes),
                    _ => false,
                };
                Ok(ControlsOutcome::NeedsApproval(Box::new(self.offered_as(offer, &record, asked)?)))
            }
            _ => Err(Error::ReplyUnreadable),
        }
    }

    /// Sets the most for one payment.
    ///
    /// # Errors
    /// As [`Phone::change_card`].
    pub async fn set_card_limit(&self, card: &Card, amount: Money) -> Result<ControlsOutcome, Error> {
        let value = Some(Cap::AtMost(amount));
        self.change_card(card, &[Change::Limit { limit: PER_TRANSACTION.to_owned(), value, until: None }]).await
    }

    /// Cancels the raise of a limit that cools off: by possession alone, whatever else has changed on the card.
    ///
    /// # Errors
    /// [`Error::ChangeInvalid`] if the card has no such limit, [`Error::ReceiptForged`].
    pub async fn cancel_raise(&self, card_id: &str, limit: &str) -> Result<ReceiptView, Error> {
        let card_id: Uuid = card_id.parse().map_err(|_| Error::NotFound)?;
        possessed(self.load_token().await?)?;
        let request = CancelRaiseRequest { limit: limit.to_owned() };
        let command = self.written(card_id, CommandAction::CancelRaise, &request, None).await?;
        self.send_in_turn(command, None).await
    }

    /// The bank's time as a moment.
    pub(crate) fn bank_now(&self) -> Result<Timestamp, Error> {
        Timestamp::from_millisecond(self.bank_time()?.ms).map_err(|_| Error::StatusUnknown)
    }
}

/// A change of a limit. The end of one for a time is a whole second: so it stands in the bytes that are approved.
///
/// # Errors
/// [`Error::ChangeInvalid`] for a time that no calendar has.
pub fn limit_change(limit: String, value: Option<Cap>, until_ms: Option<i64>) -> Result<Change, Error> {
    let second = |ms: i64| Timestamp::from_second(ms.div_euclid(1000)).map_err(|_| Error::ChangeInvalid);
    Ok(Change::Limit { limit, value, until: until_ms.map(second).transpose()? })
}

fn refusal(error: ChangeError) -> Error {
    match error {
        ChangeError::Limit(LimitError::AboveCeiling) => Error::LimitAboveCeiling,
        ChangeError::Limit(LimitError::NotPositive | LimitError::WrongCurrency) => Error::AmountInvalid,
        ChangeError::Limit(LimitError::EndsBefore) | ChangeError::Count | ChangeError::UnknownLimit => {
            Error::ChangeInvalid
        }
        ChangeError::Trip(reason) => Error::TripRefused { reason },
    }
}
