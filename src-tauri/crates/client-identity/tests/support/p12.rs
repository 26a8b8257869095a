//! A writer of PKCS#12 files in the ways that no tool at hand writes any more, or not yet.

use aes::Aes256;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7};
use hmac::{Hmac, KeyInit, Mac};
use pkcs12::kdf::{Pkcs12KeyType, derive_key};
use rustls_pki_types::{CertificateDer, PrivatePkcs8KeyDer, pem::PemObject};
use sha1::Sha1;
use sha2_new::Sha256;

const SALT: &[u8] = b"saltsalt";
const IV: [u8; 16] = *b"a vector of size";
const ROUNDS: u32 = 2048;

/// How PBES2 names its hash.
#[derive(Clone, Copy, PartialEq)]
pub enum Prf {
    Absent,
    Sha1,
    Sha256,
}

/// How the file is to be written.
pub struct Recipe {
    pub prf: Prf,
    /// The phrase for the format's own derivation, without its end.
    pub wide: Vec<u8>,
    /// The phrase for PBES2.
    pub bytes: Vec<u8>,
    /// Bags beside those of the certificate and the key.
    pub more_bags: Vec<Vec<u8>>,
    /// The number of the hash of the check value; SHA-256's way, whatever it says.
    pub mac: &'static str,
    pub rounds: u32,
}

impl Recipe {
    pub fn new(phrase: &str) -> Self {
        Self {
            prf: Prf::Sha256,
            wide: phrase.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            bytes: phrase.as_bytes().to_vec(),
            more_bags: Vec::new(),
            mac: "2.16.840.1.101.3.4.2.1",
            rounds: ROUNDS,
        }
    }

    /// As old tools took the bytes of their own character code for letters.
    pub fn bytewise(bytes: &[u8]) -> Self {
        Self {
            wide: bytes.iter().flat_map(|b| [0, *b]).collect(),
            bytes: bytes.to_vec(),
            ..Self::new("")
        }
    }

    pub fn write(&self, certificate: &str, key: &str) -> Vec<u8> {
        let certificate = CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap();
        let key = PrivatePkcs8KeyDer::from_pem_slice(key.as_bytes()).unwrap();
        let x509 = sequence(&[
            &oid("1.2.840.113549.1.9.22.1"),
            &zero(&octets(&certificate)),
        ]);
        let mut bags = vec![
            bag("1.2.840.113549.1.12.10.1.3", &x509),
            bag(
                "1.2.840.113549.1.12.10.1.2",
                &self.shrouded(key.secret_pkcs8_der()),
            ),
        ];
        bags.extend(self.more_bags.clone());
        let bags: Vec<&[u8]> = bags.iter().map(Vec::as_slice).collect();
        let safe = data(&sequence(&bags));
        let content = sequence(&[&safe]);
        let mac = self.mac(&content);
        sequence(&[&integer(3), &data(&content), &mac])
    }

    fn shrouded(&self, key: &[u8]) -> Vec<u8> {
        let mut derived = [0; 32];
        match self.prf {
            Prf::Sha256 => {
                pbkdf2::pbkdf2_hmac::<Sha256>(&self.bytes, SALT, self.rounds, &mut derived);
            }
            Prf::Absent | Prf::Sha1 => {
                pbkdf2::pbkdf2_hmac::<Sha1>(&self.bytes, SALT, self.rounds, &mut derived);
            }
        }
        let cipher = cbc::Encryptor::<Aes256>::new_from_slices(&derived, &IV).unwrap();
        let encrypted = cipher.encrypt_padded_vec::<Pkcs7>(key);
        let prf = match self.prf {
            Prf::Absent => Vec::new(),
            Prf::Sha1 => algorithm("1.2.840.113549.2.7"),
            Prf::Sha256 => algorithm("1.2.840.113549.2.9"),
        };
        let derivation = sequence(&[&octets(SALT), &integer(self.rounds), &prf]);
        let derivation = sequence(&[&oid("1.2.840.113549.1.5.12"), &derivation]);
        let cipher = sequence(&[&oid("2.16.840.1.101.3.4.1.42"), &octets(&IV)]);
        let scheme = sequence(&[&derivation, &cipher]);
        let scheme = sequence(&[&oid("1.2.840.113549.1.5.13"), &scheme]);
        sequence(&[&scheme, &octets(&encrypted)])
    }

    fn mac(&self, content: &[u8]) -> Vec<u8> {
        let phrase = [&self.wide[..], &[0, 0]].concat();
        let rounds = i32::try_from(self.rounds).unwrap();
        let key = derive_key::<Sha256>(&phrase, SALT, Pkcs12KeyType::Mac, rounds, 32);
        let value = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        let value = value.chain_update(content).finalize().into_bytes();
        let digest = sequence(&[&algorithm(self.mac), &octets(&value)]);
        sequence(&[&digest, &octets(SALT), &integer(self.rounds)])
    }
}

/// A bag of any kind.
pub fn bag(kind: &str, value: &[u8]) -> Vec<u8> {
    sequence(&[&oid(kind), &zero(value)])
}

/// A certificate bag of SDSI.
pub fn sdsi() -> Vec<u8> {
    let inside = zero(&element(0x16, b"c2RzaQ=="));
    let inside = sequence(&[&oid("1.2.840.113549.1.9.22.2"), &inside]);
    bag("1.2.840.113549.1.12.10.1.3", &inside)
}

fn data(content: &[u8]) -> Vec<u8> {
    sequence(&[&oid("1.2.840.113549.1.7.1"), &zero(&octets(content))])
}

pub fn algorithm(number: &str) -> Vec<u8> {
    sequence(&[&oid(number), &[5, 0]])
}

pub fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    element(0x30, &parts.concat())
}

pub fn zero(content: &[u8]) -> Vec<u8> {
    element(0xA0, content)
}

pub fn octets(content: &[u8]) -> Vec<u8> {
    element(4, content)
}

fn integer(number: u32) -> Vec<u8> {
    let bytes = number.to_be_bytes();
    let zeros = bytes.iter().take_while(|b| **b == 0).count().min(3);
    let sign: &[u8] = if bytes[zeros] & 0x80 == 0 { &[] } else { &[0] };
    element(2, &[sign, &bytes[zeros..]].concat())
}

pub fn oid(dotted: &str) -> Vec<u8> {
    let numbers: Vec<u32> = dotted.split('.').map(|n| n.parse().unwrap()).collect();
    let first = numbers[0] * 40 + numbers[1];
    let written = [first].into_iter().chain(numbers[2..].iter().copied());
    element(6, &written.flat_map(base128).collect::<Vec<u8>>())
}

fn base128(number: u32) -> Vec<u8> {
    let groups = [28, 21, 14, 7, 0].map(|shift| (number >> shift & 0x7F) as u8);
    let zeros = groups.iter().take_while(|g| **g == 0).count().min(4);
    let (last, before) = groups[zeros..].split_last().unwrap();
    let before = before.iter().map(|group| group | 0x80);
    before.chain([*last]).collect()
}

pub fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let head = match length {
        0..0x80 => vec![tag, length as u8],
        0x80..0x100 => vec![tag, 0x81, length as u8],
        _ => vec![tag, 0x82, (length >> 8) as u8, length as u8],
    };
    [head, content.to_vec()].concat()
}
