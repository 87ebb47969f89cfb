//! `card-reveal`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Order};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::reveals::SHOWN_FOR;
use crate::store::{OpState, Tx};

/// Shows a card's number, date and security code: opens the time in which the phone may fetch them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CardReveal {
    pub(crate) card: Uuid,
    pub(crate) ending: String,
    /// The phone's one-time key, 65 bytes: what is approved is sealed to it.
    pub(crate) key: Vec<u8>,
    /// The session that asked, and alone may fetch.
    pub(crate) session: Uuid,
}

impl Deed for CardReveal {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(head.uuid(self.card).text(&self.ending).bytes(&self.key))
    }

    fn describe(&self) -> String {
        format!("show the number of the card ending in {}", self.ending)
    }

    fn carry_out(&self, _: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError> {
        let held = tx.card(self.card)?.ok_or(BankError::Key)?;
        if !held.card.can_be_revealed() {
            let why = "the card is closed, or held by somebody else by now";
            return Ok(Effect::Failed { state: OpState::Superseded, why });
        }
        tx.open_reveal(order.operation, order.now + SHOWN_FOR)?;
        Ok(Effect::Done { receipt: None })
    }
}
