//! The practice PKI: a CA of its own, the server's certificate, terminals' certificates, a CRL.
//!
//! Everything lies in one directory outside of the repository. Nothing here is fit for real use.

mod authority;
mod register;
mod terminal;

pub use authority::{fingerprint, prepare};
pub use register::revoke;
pub use terminal::{Issued, Order, USUAL_DAYS, issue};

pub(crate) use authority::{CA, CRL, SERVER, SERVER_KEY};
