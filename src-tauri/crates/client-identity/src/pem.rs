//! PEM in and out.

use base64::{Engine, engine::general_purpose::STANDARD};
use kakehashi_domain::{Code, Fault, Outcome};
use rustls_pki_types::{
    CertificateDer, PrivatePkcs8KeyDer,
    pem::{Error, PemObject},
};
use zeroize::Zeroizing;

/// Bytes that give one PEM line of 64 characters.
const LINE_BYTES: usize = 48;

/// Gives every certificate and every PKCS#8 key of the text.
pub(crate) fn read(
    text: &str,
) -> Outcome<(
    Vec<CertificateDer<'static>>,
    Vec<Zeroizing<PrivatePkcs8KeyDer<'static>>>,
)> {
    let unreadable = |e: Error| Fault::new(Code::CertificateUnreadable).because(e);
    let certificates = certificates(text.as_bytes()).map_err(unreadable)?;
    let keys = PrivatePkcs8KeyDer::pem_slice_iter(text.as_bytes())
        .map(|key| key.map(Zeroizing::new))
        .collect::<Result<_, _>>()
        .map_err(unreadable)?;
    Ok((certificates, keys))
}

/// Gives every certificate of the text.
pub(crate) fn certificates(text: &[u8]) -> Result<Vec<CertificateDer<'static>>, Error> {
    CertificateDer::pem_slice_iter(text).collect()
}

/// Writes the chain and then the key, if one is given.
pub(crate) fn write(
    chain: &[CertificateDer<'static>],
    key: Option<&PrivatePkcs8KeyDer<'static>>,
) -> Zeroizing<String> {
    let key = key.map(|key| key.secret_pkcs8_der());
    let of_key = key.map_or(0, <[u8]>::len);
    let bytes = chain.iter().map(|c| c.len()).sum::<usize>() + of_key;
    // Room for all of it, so that growing leaves no copy of the key behind.
    let mut text = Zeroizing::new(String::with_capacity(
        bytes * 3 / 2 + 128 * (chain.len() + 1),
    ));
    for certificate in chain {
        section(&mut text, "CERTIFICATE", certificate);
    }
    if let Some(key) = key {
        section(&mut text, "PRIVATE KEY", key);
    }
    text
}

/// Adds one section.
pub(crate) fn section(text: &mut String, label: &str, der: &[u8]) {
    for part in ["-----BEGIN ", label, "-----\n"] {
        text.push_str(part);
    }
    for line in der.chunks(LINE_BYTES) {
        STANDARD.encode_string(line, text);
        text.push('\n');
    }
    for part in ["-----END ", label, "-----\n"] {
        text.push_str(part);
    }
}
