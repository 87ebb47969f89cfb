//! What the bank does about a phone that was copied or set back (`docs/contract/clones.md`). The decision itself is pure:
//! `kunci_domain::clones`.

use kunci_domain::clones::{Chain, Shown};
use kunci_wire::signed::{SessionCertificate, TokenState};

use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::crypto::mac::sha256;
use crate::refusal::BankError;
use crate::status;
use crate::store::{Customer, Session, StepUp, StepUpStage, Token, Tx};

/// What a login shows of its phone's place in the chain.
pub(crate) fn shown(claim: &SessionCertificate, session: &Session) -> Shown {
    Shown {
        have: claim.chain.have.as_ref().map(|link| sha256(&link.0)),
        next: sha256(&claim.chain.next.0),
        asked_ms: session.nonce_at,
    }
}

/// Two phones have the token: neither keeps it. Whoever an operator lets in again steps up first.
pub(crate) fn suspend(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    token: &mut Token,
    now: i64,
) -> Result<(), BankError> {
    tx.set_token_state(token.id, TokenState::Suspended)?;
    token.state = TokenState::Suspended;
    status::stop_work(tx, token.id, now, "two copies of the token were seen")?;
    tx.set_chain(token.id, &Chain::closed(bank.entropy.bytes()?, now))?;
    let what = format!(
        "Suspended {}'s token {}: two phones sign in with it, each after the other; its sessions ended",
        customer.first_name(),
        token.id
    );
    audit::note(tx, now, Kind::Alert, Some(customer.id), what)?;
    alerts::tell(tx, now, customer, Alert::ClonedPhone)
}

/// From now on the session owes a step-up. One that is under way in it goes on.
pub(crate) fn ask(tx: &mut dyn Tx, customer: &Customer, session: &Session, now: i64) -> Result<(), BankError> {
    let under_way = tx.step_up(session.id)?.is_some_and(|found| found.stage == StepUpStage::Asked);
    if !under_way {
        tx.put_step_up(&StepUp {
            session: session.id,
            stage: StepUpStage::Needed,
            method: None,
            otp_digest: Vec::new(),
            expires_at: session.expires_at,
            tries_left: 0,
        })?;
    }
    let what = format!("{}'s phone is not as it was at its last login: asked for another proof", customer.first_name());
    audit::note(tx, now, Kind::Alert, Some(customer.id), what)
}

/// Whether the session has shown what it owed.
pub(crate) fn has_stepped_up(tx: &mut dyn Tx, session: &Session) -> Result<bool, BankError> {
    Ok(tx.step_up(session.id)?.is_some_and(|found| found.stage == StepUpStage::Proved))
}
