//! A second authority with another one below it, what it issues, and files of certificates that the practice server's own
//! commands don't make.

use crate::scenarios::P12_PHRASE;
use chrono::{TimeDelta, Utc};
use kakehashi_simulator::INSURER;
use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, DistinguishedName,
    DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyIdMethod, KeyPair, SerialNumber, SigningKey,
};
use std::{fs, path::Path, time::SystemTime};

/// Writes `second.pem`, `second.crl`, `between.crl`, and `later.p12`, which holds in a month.
pub fn found_second(dir: &Path) {
    let (root_key, key) = (fresh(), fresh());
    let root = authority("練習用の第二認証局");
    let root_certificate = root.self_signed(&root_key).unwrap();
    let root = Issuer::from_params(&root, &root_key);
    let between = authority("練習用の中間認証局");
    let between_certificate = between.signed_by(&key, &root).unwrap();
    let between = Issuer::from_params(&between, &key);
    fs::write(dir.join("second.pem"), root_certificate.pem()).unwrap();
    fs::write(dir.join("second.crl"), list(&root)).unwrap();
    fs::write(dir.join("between.crl"), list(&between)).unwrap();
    let along = [between_certificate, root_certificate];
    let later = issue(&between, "terminal-02", 30, &along);
    pack(&dir.join("later.p12"), [("terminal-02", later)]);
}

/// Writes `two.p12`, of which one certificate is to be chosen; the practice server's authority issued both.
pub fn issue_two(dir: &Path) {
    let read = |name: &str| fs::read_to_string(dir.join("pki").join(name)).unwrap();
    let key = KeyPair::from_pem(&read("ca.key.pem")).unwrap();
    let own = Issuer::from_ca_cert_pem(&read("ca.pem"), key).unwrap();
    let entries = ["terminal-01", "terminal-02"].map(|name| (name, issue(&own, name, -30, &[])));
    pack(&dir.join("two.p12"), entries);
}

fn issue(
    by: &Issuer<'_, impl SigningKey>,
    terminal: &str,
    from: i64,
    along: &[rcgen::Certificate],
) -> PrivateKeyChain {
    let key = fresh();
    let mut wanted = named(terminal, from);
    wanted
        .distinguished_name
        .push(DnType::OrganizationName, INSURER);
    wanted.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    let own = wanted.signed_by(&key, by).unwrap();
    let chain = std::iter::once(&own).chain(along);
    let chain = chain.map(|it| Certificate::from_der(it.der()).unwrap());
    let key = PrivateKey::from_der(key.serialized_der()).unwrap();
    PrivateKeyChain::new(terminal.as_bytes(), key, chain)
}

fn pack<const N: usize>(to: &Path, entries: [(&str, PrivateKeyChain); N]) {
    let mut packed = KeyStore::new();
    for (name, entry) in entries {
        packed.add_entry(name, KeyStoreEntry::PrivateKeyChain(entry));
    }
    fs::write(to, packed.writer(P12_PHRASE).write().unwrap()).unwrap();
}

fn fresh() -> KeyPair {
    KeyPair::generate().unwrap()
}

fn authority(name: &str) -> CertificateParams {
    let mut params = named(name, -30);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params
}

fn named(name: &str, from: i64) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.use_authority_key_identifier_extension = true;
    params.not_before = day(from).into();
    params.not_after = day(from + 1_100).into();
    params
}

/// Nobody's certificate is revoked.
fn list(of: &Issuer<'_, impl SigningKey>) -> String {
    let list = CertificateRevocationListParams {
        this_update: day(-30).into(),
        next_update: day(1_000).into(),
        crl_number: SerialNumber::from(1_u64),
        issuing_distribution_point: None,
        revoked_certs: Vec::new(),
        key_identifier_method: KeyIdMethod::Sha256,
    };
    list.signed_by(of).unwrap().pem().unwrap()
}

fn day(from_now: i64) -> SystemTime {
    SystemTime::from(Utc::now() + TimeDelta::days(from_now))
}
