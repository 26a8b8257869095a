//! What a file is, before it is taken.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use kakehashi_client_identity::explain;
use kakehashi_domain::Code;
use support::{Authority, Openssl, PASS, p12::Recipe};

#[test]
fn a_p12_is_explained_with_and_without_its_phrase() {
    let authority = Authority::root("Practice CA");
    let issued = authority.issue("terminal-1");
    let p12 = Recipe::new(PASS).write(&issued.certificate, &issued.key);
    let closed = explain(&p12, None);
    assert!(closed.kind.contains("PKCS#12") && closed.wants_pass_phrase);
    assert!(closed.certificates.is_empty() && closed.fault.is_none());
    let open = explain(&p12, Some(PASS));
    let info = &open.certificates[0];
    assert_eq!(info.organization.as_deref(), Some("06990014"));
    assert_eq!((info.sha1.len(), info.sha256.len()), (59, 95));
    assert_eq!(info.signature, "SHA-256 (ECDSA)");
    assert_eq!((open.keys, open.fault), (Some(1), None));
    let wrong = explain(&p12, Some("wrong"));
    assert_eq!(wrong.fault.unwrap().code, Code::CertificateWrongPassPhrase);
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn other_files_are_called_by_their_names() {
    let authority = Authority::root("Practice CA");
    let issued = authority.issue("terminal-1");
    let openssl = Openssl::new();
    openssl.file("ca.pem", &authority.pem());
    openssl.file("k.pem", &issued.key);
    let p7b = openssl.run(&["crl2pkcs7", "-nocrl", "-certfile", "ca.pem"]);
    let request = openssl.run(&["req", "-new", "-key", "k.pem", "-subj", "/CN=t"]);
    let list = authority.revocation_list().pem().unwrap();
    for (bytes, word) in [
        (authority.pem().into_bytes(), "証明書だけ"),
        (authority.der(), "証明書だけ"),
        (p7b, "PKCS#7"),
        (
            (issued.certificate.clone() + &issued.key).into_bytes(),
            "証明書と秘密鍵",
        ),
        (issued.key.clone().into_bytes(), "秘密鍵だけ"),
        (request, "申請ファイル"),
        (list.into_bytes(), "失効一覧"),
        (b"<!DOCTYPE html><html>".to_vec(), "Webのページ"),
        (b"PK\x03\x04".to_vec(), "ZIP"),
        (b"\xFE\xED\xFE\xED\0".to_vec(), "Java"),
        (Vec::new(), "空"),
        (b"anything".to_vec(), "知らない形式"),
    ] {
        let explained = explain(&bytes, None);
        assert!(explained.kind.contains(word), "{word}: {}", explained.kind);
        assert!(explained.fault.is_some());
    }
}
