//! The desk for calls that customers asked for.

use kunci_domain::call_back::{CallState, PURPOSE};
use kunci_domain::texts::Language;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::commands::Nothing;
use super::{ControlRefusal, failed, refuse, show};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::refusal::BankError;
use crate::store::CallBack;
use crate::{call_backs, customers};

/// So many of the newest of each customer.
const LISTED: u32 = 50;

/// Calls of all customers: those that are waited for first, by their window; then the newest first. The number is shown in full, for it is to be
/// dialled; the customer sees it masked.
pub(super) fn list(bank: &Bank, _: &Nothing) -> Result<Value, ControlRefusal> {
    let now = bank.now();
    let read = bank.keep(|tx| {
        let mut all = Vec::new();
        for customer in customers::all(tx)? {
            for row in tx.call_backs_of(customer.id, LISTED)? {
                let waits = row.state == CallState::Waiting;
                let order = (!waits, if waits { row.window.from_ms } else { -row.asked });
                let (from, until) = (timestamp(row.window.from_ms), timestamp(row.window.until_ms));
                let shown = json!({
                    "id": row.id,
                    "user_id": customer.user_id,
                    "name": customer.name,
                    "number": customer.phone,
                    "reason": row.reason.code(),
                    "about": { "en": row.reason.name(Language::English), "id": row.reason.name(Language::Indonesian) },
                    "purpose": PURPOSE,
                    "asked": timestamp(row.asked),
                    "from": from,
                    "until": until,
                    "late": waits && now >= row.window.until_ms,
                    "state": row.state.code(),
                });
                all.push((order, shown));
            }
        }
        all.sort_by_key(|(order, _)| *order);
        Ok(all.into_iter().map(|(_, shown)| shown).collect::<Vec<_>>())
    });
    Ok(json!({ "call_backs": read.map_err(|error| failed(&error))? }))
}

/// How the call went.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Deed {
    /// Spoken with.
    Reached,
    /// Nobody answered.
    Missed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CallBackCommand {
    id: Uuid,
    #[serde(rename = "do")]
    deed: Deed,
}

pub(super) fn act(bank: &Bank, command: &CallBackCommand) -> Result<Value, ControlRefusal> {
    let done = bank.keep(|tx| {
        let Some(mut row) = tx.call_back(command.id)? else { return Ok(None) };
        if row.state != CallState::Waiting {
            return Ok(Some(Err("it is not waited for any more")));
        }
        row.state = match command.deed {
            Deed::Reached => CallState::Reached,
            Deed::Missed => CallState::Missed,
        };
        tx.set_call_back_state(row.id, row.state)?;
        let CallBack { customer, state, .. } = row;
        let customer = tx.customer(customer)?.ok_or(BankError::Key)?;
        let what = format!("An employee called {} back: {}", customer.first_name(), state.code());
        audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
        Ok(Some(Ok(call_backs::item(&row, &customer))))
    });
    match done.map_err(|error| failed(&error))? {
        Some(Ok(item)) => show(&item),
        Some(Err(why)) => Err(refuse(409, "not_possible", why)),
        None => Err(refuse(404, "unknown_call_back", "no such call was asked for")),
    }
}
