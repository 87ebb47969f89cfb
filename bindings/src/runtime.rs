//! The one runtime of the process.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::OnceLock;

use kunci_core::Error;
use kunci_crypto::secret::wipe_stack;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

fn runtime() -> Option<&'static Runtime> {
    static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();
    RUNTIME
        .get_or_init(|| Builder::new_multi_thread().worker_threads(2).thread_name("kunci").enable_all().build().ok())
        .as_ref()
}

/// Runs `work` to its end on the runtime, whatever becomes of the caller. A panic in it becomes [`Error::Internal`].
///
/// What is spawned has one type for all operations: else the library has the machine of a task once for each of them.
pub(crate) async fn run<T: Send + 'static>(
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    let Some(runtime) = runtime() else { return Err(Error::Internal) };
    let (told, outcome) = oneshot::channel();
    let mut work: Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(async {
        let outcome = work.await;
        // Before the answer, so that nothing is left when it is known.
        wipe_stack();
        // Whoever asked may have given up.
        let _ = told.send(outcome);
    });
    drop(runtime.spawn(poll_fn(move |context| {
        let step = work.as_mut().poll(context);
        // A password was sent, a one-time code made, on this thread; the next step may run on another.
        wipe_stack();
        step
    })));
    outcome.await.unwrap_or(Err(Error::Internal))
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::sync::mpsc;
    use std::task::{Context, Poll, Waker};
    use std::time::Duration;

    use super::*;

    #[test]
    fn card_2_a_caller_that_gives_up_drops_no_command() {
        let (go, waits) = tokio::sync::oneshot::channel::<()>();
        let (done, told) = mpsc::channel();
        {
            let mut asked = pin!(run(async move {
                let _ = waits.await;
                let _ = done.send("sent to its end");
                Ok(())
            }));
            assert!(matches!(asked.as_mut().poll(&mut Context::from_waker(Waker::noop())), Poll::Pending));
            // A coroutine that is cancelled drops the call that it waits for.
        }
        assert_eq!(told.try_recv().ok(), None);
        go.send(()).expect("somebody still waits for it");
        assert_eq!(told.recv_timeout(Duration::from_secs(20)).ok(), Some("sent to its end"));
    }
}
