//! Read a page of alerts.

use kunci_domain::texts::Language;
use kunci_wire::alerts::AlertsReply;
use kunci_wire::limits;

use super::{AlertView, AlertsView};
use crate::bank::Call;
use crate::{Error, Phone};

impl Phone {
    /// A page of alerts, newest first: the newest page, or the one that `next` of another page names. Works signed out and while
    /// the token is locked, by possession alone.
    ///
    /// # Errors
    /// [`Error::NoToken`] on a phone that is neither registered nor signed in, [`Error::TokenSuperseded`] on a replaced one.
    pub async fn alerts(&self, before: Option<&str>, language: Language) -> Result<AlertsView, Error> {
        let query = before.map(|cursor| format!("before={cursor}")).unwrap_or_default();
        let body = self.call_for_alerts(&Call::get("/v1/alerts").with_query(query)).await?;
        let reply: AlertsReply = limits::read_object(&body, limits::REPLY_BYTES).map_err(|_| Error::ReplyUnreadable)?;
        let alerts = reply.alerts.iter().map(|item| AlertView::of(item, language)).collect();
        Ok(AlertsView { alerts, unread: reply.unread, next: reply.next })
    }
}
