//! The phone object: one method for each operation of the core.

use std::sync::Arc;

use kunci_core::Phone as CorePhone;
use kunci_core::config::BankConfig;
use kunci_crypto::secret::SecretBytes;

use crate::code_entry::CodeEntry;
use crate::device_keys::{DeviceKeys, Host};
use crate::errors::PhoneError;
use crate::otp_code::OtpCode;
use crate::runtime::run;
use crate::views::{EnrolmentMethod, EnrolmentView, KeyBundleView, SessionView, TokenView};

/// One customer's phone. One per profile folder and process.
#[derive(uniffi::Object)]
pub struct Phone(Arc<CorePhone>);

#[uniffi::export]
impl Phone {
    /// Opens (or makes) the profile in `profile_dir`. `bank_config_json` is the bank's configuration that the app ships with.
    ///
    /// # Errors
    /// A configuration that cannot be used, a profile that is damaged, in use, of a newer version or of another phone.
    #[uniffi::constructor]
    pub fn open(profile_dir: String, bank_config_json: String, keys: Arc<dyn DeviceKeys>) -> Result<Self, PhoneError> {
        let config = BankConfig::from_json(&bank_config_json).map_err(kunci_core::Error::from)?;
        Ok(Self(Arc::new(kunci_adapters::open(profile_dir.as_ref(), &config, Arc::new(Host(keys)))?)))
    }

    /// Fetches the bank's key bundle and verifies it against the pinned root.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn fetch_keys(&self) -> Result<KeyBundleView, PhoneError> {
        let phone = Arc::clone(&self.0);
        Ok(run(async move { phone.fetch_keys().await }).await?.into())
    }

    /// Signs in with user id and password (UTF-8; overwrite your copy). `language`: tag of the app's language.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn sign_in(
        &self,
        user_id: String,
        password: Vec<u8>,
        language: String,
    ) -> Result<SessionView, PhoneError> {
        let (phone, password) = (Arc::clone(&self.0), SecretBytes::from_vec(password));
        Ok(run(async move { phone.sign_in(&user_id, password, &language).await }).await?.into())
    }

    /// Raises the session by the token's proof.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn sign_in_with_token(&self, code: Arc<CodeEntry>) -> Result<SessionView, PhoneError> {
        let (phone, code) = (Arc::clone(&self.0), code.take()?);
        Ok(run(async move { phone.sign_in_with_token(&code).await }).await?.into())
    }

    /// Ends the session.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn sign_out(&self) -> Result<(), PhoneError> {
        let phone = Arc::clone(&self.0);
        Ok(run(async move { phone.sign_out().await }).await?)
    }

    /// Begins an enrolment.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn begin_enrolment(&self, method: EnrolmentMethod) -> Result<EnrolmentView, PhoneError> {
        let phone = Arc::clone(&self.0);
        Ok(run(async move { phone.begin_enrolment(method.into()).await }).await?.into())
    }

    /// Proves it with the one-time PIN.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn prove_enrolment(&self, otp: Arc<CodeEntry>) -> Result<(), PhoneError> {
        let (phone, otp) = (Arc::clone(&self.0), otp.take()?);
        Ok(run(async move { phone.prove_enrolment(&otp).await }).await?)
    }

    /// Takes the Unlock Code, typed twice.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn choose_code(&self, code: Arc<CodeEntry>, repeat: Arc<CodeEntry>) -> Result<TokenView, PhoneError> {
        let (phone, code, repeat) = (Arc::clone(&self.0), code.take()?, repeat.take()?);
        Ok(run(async move { phone.choose_code(&code, &repeat).await }).await?.into())
    }

    /// Ends an enrolment whose answer was lost.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn resume_enrolment(&self, code: Option<Arc<CodeEntry>>) -> Result<TokenView, PhoneError> {
        let (phone, code) = (Arc::clone(&self.0), code.map(|code| code.take()).transpose()?);
        Ok(run(async move { phone.resume_enrolment(code.as_ref()).await }).await?.into())
    }

    /// The token as this phone knows it.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn token(&self) -> Result<TokenView, PhoneError> {
        let phone = Arc::clone(&self.0);
        Ok(run(async move { phone.token().await }).await?.into())
    }

    /// Asks the bank for the token's signed status.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn token_status(&self) -> Result<TokenView, PhoneError> {
        let phone = Arc::clone(&self.0);
        Ok(run(async move { phone.token_status().await }).await?.into())
    }

    /// Makes an OTP, offline.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn otp(&self, code: Arc<CodeEntry>) -> Result<Arc<OtpCode>, PhoneError> {
        let (phone, code) = (Arc::clone(&self.0), code.take()?);
        Ok(Arc::new(run(async move { phone.otp(&code).await }).await?.into()))
    }

    /// Forgets session and keys in memory; later calls answer `Closed`. (Named so because generated Kotlin has a `close` of its own.)
    pub fn shut_down(&self) {
        self.0.close();
    }
}
