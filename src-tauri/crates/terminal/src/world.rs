//! What the controller needs from outside: time, and a way to the server. Both can be replaced in tests.

use crate::{Clock, SystemClock};
use kakehashi_client_identity::{ClientIdentity, TrustAnchor};
use kakehashi_domain::Outcome;
use kakehashi_server_link::{Connection, Endpoint, HttpServer, IntermediateServer};
use std::sync::Arc;

/// A way to the server; shared by whoever speaks with it.
pub type Link = Arc<dyn IntermediateServer>;

/// Makes links.
pub trait Links: Send + Sync {
    /// A link to `url` that trusts `anchor` alone and shows `identity` there and nowhere else.
    ///
    /// # Errors
    /// Those of the parts; nothing is sent yet.
    fn link(&self, url: &str, anchor: TrustAnchor, identity: ClientIdentity) -> Outcome<Link>;
}

/// Mutual TLS over HTTP.
#[derive(Debug, Clone, Copy)]
pub struct HttpLinks;

impl Links for HttpLinks {
    fn link(&self, url: &str, anchor: TrustAnchor, identity: ClientIdentity) -> Outcome<Link> {
        let endpoint = Endpoint::new(url)?;
        let identity = Arc::new(identity);
        Ok(Arc::new(HttpServer::new(Connection {
            endpoint,
            anchors: vec![anchor],
            identity,
        })?))
    }
}

/// Everything from outside.
#[derive(Clone)]
pub struct World {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Ways to the server.
    pub links: Arc<dyn Links>,
}

impl Default for World {
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            links: Arc::new(HttpLinks),
        }
    }
}
