//! Who signed whom.

use rustls_pki_types::CertificateDer;
use x509_parser::{
    asn1_rs::Tag,
    prelude::{CertificateRevocationList, FromDer, X509Certificate, X509Version},
    x509::{AttributeTypeAndValue, X509Name},
};

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
    is_same_name(certificate.issuer(), issuer.subject())
        && certificate
            .verify_signature(Some(issuer.public_key()))
            .is_ok()
}

/// Whether two names are the same, though one may be written in another type of string, in other case or with other
/// spaces (RFC 5280, 7.1).
pub(crate) fn is_same_name(one: &X509Name<'_>, other: &X509Name<'_>) -> bool {
    one.as_raw() == other.as_raw() || folded(one).is_some_and(|name| Some(name) == folded(other))
}

/// Its attributes in their order; None where one is no text.
fn folded(name: &X509Name<'_>) -> Option<Vec<Vec<(String, String)>>> {
    let attribute = |a: &AttributeTypeAndValue<'_>| {
        let text = text(a)?;
        let words: Vec<&str> = text.split_whitespace().collect();
        Some((a.attr_type().to_id_string(), words.join(" ").to_lowercase()))
    };
    name.iter()
        .map(|part| part.iter().map(attribute).collect())
        .collect()
}

/// An attribute's text, in whichever type of string.
pub(crate) fn text(attribute: &AttributeTypeAndValue<'_>) -> Option<String> {
    if let Ok(text) = attribute.as_str() {
        return Some(text.to_owned());
    }
    let bytes = attribute.attr_value().data;
    match attribute.attr_value().tag() {
        Tag::BmpString => {
            let units = bytes
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).collect::<Result<_, _>>().ok()
        }
        // Latin-1, as everybody has written it.
        Tag::T61String => Some(bytes.iter().map(|b| char::from(*b)).collect()),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    }
}

/// Whether the key of `issuer` made the list's signature, and may sign lists.
pub(crate) fn has_signed(issuer: &[u8], list: &CertificateRevocationList<'_>) -> bool {
    parse(issuer).is_some_and(|issuer| {
        is_same_name(issuer.subject(), list.issuer())
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

/// How many authorities it allows between itself and a certificate; None where any number.
pub(crate) fn path_length(certificate: &[u8]) -> Option<u32> {
    let certificate = parse(certificate)?;
    let constraints = certificate.basic_constraints().ok().flatten()?;
    constraints.value.path_len_constraint
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
