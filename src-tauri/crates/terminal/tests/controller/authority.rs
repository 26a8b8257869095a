//! Little authorities, the certificates that they issue and their lists of revocations, made without any program of the
//! build machine.

use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, DnType,
    ExtendedKeyUsagePurpose, IsCa, Issuer, KeyIdMethod, KeyPair, RevocationReason,
    RevokedCertParams, SerialNumber,
};
use std::{
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

const VALID: i64 = 400;

/// Writes `ca.pem`, `ca.key`, `t.pem` and `t.p12` (pass phrase `himitsu`) into the folder.
pub fn issue_first(dir: &Path) {
    found(dir, "ca", "TestCA");
    Wish::new("t").issue(dir);
}

/// Founds an authority: `NAME.pem` and `NAME.key`.
pub fn found(dir: &Path, name: &str, title: &str) {
    let mut params = params(&[(DnType::CommonName, title)], 0, VALID);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    let authority = params.self_signed(&key).unwrap();
    fs::write(dir.join(format!("{name}.pem")), authority.pem()).unwrap();
    fs::write(dir.join(format!("{name}.key")), key.serialize_pem()).unwrap();
}

/// A certificate to be issued; days count from today.
#[derive(Clone, Copy)]
pub struct Wish<'a> {
    pub name: &'a str,
    pub ca: &'a str,
    pub terminal: &'a str,
    pub from: i64,
    pub serial: Option<u8>,
}

impl<'a> Wish<'a> {
    /// Of the place's authority, for `T01`, from today on.
    pub fn new(name: &'a str) -> Self {
        Self {
            name,
            ca: "ca",
            terminal: "T01",
            from: 0,
            serial: None,
        }
    }

    /// Writes `NAME.pem` and `NAME.p12`.
    pub fn issue(self, dir: &Path) {
        let names = [
            (DnType::OrganizationName, "06990014"),
            (DnType::CommonName, self.terminal),
        ];
        let mut params = params(&names, self.from, self.from + VALID);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        params.serial_number = self.serial.map(|serial| vec![serial].into());
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &issuer(dir, self.ca)).unwrap();

        let chain = [Certificate::from_der(certificate.der()).unwrap()];
        let key = PrivateKey::from_der(key.serialized_der()).unwrap();
        let entry = PrivateKeyChain::new(vec![1_u8], key, chain);
        let mut packed = KeyStore::new();
        packed.add_entry(self.terminal, KeyStoreEntry::PrivateKeyChain(entry));
        let packed = packed.writer("himitsu").write().unwrap();
        fs::write(dir.join(format!("{}.pem", self.name)), certificate.pem()).unwrap();
        fs::write(dir.join(format!("{}.p12", self.name)), packed).unwrap();
    }
}

/// Writes an authority's list of revocations, dated `age` days back, as `FILE`.
pub fn list(dir: &Path, file: &str, ca: &str, age: i64, named: &[(&str, RevocationReason)]) {
    let revoked = named.iter().map(|(serial, reason)| RevokedCertParams {
        serial_number: SerialNumber::from(hex::decode(serial).unwrap()),
        revocation_time: day(-age).into(),
        reason_code: Some(*reason),
        invalidity_date: None,
    });
    let list = CertificateRevocationListParams {
        this_update: day(-age).into(),
        next_update: day(VALID).into(),
        crl_number: SerialNumber::from(1_u64),
        issuing_distribution_point: None,
        revoked_certs: revoked.collect(),
        key_identifier_method: KeyIdMethod::Sha256,
    };
    let list = list.signed_by(&issuer(dir, ca)).unwrap();
    fs::write(dir.join(file), list.pem().unwrap()).unwrap();
}

fn issuer(dir: &Path, name: &str) -> Issuer<'static, KeyPair> {
    let read = |ending: &str| fs::read_to_string(dir.join(format!("{name}.{ending}"))).unwrap();
    let key = KeyPair::from_pem(&read("key")).unwrap();
    Issuer::from_ca_cert_pem(&read("pem"), key).unwrap()
}

fn params(names: &[(DnType, &str)], from: i64, until: i64) -> CertificateParams {
    let mut params = CertificateParams::default();
    for (kind, name) in names {
        params.distinguished_name.push(kind.clone(), *name);
    }
    params.not_before = day(from).into();
    params.not_after = day(until).into();
    params
}

fn day(from_today: i64) -> SystemTime {
    let by = Duration::from_secs(from_today.unsigned_abs() * 86_400);
    if from_today < 0 {
        SystemTime::now() - by
    } else {
        SystemTime::now() + by
    }
}
