//! Opening PKCS#12 files.

use crate::{
    rounds,
    tlv::{self, CONTEXT, OCTETS, SEQUENCE},
};
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
    // The format's own key derivation takes no character beyond U+FFFF.
    if let Some(c) = pass_phrase.chars().find(|c| u32::from(*c) > 0xFFFF) {
        return Err(Fault::new(Code::CertificatePassPhraseCharacter).with("character", c));
    }
    let archive = open_any(bytes, pass_phrase)?;
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

/// In DER at once. In BER (NSS) in two steps, since the check value covers the content as it was written: first the
/// shell alone is put into DER, which checks that value, then the content too, without it.
fn open_any(bytes: &[u8], pass_phrase: &str) -> Outcome<Pkcs12Archive> {
    let opened = open_der(bytes, pass_phrase)?;
    let Some(shell) = is_no_der(&opened).then(|| tlv::to_der(bytes)).flatten() else {
        return opened.map_err(|e| fault(&e));
    };
    let opened = open_der(&shell, pass_phrase)?;
    let whole = is_no_der(&opened)
        .then(|| with_content_in_der(&shell))
        .flatten();
    let opened = match whole {
        Some(whole) => open_der(&whole, pass_phrase)?,
        None => opened,
    };
    opened.map_err(|e| fault(&e))
}

fn open_der(der: &[u8], pass_phrase: &str) -> Outcome<Result<Pkcs12Archive, Error>> {
    if !rounds::are_bearable(der) {
        return Err(Code::CertificateTooMuchWork.into());
    }
    Ok(Pkcs12Archive::from_pkcs12(der, pass_phrase))
}

fn is_no_der(opened: &Result<Pkcs12Archive, Error>) -> bool {
    matches!(opened, Err(Error::DerError(_)))
}

/// The file anew: version, and the content in DER; the check value doesn't fit any more and is left out.
fn with_content_in_der(shell: &[u8]) -> Option<Vec<u8>> {
    let (_, file, _) = tlv::element(shell)?;
    let parts = tlv::elements(file)?;
    let [(version_tag, version), (_, safe), ..] = parts.as_slice() else {
        return None;
    };
    let parts = tlv::elements(safe)?;
    let [(oid_tag, oid), (_, content)] = parts.as_slice() else {
        return None;
    };
    let (_, content, _) = tlv::element(content)?;
    let content = tlv::write(CONTEXT, &tlv::write(OCTETS, &tlv::to_der(content)?));
    let safe = tlv::write(SEQUENCE, &[tlv::write(*oid_tag, oid), content].concat());
    let version = tlv::write(*version_tag, version);
    Some(tlv::write(SEQUENCE, &[version, safe].concat()))
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
