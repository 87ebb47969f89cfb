//! What lies on the desks for complaints, letters and disputes, of all customers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kunci_domain::cards::dispute::{Dispute, Right};
use kunci_domain::cards::evidence;
use kunci_domain::texts::{self, Language};
use kunci_domain::written::{Way, WrittenState};
use serde::Deserialize;
use serde_json::{Value, json};

use super::commands::{Nothing, find};
use super::{ControlRefusal, failed, refuse};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::refusal::BankError;
use crate::store::{Customer, Tx, Written};
use crate::{customers, written};

/// So many of the newest of each customer and way.
const LISTED: u32 = 50;

/// Complaints and letters: those that wait for an answer first, by their day; then the newest first.
pub(super) fn written(bank: &Bank, _: &Nothing) -> Result<Value, ControlRefusal> {
    let now = bank.now();
    let read = bank.keep(|tx| {
        let mut all = Vec::new();
        for customer in customers::all(tx)? {
            for way in Way::ALL {
                for row in tx.written_before(customer.id, way, u64::MAX, LISTED)? {
                    all.push((
                        order(row.state == WrittenState::Answered, row.due, row.filed),
                        paper(&customer, &row, now),
                    ));
                }
            }
        }
        Ok(sorted(all))
    });
    Ok(json!({ "written": read.map_err(|error| failed(&error))? }))
}

fn paper(customer: &Customer, row: &Written, now: i64) -> Value {
    let item = written::item(row);
    let (about, state) = (row.about, row.state);
    json!({
        "reference": item.reference,
        "way": about.way().code(),
        "user_id": customer.user_id,
        "name": customer.name,
        "kind": about.code(),
        "about": { "en": about.name(Language::English), "id": about.name(Language::Indonesian) },
        "text": item.text,
        "filed": item.filed,
        "due": item.due,
        "overdue": state.is_overdue(row.due, now),
        "state": state.code(),
        "answer": item.answer,
        "may": {
            "take": state.may_become(WrittenState::InWork),
            "extend": state.may_become(WrittenState::Extended) && about.extension().is_some() && now <= row.due,
            "answer": state.may_become(WrittenState::Answered),
        },
    })
}

/// Disputes with their steps and evidence: the open ones first, by their day; then the newest first.
pub(super) fn disputes(bank: &Bank, _: &Nothing) -> Result<Value, ControlRefusal> {
    let now = bank.now();
    let read = bank.keep(|tx| {
        let mut all = Vec::new();
        for customer in customers::all(tx)? {
            for dispute in tx.disputes_of(customer.id, LISTED)? {
                let filed = dispute.steps.first().map_or(0, |step| step.at.as_millisecond());
                let order = order(dispute.state.is_over(), dispute.answer_by.as_millisecond(), filed);
                all.push((order, case(tx, &customer, &dispute, now)?));
            }
        }
        Ok(sorted(all))
    });
    Ok(json!({ "disputes": read.map_err(|error| failed(&error))? }))
}

fn case(tx: &mut dyn Tx, customer: &Customer, dispute: &Dispute, now: i64) -> Result<Value, BankError> {
    let at = timestamp(now);
    let ending = tx.card(dispute.card_id)?.map(|held| held.card.ending);
    let mut pieces = Vec::new();
    for piece in &dispute.evidence {
        // What is in it, [`evidence`] shows.
        let content = tx.evidence(customer.id, &piece.digest)?.unwrap_or_default();
        let form = evidence::check(&content).ok().map(evidence::MediaType::name);
        pieces.push(json!({
            "digest": piece.digest,
            "kind": piece.kind,
            "shows": words(&format!("evidence-kind-{}", piece.kind.name())),
            "form": form,
            "bytes": content.len(),
        }));
    }
    let open = !dispute.state.is_over();
    Ok(json!({
        "dispute_id": dispute.dispute_id,
        "transaction_id": dispute.transaction_id,
        "user_id": customer.user_id,
        "name": customer.name,
        "ending": ending,
        "merchant": dispute.merchant,
        "amount_minor": dispute.amount.minor(),
        "currency": dispute.amount.currency(),
        "reason": dispute.reason,
        "about": words(&format!("dispute-reason-{}", dispute.reason.name())),
        "statement": dispute.statement,
        "evidence": pieces,
        "state": dispute.state,
        "steps": dispute.steps,
        "answer_by": dispute.answer_by,
        "evidence_by": dispute.evidence_by,
        "overdue": dispute.right(at) == Right::Late,
        "extended": dispute.extended,
        "words": dispute.words,
        "returned_minor": dispute.returned.map(|money| money.minor()),
        "may": {
            "review": dispute.clone().review(at).is_ok(),
            "extend": dispute.clone().extend(&[], at).is_ok(),
            "ask": open,
            "grant": open,
            "refuse": open,
        },
    }))
}

/// A piece of a dispute's evidence.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Piece {
    user_id: String,
    digest: String,
}

/// What is in a piece. Looked at again: what a page shows must be what it says to be, whatever was stored. Who looked stands in the audit
/// trail, because it is the customer's own paper.
pub(super) fn evidence(bank: &Bank, piece: &Piece) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &piece.user_id)?;
    let read = bank.keep(|tx| {
        let Some(content) = tx.evidence(customer.id, &piece.digest)? else { return Ok(None) };
        let Ok(form) = evidence::check(&content) else { return Ok(None) };
        let what = format!("An employee looked at evidence of {}", customer.first_name());
        audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
        Ok(Some((form.name(), STANDARD.encode(&content))))
    });
    let read = read.map_err(|error| failed(&error))?;
    let (form, content) = read.ok_or_else(|| refuse(404, "unknown_evidence", "there is no such piece"))?;
    Ok(json!({ "form": form, "content": content }))
}

/// In both languages of the console.
pub(super) fn words(key: &str) -> Value {
    json!({ "en": texts::text(Language::English, key, &[]), "id": texts::text(Language::Indonesian, key, &[]) })
}

/// What is open comes first, the most urgent of it first; what is over follows, the newest first.
const fn order(over: bool, due: i64, filed: i64) -> (bool, i64) {
    (over, if over { -filed } else { due })
}

fn sorted(mut all: Vec<((bool, i64), Value)>) -> Vec<Value> {
    all.sort_by_key(|(order, _)| *order);
    all.into_iter().map(|(_, shown)| shown).collect()
}
