//! Work that may take a while without awaiting anything: password hashing, the database, the key hardware.

use kunci_crypto::secret::wipe_stack;

use crate::Error;

/// Runs `work` on a thread that may block, and wipes what it left on that thread's stack. A panic in it becomes
/// [`Error::Internal`]; it takes nothing else down.
pub(crate) async fn run<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(|| wiped(work)).await.unwrap_or(Err(Error::Internal))
}

/// Does `work` and wipes what it left on this thread's stack.
pub(crate) fn wiped<T>(work: impl FnOnce() -> T) -> T {
    let outcome = work();
    wipe_stack();
    outcome
}
