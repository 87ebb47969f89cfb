//! `profile-change`.

use kunci_wire::operations::ProfileField;
use serde::{Deserialize, Serialize};

use super::{Deed, Effect, Order};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::Tx;

/// Another address or e-mail address.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ProfileChange {
    pub(crate) field: ProfileField,
    /// Masked.
    pub(crate) old: String,
    pub(crate) new: String,
}

impl Deed for ProfileChange {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(head.text(self.field.as_str()).text(&self.old).text(&self.new))
    }

    fn describe(&self) -> String {
        // The new value is the customer's own affair: the trail says only what changes.
        format!("change the {} on record", self.field.as_str())
    }

    fn carry_out(&self, _: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError> {
        tx.set_profile(order.customer, self.field.as_str(), &self.new)?;
        Ok(Effect::Done { receipt: None })
    }
}
