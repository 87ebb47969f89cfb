//! A draft: on disk with every change, so that it survives the end of the app, and on this phone only until it is submitted.

use std::sync::Arc;

use jiff::Timestamp;
use kunci_domain::cards::dispute::{self, Piece};
use kunci_domain::cards::evidence;
use kunci_domain::cards::transaction::Transaction;
use kunci_domain::picture;
use kunci_domain::texts::Language;
use kunci_wire::B64;
use kunci_wire::transactions::TransactionsRequest;
use tokio::sync::MutexGuard;
use uuid::Uuid;

use super::{
    DisputeBar, DisputeReason, Draft, DraftView, EvidenceFault, EvidenceKind, Kept, MOST_DRAFTS, ReasonView, digest,
    view,
};
use crate::ports::DraftRecord;
use crate::{Error, Phone, blocking};

impl Phone {
    /// What can be wrong with this payment, each with what helps to show it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::DisputeRefused`] if it cannot be disputed at all; as any call of a session.
    pub async fn dispute_reasons(
        &self,
        transaction_id: &str,
        at_ms: i64,
        language: Language,
    ) -> Result<Vec<ReasonView>, Error> {
        let made = self.payment(parse(transaction_id)?, at_ms).await?;
        dispute::disputable(&made, self.bank_now()?).map_err(refused)?;
        Ok(view::reasons(&made, language))
    }

    /// Begins a draft about a payment, or goes on with the one that there is, with this reason. `at_ms` is the payment's own time.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::DisputeRefused`], [`Error::DraftsFull`], [`Error::DisputeUnderway`]; as any call of a session.
    pub async fn start_dispute(
        &self,
        transaction_id: &str,
        at_ms: i64,
        reason: DisputeReason,
        language: Language,
    ) -> Result<DraftView, Error> {
        let customer_id = self.session()?.customer_id;
        let made = self.payment(parse(transaction_id)?, at_ms).await?;
        dispute::disputable(&made, self.bank_now()?).map_err(refused)?;
        if !reason.fits(&made) {
            return Err(refused(DisputeBar::ReasonUnfit));
        }
        let _gate = self.dispute_gate.lock().await;
        let drafts = self.drafts_now().await?;
        let count = drafts.len();
        let begun = drafts.into_iter().find(|(_, draft)| draft.made.transaction_id == made.transaction_id);
        let (id, draft) = match begun {
            Some((_, draft)) if draft.sent => return Err(Error::DisputeUnderway),
            Some((id, draft)) => (id, Draft { made, reason, ..draft }),
            None if count >= MOST_DRAFTS => return Err(Error::DraftsFull),
            None => {
                let (statement, pieces) = (String::new(), Vec::new());
                (self.new_id()?, Draft { customer_id, made, reason, statement, pieces, sent: false })
            }
        };
        self.keep_draft(id, &draft).await?;
        Ok(DraftView::of(id, &draft, language))
    }

    /// The drafts of this customer on this phone, the oldest first. No network.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`]; what the store says.
    pub async fn dispute_drafts(&self, language: Language) -> Result<Vec<DraftView>, Error> {
        let drafts = self.drafts_now().await?;
        Ok(drafts.iter().map(|(id, draft)| DraftView::of(*id, draft, language)).collect())
    }

    /// Says what happened, in the customer's words. They are looked at when the dispute is submitted, so that a half-done sentence is kept.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::DisputeUnderway`]; [`Error::DisputeRefused`] if it is too long.
    pub async fn word_dispute(&self, draft_id: &str, statement: &str, language: Language) -> Result<DraftView, Error> {
        if statement.chars().count() > dispute::STATEMENT_MOST {
            return Err(refused(DisputeBar::Statement));
        }
        let (_gate, id, mut draft) = self.open_draft(draft_id).await?;
        draft.statement = statement.to_owned();
        self.changed(id, &draft, language).await
    }

    /// Adds a piece of evidence. Its form is read from its bytes; what is not taken is not kept.
    ///
    /// # Errors
    /// [`Error::EvidenceRefused`], [`Error::DisputeRefused`] for one too many or twice; [`Error::NotFound`], [`Error::DisputeUnderway`].
    pub async fn attach_evidence(
        &self,
        draft_id: &str,
        kind: EvidenceKind,
        content: Vec<u8>,
        language: Language,
    ) -> Result<DraftView, Error> {
        let kept = looked_at(kind, content)?;
        let (_gate, id, mut draft) = self.open_draft(draft_id).await?;
        let there = draft.pieces.iter().any(|other| other.piece.digest == kept.piece.digest);
        if there || draft.pieces.len() >= evidence::MOST_PIECES {
            return Err(refused(DisputeBar::EvidenceTooMuch));
        }
        draft.pieces.push(kept);
        self.changed(id, &draft, language).await
    }

    /// Takes a piece out again.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::DisputeUnderway`].
    pub async fn detach_evidence(&self, draft_id: &str, digest: &str, language: Language) -> Result<DraftView, Error> {
        let (_gate, id, mut draft) = self.open_draft(draft_id).await?;
        let before = draft.pieces.len();
        draft.pieces.retain(|kept| kept.piece.digest != digest);
        if draft.pieces.len() == before {
            return Err(Error::NotFound);
        }
        self.changed(id, &draft, language).await
    }

    /// Throws a draft away: the bank never knew of it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::DisputeUnderway`].
    pub async fn discard_dispute(&self, draft_id: &str) -> Result<(), Error> {
        let (_gate, id, _) = self.open_draft(draft_id).await?;
        self.forget_draft(id).await
    }

    /// A draft that can be changed, and the right to change it.
    async fn open_draft(&self, draft_id: &str) -> Result<(MutexGuard<'_, ()>, Uuid, Draft), Error> {
        let gate = self.dispute_gate.lock().await;
        let (id, draft) = self.one_draft(draft_id).await?;
        if draft.sent { Err(Error::DisputeUnderway) } else { Ok((gate, id, draft)) }
    }

    async fn changed(&self, id: Uuid, draft: &Draft, language: Language) -> Result<DraftView, Error> {
        self.keep_draft(id, draft).await?;
        Ok(DraftView::of(id, draft, language))
    }

    /// The payment of this id, as it stands at the bank now.
    async fn payment(&self, id: Uuid, at_ms: i64) -> Result<Transaction, Error> {
        let moment = |ms: i64| Timestamp::from_millisecond(ms).map_err(|_| Error::NotFound);
        let (from, until) = (moment(at_ms)?, moment(at_ms.saturating_add(1))?);
        let request = TransactionsRequest { from: Some(from), until: Some(until), ..TransactionsRequest::default() };
        let reply = self.search(&request).await?;
        reply.transactions.into_iter().find(|made| made.transaction_id == id).ok_or(Error::NotFound)
    }

    pub(super) async fn one_draft(&self, draft_id: &str) -> Result<(Uuid, Draft), Error> {
        let wanted = parse(draft_id)?;
        self.drafts_now().await?.into_iter().find(|(id, _)| *id == wanted).ok_or(Error::NotFound)
    }

    async fn drafts_now(&self) -> Result<Vec<(Uuid, Draft)>, Error> {
        let customer_id = self.session()?.customer_id;
        let store = Arc::clone(&self.ports.store);
        let mut drafts = Vec::new();
        for kept in blocking::run(move || Ok(store.dispute_drafts()?)).await? {
            let draft = Draft::read(&kept)?;
            if draft.customer_id == customer_id {
                drafts.push((kept.draft_id, draft));
            }
        }
        Ok(drafts)
    }

    pub(super) async fn keep_draft(&self, draft_id: Uuid, draft: &Draft) -> Result<(), Error> {
        let record = DraftRecord { draft_id, draft: serde_json::to_string(draft).map_err(|_| Error::Internal)? };
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || Ok(store.put_dispute_draft(&record)?)).await
    }

    pub(super) async fn forget_draft(&self, draft_id: Uuid) -> Result<(), Error> {
        let record = DraftRecord { draft_id, draft: String::new() };
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || Ok(store.remove_dispute_draft(&record)?)).await
    }
}

/// A piece that is taken, with its name.
pub(super) fn looked_at(kind: EvidenceKind, content: Vec<u8>) -> Result<Kept, Error> {
    let form = evidence::check(&content).map_err(|reason| Error::EvidenceRefused { reason })?;
    if !dispute::can_show(kind, form) {
        return Err(Error::EvidenceRefused { reason: EvidenceFault::UnknownForm });
    }
    // Whoever shows a receipt does not say where she lives by that.
    let content =
        picture::without_metadata_of(form, content).ok_or(Error::EvidenceRefused { reason: EvidenceFault::Damaged })?;
    Ok(Kept { piece: Piece { digest: digest(&content), kind }, form, content: B64(content) })
}

pub(super) const fn refused(reason: DisputeBar) -> Error {
    Error::DisputeRefused { reason }
}

pub(super) fn parse(id: &str) -> Result<Uuid, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(code: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).expect("short").to_be_bytes();
        [&[0xFF, code], &length[..], content].concat()
    }

    #[test]
    fn card_7_a_photograph_of_a_receipt_does_not_say_where_it_was_taken() {
        let picture = [
            vec![0xFF, 0xD8],
            segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\0 GPS 6.2S 106.8E"),
            segment(0xDB, &[7; 65]),
            segment(0xC0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
            segment(0xDA, &[1, 1, 0, 0, 0x3F, 0]),
            vec![0x12, 0x34, 0xFF, 0xD9],
        ]
        .concat();
        let kept = looked_at(EvidenceKind::Receipt, picture.clone()).expect("a picture");
        assert!(picture.windows(3).any(|part| part == b"GPS"));
        assert!(!kept.content.0.windows(3).any(|part| part == b"GPS"));
        assert_eq!(kept.piece.digest, digest(&kept.content.0), "what is handed in is what was looked at");
        let again = looked_at(EvidenceKind::Receipt, kept.content.0.clone()).expect("a picture");
        assert_eq!(again.piece, kept.piece);
    }
}
