//! The registered phone number.

use std::sync::Arc;

use kunci_core::profile;

use crate::code_entry::CodeEntry;
use crate::errors::PhoneError;
use crate::operations::{Operation, shared};
use crate::phone::Phone;
use crate::runtime::run;

/// The registered number.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PhoneNumberView {
    /// Masked.
    pub number: String,
    /// A change that takes effect by itself unless it is stopped.
    pub waiting: Option<NumberChangeView>,
}

/// A change that waits.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct NumberChangeView {
    /// Its id.
    pub change_id: String,
    /// The new number, masked.
    pub number: String,
    /// Takes effect then, milliseconds since 1970 UTC.
    pub effective_ms: i64,
}

/// What the proof of a new number brought.
#[derive(uniffi::Enum)]
pub enum NumberOutcome {
    /// The token has to approve it.
    NeedsApproval {
        /// Show it, then approve it.
        operation: Arc<Operation>,
    },
    /// Without a working token: it waits, and can be stopped meanwhile.
    Waits {
        /// Until when.
        change: NumberChangeView,
    },
}

impl From<profile::NumberChangeView> for NumberChangeView {
    fn from(view: profile::NumberChangeView) -> Self {
        let profile::NumberChangeView { change_id, number, effective_ms } = view;
        Self { change_id, number, effective_ms }
    }
}

impl From<profile::PhoneNumberView> for PhoneNumberView {
    fn from(view: profile::PhoneNumberView) -> Self {
        Self { number: view.number, waiting: view.waiting.map(Into::into) }
    }
}

impl From<profile::NumberOutcome> for NumberOutcome {
    fn from(outcome: profile::NumberOutcome) -> Self {
        match outcome {
            profile::NumberOutcome::NeedsApproval(operation) => Self::NeedsApproval { operation: shared(*operation) },
            profile::NumberOutcome::Waits(change) => Self::Waits { change: change.into() },
        }
    }
}

#[uniffi::export]
impl Phone {
    /// The registered number, and a change that waits.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn phone_number(&self) -> Result<PhoneNumberView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.phone_number().await }).await?.into())
    }

    /// Asks for a new number (E.164): a code goes there. Returns the number, masked.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn begin_number_change(&self, number: String) -> Result<String, PhoneError> {
        let phone = self.open_phone()?;
        run(async move { phone.begin_number_change(&number).await }).await
    }

    /// Gives the code from the new number; without a working token also a code of the hardware token.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn prove_number_change(
        &self,
        otp: Arc<CodeEntry>,
        hardware_otp: Option<Arc<CodeEntry>>,
    ) -> Result<NumberOutcome, PhoneError> {
        let (phone, otp) = (self.open_phone()?, otp.take()?);
        let hardware_otp = hardware_otp.map(|otp| otp.take()).transpose()?;
        Ok(run(async move { phone.prove_number_change(&otp, hardware_otp.as_ref()).await }).await?.into())
    }

    /// Stops a change that waits.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn cancel_number_change(&self, change_id: String) -> Result<PhoneNumberView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.cancel_number_change(&change_id).await }).await?.into())
    }
}
