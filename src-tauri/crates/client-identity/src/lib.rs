//! Who this terminal is: its client certificate with the private key, and the authority's
//! self-signed certificate.
//!
//! Owns: reading `.p12` files and PEM, what a certificate says of itself, its period, whether
//! certificate and key are a pair, fingerprints, and whether a certificate really comes from an
//! authority.
//! Never: opens a connection, decides whom a connection trusts, writes a file, reads a clock. The
//! private key leaves only as a signer for TLS and as PEM for the encrypted store; `Debug` shows
//! the subject alone.
#![cfg_attr(test, allow(missing_docs))]

mod anchor;
mod armour;
mod authority;
mod bundle;
mod chain;
mod explain;
mod fingerprint;
mod identity;
mod info;
mod key;
mod pem;
mod pkcs12;
mod request;
mod revocation;
mod scope;
mod signer;
mod tlv;

pub use anchor::TrustAnchor;
pub use authority::Authority;
pub use explain::{Explained, explain};
pub use fingerprint::FingerprintKind;
pub use identity::{ClientIdentity, OpenedFile};
pub use info::{CertificateInfo, KeyInfo};
pub use request::KeyRequest;
pub use revocation::RevocationList;
pub use rustls::sign::SigningKey;
