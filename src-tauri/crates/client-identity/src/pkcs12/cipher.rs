//! Decrypting: PBES2 (RFC 8018), and of the format's own ways those that were in use.

use super::{
    algorithm::Algorithm,
    broken,
    hash::{Budget, Hash, rounds},
    mac::Pbkdf2,
    methods,
    phrase::Phrase,
};
use crate::tlv::{INTEGER, OCTETS, SEQUENCE};
use aes::{Aes128, Aes192, Aes256};
use cbc::{
    Decryptor,
    cipher::{BlockModeDecrypt, KeyIvInit, block_padding::Pkcs7},
};
use des::TdesEde3;
use kakehashi_domain::{Code, Outcome};
use pkcs12::kdf::Pkcs12KeyType;
use rc2::Rc2;
use zeroize::Zeroizing;

const PBES2: &str = "1.2.840.113549.1.5.13";
const OWN_TRIPLE_DES: &str = "1.2.840.113549.1.12.1.3";
const OWN_RC2_40: &str = "1.2.840.113549.1.12.1.6";
const SCRYPT: &str = "1.3.6.1.4.1.11591.4.11";
/// Twice what tools ask of scrypt.
const MOST_MEMORY: u64 = 1 << 25;
const MOST_LANES: u32 = 16;

#[derive(Clone, Copy)]
enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    TripleDes,
    Rc2,
}

/// Opens `data` by the phrase.
///
/// # Errors
/// [`Code::CertificateWrongPassPhrase`] where what comes out isn't padded, [`Code::CertificateMethodRefused`],
/// [`Code::CertificateTooMuchWork`], [`Code::CertificateUnreadable`].
pub(super) fn decrypt(
    algorithm: &[u8],
    data: &[u8],
    phrase: &Phrase,
    budget: &mut Budget,
) -> Outcome<Zeroizing<Vec<u8>>> {
    let algorithm = Algorithm::read(algorithm)?;
    match algorithm.number.as_str() {
        PBES2 => pbes2(&algorithm, data, phrase, budget),
        OWN_TRIPLE_DES => own(Cipher::TripleDes, &algorithm, data, phrase, budget),
        OWN_RC2_40 => own(Cipher::Rc2, &algorithm, data, phrase, budget),
        other => Err(methods::refused_number(other)),
    }
}

fn pbes2(
    algorithm: &Algorithm<'_>,
    data: &[u8],
    phrase: &Phrase,
    budget: &mut Budget,
) -> Outcome<Zeroizing<Vec<u8>>> {
    let no_parameters = || broken("PBES2 without its parameters");
    let parts = algorithm.sequence().ok_or_else(no_parameters)?;
    let [(SEQUENCE, derivation), (SEQUENCE, cipher)] = parts.as_slice() else {
        return Err(no_parameters());
    };
    let scheme = Algorithm::read(cipher)?;
    let cipher = Cipher::of(&scheme.number)?;
    let iv = scheme.of_tag(OCTETS).ok_or_else(no_parameters)?;
    let derivation = Algorithm::read(derivation)?;
    let length = cipher.key_length();
    let key = if derivation.number == SCRYPT {
        scrypt_key(&derivation, phrase.bytes(), length)?
    } else {
        Pbkdf2::read(&derivation)?.key(phrase.bytes(), length, budget)?
    };
    cipher.open(&key, iv, data)
}

fn own(
    cipher: Cipher,
    algorithm: &Algorithm<'_>,
    data: &[u8],
    phrase: &Phrase,
    budget: &mut Budget,
) -> Outcome<Zeroizing<Vec<u8>>> {
    let no_parameters = || broken("PBE without its parameters");
    let parts = algorithm.sequence().ok_or_else(no_parameters)?;
    let [(OCTETS, salt), (INTEGER, number)] = parts.as_slice() else {
        return Err(no_parameters());
    };
    let number = rounds(number)?;
    let mut derive = |use_of_it, length| {
        Hash::Sha1.pkcs12(phrase.wide(), salt, number, use_of_it, length, budget)
    };
    let key = derive(Pkcs12KeyType::EncryptionKey, cipher.key_length())?;
    let iv = derive(Pkcs12KeyType::Iv, 8)?;
    cipher.open(&key, &iv, data)
}

fn scrypt_key(
    derivation: &Algorithm<'_>,
    phrase: &[u8],
    length: usize,
) -> Outcome<Zeroizing<Vec<u8>>> {
    let no_parameters = || broken("scrypt without its parameters");
    let parts = derivation.sequence().ok_or_else(no_parameters)?;
    let [
        (OCTETS, salt),
        (INTEGER, cost),
        (INTEGER, block),
        (INTEGER, lanes),
        ..,
    ] = parts.as_slice()
    else {
        return Err(no_parameters());
    };
    let (cost, block, lanes) = (rounds(cost)?, rounds(block)?, rounds(lanes)?);
    let memory = u64::from(cost).saturating_mul(128 * u64::from(block));
    if memory > MOST_MEMORY || lanes > MOST_LANES {
        return Err(Code::CertificateTooMuchWork.into());
    }
    if !cost.is_power_of_two() {
        return Err(no_parameters());
    }
    let cost = u8::try_from(cost.ilog2()).unwrap_or(u8::MAX);
    let params = scrypt::Params::new(cost, block, lanes).map_err(|_| no_parameters())?;
    let mut key = Zeroizing::new(vec![0; length]);
    scrypt::scrypt(phrase, salt, &params, &mut key).map_err(|_| no_parameters())?;
    Ok(key)
}

impl Cipher {
    fn of(number: &str) -> Outcome<Self> {
        Ok(match number {
            "2.16.840.1.101.3.4.1.2" => Self::Aes128,
            "2.16.840.1.101.3.4.1.22" => Self::Aes192,
            "2.16.840.1.101.3.4.1.42" => Self::Aes256,
            "1.2.840.113549.3.7" => Self::TripleDes,
            other => return Err(methods::refused_number(other)),
        })
    }

    fn key_length(self) -> usize {
        match self {
            Self::Aes128 => 16,
            Self::Aes192 | Self::TripleDes => 24,
            Self::Aes256 => 32,
            Self::Rc2 => 5,
        }
    }

    fn open(self, key: &[u8], iv: &[u8], data: &[u8]) -> Outcome<Zeroizing<Vec<u8>>> {
        match self {
            Self::Aes128 => unpadded::<Decryptor<Aes128>>(key, iv, data),
            Self::Aes192 => unpadded::<Decryptor<Aes192>>(key, iv, data),
            Self::Aes256 => unpadded::<Decryptor<Aes256>>(key, iv, data),
            Self::TripleDes => unpadded::<Decryptor<TdesEde3>>(key, iv, data),
            Self::Rc2 => unpadded::<Decryptor<Rc2>>(key, iv, data),
        }
    }
}

fn unpadded<D: KeyIvInit + BlockModeDecrypt>(
    key: &[u8],
    iv: &[u8],
    data: &[u8],
) -> Outcome<Zeroizing<Vec<u8>>> {
    let decryptor =
        D::new_from_slices(key, iv).map_err(|_| broken("a vector of another length"))?;
    let clear = decryptor.decrypt_padded_vec::<Pkcs7>(data);
    let clear = clear.map_err(|_| Code::CertificateWrongPassPhrase)?;
    Ok(Zeroizing::new(clear))
}
