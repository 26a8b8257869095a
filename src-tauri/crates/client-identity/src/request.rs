//! A key made in the terminal, and the request that asks the authority for its certificate.

use kakehashi_domain::{Code, Fault, Outcome};
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair};
use std::fmt;
use zeroize::Zeroizing;

/// A key without a certificate yet. It leaves only for the encrypted store.
pub struct KeyRequest {
    key: Zeroizing<String>,
    request: String,
}

impl KeyRequest {
    /// Makes a P-256 key, and a PKCS#10 request that names `insurer` (O) and `terminal` (CN).
    ///
    /// # Errors
    /// [`Code::InputInvalid`] for a name that can't stand in a certificate.
    pub fn make(insurer: &str, terminal: &str) -> Outcome<Self> {
        let pair = KeyPair::generate().map_err(invalid)?;
        Self::of(&Zeroizing::new(pair), insurer, terminal)
    }

    /// The request for a key that was made before, once more.
    ///
    /// # Errors
    /// [`Code::CertificateUnreadable`] for a key that isn't one, and as [`KeyRequest::make`].
    pub fn again(key_pem: &str, insurer: &str, terminal: &str) -> Outcome<Self> {
        let unreadable = |e| Fault::new(Code::CertificateUnreadable).because(e);
        let pair = KeyPair::from_pem(key_pem).map_err(unreadable)?;
        Self::of(&Zeroizing::new(pair), insurer, terminal)
    }

    fn of(pair: &KeyPair, insurer: &str, terminal: &str) -> Outcome<Self> {
        let mut name = DistinguishedName::new();
        name.push(DnType::OrganizationName, insurer);
        name.push(DnType::CommonName, terminal);
        let mut params = CertificateParams::default();
        params.distinguished_name = name;
        let request = params.serialize_request(pair).map_err(invalid)?;
        Ok(Self {
            key: Zeroizing::new(pair.serialize_pem()),
            request: request.pem().map_err(invalid)?,
        })
    }

    /// Gives the PKCS#8 key as PEM; for the encrypted store only.
    pub fn key_pem(&self) -> &str {
        &self.key
    }

    /// Gives the request as PEM; for the authority.
    pub fn request_pem(&self) -> &str {
        &self.request
    }
}

fn invalid(error: rcgen::Error) -> Fault {
    Fault::new(Code::InputInvalid)
        .with("field", "端末の名前")
        .with("hint", "半角の英数字で入れてください。")
        .because(error)
}

impl fmt::Debug for KeyRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyRequest(••••)")
    }
}
