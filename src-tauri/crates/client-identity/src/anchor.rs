//! The authority's self-signed certificate, as the CD-ROM brings it.

use crate::{CertificateInfo, ClientIdentity, chain, pem};
use kakehashi_domain::{Code, Fault, Outcome};
use rustls_pki_types::CertificateDer;

/// A self-signed certificate of an authority. Holding one trusts nobody: a connection names its own
/// anchors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustAnchor {
    der: CertificateDer<'static>,
    info: CertificateInfo,
}

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
        let info = CertificateInfo::read(&der).map_err(|_| unreadable("no X.509 certificate"))?;
        if !chain::is_issued_by(&der, &der) {
            return Err(unreadable("not self-signed"));
        }
        if !chain::is_authority(&der) {
            return Err(unreadable("not an authority's"));
        }
        Ok(Self { der, info })
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
        pem::section(&mut text, "CERTIFICATE", &self.der);
        text
    }

    /// Gives the certificate as DER.
    pub fn der(&self) -> &CertificateDer<'static> {
        &self.der
    }

    /// Tells what the certificate says of itself.
    pub fn info(&self) -> &CertificateInfo {
        &self.info
    }

    /// Gives the SHA-256 fingerprint: 32 upper-case hexadecimal pairs with colons.
    pub fn sha256(&self) -> &str {
        &self.info.sha256
    }

    /// Compares the fingerprint with one that a person typed; case, colons, hyphens, spaces and
    /// full width don't matter.
    ///
    /// # Errors
    /// [`Code::FingerprintMismatch`].
    pub fn matches(&self, typed: &str) -> Outcome<()> {
        let own: String = self.sha256().chars().filter(|c| *c != ':').collect();
        let typed: String = typed
            .chars()
            .map(half_width)
            .filter(|c| !is_separator(*c))
            .collect();
        if typed.to_ascii_uppercase() == own {
            Ok(())
        } else {
            Err(Code::FingerprintMismatch.into())
        }
    }

    /// Checks by signatures that `identity` comes from this authority, directly or through its
    /// intermediates.
    ///
    /// # Errors
    /// [`Code::CertificateOtherAuthority`].
    pub fn issued(&self, identity: &ClientIdentity) -> Outcome<()> {
        for (place, certificate) in identity.chain().iter().enumerate() {
            let may_lead_here = place == 0 || chain::is_authority(certificate);
            if !may_lead_here {
                break;
            }
            if chain::is_issued_by(certificate, &self.der) {
                return Ok(());
            }
        }
        Err(Code::CertificateOtherAuthority.into())
    }
}

fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn is_separator(c: char) -> bool {
    c == ':' || c == '-' || c.is_whitespace()
}
