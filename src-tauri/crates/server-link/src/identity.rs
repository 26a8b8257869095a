//! Who the terminal is towards the server.

use kakehashi_client_identity::ClientIdentity;
use rustls::{
    SignatureScheme,
    client::ResolvesClientCert,
    sign::{CertifiedKey, SingleCertAndKey},
};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// The answer to a server that asks for a certificate.
pub(crate) fn client_auth(identity: &ClientIdentity) -> Arc<dyn ResolvesClientCert> {
    Arc::new(SingleCertAndKey::from(identity.certified_key()))
}

/// Offers nothing, and remembers whether the server asked.
#[derive(Debug, Default)]
pub(crate) struct Listener(AtomicBool);

impl Listener {
    /// Whether the server asked for a certificate.
    pub(crate) fn was_asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

impl ResolvesClientCert for Listener {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.0.store(true, Ordering::SeqCst);
        None
    }

    fn has_certs(&self) -> bool {
        true
    }
}
