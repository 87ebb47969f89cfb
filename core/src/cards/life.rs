//! A card's life (CARD-5): lost or stolen, a new one, taken into use, its PIN.

use kunci_crypto::SecretDigits;
use kunci_domain::cards::Closing;
use kunci_domain::unlock_code::{self, Personal};
use kunci_wire::cards::{BlockRequest, CommandReply, HoldRequest, PinRequest};
use uuid::Uuid;
use zeroize::Zeroize as _;

use super::receipt::ReceiptView;
use crate::bank::{Call, Signer};
use crate::operations::{Operation, OperationKind};
use crate::ports::CommandAction;
use crate::token::working;
use crate::{Error, Phone};

impl Phone {
    /// Reports a card as lost, stolen, or known to somebody else: closed at once and for good, also while it is frozen. That cannot be
    /// taken back, so a session that the token opened is needed; whoever has none freezes the card, or calls the bank. It waits for
    /// nothing else, and is not sent later: without a network it is not done. After a lost answer the next try is the same command, also
    /// if there is no network in between.
    ///
    /// # Errors
    /// [`Error::Offline`]: not sent now; whether an earlier try arrived, [`Phone::card_commands`] says. [`Error::OutcomeUnknown`].
    /// [`Error::NotSignedIn`], [`Error::Scope`], [`Error::CardNotUsable`] for a card that is closed already, [`Error::ReceiptForged`].
    pub async fn report_card(&self, card_id: &str, reason: Closing) -> Result<ReceiptView, Error> {
        let card_id = parse(card_id)?;
        if !reason.is_reported() {
            return Err(Error::ChangeInvalid);
        }
        self.closed(card_id, reason).await
    }

    /// Closes a card for good, at once.
    pub(super) async fn closed(&self, card_id: Uuid, reason: Closing) -> Result<ReceiptView, Error> {
        let session = self.session()?;
        let command = self.written(card_id, CommandAction::Block, &BlockRequest { reason }, None).await?;
        self.send_for_receipt(&Signer::Session(&session), command, None).await
    }

    /// Asks for the operation that takes a new card into use. The card that it replaces is closed by that.
    ///
    /// # Errors
    /// [`Error::CardNotUsable`] if it has not come yet or is in use already, [`Error::HeldByProbation`].
    pub async fn activate_card(&self, card_id: &str) -> Result<Operation, Error> {
        self.of_its_life(card_id, CommandAction::Activation).await
    }

    /// Asks for the operation that has a new card made in place of this one, and sent. It shows the address. A card that still works,
    /// also a frozen one, stays as it is until the new one is activated; limits, blocks and what was spent go over to it.
    ///
    /// # Errors
    /// [`Error::CardNotUsable`] if it cannot be replaced, or a new one is on its way; [`Error::HeldByProbation`].
    pub async fn replace_card(&self, card_id: &str) -> Result<Operation, Error> {
        self.of_its_life(card_id, CommandAction::Replacement).await
    }

    /// Asks for the operation that gives the card another PIN of six digits, typed twice. The PIN is in none of its bytes, and never on
    /// this phone's disk.
    ///
    /// # Errors
    /// [`Error::CodesDiffer`], [`Error::CodeLength`], [`Error::WeakCode`] with the reason (the bank knows birth date and phone number as well),
    /// [`Error::CardNotUsable`] if it is not in use, [`Error::HeldByProbation`].
    pub async fn set_card_pin(
        &self,
        card_id: &str,
        pin: &SecretDigits,
        repeat: &SecretDigits,
    ) -> Result<Operation, Error> {
        let card_id = parse(card_id)?;
        if pin != repeat {
            return Err(Error::CodesDiffer);
        }
        if pin.len() != unlock_code::LENGTH {
            return Err(Error::CodeLength);
        }
        unlock_code::check(pin.expose(), &Personal::default()).map_err(|reason| Error::WeakCode { reason })?;
        let session = self.session()?;
        let record = working(self.load_token().await?)?;
        let digits = std::str::from_utf8(pin.expose()).map_err(|_| Error::CodeLength)?;
        let mut request = PinRequest { pin: digits.to_owned() };
        let call = Call::post(format!("/v1/cards/{card_id}/pin"), &request);
        request.pin.zeroize();
        let reply: CommandReply = self.try_once(&Signer::Session(&session), call?).await?;
        let asked = |kind: &OperationKind| matches!(kind, OperationKind::CardPin(pin) if pin.card_id == card_id);
        self.offered_as(reply.operation.ok_or(Error::ReplyUnreadable)?, &record, asked)
    }

    async fn of_its_life(&self, card_id: &str, action: CommandAction) -> Result<Operation, Error> {
        let card_id = parse(card_id)?;
        let session = self.session()?;
        let record = working(self.load_token().await?)?;
        let command = self.written(card_id, action, &HoldRequest {}, None).await?;
        let reply = self.ask_to_loosen(&session, command).await?;
        let asked = |kind: &OperationKind| match kind {
            OperationKind::CardActivation(card) => action == CommandAction::Activation && card.card_id == card_id,
            OperationKind::CardReplacement(card) => action == CommandAction::Replacement && card.card_id == card_id,
            _ => false,
        };
        self.offered_as(reply.operation.ok_or(Error::ReplyUnreadable)?, &record, asked)
    }
}

pub(super) fn parse(card_id: &str) -> Result<Uuid, Error> {
    card_id.parse().map_err(|_| Error::NotFound)
}
