//! Cards at the bank: each control change or authorisation is one transaction and counts in the card's sequence. The rules
//! themselves are `kunci-domain`'s.

use jiff::Timestamp;
use kunci_domain::cards::{CardState, Decision, Direction};
use kunci_domain::money::Money;
use kunci_domain::texts::Language;
use kunci_wire::signed::{CardReceipt, typ};
use uuid::Uuid;

use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::crypto::jws;
use crate::refusal::BankError;
use crate::store::{HeldCard, Tx};

/// Whether its life is over.
pub(crate) const fn is_over(card: &HeldCard) -> bool {
    matches!(card.card.state, CardState::Closed | CardState::Expired)
}

/// Places the customer's hold; a frozen card stays as it is.
pub(crate) fn freeze(bank: &Bank, tx: &mut dyn Tx, mut held: HeldCard, command: Uuid) -> Result<String, BankError> {
    let now = bank.now();
    if held.card.freeze(timestamp(now)) {
        changed(tx, &mut held, now, "frozen by the customer")?;
    }
    let own = held.card.holds.iter().find(|hold| hold.holder == kunci_domain::cards::Holder::Customer);
    let since = own.map_or_else(|| timestamp(now), |hold| hold.placed_at);
    receipt(bank, &held, command, "freeze", since)
}

/// Lifts the customer's hold, approved; `None` if the card's life is over.
pub(crate) fn unfreeze(bank: &Bank, tx: &mut dyn Tx, card: Uuid, command: Uuid) -> Result<Option<String>, BankError> {
    let now = bank.now();
    let mut held = tx.card(card)?.ok_or(BankError::Key)?;
    if is_over(&held) {
        return Ok(None);
    }
    if held.card.unfreeze() {
        changed(tx, &mut held, now, "unfrozen by the customer")?;
    }
    receipt(bank, &held, command, "unfreeze", timestamp(now)).map(Some)
}

/// Sets a limit that is not higher than the one in force.
pub(crate) fn lower(
    bank: &Bank,
    tx: &mut dyn Tx,
    mut held: HeldCard,
    command: Uuid,
    limit: Money,
) -> Result<String, BankError> {
    let now = bank.now();
    if held.card.per_transaction != Some(limit) {
        set_limit(tx, &mut held, limit, now)?;
    }
    receipt(bank, &held, command, "limit", timestamp(now))
}

/// Sets a higher limit, approved; `None` if the card is not as it was shown any more.
pub(crate) fn raise(
    bank: &Bank,
    tx: &mut dyn Tx,
    card: Uuid,
    command: Uuid,
    old: Money,
    new: Money,
) -> Result<Option<String>, BankError> {
    let now = bank.now();
    let mut held = tx.card(card)?.ok_or(BankError::Key)?;
    let as_shown = held.card.effective_limit() == old && held.card.limit_direction(new) == Ok(Direction::Loosen);
    if is_over(&held) || !as_shown {
        return Ok(None);
    }
    set_limit(tx, &mut held, new, now)?;
    receipt(bank, &held, command, "limit", timestamp(now)).map(Some)
}

/// The bank's decision on a payment. Declined ones count as well.
pub(crate) fn authorise(
    tx: &mut dyn Tx,
    mut held: HeldCard,
    amount: Money,
    merchant: &str,
    now: i64,
) -> Result<Decision, BankError> {
    let decision = held.card.evaluate(amount);
    held.sequence += 1;
    tx.update_card(&held)?;
    let (amount, ending) = (amount.display(Language::English), &held.card.ending);
    let what = if decision.approved {
        format!("Approved a payment of {amount} at {merchant} with the card ending in {ending}")
    } else {
        let rules: Vec<_> = decision.declined_by.iter().map(|rule| rule.code()).collect();
        format!("Declined a payment of {amount} at {merchant} with the card ending in {ending}: {}", rules.join(", "))
    };
    audit::note(tx, now, Kind::Notice, Some(held.customer), what)?;
    Ok(decision)
}

fn set_limit(tx: &mut dyn Tx, held: &mut HeldCard, limit: Money, now: i64) -> Result<(), BankError> {
    held.card.per_transaction = Some(limit);
    changed(tx, held, now, &format!("limited to {} a payment", limit.display(Language::English)))
}

fn changed(tx: &mut dyn Tx, held: &mut HeldCard, now: i64, how: &str) -> Result<(), BankError> {
    held.card.version += 1;
    held.sequence += 1;
    tx.update_card(held)?;
    let what = format!("The card ending in {} is {how}", held.card.ending);
    audit::note(tx, now, Kind::Notice, Some(held.customer), what)
}

fn receipt(bank: &Bank, held: &HeldCard, command: Uuid, action: &str, since: Timestamp) -> Result<String, BankError> {
    let receipt = CardReceipt {
        command_id: command,
        card_id: held.card.card_id,
        action: action.to_owned(),
        holds: held.card.holds.clone(),
        per_transaction: held.card.per_transaction,
        effective_at: since,
        sequence: held.sequence,
        version: held.card.version,
    };
    jws::seal(&bank.keys.receipt.secret, typ::CARD_RECEIPT, &receipt)
}
