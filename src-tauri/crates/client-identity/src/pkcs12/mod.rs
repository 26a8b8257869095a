//! Opening PKCS#12 files (RFC 7292, RFC 9579), as many tools and years have written them.
//!
//! No library opens all of them or says by which method one is protected that it leaves shut, so the format is read here;
//! the ciphers and hashes are the usual libraries'.

mod algorithm;
mod bags;
mod cipher;
mod hash;
mod mac;
mod methods;
mod phrase;

use crate::{
    armour,
    tlv::{self, CONTEXT, INTEGER, OCTETS, OID, SEQUENCE, elements},
};
use bags::Found;
use hash::Budget;
use kakehashi_domain::{Code, Fault, Outcome};
use mac::Check;
use phrase::Phrase;
use rustls_pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use zeroize::Zeroizing;

const DATA: &str = "1.2.840.113549.1.7.1";
const SIGNED: &str = "1.2.840.113549.1.7.2";
const ENVELOPED: &str = "1.2.840.113549.1.7.3";
const ENCRYPTED: &str = "1.2.840.113549.1.7.6";

/// What an opened file holds, in its order.
pub(crate) struct Opened {
    pub certificates: Vec<CertificateDer<'static>>,
    pub keys: Vec<Zeroizing<PrivatePkcs8KeyDer<'static>>>,
    /// How the phrase had to be read, where not as it was typed.
    pub read_as: Option<String>,
}

/// A file that isn't opened yet.
pub(crate) struct Archive {
    /// As the check value covers it.
    content: Vec<u8>,
    check: Option<Check>,
}

/// Opens the file by the phrase as typed, or as it may have been meant.
pub(crate) fn open(bytes: &[u8], typed: &str) -> Outcome<Opened> {
    let archive = Archive::read(bytes)?;
    let mut budget = Budget::new();
    for phrase in phrase::readings(typed) {
        if let Some(found) = archive.open_by(&phrase, &mut budget)? {
            return Ok(Opened {
                certificates: found.certificates,
                keys: found.keys,
                read_as: phrase.read_as(),
            });
        }
    }
    Err(Code::CertificateWrongPassPhrase.into())
}

impl Archive {
    /// Reads the shell. What follows it doesn't belong to the file.
    pub fn read(bytes: &[u8]) -> Outcome<Self> {
        let text = armour::decoded(bytes);
        let bytes = text.as_deref().unwrap_or(bytes);
        let (_, file) = tlv::parsed(bytes).ok_or_else(|| broken("neither DER nor BER"))?;
        let parts = elements(&file).ok_or_else(|| broken("no parts"))?;
        let [(INTEGER, _), (SEQUENCE, safe), after @ ..] = parts.as_slice() else {
            return Err(broken("no PKCS#12"));
        };
        let (kind, content) = content_of(safe).ok_or_else(|| broken("no content"))?;
        match kind.as_str() {
            DATA => {}
            SIGNED => return Err(methods::refused("電子署名（公開鍵方式）")),
            _ => return Err(broken("content of another type")),
        }
        let Some((OCTETS, content, _)) = tlv::element(content) else {
            return Err(broken("no octets"));
        };
        let check = match after.first() {
            Some((SEQUENCE, check)) => Some(Check::read(check)?),
            Some(_) | None => None,
        };
        Ok(Self {
            content: content.to_vec(),
            check,
        })
    }

    /// None where it isn't the phrase.
    fn open_by(&self, phrase: &Phrase, budget: &mut Budget) -> Outcome<Option<Found>> {
        if let Some(check) = &self.check
            && !check.holds(&self.content, phrase, budget)?
        {
            return Ok(None);
        }
        match self.contents(phrase, budget) {
            Ok(found) => Ok(Some(found)),
            Err(fault) if fault.code == Code::CertificateWrongPassPhrase => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    fn contents(&self, phrase: &Phrase, budget: &mut Budget) -> Outcome<Found> {
        let mut found = Found::default();
        let (_, safes) = tlv::parsed(&self.content).ok_or_else(|| broken("no safes"))?;
        for (_, safe) in elements(&safes).ok_or_else(|| broken("no safes"))? {
            let (kind, content) = content_of(safe).ok_or_else(|| broken("no safe"))?;
            match kind.as_str() {
                DATA => {
                    let (_, bags, _) =
                        tlv::element(content).ok_or_else(|| broken("no octets in a safe"))?;
                    found.add(bags, phrase, budget)?;
                }
                ENCRYPTED => {
                    let bags = self.decrypted(content, phrase, budget)?;
                    let added = found.add(&bags, phrase, budget);
                    added.map_err(|fault| self.nonsense(fault))?;
                }
                ENVELOPED => return Err(methods::refused("公開鍵による暗号化")),
                _ => return Err(broken("a safe of another type")),
            }
        }
        Ok(found)
    }

    fn decrypted(
        &self,
        content: &[u8],
        phrase: &Phrase,
        budget: &mut Budget,
    ) -> Outcome<Zeroizing<Vec<u8>>> {
        let inside = || {
            let (_, data, _) = tlv::element(content)?;
            let parts = elements(data)?;
            let [(INTEGER, _), (SEQUENCE, inside), ..] = parts.as_slice() else {
                return None;
            };
            let parts = elements(inside)?;
            let [(OID, _), (SEQUENCE, algorithm), rest @ ..] = parts.as_slice() else {
                return None;
            };
            Some((*algorithm, rest.first().map_or(&[][..], |(_, data)| *data)))
        };
        let (algorithm, data) = inside().ok_or_else(|| broken("no encrypted safe"))?;
        cipher::decrypt(algorithm, data, phrase, budget)
    }

    /// Without a check value it's a wrong phrase that gives nonsense.
    fn nonsense(&self, fault: Fault) -> Fault {
        if self.check.is_none() && fault.code == Code::CertificateUnreadable {
            return Code::CertificateWrongPassPhrase.into();
        }
        fault
    }
}

/// The type of a ContentInfo, and what stands in its `[0]`.
fn content_of(info: &[u8]) -> Option<(String, &[u8])> {
    let parts = elements(info)?;
    let [(OID, kind), (CONTEXT, content), ..] = parts.as_slice() else {
        return None;
    };
    Some((tlv::dotted(kind)?, content))
}

fn broken(cause: &str) -> Fault {
    Fault::new(Code::CertificateUnreadable).because(cause)
}
