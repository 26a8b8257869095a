//! A key that lies elsewhere and only signs.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use kakehashi_client_identity::ClientIdentity;
use kakehashi_domain::Code;
use rcgen::{KeyPair, PKCS_ECDSA_P384_SHA384};
use support::{Authority, Openssl};

fn identity(key: &KeyPair) -> ClientIdentity {
    let issued = Authority::root("Practice CA").issue_for("terminal-1", key);
    ClientIdentity::from_pem(&(issued.certificate + &issued.key)).unwrap()
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn a_signer_is_taken_with_its_own_certificate_only() {
    let rsa = Openssl::new().run(&["genpkey", "-quiet", "-algorithm", "RSA"]);
    let keys = [
        KeyPair::generate().unwrap(),
        KeyPair::generate_for(&PKCS_ECDSA_P384_SHA384).unwrap(),
        KeyPair::generate().unwrap(),
        KeyPair::from_pem(str::from_utf8(&rsa).unwrap()).unwrap(),
    ];
    let identities: Vec<ClientIdentity> = keys.iter().map(identity).collect();
    for (place, own) in identities.iter().enumerate() {
        let chain = own.chain_to_pem();
        assert!(!chain.contains("PRIVATE"));
        for (other, signer) in identities.iter().enumerate() {
            let signer = signer.certified_key().key.clone();
            match ClientIdentity::with_signer(&chain, signer) {
                Ok(joined) => {
                    assert_eq!(place, other);
                    assert_eq!(joined.info(), own.info());
                    assert_eq!(
                        (joined.private_key(), joined.to_pem().as_str()),
                        (None, chain.as_str())
                    );
                }
                Err(fault) => {
                    assert_ne!(place, other);
                    assert_eq!(fault.code, Code::CertificateKeyMismatch);
                }
            }
        }
    }
    let nothing = ClientIdentity::with_signer("", identities[0].certified_key().key.clone());
    assert_eq!(nothing.unwrap_err().code, Code::CertificateMissing);
}
