//! `new-device`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Order};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::{OpState, Stage, Tx};

/// Lets another phone be the token.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct NewDevice {
    pub(crate) enrolment: Uuid,
    /// What the new phone calls itself.
    pub(crate) device: String,
    /// Shown on both phones.
    pub(crate) number: String,
}

impl Deed for NewDevice {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(head.uuid(self.enrolment).text(&self.device).text(&self.number))
    }

    fn describe(&self) -> String {
        format!("let another phone ({}) be the token, number {}", self.device, self.number)
    }

    /// Vouches for the enrolment; the new phone goes on by itself.
    fn carry_out(&self, _: &Bank, tx: &mut dyn Tx, _: &Order) -> Result<Effect, BankError> {
        let mut enrolment = tx.enrolment(self.enrolment)?.ok_or(BankError::Key)?;
        if enrolment.stage != Stage::Sent {
            return Ok(Effect::Failed { state: OpState::Superseded, why: "the new phone has given up" });
        }
        enrolment.vouched = true;
        tx.update_enrolment(&enrolment)?;
        Ok(Effect::Done { receipt: None })
    }
}
