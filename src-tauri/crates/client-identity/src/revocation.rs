//! The authority's list of revoked certificates (CRL).

use crate::{Authority, CertificateInfo, chain, info, pem};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Standing};
use rustls_pki_types::{CertificateRevocationListDer, pem::PemObject};
use x509_parser::{
    prelude::{CertificateRevocationList, FromDer},
    x509::ReasonCode,
};

/// A list that its authority signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevocationList {
    der: Vec<u8>,
    issuer: String,
    this_update: Option<DateTime<Utc>>,
    next_update: Option<DateTime<Utc>>,
    entries: Vec<(String, Standing)>,
}

impl RevocationList {
    /// Reads a list as PEM or DER and checks that this authority signed it.
    ///
    /// # Errors
    /// [`Code::RevocationListUnreadable`], also for a list that another one signed.
    pub fn read(bytes: &[u8], by: &Authority) -> Outcome<Self> {
        let unreadable = |cause: &str| Fault::new(Code::RevocationListUnreadable).because(cause);
        let der = if pem::is_pem(bytes) {
            let first = CertificateRevocationListDer::from_pem_slice(bytes);
            first.map_err(|_| unreadable("broken PEM"))?.to_vec()
        } else {
            bytes.to_vec()
        };
        let Ok(([], list)) = CertificateRevocationList::from_der(&der) else {
            return Err(unreadable("no CRL"));
        };
        if !chain::has_signed(by.der(), &list) {
            return Err(unreadable("not signed by the authority"));
        }
        let entries = list.iter_revoked_certificates().map(|entry| {
            let standing = match entry.reason_code() {
                Some((_, ReasonCode::CertificateHold)) => Standing::OnHold,
                Some((_, ReasonCode::RemoveFromCRL)) => Standing::Good,
                Some(_) | None => Standing::Revoked,
            };
            (info::serial_text(entry.raw_serial()), standing)
        });
        let entries = entries.collect();
        Ok(Self {
            issuer: list.issuer().to_string(),
            this_update: info::time(list.last_update()),
            next_update: list.next_update().and_then(info::time),
            entries,
            der,
        })
    }

    /// What the list says of a certificate; None of one that another authority issued.
    pub fn standing(&self, of: &CertificateInfo) -> Option<Standing> {
        let entry = self.entries.iter().find(|(listed, _)| *listed == of.serial);
        let standing = entry.map_or(Standing::Good, |(_, standing)| *standing);
        (self.issuer == of.issuer).then_some(standing)
    }

    /// Whether the same authority made the other list after this one.
    pub fn is_older_than(&self, other: &Self) -> bool {
        self.issuer == other.issuer && self.this_update < other.this_update
    }

    /// When the authority promises the next one.
    pub fn next_update(&self) -> Option<DateTime<Utc>> {
        self.next_update
    }

    /// How many certificates stand in it.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none does.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Gives the list as PEM.
    pub fn to_pem(&self) -> String {
        let mut text = String::new();
        pem::section(&mut text, "X509 CRL", &self.der);
        text
    }
}
