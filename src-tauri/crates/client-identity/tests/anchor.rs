//! The authority's certificate: reading and fingerprint.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use kakehashi_client_identity::TrustAnchor;
use kakehashi_domain::Code;
use support::{Authority, Openssl};

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
