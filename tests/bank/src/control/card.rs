//! The card network, and the bank's own rules for cards.

use kunci_domain::cards::evaluate::Authorization;
use kunci_domain::cards::place::{Channel, Country};
use kunci_domain::cards::transaction::{StepError, Transaction, TransactionState};
use kunci_domain::money::Money;
use kunci_wire::operations::AmountRequest;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::commands::{find, unknown_card};
use super::{ControlRefusal, failed, refuse};
use crate::api::card_life::PIN;
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::store::HeldCard;
use crate::{cards, history, issue, network, operations};

/// A payment asks to pass. What is not said: with the chip, in a restaurant in Indonesia.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pay {
    user_id: String,
    ending: String,
    amount: AmountRequest,
    merchant: String,
    #[serde(default = "chip")]
    channel: Channel,
    #[serde(default = "indonesia")]
    country: Country,
    #[serde(default = "restaurant")]
    category: u16,
    /// As the shop charges it, if that is another currency.
    #[serde(default)]
    original: Option<AmountRequest>,
    /// The network declines by itself with this code of ISO 8583, data element 39.
    #[serde(default)]
    code: Option<String>,
    /// The bank's watch finds it suspicious: it does not pass, and the customer is asked.
    #[serde(default)]
    suspicious: bool,
    /// The bank's watch finds nothing suspicious but its country.
    #[serde(default)]
    unusual_country: bool,
    /// The wallet's token by which it comes.
    #[serde(default)]
    wallet_token: Option<Uuid>,
    /// The network's id of the payment: asked again with the same one, the bank answers as before.
    #[serde(default)]
    transaction_id: Option<Uuid>,
}

const fn chip() -> Channel {
    Channel::Chip
}

const fn indonesia() -> Country {
    Country::INDONESIA
}

const fn restaurant() -> u16 {
    5812
}

pub(super) fn pay(bank: &Bank, command: Pay) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &command.user_id)?;
    let malformed = |why: &str| refuse(400, "malformed", why);
    let merchant = network::merchant(&command.merchant).ok_or_else(|| malformed("the merchant's name"))?;
    if command.code.as_deref().is_some_and(|code| !network::is_decline(code)) {
        return Err(malformed("the code is not one that declines"));
    }
    let request = network::Request {
        asked: Authorization {
            amount: money(&command.amount)?,
            channel: command.channel,
            country: command.country,
            category: command.category,
            merchant,
        },
        original: command.original.as_ref().map(money).transpose()?,
        declined_with: command.code,
        suspicious: command.suspicious,
        unusual_country: command.unusual_country,
        wallet: command.wallet_token,
        id: command.transaction_id,
    };
    let made = bank.keep(|tx| {
        // Nobody answered a question: that is over first.
        operations::tidy(tx, bank.now())?;
        let held = cards::with_ending(tx, &customer, &command.ending)?;
        held.map(|held| network::authorise_once(bank, tx, held, request, bank.now())).transpose()
    });
    let made = made.map_err(|error| failed(&error))?;
    let made = made.ok_or_else(unknown_card)?;
    let made = made.map_err(|network::IdTaken| refuse(409, "transaction_id_taken", "another payment has this id"))?;
    let reasons: Vec<_> =
        made.decision.iter().flat_map(|decision| decision.declined_by()).map(|rule| rule.code()).collect();
    Ok(json!({
        "approved": made.state != TransactionState::Declined,
        "reason": reasons.first(),
        "reasons": reasons,
        "code": made.code,
        "transaction_id": made.transaction_id,
    }))
}

/// What the shop does later with a payment.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    transaction_id: Uuid,
    /// All of it, if not said.
    #[serde(default)]
    amount: Option<AmountRequest>,
}

/// It collects.
pub(super) fn capture(bank: &Bank, step: &Step) -> Result<Value, ControlRefusal> {
    let now = timestamp(bank.now());
    take(bank, step, "collected", |made, amount| made.capture(amount.unwrap_or(made.charged), now))
}

/// It gives the payment up.
pub(super) fn reverse(bank: &Bank, step: &Step) -> Result<Value, ControlRefusal> {
    take(bank, step, "given up", |made, _| made.reverse())
}

/// It gives money back.
pub(super) fn refund(bank: &Bank, step: &Step) -> Result<Value, ControlRefusal> {
    take(bank, step, "refunded", |made, amount| {
        let left = made.charged.minus(made.refunded).map_err(|_| StepError::Amount)?;
        made.refund(amount.unwrap_or(left))
    })
}

fn take(
    bank: &Bank,
    step: &Step,
    how: &str,
    act: impl FnOnce(&mut Transaction, Option<Money>) -> Result<(), StepError>,
) -> Result<Value, ControlRefusal> {
    let amount = step.amount.as_ref().map(money).transpose()?;
    let outcome = bank.keep(|tx| {
        let Some((customer, mut made)) = tx.transaction(step.transaction_id)? else { return Ok(None) };
        let taken = act(&mut made, amount);
        if taken.is_ok() {
            tx.update_transaction(&made)?;
            let what = format!("The payment at {} was {how}", made.asked.merchant.name());
            audit::note(tx, bank.now(), Kind::Notice, Some(customer), what)?;
            bank.link.paid(customer);
        }
        Ok(Some(taken.map(|()| made)))
    });
    match outcome.map_err(|error| failed(&error))? {
        None => Err(refuse(404, "unknown_transaction", "no such payment")),
        Some(Err(error)) => Err(refuse(409, "transaction_state", &error.to_string())),
        Some(Ok(made)) => Ok(json!({
            "state": made.state.name(), "charged_minor": made.charged.minor(), "refunded_minor": made.refunded.minor(),
        })),
    }
}

/// A year of payments with a card that was not used yet.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Past {
    user_id: String,
    ending: String,
    /// So many more instead, also with a card that was used: for long lists.
    #[serde(default)]
    payments: Option<u32>,
}

/// Entered at once.
const MOST_PAYMENTS: u32 = 100_000;

pub(super) fn past(bank: &Bank, past: &Past) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &past.user_id)?;
    if past.payments.is_some_and(|payments| payments > MOST_PAYMENTS) {
        return Err(refuse(400, "malformed", "100,000 payments are entered at once"));
    }
    let entered = bank.keep(|tx| {
        let held = cards::with_ending(tx, &customer, &past.ending)?;
        let insert = |held: HeldCard| match past.payments {
            Some(payments) => history::insert_many(bank, tx, &held, payments).map(|()| true),
            None => history::insert(bank, tx, &held),
        };
        let entered = held.map(insert).transpose()?;
        bank.link.paid(customer.id);
        Ok(entered)
    });
    match entered.map_err(|error| failed(&error))? {
        Some(true) => Ok(json!({})),
        Some(false) => Err(refuse(409, "card_used", "the card was used already")),
        None => Err(unknown_card()),
    }
}

/// The post takes every card that is under way one step further.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Post {
    user_id: String,
}

pub(super) fn post(bank: &Bank, post: &Post) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &post.user_id)?;
    let moved = bank.keep(|tx| {
        let mut newest = None;
        for mut held in tx.cards_of(customer.id)? {
            if held.card.forward() {
                held.card.version += 1;
                tx.update_card(&held)?;
                let what = format!("The card ending in {} is {}", held.card.ending, held.card.state.name());
                audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
                newest = Some(held.card);
            }
        }
        Ok(newest)
    });
    let card = moved.map_err(|error| failed(&error))?;
    let card = card.ok_or_else(|| refuse(409, "no_card_under_way", "no card is on its way to the customer"))?;
    Ok(json!({ "ending": card.ending, "state": card.state.name() }))
}

/// A virtual card for the customer, in rupiah or another currency.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewVirtual {
    user_id: String,
    currency: Option<String>,
}

/// It is in use at once.
pub(super) fn issue_virtual(bank: &Bank, new: &NewVirtual) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &new.user_id)?;
    let most = issue::virtual_most(new.currency.as_deref().unwrap_or("IDR"));
    let most =
        most.ok_or_else(|| refuse(422, "no_such_currency", "the bank has virtual cards in IDR, USD, JPY and KWD"))?;
    let ending = bank.keep(|tx| cards::issue_virtual(bank, tx, &customer, most)).map_err(|error| failed(&error))?;
    Ok(json!({ "ending": ending }))
}

/// Somebody types a PIN at a machine.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypedPin {
    user_id: String,
    ending: String,
    pin: String,
}

pub(super) fn pin(bank: &Bank, typed: &TypedPin) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &typed.user_id)?;
    let fits = bank.keep(|tx| {
        let Some(held) = cards::with_ending(tx, &customer, &typed.ending)? else {
            return Ok(None);
        };
        let id = held.card.card_id;
        let digest = tx.card_pin(id)?.unwrap_or_default();
        Ok(Some(bank.hsm.digest_matches(PIN, format!("{id} {}", typed.pin).as_bytes(), &digest)))
    });
    match fits.map_err(|error| failed(&error))? {
        Some(fits) => Ok(json!({ "fits": fits })),
        None => Err(unknown_card()),
    }
}

/// What the bank chooses for a customer's cards.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rules {
    user_id: String,
    /// How long a raised limit cools off.
    cooling_off_seconds: u32,
}

pub(super) fn rules(bank: &Bank, rules: &Rules) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &rules.user_id)?;
    let set = bank.keep(|tx| {
        for mut held in tx.cards_of(customer.id)? {
            held.card.controls.cooling_off_seconds = rules.cooling_off_seconds;
            tx.update_card(&held)?;
        }
        let what = format!("The bank lets raised limits cool off for {} s", rules.cooling_off_seconds);
        audit::note(tx, bank.now(), Kind::Sandbox, Some(customer.id), what)
    });
    set.map(|()| json!({})).map_err(|error| failed(&error))
}

fn money(amount: &AmountRequest) -> Result<Money, ControlRefusal> {
    let money = Money::new(amount.minor, &amount.currency, amount.exponent);
    money.map_err(|error| refuse(400, "malformed", &error.to_string()))
}
