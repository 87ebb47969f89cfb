//! What an operator of the bank does at a customer's call, having asked who is calling.

use kunci_domain::cards::Closing;
use kunci_domain::session_life::SessionEnd;
use kunci_wire::signed::TokenState;
use serde::Deserialize;
use serde_json::{Value, json};

use super::commands::find;
use super::{ControlRefusal, failed, refuse};
use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::refusal::BankError;
use crate::store::{Customer, NumberChange, NumberStage, Token, Tx};
use crate::{cards, numbers, status};

/// One act, for one customer, with its reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Act {
    #[serde(rename = "do")]
    deed: Deed,
    user_id: String,
    reason: String,
    /// With `change_number` only.
    #[serde(default)]
    number: Option<String>,
    /// With what is done to a card only: its last digits.
    #[serde(default)]
    ending: Option<String>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Deed {
    /// The phone is lost: its token ends.
    Deregister,
    /// Internet banking is closed, on all devices.
    FlagBanking,
    /// And open again.
    UnflagBanking,
    /// A locked token works again, and wrong codes are forgotten.
    Unlock,
    /// The token is held.
    Suspend,
    /// And let go.
    Resume,
    /// Every session ends, of the app and of the website.
    SignOut,
    /// Another number is registered.
    ChangeNumber,
    /// A card is reported lost by telephone: closed for good.
    BlockCard,
    /// The bank holds a card; the customer cannot lift that.
    HoldCard,
    /// And lets it go.
    ReleaseCard,
}

impl Deed {
    const fn is_of_a_card(self) -> bool {
        matches!(self, Self::BlockCard | Self::HoldCard | Self::ReleaseCard)
    }
}

pub(super) fn act(bank: &Bank, command: &Act) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &command.user_id)?;
    if command.reason.trim().is_empty() {
        return Err(refuse(400, "malformed", "an operator writes down why"));
    }
    if command.number.is_some() != (command.deed == Deed::ChangeNumber) {
        return Err(refuse(400, "malformed", "a number belongs to change_number, and to nothing else"));
    }
    if command.ending.is_some() != command.deed.is_of_a_card() {
        return Err(refuse(400, "malformed", "an ending belongs to what is done to a card, and to nothing else"));
    }
    let done = bank.keep(|tx| {
        let done = carry_out(bank, tx, &customer, command)?;
        if done {
            let what = format!("An operator did this for {}: {}", customer.first_name(), command.reason);
            audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
        }
        Ok(done)
    });
    if !done.map_err(|error| failed(&error))? {
        return Err(refuse(409, "not_possible", "the customer's token or card does not stand so"));
    }
    bank.link.wake();
    Ok(json!({}))
}

fn carry_out(bank: &Bank, tx: &mut dyn Tx, customer: &Customer, command: &Act) -> Result<bool, BankError> {
    let now = bank.now();
    let token = customer.token.map(|id| tx.token(id)).transpose()?.flatten();
    match command.deed {
        Deed::Deregister => {
            // Also of phones replaced before: one of them is the lost one, or in the same hands.
            tx.close_replacements(customer.id)?;
            let Some(mut token) = token else { return Ok(true) };
            status::retire(tx, &mut token, now)?;
            alerts::tell(tx, now, customer, Alert::Deregistered)?;
        }
        Deed::FlagBanking => {
            tx.set_flagged(customer.id, true)?;
            tx.end_sessions_of(customer.id, SessionEnd::Operator)?;
            tx.end_website_sessions_of(customer.id)?;
            alerts::tell(tx, now, customer, Alert::BankingFlagged)?;
        }
        Deed::UnflagBanking => {
            tx.set_flagged(customer.id, false)?;
            alerts::tell(tx, now, customer, Alert::BankingUnflagged)?;
        }
        Deed::SignOut => {
            tx.end_sessions_of(customer.id, SessionEnd::Operator)?;
            tx.end_website_sessions_of(customer.id)?;
        }
        Deed::Unlock => return set(tx, token, &[TokenState::Locked, TokenState::Active], TokenState::Active),
        // What the customer suspended, too: from then on it is not the customer's to lift.
        Deed::Suspend => {
            let working = [TokenState::Active, TokenState::Locked, TokenState::Suspended];
            return set(tx, token, &working, TokenState::Suspended);
        }
        Deed::Resume => return set(tx, token, &[TokenState::Suspended], TokenState::Active),
        Deed::ChangeNumber => {
            let number = command.number.clone().unwrap_or_default();
            let mut change = NumberChange {
                id: bank.entropy.id(now)?,
                customer: customer.id,
                number,
                stage: NumberStage::Offered,
                otp_digest: Vec::new(),
                otp_expires_at: now,
                otp_tries_left: 0,
                cancel_code: String::new(),
                effective_at: None,
            };
            tx.insert_number_change(&change)?;
            numbers::carry_out(tx, &mut change, now)?;
        }
        Deed::BlockCard | Deed::HoldCard | Deed::ReleaseCard => {
            let held = cards::with_ending(tx, customer, command.ending.as_deref().unwrap_or_default())?;
            let Some(mut held) = held.filter(|held| !held.card.is_over()) else { return Ok(false) };
            match command.deed {
                Deed::HoldCard if held.card.hold_by_bank(timestamp(now)) => {
                    cards::changed(tx, &mut held, now, "held by the bank")?;
                }
                Deed::ReleaseCard if held.card.release_by_bank() => {
                    cards::changed(tx, &mut held, now, "not held by the bank any more")?;
                }
                Deed::BlockCard => {
                    cards::block(bank, tx, held, bank.entropy.id(now)?, Closing::Lost)?;
                }
                _ => return Ok(false),
            }
        }
    }
    Ok(true)
}

fn set(tx: &mut dyn Tx, token: Option<Token>, from: &[TokenState], to: TokenState) -> Result<bool, BankError> {
    let Some(token) = token.filter(|token| from.contains(&token.state)) else { return Ok(false) };
    tx.set_token_state(token.id, to)?;
    match to {
        TokenState::Active => tx.set_token_failures(token.id, 0)?,
        _ => tx.end_sessions_of_token(token.id)?,
    }
    Ok(true)
}
