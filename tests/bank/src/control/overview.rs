//! What a console shows before anybody is chosen, and what a bug report carries.

use kunci_domain::cards::transaction::Transaction;
use serde_json::{Value, json};

use super::commands::{Nothing, Who, audit, clock, find};
use super::{ControlRefusal, failed};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::customers;
use crate::hardware::DEVICES;
use crate::link::Voice;
use crate::operations;
use crate::refusal::BankError;
use crate::store::{Before, Customer, Tx};

/// So many of the newest payments are shown.
const PAYMENTS: u32 = 50;

/// All customers with what they hold, the speakers of the chat, and the hardware tokens.
pub(super) fn overview(bank: &Bank, _: &Nothing) -> Result<Value, ControlRefusal> {
    let shown = bank.keep(|tx| {
        let mut shown = Vec::new();
        for customer in customers::all(tx)? {
            shown.push(customer_row(tx, &customer)?);
        }
        Ok(shown)
    });
    let speakers: Vec<_> = Voice::ALL.iter().map(|voice| voice.as_str()).collect();
    Ok(json!({ "customers": shown.map_err(|error| failed(&error))?, "speakers": speakers }))
}

fn customer_row(tx: &mut dyn Tx, customer: &Customer) -> Result<Value, BankError> {
    let mut cards = Vec::new();
    for held in tx.cards_of(customer.id)? {
        let holds: Vec<_> = held.card.holds.iter().map(|hold| json!(hold)).collect();
        cards.push(json!({
            "ending": held.card.ending, "name": held.card.name, "kind": held.card.kind.name(),
            "state": held.card.state.name(), "holds": holds,
        }));
    }
    let activated: Vec<_> = tx.hardware_tokens_of(customer.id)?;
    let devices = DEVICES.iter().filter(|device| device.user_id == customer.user_id).map(|device| {
        let active = activated.iter().any(|token| token.serial == device.serial && token.activated_at.is_some());
        json!({ "serial": device.serial, "activated": active })
    });
    Ok(json!({
        "user_id": customer.user_id,
        "name": customer.name,
        "phone": customer.masked_phone(),
        "flagged": customer.flagged,
        "cards": cards,
        "hardware_tokens": devices.collect::<Vec<_>>(),
    }))
}

/// The newest payments with a customer's cards.
pub(super) fn card_payments(bank: &Bank, who: &Who) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &who.user_id)?;
    let read = bank.keep(|tx| {
        let endings: Vec<_> =
            tx.cards_of(customer.id)?.into_iter().map(|held| (held.card.card_id, held.card.ending)).collect();
        let all = tx.transactions_before(customer.id, Before::NEWEST, PAYMENTS)?;
        Ok(all.iter().map(|(_, made)| payment(made, &endings)).collect::<Vec<_>>())
    });
    Ok(json!({ "payments": read.map_err(|error| failed(&error))? }))
}

fn payment(made: &Transaction, endings: &[(uuid::Uuid, String)]) -> Value {
    let ending = endings.iter().find(|(card, _)| *card == made.card_id).map(|(_, ending)| ending);
    let reasons = made.decision.iter().flat_map(|decision| decision.declined_by()).map(|rule| rule.code());
    json!({
        "transaction_id": made.transaction_id,
        "ending": ending,
        "at": made.at,
        "merchant": made.asked.merchant.name(),
        "asked_minor": made.asked.amount.minor(),
        "currency": made.asked.amount.currency(),
        "state": made.state.name(),
        "charged_minor": made.charged.minor(),
        "refunded_minor": made.refunded.minor(),
        "code": made.code,
        "reasons": reasons.collect::<Vec<_>>(),
    })
}

/// What happened, for whoever looks for a mistake: no code, no number, no word of a chat, no password.
pub(super) fn report(bank: &Bank, _: &Nothing) -> Result<Value, ControlRefusal> {
    let read = bank.keep(|tx| {
        let mut all = Vec::new();
        for customer in customers::all(tx)? {
            let operations = tx.operations_of(customer.id, 50)?;
            let show = |operation| {
                let view = operations::view(operation);
                json!({
                    "operation_id": view.operation_id, "kind": view.kind, "state": view.state,
                    "answered_by": view.answered_by, "settled_at": view.settled_at,
                })
            };
            let sms = tx.all_sms(customer.id)?;
            let tokens = tx.tokens_of(customer.id)?;
            all.push(json!({
                "user_id": customer.user_id,
                "epoch": customer.epoch,
                "flagged": customer.flagged,
                "tokens": tokens.iter().map(|token| json!({
                    "token_id": token.id, "state": token.state.as_str(), "epoch": token.epoch, "failures": token.failures,
                })).collect::<Vec<_>>(),
                "sms": sms.iter().map(|sms| json!({ "at": timestamp(sms.at), "text": without_numbers(&sms.text) })).collect::<Vec<_>>(),
                "operations": operations.iter().map(show).collect::<Vec<_>>(),
            }));
        }
        Ok(all)
    });
    let customers = read.map_err(|error| failed(&error))?;
    let mut trail = audit(bank, &super::commands::AuditQuery::default())?;
    for entry in trail.get_mut("entries").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(Value::String(what)) = entry.get_mut("what") {
            *what = without_numbers(what);
        }
    }
    Ok(json!({
        "report": "kunci-sandbox/1",
        "version": env!("CARGO_PKG_VERSION"),
        "clock": clock(bank, &super::commands::ClockCommand::default())?,
        "customers": customers,
        "audit": trail,
    }))
}

/// Every row of four digits or more, also with spaces or hyphens in it, may be a code or somebody's number.
fn without_numbers(text: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    let flush = |run: &mut String, out: &mut String| {
        let core = run.trim_end_matches([' ', '-']);
        let tail = run.get(core.len()..).unwrap_or_default();
        if core.chars().filter(char::is_ascii_digit).count() >= 4 {
            out.push_str("••••");
            out.push_str(tail);
        } else {
            out.push_str(run);
        }
        run.clear();
    };
    for c in text.chars() {
        if c.is_ascii_digit() || (!run.is_empty() && matches!(c, ' ' | '-')) {
            run.push(c);
        } else {
            flush(&mut run, &mut out);
            out.push(c);
        }
    }
    flush(&mut run, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::without_numbers;

    #[test]
    fn a_report_keeps_words_and_small_numbers_only() {
        assert_eq!(
            without_numbers("KunciBank: 482130 is your code. 2 minutes."),
            "KunciBank: •••• is your code. 2 minutes."
        );
        assert_eq!(without_numbers("BATAL 48 21-30"), "BATAL ••••");
        assert_eq!(without_numbers("moved on by 30 s, 3 times"), "moved on by 30 s, 3 times");
    }
}
