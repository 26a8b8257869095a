//! Opening PKCS#12 files.

use kakehashi_domain::{Code, Fault, Outcome};
use p12_keystore::{Pkcs12Archive, error::Error};
use rustls_pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use zeroize::Zeroizing;

/// Gives every certificate and every key of the file, in its order.
pub(crate) fn open(
    bytes: &[u8],
    pass_phrase: &str,
) -> Outcome<(
    Vec<CertificateDer<'static>>,
    Vec<Zeroizing<PrivatePkcs8KeyDer<'static>>>,
)> {
    // The format's own key derivation takes no character beyond U+FFFF: such a pass phrase is as
    // wrong as none.
    let fits = pass_phrase.chars().all(|c| u32::from(c) <= 0xFFFF);
    let pass_phrase = if fits { pass_phrase } else { "" };
    let archive = Pkcs12Archive::from_pkcs12(bytes, pass_phrase).map_err(|e| fault(&e))?;
    let certificates = archive
        .certs
        .iter()
        .map(|bag| bag.cert.as_der().to_vec().into())
        .collect();
    let keys = archive
        .keys
        .iter()
        .map(|bag| Zeroizing::new(bag.key.as_der().to_vec().into()))
        .collect();
    Ok((certificates, keys))
}

/// The check value (MAC) tells a wrong pass phrase; in a file without one it shows in the padding.
fn fault(error: &Error) -> Fault {
    let wrong_pass_phrase = match error {
        Error::MacError(_) | Error::UnpadError => true,
        Error::Pkcs5Error(text) => text.ends_with("decryption failed"),
        Error::IoError(_)
        | Error::DerError(_)
        | Error::InvalidVersion
        | Error::UnsupportedContentType
        | Error::UnsupportedCertificateType
        | Error::X509Error(_)
        | Error::InvalidLength
        | Error::InvalidParameters
        | Error::InvalidData
        | Error::UnsupportedEncryptionScheme
        | Error::UnsupportedMacAlgorithm
        | Error::InvalidPrivateKey => false,
    };
    let code = if wrong_pass_phrase {
        Code::CertificateWrongPassPhrase
    } else {
        Code::CertificateUnreadable
    };
    Fault::new(code).because(error)
}
