//! `/v1/complaints` and `/v1/letters`: written under a reference, with the day by which the bank answers.

use kunci_domain::written::{About, TEXT_CHARS, Way, WrittenState};
use kunci_wire::ProblemCode;
use kunci_wire::written::{WrittenReply, WrittenRequest};
use uuid::Uuid;

use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, caller};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{DAY, SECOND};
use crate::refusal::{BankError, Refusal, refuse, refuse_with};
use crate::store::{Tx, Written};
use crate::written;

/// Complaints or letters in a page.
const PAGE: u32 = 20;

pub(super) fn complain(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    file(bank, call, Way::Complaint, "POST /v1/complaints")
}

pub(super) fn write(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    file(bank, call, Way::Letter, "POST /v1/letters")
}

pub(super) fn complaints(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    list(bank, call, Way::Complaint)
}

pub(super) fn letters(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    list(bank, call, Way::Letter)
}

fn file(bank: &Bank, call: &Call, way: Way, route: &str) -> Result<Reply, Refusal> {
    let caller = caller::looking(bank, call)?;
    let request: WrittenRequest = body::parse(call)?;
    let malformed = |why: &str| refuse(ProblemCode::Malformed, why);
    let about = About::parse(way, &request.kind).ok_or_else(|| malformed("there is no such kind"))?;
    if !TEXT_CHARS.contains(&request.text.chars().count()) {
        return Err(malformed("the text has not 10 to 2000 characters"));
    }
    let customer = &caller.customer;
    idempotency::once(bank, call, customer.id, route, &request, Repeat::Stored, |tx| {
        let now = bank.now();
        within_limit(tx, customer.id, way, now)?;
        let mut row = Written {
            number: 0,
            customer: customer.id,
            about,
            text: request.text.clone(),
            filed: now,
            due: about.period().end(now, written::HOLIDAYS).ok_or(BankError::Key)?,
            state: WrittenState::Received,
            answer: None,
        };
        row.number = tx.insert_written(&row)?;
        let item = written::item(&row);
        let (did, kind) = match way {
            Way::Complaint => ("complained", Kind::Alert),
            Way::Letter => ("wrote a letter", Kind::Notice),
        };
        let what = format!("{} {did} ({}) under {}", customer.first_name(), about.code(), item.reference);
        audit::note(tx, now, kind, Some(customer.id), what)?;
        Ok(Reply::json(201, &item)?)
    })
}

/// Refuses one more than the bank takes in 24 hours.
fn within_limit(tx: &mut dyn Tx, customer: Uuid, way: Way, now: i64) -> Result<(), Refusal> {
    let Some(most) = way.daily() else { return Ok(()) };
    let newest = tx.written_before(customer, way, u64::MAX, most)?;
    // So many are there, and the first of them is not a day old.
    let full = newest.len() >= most as usize;
    let wait = newest.last().filter(|_| full).map(|first| first.filed + DAY - now).filter(|wait| *wait > 0);
    let Some(wait) = wait else { return Ok(()) };
    let seconds = u64::try_from(wait / SECOND).ok().map(|seconds| seconds.max(1));
    let detail = "enough letters for 24 hours";
    Err(refuse_with(ProblemCode::LetterLimit, detail, |problem| problem.retry_after_seconds = seconds))
}

fn list(bank: &Bank, call: &Call, way: Way) -> Result<Reply, Refusal> {
    let customer = caller::looking(bank, call)?.customer;
    let before = cursor(call)?;
    bank.decide(&call.what(), |tx| {
        // One more than a page shows whether there is a next one.
        let mut found = tx.written_before(customer.id, way, before, PAGE + 1)?;
        let more = found.len() > PAGE as usize;
        found.truncate(PAGE as usize);
        let next = found.last().filter(|_| more).map(|row| row.number.to_string());
        let written = found.iter().map(written::item).collect();
        Ok(Reply::json(200, &WrittenReply { written, next })?)
    })
}

fn cursor(call: &Call) -> Result<u64, Refusal> {
    let Some(query) = call.query().filter(|query| !query.is_empty()) else { return Ok(u64::MAX) };
    let number = |text: &str| text.parse().ok().filter(|number: &u64| number.to_string() == text);
    let before = query.strip_prefix("before=").and_then(number);
    before.ok_or_else(|| refuse(ProblemCode::Malformed, "the query is not before=<cursor>"))
}
