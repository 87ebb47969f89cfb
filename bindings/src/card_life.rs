//! A card's life: lost or stolen, a new one, taken into use, its PIN.

use std::sync::Arc;

use kunci_core::cards;

use crate::cards::ReceiptView;
use crate::code_entry::CodeEntry;
use crate::errors::PhoneError;
use crate::operations::{Operation, shared};
use crate::phone::Phone;
use crate::runtime::run;

/// Why a customer has a card closed for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum CardLoss {
    /// Lost.
    Lost,
    /// Stolen.
    Stolen,
    /// Somebody else knows its number.
    Compromised,
}

impl From<CardLoss> for cards::Closing {
    fn from(loss: CardLoss) -> Self {
        match loss {
            CardLoss::Lost => Self::Lost,
            CardLoss::Stolen => Self::Stolen,
            CardLoss::Compromised => Self::Compromised,
        }
    }
}

/// A step in a card's life that is the customer's to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum LifeStep {
    /// Report it as lost, stolen, or known to somebody else: `report_card`.
    Report,
    /// Take it into use: `activate_card`.
    Activate,
    /// Have a new one made in its place: `replace_card`.
    Replace,
    /// Give it another PIN: `set_card_pin`.
    SetPin,
    /// Show its number for a short while: `reveal_card`.
    Reveal,
    /// Order a virtual card beside it: `order_virtual_card`.
    OrderVirtual,
    /// Have it closed for good though nothing happened to it: `close_card`.
    Close,
}

impl From<cards::LifeStep> for LifeStep {
    fn from(step: cards::LifeStep) -> Self {
        match step {
            cards::LifeStep::Report => Self::Report,
            cards::LifeStep::Activate => Self::Activate,
            cards::LifeStep::Replace => Self::Replace,
            cards::LifeStep::SetPin => Self::SetPin,
            cards::LifeStep::Reveal => Self::Reveal,
            cards::LifeStep::OrderVirtual => Self::OrderVirtual,
            cards::LifeStep::Close => Self::Close,
        }
    }
}

#[uniffi::export]
impl Phone {
    /// Reports a card as lost or stolen: closed at once and for good, also while it is frozen.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn report_card(&self, card_id: String, loss: CardLoss) -> Result<ReceiptView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.report_card(&card_id, loss.into()).await }).await?.into())
    }

    /// Asks for the operation that takes a new card into use.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn activate_card(&self, card_id: String) -> Result<Arc<Operation>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(shared(run(async move { phone.activate_card(&card_id).await }).await?))
    }

    /// Asks for the operation that has a new card made and sent.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn replace_card(&self, card_id: String) -> Result<Arc<Operation>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(shared(run(async move { phone.replace_card(&card_id).await }).await?))
    }

    /// Asks for the operation that gives the card another PIN, typed twice.
    ///
    /// # Errors
    /// [`PhoneError`]; `CodesDiffer` if they are not the same.
    pub async fn set_card_pin(
        &self,
        card_id: String,
        pin: Arc<CodeEntry>,
        repeat: Arc<CodeEntry>,
    ) -> Result<Arc<Operation>, PhoneError> {
        let (phone, pin, repeat) = (self.open_phone()?, pin.take()?, repeat.take()?);
        Ok(shared(run(async move { phone.set_card_pin(&card_id, &pin, &repeat).await }).await?))
    }
}
