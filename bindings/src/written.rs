//! What is written to the bank under a reference, complaints and letters, and the customer's rights.

use kunci_core::written;
use kunci_domain::complaints;
use kunci_domain::texts::Language;

use crate::errors::PhoneError;
use crate::phone::Phone;
use crate::runtime::run;

pub use kunci_domain::complaints::ComplaintKind;
pub use kunci_domain::written::{About, Subject as LetterSubject, Way as WrittenWay};

/// What a complaint is about.
#[uniffi::remote(Enum)]
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

/// What a letter is about.
#[uniffi::remote(Enum)]
pub enum LetterSubject {
    /// Cards.
    Cards,
    /// The token, or a phone.
    Token,
    /// A transfer.
    Transfer,
    /// The customer's own details.
    Details,
    /// Anything else.
    Other,
}

/// Which way something is written.
#[uniffi::remote(Enum)]
pub enum WrittenWay {
    /// A complaint.
    Complaint,
    /// A letter by the secure form.
    Letter,
}

/// What is written about, and so which way it goes.
#[uniffi::remote(Enum)]
pub enum About {
    /// A complaint.
    Complaint(ComplaintKind),
    /// A letter by the secure form.
    Letter(LetterSubject),
}

/// Something that can be written about, as a form offers it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AboutChoice {
    /// What.
    pub about: About,
    /// The same in words.
    pub name: String,
}

/// A page of complaints or letters, newest first.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct WrittenPage {
    /// This page.
    pub written: Vec<WrittenView>,
    /// Give it back for the next page.
    pub next: Option<String>,
}

/// One complaint or letter, in the words of the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct WrittenView {
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

impl From<written::WrittenView> for WrittenView {
    fn from(view: written::WrittenView) -> Self {
        let written::WrittenView { reference, kind, kind_name, text, filed_ms, due_ms, state, title, next, answer } =
            view;
        Self { reference, kind, kind_name, text, filed_ms, due_ms, state, title, next, answer }
    }
}

/// A complaint or letter that was begun and not sent.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct UnsentView {
    /// What it is about, once that was chosen.
    pub about: Option<About>,
    /// As the customer typed it, with bullets in the place of secrets.
    pub text: String,
}

impl From<written::UnsentView> for UnsentView {
    fn from(view: written::UnsentView) -> Self {
        let written::UnsentView { about, text } = view;
        Self { about, text }
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
    /// Writes to the bank; the answer has the reference and the day by which the bank answers.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn write_to_bank(&self, about: About, text: String, language: String) -> Result<WrittenView, PhoneError> {
        let phone = self.open_phone()?;
        let language = Language::from_tag(&language);
        Ok(run(async move { phone.write_to_bank(about, &text, language).await }).await?.into())
    }

    /// What the customer began to write that way and did not send; `None`: nothing. No network.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn unsent(&self, way: WrittenWay) -> Result<Option<UnsentView>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.unsent(way).await }).await?.map(Into::into))
    }

    /// Keeps what is being written that way, at every change; nothing at all takes it away. Sending takes it away, too. No network.
    ///
    /// # Errors
    /// [`PhoneError`]; `WrittenText` for a text far longer than can be sent.
    pub async fn keep_unsent(&self, way: WrittenWay, about: Option<About>, text: String) -> Result<(), PhoneError> {
        let phone = self.open_phone()?;
        run(async move { phone.keep_unsent(way, about, &text).await }).await
    }

    /// A page of what the customer wrote that way: the newest, or the one that `next` of another page names.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn written_to_bank(
        &self,
        way: WrittenWay,
        before: Option<String>,
        language: String,
    ) -> Result<WrittenPage, PhoneError> {
        let phone = self.open_phone()?;
        let language = Language::from_tag(&language);
        let page = run(async move { phone.written_to_bank(way, before.as_deref(), language).await }).await?;
        Ok(WrittenPage { written: page.written.into_iter().map(Into::into).collect(), next: page.next })
    }
}

/// Everything that can be written about this way.
#[uniffi::export]
#[must_use]
pub fn about_choices(way: WrittenWay, language: &str) -> Vec<AboutChoice> {
    let language = Language::from_tag(language);
    let choice = |about: About| AboutChoice { about, name: about.name(language) };
    way.kinds().into_iter().map(choice).collect()
}

/// The customer's rights of complaint and dispute. Needs no phone, network or session.
#[uniffi::export]
#[must_use]
pub fn rights(language: &str) -> Vec<RightView> {
    let view = |right: complaints::Right| RightView { key: right.key.to_owned(), title: right.title, body: right.body };
    complaints::rights(Language::from_tag(language)).into_iter().map(view).collect()
}
