//! Lists that the server gives in pages.

use crate::core::{controller::Terminal, world::Link};
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_server_link::{IntermediateServer, Listed, ServerSession};
use std::pin::Pin;

/// A server whose list never ends is broken.
const MOST: usize = 20_000;

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
    /// `SERVER_ANSWER_UNEXPECTED` for a list that doesn't go on or never ends, those of the connection.
    pub(crate) async fn every_page<T: Listed>(
        &self,
        link: &Link,
        session: &ServerSession,
        page: Page<T>,
    ) -> Outcome<Vec<T>> {
        let mut all: Vec<T> = Vec::new();
        loop {
            let after = all.last().map_or(0, Listed::id);
            let page = self.heard(page(&**link, session, after).await)?;
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
