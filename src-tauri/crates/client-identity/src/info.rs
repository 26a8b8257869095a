//! What a certificate says of itself.

use crate::{
    chain, fingerprint,
    key::{self, EC, RSA, RSA_BITS_LEAST},
    scope,
    tlv::{self, INTEGER, SEQUENCE},
};
use chrono::{DateTime, Datelike, FixedOffset, TimeDelta, Utc};
use kakehashi_domain::{Code, Fault, Outcome};
use serde::{Deserialize, Serialize};
use x509_parser::{
    extensions::{GeneralName, ParsedExtension},
    oid_registry::{OID_MD5_WITH_RSA, OID_PKCS1_SHA1WITHRSA, OID_SHA1_WITH_RSA},
    prelude::X509Certificate,
    time::ASN1Time,
    x509::AttributeTypeAndValue,
};

const JAPAN_OFFSET_SECONDS: i32 = 9 * 3600;
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
    /// SHA-1 fingerprint: 20 pairs, as Windows shows it; empty in what earlier versions kept.
    #[serde(default)]
    pub sha1: String,
    /// The subject's O.
    pub organization: Option<String>,
    /// The subject's CN.
    pub common_name: Option<String>,
    /// The subject's OU, each.
    #[serde(default)]
    pub units: Vec<String>,
    /// Names, addresses and the like beside the subject (subjectAltName), each.
    #[serde(default)]
    pub alternative_names: Vec<String>,
    /// How it is signed, e.g. `SHA-256 (RSA)`.
    #[serde(default)]
    pub signature: String,
    /// Whether it is an authority's.
    #[serde(default)]
    pub is_authority: bool,
    /// Where its authority's list of revocations is to be had.
    #[serde(default)]
    pub revocation_places: Vec<String>,
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
            sha256: fingerprint::sha256(der),
            sha1: fingerprint::sha1(der),
            units: subject
                .iter_organizational_unit()
                .filter_map(chain::text)
                .collect(),
            alternative_names: alternative_names(&certificate),
            signature: signature_name(&certificate),
            is_authority: certificate.is_ca(),
            revocation_places: revocation_places(&certificate),
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
        let number = spki.algorithm.algorithm.to_id_string();
        let parameters = spki.algorithm.parameters.as_ref();
        let curve = parameters.and_then(|p| p.as_oid().ok());
        let curve = curve.map(|curve| curve.to_id_string());
        let algorithm = key::kind(&number, curve.as_deref());
        let measured = spki
            .parsed()
            .map_or(0, |k| u32::try_from(k.key_size()).unwrap_or(0));
        let bits = match (number.as_str(), algorithm.as_str()) {
            (RSA, _) => measured,
            // The size of the point's form says nothing; the name does.
            (EC, name) => digits(name).unwrap_or(measured),
            (_, "Ed25519") => 256,
            (_, "Ed448") => 456,
            (_, "RSA-PSS") => modulus_bits(&spki.subject_public_key.data).unwrap_or(measured),
            _ => measured,
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
    let uses = certificate.extended_key_usage().ok().flatten();
    if uses.is_some_and(|uses| !uses.value.client_auth && !uses.value.any) {
        warnings.push(
            "用途に「クライアント認証」がありません。サーバーが受け付けないことがあります。"
                .to_owned(),
        );
    }
    warnings
}

/// The size of an RSA key (RFC 8017, A.1.1), which the parser doesn't look into where it is for PSS alone.
fn modulus_bits(key: &[u8]) -> Option<u32> {
    let (SEQUENCE, parts, _) = tlv::element(key)? else {
        return None;
    };
    let (INTEGER, modulus, _) = tlv::element(parts)? else {
        return None;
    };
    key::bits_of(modulus)
}

/// The size in the name of a curve, e.g. 256 of `EC brainpoolP256r1`.
fn digits(name: &str) -> Option<u32> {
    let from = name.find(|c: char| c.is_ascii_digit())?;
    let digits = name[from..].split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok().filter(|size| *size > 100)
}

/// A serial number in upper-case hexadecimal, as the field writes it: without the sign's zero byte.
pub(crate) fn serial_text(raw: &[u8]) -> String {
    let bytes = match raw {
        [0, rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    hex::encode_upper(bytes)
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

fn alternative_names(certificate: &X509Certificate<'_>) -> Vec<String> {
    let names = certificate.subject_alternative_name().ok().flatten();
    let names = names.map(|extension| extension.value.general_names.iter());
    let text = |name: &GeneralName<'_>| match name {
        GeneralName::DNSName(text) | GeneralName::RFC822Name(text) | GeneralName::URI(text) => {
            Some((*text).to_owned())
        }
        GeneralName::DirectoryName(name) => Some(name.to_string()),
        GeneralName::OtherName(_, value) => {
            let text = value.iter().filter(|b| b.is_ascii_graphic());
            Some(text.map(|b| char::from(*b)).collect())
        }
        GeneralName::X400Address(_)
        | GeneralName::EDIPartyName(_)
        | GeneralName::IPAddress(_)
        | GeneralName::RegisteredID(_)
        | GeneralName::Invalid(_, _) => None,
    };
    names.into_iter().flatten().filter_map(text).collect()
}

fn revocation_places(certificate: &X509Certificate<'_>) -> Vec<String> {
    let extensions = certificate.extensions().iter();
    let points = extensions.filter_map(|extension| {
        if let ParsedExtension::CRLDistributionPoints(points) = extension.parsed_extension() {
            return Some(points.points.iter());
        }
        None
    });
    let points = points
        .flatten()
        .filter_map(|point| point.distribution_point.as_ref());
    points.flat_map(scope::places).collect()
}

/// What a method of signing is called; one that nobody here knows, by its number.
fn signature_name(certificate: &X509Certificate<'_>) -> String {
    let number = certificate.signature_algorithm.algorithm.to_id_string();
    let name = match number.as_str() {
        "1.2.840.113549.1.1.4" => "MD5 (RSA)",
        "1.2.840.113549.1.1.5" | "1.3.14.3.2.29" => "SHA-1 (RSA)",
        "1.2.840.113549.1.1.10" => "RSA-PSS",
        "1.2.840.113549.1.1.11" => "SHA-256 (RSA)",
        "1.2.840.113549.1.1.12" => "SHA-384 (RSA)",
        "1.2.840.113549.1.1.13" => "SHA-512 (RSA)",
        "1.2.840.10045.4.1" => "SHA-1 (ECDSA)",
        "1.2.840.10045.4.3.2" => "SHA-256 (ECDSA)",
        "1.2.840.10045.4.3.3" => "SHA-384 (ECDSA)",
        "1.2.840.10045.4.3.4" => "SHA-512 (ECDSA)",
        "1.3.101.112" => "Ed25519",
        "1.3.101.113" => "Ed448",
        other => other,
    };
    name.to_owned()
}

fn first_text<'a>(
    mut values: impl Iterator<Item = &'a AttributeTypeAndValue<'a>>,
) -> Option<String> {
    chain::text(values.next()?)
}
