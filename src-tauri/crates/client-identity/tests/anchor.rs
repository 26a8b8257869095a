//! The authority's certificate: reading, fingerprint, and whom it issued.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use kakehashi_client_identity::{ClientIdentity, TrustAnchor};
use kakehashi_domain::Code;
use support::{Authority, Issued, Openssl};

fn identity(issued: &Issued, more: &str) -> ClientIdentity {
    ClientIdentity::from_pem(&[&issued.certificate, more, &issued.key].concat()).unwrap()
}

fn anchor(authority: &Authority) -> TrustAnchor {
    TrustAnchor::from_bytes(authority.pem().as_bytes()).unwrap()
}

#[test]
fn pem_and_der_give_the_same_anchor() {
    let authority = Authority::root("Practice CA");
    let from_der = TrustAnchor::from_bytes(&authority.der()).unwrap();
    assert_eq!(from_der, anchor(&authority));
    assert_eq!(TrustAnchor::from_pem(&from_der.to_pem()).unwrap(), from_der);
    assert_eq!(from_der.der().as_ref(), authority.der());
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn only_one_self_signed_authority_is_taken() {
    let root = Authority::root("Practice CA");
    let two = format!("{}{}", root.pem(), Authority::root("Other").pem());
    let middle = root.intermediate("Practice Sub CA").pem();
    let openssl = Openssl::new();
    let leaf = [
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        "k.pem",
        "-subj",
        "/CN=leaf",
        "-addext",
        "basicConstraints=critical,CA:FALSE",
    ];
    let leaf = String::from_utf8(openssl.run(&leaf)).unwrap();
    for wrong in [
        two.as_str(),
        &middle,
        &leaf,
        "",
        "nonsense",
        "-----BEGIN CERTIFICATE-----",
    ] {
        let fault = TrustAnchor::from_bytes(wrong.as_bytes()).unwrap_err();
        assert_eq!(fault.code, Code::TrustUnreadable, "{wrong}");
    }
}

#[test]
fn a_fingerprint_is_taken_as_people_type_it() {
    let anchor = anchor(&Authority::root("Practice CA"));
    let shown = anchor.sha256().to_owned();
    let full_width: String = shown
        .chars()
        .map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap())
        .collect();
    let bare = shown.replace(':', "");
    for typed in [
        shown.clone(),
        shown.to_lowercase(),
        bare.clone(),
        shown.replace(':', " "),
        shown.replace(':', "　"),
        format!(" {bare}\r\n"),
        full_width,
    ] {
        assert!(anchor.matches(&typed).is_ok(), "{typed}");
    }
    let last = if bare.ends_with('0') { "1" } else { "0" };
    let changed = format!("{}{last}", &bare[..bare.len() - 1]);
    for wrong in [changed.as_str(), "", &bare[..32], &format!("{bare}00")] {
        assert_eq!(
            anchor.matches(wrong).unwrap_err().code,
            Code::FingerprintMismatch,
            "{wrong}"
        );
    }
}

#[test]
fn issuing_is_checked_by_signature_and_through_the_chain() {
    let root = Authority::root("Practice CA");
    let middle = root.intermediate("Practice Sub CA");
    let direct = identity(&root.issue("terminal-1"), "");
    let through = identity(&middle.issue("terminal-2"), &middle.pem());
    let gap = identity(&middle.issue("terminal-2"), "");
    assert!(anchor(&root).issued(&direct).is_ok());
    assert!(anchor(&root).issued(&through).is_ok());
    let namesake = anchor(&Authority::root("Practice CA"));
    for (anchor, identity) in [
        (&anchor(&root), &gap),
        (&namesake, &direct),
        (&namesake, &through),
    ] {
        let fault = anchor.issued(identity).unwrap_err();
        assert_eq!(fault.code, Code::CertificateOtherAuthority);
    }
}

#[test]
fn a_terminals_certificate_is_no_intermediate() {
    let root = Authority::root("Practice CA");
    let key = rcgen::KeyPair::generate().unwrap();
    let terminal = root.issue_for("terminal-1", &key);
    let params = rcgen::CertificateParams::default();
    let issuer = rcgen::Issuer::from_ca_cert_pem(&terminal.certificate, key).unwrap();
    let forged_key = rcgen::KeyPair::generate().unwrap();
    let forged = params.signed_by(&forged_key, &issuer).unwrap();
    let forged = Issued {
        certificate: forged.pem(),
        key: forged_key.serialize_pem(),
    };
    let identity = identity(&forged, &terminal.certificate);
    assert_eq!(identity.chain().len(), 2);
    let fault = anchor(&root).issued(&identity).unwrap_err();
    assert_eq!(fault.code, Code::CertificateOtherAuthority);
}
