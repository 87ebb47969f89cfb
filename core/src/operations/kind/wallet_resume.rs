//! `wallet-resume`.

use uuid::Uuid;

use super::{Fields, Lines, Matter};
use crate::Error;

/// Let a suspended wallet pay with a card again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalletResume {
    /// Which card.
    pub card_id: Uuid,
    /// Its last digits.
    pub ending: String,
    /// Which wallet's token.
    pub token_id: Uuid,
    /// Whose wallet.
    pub wallet: String,
    /// On which device.
    pub device: String,
}

impl Matter for WalletResume {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        Ok(Self {
            card_id: fields.uuid(16)?,
            ending: fields.digits(17, 4, 4)?,
            token_id: fields.uuid(18)?,
            wallet: fields.text(19)?,
            device: fields.text(20)?,
        })
    }

    fn show(&self, lines: &mut Lines) {
        lines.card(&self.ending);
        lines.plain("line-wallet", &self.wallet);
        lines.plain("line-device", &self.device);
    }
}
