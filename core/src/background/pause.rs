//! Come to rest.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use crate::{Error, Phone};

impl Phone {
    /// The app goes to the background and has so long until the system may suspend it. New calls are refused from this call on
    /// ([`Error::Paused`]), before the future is polled; what tightens and waits is sent, freezes first; calls under way are waited for; then, and at the latest at the deadline, the link and
    /// the history are closed. A pull of the timeline or of a hint stays pending, and goes on after [`Phone::resume`].
    ///
    /// A call that is still under way at the deadline is as if the process had been killed there: nothing of it is lost or done twice, and it
    /// ends in an error or later.
    ///
    /// The token database is closed as well, also if an operation is still under way at the deadline.
    ///
    /// # Errors
    /// [`Error::Closed`] only. Calling it again is fine, and so is [`Phone::resume`] while it has not returned: then it returns at once.
    pub fn pause(self: &Arc<Self>, deadline: Duration) -> impl Future<Output = Result<(), Error>> + Send + use<> {
        self.door.shut();
        let phone = Arc::clone(self);
        async move {
            let _gate = phone.door.gate.lock().await;
            let rest = async {
                // What does not go out now is kept, and sent when the app is back.
                let _ = phone.send_commands().await;
                phone.door.empty().await;
            };
            tokio::select! {
                _ = timeout(deadline, rest) => {}
                () = phone.door.opened() => {}
            }
            if phone.door.is_shut() {
                let linked = phone.rest().await?;
                phone.door.inside.send_modify(|inside| inside.linked |= linked);
            }
            Ok(())
        }
    }
}
