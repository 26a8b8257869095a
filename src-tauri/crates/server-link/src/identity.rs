//! Who the terminal is towards the server.

use kakehashi_client_identity::ClientIdentity;
use rustls::{client::ResolvesClientCert, sign::SingleCertAndKey};
use std::sync::Arc;

/// The answer to a server that asks for a certificate.
pub(crate) fn client_auth(identity: &ClientIdentity) -> Arc<dyn ResolvesClientCert> {
    Arc::new(SingleCertAndKey::from(identity.certified_key()))
}
