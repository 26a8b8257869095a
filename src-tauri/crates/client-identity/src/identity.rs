//! The certificate chain and its private key.

use crate::{CertificateInfo, bundle, chain, key, pem, pkcs12, signer};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, Outcome};
use rustls::sign::{CertifiedKey, SigningKey};
use rustls_pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use std::{fmt, sync::Arc};
use zeroize::Zeroizing;

/// A client certificate with its chain and its private key, known to be a pair.
pub struct ClientIdentity {
    certified: Arc<CertifiedKey>,
    /// None where the operating system keeps it and only signs.
    key: Option<Zeroizing<PrivatePkcs8KeyDer<'static>>>,
    info: CertificateInfo,
}

/// What a `.p12` or `.pfx` file held.
#[derive(Debug)]
pub struct OpenedFile {
    /// Every pair of key and certificate, in the keys' order; at least one.
    pub pairs: Vec<ClientIdentity>,
    /// How the pass phrase had to be read, a Japanese sentence; None where it opened as it was typed.
    pub read_as: Option<String>,
}

impl ClientIdentity {
    /// Opens a `.p12` or `.pfx` file with one key. The chain is put in order, leaf first.
    ///
    /// # Errors
    /// As [`ClientIdentity::all_of_pkcs12`]; [`Code::CertificateSeveral`] with `count` and
    /// `serials` when the file holds more than one pair.
    pub fn from_pkcs12(bytes: &[u8], pass_phrase: &str) -> Outcome<Self> {
        Self::only(Self::all_of_pkcs12(bytes, pass_phrase)?)
    }

    /// Opens a `.p12` or `.pfx` file and gives every pair of key and certificate, in the keys' order; at least one.
    ///
    /// # Errors
    /// As [`ClientIdentity::open_pkcs12`].
    pub fn all_of_pkcs12(bytes: &[u8], pass_phrase: &str) -> Outcome<Vec<Self>> {
        Ok(Self::open_pkcs12(bytes, pass_phrase)?.pairs)
    }

    /// Opens a `.p12` or `.pfx` file by the pass phrase as typed, or as it may have been meant: without spaces around
    /// it, in half width, its letters whole, as bytes of UTF-8 and CP932.
    ///
    /// # Errors
    /// [`Code::CertificateWrongPassPhrase`], [`Code::CertificateUnreadable`], [`Code::CertificateMethodRefused`],
    /// [`Code::CertificateTooMuchWork`], [`Code::CertificateWithoutKey`], [`Code::CertificateMissing`],
    /// [`Code::CertificateKeyMismatch`], [`Code::CertificateTooOld`], [`Code::CertificateWeakKey`],
    /// [`Code::CertificateKeyKind`].
    pub fn open_pkcs12(bytes: &[u8], pass_phrase: &str) -> Outcome<OpenedFile> {
        let mut opened = pkcs12::open(bytes, pass_phrase)?;
        let read_as = opened.read_as.take();
        Ok(OpenedFile {
            pairs: Self::of_opened(opened)?,
            read_as,
        })
    }

    pub(crate) fn of_opened(opened: pkcs12::Opened) -> Outcome<Vec<Self>> {
        Self::assemble(&opened.certificates, opened.keys)
    }

    /// Reads what [`ClientIdentity::to_pem`] gave.
    ///
    /// # Errors
    /// As [`ClientIdentity::from_pkcs12`], without the pass phrase.
    pub fn from_pem(text: &str) -> Outcome<Self> {
        let (certificates, keys) = pem::read(text)?;
        Self::only(Self::assemble(&certificates, keys)?)
    }

    /// Joins a key that was made here with the certificate that came for it, with its chain or alone, in any form that
    /// authorities hand out.
    ///
    /// # Errors
    /// As [`ClientIdentity::from_pem`].
    pub fn from_key_and_certificates(key_pem: &str, came: &[u8]) -> Outcome<Self> {
        let certificates = bundle::certificates(came);
        if certificates.is_empty() {
            return Err(bundle::nothing_in(came));
        }
        let (_, keys) = pem::read(key_pem)?;
        Self::only(Self::assemble(&certificates, keys)?)
    }

    /// Joins a chain, as [`ClientIdentity::chain_to_pem`] gave it, with a signer whose key lies elsewhere. The signer
    /// signs once, and the certificate must bear it out.
    ///
    /// # Errors
    /// [`Code::CertificateUnreadable`], [`Code::CertificateMissing`], [`Code::CertificateKeyMismatch`].
    pub fn with_signer(chain_pem: &str, signer: Arc<dyn SigningKey>) -> Outcome<Self> {
        let (chain, _) = pem::read(chain_pem)?;
        let leaf = chain.first().ok_or(Code::CertificateMissing)?;
        signer::check(&signer, leaf)?;
        Ok(Self {
            info: CertificateInfo::read(leaf)?,
            certified: Arc::new(CertifiedKey::new(chain, signer)),
            key: None,
        })
    }

    /// The one pair, where there is one.
    ///
    /// # Errors
    /// [`Code::CertificateSeveral`] with `count` and `serials`.
    pub fn only(mut pairs: Vec<Self>) -> Outcome<Self> {
        match (pairs.len(), pairs.pop()) {
            (1, Some(only)) => Ok(only),
            (_, None) => Err(Code::CertificateMissing.into()),
            (count, Some(last)) => {
                let all = pairs.iter().chain([&last]);
                let serials: Vec<&str> = all.map(|pair| pair.info.serial.as_str()).collect();
                Err(Fault::new(Code::CertificateSeveral)
                    .with("count", count)
                    .with("serials", serials.join("、")))
            }
        }
    }

    /// Gives the chain and the PKCS#8 key as PEM; for the encrypted store only. Without a key that is held here, the
    /// chain alone.
    pub fn to_pem(&self) -> Zeroizing<String> {
        pem::write(self.chain(), self.key.as_deref())
    }

    /// Gives the chain as PEM, leaf first.
    pub fn chain_to_pem(&self) -> String {
        pem::write(self.chain(), None).to_string()
    }

    /// Gives the private key as PKCS#8, if it is held here.
    pub fn private_key(&self) -> Option<&[u8]> {
        self.key.as_ref().map(|key| key.secret_pkcs8_der())
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
        self.info.check_not_expired(now)?;
        self.info.check_begun(now)
    }

    /// Joins each key with its certificate; what has no counterpart is left out.
    fn assemble(
        certificates: &[CertificateDer<'static>],
        keys: Vec<Zeroizing<PrivatePkcs8KeyDer<'static>>>,
    ) -> Outcome<Vec<Self>> {
        if certificates.is_empty() {
            return Err(Code::CertificateMissing.into());
        }
        if keys.is_empty() {
            return Err(Code::CertificateWithoutKey.into());
        }
        let (mut pairs, mut refused) = (Vec::new(), None);
        for key in keys {
            match Self::join(certificates, key) {
                Ok(pair) => pairs.push(pair),
                Err(fault) => refused = refused.or(Some(fault)),
            }
        }
        match refused {
            Some(fault) if pairs.is_empty() => Err(fault),
            Some(_) | None => Ok(pairs),
        }
    }

    fn join(
        certificates: &[CertificateDer<'static>],
        key: Zeroizing<PrivatePkcs8KeyDer<'static>>,
    ) -> Outcome<Self> {
        let (key, signer) = key::load(key, certificates)?;
        let leaf = certificates.iter().find(|c| is_pair(c, &signer));
        let leaf = leaf.ok_or(Code::CertificateKeyMismatch)?.clone();
        if !chain::is_of_today(&leaf) {
            return Err(Code::CertificateTooOld.into());
        }
        let info = CertificateInfo::read(&leaf)?;
        let chain = chain::order(leaf, certificates.to_vec());
        let certified = Arc::new(CertifiedKey::new(chain, signer));
        Ok(Self {
            certified,
            key: Some(key),
            info,
        })
    }
}

impl fmt::Debug for ClientIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientIdentity({})", self.info.subject)
    }
}

fn is_pair(certificate: &[u8], signer: &Arc<dyn SigningKey>) -> bool {
    let own = signer.public_key();
    chain::parse(certificate)
        .zip(own)
        .is_some_and(|(certificate, own)| certificate.public_key().raw == own.as_ref())
}
