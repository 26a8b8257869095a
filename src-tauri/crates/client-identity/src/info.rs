//! What a certificate says of itself.

use crate::chain;
use chrono::{DateTime, Datelike, FixedOffset, TimeDelta, Utc};
use kakehashi_domain::{Code, Fault, Outcome};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use x509_parser::{
    oid_registry::{
        OID_EC_P256, OID_MD5_WITH_RSA, OID_NIST_EC_P384, OID_NIST_EC_P521, OID_PKCS1_SHA1WITHRSA,
        OID_SHA1_WITH_RSA, OID_SIG_ED25519,
    },
    prelude::X509Certificate,
    public_key::PublicKey,
    time::ASN1Time,
    x509::AttributeTypeAndValue,
};

const JAPAN_OFFSET_SECONDS: i32 = 9 * 3600;
const RSA_BITS_LEAST: u32 = 2048;
/// A renewal can be asked for from here on.
const SOON: TimeDelta = TimeDelta::days(90);

/// A certificate in words and numbers, as `cert import` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateInfo {
    /// The holder's distinguished name.
    pub subject: String,
    /// The authority's distinguished name.
    pub issuer: String,
    /// Serial number in upper-case hexadecimal.
    pub serial: String,
    /// Valid from.
    pub not_before: DateTime<Utc>,
    /// Valid until, this moment included.
    pub not_after: DateTime<Utc>,
    /// SHA-256 fingerprint: 32 upper-case hexadecimal pairs with colons.
    pub sha256: String,
    /// The subject's O.
    pub organization: Option<String>,
    /// The subject's CN.
    pub common_name: Option<String>,
    /// The public key's kind.
    pub key: KeyInfo,
    /// What a person should know, in Japanese.
    pub warnings: Vec<String>,
}

/// A key's kind and size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyInfo {
    /// E.g. `RSA`, `EC P-256`, `Ed25519`.
    pub algorithm: String,
    /// Size in bits; 0 where it isn't known.
    pub bits: u32,
}

impl CertificateInfo {
    /// Reads a certificate in DER, whoever it belongs to.
    ///
    /// # Errors
    /// [`Code::CertificateUnreadable`].
    pub fn of_der(der: &[u8]) -> Outcome<Self> {
        Self::read(der)
    }

    /// Checks that it hasn't expired at `now`.
    ///
    /// # Errors
    /// [`Code::CertificateExpired`] with `date`, a day in Japan.
    pub fn check_not_expired(&self, now: DateTime<Utc>) -> Outcome<()> {
        if now > self.not_after {
            let date = japanese_day(self.not_after);
            return Err(Fault::new(Code::CertificateExpired).with("date", date));
        }
        Ok(())
    }

    /// Checks that its first moment has come at `now`.
    ///
    /// # Errors
    /// [`Code::CertificateNotYetValid`] with `date`, a day in Japan.
    pub fn check_begun(&self, now: DateTime<Utc>) -> Outcome<()> {
        if now < self.not_before {
            let date = japanese_day(self.not_before);
            return Err(Fault::new(Code::CertificateNotYetValid).with("date", date));
        }
        Ok(())
    }

    /// Whether it ends within 90 days, or has ended.
    pub fn expires_soon(&self, now: DateTime<Utc>) -> bool {
        self.not_after - now <= SOON
    }

    /// Whether its key is too short to be used.
    pub fn is_weak(&self) -> bool {
        self.key.algorithm == "RSA" && self.key.bits < RSA_BITS_LEAST
    }

    /// Reads a certificate in DER.
    pub(crate) fn read(der: &[u8]) -> Outcome<Self> {
        let unreadable = || Fault::new(Code::CertificateUnreadable).because("no X.509 certificate");
        let certificate = chain::parse(der).ok_or_else(unreadable)?;
        let subject = certificate.subject();
        let key = KeyInfo::of(&certificate);
        Ok(Self {
            subject: subject.to_string(),
            issuer: certificate.issuer().to_string(),
            serial: serial_text(certificate.raw_serial()),
            not_before: time(certificate.validity().not_before).ok_or_else(unreadable)?,
            not_after: time(certificate.validity().not_after).ok_or_else(unreadable)?,
            sha256: fingerprint(der),
            organization: first_text(subject.iter_organization()),
            common_name: first_text(subject.iter_common_name()),
            warnings: warnings(&certificate, &key),
            key,
        })
    }
}

impl KeyInfo {
    fn of(certificate: &X509Certificate<'_>) -> Self {
        let spki = certificate.public_key();
        let curve = spki
            .algorithm
            .parameters
            .as_ref()
            .and_then(|p| p.as_oid().ok());
        let bits = spki
            .parsed()
            .map_or(0, |k| u32::try_from(k.key_size()).unwrap_or(0));
        let (algorithm, bits) = match spki.parsed() {
            Ok(PublicKey::RSA(_)) => ("RSA".to_owned(), bits),
            _ if curve == Some(OID_EC_P256) => ("EC P-256".to_owned(), 256),
            _ if curve == Some(OID_NIST_EC_P384) => ("EC P-384".to_owned(), 384),
            _ if curve == Some(OID_NIST_EC_P521) => ("EC P-521".to_owned(), 521),
            _ if spki.algorithm.algorithm == OID_SIG_ED25519 => ("Ed25519".to_owned(), 256),
            _ => (spki.algorithm.algorithm.to_id_string(), bits),
        };
        Self { algorithm, bits }
    }
}

fn warnings(certificate: &X509Certificate<'_>, key: &KeyInfo) -> Vec<String> {
    let mut warnings = Vec::new();
    if key.algorithm == "RSA" && key.bits < RSA_BITS_LEAST {
        warnings.push(format!(
            "鍵が{}ビットと短く、安全ではありません。",
            key.bits
        ));
    }
    let signature = &certificate.signature_algorithm.algorithm;
    let old = [OID_PKCS1_SHA1WITHRSA, OID_SHA1_WITH_RSA, OID_MD5_WITH_RSA];
    if old.contains(signature) {
        warnings.push("署名の方式（SHA-1かMD5）が古く、安全ではありません。".to_owned());
    }
    warnings
}

/// A serial number in upper-case hexadecimal, as the field writes it: without the sign's zero byte.
pub(crate) fn serial_text(raw: &[u8]) -> String {
    let bytes = match raw {
        [0, rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    hex::encode_upper(bytes)
}

fn fingerprint(der: &[u8]) -> String {
    let pairs: Vec<String> = Sha256::digest(der)
        .iter()
        .map(|b| format!("{b:02X}"))
        .collect();
    pairs.join(":")
}

pub(crate) fn time(time: ASN1Time) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(time.timestamp(), 0)
}

fn japanese_day(time: DateTime<Utc>) -> String {
    let day = match FixedOffset::east_opt(JAPAN_OFFSET_SECONDS) {
        Some(japan) => time.with_timezone(&japan).date_naive(),
        None => time.date_naive(),
    };
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

fn first_text<'a>(
    mut values: impl Iterator<Item = &'a AttributeTypeAndValue<'a>>,
) -> Option<String> {
    values.next()?.as_str().ok().map(str::to_owned)
}
