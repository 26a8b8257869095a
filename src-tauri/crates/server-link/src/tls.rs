//! The one place where trust and identity meet.

use crate::{
    ClockWitness, Endpoint, Proxy,
    asking::{Asked, Judge, Shown},
    identity, trust,
};
use kakehashi_client_identity::{ClientIdentity, TrustAnchor};
use kakehashi_domain::{Code, Fault, Outcome};
use rustls::{
    ClientConfig,
    client::{Resumption, WebPkiServerVerifier},
    crypto::ring,
};
use std::sync::Arc;

/// Where to, whom to trust there, and as whom.
#[derive(Debug, Clone)]
pub struct Connection {
    /// The one host that is talked to.
    pub endpoint: Endpoint,
    /// The authorities whose server certificates count, at least one.
    pub anchors: Vec<TrustAnchor>,
    /// The terminal's own certificate; without one, a server that asks for it refuses.
    pub identity: Option<Arc<ClientIdentity>>,
    /// The proxy on the way, if there is one.
    pub proxy: Option<Proxy>,
    /// Who hears what the server's clock says, if anybody.
    pub clock: Option<Arc<dyn ClockWitness>>,
}

/// TLS 1.3, or 1.2 with ECDHE and AEAD: the only suites that rustls has.
pub(crate) fn config(connection: &Connection) -> Outcome<ClientConfig> {
    let roots = trust::roots(&connection.anchors)?;
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|e| Fault::new(Code::Internal).because(e))?
        .with_root_certificates(roots);
    let mut config = match &connection.identity {
        Some(identity) => config.with_client_cert_resolver(identity::client_auth(identity)),
        None => config.with_no_client_auth(),
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    // A resumed session would go on without showing the certificate again.
    config.resumption = Resumption::disabled();
    Ok(config)
}

/// The same, for a terminal with a certificate: a handshake with a server that doesn't ask for it fails.
pub(crate) fn mutual(connection: &Connection, asked: &Asked) -> Outcome<ClientConfig> {
    let mut config = config(connection)?;
    if connection.identity.is_none() {
        return Ok(config);
    }
    let roots = Arc::new(trust::roots(&connection.anchors)?);
    let provider = Arc::new(ring::default_provider());
    let judge = WebPkiServerVerifier::builder_with_provider(roots, provider).build();
    let inner = judge.map_err(|e| Fault::new(Code::TrustUnreadable).because(e))?;
    config.client_auth_cert_resolver = Arc::new(Shown {
        inner: config.client_auth_cert_resolver,
        asked: asked.clone(),
    });
    let asked = asked.clone();
    config
        .dangerous()
        .set_certificate_verifier(Arc::new(Judge { inner, asked }));
    Ok(config)
}

/// Tries what every secure channel begins with: the machine's random numbers, and the start of a key exchange.
///
/// # Errors
/// `SECURE_CHANNEL_FAILED`.
pub fn tls_works() -> Outcome<()> {
    let failed = |cause: &dyn std::fmt::Debug| {
        Fault::new(Code::SecureChannelFailed).because(format!("{cause:?}"))
    };
    let provider = ring::default_provider();
    let mut random = [0; 32];
    let filled = provider.secure_random.fill(&mut random);
    filled.map_err(|e| failed(&e))?;
    for group in &provider.kx_groups {
        group.start().map_err(|e| failed(&e))?;
    }
    Ok(())
}
