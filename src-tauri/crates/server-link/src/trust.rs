//! Whom a connection trusts: exactly the anchors it names, and no store of the system.

use kakehashi_client_identity::TrustAnchor;
use kakehashi_domain::{Code, Fault, Outcome};
use rustls::RootCertStore;

/// The roots for checking the server's certificate.
pub(crate) fn roots(anchors: &[TrustAnchor]) -> Outcome<RootCertStore> {
    let unusable = |cause: &dyn std::fmt::Display| Fault::new(Code::TrustUnreadable).because(cause);
    if anchors.is_empty() {
        return Err(unusable(&"no anchor"));
    }
    let mut roots = RootCertStore::empty();
    for anchor in anchors {
        roots.add(anchor.der().clone()).map_err(|e| unusable(&e))?;
    }
    Ok(roots)
}
