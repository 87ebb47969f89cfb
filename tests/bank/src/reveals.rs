//! A card's number, date and security code. They are kept nowhere: the HSM makes them from the card's id whenever they are needed.

use kunci_domain::cards::Card;
use kunci_domain::cards::details::is_number;
use kunci_wire::cards::details_info;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::bank::Bank;
use crate::clock::{MINUTE, timestamp};
use crate::crypto::hpke::{self, Sealed};
use crate::crypto::keys::PeerKey;
use crate::refusal::BankError;

/// How long they may be on the screen: the bank's choice.
pub(crate) const SHOWN_FOR: i64 = MINUTE;

/// What the HSM makes them for.
const LABEL: &str = "card-details";
/// No issuer has this range: nobody's real card can come of it.
const ISSUER: &[u8; 6] = b"999936";
/// Years from the making of a card to its end.
const YEARS: i16 = 5;

/// The digits of a card, sealed to the phone's one-time key for one operation.
pub(crate) fn seal(bank: &Bank, card: &Card, key: &[u8], operation: Uuid) -> Result<Sealed, BankError> {
    let key = PeerKey::from_sec1(key).ok_or(BankError::Key)?;
    let sender = bank.entropy.secret_key()?;
    hpke::seal(&sender, &key, &details_info(operation), &digits(bank, card)?)
}

/// Number, month, year and code, one after the other (`docs/contract/cards.md`).
fn digits(bank: &Bank, card: &Card) -> Result<Zeroizing<Vec<u8>>, BankError> {
    let made = Zeroizing::new(bank.hsm.digest(LABEL, card.card_id.as_bytes()));
    let digit = |at: usize| made.get(at).map_or(b'0', |byte| b'0' + byte % 10);
    let mut all = Zeroizing::new(Vec::with_capacity(32));
    all.extend_from_slice(ISSUER);
    all.extend((0..5).map(digit));
    let check = all.len();
    all.push(b'0');
    all.extend_from_slice(card.ending.as_bytes());
    // The last four are known before, so another digit makes Luhn's sum right: one of the ten does.
    while !is_number(&all) {
        let place = all.get_mut(check).ok_or(BankError::Key)?;
        if *place == b'9' {
            return Err(BankError::Key);
        }
        *place += 1;
    }
    let born = card.card_id.get_timestamp().map_or(0, |at| at.to_unix().0);
    let end = timestamp(i64::try_from(born).unwrap_or(0).saturating_mul(1000)).to_zoned(jiff::tz::TimeZone::UTC);
    all.extend_from_slice(format!("{:02}{:02}", end.month(), (end.year() + YEARS) % 100).as_bytes());
    all.extend((5..8).map(digit));
    Ok(all)
}
