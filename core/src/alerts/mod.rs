//! What the bank told the customer unasked (SAFE-8), readable also while the token is locked.

mod list;
mod read;

use kunci_domain::alerts::Alert;
use kunci_domain::texts::{self, Language};
use kunci_wire::alerts::AlertItem;
use kunci_wire::sessions::Scope;

use crate::bank::Call;
use crate::bank::Signer;
use crate::token::TokenStage;
use crate::{Error, Phone};

/// A page of alerts, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertsView {
    /// This page.
    pub alerts: Vec<AlertView>,
    /// How many of all are unread.
    pub unread: u64,
    /// Give it back for the next page.
    pub next: Option<String>,
}

/// One alert, in the words of the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertView {
    /// Opaque.
    pub alert_id: String,
    /// The kind's name: for a screen's picture, and journeys.
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

impl AlertView {
    fn of(item: &AlertItem, language: Language) -> Self {
        let known = item.alert();
        let words = |words: fn(&Alert, Language) -> String, unknown: &str| {
            known.as_ref().map_or_else(|| texts::text(language, unknown, &[]), |alert| words(alert, language))
        };
        Self {
            alert_id: item.alert_id.clone(),
            kind: item.kind.clone(),
            at_ms: item.at.as_millisecond(),
            title: words(Alert::title, "alert-unknown"),
            body: words(Alert::body, "alert-unknown.body"),
            action: words(Alert::action, "alert-unknown.action"),
            unread: !item.read,
            card_ending: known.as_ref().and_then(Alert::card_ending).map(str::to_owned),
        }
    }
}

impl Phone {
    /// Makes a call about alerts: by the session if it may look, else by the device key, which needs neither code nor session.
    async fn call_for_alerts(&self, call: &Call) -> Result<Vec<u8>, Error> {
        let session = self.session_if_any()?.filter(|session| session.scope != Scope::Enrol);
        let reply = match session {
            Some(session) => self.call_raw(&Signer::Session(&session), call).await,
            None => {
                let record = self.load_token().await?.ok_or(Error::NoToken)?;
                if crate::token::TokenView::of(&record).stage == TokenStage::Superseded {
                    return Err(Error::TokenSuperseded);
                }
                let signer = Signer::Device { slot: record.slot, thumbprint: &record.thumbprint };
                self.call_raw(&signer, call).await
            }
        };
        Ok(reply.map_err(|refused| refused.error)?.body.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_8_an_alert_of_the_future_is_shown_as_one_to_update_for() {
        let item = AlertItem {
            alert_id: "7".to_owned(),
            at: jiff::Timestamp::UNIX_EPOCH,
            kind: "of-the-future".to_owned(),
            ending: None,
            wallet: None,
            amount: None,
            merchant: None,
            read: false,
        };
        let view = AlertView::of(&item, Language::Indonesian);
        assert_eq!((view.title.as_str(), view.unread), ("Ada pesan dari bank untuk Anda", true));
        let known = AlertItem { kind: "wallet-card".to_owned(), ending: Some("4821".to_owned()), ..item };
        assert_eq!(AlertView::of(&known, Language::English).card_ending.as_deref(), Some("4821"));
    }
}
