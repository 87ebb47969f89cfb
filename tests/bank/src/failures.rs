//! Wrong Unlock Codes: one counter for login and approvals.

use kunci_wire::signed::TokenState;

use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::refusal::BankError;
use crate::store::{Customer, Token, Tx};

/// Wrong proofs in a row that lock a token …
pub(crate) const TRIES: u32 = 5;
/// … and that the customer is told of.
const TELL: u32 = 3;

/// Counts a wrong proof that the device key signed; true if the token is locked now.
pub(crate) fn count(tx: &mut dyn Tx, customer: &Customer, token: &Token, now: i64) -> Result<bool, BankError> {
    let failures = token.failures + 1;
    tx.set_token_failures(token.id, failures)?;
    if failures == TELL {
        alerts::tell(tx, now, customer, Alert::FailedCodes)?;
    }
    if failures < TRIES {
        return Ok(false);
    }
    tx.set_token_state(token.id, TokenState::Locked)?;
    let what = format!("Locked {}'s token {}: {failures} wrong proofs in a row", customer.first_name(), token.id);
    audit::note(tx, now, Kind::Alert, Some(customer.id), what)?;
    alerts::tell(tx, now, customer, Alert::TokenLocked)?;
    Ok(true)
}
