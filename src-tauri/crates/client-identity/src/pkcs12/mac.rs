//! The check value over the content: the format's own MAC, or PBMAC1 (RFC 9579).

use super::{
    algorithm::Algorithm,
    broken,
    hash::{Budget, Hash, rounds},
    methods,
    phrase::Phrase,
};
use crate::tlv::{INTEGER, OCTETS, SEQUENCE, elements};
use kakehashi_domain::{Fault, Outcome};
use pkcs12::kdf::Pkcs12KeyType;
use zeroize::Zeroizing;

const PBMAC1: &str = "1.2.840.113549.1.5.14";
/// What RFC 9579 recommends: a shorter key could be guessed.
const SHORTEST_KEY: usize = 20;

pub(super) struct Check {
    value: Vec<u8>,
    way: Way,
}

enum Way {
    Own {
        hash: Hash,
        salt: Vec<u8>,
        rounds: u32,
    },
    Pbmac1 {
        derivation: Pbkdf2,
        mac: Hash,
    },
}

/// How PBKDF2 derives a key.
pub(super) struct Pbkdf2 {
    pub salt: Vec<u8>,
    pub rounds: u32,
    pub length: Option<usize>,
    pub hash: Hash,
}

impl Check {
    /// Reads MacData.
    pub fn read(data: &[u8]) -> Outcome<Self> {
        let no_check = || broken("no check value");
        let parts = elements(data).ok_or_else(no_check)?;
        let [(SEQUENCE, digest), (OCTETS, salt), rest @ ..] = parts.as_slice() else {
            return Err(no_check());
        };
        let digest = elements(digest).ok_or_else(no_check)?;
        let [(SEQUENCE, algorithm), (OCTETS, value)] = digest.as_slice() else {
            return Err(no_check());
        };
        let algorithm = Algorithm::read(algorithm)?;
        let way = if algorithm.number == PBMAC1 {
            pbmac1(&algorithm)?
        } else {
            let hash = Hash::of_digest(&algorithm.number);
            Way::Own {
                hash: hash.ok_or_else(|| as_mac(&algorithm.number))?,
                salt: salt.to_vec(),
                rounds: match rest.first() {
                    Some((INTEGER, number)) => rounds(number)?,
                    Some(_) | None => 1,
                },
            }
        };
        Ok(Self {
            value: value.to_vec(),
            way,
        })
    }

    /// Whether it fits the content by this phrase.
    pub fn holds(&self, content: &[u8], phrase: &Phrase, budget: &mut Budget) -> Outcome<bool> {
        let (mac, key) = match &self.way {
            Way::Own { hash, salt, rounds } => {
                let length = hash.length();
                let use_of_it = Pkcs12KeyType::Mac;
                let wide = phrase.wide();
                let key = hash.pkcs12(wide, salt, *rounds, use_of_it, length, budget)?;
                (*hash, key)
            }
            Way::Pbmac1 { derivation, mac } => {
                let length = derivation.length.unwrap_or(mac.length());
                (*mac, derivation.key(phrase.bytes(), length, budget)?)
            }
        };
        Ok(mac.hmac_holds(&key, content, &self.value))
    }
}

fn pbmac1(algorithm: &Algorithm<'_>) -> Outcome<Way> {
    let no_parameters = || broken("PBMAC1 without its parameters");
    let parts = algorithm.sequence().ok_or_else(no_parameters)?;
    let [(SEQUENCE, derivation), (SEQUENCE, mac)] = parts.as_slice() else {
        return Err(no_parameters());
    };
    let derivation = Pbkdf2::read(&Algorithm::read(derivation)?)?;
    // A file without a key's length isn't PBMAC1 as RFC 9579 has it.
    let length = derivation.length.ok_or_else(no_parameters)?;
    if length < SHORTEST_KEY {
        return Err(methods::refused("PBMAC1（鍵が20バイトより短いもの）"));
    }
    let mac = Algorithm::read(mac)?.number;
    let mac = Hash::of_hmac(&mac).ok_or_else(|| as_mac(&mac))?;
    Ok(Way::Pbmac1 { derivation, mac })
}

fn as_mac(number: &str) -> Fault {
    methods::refused(&format!(
        "{}による改ざん検査（MAC）",
        methods::called(number)
    ))
}

impl Pbkdf2 {
    const NUMBER: &str = "1.2.840.113549.1.5.12";

    pub fn read(algorithm: &Algorithm<'_>) -> Outcome<Self> {
        if algorithm.number != Self::NUMBER {
            return Err(methods::refused_number(&algorithm.number));
        }
        let no_parameters = || broken("PBKDF2 without its parameters");
        let parts = algorithm.sequence().ok_or_else(no_parameters)?;
        let [(OCTETS, salt), (INTEGER, number), more @ ..] = parts.as_slice() else {
            return Err(no_parameters());
        };
        let (mut length, mut hash) = (None, Hash::Sha1);
        for (tag, content) in more {
            match *tag {
                INTEGER => length = Some(rounds(content)? as usize),
                SEQUENCE => {
                    let number = Algorithm::read(content)?.number;
                    let known = Hash::of_hmac(&number);
                    hash = known.ok_or_else(|| methods::refused_number(&number))?;
                }
                _ => return Err(no_parameters()),
            }
        }
        Ok(Self {
            salt: salt.to_vec(),
            rounds: rounds(number)?,
            length,
            hash,
        })
    }

    pub fn key(
        &self,
        phrase: &[u8],
        length: usize,
        budget: &mut Budget,
    ) -> Outcome<Zeroizing<Vec<u8>>> {
        let Self { salt, rounds, .. } = self;
        self.hash.pbkdf2(phrase, salt, *rounds, length, budget)
    }
}
