//! The app goes to the background and comes back.

use std::time::Duration;

use crate::errors::PhoneError;
use crate::phone::Phone;
use crate::runtime::run;

#[uniffi::export]
impl Phone {
    /// The app goes to the background, and the system may suspend it after `deadline_ms` milliseconds: freezes that wait are sent, calls under
    /// way are waited for, link and history are closed. From now on calls answer `Paused`, until `resume`. Pulls of the timeline and of hints
    /// stay pending and go on by themselves; `touched`, `watch_session` and what the app tells of the phone are always fine.
    ///
    /// # Errors
    /// [`PhoneError::Closed`].
    pub async fn pause(&self, deadline_ms: u32) -> Result<(), PhoneError> {
        let phone = self.at_any_time()?;
        run(phone.pause(Duration::from_millis(deadline_ms.into()))).await
    }

    /// The app is in front again. Fine without a `pause`, and while one has not returned.
    ///
    /// # Errors
    /// Why the history cannot be opened again; other calls are let in all the same.
    pub async fn resume(&self) -> Result<(), PhoneError> {
        let phone = self.at_any_time()?;
        run(phone.resume()).await
    }
}
