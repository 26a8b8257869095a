//! Little authorities, the certificates that they issue and their lists of revocations, made without any program of the
//! build machine.

use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, DnType,
    ExtendedKeyUsagePurpose, IsCa, Issuer, KeyIdMethod, KeyPair, RevocationReason,
    RevokedCertParams, SerialNumber,
};
use std::{
    fs, iter,
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
    let key = KeyPair::generate().unwrap();
    let certificate = of_authority(title).self_signed(&key).unwrap();
    write_authority(dir, name, &certificate, &key);
}

/// The same below another one, with this serial number.
pub fn found_below(dir: &Path, above: &str, name: &str, title: &str, serial: u8) {
    let key = KeyPair::generate().unwrap();
    let mut params = of_authority(title);
    params.serial_number = Some(vec![serial].into());
    let certificate = params.signed_by(&key, &issuer(dir, above)).unwrap();
    write_authority(dir, name, &certificate, &key);
}

/// Gives an authority another certificate of itself, with the key that it had.
pub fn renew(dir: &Path, old: &str, name: &str, title: &str) {
    let key = KeyPair::from_pem(&read(dir, old, "key")).unwrap();
    let certificate = of_authority(title).self_signed(&key).unwrap();
    write_authority(dir, name, &certificate, &key);
}

fn of_authority(title: &str) -> CertificateParams {
    let mut params = params(&[(DnType::CommonName, title)], 0, VALID);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params
}

fn write_authority(dir: &Path, name: &str, certificate: &rcgen::Certificate, key: &KeyPair) {
    fs::write(dir.join(format!("{name}.pem")), certificate.pem()).unwrap();
    fs::write(dir.join(format!("{name}.der")), certificate.der()).unwrap();
    fs::write(dir.join(format!("{name}.key")), key.serialize_pem()).unwrap();
}

/// A certificate to be issued; days count from today.
#[derive(Clone, Copy)]
pub struct Wish<'a> {
    pub name: &'a str,
    pub ca: &'a str,
    /// The authorities whose certificates come along.
    pub along: &'a [&'a str],
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
            along: &[],
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

        let read = |name| fs::read(dir.join(format!("{name}.der"))).unwrap();
        let along = self.along.iter().map(read);
        let chain = iter::once(certificate.der().to_vec()).chain(along);
        let chain: Vec<_> = chain
            .map(|der| Certificate::from_der(&der).unwrap())
            .collect();
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
    let key = KeyPair::from_pem(&read(dir, name, "key")).unwrap();
    Issuer::from_ca_cert_pem(&read(dir, name, "pem"), key).unwrap()
}

fn read(dir: &Path, name: &str, ending: &str) -> String {
    fs::read_to_string(dir.join(format!("{name}.{ending}"))).unwrap()
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
