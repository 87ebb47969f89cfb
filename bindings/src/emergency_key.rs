//! The emergency key: digits on paper for the day when the phone is gone.

use std::sync::Arc;

use kunci_core::guard;
use kunci_crypto::secret::SecretBytes;
use kunci_domain::texts::{self, Language};

use crate::errors::PhoneError;
use crate::operations::{Operation, shared};
use crate::phone::Phone;
use crate::runtime::run;

/// How the customer stands with the key.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EmergencyKeyView {
    /// There is one that works.
    pub there: bool,
    /// There is none because the last one was used.
    pub used: bool,
    /// When it was made, milliseconds since 1970 UTC.
    pub made_ms: Option<i64>,
    /// When the last one was used, milliseconds since 1970 UTC.
    pub used_ms: Option<i64>,
    /// The same in words.
    pub title: String,
    /// What it can do.
    pub body: String,
    /// What to do.
    pub action: String,
}

/// A new key, for the screen. An object, not a record, so that no `toString` prints it; wiped when dropped.
#[derive(uniffi::Object)]
pub struct EmergencyKey {
    operation: Arc<Operation>,
    digits: SecretBytes,
}

#[uniffi::export]
impl EmergencyKey {
    /// Twenty ASCII digits; overwrite the array after showing it.
    #[must_use]
    pub fn digits(&self) -> Vec<u8> {
        // To be shown, this once.
        self.digits.expose().to_vec()
    }

    /// The digits one by one, for a screen reader (UTF-8).
    #[must_use]
    pub fn spoken(&self) -> Vec<u8> {
        // To be read aloud, this once.
        let digits = std::str::from_utf8(self.digits.expose()).unwrap_or_default();
        texts::spoken_digits(digits).into_bytes()
    }

    /// The operation by which it works; approve it once the digits are written down.
    #[must_use]
    pub fn operation(&self) -> Arc<Operation> {
        Arc::clone(&self.operation)
    }
}

#[uniffi::export]
impl Phone {
    /// Whether there is a key that works, and what to do.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn emergency_key(&self, language: String) -> Result<EmergencyKeyView, PhoneError> {
        let (phone, language) = (self.open_phone()?, Language::from_tag(&language));
        let view = run(async move { phone.emergency_key(language).await }).await?;
        let guard::EmergencyKeyView { there, used, made_ms, used_ms, title, body, action } = view;
        Ok(EmergencyKeyView { there, used, made_ms, used_ms, title, body, action })
    }

    /// Draws a key and asks for the operation by which it works.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn make_emergency_key(&self) -> Result<Arc<EmergencyKey>, PhoneError> {
        let phone = self.open_phone()?;
        let (operation, digits) = run(async move { phone.make_emergency_key().await }).await?;
        Ok(Arc::new(EmergencyKey { operation: shared(operation), digits }))
    }

    /// Asks for the operation that makes the key worthless.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn drop_emergency_key(&self) -> Result<Arc<Operation>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(shared(run(async move { phone.drop_emergency_key().await }).await?))
    }
}
