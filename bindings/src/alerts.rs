//! What the bank told the customer unasked.

use kunci_core::alerts;
use kunci_domain::texts::Language;

use crate::errors::PhoneError;
use crate::phone::Phone;
use crate::runtime::run;

/// A page of alerts, newest first.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AlertsView {
    /// This page.
    pub alerts: Vec<AlertView>,
    /// How many of all are unread.
    pub unread: u64,
    /// Give it back for the next page.
    pub next: Option<String>,
}

/// One alert, in the words of the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AlertView {
    /// Opaque.
    pub alert_id: String,
    /// The kind's name.
    pub kind: String,
    /// When it happened, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// What happened.
    pub title: String,
    /// What it means.
    pub body: String,
    /// What to do.
    pub action: String,
    /// Not read yet.
    pub unread: bool,
    /// The card to freeze, where it is about one.
    pub card_ending: Option<String>,
}

impl From<alerts::AlertsView> for AlertsView {
    fn from(view: alerts::AlertsView) -> Self {
        let alerts::AlertsView { alerts, unread, next } = view;
        Self { alerts: alerts.into_iter().map(Into::into).collect(), unread, next }
    }
}

impl From<alerts::AlertView> for AlertView {
    fn from(view: alerts::AlertView) -> Self {
        let alerts::AlertView { alert_id, kind, at_ms, title, body, action, unread, card_ending } = view;
        Self { alert_id, kind, at_ms, title, body, action, unread, card_ending }
    }
}

#[uniffi::export]
impl Phone {
    /// A page of alerts: the newest, or the one that `next` of another page names. Works signed out and while the token is locked.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn alerts(&self, before: Option<String>, language: String) -> Result<AlertsView, PhoneError> {
        let phone = self.open_phone()?;
        let language = Language::from_tag(&language);
        Ok(run(async move { phone.alerts(before.as_deref(), language).await }).await?.into())
    }

    /// The customer has seen this alert and all before it.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn mark_alerts_read(&self, up_to: String) -> Result<(), PhoneError> {
        let phone = self.open_phone()?;
        run(async move { phone.mark_alerts_read(&up_to).await }).await
    }
}
