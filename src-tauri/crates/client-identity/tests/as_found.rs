//! `.p12` files as authorities' old and new tools write them, and what is said of those that aren't opened.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use base64::{Engine, engine::general_purpose::STANDARD};
use kakehashi_client_identity::{ClientIdentity, explain};
use kakehashi_domain::{Code, Fault};
use support::{
    Authority, Issued, Openssl, PASS,
    p12::{Prf, Recipe, bag, octets, sdsi},
};

fn issued() -> Issued {
    Authority::root("Practice CA").issue("terminal-1")
}

fn written(recipe: &Recipe) -> Vec<u8> {
    let issued = issued();
    recipe.write(&issued.certificate, &issued.key)
}

#[track_caller]
fn opens(p12: &[u8], pass: &str) -> Option<String> {
    let opened = ClientIdentity::open_pkcs12(p12, pass).unwrap();
    let name = opened.pairs[0].info().common_name.clone();
    assert_eq!(name.as_deref(), Some("terminal-1"));
    opened.read_as
}

fn fault(p12: &[u8], pass: &str) -> Fault {
    ClientIdentity::open_pkcs12(p12, pass).unwrap_err()
}

/// RFC 9579, appendix A: three files that hold, and three with wrong or missing parameters.
#[test]
fn pbmac1_opens_as_its_examples_say() {
    let example = |text: &str| STANDARD.decode(text.replace(['\r', '\n'], "")).unwrap();
    let open = |p12: &[u8]| ClientIdentity::open_pkcs12(p12, "1234");
    for good in [
        include_str!("data/rfc9579-a1.txt"),
        include_str!("data/rfc9579-a2.txt"),
        include_str!("data/rfc9579-a3.txt"),
    ] {
        let p12 = example(good);
        assert_eq!(open(&p12).unwrap().pairs.len(), 1);
        assert_eq!(fault(&p12, "12345").code, Code::CertificateWrongPassPhrase);
    }
    for (bad, code) in [
        (
            include_str!("data/rfc9579-a4.txt"),
            Code::CertificateWrongPassPhrase,
        ),
        (
            include_str!("data/rfc9579-a5.txt"),
            Code::CertificateWrongPassPhrase,
        ),
        (
            include_str!("data/rfc9579-a6.txt"),
            Code::CertificateUnreadable,
        ),
    ] {
        assert_eq!(open(&example(bad)).unwrap_err().code, code);
    }
}

#[test]
fn pbes2_opens_with_sha1_named_and_unnamed() {
    for prf in [Prf::Absent, Prf::Sha1, Prf::Sha256] {
        let recipe = Recipe {
            prf,
            ..Recipe::new(PASS)
        };
        assert_eq!(opens(&written(&recipe), PASS), None);
    }
}

#[test]
fn other_bags_beside_do_not_matter() {
    let recipe = Recipe {
        more_bags: vec![
            sdsi(),
            bag("1.2.840.113549.1.12.10.1.5", &octets(b"secret")),
            bag("1.2.840.113549.1.12.10.1.4", &octets(b"list")),
            bag("1.2.3.4", &octets(b"anything")),
        ],
        ..Recipe::new(PASS)
    };
    opens(&written(&recipe), PASS);
}

#[test]
fn many_rounds_open_and_too_many_are_refused_at_once() {
    let p12 = |rounds| {
        written(&Recipe {
            rounds,
            ..Recipe::new(PASS)
        })
    };
    opens(&p12(1_500_000), PASS);
    let changed = |mut p12: Vec<u8>, to: [u8; 3]| {
        let places = p12.windows(5).filter(|w| *w == [2, 3, 1, 0, 0]).count();
        assert_eq!(places, 2, "the check value's and the key's");
        let place = p12.windows(5).rposition(|w| w == [2, 3, 1, 0, 0]).unwrap();
        p12[place + 2..place + 5].copy_from_slice(&to);
        p12
    };
    let much = changed(p12(65_536), [0x5B, 0x8D, 0x81]);
    assert_eq!(fault(&much, PASS).code, Code::CertificateTooMuchWork);
}

#[test]
fn what_stands_around_the_file_does_not_matter() {
    let p12 = written(&Recipe::new(PASS));
    let text = STANDARD.encode(&p12);
    let lines: Vec<&str> = (0..text.len())
        .step_by(64)
        .map(|at| &text[at..text.len().min(at + 64)])
        .collect();
    let lines = lines.join("\r\n");
    let headed = format!("-----BEGIN PKCS12-----\n{lines}\n-----END PKCS12-----\n");
    let utf16 = |mark: &[u8], text: &str| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        mark.iter().copied().chain(units).collect()
    };
    for found in [
        [&p12[..], b"\n"].concat(),
        [&p12[..], b"\r\n\0\0\0"].concat(),
        [&p12[..], &[0; 512]].concat(),
        text.clone().into_bytes(),
        lines.clone().into_bytes(),
        format!("\u{FEFF}{lines}\r\n").into_bytes(),
        headed.clone().into_bytes(),
        utf16(&[0xFF, 0xFE], &lines),
        utf16(&[], &headed),
    ] {
        opens(&found, PASS);
    }
    assert_eq!(
        fault(&p12[..p12.len() - 1], PASS).code,
        Code::CertificateUnreadable
    );
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn ways_of_openssl_that_are_left_open() {
    let issued = issued();
    for how in [
        "-keypbe DES-EDE3-CBC -certpbe DES-EDE3-CBC",
        "-keypbe AES-128-CBC -certpbe AES-192-CBC -macalg sha384",
        "-keypbe PBE-SHA1-RC2-40 -certpbe PBE-SHA1-3DES -legacy",
        "-keypbe AES-256-CBC -certpbe NONE -macalg sha224",
        "-keypbe NONE -certpbe NONE -nomac",
        "-nomac",
        "-macalg sha512-256",
        "-iter 1000000",
    ] {
        let how: Vec<&str> = how.split(' ').collect();
        let p12 = Openssl::new().pack(&issued.certificate, &issued.key, PASS, &how);
        opens(&p12, PASS);
    }
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn what_is_not_opened_is_named() {
    let issued = issued();
    for (how, name) in [
        (
            "-keypbe PBE-SHA1-RC4-128 -certpbe PBE-SHA1-RC4-128 -legacy",
            "RC4（128ビット）",
        ),
        (
            "-keypbe PBE-SHA1-RC4-40 -certpbe NONE -legacy",
            "RC4（40ビット）",
        ),
        (
            "-keypbe PBE-SHA1-RC2-128 -certpbe PBE-SHA1-RC2-128 -legacy",
            "RC2（128ビット）",
        ),
        (
            "-keypbe PBE-SHA1-2DES -certpbe PBE-SHA1-2DES -legacy",
            "2鍵トリプルDES",
        ),
        (
            "-keypbe PBE-MD5-DES -certpbe NONE -legacy",
            "MD5とDES（PBES1）",
        ),
        (
            "-keypbe CAMELLIA-256-CBC -certpbe CAMELLIA-256-CBC",
            "Camellia",
        ),
        ("-macalg md5", "MD5による改ざん検査（MAC）"),
        ("-macalg sha3-256", "SHA-3による改ざん検査（MAC）"),
    ] {
        let how: Vec<&str> = how.split(' ').collect();
        let p12 = Openssl::new().pack(&issued.certificate, &issued.key, PASS, &how);
        let fault = fault(&p12, PASS);
        assert_eq!(fault.code, Code::CertificateMethodRefused, "{name}");
        assert!(fault.sentence().contains(name), "{}", fault.sentence());
        assert!(fault.next_step().contains("AES-256"));
    }
}

#[test]
fn a_check_value_of_a_method_that_nobody_knows_is_called_by_its_number() {
    let recipe = Recipe {
        mac: "1.2.3.4",
        ..Recipe::new(PASS)
    };
    let fault = fault(&written(&recipe), PASS);
    assert_eq!(fault.code, Code::CertificateMethodRefused);
    assert!(fault.sentence().contains("1.2.3.4"));
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn keys_that_servers_do_not_take_are_named() {
    for (make, name) in [
        ("EC -pkeyopt ec_paramgen_curve:P-521", "EC P-521"),
        ("EC -pkeyopt ec_paramgen_curve:secp256k1", "EC secp256k1"),
        (
            "EC -pkeyopt ec_paramgen_curve:brainpoolP256r1",
            "EC brainpoolP256r1",
        ),
        (
            "EC -pkeyopt ec_paramgen_curve:brainpoolP384r1",
            "EC brainpoolP384r1",
        ),
        (
            "EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit",
            "EC（曲線",
        ),
        ("ED448", "Ed448"),
        ("RSA-PSS -pkeyopt rsa_keygen_bits:2048", "RSA-PSS"),
        (
            "RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_pubexp:3",
            "公開指数が3",
        ),
    ] {
        let fault = fault(&self_signed(make), "p");
        assert_eq!(fault.code, Code::CertificateKeyKind, "{name}");
        assert!(fault.sentence().contains(name), "{}", fault.sentence());
        assert!(fault.next_step().contains("P-256"));
    }
    let short = fault(&self_signed("RSA -pkeyopt rsa_keygen_bits:1024"), "p");
    assert_eq!(short.code, Code::CertificateWeakKey);
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn a_key_says_its_size_whatever_its_kind() {
    for (make, bits) in [
        ("RSA -pkeyopt rsa_keygen_bits:3072", 3072),
        ("RSA-PSS -pkeyopt rsa_keygen_bits:2048", 2048),
        ("EC -pkeyopt ec_paramgen_curve:P-384", 384),
        ("ED25519", 256),
        ("ED448", 456),
    ] {
        let explained = explain(&self_signed(make), Some("p"));
        assert_eq!(explained.certificates[0].key.bits, bits, "{make}");
    }
}

/// A self-signed certificate with a key of this kind.
fn self_signed(make: &str) -> Vec<u8> {
    let openssl = Openssl::new();
    let make = format!("genpkey -algorithm {make} -out k.pem");
    for line in [
        make.as_str(),
        "req -x509 -new -key k.pem -subj /O=06990014/CN=terminal-1 -days 9 -out c.pem",
        "pkcs12 -export -inkey k.pem -in c.pem -passout pass:p -out out.p12",
    ] {
        openssl.run(&line.split(' ').collect::<Vec<_>>());
    }
    std::fs::read(openssl.dir().join("out.p12")).unwrap()
}

/// Some tools leave the point out, and some the zeros in front of the number.
#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn a_key_without_its_point_is_completed_from_its_certificate() {
    for curve in ["P-256", "P-384"] {
        let openssl = Openssl::new();
        let make = format!("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:{curve} -out k.pem");
        for line in [
            make.as_str(),
            "req -x509 -new -key k.pem -subj /O=06990014/CN=terminal-1 -days 9 -out c.pem",
            "ec -in k.pem -no_public -out bare.pem",
            "pkcs8 -topk8 -nocrypt -in bare.pem -out bare8.pem",
        ] {
            openssl.run(&line.split(' ').collect::<Vec<_>>());
        }
        let read = |name| std::fs::read_to_string(openssl.dir().join(name)).unwrap();
        let p12 = Recipe::new(PASS).write(&read("c.pem"), &read("bare8.pem"));
        let opened = ClientIdentity::open_pkcs12(&p12, PASS).unwrap();
        let again = ClientIdentity::from_pem(&opened.pairs[0].to_pem());
        assert!(again.is_ok(), "{curve}");
    }
}

#[test]
fn a_phrase_is_taken_as_it_may_have_been_meant() {
    for (set, typed, said) in [
        (PASS, format!("{PASS} "), "前後の空白を除いて"),
        (PASS, format!("　{PASS}\t"), "前後の空白を除いて"),
        (
            PASS,
            "Ｐｒａｃｔｉｃｅ－Ｐａｓｓ－１".to_owned(),
            "全角と半角をそろえて",
        ),
        (
            "ガギグ1",
            "カ\u{3099}キ\u{3099}ク\u{3099}1".to_owned(),
            "1文字にまとめて",
        ),
    ] {
        let read_as = opens(&written(&Recipe::new(set)), &typed).unwrap();
        assert!(read_as.contains(said), "{read_as}");
    }
    for exact in [" spaces ", "ｆｕｌｌ１", "カ\u{3099}", "𠮷野家2026", ""] {
        assert_eq!(opens(&written(&Recipe::new(exact)), exact), None);
    }
}

#[test]
fn bytes_of_old_tools_open() {
    let japanese = "通知のパスフレーズ";
    let (cp932, _, _) = encoding_rs::SHIFT_JIS.encode(japanese);
    let utf8 = Recipe::bytewise(japanese.as_bytes());
    let read_as = opens(&written(&utf8), japanese).unwrap();
    assert!(read_as.contains("UTF-8"), "{read_as}");
    let mixed = Recipe {
        bytes: cp932.to_vec(),
        ..Recipe::new(japanese)
    };
    for recipe in [Recipe::bytewise(&cp932), mixed] {
        let read_as = opens(&written(&recipe), japanese).unwrap();
        assert!(read_as.contains("CP932"), "{read_as}");
    }
}

#[test]
fn a_wrong_phrase_stays_wrong() {
    let p12 = written(&Recipe::new(PASS));
    for wrong in ["", " ", "practice-pass-1", "Practice-Pass-1x", "𠮷", "通知"] {
        assert_eq!(
            fault(&p12, wrong).code,
            Code::CertificateWrongPassPhrase,
            "{wrong}"
        );
    }
}
