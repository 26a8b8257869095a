//! Slow work, away from the async threads.

use kakehashi_domain::{Code, Fault, Outcome};

/// Runs something slow on a thread of its own.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    let ended = tokio::task::spawn_blocking(work).await;
    ended.unwrap_or_else(|e| Err(Fault::new(Code::Internal).because(e)))
}
