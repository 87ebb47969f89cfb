//! Read a page of complaints.

use kunci_domain::texts::Language;
use kunci_wire::complaints::ComplaintsReply;

use super::{ComplaintView, ComplaintsView};
use crate::bank::{Call, Signer};
use crate::{Error, Phone};

impl Phone {
    /// A page of the customer's complaints, newest first: the newest page, or the one that `next` of another page names.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`], [`Error::Scope`] before the session may look.
    pub async fn complaints(&self, before: Option<&str>, language: Language) -> Result<ComplaintsView, Error> {
        let session = self.session()?;
        let query = before.map(|cursor| format!("before={cursor}")).unwrap_or_default();
        let call = Call::get("/v1/complaints").with_query(query);
        let reply: ComplaintsReply = self.call(&Signer::Session(&session), &call).await?;
        let now_ms = self.bank_time()?.ms;
        let complaints = reply.complaints.into_iter().map(|item| ComplaintView::of(item, now_ms, language)).collect();
        Ok(ComplaintsView { complaints, next: reply.next })
    }
}
