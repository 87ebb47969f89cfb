//! `lift-suspension`.

use kunci_wire::signed::TokenState;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Order};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::{OpState, Tx};

/// Lifts the customer's own suspension of the token.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LiftSuspension {
    pub(crate) token: Uuid,
}

impl Deed for LiftSuspension {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(head)
    }

    fn describe(&self) -> String {
        format!("lift the customer's own suspension of token {}", self.token)
    }

    fn carry_out(&self, _: &Bank, tx: &mut dyn Tx, _: &Order) -> Result<Effect, BankError> {
        if tx.own_suspension(self.token)?.is_none() {
            let why = "the token is not suspended by its customer (any more)";
            return Ok(Effect::Failed { state: OpState::Superseded, why });
        }
        tx.set_token_state(self.token, TokenState::Active)?;
        Ok(Effect::Done { receipt: None })
    }
}
