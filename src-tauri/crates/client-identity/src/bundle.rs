//! The certificates of a file: DER, PEM in its variants, PKCS#7 (.p7b), base64 without headings.

use crate::{
    armour, chain,
    tlv::{self, CONTEXT, INTEGER, OID, SEQUENCE, elements},
};
use kakehashi_domain::{Code, Fault};
use rustls_pki_types::CertificateDer;

const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";

/// Every certificate of the file, none twice; none of what is no such file.
pub(crate) fn certificates(bytes: &[u8]) -> Vec<CertificateDer<'static>> {
    let mut found: Vec<CertificateDer<'static>> = Vec::new();
    for content in contents(bytes) {
        for certificate in of_content(&content) {
            if !found.contains(&certificate) {
                found.push(certificate);
            }
        }
    }
    found
}

/// Why a file gives no certificate: it is of another kind, or broken.
pub(crate) fn nothing_in(bytes: &[u8]) -> Fault {
    let sections = armour::text(bytes).map(|text| armour::sections(&text));
    let sections = sections.unwrap_or_default();
    let says_so = |label: &str| label.ends_with("CERTIFICATE");
    if sections.is_empty() || sections.iter().any(|(label, _)| says_so(label)) {
        return Fault::new(Code::CertificateUnreadable).because("no X.509 certificate");
    }
    Code::CertificateMissing.into()
}

/// Whether the bytes are PKCS#7 with certificates.
pub(crate) fn is_pkcs7(bytes: &[u8]) -> bool {
    contents(bytes)
        .iter()
        .any(|content| of_pkcs7(content).is_some())
}

/// The binary contents: those between headings, what base64 gives, or the bytes themselves.
fn contents(bytes: &[u8]) -> Vec<Vec<u8>> {
    let sections = armour::text(bytes).map(|text| armour::sections(&text));
    match sections {
        Some(sections) if !sections.is_empty() => {
            sections.into_iter().map(|(_, content)| content).collect()
        }
        Some(_) | None => vec![armour::decoded(bytes).unwrap_or_else(|| bytes.to_vec())],
    }
}

/// What follows the first element, e.g. OpenSSL's trust settings or a line end, is left.
fn of_content(content: &[u8]) -> Vec<CertificateDer<'static>> {
    if let Some(certificates) = of_pkcs7(content) {
        return certificates;
    }
    let Some((tag, inside)) = tlv::parsed(content) else {
        return Vec::new();
    };
    certificate(tag, &inside).into_iter().collect()
}

fn of_pkcs7(content: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    let (tag, content) = tlv::parsed(content)?;
    let parts = elements(&content).filter(|_| tag == SEQUENCE)?;
    let [(OID, kind), (CONTEXT, signed)] = parts.as_slice() else {
        return None;
    };
    if tlv::dotted(kind)? != SIGNED_DATA {
        return None;
    }
    let (_, signed, _) = tlv::element(signed)?;
    let parts = elements(signed)?;
    let [(INTEGER, _), _digests, _content, rest @ ..] = parts.as_slice() else {
        return None;
    };
    let certificates = rest.iter().filter(|(tag, _)| *tag == CONTEXT);
    let all = certificates.flat_map(|(_, all)| elements(all).unwrap_or_default());
    Some(all.filter_map(|(tag, one)| certificate(tag, one)).collect())
}

fn certificate(tag: u8, content: &[u8]) -> Option<CertificateDer<'static>> {
    let der = tlv::write(tag, content);
    chain::parse(&der)?;
    Some(der.into())
}
