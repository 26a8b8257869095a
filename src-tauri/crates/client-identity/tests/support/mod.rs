//! A little authority, and the real `openssl` to pack what it issues.
#![allow(dead_code, reason = "each test file uses a part")]

pub mod bench;
pub mod p12;

use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationList,
    CertificateRevocationListParams, CertifiedIssuer, DnType, IsCa, Issuer, KeyIdMethod, KeyPair,
    KeyUsagePurpose, RevocationReason, RevokedCertParams, SerialNumber, SigningKey, date_time_ymd,
};
use std::{
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

pub const PASS: &str = "Practice-Pass-1";

pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

pub struct Issued {
    pub certificate: String,
    pub key: String,
}

impl Authority {
    pub fn root(name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        Self {
            issuer: CertifiedIssuer::self_signed(authority(name), key).unwrap(),
        }
    }

    pub fn intermediate(&self, name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let issuer = CertifiedIssuer::signed_by(authority(name), key, &self.issuer).unwrap();
        Self { issuer }
    }

    pub fn pem(&self) -> String {
        self.issuer.pem()
    }

    pub fn der(&self) -> Vec<u8> {
        self.issuer.der().to_vec()
    }

    pub fn revocation_list(&self) -> CertificateRevocationList {
        list_by(&self.issuer)
    }

    pub fn issue(&self, terminal: &str) -> Issued {
        let key = KeyPair::generate().unwrap();
        self.issue_for(terminal, &key)
    }

    pub fn issue_with(&self, terminal: &str, serial: u8) -> Issued {
        self.issue_numbered(terminal, &KeyPair::generate().unwrap(), vec![serial])
    }

    pub fn issue_for(&self, terminal: &str, key: &KeyPair) -> Issued {
        self.issue_numbered(terminal, key, vec![0x0A, 0xBC])
    }

    fn issue_numbered(&self, terminal: &str, key: &KeyPair, serial: Vec<u8>) -> Issued {
        let mut params = CertificateParams::default();
        params
            .distinguished_name
            .push(DnType::OrganizationName, "06990014");
        params.distinguished_name.push(DnType::CommonName, terminal);
        params.not_before = date_time_ymd(2026, 4, 1);
        params.not_after = date_time_ymd(2029, 6, 30);
        params.serial_number = Some(serial.into());
        let certificate = params.signed_by(key, &self.issuer).unwrap().pem();
        Issued {
            certificate,
            key: key.serialize_pem(),
        }
    }
}

/// One certificate revoked, another on hold.
pub fn list_by(issuer: &Issuer<'_, impl SigningKey>) -> CertificateRevocationList {
    list_params().signed_by(issuer).unwrap()
}

pub fn list_params() -> CertificateRevocationListParams {
    let reasons = [None, Some(RevocationReason::CertificateHold)];
    let revoked = reasons.into_iter().zip(1u64..).map(|(reason, serial)| {
        let serial_number = SerialNumber::from(serial);
        RevokedCertParams {
            serial_number,
            revocation_time: date_time_ymd(2026, 1, 1),
            reason_code: reason,
            invalidity_date: None,
        }
    });
    CertificateRevocationListParams {
        this_update: date_time_ymd(2026, 1, 1),
        next_update: date_time_ymd(2040, 1, 1),
        crl_number: SerialNumber::from(1u64),
        issuing_distribution_point: None,
        revoked_certs: revoked.collect(),
        key_identifier_method: KeyIdMethod::Sha256,
    }
}

fn authority(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2040, 1, 1);
    params
}

/// A folder in which `openssl` works.
pub struct Openssl {
    dir: TempDir,
}

impl Openssl {
    pub fn new() -> Self {
        Self {
            dir: TempDir::new().unwrap(),
        }
    }

    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    pub fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn run(&self, args: &[&str]) -> Vec<u8> {
        let output = Command::new("openssl")
            .args(args)
            .current_dir(&self.dir)
            .output()
            .unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {args:?}: {complaint}");
        output.stdout
    }

    /// Packs certificates and key into a `.p12`.
    pub fn pack(&self, certificates: &str, key: &str, pass: &str, more: &[&str]) -> Vec<u8> {
        self.file("certificates.pem", certificates);
        self.file("key.pem", key);
        self.file("pass.txt", &format!("{pass}\n"));
        let out = more.windows(2).find(|w| w[0] == "-out");
        let out = out.map_or("out.p12", |w| w[1]);
        let mut args = vec!["pkcs12", "-export", "-passout", "file:pass.txt"];
        args.extend(["-in", "certificates.pem", "-inkey", "key.pem"]);
        args.extend(more);
        if out == "out.p12" {
            args.extend(["-out", out]);
        }
        self.run(&args);
        std::fs::read(self.dir.path().join(out)).unwrap()
    }
}
