//! Work that may take a while without awaiting anything: password hashing, the database, the key hardware.

use kunci_crypto::secret::wipe_stack;
use tokio::sync::oneshot;

use crate::Error;

/// Runs `work` on a thread that may block, and wipes what it left on that thread's stack. A panic in it becomes
/// [`Error::Internal`]; it takes nothing else down.
///
/// What is spawned has one type for all work: else the library has the machine of a task once for each.
pub(crate) async fn run<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let (told, outcome) = oneshot::channel();
    let wiped: Box<dyn FnOnce() + Send> = Box::new(|| {
        // Whoever asked may have given up.
        let _ = told.send(wiped(work));
    });
    drop(tokio::task::spawn_blocking(wiped));
    outcome.await.unwrap_or(Err(Error::Internal))
}

/// Does `work` and wipes what it left on this thread's stack.
pub(crate) fn wiped<T>(work: impl FnOnce() -> T) -> T {
    let outcome = work();
    wipe_stack();
    outcome
}
