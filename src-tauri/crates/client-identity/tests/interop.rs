//! `.p12` files as the field brings them, each made in this run by the tool that makes such files.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use kakehashi_client_identity::ClientIdentity;
use kakehashi_domain::Code;
use support::{Authority, Openssl, PASS, bench::Bench};

/// A phrase as a Japanese authority may print it.
const JAPANESE: &str = "通知のパスフレーズ１２３";

#[track_caller]
fn opens(bench: &Bench, name: &str, pass: &str) {
    let bytes = bench.read(name);
    let identity = ClientIdentity::from_pkcs12(&bytes, pass);
    let identity = identity.unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
    assert_eq!(
        identity.info().common_name.as_deref(),
        Some("terminal-1"),
        "{name}"
    );
    let wrong = ClientIdentity::from_pkcs12(&bytes, "not it")
        .unwrap_err()
        .code;
    assert_eq!(wrong, Code::CertificateWrongPassPhrase, "{name}");
}

fn code(bytes: &[u8], pass: &str) -> Code {
    ClientIdentity::from_pkcs12(bytes, pass).unwrap_err().code
}

#[test]
#[cfg_attr(windows, ignore = "runs other tools, which wine has not")]
fn openssl_old_new_and_as_windows_writes_them() {
    let bench = Bench::new();
    let csp = "Microsoft Enhanced Cryptographic Provider v1.0";
    for (name, how) in [
        (
            "pbes2.p12",
            &[
                "-keypbe",
                "AES-256-CBC",
                "-certpbe",
                "AES-256-CBC",
                "-macalg",
                "sha256",
            ][..],
        ),
        ("3des.p12", &["-descert", "-legacy"]),
        ("rc2.p12", &["-legacy"]),
        // A look-alike: a file of a real Windows stands in the checklist for people.
        ("windows.p12", &["-legacy", "-CSP", csp, "-keyex", "-LMK"]),
        ("sha512.p12", &["-macalg", "sha512"]),
    ] {
        for pass in [PASS, JAPANESE] {
            let args = [how, &["-out", name]].concat();
            bench
                .openssl
                .pack(&bench.issued.certificate, &bench.issued.key, pass, &args);
            opens(&bench, name, pass);
        }
    }
}

#[test]
#[cfg_attr(windows, ignore = "runs other tools, which wine has not")]
fn an_empty_pass_phrase_opens() {
    let bench = Bench::new();
    let (certificate, key) = (&bench.issued.certificate, &bench.issued.key);
    for how in [&[][..], &["-legacy"]] {
        let args = [how, &["-out", "empty.p12"]].concat();
        bench.openssl.pack(certificate, key, "", &args);
        opens(&bench, "empty.p12", "");
    }
    let make = "--to-p12 --load-privkey key.pem --load-certificate certificate.pem --p12-name t --empty-password --outder --outfile gnutls.p12";
    let make: Vec<&str> = make.split(' ').collect();
    bench.run("gnutls-bin", "certtool", &make);
    opens(&bench, "gnutls.p12", "");
}

#[test]
#[cfg_attr(windows, ignore = "runs other tools, which wine has not")]
fn keytool_of_java() {
    let bench = Bench::new();
    let import = |out, legacy: &[&'static str]| {
        let rest = [
            "-importkeystore",
            "-noprompt",
            "-srckeystore",
            "in.p12",
            "-srcstorepass",
            PASS,
            "-destkeystore",
            out,
            "-deststoretype",
            "PKCS12",
            "-deststorepass",
            PASS,
        ];
        let args = [legacy, &rest].concat();
        bench.run("default-jre-headless", "keytool", &args);
        opens(&bench, out, PASS);
    };
    import("keytool.p12", &[]);
    import("keytool-old.p12", &["-J-Dkeystore.pkcs12.legacy"]);
}

#[test]
#[cfg_attr(windows, ignore = "runs other tools, which wine has not")]
fn pk12util_of_nss() {
    let bench = Bench::new();
    let tool = |args: &[&str]| bench.run("libnss3-tools", "pk12util", args);
    std::fs::create_dir(bench.openssl.dir().join("nss")).unwrap();
    bench.run(
        "libnss3-tools",
        "certutil",
        &["-N", "-d", "sql:nss", "--empty-password"],
    );
    tool(&["-i", "in.p12", "-d", "sql:nss", "-W", PASS]);
    for (name, pass, how) in [
        ("nss.p12", PASS, &[][..]),
        ("nss-ja.p12", JAPANESE, &[]),
        (
            "nss-old.p12",
            PASS,
            &[
                "-c",
                "PKCS #12 V2 PBE With SHA-1 And 3KEY Triple DES-CBC",
                "-C",
                "PKCS #12 V2 PBE With SHA-1 And 40 Bit RC2 CBC",
            ],
        ),
    ] {
        let args = [
            &["-o", name, "-n", "端末 ichi", "-d", "sql:nss", "-W", pass][..],
            how,
        ]
        .concat();
        tool(&args);
        opens(&bench, name, pass);
    }
}

#[test]
#[cfg_attr(windows, ignore = "runs other tools, which wine has not")]
fn certtool_of_gnutls() {
    let bench = Bench::new();
    for cipher in ["aes-256", "rc2-40"] {
        let out = format!("{cipher}.p12");
        let make = "--to-p12 --load-privkey key.pem --load-certificate certificate.pem --load-ca-certificate ca.pem --p12-name t --outder";
        let mut args: Vec<&str> = make.split(' ').collect();
        args.extend([
            "--password",
            PASS,
            "--pkcs-cipher",
            cipher,
            "--outfile",
            &out,
        ]);
        bench.run("gnutls-bin", "certtool", &args);
        opens(&bench, &out, PASS);
    }
}

#[test]
#[cfg_attr(windows, ignore = "runs other tools, which wine has not")]
fn keys_of_every_usual_size() {
    let authority = Authority::root("Practice CA");
    let openssl = Openssl::new();
    let sizes = [
        ("RSA", "rsa_keygen_bits:2048", "RSA", 2048),
        ("RSA", "rsa_keygen_bits:3072", "RSA", 3072),
        ("RSA", "rsa_keygen_bits:4096", "RSA", 4096),
        ("EC", "ec_paramgen_curve:P-256", "EC P-256", 256),
        ("EC", "ec_paramgen_curve:P-384", "EC P-384", 384),
    ];
    for (kind, size, algorithm, bits) in sizes {
        let made = openssl.run(&["genpkey", "-algorithm", kind, "-pkeyopt", size]);
        let key = String::from_utf8(made).unwrap();
        let pair = rcgen::KeyPair::from_pem(&key).unwrap();
        let issued = authority.issue_for("terminal-1", &pair);
        let p12 = openssl.pack(&issued.certificate, &key, PASS, &[]);
        let identity = ClientIdentity::from_pkcs12(&p12, PASS).unwrap();
        let found = &identity.info().key;
        assert_eq!((found.algorithm.as_str(), found.bits), (algorithm, bits));
    }
}

#[test]
#[cfg_attr(windows, ignore = "runs other tools, which wine has not")]
fn a_key_that_is_too_short_has_its_own_code() {
    let bench = Bench::new();
    for args in [
        "genrsa -out short.pem 1024",
        "req -new -key short.pem -subj /O=06990014/CN=terminal-1 -out short.csr",
        "req -x509 -key short.pem -in short.csr -days 9 -out short.crt",
        "pkcs12 -export -inkey short.pem -in short.crt -passout pass:p -out short.p12",
    ] {
        bench.openssl.run(&args.split(' ').collect::<Vec<_>>());
    }
    let fault = ClientIdentity::from_pkcs12(&bench.read("short.p12"), "p").unwrap_err();
    assert_eq!(fault.code, Code::CertificateWeakKey);
    assert!(
        fault.sentence().contains("1024ビット"),
        "{}",
        fault.sentence()
    );
}

#[test]
#[cfg_attr(windows, ignore = "runs other tools, which wine has not")]
fn a_certificate_of_version_1_has_its_own_code() {
    let bench = Bench::new();
    for args in [
        "req -x509 -newkey rsa:2048 -nodes -keyout ca1.key -subj /CN=Old -days 9 -out ca1.pem",
        "req -new -newkey rsa:2048 -nodes -keyout v1.key -subj /O=06990014/CN=terminal-1 -out v1.csr",
        "x509 -req -in v1.csr -CA ca1.pem -CAkey ca1.key -CAcreateserial -days 9 -out v1.pem",
        "pkcs12 -export -inkey v1.key -in v1.pem -certfile ca1.pem -passout pass:p -out v1.p12",
    ] {
        bench.openssl.run(&args.split(' ').collect::<Vec<_>>());
    }
    assert_eq!(code(&bench.read("v1.p12"), "p"), Code::CertificateTooOld);
}

#[test]
#[cfg_attr(windows, ignore = "runs other tools, which wine has not")]
fn a_chain_comes_in_any_order_and_names_do_not_matter() {
    let root = Authority::root("Practice CA");
    let middle = root.intermediate("Practice Sub CA");
    let issued = middle.issue("terminal-1");
    let parts = [root.pem(), middle.pem(), issued.certificate.clone()];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let all: String = order.iter().map(|i| parts[*i].as_str()).collect();
        let named = [
            "-name",
            "統合専用端末 1",
            "-caname",
            "中間",
            "-caname",
            "根",
        ];
        let p12 = Openssl::new().pack(&all, &issued.key, PASS, &named);
        let identity = ClientIdentity::from_pkcs12(&p12, PASS).unwrap();
        let chain: Vec<Vec<u8>> = identity.chain().iter().map(|c| c.to_vec()).collect();
        assert_eq!(chain[1..], [middle.der(), root.der()], "{order:?}");
    }
}

#[test]
#[cfg_attr(windows, ignore = "runs other tools, which wine has not")]
fn of_several_keys_one_is_chosen() {
    let bench = Bench::new();
    let second = bench.authority.issue_with("terminal-2", 0x22);
    bench.openssl.pack(
        &second.certificate,
        &second.key,
        PASS,
        &["-name", "ni", "-out", "two.p12"],
    );
    for from in ["in.p12", "two.p12"] {
        let args = [
            "-importkeystore",
            "-noprompt",
            "-srckeystore",
            from,
            "-srcstorepass",
            PASS,
            "-destkeystore",
            "both.p12",
            "-deststoretype",
            "PKCS12",
            "-deststorepass",
            PASS,
        ];
        bench.run("default-jre-headless", "keytool", &args);
    }
    let both = bench.read("both.p12");
    let fault = ClientIdentity::from_pkcs12(&both, PASS).unwrap_err();
    assert_eq!(fault.code, Code::CertificateSeveral);
    assert!(
        fault.sentence().contains("2枚") && fault.sentence().contains("0ABC"),
        "{}",
        fault.sentence()
    );
    let pairs = ClientIdentity::all_of_pkcs12(&both, PASS).unwrap();
    let mut names: Vec<_> = pairs
        .iter()
        .filter_map(|p| p.info().common_name.clone())
        .collect();
    names.sort();
    assert_eq!(names, ["terminal-1", "terminal-2"]);
}

#[test]
#[cfg_attr(windows, ignore = "runs other tools, which wine has not")]
fn a_key_of_another_certificate_in_the_file() {
    let bench = Bench::new();
    bench
        .openssl
        .file("other.pem", &bench.authority.issue("terminal-2").key);
    let make = "--to-p12 --load-privkey other.pem --load-certificate certificate.pem --p12-name t --outder --outfile mixed.p12 --password";
    let mut args: Vec<&str> = make.split(' ').collect();
    args.push(PASS);
    bench.run("gnutls-bin", "certtool", &args);
    assert_eq!(
        code(&bench.read("mixed.p12"), PASS),
        Code::CertificateKeyMismatch
    );
}

/// Nobody waits for eight million rounds; a count of four bytes would take days.
#[test]
#[cfg_attr(windows, ignore = "runs other tools, which wine has not")]
fn a_file_that_asks_for_too_much_work_is_refused_at_once() {
    let bench = Bench::new();
    let (certificate, key) = (&bench.issued.certificate, &bench.issued.key);
    let mut p12 = bench
        .openssl
        .pack(certificate, key, PASS, &["-iter", "65536"]);
    assert!(ClientIdentity::from_pkcs12(&p12, PASS).is_ok());
    let places = p12.windows(5).filter(|w| *w == [2, 3, 1, 0, 0]).count();
    assert!(places >= 2, "the check value's and, in clear, the key's");
    let place = p12.windows(5).rposition(|w| w == [2, 3, 1, 0, 0]).unwrap();
    p12[place + 2..place + 5].copy_from_slice(&[0x7F, 0xFF, 0xFF]);
    assert_eq!(code(&p12, PASS), Code::CertificateTooMuchWork);
}
