//! Lists that the server gives in pages.

use crate::core::{controller::Terminal, world::Link};
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_server_link::{IntermediateServer, Listed, ServerSession};
use std::{pin::Pin, time::Duration};
use tokio::time::{Instant, timeout_at};

/// A server whose list never ends is broken.
const MOST: usize = 20_000;
/// How long a list may take, and how many entries earn it a second more: pages that each come in time could still drip for days.
const PATIENCE: Duration = Duration::from_secs(60);
const A_SECOND: usize = 20;

/// Asks for what stands behind an id.
type Page<T> = for<'a> fn(
    &'a dyn IntermediateServer,
    &'a ServerSession,
    u64,
) -> Pin<Box<dyn Future<Output = Outcome<Vec<T>>> + Send + 'a>>;

impl Terminal {
    /// Everything that comes of asking for one page behind another.
    ///
    /// # Errors
    /// `SERVER_ANSWER_UNEXPECTED` for a list that doesn't go on or never ends, `SERVER_SILENT` for one that drips, those of the
    /// connection.
    pub(crate) async fn every_page<T: Listed>(
        &self,
        link: &Link,
        session: &ServerSession,
        page: Page<T>,
    ) -> Outcome<Vec<T>> {
        let mut all: Vec<T> = Vec::new();
        let begun = Instant::now();
        loop {
            let after = all.last().map_or(0, Listed::id);
            let earned = Duration::from_secs((all.len() / A_SECOND) as u64);
            let came = timeout_at(begun + PATIENCE + earned, page(&**link, session, after)).await;
            let page = self.heard(came.unwrap_or_else(|_| Err(Code::ServerSilent.into())))?;
            let Some(last) = page.last() else { break };
            if last.id() <= after {
                return Err(Code::ServerAnswerUnexpected.into());
            }
            all.extend(page);
            if all.len() > MOST {
                let fault = Fault::new(Code::ServerAnswerUnexpected);
                return Err(fault.because("a list without an end"));
            }
        }
        Ok(all)
    }
}
