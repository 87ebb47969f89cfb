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
    start(work).await
}

/// The same, begun at once and not when it is first waited for. It is done to its end also if nobody waits.
pub(crate) fn start<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> impl Future<Output = Result<T, Error>> + Send {
    let (told, outcome) = oneshot::channel();
    let wiped: Box<dyn FnOnce() + Send> = Box::new(|| {
        // Whoever asked may have given up.
        let _ = told.send(wiped(work));
    });
    drop(tokio::task::spawn_blocking(wiped));
    async { outcome.await.unwrap_or(Err(Error::Internal)) }
}

/// Does `work` and wipes what it left on this thread's stack. For whatever touches a key on a thread that runs tasks: what comes after
/// the next `.await` may run on another one, and never writes over this stack again.
pub(crate) fn wiped<T>(work: impl FnOnce() -> T) -> T {
    let outcome = apart(work);
    wipe_stack();
    outcome
}

/// In a frame of its own, below the one from which the stack is wiped.
#[inline(never)]
fn apart<T>(work: impl FnOnce() -> T) -> T {
    work()
}
