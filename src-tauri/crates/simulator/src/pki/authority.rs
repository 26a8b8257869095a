//! The CA and the server's certificate.

use std::path::Path;
use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use sha2::{Digest, Sha256};

use crate::{
    Error,
    files::{self, Readers},
};

pub(crate) const CA: &str = "ca.pem";
const CA_KEY: &str = "ca.key.pem";
const CA_FINGERPRINT: &str = "ca.sha256.txt";
pub(crate) const CRL: &str = "crl.pem";
pub(crate) const SERVER: &str = "server.pem";
pub(crate) const SERVER_KEY: &str = "server.key.pem";

const DAY: Duration = Duration::from_secs(86_400);
const CA_DAYS: u32 = 3653;
const SERVER_DAYS: u32 = 1826;

/// Makes what is missing of the PKI and returns the CA's fingerprint.
///
/// # Errors
/// When a file can't be read or written, or a certificate can't be made.
pub fn prepare(dir: &Path) -> Result<String, Error> {
    std::fs::create_dir_all(dir).map_err(Error::file(dir))?;
    if !dir.join(CA).exists() {
        make_ca(dir)?;
    }
    if !dir.join(SERVER).exists() {
        make_server(dir)?;
    }
    let fingerprint = fingerprint(&ca_certificate(dir)?);
    let text = format!("{fingerprint}\n");
    files::write(&dir.join(CA_FINGERPRINT), text.as_bytes(), Readers::Anyone)?;
    Ok(fingerprint)
}

/// SHA-256 of a certificate as upper-case pairs with colons, as OpenSSL prints it.
pub fn fingerprint(certificate: &CertificateDer<'_>) -> String {
    let pairs: Vec<String> = Sha256::digest(certificate)
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect();
    pairs.join(":")
}

/// Opens the CA for signing.
pub(super) fn issuer(dir: &Path) -> Result<Issuer<'static, KeyPair>, Error> {
    let key = KeyPair::from_pem(&files::read(&dir.join(CA_KEY))?)?;
    Ok(Issuer::from_ca_cert_der(&ca_certificate(dir)?, key)?)
}

pub(super) fn ca_certificate(dir: &Path) -> Result<CertificateDer<'static>, Error> {
    let path = dir.join(CA);
    CertificateDer::from_pem_slice(files::read(&path)?.as_bytes())
        .map_err(|e| Error::content(&path, e))
}

fn make_ca(dir: &Path) -> Result<(), Error> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::default();
    // Two practice CAs must not share a name, or a foreign certificate looks like a forged one.
    let mark = hex::encode_upper(&Sha256::digest(key.public_key_raw())[..4]);
    name(&mut params, &format!("Kakehashi Practice CA {mark}"));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    valid_for(&mut params, CA_DAYS);
    let certificate = params.self_signed(&key)?;
    files::write(
        &dir.join(CA_KEY),
        key.serialize_pem().as_bytes(),
        Readers::Owner,
    )?;
    files::write(&dir.join(CA), certificate.pem().as_bytes(), Readers::Anyone)
}

fn make_server(dir: &Path) -> Result<(), Error> {
    let key = KeyPair::generate()?;
    let hosts = ["localhost", "127.0.0.1", "::1"].map(String::from);
    let mut params = CertificateParams::new(hosts)?;
    name(&mut params, "localhost");
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    valid_for(&mut params, SERVER_DAYS);
    let certificate = params.signed_by(&key, &issuer(dir)?)?;
    files::write(
        &dir.join(SERVER_KEY),
        key.serialize_pem().as_bytes(),
        Readers::Owner,
    )?;
    files::write(
        &dir.join(SERVER),
        certificate.pem().as_bytes(),
        Readers::Anyone,
    )
}

fn name(params: &mut CertificateParams, common_name: &str) {
    params.distinguished_name = rcgen::DistinguishedName::new();
    params
        .distinguished_name
        .push(DnType::OrganizationName, "Kakehashi Practice");
    params
        .distinguished_name
        .push(DnType::CommonName, common_name);
}

fn valid_for(params: &mut CertificateParams, days: u32) {
    let start = SystemTime::now() - DAY;
    params.not_before = start.into();
    params.not_after = (start + DAY * days).into();
}
