//! Disputes that the bank has: how they stand, what it asks for, what the customer may do.

use kunci_domain::cards::dispute::Dispute;
use kunci_domain::texts::Language;
use kunci_wire::disputes::{DisputeReply, DisputesReply, MoreEvidenceRequest, WithdrawalRequest};
use uuid::Uuid;

use super::draft::{looked_at, parse};
use super::{DisputeView, EvidenceKind};
use crate::bank::{Call, Signer};
use crate::{Error, Phone};

impl Phone {
    /// The customer's disputes, newest first, each with its deadline and what the customer may do.
    ///
    /// # Errors
    /// As any call of a session.
    pub async fn disputes(&self, language: Language) -> Result<Vec<DisputeView>, Error> {
        let all = self.all_disputes().await?;
        let now = self.bank_now()?;
        Ok(all.iter().map(|dispute| DisputeView::of(dispute, now, language)).collect())
    }

    /// Hands in one more piece, asked for or not, as long as the dispute is open.
    ///
    /// # Errors
    /// [`Error::EvidenceRefused`], [`Error::DisputeRefused`], [`Error::NotFound`], [`Error::Scope`].
    pub async fn add_dispute_evidence(
        &self,
        dispute_id: &str,
        kind: EvidenceKind,
        content: Vec<u8>,
        language: Language,
    ) -> Result<DisputeView, Error> {
        let (session, id) = (self.session()?, parse(dispute_id)?);
        let kept = looked_at(kind, content)?;
        self.hand_in(&session, &kept.content.0).await?;
        let request = MoreEvidenceRequest { evidence: vec![kept.piece] };
        let call = Call::post(format!("/v1/disputes/{id}/evidence"), &request)?;
        let reply: DisputeReply = self.try_once(&Signer::Session(&session), call).await?;
        self.shown(&reply.dispute, id, language)
    }

    /// Takes a dispute back.
    ///
    /// # Errors
    /// [`Error::DisputeRefused`] once the bank has decided; [`Error::NotFound`], [`Error::Scope`].
    pub async fn withdraw_dispute(&self, dispute_id: &str, language: Language) -> Result<DisputeView, Error> {
        let (session, id) = (self.session()?, parse(dispute_id)?);
        let call = Call::post(format!("/v1/disputes/{id}/withdrawal"), &WithdrawalRequest {})?;
        let reply: DisputeReply = self.try_once(&Signer::Session(&session), call).await?;
        self.shown(&reply.dispute, id, language)
    }

    /// The one about this payment that is not over.
    pub(super) async fn open_dispute(&self, transaction_id: Uuid) -> Result<Dispute, Error> {
        let open = |dispute: &Dispute| dispute.transaction_id == transaction_id && !dispute.state.is_over();
        self.all_disputes().await?.into_iter().find(open).ok_or(Error::NotFound)
    }

    async fn all_disputes(&self) -> Result<Vec<Dispute>, Error> {
        let session = self.session()?;
        let reply: DisputesReply = self.call(&Signer::Session(&session), &Call::get("/v1/disputes")).await?;
        Ok(reply.disputes)
    }

    fn shown(&self, dispute: &Dispute, wanted: Uuid, language: Language) -> Result<DisputeView, Error> {
        if dispute.dispute_id != wanted {
            return Err(Error::ReplyUnreadable);
        }
        Ok(DisputeView::of(dispute, self.bank_now()?, language))
    }
}
