//! `.p12` files made by the real `openssl`.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use chrono::{DateTime, Utc};
use kakehashi_client_identity::ClientIdentity;
use kakehashi_domain::Code;
use proptest::prelude::*;
use support::{Authority, Openssl, PASS};

fn code(result: Result<ClientIdentity, kakehashi_domain::Fault>) -> Code {
    result.unwrap_err().code
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn a_modern_file_tells_what_it_holds() {
    let issued = Authority::root("Practice CA").issue("terminal-1");
    let p12 = Openssl::new().pack(&issued.certificate, &issued.key, PASS, &[]);
    let identity = ClientIdentity::from_pkcs12(&p12, PASS).unwrap();
    let info = identity.info();
    assert_eq!(info.organization.as_deref(), Some("06990014"));
    assert_eq!(info.common_name.as_deref(), Some("terminal-1"));
    assert_eq!(info.issuer, "CN=Practice CA");
    assert_eq!(info.serial, "0ABC");
    assert_eq!(
        (info.key.algorithm.as_str(), info.key.bits),
        ("EC P-256", 256)
    );
    assert_eq!(info.warnings, Vec::<String>::new());
    let fingerprint = openssl_fingerprint(&issued.certificate);
    assert_eq!(info.sha256, fingerprint);
    assert_eq!(
        format!("{identity:?}"),
        "ClientIdentity(CN=terminal-1, O=06990014)"
    );
}

fn openssl_fingerprint(certificate: &str) -> String {
    let openssl = Openssl::new();
    openssl.file("c.pem", certificate);
    let out = openssl.run(&["x509", "-in", "c.pem", "-noout", "-fingerprint", "-sha256"]);
    let out = String::from_utf8(out).unwrap();
    out.trim().rsplit('=').next().unwrap().to_owned()
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn an_old_file_opens_too() {
    let issued = Authority::root("Practice CA").issue("terminal-1");
    for old in [
        &["-legacy"][..],
        &["-descert", "-legacy"],
        &["-macalg", "sha1"],
    ] {
        let p12 = Openssl::new().pack(&issued.certificate, &issued.key, PASS, old);
        assert!(ClientIdentity::from_pkcs12(&p12, PASS).is_ok(), "{old:?}");
        let wrong = ClientIdentity::from_pkcs12(&p12, "wrong");
        assert_eq!(code(wrong), Code::CertificateWrongPassPhrase, "{old:?}");
    }
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn a_wrong_pass_phrase_is_told_from_an_unreadable_file() {
    let issued = Authority::root("Practice CA").issue("terminal-1");
    let p12 = Openssl::new().pack(&issued.certificate, &issued.key, PASS, &[]);
    for wrong in ["", "practice-pass-1", "パスフレーズ"] {
        let opened = ClientIdentity::from_pkcs12(&p12, wrong);
        assert_eq!(code(opened), Code::CertificateWrongPassPhrase, "{wrong}");
    }
    for broken in [&p12[..p12.len() / 2], b"", issued.certificate.as_bytes()] {
        assert_eq!(
            code(ClientIdentity::from_pkcs12(broken, PASS)),
            Code::CertificateUnreadable
        );
    }
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn a_japanese_pass_phrase_opens() {
    let issued = Authority::root("Practice CA").issue("terminal-1");
    let pass = "通知のパスフレーズ１２３";
    for how in [&[][..], &["-legacy"]] {
        let p12 = Openssl::new().pack(&issued.certificate, &issued.key, pass, how);
        assert!(ClientIdentity::from_pkcs12(&p12, pass).is_ok(), "{how:?}");
    }
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn a_file_without_key_and_one_without_certificate_have_their_own_codes() {
    let issued = Authority::root("Practice CA").issue("terminal-1");
    let openssl = Openssl::new();
    let without_key = openssl.pack(&issued.certificate, &issued.key, PASS, &["-nokeys"]);
    let opened = ClientIdentity::from_pkcs12(&without_key, PASS);
    assert_eq!(code(opened), Code::CertificateWithoutKey);
    let without_certificate = openssl.pack(&issued.certificate, &issued.key, PASS, &["-nocerts"]);
    let opened = ClientIdentity::from_pkcs12(&without_certificate, PASS);
    assert_eq!(code(opened), Code::CertificateMissing);
}

#[test]
fn a_key_of_another_certificate_is_noticed() {
    let authority = Authority::root("Practice CA");
    let (one, other) = (authority.issue("terminal-1"), authority.issue("terminal-2"));
    let mixed = format!("{}{}", one.certificate, other.key);
    assert_eq!(
        code(ClientIdentity::from_pem(&mixed)),
        Code::CertificateKeyMismatch
    );
    let matching = format!("{}{}", one.certificate, one.key);
    assert!(ClientIdentity::from_pem(&matching).is_ok());
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn keys_of_each_kind_are_matched() {
    let authority = Authority::root("Practice CA");
    for kind in [
        &["RSA", "-pkeyopt", "rsa_keygen_bits:2048"][..],
        &["ED25519"],
    ] {
        let openssl = Openssl::new();
        let make = [&["genpkey", "-algorithm"], kind].concat();
        let [key, other] = [0, 1].map(|_| String::from_utf8(openssl.run(&make)).unwrap());
        let pair = rcgen::KeyPair::from_pem(&key).unwrap();
        let issued = authority.issue_for("terminal-1", &pair);
        let p12 = openssl.pack(&issued.certificate, &key, PASS, &[]);
        assert!(ClientIdentity::from_pkcs12(&p12, PASS).is_ok(), "{kind:?}");
        let mixed = ClientIdentity::from_pem(&format!("{}{other}", issued.certificate));
        assert_eq!(code(mixed), Code::CertificateKeyMismatch, "{kind:?}");
    }
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn the_chain_is_put_in_order_and_survives_pem() {
    let root = Authority::root("Practice CA");
    let middle = root.intermediate("Practice Sub CA");
    let issued = middle.issue("terminal-1");
    let stranger = Authority::root("Stranger");
    let jumbled = [
        root.pem(),
        stranger.pem(),
        issued.certificate.clone(),
        middle.pem(),
    ]
    .concat();
    let p12 = Openssl::new().pack(&jumbled, &issued.key, PASS, &[]);
    let identity = ClientIdentity::from_pkcs12(&p12, PASS).unwrap();
    let chain: Vec<Vec<u8>> = identity.chain().iter().map(|c| c.to_vec()).collect();
    assert_eq!(chain.len(), 3, "the stranger is left out");
    assert_eq!(chain[1..], [middle.der(), root.der()]);
    let again = ClientIdentity::from_pem(&identity.to_pem()).unwrap();
    assert_eq!(
        (again.chain(), again.info()),
        (identity.chain(), identity.info())
    );
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn pem_is_what_openssl_reads() {
    let issued = Authority::root("Practice CA").issue("terminal-1");
    let p12 = Openssl::new().pack(&issued.certificate, &issued.key, PASS, &[]);
    let identity = ClientIdentity::from_pkcs12(&p12, PASS).unwrap();
    let openssl = Openssl::new();
    openssl.file("identity.pem", &identity.to_pem());
    openssl.run(&["x509", "-in", "identity.pem", "-noout"]);
    openssl.run(&["pkey", "-in", "identity.pem", "-noout", "-check"]);
}

#[test]
fn the_period_is_checked_in_japanese_days() {
    let issued = Authority::root("Practice CA").issue("terminal-1");
    let identity =
        ClientIdentity::from_pem(&format!("{}{}", issued.certificate, issued.key)).unwrap();
    let check = |at: &str| identity.check_period(at.parse::<DateTime<Utc>>().unwrap());
    assert!(check("2026-04-01T00:00:00Z").is_ok());
    assert!(check("2029-06-30T00:00:00Z").is_ok());
    let expired = check("2029-06-30T00:00:01Z").unwrap_err();
    assert_eq!(
        expired.sentence(),
        "証明書の期限が2029年6月30日に切れています。"
    );
    let early = check("2026-03-31T23:59:59Z").unwrap_err();
    assert_eq!(
        early.sentence(),
        "証明書が有効になるのは2026年4月1日からです。"
    );
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn weak_certificates_come_with_a_warning() {
    let openssl = Openssl::new();
    openssl.run(&["genrsa", "-out", "key.pem", "2048"]);
    let request = [
        "req", "-x509", "-key", "key.pem", "-subj", "/CN=old", "-sha1", "-days", "9",
    ];
    let certificate = String::from_utf8(openssl.run(&request)).unwrap();
    let key = String::from_utf8(openssl.run(&["pkcs8", "-topk8", "-nocrypt", "-in", "key.pem"]));
    let identity = ClientIdentity::from_pem(&(certificate + &key.unwrap())).unwrap();
    assert_eq!(identity.info().warnings.len(), 1);
    assert!(identity.info().warnings[0].contains("SHA-1"));
    let json = serde_json::to_value(identity.info()).unwrap();
    assert_eq!(
        json["key"],
        serde_json::json!({"algorithm": "RSA", "bits": 2048})
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = ClientIdentity::from_pkcs12(&bytes, PASS);
    }
}

/// Without a check value every change reaches the parsers behind it.
#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn a_real_file_with_changed_bytes_is_read_without_panic() {
    let issued = Authority::root("Practice CA").issue("terminal-1");
    let plain = ["-keypbe", "NONE", "-certpbe", "NONE"];
    for how in [&plain[..], &["-iter", "1"], &["-iter", "1", "-legacy"]] {
        let how = [&["-nomac"], how].concat();
        let p12 = Openssl::new().pack(&issued.certificate, &issued.key, PASS, &how);
        assert!(ClientIdentity::from_pkcs12(&p12, PASS).is_ok(), "{how:?}");
        read_with_every_byte_changed(p12);
    }
}

fn read_with_every_byte_changed(mut p12: Vec<u8>) {
    for place in 0..p12.len() {
        for change in [0x01, 0x80, 0xFF] {
            p12[place] ^= change;
            let _ = ClientIdentity::from_pkcs12(&p12, PASS);
            p12[place] ^= change;
        }
    }
}
