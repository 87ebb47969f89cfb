//! `emergency-key`.

use serde::{Deserialize, Serialize};

use super::{Deed, Effect, Order};
use crate::alerts::{self, Alert};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::Tx;

/// Makes an emergency key, in place of any other.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct EmergencyKey {
    /// Keyed, and in none of the bytes that are shown.
    pub(crate) digest: Vec<u8>,
}

impl Deed for EmergencyKey {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(head)
    }

    fn describe(&self) -> String {
        "make an emergency key".to_owned()
    }

    fn carry_out(&self, _: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError> {
        tx.set_emergency_key(order.customer, &self.digest, order.now)?;
        let customer = tx.customer(order.customer)?.ok_or(BankError::Key)?;
        alerts::tell(tx, order.now, &customer, Alert::EmergencyKeyMade)?;
        Ok(Effect::Done { receipt: None })
    }
}
