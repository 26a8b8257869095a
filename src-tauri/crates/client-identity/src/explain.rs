//! What a file is, before anything of it is taken.

use crate::{CertificateInfo, ClientIdentity, armour, bundle, chain, pkcs12};
use kakehashi_domain::{Code, Fault};
use rustls_pki_types::CertificateDer;
use x509_parser::prelude::{CertificateRevocationList, FromDer, X509CertificationRequest};

/// A file in words.
#[derive(Debug)]
pub struct Explained {
    /// What it is, in Japanese.
    pub kind: &'static str,
    /// Its certificates: one with a key first, then those over it; for others the file's order.
    pub certificates: Vec<CertificateInfo>,
    /// How many keys it holds; None where that can't be seen without the pass phrase.
    pub keys: Option<usize>,
    /// How the pass phrase had to be read, where not as it was typed.
    pub read_as: Option<String>,
    /// Whether it opens only by a pass phrase.
    pub wants_pass_phrase: bool,
    /// Why it can't be taken as the terminal's certificate.
    pub fault: Option<Fault>,
}

/// Explains a file; a `.p12` in full where the pass phrase is given.
pub fn explain(bytes: &[u8], pass_phrase: Option<&str>) -> Explained {
    let certificates = bundle::certificates(bytes);
    if !certificates.is_empty() {
        return of_certificates(bytes, &certificates);
    }
    match pkcs12::Archive::read(bytes) {
        Ok(_) => of_archive(bytes, pass_phrase),
        Err(fault) if fault.code != Code::CertificateUnreadable => Explained {
            wants_pass_phrase: true,
            fault: Some(fault),
            ..bare(ARCHIVE, None)
        },
        Err(_) => {
            let (kind, code) = other_kind(bytes);
            bare(kind, Some(code.into()))
        }
    }
}

const ARCHIVE: &str = "証明書と秘密鍵のファイル（PKCS#12、.p12・.pfx）";

fn of_certificates(bytes: &[u8], certificates: &[CertificateDer<'static>]) -> Explained {
    let has_key = label(bytes, "PRIVATE KEY");
    let kind = match (bundle::is_pkcs7(bytes), has_key) {
        (true, _) => "証明書の束（PKCS#7、.p7b）",
        (_, true) => "証明書と秘密鍵（PEM）",
        (false, false) => "証明書だけのファイル（.cer・.crt・.pem）",
    };
    Explained {
        certificates: infos(certificates),
        keys: Some(usize::from(has_key)),
        ..bare(kind, Some(Code::CertificateWithoutKey.into()))
    }
}

fn of_archive(bytes: &[u8], pass_phrase: Option<&str>) -> Explained {
    let closed = Explained {
        wants_pass_phrase: true,
        ..bare(ARCHIVE, None)
    };
    let Some(pass_phrase) = pass_phrase else {
        return closed;
    };
    let opened = match pkcs12::open(bytes, pass_phrase) {
        Ok(opened) => opened,
        Err(fault) => {
            return Explained {
                fault: Some(fault),
                ..closed
            };
        }
    };
    let keys = Some(opened.keys.len());
    let read_as = opened.read_as.clone();
    let all = opened.certificates.clone();
    let (certificates, fault) = match ClientIdentity::of_opened(opened) {
        Ok(pairs) => {
            let chains = pairs.iter().flat_map(ClientIdentity::chain);
            let mut ordered: Vec<CertificateDer<'static>> = Vec::new();
            for certificate in chains.chain(&all) {
                if !ordered.contains(certificate) {
                    ordered.push(certificate.clone());
                }
            }
            (ordered, None)
        }
        Err(fault) => (all, Some(fault)),
    };
    Explained {
        certificates: infos(&certificates),
        keys,
        read_as,
        fault,
        ..closed
    }
}

fn infos(certificates: &[CertificateDer<'static>]) -> Vec<CertificateInfo> {
    certificates
        .iter()
        .filter(|der| chain::parse(der).is_some())
        .flat_map(|der| CertificateInfo::read(der))
        .collect()
}

/// A file that is no certificate's, as people choose them by mistake.
fn other_kind(bytes: &[u8]) -> (&'static str, Code) {
    let unreadable = Code::CertificateUnreadable;
    let der = armour::decoded(bytes);
    let der = der.as_deref().unwrap_or(bytes);
    if label(bytes, "ENCRYPTED PRIVATE KEY") {
        return (
            "パスフレーズで守られた秘密鍵だけのファイル（PEM）",
            Code::CertificateMissing,
        );
    }
    if label(bytes, "PRIVATE KEY") {
        return ("秘密鍵だけのファイル（PEM）", Code::CertificateMissing);
    }
    if X509CertificationRequest::from_der(der).is_ok() {
        return ("証明書の申請ファイル（CSR）", unreadable);
    }
    if CertificateRevocationList::from_der(der).is_ok() {
        return ("失効一覧（CRL）", unreadable);
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_lowercase();
    let kind = match bytes {
        [] => "空のファイル",
        [0xFE, 0xED, 0xFE, 0xED, ..] => "Javaの鍵の保管ファイル（JKS）",
        [0xCE, 0xCE, 0xCE, 0xCE, ..] => "Javaの鍵の保管ファイル（JCEKS）",
        [b'P', b'K', 3, 4, ..] => "ZIPの書庫（中のファイルを取り出してください）",
        [b'%', b'P', b'D', b'F', ..] => "PDFの文書",
        _ if start.contains("<html") || start.contains("<!doctype") => {
            "Webのページ（ダウンロードできていません）"
        }
        _ if start.contains("openssh") || start.contains("putty") => "SSHの鍵",
        [0x30, ..] => "途中で切れたか壊れたファイル、または知らない形式",
        _ => "知らない形式のファイル",
    };
    (kind, unreadable)
}

fn label(bytes: &[u8], words: &str) -> bool {
    let text = armour::text(bytes);
    text.is_some_and(|text| {
        let mut sections = armour::sections(&text).into_iter();
        sections.any(|(label, _)| label.ends_with(words))
    })
}

fn bare(kind: &'static str, fault: Option<Fault>) -> Explained {
    Explained {
        kind,
        certificates: Vec::new(),
        keys: None,
        read_as: None,
        wants_pass_phrase: false,
        fault,
    }
}
