//! Whether a signer and a certificate are a pair, where the key itself can't be looked at.

use crate::chain;
use kakehashi_domain::{Code, Fault, Outcome};
use rustls::{SignatureScheme, crypto::ring, sign::SigningKey};
use std::sync::Arc;

/// What servers of TLS 1.2 and 1.3 take.
const SCHEMES: [SignatureScheme; 6] = [
    SignatureScheme::RSA_PSS_SHA256,
    SignatureScheme::RSA_PSS_SHA384,
    SignatureScheme::RSA_PSS_SHA512,
    SignatureScheme::ECDSA_NISTP256_SHA256,
    SignatureScheme::ECDSA_NISTP384_SHA384,
    SignatureScheme::RSA_PKCS1_SHA256,
];
const MESSAGE: &[u8] = b"Kakehashi asks a key whether it belongs to its certificate.";

/// Has something signed and verified by the certificate.
pub(crate) fn check(signer: &Arc<dyn SigningKey>, certificate: &[u8]) -> Outcome<()> {
    let mismatch = |cause: &str| Fault::new(Code::CertificateKeyMismatch).because(cause);
    let chosen = signer.choose_scheme(&SCHEMES);
    let chosen = chosen.ok_or_else(|| mismatch("no way of signing that servers take"))?;
    let signature = chosen.sign(MESSAGE).map_err(|e| mismatch(&e.to_string()))?;
    let certificate = chain::parse(certificate).ok_or(Code::CertificateUnreadable)?;
    let key = &certificate.public_key().subject_public_key.data;
    let ways = ring::default_provider()
        .signature_verification_algorithms
        .mapping;
    let ways = ways.iter().filter(|(scheme, _)| *scheme == chosen.scheme());
    let holds = ways
        .flat_map(|(_, algorithms)| algorithms.iter())
        .any(|algorithm| algorithm.verify_signature(key, MESSAGE, &signature).is_ok());
    holds
        .then_some(())
        .ok_or_else(|| mismatch("the signature doesn't hold"))
}
