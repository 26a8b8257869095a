//! An authority: a name and its key, as one of its certificates gives them.

use crate::{CertificateInfo, FingerprintKind, TrustAnchor, chain, fingerprint, pem};
use kakehashi_domain::{Code, Fault, Outcome};
use rustls_pki_types::CertificateDer;
use sha2_new::{Digest, Sha256};

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
                let stands_over = chain::is_issued_by(below, &certificate)
                    && chain::may_issue(&certificate)
                    && may_stand_over(&certificate, over.len());
                if !stands_over {
                    break;
                }
                over.push(Self::read(certificate.clone())?);
            }
            let mut anchors = anchors.iter().map(TrustAnchor::authority);
            let leads = |a: &&Self| {
                chain::is_issued_by(&certificate, &a.der) && may_stand_over(&a.der, over.len())
            };
            if let Some(anchor) = anchors.find(leads) {
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

    /// Gives the SHA-1 fingerprint: 20 upper-case hexadecimal pairs with colons.
    pub fn sha1(&self) -> String {
        fingerprint::sha1(&self.der)
    }

    /// Whether its name stands in another way, e.g. another type of string, in a certificate that it issued.
    pub fn is_written_otherwise_in(&self, certificate: &[u8]) -> bool {
        match (chain::parse(certificate), chain::parse(&self.der)) {
            (Some(certificate), Some(own)) => {
                certificate.issuer().as_raw() != own.subject().as_raw()
            }
            _ => false,
        }
    }

    /// Compares the fingerprint with one that a person typed or copied, by SHA-256 or SHA-1 as its length tells; case,
    /// separators, full width, invisible signs and a heading don't matter.
    ///
    /// # Errors
    /// [`Code::FingerprintMismatch`], [`Code::FingerprintMethod`] for one of MD5.
    pub fn matches(&self, typed: &str) -> Outcome<FingerprintKind> {
        fingerprint::compare(typed, &self.der)
    }
}

/// Whether so many authorities may stand below it.
fn may_stand_over(certificate: &[u8], below: usize) -> bool {
    chain::path_length(certificate)
        .is_none_or(|most| usize::try_from(most).is_ok_and(|most| below <= most))
}
