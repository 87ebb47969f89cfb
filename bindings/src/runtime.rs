//! The one runtime of the process.

use std::sync::OnceLock;

use kunci_core::Error;
use kunci_crypto::secret::wipe_stack;
use tokio::runtime::{Builder, Runtime};

fn runtime() -> Option<&'static Runtime> {
    static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();
    RUNTIME
        .get_or_init(|| Builder::new_multi_thread().worker_threads(2).thread_name("kunci").enable_all().build().ok())
        .as_ref()
}

/// Runs `work` to its end on the runtime, whatever becomes of the caller. A panic in it becomes [`Error::Internal`].
pub(crate) async fn run<T: Send + 'static>(
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    let Some(runtime) = runtime() else { return Err(Error::Internal) };
    let wiped = async {
        let outcome = work.await;
        // A one-time code is made, a password sent, on this thread, too.
        wipe_stack();
        outcome
    };
    runtime.spawn(wiped).await.unwrap_or(Err(Error::Internal))
}
