//! Sign out: everything of the customer leaves memory at once, the history is closed, the bank is told if it can be reached (SAFE-2).

use crate::bank::{Call, Signer};
use crate::ports::Method;
use crate::{Error, Phone};

impl Phone {
    /// Ends the session. Always ends it on this phone, whatever the network does; the bank ends it by itself after five minutes.
    ///
    /// # Errors
    /// [`Error::Closed`] only.
    pub async fn sign_out(&self) -> Result<(), Error> {
        if let Some(session) = self.forget_customer(None)? {
            let call = Call { method: Method::Delete, ..Call::get("/v1/sessions/current") };
            let _ = self.call_raw(&Signer::Session(&session), &call).await;
        }
        Ok(())
    }
}
