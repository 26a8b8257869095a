//! The authority's list of revoked certificates (CRL).

use crate::{Authority, CertificateInfo, armour, chain, info, pem, scope::Scope};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Standing};
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
    scope: Scope,
}

impl RevocationList {
    /// Reads a list as PEM or DER and checks that this authority signed it.
    ///
    /// # Errors
    /// [`Code::RevocationListUnreadable`], also for a list that another one signed, for one of changes alone (delta) and
    /// for one of other authorities' certificates.
    pub fn read(bytes: &[u8], by: &Authority) -> Outcome<Self> {
        let unreadable = |cause: &str| Fault::new(Code::RevocationListUnreadable).because(cause);
        let mut der = armour::decoded(bytes).unwrap_or_else(|| bytes.to_vec());
        let Ok((rest, _)) = CertificateRevocationList::from_der(&der) else {
            return Err(unreadable("no CRL"));
        };
        der.truncate(der.len() - rest.len()); // a line end, for example
        let Ok((_, list)) = CertificateRevocationList::from_der(&der) else {
            return Err(unreadable("no CRL"));
        };
        if !chain::has_signed(by.der(), &list) {
            return Err(unreadable("not signed by the authority"));
        }
        let scope = Scope::of(&list).map_err(unreadable)?;
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
            scope,
            der: der.clone(),
        })
    }

    /// What the list says of a certificate; None of one that another authority issued, or of which it doesn't speak.
    pub fn standing(&self, of: &CertificateInfo) -> Option<Standing> {
        if self.issuer != of.issuer || !self.scope.covers(of) {
            return None;
        }
        let entry = self.entries.iter().find(|(listed, _)| *listed == of.serial);
        match entry {
            Some((_, standing)) => Some(*standing),
            None => self.scope.is_whole().then_some(Standing::Good),
        }
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
