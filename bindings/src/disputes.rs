//! Disputes about payments: drafts, evidence, submission, and what the customer may do.

use kunci_core::{Error, disputes};
use kunci_domain::texts::Language;

use crate::errors::PhoneError;
use crate::phone::Phone;
use crate::runtime::run;

/// A reason that goes with a payment.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DisputeReasonView {
    /// `not-mine`, `not-received`, `not-as-described`, `charged-twice`, `wrong-amount`, `refund-missing`, `cancelled`, `cash-missing`.
    pub reason: String,
    /// "I did not get what I paid for"
    pub label: String,
    /// What to do or to have at hand first.
    pub hint: String,
    /// What helps to show it, the most telling first.
    pub wants: Vec<WantedEvidence>,
}

/// A piece of evidence that helps.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct WantedEvidence {
    /// `receipt`, `photo`, `letter`, `proof`, `police`, `other`.
    pub kind: String,
    /// "Photo of what came"
    pub label: String,
    /// Without it the bank does not take the dispute.
    pub needed: bool,
}

/// A draft on this phone.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DisputeDraft {
    /// Its id.
    pub draft_id: String,
    /// About which payment.
    pub transaction_id: String,
    /// To whom that was paid.
    pub merchant: String,
    /// What was charged.
    pub amount: String,
    /// The reason's name.
    pub reason: String,
    /// The reason in words.
    pub reason_words: String,
    /// In the customer's words.
    pub statement: String,
    /// What is attached.
    pub evidence: Vec<EvidenceView>,
    /// What helps to show it.
    pub wants: Vec<WantedEvidence>,
    /// It has left the phone without an answer, so it stays as it is.
    pub sent: bool,
    /// The same in words: a draft is never told as filed.
    pub state_words: String,
}

/// A piece of evidence that is attached.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EvidenceView {
    /// Its name, by which it is taken out.
    pub digest: String,
    /// What it shows.
    pub kind: String,
    /// The same in words.
    pub label: String,
    /// `image/jpeg`, `image/png`, `application/pdf`, `text/plain`.
    pub form: String,
    /// In bytes.
    pub size: u64,
}

/// A dispute that the bank has.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DisputeView {
    /// Its id, which a customer can tell on the telephone.
    pub dispute_id: String,
    /// About which payment.
    pub transaction_id: String,
    /// With which card.
    pub card_id: String,
    /// To whom.
    pub merchant: String,
    /// What is disputed.
    pub amount: String,
    /// The reason's name.
    pub reason: String,
    /// The reason in words.
    pub reason_words: String,
    /// In the customer's words.
    pub statement: String,
    /// How many pieces of evidence the bank has.
    pub evidence: u32,
    /// `submitted`, `in-review`, `needs-evidence`, `granted`, `refused`, `withdrawn`.
    pub state: String,
    /// The same in words.
    pub state_words: String,
    /// It is not over.
    pub is_open: bool,
    /// Each step with its time, the first one first.
    pub steps: Vec<String>,
    /// The bank answers by then, in words.
    pub answer_by: String,
    /// The same, milliseconds since 1970 UTC.
    pub answer_by_ms: i64,
    /// The bank has announced that it needs longer.
    pub extended: bool,
    /// What is asked for should be there by then, in words.
    pub evidence_by: Option<String>,
    /// What the bank says: what it asks for, or why it decided so.
    pub bank_says: Option<String>,
    /// What came back.
    pub returned: Option<String>,
    /// What the customer may do: `wait`, `late`, `object`, `done`, `again`.
    pub right: String,
    /// The right's name in words.
    pub right_title: String,
    /// What it means, with the day.
    pub right_body: String,
    /// What to do, and where to complain.
    pub right_action: String,
}

impl From<disputes::ReasonView> for DisputeReasonView {
    fn from(view: disputes::ReasonView) -> Self {
        let disputes::ReasonView { reason, label, hint, wants } = view;
        Self { reason, label, hint, wants: wants.into_iter().map(Into::into).collect() }
    }
}

impl From<disputes::WantedView> for WantedEvidence {
    fn from(view: disputes::WantedView) -> Self {
        let disputes::WantedView { kind, label, needed } = view;
        Self { kind, label, needed }
    }
}

impl From<disputes::PieceView> for EvidenceView {
    fn from(view: disputes::PieceView) -> Self {
        let disputes::PieceView { digest, kind, label, form, size } = view;
        Self { digest, kind, label, form, size }
    }
}

impl From<disputes::DraftView> for DisputeDraft {
    fn from(view: disputes::DraftView) -> Self {
        Self {
            draft_id: view.draft_id,
            transaction_id: view.transaction_id,
            merchant: view.merchant,
            amount: view.amount,
            reason: view.reason,
            reason_words: view.reason_words,
            statement: view.statement,
            evidence: view.evidence.into_iter().map(Into::into).collect(),
            wants: view.wants.into_iter().map(Into::into).collect(),
            sent: view.sent,
            state_words: view.state_words,
        }
    }
}

impl From<disputes::DisputeView> for DisputeView {
    fn from(view: disputes::DisputeView) -> Self {
        Self {
            dispute_id: view.dispute_id,
            transaction_id: view.transaction_id,
            card_id: view.card_id,
            merchant: view.merchant,
            amount: view.amount,
            reason: view.reason,
            reason_words: view.reason_words,
            statement: view.statement,
            evidence: view.evidence,
            state: view.state,
            state_words: view.state_words,
            is_open: view.is_open,
            steps: view.steps,
            answer_by: view.answer_by,
            answer_by_ms: view.answer_by_ms,
            extended: view.extended,
            evidence_by: view.evidence_by,
            bank_says: view.bank_says,
            returned: view.returned,
            right: view.right,
            right_title: view.right_title,
            right_body: view.right_body,
            right_action: view.right_action,
        }
    }
}

fn kind(name: &str) -> Result<disputes::EvidenceKind, Error> {
    disputes::EvidenceKind::parse(name).ok_or(Error::NotFound)
}

#[uniffi::export]
impl Phone {
    /// What can be wrong with this payment, each with what helps to show it. `at_ms` is the payment's own time.
    ///
    /// # Errors
    /// [`PhoneError`]; `DisputeRefused` if it cannot be disputed at all.
    pub async fn dispute_reasons(
        &self,
        transaction_id: String,
        at_ms: i64,
        language: String,
    ) -> Result<Vec<DisputeReasonView>, PhoneError> {
        let (phone, language) = (self.open_phone()?, Language::from_tag(&language));
        let reasons = run(async move { phone.dispute_reasons(&transaction_id, at_ms, language).await }).await?;
        Ok(reasons.into_iter().map(Into::into).collect())
    }

    /// Begins a draft about a payment, or goes on with the one that there is, with this reason.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn start_dispute(
        &self,
        transaction_id: String,
        at_ms: i64,
        reason: String,
        language: String,
    ) -> Result<DisputeDraft, PhoneError> {
        let (phone, language) = (self.open_phone()?, Language::from_tag(&language));
        let reason = disputes::DisputeReason::parse(&reason).ok_or(Error::NotFound)?;
        let begun = async move { phone.start_dispute(&transaction_id, at_ms, reason, language).await };
        Ok(run(begun).await?.into())
    }

    /// The drafts of this customer on this phone, the oldest first. No network.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn dispute_drafts(&self, language: String) -> Result<Vec<DisputeDraft>, PhoneError> {
        let (phone, language) = (self.open_phone()?, Language::from_tag(&language));
        let drafts = run(async move { phone.dispute_drafts(language).await }).await?;
        Ok(drafts.into_iter().map(Into::into).collect())
    }

    /// Says what happened, in the customer's words.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn word_dispute(
        &self,
        draft_id: String,
        statement: String,
        language: String,
    ) -> Result<DisputeDraft, PhoneError> {
        let (phone, language) = (self.open_phone()?, Language::from_tag(&language));
        Ok(run(async move { phone.word_dispute(&draft_id, &statement, language).await }).await?.into())
    }

    /// Adds a piece of evidence of at most 40,960 bytes: a JPEG, a PNG, a PDF or plain text. Its form is read from its bytes.
    ///
    /// # Errors
    /// [`PhoneError`]; `EvidenceRefused` with the reason.
    pub async fn attach_evidence(
        &self,
        draft_id: String,
        kind: String,
        content: Vec<u8>,
        language: String,
    ) -> Result<DisputeDraft, PhoneError> {
        let (phone, language, kind) = (self.open_phone()?, Language::from_tag(&language), self::kind(&kind)?);
        Ok(run(async move { phone.attach_evidence(&draft_id, kind, content, language).await }).await?.into())
    }

    /// Takes a piece out again.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn detach_evidence(
        &self,
        draft_id: String,
        digest: String,
        language: String,
    ) -> Result<DisputeDraft, PhoneError> {
        let (phone, language) = (self.open_phone()?, Language::from_tag(&language));
        Ok(run(async move { phone.detach_evidence(&draft_id, &digest, language).await }).await?.into())
    }

    /// Throws a draft away: the bank never knew of it.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn discard_dispute(&self, draft_id: String) -> Result<(), PhoneError> {
        let phone = self.open_phone()?;
        run(async move { phone.discard_dispute(&draft_id).await }).await
    }

    /// Submits a draft. Without an answer it stays, and submitting it again is the same submission.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn submit_dispute(&self, draft_id: String, language: String) -> Result<DisputeView, PhoneError> {
        let (phone, language) = (self.open_phone()?, Language::from_tag(&language));
        Ok(run(async move { phone.submit_dispute(&draft_id, language).await }).await?.into())
    }

    /// The customer's disputes, newest first, each with its deadline and what the customer may do.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn disputes(&self, language: String) -> Result<Vec<DisputeView>, PhoneError> {
        let (phone, language) = (self.open_phone()?, Language::from_tag(&language));
        let disputes = run(async move { phone.disputes(language).await }).await?;
        Ok(disputes.into_iter().map(Into::into).collect())
    }

    /// Hands in one more piece, asked for or not, as long as the dispute is open.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn add_dispute_evidence(
        &self,
        dispute_id: String,
        kind: String,
        content: Vec<u8>,
        language: String,
    ) -> Result<DisputeView, PhoneError> {
        let (phone, language, kind) = (self.open_phone()?, Language::from_tag(&language), self::kind(&kind)?);
        Ok(run(async move { phone.add_dispute_evidence(&dispute_id, kind, content, language).await }).await?.into())
    }

    /// Takes a dispute back.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn withdraw_dispute(&self, dispute_id: String, language: String) -> Result<DisputeView, PhoneError> {
        let (phone, language) = (self.open_phone()?, Language::from_tag(&language));
        Ok(run(async move { phone.withdraw_dispute(&dispute_id, language).await }).await?.into())
    }
}
