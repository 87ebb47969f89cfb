//! Privacy: what the phone keeps, export, erasure, consents.

use std::sync::Arc;

use kunci_core::privacy;
use kunci_crypto::secret::SecretBytes;
use kunci_domain::texts::Language;

use crate::code_entry::CodeEntry;
use crate::errors::PhoneError;
use crate::phone::Phone;
use crate::runtime::run;

/// A kind of what is kept, in words.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct StoredView {
    /// Its name.
    pub kind: String,
    /// What it is.
    pub label: String,
    /// What for.
    pub purpose: String,
    /// For how long.
    pub retention: String,
    /// It is about the customer.
    pub personal: bool,
    /// How many.
    pub count: u64,
    /// Bytes of content.
    pub bytes: u64,
    /// The oldest, milliseconds since 1970 UTC.
    pub oldest_ms: Option<i64>,
    /// The newest.
    pub newest_ms: Option<i64>,
}

impl From<privacy::StoredView> for StoredView {
    fn from(view: privacy::StoredView) -> Self {
        let privacy::StoredView { kind, label, purpose, retention, personal, count, bytes, oldest_ms, newest_ms } =
            view;
        Self { kind, label, purpose, retention, personal, count, bytes, oldest_ms, newest_ms }
    }
}

/// What became of what was kept.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ErasureView {
    /// What there was.
    pub before: Vec<StoredView>,
    /// What there is, counted anew.
    pub left: Vec<StoredView>,
    /// Nothing personal is left.
    pub done: bool,
}

impl From<privacy::ErasureView> for ErasureView {
    fn from(view: privacy::ErasureView) -> Self {
        let privacy::ErasureView { before, left, done } = view;
        let all = |views: Vec<privacy::StoredView>| views.into_iter().map(Into::into).collect();
        Self { before: all(before), left: all(left), done }
    }
}

/// A consent, and how the customer stands to it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
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

impl From<privacy::ConsentView> for ConsentView {
    fn from(view: privacy::ConsentView) -> Self {
        let privacy::ConsentView { kind, label, body, version, required, given, said_version, said_ms } = view;
        Self { kind, label, body, version, required, given, said_version, said_ms }
    }
}

#[uniffi::export]
impl Phone {
    /// What the phone keeps, every kind of it; chat and outbox are counted in a full session only.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn stored(&self, language: String) -> Result<Vec<StoredView>, PhoneError> {
        let phone = self.open_phone()?;
        let language = Language::from_tag(&language);
        Ok(run(async move { phone.stored(language).await }).await?.into_iter().map(Into::into).collect())
    }

    /// Everything that is kept, as one file under a passphrase (UTF-8; overwrite your copy).
    ///
    /// # Errors
    /// `WeakPassword` with the reason; [`PhoneError`].
    pub async fn export_data(&self, passphrase: Vec<u8>) -> Result<String, PhoneError> {
        let (phone, passphrase) = (self.open_phone()?, SecretBytes::from_vec(passphrase));
        run(async move { phone.export(passphrase).await }).await
    }

    /// Erases everything of the customer from this phone; a token that works is removed by the Unlock Code.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn erase_data(&self, code: Option<Arc<CodeEntry>>, language: String) -> Result<ErasureView, PhoneError> {
        let (phone, code) = (self.open_phone()?, code.map(|code| code.take()).transpose()?);
        let language = Language::from_tag(&language);
        Ok(run(async move { phone.erase(code.as_ref(), language).await }).await?.into())
    }

    /// What the bank asks the customer to agree to, and what was said.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn consents(&self, language: String) -> Result<Vec<ConsentView>, PhoneError> {
        let phone = self.open_phone()?;
        let language = Language::from_tag(&language);
        Ok(run(async move { phone.consents(language).await }).await?.into_iter().map(Into::into).collect())
    }

    /// Agrees to this version of a text, or takes it back.
    ///
    /// # Errors
    /// `NotFound` when there is a newer version; [`PhoneError`].
    pub async fn set_consent(
        &self,
        kind: String,
        version: u32,
        given: bool,
        language: String,
    ) -> Result<Vec<ConsentView>, PhoneError> {
        let phone = self.open_phone()?;
        let language = Language::from_tag(&language);
        let said = run(async move { phone.set_consent(&kind, version, given, language).await }).await?;
        Ok(said.into_iter().map(Into::into).collect())
    }
}
