//! `password-change`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Order};
use crate::alerts::{self, Alert};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::{OpState, Tx};

/// Another password. Its digest waits beside the operation, and goes with it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PasswordChange {
    pub(crate) user_id: String,
    /// The one session that goes on.
    pub(crate) session: Uuid,
}

impl Deed for PasswordChange {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(head.text(&self.user_id))
    }

    fn describe(&self) -> String {
        "change the password".to_owned()
    }

    fn carry_out(&self, _: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError> {
        let Some(digest) = tx.take_password_change(order.operation)? else {
            return Ok(Effect::Failed { state: OpState::Superseded, why: "the new password is not there any more" });
        };
        tx.set_password(order.customer, &digest)?;
        tx.end_other_sessions(order.customer, self.session)?;
        let customer = tx.customer(order.customer)?.ok_or(BankError::Key)?;
        alerts::tell(tx, order.now, &customer, Alert::PasswordChanged)?;
        Ok(Effect::Done { receipt: None })
    }
}
