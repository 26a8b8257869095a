//! Private keys: loaded where servers take their kind, named where not.

use crate::{
    chain,
    tlv::{self, INTEGER, OCTETS, OID, SEQUENCE, elements},
};
use kakehashi_domain::{Code, Fault, Outcome};
use rustls::{crypto::ring::sign::any_supported_type, sign::SigningKey};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use std::sync::Arc;
use zeroize::Zeroizing;

pub(crate) const RSA: &str = "1.2.840.113549.1.1.1";
pub(crate) const EC: &str = "1.2.840.10045.2.1";
pub(crate) const RSA_BITS_LEAST: u32 = 2048;
const RSA_BITS_MOST: u32 = 4096;
const P256: &str = "1.2.840.10045.3.1.7";
const P384: &str = "1.3.132.0.34";
const BITS: u8 = 0x03;
const NULL: &[u8] = &[0x05, 0];
/// `[1]` with elements in it.
const POINT: u8 = 0xA1;

/// A key in PKCS#8, and what signs with it.
pub(crate) type Loaded = (Zeroizing<PrivatePkcs8KeyDer<'static>>, Arc<dyn SigningKey>);

/// Loads a key; one that a tool wrote without all its parts is completed from its certificate.
///
/// # Errors
/// [`Code::CertificateWeakKey`] with `bits`, [`Code::CertificateKeyKind`] with `kind`, [`Code::CertificateUnreadable`].
pub(crate) fn load(
    key: Zeroizing<PrivatePkcs8KeyDer<'static>>,
    certificates: &[CertificateDer<'static>],
) -> Outcome<Loaded> {
    let cause = match signer(&key) {
        Ok(signer) => return Ok((key, signer)),
        Err(cause) => cause,
    };
    let parts = Parts::read(key.secret_pkcs8_der());
    let parts = parts.ok_or_else(|| Fault::new(Code::CertificateUnreadable).because(&cause))?;
    for whole in parts.completed(certificates) {
        if let Ok(signer) = signer(&whole) {
            return Ok((whole, signer));
        }
    }
    Err(parts.refused().because(cause))
}

fn signer(key: &PrivatePkcs8KeyDer<'static>) -> Result<Arc<dyn SigningKey>, rustls::Error> {
    any_supported_type(&PrivateKeyDer::Pkcs8(key.secret_pkcs8_der().into()))
}

/// What a kind of key is called, with its curve where it has one.
pub(crate) fn kind(number: &str, curve: Option<&str>) -> String {
    let name = match (number, curve) {
        (RSA, _) => "RSA",
        ("1.2.840.113549.1.1.10", _) => "RSA-PSS",
        ("1.2.840.113549.1.1.7", _) => "RSA-OAEP",
        ("1.2.840.10040.4.1", _) => "DSA",
        ("1.2.840.10046.2.1", _) => "DH",
        ("1.3.101.110", _) => "X25519",
        ("1.3.101.111", _) => "X448",
        ("1.3.101.112", _) => "Ed25519",
        ("1.3.101.113", _) => "Ed448",
        (EC, Some(P256)) => "EC P-256",
        (EC, Some(P384)) => "EC P-384",
        (EC, Some("1.3.132.0.35")) => "EC P-521",
        (EC, Some("1.3.132.0.33")) => "EC P-224",
        (EC, Some("1.2.840.10045.3.1.1")) => "EC P-192",
        (EC, Some("1.3.132.0.10")) => "EC secp256k1",
        (EC, Some("1.3.36.3.3.2.8.1.1.7")) => "EC brainpoolP256r1",
        (EC, Some("1.3.36.3.3.2.8.1.1.8")) => "EC brainpoolP256t1",
        (EC, Some("1.3.36.3.3.2.8.1.1.9")) => "EC brainpoolP320r1",
        (EC, Some("1.3.36.3.3.2.8.1.1.11")) => "EC brainpoolP384r1",
        (EC, Some("1.3.36.3.3.2.8.1.1.12")) => "EC brainpoolP384t1",
        (EC, Some("1.3.36.3.3.2.8.1.1.13")) => "EC brainpoolP512r1",
        (EC, Some("1.3.36.3.3.2.8.1.1.14")) => "EC brainpoolP512t1",
        (EC, Some("1.2.156.10197.1.301")) => "SM2",
        (EC, Some(other)) => return format!("EC {other}"),
        (EC, None) => "EC（曲線を数値で書いたもの）",
        (other, _) => return other.to_owned(),
    };
    name.to_owned()
}

/// The parts of a PKCS#8 key.
struct Parts<'a> {
    number: String,
    /// The curve of an EC key by its number.
    curve: Option<String>,
    algorithm: &'a [u8],
    key: &'a [u8],
}

impl<'a> Parts<'a> {
    fn read(pkcs8: &'a [u8]) -> Option<Self> {
        let (_, content, _) = tlv::element(pkcs8)?;
        let parts = elements(content)?;
        let [(INTEGER, _), (SEQUENCE, algorithm), (OCTETS, key), ..] = parts.as_slice() else {
            return None;
        };
        let inside = elements(algorithm)?;
        let [(OID, number), more @ ..] = inside.as_slice() else {
            return None;
        };
        let curve = match more.first() {
            Some((OID, curve)) => tlv::dotted(curve),
            Some(_) | None => None,
        };
        Some(Self {
            number: tlv::dotted(number)?,
            curve,
            algorithm,
            key,
        })
    }

    /// The same key with all its parts, a guess for each certificate that may be its own.
    fn completed(
        &self,
        certificates: &[CertificateDer<'static>],
    ) -> Vec<Zeroizing<PrivatePkcs8KeyDer<'static>>> {
        match (self.number.as_str(), self.curve.as_deref()) {
            (RSA, _) => {
                let number = elements(self.algorithm).into_iter().flatten().next();
                let (tag, number) = number.unwrap_or((OID, &[]));
                let algorithm = [tlv::write(tag, number), NULL.to_vec()].concat();
                vec![pkcs8(&algorithm, self.key)]
            }
            (EC, Some(P256)) => self.with_points(certificates, 32),
            (EC, Some(P384)) => self.with_points(certificates, 48),
            _ => Vec::new(),
        }
    }

    fn with_points(
        &self,
        certificates: &[CertificateDer<'static>],
        length: usize,
    ) -> Vec<Zeroizing<PrivatePkcs8KeyDer<'static>>> {
        let secret = tlv::element(self.key).and_then(|(_, content, _)| elements(content));
        let Some([(INTEGER, version), (OCTETS, secret), ..]) = secret.as_deref() else {
            return Vec::new();
        };
        let zeros = secret.iter().take_while(|b| **b == 0).count();
        let significant = &secret[zeros..];
        let Some(missing) = length.checked_sub(significant.len()) else {
            return Vec::new();
        };
        let secret = Zeroizing::new([&vec![0; missing], significant].concat());
        let points = certificates.iter().filter_map(|der| {
            let certificate = chain::parse(der)?;
            Some(certificate.public_key().subject_public_key.data.to_vec())
        });
        let whole = |point: Vec<u8>| {
            let point = tlv::write(POINT, &tlv::write(BITS, &[&[0], &point[..]].concat()));
            let parts = [
                tlv::write(INTEGER, version),
                tlv::write(OCTETS, &secret),
                point,
            ];
            pkcs8(self.algorithm, &tlv::write(SEQUENCE, &parts.concat()))
        };
        points.map(whole).collect()
    }

    fn refused(&self) -> Fault {
        let kind = kind(&self.number, self.curve.as_deref());
        if self.number != RSA {
            return Fault::new(Code::CertificateKeyKind).with("kind", kind);
        }
        match self.modulus_and_exponent() {
            Some((bits, _)) if bits < RSA_BITS_LEAST => {
                Fault::new(Code::CertificateWeakKey).with("bits", bits)
            }
            Some((bits, _)) if bits > RSA_BITS_MOST => {
                Fault::new(Code::CertificateKeyKind).with("kind", format!("RSA {bits}ビット"))
            }
            Some((_, Some(exponent))) if exponent < 65_537 => {
                let kind = format!("RSA（公開指数が{exponent}）");
                Fault::new(Code::CertificateKeyKind).with("kind", kind)
            }
            Some(_) | None => Code::CertificateUnreadable.into(),
        }
    }

    /// Bits of the modulus, and the exponent where it is short.
    fn modulus_and_exponent(&self) -> Option<(u32, Option<u64>)> {
        let (_, content, _) = tlv::element(self.key)?;
        let parts = elements(content)?;
        let [(INTEGER, _), (INTEGER, modulus), (INTEGER, exponent), ..] = parts.as_slice() else {
            return None;
        };
        let bits = bits_of(modulus)?;
        let short = exponent.len() <= 8;
        let exponent = short.then(|| exponent.iter().fold(0, |n, b| n << 8 | u64::from(*b)));
        Some((bits, exponent))
    }
}

/// How many bits a whole number has.
pub(crate) fn bits_of(number: &[u8]) -> Option<u32> {
    let zeros = number.iter().take_while(|b| **b == 0).count();
    let first = number.get(zeros)?;
    Some(u32::try_from(number.len() - zeros).ok()? * 8 - first.leading_zeros())
}

fn pkcs8(algorithm: &[u8], key: &[u8]) -> Zeroizing<PrivatePkcs8KeyDer<'static>> {
    let parts = [
        tlv::write(INTEGER, &[0]),
        tlv::write(SEQUENCE, algorithm),
        tlv::write(OCTETS, key),
    ];
    Zeroizing::new(tlv::write(SEQUENCE, &parts.concat()).into())
}
