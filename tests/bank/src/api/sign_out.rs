//! `DELETE /v1/sessions/current`.

use super::{Call, Reply, caller};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::refusal::Refusal;

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    bank.decide(&call.what(), |tx| {
        tx.end_session(caller.session.id)?;
        let what = format!("{} signed out of session {}", caller.customer.first_name(), caller.session.id);
        audit::note(tx, bank.now(), Kind::Notice, Some(caller.customer.id), what)?;
        Ok(Reply::empty())
    })
}
