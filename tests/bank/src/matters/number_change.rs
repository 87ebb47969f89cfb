//! `number-change`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Order};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::numbers;
use crate::refusal::BankError;
use crate::store::{NumberStage, OpState, Tx};

/// Changes the registered phone number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct NumberChange {
    pub(crate) change: Uuid,
    /// Masked.
    pub(crate) old: String,
    /// In full, so that the customer can check it.
    pub(crate) new: String,
}

impl Deed for NumberChange {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(head.text(&self.old).text(&self.new))
    }

    fn describe(&self) -> String {
        format!(
            "change the registered phone number from {} to {}",
            self.old,
            crate::customers::masked_number(&self.new)
        )
    }

    fn carry_out(&self, _: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError> {
        let mut change = tx.number_change(self.change)?.ok_or(BankError::Key)?;
        if change.stage != NumberStage::Offered {
            return Ok(Effect::Failed { state: OpState::Superseded, why: "the change was called off" });
        }
        numbers::carry_out(tx, &mut change, order.now)?;
        Ok(Effect::Done { receipt: None })
    }
}
