//! `/v1/privacy/consents`: what the bank asks for, and what the customer has said to it.

use kunci_domain::privacy::Consent;
use kunci_wire::ProblemCode;
use kunci_wire::privacy::{ConsentItem, ConsentRequest, ConsentSaid, ConsentsReply};
use uuid::Uuid;

use super::{Call, Reply, body, caller};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::{ConsentRow, Tx};

/// The texts that are asked for now. A new text is a new version, and the customer is asked again.
const fn version(kind: Consent) -> u32 {
    match kind {
        Consent::Terms => 3,
        Consent::Privacy => 2,
        Consent::Diagnostics | Consent::Offers => 1,
    }
}

pub(super) fn list(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let customer = caller::looking(bank, call)?.customer;
    bank.decide(&call.what(), |tx| Ok(Reply::json(200, &all(tx, customer.id)?)?))
}

pub(super) fn say(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let customer = caller::full(bank, call)?.customer;
    let request: ConsentRequest = body::parse(call)?;
    let asked = Consent::parse(&request.kind)
        .filter(|kind| version(*kind) == request.version)
        .filter(|kind| request.given || !kind.is_required());
    let Some(kind) = asked else {
        return Err(refuse(ProblemCode::NotFound, "no such consent in this version, or it cannot be taken back"));
    };
    bank.decide(&call.what(), |tx| {
        let row = ConsentRow { given: request.given, version: request.version, at: bank.now() };
        let before = tx.consent(customer.id, kind)?;
        // Said twice is said once.
        if before.map(|before| (before.given, before.version)) != Some((row.given, row.version)) {
            tx.record_consent(customer.id, kind, row)?;
            let word = if row.given { "agreed to" } else { "took back the consent to" };
            let what = format!("{} {word} {} {}", customer.first_name(), kind.code(), row.version);
            audit::note(tx, row.at, Kind::Notice, Some(customer.id), what)?;
        }
        Ok(Reply::json(200, &all(tx, customer.id)?)?)
    })
}

fn all(tx: &mut dyn Tx, customer: Uuid) -> Result<ConsentsReply, BankError> {
    let mut consents = Vec::new();
    for kind in Consent::ALL {
        let said = tx.consent(customer, kind)?;
        consents.push(ConsentItem {
            kind: kind.code().to_owned(),
            version: version(kind),
            required: kind.is_required(),
            said: said.map(|row| ConsentSaid { given: row.given, version: row.version, at: timestamp(row.at) }),
        });
    }
    Ok(ConsentsReply { consents })
}
