//! The one place where trust and identity meet.

use crate::{Endpoint, identity, trust};
use kakehashi_client_identity::{ClientIdentity, TrustAnchor};
use kakehashi_domain::{Code, Fault, Outcome};
use rustls::{ClientConfig, client::Resumption, crypto::ring};
use std::sync::Arc;

/// Where to, whom to trust there, and as whom.
#[derive(Debug, Clone)]
pub struct Connection {
    /// The one host that is talked to.
    pub endpoint: Endpoint,
    /// The authorities whose server certificates count, at least one.
    pub anchors: Vec<TrustAnchor>,
    /// The terminal's own certificate.
    pub identity: Arc<ClientIdentity>,
}

/// TLS 1.3, or 1.2 with ECDHE and AEAD: the only suites that rustls has.
pub(crate) fn config(connection: &Connection) -> Outcome<ClientConfig> {
    let roots = trust::roots(&connection.anchors)?;
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|e| Fault::new(Code::Internal).because(e))?
        .with_root_certificates(roots)
        .with_client_cert_resolver(identity::client_auth(&connection.identity));
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    // A resumed session would go on without showing the certificate again.
    config.resumption = Resumption::disabled();
    Ok(config)
}
