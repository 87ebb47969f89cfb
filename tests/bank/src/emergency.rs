//! The emergency key in use: on the bank's phone line or website, by whoever holds the paper. It freezes every card and suspends the token,
//! once; it closes nothing for good and opens nothing. Every reply but the good one is the same, whatever was wrong.

use kunci_domain::cards::CardState;
use kunci_domain::session_life::SessionEnd;
use kunci_wire::signed::TokenState;
use uuid::Uuid;

use crate::alerts::{self, Alert};
use crate::api::suspension;
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::cards;
use crate::clock::DAY;
use crate::refusal::BankError;
use crate::store::{Customer, Tx};

/// What its digest is made for.
const LABEL: &str = "emergency-key";
/// Digits of a key.
const DIGITS: usize = 20;
/// Tries for each customer and day, right or wrong.
const TRIES: u32 = 5;

/// What came of it.
pub(crate) struct Outcome {
    pub(crate) accepted: bool,
    /// Cards that were frozen by it.
    pub(crate) frozen: usize,
    /// The token was suspended by it.
    pub(crate) suspended: bool,
    /// In plain words, for the tester. The one who asked never learns it.
    pub(crate) bank_saw: &'static str,
}

impl Outcome {
    const fn refused(bank_saw: &'static str) -> Self {
        Self { accepted: false, frozen: 0, suspended: false, bank_saw }
    }
}

/// Twenty ASCII digits.
pub(crate) fn is_key(key: &str) -> bool {
    key.len() == DIGITS && key.bytes().all(|byte| byte.is_ascii_digit())
}

/// Keyed, and for this customer alone.
pub(crate) fn digest(bank: &Bank, customer: Uuid, key: &str) -> [u8; 32] {
    bank.hsm.digest(LABEL, said(customer, key).as_bytes())
}

fn said(customer: Uuid, key: &str) -> String {
    format!("{customer} {key}")
}

/// Takes what somebody reads or types: a user id and digits, with or without spaces.
pub(crate) fn take(bank: &Bank, tx: &mut dyn Tx, user_id: &str, typed: &str) -> Result<Outcome, BankError> {
    let now = bank.now();
    let key: String = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect();
    let customer = tx.customer_by_user(user_id)?;
    // The same work, whoever it is about.
    let id = customer.as_ref().map_or(Uuid::nil(), |customer| customer.id);
    let kept = tx.emergency_key(id)?;
    let digest = kept.as_ref().map(|(digest, _)| digest.clone()).unwrap_or_default();
    let fits = bank.hsm.digest_matches(LABEL, said(id, &key).as_bytes(), &digest);
    let Some(customer) = customer else { return Ok(Outcome::refused("no such customer")) };
    let tried = tx.code_tries_since(id, LABEL, now - DAY)?;
    if tried >= TRIES {
        return Ok(Outcome::refused("five keys were tried today"));
    }
    tx.insert_code_try(id, LABEL, now)?;
    if !fits {
        let name = customer.first_name();
        audit::note(tx, now, Kind::Refusal, Some(id), format!("Refused an emergency key for {name}"))?;
        if tried + 1 == TRIES {
            alerts::tell(tx, now, &customer, Alert::EmergencyKeyGuessed)?;
        }
        let why = if kept.is_some() { "wrong key" } else { "the customer has no key" };
        return Ok(Outcome::refused(why));
    }
    tx.spend_emergency_key(id, now)?;
    let frozen = freeze_all(bank, tx, id)?;
    let suspended = suspend(tx, &customer, now)?;
    tx.end_sessions_of(id, SessionEnd::Bank)?;
    tx.end_website_sessions_of(id)?;
    alerts::tell(tx, now, &customer, Alert::EmergencyKeyUsed)?;
    let what = format!("The emergency key of {} froze {frozen} cards and is spent", customer.first_name());
    audit::note(tx, now, Kind::Alert, Some(id), what)?;
    Ok(Outcome { accepted: true, frozen, suspended, bank_saw: "right" })
}

/// Each with a receipt that the customer finds later.
fn freeze_all(bank: &Bank, tx: &mut dyn Tx, customer: Uuid) -> Result<usize, BankError> {
    let mut frozen = 0;
    for held in tx.cards_of(customer)? {
        if held.card.state == CardState::Active && !held.card.is_frozen() {
            let command = bank.entropy.id(bank.now())?;
            cards::freeze(bank, tx, held, command)?;
            frozen += 1;
        }
    }
    Ok(frozen)
}

/// As if the customer had done it on the phone: so the customer can lift it, by the Unlock Code.
fn suspend(tx: &mut dyn Tx, customer: &Customer, now: i64) -> Result<bool, BankError> {
    let Some(mut token) = customer.token.map(|id| tx.token(id)).transpose()?.flatten() else { return Ok(false) };
    if !matches!(token.state, TokenState::Active | TokenState::Locked) {
        return Ok(false);
    }
    suspension::stop(tx, &mut token, now)?;
    Ok(true)
}
