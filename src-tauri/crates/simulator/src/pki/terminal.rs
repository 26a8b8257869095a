//! Certificates for terminals, handed over as PKCS#12.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use chrono::NaiveDate;
use p12_keystore::{
    Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm, PrivateKey,
    PrivateKeyChain,
};
use rcgen::{
    CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, KeyPair,
    KeyUsagePurpose, SerialNumber,
};
use rustls_pki_types::CertificateDer;

use super::authority::{ca_certificate, fingerprint, issuer};
use super::register::{self, Entry};
use crate::{
    Error,
    files::{self, Readers},
};

/// What certificate is wanted.
#[derive(Debug, Clone)]
pub struct Order {
    /// The terminal's name, CN of the subject.
    pub terminal: String,
    /// 保険者番号, O of the subject.
    pub insurer: String,
    /// Pass phrase of the PKCS#12 file.
    pub pass_phrase: String,
    /// Validity in days.
    pub days: u32,
    /// First day (UTC); now when absent.
    pub not_before: Option<NaiveDate>,
    /// Encrypts as old CAs do: 3DES and SHA-1.
    pub legacy: bool,
    /// Leaves the key out.
    pub without_key: bool,
    /// Where the PKCS#12 file goes.
    pub out: PathBuf,
}

/// How long a certificate is valid unless somebody says otherwise: three years and three months.
pub const USUAL_DAYS: u32 = 1187;

impl Order {
    /// From now on, for the usual time.
    pub fn usual(insurer: &str, terminal: &str, pass_phrase: &str, out: PathBuf) -> Self {
        Order {
            terminal: terminal.to_owned(),
            insurer: insurer.to_owned(),
            pass_phrase: pass_phrase.to_owned(),
            days: USUAL_DAYS,
            not_before: None,
            legacy: false,
            without_key: false,
            out,
        }
    }
}

/// What was issued.
#[derive(Debug, Clone)]
pub struct Issued {
    /// Serial number, upper-case hex.
    pub serial: String,
    /// SHA-256 of the certificate, in pairs.
    pub fingerprint: String,
}

/// Issues a client certificate, notes it in the register and writes the PKCS#12 file.
///
/// # Errors
/// When the PKI is missing, a file can't be written, or the order can't be met.
pub fn issue(dir: &Path, order: &Order) -> Result<Issued, Error> {
    Error::unless_practice(&order.insurer)?;
    let start = match order.not_before {
        Some(date) => midnight(date)?,
        None => SystemTime::now(),
    };
    let end = start + Duration::from_secs(86_400) * order.days;

    let key = KeyPair::generate()?;
    let serial = fresh_serial();
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params
        .distinguished_name
        .push(DnType::OrganizationName, order.insurer.as_str());
    params
        .distinguished_name
        .push(DnType::CommonName, order.terminal.as_str());
    params.serial_number = Some(SerialNumber::from_slice(&serial));
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params.not_before = start.into();
    params.not_after = end.into();
    let certificate = params.signed_by(&key, &issuer(dir)?)?;

    let issued = Issued {
        serial: hex::encode_upper(serial),
        fingerprint: fingerprint(certificate.der()),
    };
    register::note(dir, Entry::new(&issued, order, start, end))?;
    let p12 = pack(order, &key, certificate.der(), &ca_certificate(dir)?)?;
    files::write(&order.out, &p12, Readers::Owner)?;
    Ok(issued)
}

fn pack(
    order: &Order,
    key: &KeyPair,
    leaf: &CertificateDer<'_>,
    ca: &CertificateDer<'_>,
) -> Result<Vec<u8>, Error> {
    let (leaf, ca) = (Certificate::from_der(leaf)?, Certificate::from_der(ca)?);
    let mut store = KeyStore::new();
    if order.without_key {
        store.add_entry(&order.terminal, KeyStoreEntry::Certificate(leaf));
        store.add_entry("ca", KeyStoreEntry::Certificate(ca));
    } else {
        let key = PrivateKey::from_der(key.serialized_der())?;
        let chain = PrivateKeyChain::new(vec![1_u8], key, [leaf, ca]);
        store.add_entry(&order.terminal, KeyStoreEntry::PrivateKeyChain(chain));
    }
    let mut writer = store.writer(&order.pass_phrase);
    if order.legacy {
        writer = writer
            .encryption_algorithm(EncryptionAlgorithm::PbeWithShaAnd3KeyTripleDesCbc)
            .encryption_iterations(2048)
            .mac_algorithm(MacAlgorithm::HmacSha1)
            .mac_iterations(2048);
    }
    Ok(writer.write()?)
}

fn fresh_serial() -> [u8; 16] {
    let mut serial: [u8; 16] = rand::random();
    // Positive, and without a leading zero byte that some tools drop.
    serial[0] = serial[0] & 0x3f | 0x40;
    serial
}

fn midnight(date: NaiveDate) -> Result<SystemTime, Error> {
    let seconds = date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    u64::try_from(seconds)
        .map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
        .map_err(|_| Error::Usage("1970年より前の日付は使えません".into()))
}
