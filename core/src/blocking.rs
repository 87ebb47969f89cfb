//! Work that may take a while without awaiting anything: password hashing, the database, the key hardware.

use crate::Error;

/// Runs `work` on a thread that may block. A panic in it becomes [`Error::Internal`]; it takes nothing else down.
pub(crate) async fn run<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(Error::Internal))
}
