//! The authority's self-signed certificate, as the CD-ROM brings it.

use crate::{Authority, FingerprintKind, bundle, chain, pem};
use kakehashi_domain::{Code, Fault, Outcome};
use rustls_pki_types::CertificateDer;

/// A self-signed certificate of an authority. Holding one trusts nobody: a connection names its own
/// anchors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustAnchor(Authority);

impl TrustAnchor {
    /// Reads the one authority of a file, in any form that authorities hand out: DER, PEM, PKCS#7, base64, UTF-16.
    ///
    /// # Errors
    /// [`Code::TrustUnreadable`], also for one that isn't self-signed and for one that isn't an authority's;
    /// [`Code::TrustSeveral`] with `count` and `names`.
    pub fn from_bytes(bytes: &[u8]) -> Outcome<Self> {
        let mut all = Self::all_of(bytes)?;
        match (all.pop(), all.len()) {
            (Some(only), 0) => Ok(only),
            (Some(last), _) => {
                let named = |a: &Self| format!("{}（SHA-256 {}）", a.0.info().subject, a.sha256());
                let names: Vec<String> = all.iter().chain([&last]).map(named).collect();
                Err(Fault::new(Code::TrustSeveral)
                    .with("count", names.len())
                    .with("names", names.join("、")))
            }
            (None, _) => Err(unreadable("no certificate")),
        }
    }

    /// Reads every self-signed authority of a file, none twice; at least one.
    ///
    /// # Errors
    /// [`Code::TrustUnreadable`].
    pub fn all_of(bytes: &[u8]) -> Outcome<Vec<Self>> {
        let (mut anchors, mut refused) = (Vec::new(), unreadable("no certificate"));
        for certificate in bundle::certificates(bytes) {
            match Self::of(certificate) {
                Ok(anchor) => anchors.push(anchor),
                Err(fault) => refused = fault,
            }
        }
        if anchors.is_empty() {
            return Err(refused);
        }
        Ok(anchors)
    }

    /// Reads the authority of this fingerprint, where a file has several.
    ///
    /// # Errors
    /// As [`TrustAnchor::all_of`] and [`TrustAnchor::matches`].
    pub fn with_fingerprint(bytes: &[u8], typed: &str) -> Outcome<(Self, FingerprintKind)> {
        let mut differs = Fault::new(Code::FingerprintMismatch);
        for anchor in Self::all_of(bytes)? {
            match anchor.matches(typed) {
                Ok(kind) => return Ok((anchor, kind)),
                Err(fault) => differs = fault,
            }
        }
        Err(differs)
    }

    fn of(certificate: CertificateDer<'static>) -> Outcome<Self> {
        let authority =
            Authority::read(certificate).map_err(|_| unreadable("no X.509 certificate"))?;
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
    /// [`Code::FingerprintMismatch`], [`Code::FingerprintMethod`].
    pub fn matches(&self, typed: &str) -> Outcome<FingerprintKind> {
        self.0.matches(typed)
    }
}

fn unreadable(cause: &str) -> Fault {
    Fault::new(Code::TrustUnreadable).because(cause)
}
