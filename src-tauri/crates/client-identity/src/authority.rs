//! An authority: a name and its key, as one of its certificates gives them.

use crate::{CertificateInfo, TrustAnchor, chain, pem};
use kakehashi_domain::{Code, Fault, Outcome};
use rustls_pki_types::CertificateDer;
use sha2::{Digest, Sha256};

/// Whoever issues certificates and signs the list of those revoked. Whether it is trusted, an anchor tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    der: CertificateDer<'static>,
    info: CertificateInfo,
    mark: String,
}

impl Authority {
    /// The authorities over the first certificate of a chain (PEM): those between, the nearest first, and then the
    /// anchor to which they lead by signatures.
    ///
    /// # Errors
    /// [`Code::CertificateOtherAuthority`] where it leads to none of the anchors; [`Code::CertificateUnreadable`].
    pub fn over(chain_pem: &str, anchors: &[TrustAnchor]) -> Outcome<Vec<Self>> {
        let (chain, _) = pem::read(chain_pem)?;
        let mut over = Vec::new();
        let mut below: Option<CertificateDer<'static>> = None;
        for certificate in chain {
            if let Some(below) = &below {
                if !chain::is_issued_by(below, &certificate) || !chain::may_issue(&certificate) {
                    break;
                }
                over.push(Self::read(certificate.clone())?);
            }
            let mut anchors = anchors.iter().map(TrustAnchor::authority);
            if let Some(anchor) = anchors.find(|a| chain::is_issued_by(&certificate, &a.der)) {
                over.push(anchor.clone());
                return Ok(over);
            }
            below = Some(certificate);
        }
        Err(Code::CertificateOtherAuthority.into())
    }

    pub(crate) fn read(der: CertificateDer<'static>) -> Outcome<Self> {
        let unreadable = || Fault::new(Code::CertificateUnreadable).because("no X.509 certificate");
        let certificate = chain::parse(&der).ok_or_else(unreadable)?;
        let name_and_key = Sha256::new()
            .chain_update(certificate.subject().as_raw())
            .chain_update(certificate.public_key().raw);
        Ok(Self {
            info: CertificateInfo::read(&der)?,
            mark: hex::encode(name_and_key.finalize()),
            der,
        })
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

    /// Tells which authority it is: the same for all certificates of one name with one key.
    pub fn mark(&self) -> &str {
        &self.mark
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
