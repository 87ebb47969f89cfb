//! `/v1/complaints`: filed under a reference, with the day by which the bank answers.

use kunci_domain::complaints::{ComplaintKind, ComplaintState, TEXT_CHARS};
use kunci_wire::ProblemCode;
use kunci_wire::complaints::{ComplaintRequest, ComplaintsReply};

use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, caller};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::complaints;
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::Complaint;

/// Complaints in a page.
const PAGE: u32 = 20;

pub(super) fn file(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::looking(bank, call)?;
    let request: ComplaintRequest = body::parse(call)?;
    let malformed = |why: &str| refuse(ProblemCode::Malformed, why);
    let kind = ComplaintKind::parse(&request.kind).ok_or_else(|| malformed("no such kind of complaint"))?;
    if !TEXT_CHARS.contains(&request.text.chars().count()) {
        return Err(malformed("the text has not 10 to 2000 characters"));
    }
    let customer = &caller.customer;
    idempotency::once(bank, call, customer.id, "POST /v1/complaints", &request, Repeat::Stored, |tx| {
        let now = bank.now();
        let mut complaint = Complaint {
            number: 0,
            customer: customer.id,
            kind,
            text: request.text.clone(),
            filed: now,
            due: kind.period().end(now, complaints::HOLIDAYS).ok_or(BankError::Key)?,
            state: ComplaintState::Received,
            answer: None,
        };
        complaint.number = tx.insert_complaint(&complaint)?;
        let item = complaints::item(&complaint);
        let what = format!("{} complained ({}) under {}", customer.first_name(), kind.code(), item.reference);
        audit::note(tx, now, Kind::Alert, Some(customer.id), what)?;
        Ok(Reply::json(201, &item)?)
    })
}

pub(super) fn list(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let customer = caller::looking(bank, call)?.customer;
    let before = cursor(call)?;
    bank.decide(&call.what(), |tx| {
        // One more than a page shows whether there is a next one.
        let mut found = tx.complaints_before(customer.id, before, PAGE + 1)?;
        let more = found.len() > PAGE as usize;
        found.truncate(PAGE as usize);
        let next = found.last().filter(|_| more).map(|complaint| complaint.number.to_string());
        let complaints = found.iter().map(complaints::item).collect();
        Ok(Reply::json(200, &ComplaintsReply { complaints, next })?)
    })
}

fn cursor(call: &Call) -> Result<u64, Refusal> {
    let Some(query) = call.query().filter(|query| !query.is_empty()) else { return Ok(u64::MAX) };
    let number = |text: &str| text.parse().ok().filter(|number: &u64| number.to_string() == text);
    let before = query.strip_prefix("before=").and_then(number);
    before.ok_or_else(|| refuse(ProblemCode::Malformed, "the query is not before=<cursor>"))
}
