//! The commands on cards that wait, and what became of them.

use kunci_core::cards;
use kunci_domain::texts::Language;

use crate::cards::ReceiptView;
use crate::errors::PhoneError;
use crate::phone::Phone;
use crate::runtime::run;

/// A command on a card, in words.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CommandView {
    /// Its id, which its receipt names.
    pub command_id: String,
    /// Which card.
    pub card_id: String,
    /// `freeze`, `block`, `tighten`, `cancel-raise`, `unfreeze`, `controls`, `activation`, `replacement`.
    pub action: String,
    /// `requested`, `sent`, `confirmed`, `refused`, `superseded`, `expired`.
    pub state: String,
    /// "Block the card ending in 4821 for now"
    pub title: String,
    /// "Requested, not yet active"
    pub state_words: String,
    /// What follows from that.
    pub detail: String,
    /// When the customer asked for it, milliseconds since 1970 UTC.
    pub requested_ms: i64,
    /// Whether the customer is asked if it is still wanted: then `repeat_command` or `dismiss_command`.
    pub asks: bool,
    /// Whether it is not yet active and is sent again by itself: `send_commands`.
    pub waits: bool,
    /// Whether it came to nothing and can be taken off the list: `dismiss_command`.
    pub may_be_dismissed: bool,
}

impl From<cards::CommandView> for CommandView {
    fn from(view: cards::CommandView) -> Self {
        let cards::CommandView {
            command_id,
            card_id,
            action,
            state,
            title,
            state_words,
            detail,
            requested_ms,
            asks,
            waits,
            may_be_dismissed,
        } = view;
        Self {
            command_id,
            card_id,
            action,
            state,
            title,
            state_words,
            detail,
            requested_ms,
            asks,
            waits,
            may_be_dismissed,
        }
    }
}

#[uniffi::export]
impl Phone {
    /// The commands of this phone, newest first: no network, no session.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn card_commands(&self, language: String) -> Result<Vec<CommandView>, PhoneError> {
        let phone = self.open_phone()?;
        let commands = async move { phone.card_commands(Language::from_tag(&language)).await };
        Ok(run(commands).await?.into_iter().map(Into::into).collect())
    }

    /// Sends what waits: call it when there is a network again, and after the start. Returns the receipts that came.
    ///
    /// # Errors
    /// [`PhoneError`]: what kept a command from being answered; it waits on.
    pub async fn send_commands(&self) -> Result<Vec<ReceiptView>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.send_commands().await }).await?.into_iter().map(Into::into).collect())
    }

    /// The customer still wants a command that has expired.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn repeat_command(&self, command_id: String) -> Result<ReceiptView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.repeat_command(&command_id).await }).await?.into())
    }

    /// The customer has taken note of what became of a command, or does not want it any more.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn dismiss_command(&self, command_id: String) -> Result<(), PhoneError> {
        let phone = self.open_phone()?;
        run(async move { phone.dismiss_command(&command_id).await }).await
    }

    /// The receipts that this phone keeps, newest first, each verified again.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn kept_receipts(&self) -> Result<Vec<ReceiptView>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.kept_receipts().await }).await?.into_iter().map(Into::into).collect())
    }
}
