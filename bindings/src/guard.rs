//! Trusted places, warnings, what waits, suspension.

use std::sync::Arc;

use kunci_core::guard::{self, Surroundings};
use kunci_domain::texts::Language;

use crate::errors::PhoneError;
use crate::operations::{Operation, OperationView, shared};
use crate::phone::Phone;
use crate::runtime::run;
use crate::views::TokenView;

/// How the customer's wish stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct TrustedPlacesView {
    /// Loosening waits outside trusted places.
    pub on: bool,
    /// How long it waits there.
    pub wait_seconds: u64,
}

impl From<guard::TrustedPlacesView> for TrustedPlacesView {
    fn from(view: guard::TrustedPlacesView) -> Self {
        let guard::TrustedPlacesView { on, wait_seconds } = view;
        Self { on, wait_seconds }
    }
}

/// Why an approval is warned about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum WarningKind {
    /// A call is going on.
    OnCall,
    /// The screen is shared or recorded.
    ScreenShared,
    /// It will not take effect at once.
    Waits,
    /// It cannot wait, so it will be refused here.
    NotHere,
}

impl From<guard::WarningKind> for WarningKind {
    fn from(kind: guard::WarningKind) -> Self {
        match kind {
            guard::WarningKind::OnCall => Self::OnCall,
            guard::WarningKind::ScreenShared => Self::ScreenShared,
            guard::WarningKind::Waits => Self::Waits,
            guard::WarningKind::NotHere => Self::NotHere,
        }
    }
}

/// The warning's name in journeys.
#[uniffi::export]
#[must_use]
pub fn warning_name(kind: WarningKind) -> String {
    match kind {
        WarningKind::OnCall => guard::WarningKind::OnCall,
        WarningKind::ScreenShared => guard::WarningKind::ScreenShared,
        WarningKind::Waits => guard::WarningKind::Waits,
        WarningKind::NotHere => guard::WarningKind::NotHere,
    }
    .code()
    .to_owned()
}

/// A warning to show above the operation, before the code is asked.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ApprovalWarning {
    /// Which one.
    pub kind: WarningKind,
    /// What is the matter.
    pub title: String,
    /// Why it matters, and what to do.
    pub body: String,
}

impl From<guard::ApprovalWarning> for ApprovalWarning {
    fn from(warning: guard::ApprovalWarning) -> Self {
        let guard::ApprovalWarning { kind, title, body } = warning;
        Self { kind: kind.into(), title, body }
    }
}

/// An operation that was approved outside a trusted place.
#[derive(uniffi::Record)]
pub struct WaitingView {
    /// What it will do.
    pub operation: Arc<Operation>,
    /// Takes effect then, milliseconds since 1970 UTC.
    pub effective_ms: i64,
}

impl From<guard::WaitingView> for WaitingView {
    fn from(view: guard::WaitingView) -> Self {
        Self { operation: shared(view.operation), effective_ms: view.effective_ms }
    }
}

#[uniffi::export]
impl Phone {
    /// Tells where the phone is and who may be listening: yes or no, nothing finer. Call it whenever one of them changes; it is kept
    /// in memory only. `trusted_place`: `None` if the app cannot tell.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn set_surroundings(
        &self,
        trusted_place: Option<bool>,
        on_call: bool,
        screen_shared: bool,
    ) -> Result<(), PhoneError> {
        self.at_any_time()?.set_surroundings(Surroundings { trusted_place, on_call, screen_shared })
    }

    /// Tells whether the phone is rooted or jailbroken, as the app's host sees it; `None` if it cannot tell. The bank hears of it at the
    /// next sign-in with the token and warns the customer; nothing is locked by it.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn set_integrity(&self, rooted: Option<bool>) -> Result<(), PhoneError> {
        self.at_any_time()?.set_integrity(rooted)
    }

    /// What to show above the operation before the code is asked, in the language of the tag.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn approval_warnings(
        &self,
        operation: Arc<Operation>,
        language: &str,
    ) -> Result<Vec<ApprovalWarning>, PhoneError> {
        let warnings = self.open_phone()?.approval_warnings(&operation.0, Language::from_tag(language))?;
        Ok(warnings.into_iter().map(Into::into).collect())
    }

    /// Whether loosening waits outside trusted places.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn trusted_places(&self) -> Result<TrustedPlacesView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.trusted_places().await }).await?.into())
    }

    /// Makes loosening wait outside trusted places: by possession alone.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn switch_trusted_places_on(&self) -> Result<TrustedPlacesView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.switch_trusted_places_on().await }).await?.into())
    }

    /// Asks for the operation that switches it off.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn switch_trusted_places_off(&self) -> Result<Arc<Operation>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(shared(run(async move { phone.switch_trusted_places_off().await }).await?))
    }

    /// What is approved and has not taken effect yet, newest first.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn waiting_operations(&self) -> Result<Vec<WaitingView>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.waiting_operations().await }).await?.into_iter().map(Into::into).collect())
    }

    /// Takes back what waits: by possession alone.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn cancel_waiting(&self, operation_id: String) -> Result<OperationView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.cancel_waiting(&operation_id).await }).await?.into())
    }

    /// Suspends this phone's token: by possession alone.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn suspend_token(&self) -> Result<TokenView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.suspend_token().await }).await?.into())
    }

    /// Asks for the operation that lifts the customer's own suspension; sign in with the password first.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn lift_suspension(&self) -> Result<Arc<Operation>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(shared(run(async move { phone.lift_suspension().await }).await?))
    }
}
