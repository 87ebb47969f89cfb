//! Go on where the app left off.

use std::sync::Arc;

use crate::{Error, Phone};

impl Phone {
    /// The app is in front again: calls are let in from this call on, before the future is polled, and wait where they need the history until
    /// it is open; the link, if there was one, is opened in the background. Fine without a [`Phone::pause`], and while one has not returned.
    ///
    /// # Errors
    /// Why the history cannot be opened again; those that need it say it again. [`Error::Closed`].
    pub fn resume(self: &Arc<Self>) -> impl Future<Output = Result<(), Error>> + Send + use<> {
        self.door.open();
        let phone = Arc::clone(self);
        async move {
            let _gate = phone.door.gate.lock().await;
            let mut linked = false;
            phone.door.inside.send_modify(|inside| linked = std::mem::take(&mut inside.linked));
            phone.wake(linked).await
        }
    }
}
