//! What the customer has agreed to.

use kunci_domain::privacy::Consent;
use kunci_domain::texts::Language;
use kunci_wire::privacy::{ConsentItem, ConsentRequest, ConsentsReply};
use serde_json::Value;

use crate::bank::{Call, Signer};
use crate::session::Session;
use crate::{Error, Phone};

/// A consent, and how the customer stands to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentView {
    /// Its name.
    pub kind: String,
    /// What it is called.
    pub label: String,
    /// What it means.
    pub body: String,
    /// The version of the text that is asked for now.
    pub version: u32,
    /// It cannot be taken back.
    pub required: bool,
    /// The customer has agreed to this version.
    pub given: bool,
    /// The version that the customer said something to last.
    pub said_version: Option<u32>,
    /// Then, milliseconds since 1970 UTC.
    pub said_ms: Option<i64>,
}

impl ConsentView {
    /// `None` for a consent of the future, which this version has no words for.
    fn of(item: &ConsentItem, language: Language) -> Option<Self> {
        let kind = Consent::parse(&item.kind)?;
        let said = item.said.as_ref();
        Some(Self {
            kind: kind.code().to_owned(),
            label: kind.label(language),
            body: kind.body(language),
            version: item.version,
            required: item.required,
            given: said.is_some_and(|said| said.given && said.version == item.version),
            said_version: said.map(|said| said.version),
            said_ms: said.map(|said| said.at.as_millisecond()),
        })
    }
}

impl Phone {
    /// What the bank asks the customer to agree to, and what was said.
    ///
    /// # Errors
    /// As any call of a session.
    pub async fn consents(&self, language: Language) -> Result<Vec<ConsentView>, Error> {
        let session = self.session()?;
        let reply: ConsentsReply = self.call(&Signer::Session(&session), &Call::get("/v1/privacy/consents")).await?;
        Ok(reply.consents.iter().filter_map(|item| ConsentView::of(item, language)).collect())
    }

    /// Agrees to this version of a text, or takes it back.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is a newer version, or it cannot be taken back: ask [`Phone::consents`] again.
    pub async fn set_consent(
        &self,
        kind: &str,
        version: u32,
        given: bool,
        language: Language,
    ) -> Result<Vec<ConsentView>, Error> {
        let session = self.session()?;
        let request = ConsentRequest { kind: kind.to_owned(), version, given };
        let call = Call::post("/v1/privacy/consents", &request)?;
        let reply: ConsentsReply = self.call(&Signer::Session(&session), &call).await?;
        Ok(reply.consents.iter().filter_map(|item| ConsentView::of(item, language)).collect())
    }

    /// As the bank sent it, for the export.
    pub(super) async fn consents_said(&self, session: &Session) -> Result<Value, Error> {
        let reply: ConsentsReply = self.call(&Signer::Session(session), &Call::get("/v1/privacy/consents")).await?;
        serde_json::to_value(reply.consents).map_err(|_| Error::Internal)
    }
}
