//! Which certificates were issued and revoked; the CRL is made from it.

use std::path::Path;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use rcgen::{
    CertificateRevocationListParams, KeyIdMethod, RevocationReason, RevokedCertParams, SerialNumber,
};
use serde::{Deserialize, Serialize};

use super::authority::{CRL, issuer};
use super::terminal::{Issued, Order};
use crate::{
    Error,
    files::{self, Readers},
};

const REGISTER: &str = "issued.json";
const CRL_LIFE: Duration = Duration::from_secs(3650 * 86_400);

#[derive(Default, Serialize, Deserialize)]
struct Register {
    issued: Vec<Entry>,
    revoked: Vec<Revoked>,
}

/// One issued certificate.
#[derive(Serialize, Deserialize)]
pub struct Entry {
    serial: String,
    sha256: String,
    terminal: String,
    insurer: String,
    not_before: DateTime<Utc>,
    not_after: DateTime<Utc>,
}

#[derive(Serialize, Deserialize)]
struct Revoked {
    serial: String,
    at: DateTime<Utc>,
}

impl Entry {
    pub fn new(issued: &Issued, order: &Order, start: SystemTime, end: SystemTime) -> Self {
        Entry {
            serial: issued.serial.clone(),
            sha256: issued.fingerprint.clone(),
            terminal: order.terminal.clone(),
            insurer: order.insurer.clone(),
            not_before: start.into(),
            not_after: end.into(),
        }
    }
}

pub fn note(dir: &Path, entry: Entry) -> Result<(), Error> {
    let mut register = read(dir)?;
    register.issued.push(entry);
    write(dir, &register)
}

/// Revokes a certificate by its serial number (hex, with or without colons) and rewrites the CRL.
///
/// # Errors
/// When the serial number isn't hex or a file can't be written.
pub fn revoke(dir: &Path, serial: &str) -> Result<(), Error> {
    let serial = serial.replace(':', "").to_ascii_uppercase();
    hex::decode(&serial).map_err(|_| Error::Usage("シリアル番号は16進数で指定します".into()))?;
    let mut register = read(dir)?;
    if register
        .revoked
        .iter()
        .all(|revoked| revoked.serial != serial)
    {
        register.revoked.push(Revoked {
            serial,
            at: SystemTime::now().into(),
        });
    }
    write(dir, &register)?;
    write_crl(dir, &register)
}

fn write_crl(dir: &Path, register: &Register) -> Result<(), Error> {
    let now = SystemTime::now();
    let revoked_certs = register.revoked.iter().filter_map(|revoked| {
        Some(RevokedCertParams {
            serial_number: SerialNumber::from_slice(&hex::decode(&revoked.serial).ok()?),
            revocation_time: SystemTime::from(revoked.at).into(),
            reason_code: Some(RevocationReason::Superseded),
            invalidity_date: None,
        })
    });
    let crl = CertificateRevocationListParams {
        this_update: now.into(),
        next_update: (now + CRL_LIFE).into(),
        crl_number: SerialNumber::from(register.revoked.len() as u64),
        issuing_distribution_point: None,
        revoked_certs: revoked_certs.collect(),
        key_identifier_method: KeyIdMethod::Sha256,
    }
    .signed_by(&issuer(dir)?)?;
    files::write(&dir.join(CRL), crl.pem()?.as_bytes(), Readers::Anyone)
}

fn read(dir: &Path) -> Result<Register, Error> {
    let path = dir.join(REGISTER);
    if !path.exists() {
        return Ok(Register::default());
    }
    serde_json::from_str(&files::read(&path)?).map_err(|e| Error::content(&path, e))
}

fn write(dir: &Path, register: &Register) -> Result<(), Error> {
    let path = dir.join(REGISTER);
    let text = serde_json::to_vec_pretty(register).map_err(|e| Error::content(&path, e))?;
    files::write(&path, &text, Readers::Anyone)
}
