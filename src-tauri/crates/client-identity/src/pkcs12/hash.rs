//! Hashes, and keys derived by them. A file asks for a number of rounds; one ceiling holds for all ways.

use kakehashi_domain::{Code, Outcome};
use pkcs12::kdf::{Pkcs12KeyType, derive_key};
use sha1::Sha1;
use sha2_new::{Sha224, Sha256, Sha384, Sha512, Sha512_224, Sha512_256};
use zeroize::Zeroizing;

/// Rounds of one derivation: ten times what today's tools write (NSS and GnuTLS: 600,000).
const MOST: u32 = 6_000_000;
/// Rounds of all derivations together: check value, certificates and key.
const MOST_IN_ALL: u32 = 3 * MOST;
/// Longer than any key.
const LONGEST: usize = 1024;

#[derive(Debug, Clone, Copy)]
pub(super) enum Hash {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha512To224,
    Sha512To256,
}

/// How much work is left.
pub(super) struct Budget(u32);

macro_rules! with {
    ($hash:expr, $digest:ident => $do:expr) => {
        match $hash {
            Hash::Sha1 => {
                type $digest = Sha1;
                $do
            }
            Hash::Sha224 => {
                type $digest = Sha224;
                $do
            }
            Hash::Sha256 => {
                type $digest = Sha256;
                $do
            }
            Hash::Sha384 => {
                type $digest = Sha384;
                $do
            }
            Hash::Sha512 => {
                type $digest = Sha512;
                $do
            }
            Hash::Sha512To224 => {
                type $digest = Sha512_224;
                $do
            }
            Hash::Sha512To256 => {
                type $digest = Sha512_256;
                $do
            }
        }
    };
}

impl Hash {
    /// By the number of the hash itself.
    pub fn of_digest(oid: &str) -> Option<Self> {
        Some(match oid {
            "1.3.14.3.2.26" => Self::Sha1,
            "2.16.840.1.101.3.4.2.4" => Self::Sha224,
            "2.16.840.1.101.3.4.2.1" => Self::Sha256,
            "2.16.840.1.101.3.4.2.2" => Self::Sha384,
            "2.16.840.1.101.3.4.2.3" => Self::Sha512,
            "2.16.840.1.101.3.4.2.5" => Self::Sha512To224,
            "2.16.840.1.101.3.4.2.6" => Self::Sha512To256,
            _ => return None,
        })
    }

    /// By the number of HMAC with it.
    pub fn of_hmac(oid: &str) -> Option<Self> {
        Some(match oid {
            "1.2.840.113549.2.7" | "1.3.6.1.5.5.8.1.2" => Self::Sha1,
            "1.2.840.113549.2.8" => Self::Sha224,
            "1.2.840.113549.2.9" => Self::Sha256,
            "1.2.840.113549.2.10" => Self::Sha384,
            "1.2.840.113549.2.11" => Self::Sha512,
            "1.2.840.113549.2.12" => Self::Sha512To224,
            "1.2.840.113549.2.13" => Self::Sha512To256,
            _ => return None,
        })
    }

    pub fn length(self) -> usize {
        with!(self, D => <D as hmac::digest::OutputSizeUser>::output_size())
    }

    /// Whether the value is the HMAC of the data.
    pub fn hmac_holds(self, key: &[u8], data: &[u8], value: &[u8]) -> bool {
        use hmac::{Hmac, KeyInit, Mac};
        with!(self, D => Hmac::<D>::new_from_slice(key)
            .is_ok_and(|mac| mac.chain_update(data).verify_slice(value).is_ok()))
    }

    /// PBKDF2 (RFC 8018).
    pub fn pbkdf2(
        self,
        phrase: &[u8],
        salt: &[u8],
        rounds: u32,
        length: usize,
        budget: &mut Budget,
    ) -> Outcome<Zeroizing<Vec<u8>>> {
        budget.take(rounds)?;
        if length > LONGEST {
            return Err(super::broken("a key too long"));
        }
        let mut key = Zeroizing::new(vec![0; length]);
        with!(self, D => pbkdf2::pbkdf2_hmac::<D>(phrase, salt, rounds, &mut key));
        Ok(key)
    }

    /// The format's own derivation (RFC 7292, B.2).
    pub fn pkcs12(
        self,
        phrase: &[u8],
        salt: &[u8],
        rounds: u32,
        use_of_it: Pkcs12KeyType,
        length: usize,
        budget: &mut Budget,
    ) -> Outcome<Zeroizing<Vec<u8>>> {
        budget.take(rounds)?;
        let rounds = i32::try_from(rounds).unwrap_or(i32::MAX);
        let key = with!(self, D => derive_key::<D>(phrase, salt, use_of_it, rounds, length));
        Ok(Zeroizing::new(key))
    }
}

impl Budget {
    pub fn new() -> Self {
        Self(MOST_IN_ALL)
    }

    fn take(&mut self, rounds: u32) -> Outcome<()> {
        let left = self.0.checked_sub(rounds).filter(|_| rounds <= MOST);
        self.0 = left.ok_or(Code::CertificateTooMuchWork)?;
        Ok(())
    }
}

/// A number of rounds; a longer one than any computer would do is refused as too much.
pub(super) fn rounds(content: &[u8]) -> Outcome<u32> {
    let significant = content
        .iter()
        .position(|b| *b != 0)
        .map_or(&[][..], |first| &content[first..]);
    if significant.len() > 4 || content.first().is_some_and(|first| first & 0x80 != 0) {
        return Err(Code::CertificateTooMuchWork.into());
    }
    let number = significant
        .iter()
        .fold(0_u32, |n, b| n << 8 | u32::from(*b));
    match number {
        0 => Err(super::broken("no rounds")),
        number if number > MOST => Err(Code::CertificateTooMuchWork.into()),
        number => Ok(number),
    }
}
