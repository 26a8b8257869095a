//! TLS 1.3 and 1.2 with a client certificate of the practice CA, and who that certificate names.

use std::path::Path;
use std::sync::Arc;

use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, CertificateRevocationListDer, PrivateKeyDer};
use sha2::{Digest, Sha256};
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::{Error, pki};

/// The terminal at the other end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// SHA-256 of its certificate.
    pub sha256: Vec<u8>,
    /// O of the subject.
    pub insurer: String,
    /// CN of the subject.
    pub terminal: String,
}

impl Peer {
    /// Reads a certificate; `None` when it isn't one.
    pub fn read(der: &CertificateDer<'_>) -> Option<Peer> {
        let (_, certificate) = X509Certificate::from_der(der).ok()?;
        let subject = certificate.subject();
        let text = |value: Option<&x509_parser::x509::AttributeTypeAndValue<'_>>| {
            value
                .and_then(|value| value.as_str().ok())
                .unwrap_or_default()
                .to_owned()
        };
        Some(Peer {
            sha256: Sha256::digest(der).to_vec(),
            insurer: text(subject.iter_organization().next()),
            terminal: text(subject.iter_common_name().next()),
        })
    }
}

/// Sets TLS up from the files of the PKI.
///
/// # Errors
/// When a file is missing or isn't what it should be.
pub fn server_config(dir: &Path) -> Result<ServerConfig, Error> {
    let tls = |e: &dyn std::fmt::Display| Error::Tls(e.to_string());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    for certificate in pem::<CertificateDer<'_>>(&dir.join(pki::CA))? {
        roots.add(certificate).map_err(|e| tls(&e))?;
    }
    let crl = dir.join(pki::CRL);
    let revoked: Vec<CertificateRevocationListDer<'_>> =
        if crl.exists() { pem(&crl)? } else { Vec::new() };
    let verifier =
        WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
            .with_crls(revoked)
            .allow_unknown_revocation_status()
            .build()
            .map_err(|e| tls(&e))?;
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| tls(&e))?
        .with_client_cert_verifier(verifier)
        .with_single_cert(pem(&dir.join(pki::SERVER))?, server_key(dir)?)
        .map_err(|e| tls(&e))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// The server's private key.
///
/// # Errors
/// When the file is missing or holds none.
pub fn server_key(dir: &Path) -> Result<PrivateKeyDer<'static>, Error> {
    let path = dir.join(pki::SERVER_KEY);
    let text = std::fs::read(&path).map_err(Error::file(&path))?;
    PrivateKeyDer::from_pem_slice(&text).map_err(|e| Error::content(&path, e))
}

fn pem<T: PemObject>(path: &Path) -> Result<Vec<T>, Error> {
    let text = std::fs::read(path).map_err(Error::file(path))?;
    T::pem_slice_iter(&text)
        .collect::<Result<_, _>>()
        .map_err(|e| Error::content(path, e))
}
