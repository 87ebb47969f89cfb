//! `/v1/statements` (`docs/contract/statements.md`).

use kunci_wire::statements::{DocumentReply, StatementsReply};
use kunci_wire::{B64, ProblemCode};

use super::{Call, Reply, caller, device};
use crate::bank::Bank;
use crate::refusal::{Refusal, refuse};

/// Statements in a list: two years of one card.
const LISTED: u32 = 24;

pub(super) fn list(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::looking(bank, call)?;
    let statements = bank.keep(|tx| tx.statements_of(caller.customer.id, LISTED))?;
    Ok(Reply::json(200, &StatementsReply { statements })?)
}

pub(super) fn document(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::looking(bank, call)?;
    let id = device::path_id(call)?;
    let found = bank.keep(|tx| tx.statement_document(caller.customer.id, id))?;
    let content = found.ok_or_else(|| refuse(ProblemCode::NotFound, "no such statement, or not yours"))?;
    Ok(Reply::json(200, &DocumentReply { content: B64(content) })?)
}
