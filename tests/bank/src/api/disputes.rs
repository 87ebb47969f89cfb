//! `/v1/disputes` (`docs/contract/disputes.md`): evidence piece by piece, a dispute once, what the customer adds or takes back.

use kunci_domain::cards::dispute::{Dispute, DisputeBar, Filing, Piece, can_show};
use kunci_domain::cards::evidence::{self, EvidenceFault};
use kunci_wire::ProblemCode;
use kunci_wire::disputes::{
    DisputeReply, DisputeRequest, DisputesReply, EvidenceReply, EvidenceRequest, MoreEvidenceRequest, WithdrawalRequest,
};
use uuid::Uuid;

use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, caller, device};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{DAY, timestamp};
use crate::crypto::mac::sha256;
use crate::refusal::{Refusal, refuse, refuse_with};
use crate::store::Tx;

/// Disputes in a list: with the longest statements they still fit into a reply.
const LISTED: u32 = 20;
/// Pieces of a customer that no dispute names: two disputes' worth.
const MOST_LOOSE: u32 = 12;

pub(super) fn list(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::looking(bank, call)?;
    let disputes = bank.keep(|tx| tx.disputes_of(caller.customer.id, LISTED))?;
    Ok(Reply::json(200, &DisputesReply { disputes })?)
}

/// By its digest it is one piece however often it is handed in, so it needs no idempotency key.
pub(super) fn evidence(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let EvidenceRequest { content } = body::parse(call)?;
    evidence::check(&content.0).map_err(fault)?;
    let digest: String = sha256(&content.0).iter().map(|byte| format!("{byte:02x}")).collect();
    bank.decide(&call.what(), |tx| {
        let (customer, now) = (caller.customer.id, bank.now());
        tx.purge_evidence(now - DAY)?;
        if tx.evidence(customer, &digest)?.is_none() && tx.loose_evidence(customer)? >= MOST_LOOSE {
            return Err(bar(DisputeBar::EvidenceTooMuch));
        }
        tx.put_evidence(customer, &digest, &content.0, now)?;
        Ok(Reply::json(200, &EvidenceReply { digest, until: timestamp(now + DAY) })?)
    })
}

pub(super) fn file(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let request: DisputeRequest = body::parse(call)?;
    let customer = caller.customer.id;
    idempotency::once(bank, call, customer, "POST /v1/disputes", &request, Repeat::Stored, |tx| {
        let now = bank.now();
        let found = tx.transaction(request.transaction_id)?.filter(|(owner, _)| *owner == customer);
        let (_, made) = found.ok_or_else(|| refuse(ProblemCode::NotFound, "no such payment, or not yours"))?;
        if tx.disputes_about(made.transaction_id)?.iter().any(|dispute| !dispute.state.is_over()) {
            return Err(bar(DisputeBar::OpenAlready));
        }
        let DisputeRequest { reason, statement, evidence, .. } = &request;
        let filing = Filing { reason: *reason, statement, evidence };
        let id = bank.entropy.id(now)?;
        let dispute = Dispute::file(id, &filing, &made, &[], timestamp(now)).map_err(bar)?;
        take(tx, customer, &request.evidence)?;
        tx.insert_dispute(customer, &dispute)?;
        note(bank, tx, customer, &dispute, "filed")?;
        Ok(Reply::json(201, &DisputeReply { dispute })?)
    })
}

pub(super) fn add(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let request: MoreEvidenceRequest = body::parse(call)?;
    let id = device::path_id(call)?;
    let (customer, route) = (caller.customer.id, format!("POST /v1/disputes/{id}/evidence"));
    idempotency::once(bank, call, customer, &route, &request, Repeat::Stored, |tx| {
        let mut dispute = load(tx, customer, id)?;
        dispute.add(&request.evidence, timestamp(bank.now())).map_err(bar)?;
        take(tx, customer, &request.evidence)?;
        tx.update_dispute(&dispute)?;
        note(bank, tx, customer, &dispute, "given more evidence")?;
        Ok(Reply::json(200, &DisputeReply { dispute })?)
    })
}

pub(super) fn withdraw(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let WithdrawalRequest {} = body::parse(call)?;
    let id = device::path_id(call)?;
    let (customer, route) = (caller.customer.id, format!("POST /v1/disputes/{id}/withdrawal"));
    idempotency::once(bank, call, customer, &route, &(), Repeat::Stored, |tx| {
        let mut dispute = load(tx, customer, id)?;
        dispute.withdraw(timestamp(bank.now())).map_err(bar)?;
        tx.update_dispute(&dispute)?;
        note(bank, tx, customer, &dispute, "taken back")?;
        Ok(Reply::json(200, &DisputeReply { dispute })?)
    })
}

/// The customer's own; another's is not there.
fn load(tx: &mut dyn Tx, customer: Uuid, id: Uuid) -> Result<Dispute, Refusal> {
    let found = tx.dispute(id)?.filter(|(owner, _)| *owner == customer);
    found.map(|(_, dispute)| dispute).ok_or_else(|| refuse(ProblemCode::NotFound, "no such dispute, or not yours"))
}

/// All of it must be there, in a form that can show what it is said to show.
fn take(tx: &mut dyn Tx, customer: Uuid, pieces: &[Piece]) -> Result<(), Refusal> {
    for piece in pieces {
        let content = tx.evidence(customer, &piece.digest)?.ok_or_else(|| bar(DisputeBar::EvidenceUnknown))?;
        if !can_show(piece.kind, evidence::check(&content).map_err(fault)?) {
            return Err(fault(EvidenceFault::UnknownForm));
        }
    }
    for piece in pieces {
        tx.keep_evidence(customer, &piece.digest)?;
    }
    Ok(())
}

fn note(bank: &Bank, tx: &mut dyn Tx, customer: Uuid, dispute: &Dispute, how: &str) -> Result<(), Refusal> {
    let what = format!("Dispute {} about the payment at {} was {how}", dispute.dispute_id, dispute.merchant);
    Ok(audit::note(tx, bank.now(), Kind::Notice, Some(customer), what)?)
}

fn bar(reason: DisputeBar) -> Refusal {
    refuse_with(ProblemCode::DisputeRefused, "the dispute cannot be taken so", |problem| {
        problem.reason = Some(reason.name().to_owned());
    })
}

fn fault(reason: EvidenceFault) -> Refusal {
    refuse_with(ProblemCode::EvidenceRefused, "the evidence cannot be taken", |problem| {
        problem.reason = Some(reason.name().to_owned());
    })
}
