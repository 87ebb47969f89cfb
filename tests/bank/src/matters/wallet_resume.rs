//! `wallet-resume`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Order};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::{OpState, Tx};

/// Lets a suspended wallet pay with a card again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct WalletResume {
    pub(crate) card: Uuid,
    pub(crate) ending: String,
    pub(crate) token: Uuid,
    pub(crate) wallet: String,
    pub(crate) device: String,
}

impl Deed for WalletResume {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(head.uuid(self.card).text(&self.ending).uuid(self.token).text(&self.wallet).text(&self.device))
    }

    fn describe(&self) -> String {
        format!("let {} pay with the card ending in {} again", self.wallet, self.ending)
    }

    fn carry_out(&self, _: &Bank, tx: &mut dyn Tx, _: &Order) -> Result<Effect, BankError> {
        let (_, mut token) = tx.wallet_token(self.token)?.ok_or(BankError::Key)?;
        if !token.resume() {
            let why = "the wallet is not suspended any more";
            return Ok(Effect::Failed { state: OpState::Superseded, why });
        }
        tx.update_wallet_token(&token)?;
        Ok(Effect::Done { receipt: None })
    }
}
