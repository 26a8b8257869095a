//! What methods are called, where a file uses one that isn't opened.

use kakehashi_domain::{Code, Fault};

/// A method that isn't used any more, or that this terminal doesn't know.
pub(super) fn refused(method: &str) -> Fault {
    Fault::new(Code::CertificateMethodRefused).with("method", method)
}

/// The same by its number.
pub(super) fn refused_number(oid: &str) -> Fault {
    refused(&called(oid))
}

/// What a method is called; one that nobody here knows, by its number.
pub(super) fn called(oid: &str) -> String {
    name(oid).map_or_else(|| format!("番号 {oid} の方式"), str::to_owned)
}

fn name(oid: &str) -> Option<&'static str> {
    Some(match oid {
        "1.2.840.113549.1.12.1.1" => "RC4（128ビット）",
        "1.2.840.113549.1.12.1.2" => "RC4（40ビット）",
        "1.2.840.113549.1.12.1.4" => "2鍵トリプルDES",
        "1.2.840.113549.1.12.1.5" => "RC2（128ビット）",
        "1.2.840.113549.1.5.1" => "MD2とDES（PBES1）",
        "1.2.840.113549.1.5.3" => "MD5とDES（PBES1）",
        "1.2.840.113549.1.5.4" => "MD2とRC2（PBES1）",
        "1.2.840.113549.1.5.6" => "MD5とRC2（PBES1）",
        "1.2.840.113549.1.5.10" => "SHA-1とDES（PBES1）",
        "1.2.840.113549.1.5.11" => "SHA-1とRC2（PBES1）",
        "1.3.14.3.2.7" => "DES",
        "1.2.840.113549.3.2" => "RC2",
        "1.2.840.113549.3.4" => "RC4",
        "1.2.840.113549.3.9" => "RC5",
        "1.3.6.1.4.1.3029.1.2" => "Blowfish",
        "1.2.410.200004.1.4" => "SEED",
        "1.2.392.200011.61.1.1.1.2" | "1.2.392.200011.61.1.1.1.3" | "1.2.392.200011.61.1.1.1.4" => {
            "Camellia"
        }
        "1.2.410.200046.1.1.2" | "1.2.410.200046.1.1.7" | "1.2.410.200046.1.1.12" => "ARIA",
        "1.2.156.10197.1.104.2" => "SM4",
        "1.2.643.2.2.21" | "1.2.643.7.1.1.5.1.1" | "1.2.643.7.1.1.5.2.1" => "GOST",
        "2.16.840.1.101.3.4.1.6" | "2.16.840.1.101.3.4.1.26" | "2.16.840.1.101.3.4.1.46" => {
            "AES-GCM"
        }
        "1.2.840.113549.2.2" => "MD2",
        "1.2.840.113549.2.4" => "MD4",
        "1.2.840.113549.2.5" | "1.2.840.113549.2.6" | "1.3.6.1.5.5.8.1.1" => "MD5",
        "1.3.36.3.2.1" => "RIPEMD-160",
        "1.2.643.7.1.1.2.2" | "1.2.643.7.1.1.2.3" => "GOST（Streebog）",
        "1.2.156.10197.1.401" => "SM3",
        "2.16.840.1.101.3.4.2.7"
        | "2.16.840.1.101.3.4.2.8"
        | "2.16.840.1.101.3.4.2.9"
        | "2.16.840.1.101.3.4.2.10" => "SHA-3",
        _ => return None,
    })
}
