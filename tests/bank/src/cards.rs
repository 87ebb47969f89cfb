//! Cards at the bank: each control change or authorisation is one transaction and counts in the card's sequence. The rules
//! themselves are `kunci-domain`'s.

use jiff::Timestamp;
use kunci_domain::cards::change::Change;
use kunci_domain::cards::change::ChangeError;
use kunci_domain::cards::controls::Controls;
use kunci_domain::cards::limit::Cap;
use kunci_domain::cards::order::{self, MONTH, NewVirtual};
use kunci_domain::cards::{Card, CardState, Closing, Holder};
use kunci_domain::money::Money;
use kunci_wire::signed::{CardReceipt, typ};
use uuid::Uuid;

use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::crypto::jws;
use crate::issue;
use crate::matters::{CardControls, Matter, VirtualCard};
use crate::operations;
use crate::refusal::BankError;
use crate::store::{Customer, HeldCard, OpState, Tx};

/// Places the customer's hold; a frozen card stays as it is.
pub(crate) fn freeze(bank: &Bank, tx: &mut dyn Tx, mut held: HeldCard, command: Uuid) -> Result<String, BankError> {
    let now = bank.now();
    if held.card.freeze(timestamp(now)) {
        changed(tx, &mut held, now, "frozen by the customer")?;
    }
    void_unfreezes(tx, &held, command, now, "the card was frozen after that")?;
    let own = held.card.holds.iter().find(|hold| hold.holder == Holder::Customer);
    let since = own.map_or_else(|| timestamp(now), |hold| hold.placed_at);
    receipt(bank, tx, &held, command, "freeze", since)
}

/// The last word counts: what was offered before `command` to lift the hold is not to be approved any more.
fn void_unfreezes(tx: &mut dyn Tx, held: &HeldCard, command: Uuid, now: i64, why: &str) -> Result<(), BankError> {
    let card = held.card.card_id;
    let lifts =
        |matter: &Matter| matches!(matter, Matter::Unfreeze(asked) if asked.card == card && asked.command != command);
    void(tx, held.customer, lifts, now, why)
}

/// Takes back what was offered to this customer and is not decided yet.
fn void(
    tx: &mut dyn Tx,
    customer: Uuid,
    is_void: impl Fn(&Matter) -> bool,
    now: i64,
    why: &str,
) -> Result<(), BankError> {
    for mut operation in tx.undecided_operations_of(customer)? {
        if is_void(&operation.matter) {
            operations::close(tx, &mut operation, OpState::Superseded, now, why)?;
        }
    }
    Ok(())
}

/// Lifts the customer's hold, approved; `None` if the card's life is over.
pub(crate) fn unfreeze(bank: &Bank, tx: &mut dyn Tx, card: Uuid, command: Uuid) -> Result<Option<String>, BankError> {
    let now = bank.now();
    let mut held = tx.card(card)?.ok_or(BankError::Key)?;
    if held.card.is_over() {
        return Ok(None);
    }
    if held.card.unfreeze() {
        changed(tx, &mut held, now, "unfrozen by the customer")?;
    }
    void_unfreezes(tx, &held, command, now, "the card was unfrozen after that")?;
    receipt(bank, tx, &held, command, "unfreeze", timestamp(now)).map(Some)
}

/// The customer's card with these last digits.
pub(crate) fn with_ending(tx: &mut dyn Tx, customer: &Customer, ending: &str) -> Result<Option<HeldCard>, BankError> {
    Ok(tx.cards_of(customer.id)?.into_iter().find(|held| held.card.ending == ending))
}

/// Of a limit that a change is about: how much passes now, in minor units; of the rest zero.
pub(crate) fn in_force(controls: &Controls, change: &Change, now: Timestamp) -> i64 {
    match change {
        Change::Limit { limit, .. } => controls.limit(limit).map_or(0, |limit| limit.at_most(now)),
        _ => 0,
    }
}

/// Puts controls in force that let no more pass than those before them. `since` is the moment that they were worked out for: the receipt
/// must name no other, or a limit for a time would begin at one that the phone cannot find again.
pub(crate) fn tighten(
    bank: &Bank,
    tx: &mut dyn Tx,
    mut held: HeldCard,
    command: Uuid,
    new: Controls,
    changes: &[Change],
    since: i64,
) -> Result<String, BankError> {
    set(tx, &mut held, new, &written(changes), since)?;
    receipt(bank, tx, &held, command, "controls", timestamp(since))
}

/// Puts approved changes in force; `None` if the card is not as it was shown any more.
pub(crate) fn grant(bank: &Bank, tx: &mut dyn Tx, asked: &CardControls) -> Result<Option<String>, BankError> {
    let mut held = tx.card(asked.card)?.ok_or(BankError::Key)?;
    if held.card.is_over() || held.card.controls != asked.before {
        return Ok(None);
    }
    let now = bank.now();
    let Ok(new) = asked.before.changed(&asked.changes, timestamp(now)) else { return Ok(None) };
    if held.card.controls.tells_less(&new) {
        // By SMS as well: whoever holds the phone must not be able to hide what comes next.
        let customer = tx.customer(held.customer)?.ok_or(BankError::Key)?;
        alerts::tell(tx, now, &customer, Alert::CardAlertsLowered { ending: held.card.ending.clone() })?;
    }
    set(tx, &mut held, new, &written(&asked.changes), now)?;
    receipt(bank, tx, &held, asked.command, "controls", timestamp(now)).map(Some)
}

/// Cancels the raise of a limit that cools off; `None` if the card has no such limit.
pub(crate) fn cancel_raise(
    bank: &Bank,
    tx: &mut dyn Tx,
    mut held: HeldCard,
    command: Uuid,
    limit: &str,
) -> Result<Option<String>, BankError> {
    let now = bank.now();
    let Some(new) = held.card.controls.without_raises(limit, timestamp(now)) else { return Ok(None) };
    set(tx, &mut held, new, &format!("raise of {limit} cancelled"), now)?;
    receipt(bank, tx, &held, command, "cancel-raise", timestamp(now)).map(Some)
}

/// Closes the card for good, from every state of its life, also frozen or held by others. The customer is told, whoever did it.
pub(crate) fn block(
    bank: &Bank,
    tx: &mut dyn Tx,
    mut held: HeldCard,
    command: Uuid,
    why: Closing,
) -> Result<String, BankError> {
    let now = bank.now();
    if held.card.block(why) {
        changed(tx, &mut held, now, &format!("closed for good: {}", why.name()))?;
        let customer = tx.customer(held.customer)?.ok_or(BankError::Key)?;
        let ending = held.card.ending.clone();
        let alert = if why == Closing::Ended { Alert::CardEnded { ending } } else { Alert::CardClosed { ending } };
        alerts::tell(tx, now, &customer, alert)?;
    }
    receipt(bank, tx, &held, command, "block", timestamp(now))
}

/// Takes a new card into use, approved; the one that it replaces is closed by that. `None` if it is not waiting for that.
pub(crate) fn activate(bank: &Bank, tx: &mut dyn Tx, card: Uuid, command: Uuid) -> Result<Option<String>, BankError> {
    let now = bank.now();
    let mut held = tx.card(card)?.ok_or(BankError::Key)?;
    if !held.card.activate() {
        return Ok(None);
    }
    changed(tx, &mut held, now, "in use")?;
    if let Some(mut old) = held.card.replaces.map(|old| tx.card(old)).transpose()?.flatten()
        && old.card.block(Closing::Replaced)
    {
        changed(tx, &mut old, now, "closed for good: replaced")?;
    }
    receipt(bank, tx, &held, command, "activation", timestamp(now)).map(Some)
}

/// Another PIN, approved; `None` if the card's life is over.
pub(crate) fn set_pin(
    bank: &Bank,
    tx: &mut dyn Tx,
    card: Uuid,
    command: Uuid,
    digest: &[u8],
) -> Result<Option<String>, BankError> {
    let now = bank.now();
    let mut held = tx.card(card)?.ok_or(BankError::Key)?;
    if held.card.is_over() {
        return Ok(None);
    }
    tx.set_card_pin(card, digest)?;
    changed(tx, &mut held, now, "given another PIN")?;
    receipt(bank, tx, &held, command, "pin", timestamp(now)).map(Some)
}

/// Has a new card made in place of this one, approved; `None` if that is not possible any more. A card that still works goes on working
/// until the new one is activated.
pub(crate) fn replace(bank: &Bank, tx: &mut dyn Tx, card: Uuid, command: Uuid) -> Result<Option<String>, BankError> {
    let now = bank.now();
    let mut held = tx.card(card)?.ok_or(BankError::Key)?;
    if !may_be_replaced(tx, &held)? {
        return Ok(None);
    }
    let ending = free_ending(bank, tx, held.customer)?;
    let new = held.card.replacement(bank.entropy.id(now)?, &ending);
    let (id, at_once) = (new.card_id, new.state == CardState::Active);
    tx.insert_card(&HeldCard { customer: held.customer, card: new, sequence: 0 })?;
    if at_once {
        held.card.block(Closing::Replaced);
    }
    let how = if at_once { "in use" } else { "on its way" };
    changed(tx, &mut held, now, &format!("replaced by one ending in {ending}, which is {how}"))?;
    let made = Made { replacement: Some(id), issued: None };
    sign(bank, tx, &held, command, "replacement", timestamp(now), made).map(Some)
}

/// Four last digits that no card of this customer has.
fn free_ending(bank: &Bank, tx: &mut dyn Tx, customer: Uuid) -> Result<String, BankError> {
    let all = tx.cards_of(customer)?;
    loop {
        let ending = bank.entropy.six_digits()?.split_off(2);
        if all.iter().all(|other| other.card.ending != ending) {
            return Ok(ending);
        }
    }
}

/// Gives a customer a virtual card, in use at once, with this much for one payment; its last digits.
pub(crate) fn issue_virtual(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    most: Money,
) -> Result<String, BankError> {
    let now = bank.now();
    let ending = free_ending(bank, tx, customer.id)?;
    let new = NewVirtual {
        card_id: bank.entropy.id(now)?,
        ending: ending.clone(),
        name: "Virtual".to_owned(),
        controls: issue::virtual_controls(most)?,
    };
    let card = new.card(None);
    tx.insert_card(&HeldCard { customer: customer.id, card, sequence: 0 })?;
    let what = format!("{} has a virtual card ending in {ending}", customer.first_name());
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    Ok(ending)
}

/// The controls of a virtual card beside this one, with the most in a month as the customer wishes it. Its ceilings are no higher than the
/// other card's, whose money it pays with.
pub(crate) fn virtual_controls(
    beside: &Card,
    month: Option<Money>,
    now: Timestamp,
) -> Result<Result<Controls, ChangeError>, BankError> {
    let most = beside.controls.per_transaction().ok_or(BankError::Key)?.ceiling;
    let own = issue::virtual_most(most.currency()).map_or(most.minor(), Money::minor);
    let controls = issue::virtual_controls(most.with_minor(own.min(most.minor())))?;
    let wish =
        month.map(|month| Change::Limit { limit: MONTH.to_owned(), value: Some(Cap::AtMost(month)), until: None });
    Ok(match wish {
        Some(wish) => controls.changed(&[wish], now),
        None => Ok(controls),
    })
}

/// The most in a month with these controls.
pub(crate) fn month_of(controls: &Controls, now: Timestamp) -> Result<Money, BankError> {
    controls.limit(MONTH).map(|limit| limit.most(now)).ok_or(BankError::Key)
}

/// Makes a virtual card, approved; `None` if that is not possible any more. What else was offered beside the same card before is not to be
/// approved any more: it may be the same wish, asked for twice.
pub(crate) fn make_virtual(bank: &Bank, tx: &mut dyn Tx, asked: &VirtualCard) -> Result<Option<String>, BankError> {
    let now = bank.now();
    let held = tx.card(asked.card)?.ok_or(BankError::Key)?;
    let all = tx.cards_of(held.customer)?;
    if !held.card.carries_virtual() || order::is_full(all.iter().map(|held| &held.card)) {
        return Ok(None);
    }
    let controls = match virtual_controls(&held.card, Some(asked.month), timestamp(now))? {
        // What was approved is what was shown, also if the bank's ceiling has moved since.
        Ok(controls) if month_of(&controls, timestamp(now))? == asked.month => controls,
        _ => return Ok(None),
    };
    let ending = free_ending(bank, tx, held.customer)?;
    let new = NewVirtual { card_id: bank.entropy.id(now)?, ending: ending.clone(), name: asked.name.clone(), controls };
    let issued = new.card_id;
    tx.insert_card(&HeldCard { customer: held.customer, card: new.card(Some(asked.card)), sequence: 0 })?;
    let customer = tx.customer(held.customer)?.ok_or(BankError::Key)?;
    alerts::tell(tx, now, &customer, Alert::VirtualCardOrdered { ending: ending.clone() })?;
    let what = format!("A virtual card ending in {ending} is in use beside the one ending in {}", held.card.ending);
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    void_orders(tx, &held, asked.command, now)?;
    let made = Made { replacement: None, issued: Some(issued) };
    sign(bank, tx, &held, asked.command, "virtual-card", timestamp(now), made).map(Some)
}

fn void_orders(tx: &mut dyn Tx, held: &HeldCard, command: Uuid, now: i64) -> Result<(), BankError> {
    let card = held.card.card_id;
    let orders = |matter: &Matter| matches!(matter, Matter::VirtualCard(asked) if asked.card == card && asked.command != command);
    void(tx, held.customer, orders, now, "another virtual card was ordered after that")
}

/// Whether a new card may be made in its place, and none is under way.
pub(crate) fn may_be_replaced(tx: &mut dyn Tx, held: &HeldCard) -> Result<bool, BankError> {
    let (id, customer) = (held.card.card_id, held.customer);
    Ok(held.card.can_be_replaced() && !tx.cards_of(customer)?.iter().any(|other| other.card.replaces == Some(id)))
}

fn written(changes: &[Change]) -> String {
    changes.iter().map(Change::written).collect::<Vec<_>>().join("; ")
}

fn set(tx: &mut dyn Tx, held: &mut HeldCard, new: Controls, how: &str, now: i64) -> Result<(), BankError> {
    if held.card.controls == new {
        return Ok(());
    }
    held.card.controls = new;
    changed(tx, held, now, &format!("set: {how}"))
}

/// Writes a card that has changed, and what it is now.
pub(crate) fn changed(tx: &mut dyn Tx, held: &mut HeldCard, now: i64, how: &str) -> Result<(), BankError> {
    held.card.version += 1;
    held.sequence += 1;
    tx.update_card(held)?;
    let what = format!("The card ending in {} is {how}", held.card.ending);
    audit::note(tx, now, Kind::Notice, Some(held.customer), what)
}

/// Signs what became of a command, and keeps it for the customer.
fn receipt(
    bank: &Bank,
    tx: &mut dyn Tx,
    held: &HeldCard,
    command: Uuid,
    action: &str,
    since: Timestamp,
) -> Result<String, BankError> {
    sign(bank, tx, held, command, action, since, Made::default())
}

/// A card that a command has brought.
#[derive(Default)]
struct Made {
    replacement: Option<Uuid>,
    issued: Option<Uuid>,
}

fn sign(
    bank: &Bank,
    tx: &mut dyn Tx,
    held: &HeldCard,
    command: Uuid,
    action: &str,
    since: Timestamp,
    made: Made,
) -> Result<String, BankError> {
    let receipt = CardReceipt {
        command_id: command,
        card_id: held.card.card_id,
        action: action.to_owned(),
        holds: held.card.holds.clone(),
        controls: held.card.controls.clone(),
        effective_at: since,
        sequence: held.sequence,
        version: held.card.version,
        state: Some(held.card.state),
        closed: held.card.closed,
        replacement: made.replacement,
        issued: made.issued,
    };
    let signed = jws::seal(&bank.keys.receipt, typ::CARD_RECEIPT, &receipt)?;
    tx.insert_card_receipt(held.customer, command, &signed)?;
    Ok(signed)
}
