//! Ask how the bank's services stand.

use std::sync::Arc;

use kunci_domain::texts::Language;
use kunci_wire::limits;
use kunci_wire::outages::{ServiceStatus, ServicesReply};

use super::{OutagesView, known, view};
use crate::bank::Call;
use crate::{Error, Phone, blocking};

impl Phone {
    /// What of the bank does not work, and what works all the same. Needs neither session nor token; if the bank cannot be asked, what it said
    /// last, with its age.
    ///
    /// # Errors
    /// What kept the phone from asking, if it has nothing kept; [`Error::BundleForged`] for a word that is not the bank's.
    pub async fn outages(&self, language: Language) -> Result<OutagesView, Error> {
        let (status, is_fresh) = match self.ask_for_status().await {
            Ok(status) => (status, true),
            // A forgery is told, not covered up by what is kept.
            Err(error @ (Error::BundleForged | Error::Closed)) => return Err(error),
            Err(error) => (self.kept_status().await?.ok_or(error)?, false),
        };
        Ok(view(&status, is_fresh, self.bank_time()?.ms, language))
    }

    async fn ask_for_status(&self) -> Result<ServiceStatus, Error> {
        let reply = self.call_unsigned(&Call::get("/v1/status")).await?;
        let reply: ServicesReply =
            limits::read_object(&reply.body, limits::REPLY_BYTES).map_err(|_| Error::ReplyUnreadable)?;
        let bundle = self.bundle().await?;
        let status = known::read(&bundle, &self.config.bank_id, &reply.status)?;
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || Ok(store.put_service_status(&reply.status)?)).await?;
        Ok(status)
    }
}
