//! The certificate chain and its private key.

use crate::{CertificateInfo, chain, pem, pkcs12};
use chrono::{DateTime, Datelike, FixedOffset, Utc};
use kakehashi_domain::{Code, Fault, Outcome};
use rustls::{
    crypto::ring::sign::any_supported_type,
    sign::{CertifiedKey, SigningKey},
};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use std::{fmt, sync::Arc};
use zeroize::Zeroizing;

const JAPAN_OFFSET_SECONDS: i32 = 9 * 3600;

/// A client certificate with its chain and its private key, known to be a pair.
pub struct ClientIdentity {
    certified: Arc<CertifiedKey>,
    key: Zeroizing<PrivatePkcs8KeyDer<'static>>,
    info: CertificateInfo,
}

impl ClientIdentity {
    /// Opens a `.p12` or `.pfx` file. The chain is put in order, leaf first.
    ///
    /// # Errors
    /// [`Code::CertificateWrongPassPhrase`], [`Code::CertificateUnreadable`],
    /// [`Code::CertificateWithoutKey`], [`Code::CertificateMissing`],
    /// [`Code::CertificateKeyMismatch`].
    pub fn from_pkcs12(bytes: &[u8], pass_phrase: &str) -> Outcome<Self> {
        let (certificates, keys) = pkcs12::open(bytes, pass_phrase)?;
        Self::assemble(certificates, keys)
    }

    /// Reads what [`ClientIdentity::to_pem`] gave.
    ///
    /// # Errors
    /// As [`ClientIdentity::from_pkcs12`], without the pass phrase.
    pub fn from_pem(text: &str) -> Outcome<Self> {
        let (certificates, keys) = pem::read(text)?;
        Self::assemble(certificates, keys)
    }

    /// Gives the chain and the PKCS#8 key as PEM; for the encrypted store only.
    pub fn to_pem(&self) -> Zeroizing<String> {
        pem::write(self.chain(), &self.key)
    }

    /// Tells what the certificate says of itself.
    pub fn info(&self) -> &CertificateInfo {
        &self.info
    }

    /// Gives the chain, leaf first.
    pub fn chain(&self) -> &[CertificateDer<'static>] {
        &self.certified.cert
    }

    /// Gives the chain and the signer as TLS needs them.
    pub fn certified_key(&self) -> Arc<CertifiedKey> {
        Arc::clone(&self.certified)
    }

    /// Checks that the certificate is valid at `now`.
    ///
    /// # Errors
    /// [`Code::CertificateExpired`] or [`Code::CertificateNotYetValid`] with `date`, a day in
    /// Japan.
    pub fn check_period(&self, now: DateTime<Utc>) -> Outcome<()> {
        let CertificateInfo {
            not_before,
            not_after,
            ..
        } = self.info;
        if now > not_after {
            return Err(Fault::new(Code::CertificateExpired).with("date", japanese_day(not_after)));
        }
        if now < not_before {
            let date = japanese_day(not_before);
            return Err(Fault::new(Code::CertificateNotYetValid).with("date", date));
        }
        Ok(())
    }

    /// Joins the first key and certificate that are a pair.
    fn assemble(
        certificates: Vec<CertificateDer<'static>>,
        keys: Vec<Zeroizing<PrivatePkcs8KeyDer<'static>>>,
    ) -> Outcome<Self> {
        if certificates.is_empty() {
            return Err(Code::CertificateMissing.into());
        }
        if keys.is_empty() {
            return Err(Code::CertificateWithoutKey.into());
        }
        for key in keys {
            let signer = load(&key)?;
            let Some(leaf) = certificates.iter().find(|c| is_pair(c, &signer)).cloned() else {
                continue;
            };
            let info = CertificateInfo::read(&leaf)?;
            let chain = chain::order(leaf, certificates);
            let certified = Arc::new(CertifiedKey::new(chain, signer));
            return Ok(Self {
                certified,
                key,
                info,
            });
        }
        Err(Code::CertificateKeyMismatch.into())
    }
}

impl fmt::Debug for ClientIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientIdentity({})", self.info.subject)
    }
}

fn load(key: &PrivatePkcs8KeyDer<'static>) -> Outcome<Arc<dyn SigningKey>> {
    let borrowed = PrivateKeyDer::Pkcs8(key.secret_pkcs8_der().into());
    any_supported_type(&borrowed).map_err(|e| Fault::new(Code::CertificateUnreadable).because(e))
}

fn is_pair(certificate: &CertificateDer<'static>, signer: &Arc<dyn SigningKey>) -> bool {
    let candidate = CertifiedKey::new(vec![certificate.clone()], Arc::clone(signer));
    candidate.keys_match().is_ok()
}

fn japanese_day(time: DateTime<Utc>) -> String {
    let day = match FixedOffset::east_opt(JAPAN_OFFSET_SECONDS) {
        Some(japan) => time.with_timezone(&japan).date_naive(),
        None => time.date_naive(),
    };
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
