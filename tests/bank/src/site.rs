//! Stand-in for the bank's website once somebody is signed in: orders, and codes for them. Without the token nothing is carried out.

use kunci_wire::bytes::{decode, encode};

use crate::bank::Bank;
use crate::clock::MINUTE;
use crate::crypto::mac::sha256;
use crate::refusal::BankError;
use crate::store::{Customer, Tx};

/// A session ends after so long without a click.
const IDLE: i64 = 10 * MINUTE;

/// Opens a session for who has just signed in; the text is what the browser keeps.
pub(crate) fn open(bank: &Bank, customer: &Customer) -> Result<String, BankError> {
    let secret: [u8; 32] = bank.entropy.bytes()?;
    bank.keep(|tx| tx.insert_website_session(&sha256(&secret), customer.id, bank.now()))?;
    Ok(encode(&secret))
}

/// Whose session it is, if it lives.
pub(crate) fn customer(tx: &mut dyn Tx, session: &str, now: i64) -> Result<Option<Customer>, BankError> {
    let digest = sha256(&decode(session).unwrap_or_default());
    let Some((customer, seen_at)) = tx.website_session(&digest)? else { return Ok(None) };
    if now - seen_at >= IDLE {
        return Ok(None);
    }
    tx.touch_website_session(&digest, now)?;
    tx.customer(customer)
}
