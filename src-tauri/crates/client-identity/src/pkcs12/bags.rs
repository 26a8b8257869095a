//! The bags of a safe: keys and certificates are taken, what else may lie there is left.

use super::{broken, cipher, hash::Budget, phrase::Phrase};
use crate::{
    chain,
    tlv::{self, CONTEXT, OCTETS, OID, SEQUENCE, elements},
};
use kakehashi_domain::{Fault, Outcome};
use rustls_pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use zeroize::Zeroizing;

const KEY: &str = "1.2.840.113549.1.12.10.1.1";
const SHROUDED_KEY: &str = "1.2.840.113549.1.12.10.1.2";
const CERTIFICATE: &str = "1.2.840.113549.1.12.10.1.3";
const SAFE: &str = "1.2.840.113549.1.12.10.1.6";
const X509: &str = "1.2.840.113549.1.9.22.1";

#[derive(Default)]
pub(super) struct Found {
    pub certificates: Vec<CertificateDer<'static>>,
    pub keys: Vec<Zeroizing<PrivatePkcs8KeyDer<'static>>>,
    depth: u8,
}

impl Found {
    /// Takes what a SafeContents holds.
    pub fn add(&mut self, bags: &[u8], phrase: &Phrase, budget: &mut Budget) -> Outcome<()> {
        let (tag, bags) = tlv::parsed(bags).ok_or_else(|| broken("no bags"))?;
        let bags = elements(&bags).filter(|_| tag == SEQUENCE);
        for (_, bag) in bags.ok_or_else(|| broken("no bags"))? {
            let parts = elements(bag).ok_or_else(|| broken("no bag"))?;
            let [(OID, kind), (CONTEXT, value), ..] = parts.as_slice() else {
                return Err(broken("no bag"));
            };
            self.add_bag(tlv::dotted(kind).as_deref(), value, phrase, budget)?;
        }
        Ok(())
    }

    fn add_bag(
        &mut self,
        kind: Option<&str>,
        value: &[u8],
        phrase: &Phrase,
        budget: &mut Budget,
    ) -> Outcome<()> {
        match kind {
            Some(KEY) => self.add_key(value),
            Some(SHROUDED_KEY) => {
                let (algorithm, data) = encrypted_key(value).ok_or_else(no_key)?;
                let key = cipher::decrypt(algorithm, data, phrase, budget)?;
                self.add_key(&key)
            }
            Some(CERTIFICATE) => {
                self.certificates.extend(certificate(value));
                Ok(())
            }
            Some(SAFE) if self.depth < 8 => {
                self.depth += 1;
                self.add(value, phrase, budget)
            }
            Some(_) | None => Ok(()),
        }
    }

    fn add_key(&mut self, key: &[u8]) -> Outcome<()> {
        let (tag, content) = tlv::parsed(key).ok_or_else(no_key)?;
        let der = tlv::write(tag, &content);
        self.keys.push(Zeroizing::new(der.into()));
        Ok(())
    }
}

fn encrypted_key(value: &[u8]) -> Option<(&[u8], &[u8])> {
    let (_, key, _) = tlv::element(value)?;
    let parts = elements(key)?;
    let [(SEQUENCE, algorithm), (OCTETS, data)] = parts.as_slice() else {
        return None;
    };
    Some((*algorithm, *data))
}

/// None for one of another type (SDSI), and for what is none.
fn certificate(value: &[u8]) -> Option<CertificateDer<'static>> {
    let (_, bag, _) = tlv::element(value)?;
    let parts = elements(bag)?;
    let [(OID, kind), (CONTEXT, wrapped)] = parts.as_slice() else {
        return None;
    };
    let (OCTETS, der, _) = tlv::element(wrapped)? else {
        return None;
    };
    let is_one = tlv::dotted(kind)? == X509 && chain::parse(der).is_some();
    is_one.then(|| der.to_vec().into())
}

fn no_key() -> Fault {
    broken("no key in a bag for one")
}
