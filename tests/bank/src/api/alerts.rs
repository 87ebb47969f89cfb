//! `/v1/alerts`: what the bank told the customer, for a session in full or for the device key alone.

use axum::http::header;
use kunci_domain::alerts::Details;
use kunci_wire::ProblemCode;
use kunci_wire::alerts::{AlertItem, AlertsReply, ReadAlertsRequest};

use super::{Call, Reply, body, caller, device};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::refusal::{Refusal, refuse};
use crate::store::{AlertRow, Customer};

/// Alerts in a page.
const PAGE: u32 = 20;

pub(super) fn list(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let customer = reader(bank, call)?;
    let before = cursor(call)?;
    bank.decide(&call.what(), |tx| {
        // One more than a page shows whether there is a next one.
        let mut rows = tx.alerts_before(customer.id, before, PAGE + 1)?;
        let more = rows.len() > PAGE as usize;
        rows.truncate(PAGE as usize);
        let next = rows.last().filter(|_| more).map(|row| row.number.to_string());
        let unread = tx.unread_alerts(customer.id)?;
        Ok(Reply::json(200, &AlertsReply { alerts: rows.iter().map(item).collect(), unread, next })?)
    })
}

pub(super) fn read(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let customer = reader(bank, call)?;
    let request: ReadAlertsRequest = body::parse(call)?;
    let unknown = || refuse(ProblemCode::NotFound, "no such alert, or not yours");
    let up_to = number(&request.up_to).ok_or_else(unknown)?;
    bank.decide(
        &call.what(),
        |tx| {
            if tx.read_alerts(customer.id, up_to)? { Ok(Reply::empty()) } else { Err(unknown()) }
        },
    )
}

/// A locked token's owner reads them too: possession is enough to be warned.
fn reader(bank: &Bank, call: &Call) -> Result<Customer, Refusal> {
    if call.headers.contains_key(header::AUTHORIZATION) {
        Ok(caller::looking(bank, call)?.customer)
    } else {
        Ok(device::owner(bank, call)?.0)
    }
}

fn cursor(call: &Call) -> Result<u64, Refusal> {
    let Some(query) = call.query().filter(|query| !query.is_empty()) else { return Ok(u64::MAX) };
    let before = query.strip_prefix("before=").and_then(number);
    before.ok_or_else(|| refuse(ProblemCode::Malformed, "the query is not before=<cursor>"))
}

/// In its one spelling.
fn number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number: &u64| number.to_string() == text)
}

fn item(row: &AlertRow) -> AlertItem {
    let Details { ending, wallet, amount, merchant } = row.alert.details();
    AlertItem {
        alert_id: row.number.to_string(),
        at: timestamp(row.at),
        kind: row.alert.code().to_owned(),
        ending,
        wallet,
        amount,
        merchant,
        read: row.read,
    }
}
