//! The authority's self-signed certificate, as the CD-ROM brings it.

use crate::{Authority, chain, pem};
use kakehashi_domain::{Code, Fault, Outcome};
use rustls_pki_types::CertificateDer;

/// A self-signed certificate of an authority. Holding one trusts nobody: a connection names its own
/// anchors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustAnchor(Authority);

impl TrustAnchor {
    /// Reads one certificate as PEM or DER.
    ///
    /// # Errors
    /// [`Code::TrustUnreadable`], also for more than one certificate, for one that isn't
    /// self-signed and for one that isn't an authority's.
    pub fn from_bytes(bytes: &[u8]) -> Outcome<Self> {
        let unreadable = |cause: &str| Fault::new(Code::TrustUnreadable).because(cause);
        let der = if pem::is_pem(bytes) {
            let mut all = pem::certificates(bytes).map_err(|_| unreadable("broken PEM"))?;
            match (all.pop(), all.is_empty()) {
                (Some(only), true) => only,
                (Some(_), false) => return Err(unreadable("more than one certificate")),
                (None, _) => return Err(unreadable("no certificate")),
            }
        } else {
            CertificateDer::from(bytes.to_vec())
        };
        let authority = Authority::read(der).map_err(|_| unreadable("no X.509 certificate"))?;
        let der = authority.der();
        if !chain::is_issued_by(der, der) {
            return Err(unreadable("not self-signed"));
        }
        if !chain::is_authority(der) {
            return Err(unreadable("not an authority's"));
        }
        Ok(Self(authority))
    }

    /// Reads what [`TrustAnchor::to_pem`] gave.
    ///
    /// # Errors
    /// As [`TrustAnchor::from_bytes`].
    pub fn from_pem(text: &str) -> Outcome<Self> {
        Self::from_bytes(text.as_bytes())
    }

    /// Gives the certificate as PEM.
    pub fn to_pem(&self) -> String {
        let mut text = String::new();
        pem::section(&mut text, "CERTIFICATE", self.der());
        text
    }

    /// Gives the authority that is trusted.
    pub fn authority(&self) -> &Authority {
        &self.0
    }

    /// Gives the certificate as DER.
    pub fn der(&self) -> &CertificateDer<'static> {
        self.0.der()
    }

    /// Gives the SHA-256 fingerprint: 32 upper-case hexadecimal pairs with colons.
    pub fn sha256(&self) -> &str {
        self.0.sha256()
    }

    /// Compares the fingerprint with one that a person typed, as [`Authority::matches`] does.
    ///
    /// # Errors
    /// [`Code::FingerprintMismatch`].
    pub fn matches(&self, typed: &str) -> Outcome<()> {
        self.0.matches(typed)
    }
}
