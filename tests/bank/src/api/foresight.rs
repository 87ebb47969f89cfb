//! "Will this payment work?" and "what would this limit have stopped?" (`docs/contract/cards.md`). Nothing is written, nothing counts.

use jiff::SignedDuration;
use kunci_domain::cards::change::Change;
use kunci_domain::cards::evaluate::Authorization;
use kunci_domain::cards::transaction::Transaction;
use kunci_domain::cards::trial::{TRIAL, trial as replay};
use kunci_wire::cards::{ControlsRequest, PreflightReply, PreflightRequest, TrialReply};

use super::transactions::only_what_declined;
use super::{Call, Reply, body, caller, cards, device};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::network;
use crate::refusal::{BankError, Refusal};

/// Payments shown of a trial.
const SHOWN: usize = 50;

pub(super) fn preflight(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::looking(bank, call)?;
    let request: PreflightRequest = body::parse(call)?;
    let id = device::path_id(call)?;
    bank.decide(&call.what(), |tx| {
        let held = cards::own(tx, caller.customer.id, id)?;
        let PreflightRequest { amount, channel, country, category, merchant } = request;
        // No merchant of the network has so short an id: no block fits it.
        let merchant = merchant.or_else(|| network::merchant("-")).ok_or(BankError::Key)?;
        let asked = Authorization { amount, channel, country, category, merchant };
        let decision = network::decide(tx, &held, &asked, timestamp(bank.now()))?;
        Ok(Reply::json(200, &PreflightReply { decision })?)
    })
}

pub(super) fn trial(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::looking(bank, call)?;
    let request: ControlsRequest = body::parse(call)?;
    let id = device::path_id(call)?;
    bank.decide(&call.what(), |tx| {
        let held = cards::own(tx, caller.customer.id, id)?;
        let now = timestamp(bank.now());
        let look_back = TRIAL.checked_add(SignedDuration::from_hours(32 * 24)).unwrap_or(TRIAL);
        let since = now.checked_sub(look_back).map_err(|_| BankError::Key)?;
        let mut past = network::past(tx, &held, since.as_millisecond())?;
        past.sort_by_key(|made| made.at);
        let changes: &[Change] = &request.changes;
        let found = replay(&held.card, changes, &past, now, SHOWN).map_err(cards::refusal)?;
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let shown = found.newest.iter().rev().map(|(made, decision)| Transaction {
            decision: Some(only_what_declined(decision.clone())),
            ..(*made).clone()
        });
        let reply =
            TrialReply { tried: count(found.tried), stopped: count(found.stopped), transactions: shown.collect() };
        Ok(Reply::json(200, &reply)?)
    })
}
