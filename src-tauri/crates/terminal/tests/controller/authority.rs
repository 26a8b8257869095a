//! A little authority and the certificate `T01` that it issued, made without any program of the build machine.

use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair,
};
use std::{
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

const VALID: Duration = Duration::from_secs(400 * 86_400);

/// Writes `ca.pem`, `ca.key`, `t.pem` and `t.p12` (pass phrase `himitsu`) into the folder.
pub fn issue_first(dir: &Path) {
    let mut authority = params(&[(DnType::CommonName, "TestCA")]);
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let own_key = KeyPair::generate().unwrap();
    let key_text = own_key.serialize_pem();
    let authority = CertifiedIssuer::self_signed(authority, own_key).unwrap();

    let names = [
        (DnType::OrganizationName, "06990014"),
        (DnType::CommonName, "T01"),
    ];
    let mut terminal = params(&names);
    terminal.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    let key = KeyPair::generate().unwrap();
    let certificate = terminal.signed_by(&key, &authority).unwrap();

    let chain = [certificate.der().as_ref(), authority.der().as_ref()];
    let chain = chain.map(|der| Certificate::from_der(der).unwrap());
    let key = PrivateKey::from_der(key.serialized_der()).unwrap();
    let mut packed = KeyStore::new();
    let entry = PrivateKeyChain::new(vec![1_u8], key, chain);
    packed.add_entry("T01", KeyStoreEntry::PrivateKeyChain(entry));
    let packed = packed.writer("himitsu").write().unwrap();

    fs::write(dir.join("ca.pem"), authority.pem()).unwrap();
    fs::write(dir.join("ca.key"), key_text).unwrap();
    fs::write(dir.join("t.pem"), certificate.pem()).unwrap();
    fs::write(dir.join("t.p12"), packed).unwrap();
}

fn params(names: &[(DnType, &str)]) -> CertificateParams {
    let mut params = CertificateParams::default();
    for (kind, name) in names {
        params.distinguished_name.push(kind.clone(), *name);
    }
    params.not_before = SystemTime::now().into();
    params.not_after = (SystemTime::now() + VALID).into();
    params
}
