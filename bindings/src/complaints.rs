//! Complaints to the bank, and the customer's rights.

use kunci_core::complaints;
use kunci_domain::complaints as rules;
use kunci_domain::texts::Language;

use crate::errors::PhoneError;
use crate::phone::Phone;
use crate::runtime::run;

/// What a complaint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ComplaintKind {
    /// A transfer or payment.
    Payment,
    /// A card.
    Card,
    /// Money lost to a deceiver.
    Fraud,
    /// How the customer was served.
    Service,
    /// Personal data.
    Data,
    /// Anything else.
    Other,
}

impl From<ComplaintKind> for rules::ComplaintKind {
    fn from(kind: ComplaintKind) -> Self {
        match kind {
            ComplaintKind::Payment => Self::Payment,
            ComplaintKind::Card => Self::Card,
            ComplaintKind::Fraud => Self::Fraud,
            ComplaintKind::Service => Self::Service,
            ComplaintKind::Data => Self::Data,
            ComplaintKind::Other => Self::Other,
        }
    }
}

/// A page of complaints, newest first.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ComplaintsView {
    /// This page.
    pub complaints: Vec<ComplaintView>,
    /// Give it back for the next page.
    pub next: Option<String>,
}

/// One complaint, in the words of the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ComplaintView {
    /// By which the bank and the authorities find it.
    pub reference: String,
    /// What it is about, by name.
    pub kind: String,
    /// The same in words.
    pub kind_name: String,
    /// As the customer wrote it.
    pub text: String,
    /// Filed at, milliseconds since 1970 UTC.
    pub filed_ms: i64,
    /// The bank answers by then.
    pub due_ms: i64,
    /// How it stands, by name; `overdue` where the bank is late.
    pub state: String,
    /// The same in words.
    pub title: String,
    /// What happens next, or what the customer may do.
    pub next: String,
    /// The bank's answer.
    pub answer: Option<String>,
}

impl From<complaints::ComplaintView> for ComplaintView {
    fn from(view: complaints::ComplaintView) -> Self {
        let complaints::ComplaintView {
            reference,
            kind,
            kind_name,
            text,
            filed_ms,
            due_ms,
            state,
            title,
            next,
            answer,
        } = view;
        Self { reference, kind, kind_name, text, filed_ms, due_ms, state, title, next, answer }
    }
}

/// One of the customer's rights.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RightView {
    /// Its name.
    pub key: String,
    /// In one line.
    pub title: String,
    /// What it means.
    pub body: String,
}

#[uniffi::export]
impl Phone {
    /// Files a complaint; the answer has its reference and the day by which the bank must answer.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn file_complaint(
        &self,
        kind: ComplaintKind,
        text: String,
        language: String,
    ) -> Result<ComplaintView, PhoneError> {
        let phone = self.open_phone()?;
        let language = Language::from_tag(&language);
        Ok(run(async move { phone.file_complaint(kind.into(), &text, language).await }).await?.into())
    }

    /// A page of the customer's complaints: the newest, or the one that `next` of another page names.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn complaints(&self, before: Option<String>, language: String) -> Result<ComplaintsView, PhoneError> {
        let phone = self.open_phone()?;
        let language = Language::from_tag(&language);
        let page = run(async move { phone.complaints(before.as_deref(), language).await }).await?;
        Ok(ComplaintsView { complaints: page.complaints.into_iter().map(Into::into).collect(), next: page.next })
    }
}

/// The kind in words.
#[uniffi::export]
#[must_use]
pub fn complaint_kind_name(kind: ComplaintKind, language: &str) -> String {
    rules::ComplaintKind::from(kind).name(Language::from_tag(language))
}

/// The customer's rights of complaint and dispute. Needs no phone, network or session.
#[uniffi::export]
#[must_use]
pub fn rights(language: &str) -> Vec<RightView> {
    let view = |right: rules::Right| RightView { key: right.key.to_owned(), title: right.title, body: right.body };
    rules::rights(Language::from_tag(language)).into_iter().map(view).collect()
}
