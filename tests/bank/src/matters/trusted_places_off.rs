//! `trusted-places-off`.

use serde::{Deserialize, Serialize};

use super::{Deed, Effect, Order};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::Tx;

/// Lets loosening pass at once everywhere again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TrustedPlacesOff {}

impl Deed for TrustedPlacesOff {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(head)
    }

    fn describe(&self) -> String {
        "let changes take effect at once outside trusted places".to_owned()
    }

    fn carry_out(&self, _: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError> {
        tx.set_trusted_places(order.customer, false)?;
        Ok(Effect::Done { receipt: None })
    }
}
