//! The authority's certificate: reading and fingerprint.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use kakehashi_client_identity::{FingerprintKind, TrustAnchor};
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
    let two = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----".to_owned();
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
    let md5 = anchor.matches(&bare[..32]).unwrap_err();
    assert_eq!(md5.code, Code::FingerprintMethod);
    assert!(md5.sentence().contains("MD5"));
    for wrong in [changed.as_str(), "", &bare[..40], &format!("{bare}00")] {
        assert_eq!(
            anchor.matches(wrong).unwrap_err().code,
            Code::FingerprintMismatch,
            "{wrong}"
        );
    }
}

/// The same certificate in every form that authorities hand out.
#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn an_authoritys_file_is_taken_in_whichever_form_it_comes() {
    let authority = Authority::root("Practice CA");
    let pem = authority.pem().replace("\r\n", "\n");
    let openssl = Openssl::new();
    openssl.file("ca.pem", &pem);
    let crl2pkcs7 = ["crl2pkcs7", "-nocrl", "-certfile", "ca.pem"];
    let p7b_pem = openssl.run(&crl2pkcs7);
    let p7b_der = openssl.run(&[&crl2pkcs7[..], &["-outform", "DER"]].concat());
    let trusted = [
        "x509",
        "-in",
        "ca.pem",
        "-trustout",
        "-addtrust",
        "clientAuth",
    ];
    let trusted = openssl.run(&trusted);
    let body: String = pem.lines().filter(|l| !l.starts_with('-')).collect();
    let utf16 = |mark: [u8; 2], order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.into_iter()
            .chain(pem.encode_utf16().flat_map(order))
            .collect()
    };
    for (form, bytes) in [
        ("p7b in PEM", p7b_pem),
        ("p7b in DER", p7b_der),
        ("TRUSTED CERTIFICATE", trusted),
        ("BOM", [b"\xEF\xBB\xBF", pem.as_bytes()].concat()),
        ("CR alone", pem.replace('\n', "\r").into_bytes()),
        ("UTF-16LE", utf16([0xFF, 0xFE], u16::to_le_bytes)),
        ("UTF-16BE", utf16([0xFE, 0xFF], u16::to_be_bytes)),
        ("base64", body.into_bytes()),
        ("twice", format!("{pem}{pem}").into_bytes()),
        ("DER and a line", [&authority.der()[..], b"\r\n"].concat()),
        (
            "words in front",
            format!("Bag Attributes\nsubject=CN: x\n{pem}").into_bytes(),
        ),
    ] {
        let read = TrustAnchor::from_bytes(&bytes);
        assert_eq!(read.as_ref(), Ok(&anchor(&authority)), "{form}");
    }
}

#[test]
fn of_several_authorities_the_fingerprint_chooses() {
    let (one, other) = (Authority::root("Practice CA"), Authority::root("Other CA"));
    let bundle = one.pem() + &one.intermediate("Between").pem() + &other.pem();
    let several = TrustAnchor::from_bytes(bundle.as_bytes()).unwrap_err();
    assert_eq!(several.code, Code::TrustSeveral);
    let sentence = several.sentence();
    assert!(
        sentence.contains("2枚") && sentence.contains("Other CA"),
        "{sentence}"
    );
    let wanted = anchor(&other);
    let (chosen, _) = TrustAnchor::with_fingerprint(bundle.as_bytes(), wanted.sha256()).unwrap();
    assert_eq!(chosen, wanted);
    let stranger = anchor(&Authority::root("Stranger"));
    let none = TrustAnchor::with_fingerprint(bundle.as_bytes(), stranger.sha256());
    assert_eq!(none.unwrap_err().code, Code::FingerprintMismatch);
}

#[test]
fn both_fingerprints_count_as_windows_and_openssl_show_them() {
    let anchor = anchor(&Authority::root("Practice CA"));
    let (long, short) = (anchor.sha256().to_owned(), anchor.authority().sha1());
    for (typed, kind) in [
        (
            format!("sha256 Fingerprint={long}"),
            FingerprintKind::Sha256,
        ),
        (format!("SHA-256: {long}"), FingerprintKind::Sha256),
        (short.clone(), FingerprintKind::Sha1),
        (
            format!("\u{200E}{}", short.replace(':', "").to_lowercase()),
            FingerprintKind::Sha1,
        ),
        (
            format!("拇印　{}", short.replace(':', " ")),
            FingerprintKind::Sha1,
        ),
        (
            format!("SHA1 Fingerprint={short}\u{FEFF}"),
            FingerprintKind::Sha1,
        ),
    ] {
        assert_eq!(anchor.matches(&typed), Ok(kind), "{typed}");
    }
}
