//! `emergency-key-off`.

use serde::{Deserialize, Serialize};

use super::{Deed, Effect, Order};
use crate::alerts::{self, Alert};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::Tx;

/// Makes the emergency key worthless.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct EmergencyKeyOff {}

impl Deed for EmergencyKeyOff {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(head)
    }

    fn describe(&self) -> String {
        "make the emergency key worthless".to_owned()
    }

    fn carry_out(&self, _: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError> {
        tx.drop_emergency_key(order.customer)?;
        let customer = tx.customer(order.customer)?.ok_or(BankError::Key)?;
        alerts::tell(tx, order.now, &customer, Alert::EmergencyKeyDropped)?;
        Ok(Effect::Done { receipt: None })
    }
}
