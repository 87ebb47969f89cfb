//! Submits a draft: the evidence first, each piece by itself, then the dispute, once. The draft's id is the idempotency key, and from the
//! first send on the draft stays as it was sent, so that a lost answer is asked for again and never becomes a second dispute.

use kunci_domain::cards::dispute::{Dispute, Filing};
use kunci_domain::safety::{self, Direction, Rules, Severity};
use kunci_domain::texts::Language;
use kunci_wire::B64;
use kunci_wire::disputes::{DisputeReply, DisputeRequest, EvidenceReply, EvidenceRequest};

use super::draft::refused;
use super::{DisputeBar, DisputeView, Draft, digest};
use crate::bank::{Call, Signer};
use crate::session::Session;
use crate::{Error, Phone};

impl Phone {
    /// Submits a draft. With the bank's answer the draft is gone and the dispute is in the list; without one it stays, and submitting it
    /// again is the same submission.
    ///
    /// # Errors
    /// [`Error::DisputeRefused`], [`Error::EvidenceRefused`]: the draft can be changed; [`Error::DraftBlocked`] if the words hold a secret;
    /// [`Error::NotFound`], [`Error::Scope`], [`Error::OutcomeUnknown`], [`Error::Offline`].
    pub async fn submit_dispute(&self, draft_id: &str, language: Language) -> Result<DisputeView, Error> {
        let session = self.session()?;
        let _gate = self.dispute_gate.lock().await;
        let (id, draft) = self.one_draft(draft_id).await?;
        let evidence = draft.pieces();
        let statement = draft.statement.trim().to_owned();
        if !draft.sent {
            let filing = Filing { reason: draft.reason, statement: &statement, evidence: &evidence };
            filing.check(&draft.made, self.bank_now()?).map_err(refused)?;
            check_words(&self.config.safety, &statement)?;
        }
        for kept in &draft.pieces {
            self.hand_in(&session, &kept.content.0).await?;
        }
        let transaction_id = draft.made.transaction_id;
        let request = DisputeRequest { transaction_id, reason: draft.reason, statement, evidence };
        let call = Call::post("/v1/disputes", &request)?.once(id);
        self.keep_draft(id, &Draft { sent: true, ..draft.clone() }).await?;
        let filed = match self.call::<DisputeReply>(&Signer::Session(&session), &call).await {
            Ok(reply) if answers(&reply.dispute, &request) => reply.dispute,
            Ok(_) => return Err(Error::ReplyUnreadable),
            // The answer to this very submission was lost too long ago for its key: what is open is it.
            Err(Error::DisputeRefused { reason: DisputeBar::OpenAlready }) if draft.sent => {
                self.open_dispute(transaction_id).await?
            }
            Err(error) => {
                if !is_underway(&error, draft.sent) {
                    self.keep_draft(id, &Draft { sent: false, ..draft }).await?;
                }
                return Err(error);
            }
        };
        self.forget_draft(id).await?;
        Ok(DisputeView::of(&filed, self.bank_now()?, language))
    }

    /// Gives the bank a piece. Given twice, it is there once.
    pub(super) async fn hand_in(&self, session: &Session, content: &[u8]) -> Result<(), Error> {
        let request = EvidenceRequest { content: B64(content.to_vec()) };
        let call = Call::post("/v1/disputes/evidence", &request)?;
        let reply: EvidenceReply = self.call(&Signer::Session(session), &call).await?;
        if reply.digest == digest(content) { Ok(()) } else { Err(Error::ReplyUnreadable) }
    }
}

/// A secret in the words stops them, as in the chat: the bank needs none of them for a dispute.
fn check_words(rules: &Rules, statement: &str) -> Result<(), Error> {
    let findings = safety::scan_by(rules, Direction::Outbound, statement);
    match findings.iter().find(|finding| finding.severity == Severity::Block) {
        Some(found) => Err(Error::DraftBlocked { finding: found.kind, masked: safety::mask(statement, &findings) }),
        None => Ok(()),
    }
}

fn answers(dispute: &Dispute, request: &DisputeRequest) -> bool {
    dispute.transaction_id == request.transaction_id
        && dispute.reason == request.reason
        && dispute.statement == request.statement
        && request.evidence.iter().all(|piece| dispute.evidence.contains(piece))
}

/// Whether the bank may have it after this. Pure.
fn is_underway(error: &Error, before: bool) -> bool {
    match error {
        // The bank has decided that it does not take it.
        Error::DisputeRefused { .. } | Error::EvidenceRefused { .. } | Error::NotFound | Error::BankRefused { .. } => {
            false
        }
        // Nothing was sent this time, or the bank said before it looked that it does nothing now.
        Error::Offline
        | Error::NotSignedIn
        | Error::SessionEnded
        | Error::Scope
        | Error::Maintenance { .. }
        | Error::ServiceDown { unsure: false, .. } => before,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_7_what_has_no_answer_stays_as_it_was_sent_and_what_was_refused_can_be_changed() {
        let late = Error::DisputeRefused { reason: DisputeBar::TooLate };
        for before in [false, true] {
            assert!(!is_underway(&late, before));
            assert!(is_underway(&Error::OutcomeUnknown, before));
            assert!(is_underway(&Error::ReplyTooLarge, before));
            assert_eq!(is_underway(&Error::Offline, before), before, "nothing was sent this time");
            assert_eq!(is_underway(&Error::SessionEnded, before), before);
        }
    }

    #[test]
    fn card_7_no_secret_goes_into_the_words_of_a_dispute() {
        let rules = Rules::sandbox();
        assert_eq!(check_words(rules, "Barang tidak pernah datang."), Ok(()));
        let told = check_words(rules, "Kartu saya 4111 1111 1111 1111, barang tidak datang");
        let Err(Error::DraftBlocked { masked, .. }) = told else { panic!("a card number went through") };
        assert!(!masked.contains("4111"), "{masked}");
    }
}
