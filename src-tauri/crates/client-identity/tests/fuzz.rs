//! Reads what comes from outside, changed at random: `.p12` files of the four tools that make them, certificates that
//! come for a request, lists of revocations, authorities' certificates.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests fail as tests do

#[path = "../../../../tests/support/fuzz.rs"]
mod fuzz;
mod support;

use fuzz::fuzz;
use kakehashi_client_identity::{ClientIdentity, RevocationList, TrustAnchor};
use rustls_pki_types::{CertificateDer, pem::PemObject};
use support::{Authority, PASS, bench::Bench};

/// Deriving a key takes its time; what is only parsed doesn't.
const FEW: u32 = 300;
const MANY: u32 = 20_000;
/// What DER, BER and PEM give a meaning to.
const WORDS: [&[u8]; 16] = [
    b"\0\0",
    b"\x30\x80",
    b"\x24\x80",
    b"\x30\x84\xFF\xFF\xFF\xFF",
    b"\x04\x82\xFF\xFF",
    b"\x04\x00",
    b"\x02\x04\x7F\xFF\xFF\xFF",
    b"\x02\x01\x00",
    b"\x05\x00",
    b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01",
    b"\x17\x0D991231235959Z",
    b"\xA0\x03\x02\x01\x02",
    b"-----BEGIN CERTIFICATE-----\n",
    b"-----BEGIN PRIVATE KEY-----\n",
    b"-----END CERTIFICATE-----\n",
    b"=\n",
];

/// Files with a check value, as the tools make them, and without, so that changes reach the parsers behind it.
fn p12_files() -> Vec<Vec<u8>> {
    let bench = Bench::new();
    let all = bench.issued.certificate.clone() + &bench.authority.pem();
    let few_rounds = "-nomac -iter 1";
    let csp = "Microsoft Enhanced Cryptographic Provider v1.0";
    let of_openssl = [
        vec!["-keypbe", "NONE", "-certpbe", "NONE"],
        vec![],
        vec!["-legacy"],
        vec!["-legacy", "-CSP", csp],
    ];
    let mut files: Vec<Vec<u8>> = of_openssl
        .iter()
        .map(|how| {
            let how: Vec<&str> = few_rounds.split(' ').chain(how.iter().copied()).collect();
            bench.openssl.pack(&all, &bench.issued.key, PASS, &how)
        })
        .collect();
    for (package, tool, line) in [
        (
            "default-jre-headless",
            "keytool",
            "-importkeystore -noprompt -srckeystore in.p12 -srcstorepass PASS -destkeystore keytool.p12 \
             -deststoretype PKCS12 -deststorepass PASS -J-Dkeystore.pkcs12.macAlgorithm=NONE \
             -J-Dkeystore.pkcs12.certPbeIterationCount=1 -J-Dkeystore.pkcs12.keyPbeIterationCount=1",
        ),
        ("libnss3-tools", "certutil", "-N -d sql:. --empty-password"),
        ("libnss3-tools", "pk12util", "-i in.p12 -d sql:. -W PASS"),
        (
            "libnss3-tools",
            "pk12util",
            "-o nss.p12 -n 端末␣ichi -d sql:. -W PASS",
        ),
        (
            "gnutls-bin",
            "certtool",
            "--to-p12 --load-privkey key.pem --load-certificate certificate.pem \
             --load-ca-certificate ca.pem --p12-name t --outder --password PASS --outfile gnutls.p12",
        ),
    ] {
        let words: Vec<String> = line
            .split_whitespace()
            .map(|word| word.replace("PASS", PASS).replace('␣', " "))
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        bench.run(package, tool, &words);
    }
    files.extend(["in.p12", "keytool.p12", "nss.p12", "gnutls.p12"].map(|name| bench.read(name)));
    files
}

#[test]
#[cfg_attr(windows, ignore = "runs other tools, which wine has not")]
fn changed_p12_files_are_read_without_panic() {
    let files = p12_files();
    let mut opened = 0;
    fuzz(&files, &WORDS, FEW, |bytes, _| {
        let found = ClientIdentity::all_of_pkcs12(bytes, PASS);
        opened += usize::from(found.is_ok_and(|found| found.len() == 1));
    });
    assert!(opened >= files.len(), "unchanged, all of them open");
}

#[test]
fn changed_certificates_for_a_request_are_read_without_panic() {
    let authority = Authority::root("Practice CA");
    let middle = authority.intermediate("Practice Sub CA");
    let issued = middle.issue("terminal-1");
    let chain = issued.certificate.clone() + &middle.pem() + &authority.pem();
    let alone = CertificateDer::from_pem_slice(issued.certificate.as_bytes()).unwrap();
    let seeds = [chain.into_bytes(), alone.to_vec()];
    for seed in &seeds {
        assert!(ClientIdentity::from_key_and_certificates(&issued.key, seed).is_ok());
    }
    fuzz(&seeds, &WORDS, MANY, |bytes, _| {
        let _ = ClientIdentity::from_key_and_certificates(&issued.key, bytes);
    });
}

#[test]
fn changed_lists_of_revocations_are_read_without_panic() {
    let authority = Authority::root("Practice CA");
    let anchor = TrustAnchor::from_bytes(&authority.der()).unwrap();
    let by = anchor.authority();
    let list = authority.revocation_list();
    let seeds = [list.pem().unwrap().into_bytes(), list.der().to_vec()];
    for seed in &seeds {
        assert_eq!(RevocationList::read(seed, by).unwrap().len(), 2);
    }
    fuzz(&seeds, &WORDS, MANY, |bytes, _| {
        let _ = RevocationList::read(bytes, by);
    });
}

#[test]
fn changed_authorities_are_read_without_panic() {
    let authority = Authority::root("Practice CA");
    let seeds = [authority.pem().into_bytes(), authority.der()];
    fuzz(&seeds, &WORDS, MANY, |bytes, _| {
        let anchor = TrustAnchor::from_bytes(bytes);
        let again = anchor.map(|anchor| TrustAnchor::from_pem(&anchor.to_pem()) == Ok(anchor));
        assert_ne!(again, Ok(false));
    });
}
