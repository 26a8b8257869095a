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
        let invalid = |e: rcgen::Error| {
            let fault = Fault::new(Code::InputInvalid).with("field", "端末の名前");
            fault
                .with("hint", "半角の英数字で入れてください。")
                .because(e)
        };
        let pair = KeyPair::generate().map_err(invalid)?;
        let mut params = CertificateParams::default();
        params.distinguished_name = DistinguishedName::new();
        params
            .distinguished_name
            .push(DnType::OrganizationName, insurer);
        params.distinguished_name.push(DnType::CommonName, terminal);
        let request = params.serialize_request(&pair).map_err(invalid)?;
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

impl fmt::Debug for KeyRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyRequest(••••)")
    }
}
