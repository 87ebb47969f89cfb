//! Read a page of complaints or letters.

use kunci_domain::texts::Language;
use kunci_domain::written::Way;
use kunci_wire::written::WrittenReply;

use super::{WrittenPage, WrittenView, path};
use crate::bank::{Call, Signer};
use crate::{Error, Phone};

impl Phone {
    /// A page of what the customer wrote that way, newest first: the newest page, or the one that `next` of another page names.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`], [`Error::Scope`] before the session may look.
    pub async fn written_to_bank(
        &self,
        way: Way,
        before: Option<&str>,
        language: Language,
    ) -> Result<WrittenPage, Error> {
        let session = self.session()?;
        let query = before.map(|cursor| format!("before={cursor}")).unwrap_or_default();
        let call = Call::get(path(way)).with_query(query);
        let reply: WrittenReply = self.call(&Signer::Session(&session), &call).await?;
        let now_ms = self.bank_time()?.ms;
        let written = reply.written.into_iter().map(|item| WrittenView::of(way, item, now_ms, language)).collect();
        Ok(WrittenPage { written, next: reply.next })
    }
}
