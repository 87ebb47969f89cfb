//! Freeze a card (CARD-2): one round trip, by possession alone, also while the token is locked or nobody is signed in.

use std::sync::Arc;

use kunci_wire::cards::{CommandReply, HoldRequest};
use uuid::Uuid;

use super::{Expected, ReceiptView};
use crate::bank::Call;
use crate::guard::by_device;
use crate::ports::{CommandAction, CommandRecord, CommandState};
use crate::token::possessed;
use crate::{Error, Phone, blocking};

/// A freeze that could not be confirmed is not repeated after this; the customer is asked again.
const EXPIRES_AFTER_MS: i64 = 24 * 3_600_000;

impl Phone {
    /// Freezes. The command is on disk before it is sent and keeps its id, so that trying again after a lost answer is the same
    /// command. The card is frozen when the receipt is here, not before.
    ///
    /// # Errors
    /// [`Error::OutcomeUnknown`], [`Error::Offline`]: written down as requested, call again. [`Error::ReceiptForged`],
    /// [`Error::NotFound`], [`Error::CardNotUsable`].
    pub async fn freeze_card(&self, card_id: &str) -> Result<ReceiptView, Error> {
        let card_id: Uuid = card_id.parse().map_err(|_| Error::NotFound)?;
        let record = possessed(self.load_token().await?)?;
        let command = self.freeze_command(card_id).await?;
        let call = Call::post(format!("/v1/cards/{card_id}/freeze"), &HoldRequest {})?.once(command.command_id);
        match self.call::<CommandReply>(&by_device(&record), &call).await {
            Ok(reply) => {
                let receipt = reply.receipt.ok_or(Error::ReplyUnreadable)?;
                let view = self.receipt_of(&receipt, command.command_id, card_id, &Expected::Frozen).await?;
                self.keep(CommandRecord { state: CommandState::Confirmed, receipt: Some(receipt), ..command }).await?;
                Ok(view)
            }
            Err(error @ (Error::NotFound | Error::CardNotUsable | Error::BankRefused { .. })) => {
                self.keep(CommandRecord { state: CommandState::Refused, ..command }).await?;
                Err(error)
            }
            Err(error) => Err(error),
        }
    }

    /// The freezes that are written down but not confirmed.
    ///
    /// # Errors
    /// What the store says.
    pub async fn requested_freezes(&self) -> Result<Vec<CommandRecord>, Error> {
        self.alive()?;
        let store = Arc::clone(&self.ports.store);
        let all = blocking::run(move || Ok(store.commands()?)).await?;
        Ok(all.into_iter().filter(|command| command.state == CommandState::Requested).collect())
    }

    /// The open request for this card if there is one that has not expired, else a new one, on disk.
    async fn freeze_command(&self, card_id: Uuid) -> Result<CommandRecord, Error> {
        let now_ms = self.bank_time()?.ms;
        for open in self.requested_freezes().await?.into_iter().filter(|command| command.card_id == card_id) {
            if now_ms.saturating_sub(open.requested_ms) < EXPIRES_AFTER_MS {
                return Ok(open);
            }
            self.keep(CommandRecord { state: CommandState::Expired, ..open }).await?;
        }
        let command = CommandRecord {
            command_id: self.new_id()?,
            card_id,
            action: CommandAction::Freeze,
            state: CommandState::Requested,
            receipt: None,
            requested_ms: now_ms,
        };
        self.keep(command.clone()).await?;
        Ok(command)
    }

    async fn keep(&self, command: CommandRecord) -> Result<(), Error> {
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || Ok(store.put_command(&command)?)).await
    }
}
