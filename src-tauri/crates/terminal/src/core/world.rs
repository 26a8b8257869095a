//! What the controller needs from outside: time, a way to the server, policies, the seal of keys. All can be replaced in tests.

use crate::{
    core::{
        clock::{Clock, SystemClock},
        managed::{Managed, SystemPolicies},
        marks::{Marks, SystemMarks},
    },
    place::key_home::{KeyHome, SystemKeyHome},
};
use kakehashi_domain::Outcome;
use kakehashi_server_link::{Connection, HttpServer, IntermediateServer};
use std::sync::Arc;

/// A way to the server; shared by whoever speaks with it.
pub type Link = Arc<dyn IntermediateServer>;

/// Makes links.
pub trait Links: Send + Sync {
    /// A link that trusts the connection's anchors alone, and shows its identity at its endpoint and nowhere else.
    ///
    /// # Errors
    /// Those of the parts; nothing is sent yet.
    fn link(&self, connection: Connection) -> Outcome<Link>;
}

/// Mutual TLS over HTTP.
#[derive(Debug, Clone, Copy)]
pub struct HttpLinks;

impl Links for HttpLinks {
    fn link(&self, connection: Connection) -> Outcome<Link> {
        Ok(Arc::new(HttpServer::new(connection)?))
    }
}

/// Everything from outside.
#[derive(Clone)]
pub struct World {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Ways to the server.
    pub links: Arc<dyn Links>,
    /// What seals private keys.
    pub keys: Arc<dyn KeyHome>,
    /// What the organisation decided for its PCs.
    pub managed: Arc<dyn Managed>,
    /// Where it stands, apart from the data, how far they had come.
    pub marks: Arc<dyn Marks>,
}

impl Default for World {
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            links: Arc::new(HttpLinks),
            keys: Arc::new(SystemKeyHome),
            managed: Arc::new(SystemPolicies),
            marks: Arc::new(SystemMarks),
        }
    }
}
