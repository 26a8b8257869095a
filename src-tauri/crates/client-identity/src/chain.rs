//! Who signed whom.

use rustls_pki_types::CertificateDer;
use x509_parser::prelude::{CertificateRevocationList, FromDer, X509Certificate, X509Version};

/// Puts `leaf` first and then, as far as `pool` has them, the issuers whose signatures hold. The
/// rest is left out.
pub(crate) fn order(
    leaf: CertificateDer<'static>,
    mut pool: Vec<CertificateDer<'static>>,
) -> Vec<CertificateDer<'static>> {
    let mut chain = Vec::new();
    let mut next = Some(leaf);
    while let Some(certificate) = next {
        pool.retain(|other| other != &certificate);
        next = pool
            .iter()
            .find(|issuer| is_issued_by(&certificate, issuer))
            .cloned();
        chain.push(certificate);
    }
    chain
}

/// Whether `issuer`'s name stands in `certificate` and its key made the signature.
pub(crate) fn is_issued_by(certificate: &[u8], issuer: &[u8]) -> bool {
    let (Some(certificate), Some(issuer)) = (parse(certificate), parse(issuer)) else {
        return false;
    };
    certificate.issuer().as_raw() == issuer.subject().as_raw()
        && certificate
            .verify_signature(Some(issuer.public_key()))
            .is_ok()
}

/// Whether the key of `issuer` made the list's signature, and may sign lists.
pub(crate) fn has_signed(issuer: &[u8], list: &CertificateRevocationList<'_>) -> bool {
    parse(issuer).is_some_and(|issuer| {
        issuer.subject().as_raw() == list.issuer().as_raw()
            && match issuer.key_usage() {
                Ok(usage) => usage.is_none_or(|usage| usage.value.crl_sign()),
                Err(_) => false,
            }
            && list.verify_signature(issuer.public_key()).is_ok()
    })
}

/// Whether the certificate says that it may sign others.
pub(crate) fn may_issue(certificate: &[u8]) -> bool {
    parse(certificate).is_some_and(|c| c.is_ca())
}

/// The same of one that a person compared: version 1 can't say so, and old authorities are of version 1.
pub(crate) fn is_authority(certificate: &[u8]) -> bool {
    parse(certificate).is_some_and(|c| c.is_ca() || c.version().0 == 0)
}

/// Whether the certificate is of version 3; servers take no other from a client.
pub(crate) fn is_of_today(certificate: &[u8]) -> bool {
    parse(certificate).is_some_and(|c| c.version() == X509Version::V3)
}

/// The certificate, if `der` is one and nothing follows it.
pub(crate) fn parse(der: &[u8]) -> Option<X509Certificate<'_>> {
    match X509Certificate::from_der(der) {
        Ok(([], certificate)) => Some(certificate),
        Ok(_) | Err(_) => None,
    }
}
