//! Finger or face: begin, let the system prompt, finish. The bytes of the key cross as arrays that the app overwrites.

use std::sync::Arc;

use kunci_core::token::{
    BiometricAnswer, BiometricOutcome as CoreOutcome, BiometricPrompt as CorePrompt, BiometricTask,
};
use kunci_crypto::secret::SecretBytes;
use kunci_domain::texts::Language;

use crate::code_entry::CodeEntry;
use crate::errors::PhoneError;
use crate::operations::{Operation, OperationView};
use crate::otp_code::OtpCode;
use crate::phone::Phone;
use crate::runtime::run;
use crate::views::{SessionView, TokenView};

/// What a finger or face is asked for. To approve an operation see [`Phone::begin_biometric_approval`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum BiometricPurpose {
    /// Raise the session.
    SignIn,
    /// An offline OTP.
    Otp,
}

/// Why the prompt gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum BiometricFailure {
    /// The customer did not want to.
    Cancelled,
    /// Too many fingers that do not fit.
    LockedOut,
    /// A finger or face was added: the key can never be used again.
    Invalidated,
    /// No sensor, or it cannot be reached.
    Unavailable,
}

/// What the app does next. An object, so that no `toString` prints the key.
#[derive(uniffi::Object)]
pub struct BiometricPrompt(CorePrompt);

#[uniffi::export]
impl BiometricPrompt {
    /// Goes back with the answer.
    #[must_use]
    pub fn id(&self) -> String {
        self.0.id.clone()
    }

    /// The bytes to encrypt under a fresh biometric key, when switching on; overwrite them. Else empty.
    #[must_use]
    pub fn to_wrap(&self) -> Vec<u8> {
        match &self.0.task {
            // Exposed to the host, whose key encrypts it.
            BiometricTask::Wrap(key) => key.expose().to_vec(),
            BiometricTask::Unwrap(_) => Vec::new(),
        }
    }

    /// The bytes to decrypt with the biometric key. Empty when switching on.
    #[must_use]
    pub fn wrapped(&self) -> Vec<u8> {
        match &self.0.task {
            BiometricTask::Wrap(_) => Vec::new(),
            BiometricTask::Unwrap(wrapped) => wrapped.clone(),
        }
    }

    /// Words for the system's prompt.
    #[must_use]
    pub fn words(&self, language: &str) -> BiometricWords {
        let words = self.0.words(Language::from_tag(language));
        BiometricWords { title: words.title, reason: words.reason, cancel: words.cancel }
    }
}

/// Words for the system's prompt.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct BiometricWords {
    /// What it is for.
    pub title: String,
    /// What happens.
    pub reason: String,
    /// The way out.
    pub cancel: String,
}

/// What it brought: exactly one of these is there.
#[derive(uniffi::Object)]
pub struct BiometricOutcome {
    enabled: Option<TokenView>,
    session: Option<SessionView>,
    otp: Option<Arc<OtpCode>>,
    approved: Option<OperationView>,
}

#[uniffi::export]
impl BiometricOutcome {
    /// It is on.
    #[must_use]
    pub fn enabled(&self) -> Option<TokenView> {
        self.enabled.clone()
    }

    /// The session may do everything.
    #[must_use]
    pub fn session(&self) -> Option<SessionView> {
        self.session.clone()
    }

    /// An OTP.
    #[must_use]
    pub fn otp(&self) -> Option<Arc<OtpCode>> {
        self.otp.clone()
    }

    /// The bank has the approval.
    #[must_use]
    pub fn approved(&self) -> Option<OperationView> {
        self.approved.clone()
    }
}

impl From<CoreOutcome> for BiometricOutcome {
    fn from(outcome: CoreOutcome) -> Self {
        let mut own = Self { enabled: None, session: None, otp: None, approved: None };
        match outcome {
            CoreOutcome::Enabled(view) => own.enabled = Some(view.into()),
            CoreOutcome::SignedIn(view) => own.session = Some(view.into()),
            CoreOutcome::Otp(view) => own.otp = Some(Arc::new(view.into())),
            CoreOutcome::Approved(view) => own.approved = Some((*view).into()),
        }
        own
    }
}

#[uniffi::export]
impl Phone {
    /// Begins to switch finger or face on; the Unlock Code proves it to the bank.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn begin_biometric_enable(&self, code: Arc<CodeEntry>) -> Result<Arc<BiometricPrompt>, PhoneError> {
        let code = code.take()?;
        self.begin(kunci_core::token::BiometricPurpose::Enable(code)).await
    }

    /// Begins to ask for a finger or face.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn begin_biometric(&self, purpose: BiometricPurpose) -> Result<Arc<BiometricPrompt>, PhoneError> {
        self.begin(match purpose {
            BiometricPurpose::SignIn => kunci_core::token::BiometricPurpose::SignIn,
            BiometricPurpose::Otp => kunci_core::token::BiometricPurpose::Otp,
        })
        .await
    }

    /// Begins to ask for a finger or face that approves exactly what the operation shows.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn begin_biometric_approval(
        &self,
        operation: Arc<Operation>,
    ) -> Result<Arc<BiometricPrompt>, PhoneError> {
        self.begin(kunci_core::token::BiometricPurpose::Approve(Box::new(operation.0.clone()))).await
    }

    /// The host encrypted, as asked.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn finish_biometric_wrapped(
        &self,
        id: String,
        wrapped: Vec<u8>,
    ) -> Result<Arc<BiometricOutcome>, PhoneError> {
        self.finish(id, BiometricAnswer::Wrapped(wrapped)).await
    }

    /// The host decrypted, as asked; overwrite your copy.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn finish_biometric_unwrapped(
        &self,
        id: String,
        key: Vec<u8>,
    ) -> Result<Arc<BiometricOutcome>, PhoneError> {
        self.finish(id, BiometricAnswer::Unwrapped(SecretBytes::from_vec(key))).await
    }

    /// The prompt gave nothing. Always answers with an error: the one to show.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn finish_biometric_failed(
        &self,
        id: String,
        why: BiometricFailure,
    ) -> Result<Arc<BiometricOutcome>, PhoneError> {
        let answer = match why {
            BiometricFailure::Cancelled => BiometricAnswer::Cancelled,
            BiometricFailure::LockedOut => BiometricAnswer::LockedOut,
            BiometricFailure::Invalidated => BiometricAnswer::Invalidated,
            BiometricFailure::Unavailable => BiometricAnswer::Unavailable,
        };
        self.finish(id, answer).await
    }

    /// Switches finger or face off, by possession alone.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn biometrics_off(&self) -> Result<TokenView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.biometrics_off().await }).await?.into())
    }
}

impl Phone {
    async fn begin(&self, purpose: kunci_core::token::BiometricPurpose) -> Result<Arc<BiometricPrompt>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(Arc::new(BiometricPrompt(run(async move { phone.begin_biometric(purpose).await }).await?)))
    }

    async fn finish(&self, id: String, answer: BiometricAnswer) -> Result<Arc<BiometricOutcome>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(Arc::new(run(async move { phone.finish_biometric(&id, answer).await }).await?.into()))
    }
}
