//! Mark alerts as read.

use kunci_wire::alerts::ReadAlertsRequest;

use crate::bank::Call;
use crate::{Error, Phone};

impl Phone {
    /// The customer has seen this alert and all before it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an alert that is not the customer's.
    pub async fn mark_alerts_read(&self, up_to: &str) -> Result<(), Error> {
        let call = Call::post("/v1/alerts/read", &ReadAlertsRequest { up_to: up_to.to_owned() })?;
        self.call_for_alerts(&call).await.map(drop)
    }
}
