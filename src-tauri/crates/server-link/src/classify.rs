//! What a failed connection means, decided once.

use crate::asking::NotAsked;
use kakehashi_domain::{Code, Fault};
use rustls::{AlertDescription, CertificateError};
use std::{error::Error, io, iter};

/// Classifies what the HTTP client reports while asking `host`.
pub(crate) fn request(error: reqwest::Error, host: &str) -> Fault {
    let error = error.without_url();
    let code = if let Some(tls) = find::<rustls::Error>(&error) {
        tls_code(tls)
    } else if error.is_timeout() && !error.is_connect() {
        Code::ServerSilent
    } else if error.is_dns() {
        Code::ServerNameNotFound
    } else if error.is_connect() {
        connect_code(&error)
    } else if find::<hyper::Error>(&error).is_some_and(hyper::Error::is_parse) {
        Code::ServerAnswerUnexpected
    } else if error.is_builder() {
        Code::Internal
    } else {
        Code::ConnectionLost
    };
    fault(code, host, &error)
}

/// Classifies what a bare TLS connection to `host` reports.
pub(crate) fn stream(error: &io::Error, host: &str) -> Fault {
    let code = find::<rustls::Error>(error).map_or(Code::ConnectionLost, tls_code);
    fault(code, host, error)
}

/// The alert by which the other side ended it, if it did.
pub(crate) fn alert(error: &io::Error) -> Option<AlertDescription> {
    match find(error) {
        Some(rustls::Error::AlertReceived(alert)) => Some(*alert),
        Some(_) | None => None,
    }
}

/// Whether an alert speaks of the client's certificate, or of its lack.
pub(crate) fn is_about_certificate(alert: AlertDescription) -> bool {
    alert_code(alert) != Code::SecureChannelFailed
}

/// Whether a fault is the server's refusal of the client certificate.
pub(crate) fn is_refusal(fault: &Fault) -> bool {
    [
        Code::ClientCertificateRefused,
        Code::ClientCertificateUnknownAuthority,
        Code::ClientCertificateExpired,
        Code::ClientCertificateRevoked,
    ]
    .contains(&fault.code)
}

fn fault(code: Code, host: &str, error: &(dyn Error + 'static)) -> Fault {
    let words: Vec<String> = causes(error).map(ToString::to_string).collect();
    Fault::new(code)
        .with("host", host)
        .because(words.join(": "))
}

/// A cut within the handshake is a cut; everything before it means that nobody is there.
fn connect_code(error: &(dyn Error + 'static)) -> Code {
    use io::ErrorKind as Kind;
    let cut = [
        Kind::ConnectionReset,
        Kind::ConnectionAborted,
        Kind::BrokenPipe,
        Kind::UnexpectedEof,
    ];
    match find::<io::Error>(error) {
        Some(io) if cut.contains(&io.kind()) => Code::ConnectionLost,
        Some(_) | None => Code::ServerUnreachable,
    }
}

fn tls_code(error: &rustls::Error) -> Code {
    #[expect(clippy::wildcard_enum_match_arm, reason = "rustls may add errors")]
    match error {
        rustls::Error::InvalidCertificate(why) => server_certificate_code(why),
        rustls::Error::AlertReceived(alert) => alert_code(*alert),
        _ => Code::SecureChannelFailed,
    }
}

fn server_certificate_code(why: &CertificateError) -> Code {
    use CertificateError as Why;
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "whatever it is, it isn't trusted"
    )]
    match why {
        Why::NotValidForName | Why::NotValidForNameContext { .. } => Code::ServerWrongHost,
        Why::Expired
        | Why::ExpiredContext { .. }
        | Why::NotValidYet
        | Why::NotValidYetContext { .. } => Code::ServerCertificateDate,
        Why::Other(why) if why.0.is::<NotAsked>() => Code::ServerAsksNoCertificate,
        _ => Code::ServerNotTrusted,
    }
}

/// What the server objects to. An authority of the right name with another key gives
/// `DecryptError`.
fn alert_code(alert: AlertDescription) -> Code {
    use AlertDescription as Alert;
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the rest isn't about the certificate"
    )]
    match alert {
        Alert::UnknownCA | Alert::DecryptError => Code::ClientCertificateUnknownAuthority,
        Alert::CertificateExpired => Code::ClientCertificateExpired,
        Alert::CertificateRevoked => Code::ClientCertificateRevoked,
        Alert::CertificateRequired
        | Alert::NoCertificate
        | Alert::BadCertificate
        | Alert::UnsupportedCertificate
        | Alert::CertificateUnknown
        | Alert::AccessDenied => Code::ClientCertificateRefused,
        _ => Code::SecureChannelFailed,
    }
}

fn find<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    causes(error).find_map(|cause| cause.downcast_ref::<E>())
}

/// The error and what lies beneath. `io::Error::source` skips the error that it wraps, so that is
/// asked by itself.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    iter::successors(Some(error), |cause| {
        let cause: &'a (dyn Error + 'static) = *cause;
        match cause
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
        {
            Some(wrapped) => Some(wrapped),
            None => cause.source(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_alert_about_the_certificate_has_its_code() {
        use AlertDescription as Alert;
        let cases = [
            (Alert::CertificateRequired, Code::ClientCertificateRefused),
            (Alert::BadCertificate, Code::ClientCertificateRefused),
            (Alert::AccessDenied, Code::ClientCertificateRefused),
            (Alert::UnknownCA, Code::ClientCertificateUnknownAuthority),
            (Alert::CertificateExpired, Code::ClientCertificateExpired),
            (Alert::CertificateRevoked, Code::ClientCertificateRevoked),
            (Alert::HandshakeFailure, Code::SecureChannelFailed),
            (Alert::ProtocolVersion, Code::SecureChannelFailed),
        ];
        for (alert, expected) in cases {
            let wrapped = io::Error::other(io::Error::other(rustls::Error::AlertReceived(alert)));
            let fault = stream(&wrapped, "server.example");
            assert_eq!(fault.code, expected, "{alert:?}");
            let about_certificate = expected != Code::SecureChannelFailed;
            assert_eq!(is_refusal(&fault), about_certificate, "{alert:?}");
        }
    }

    #[test]
    fn a_cut_without_a_word_is_a_cut() {
        let fault = stream(&io::ErrorKind::ConnectionReset.into(), "server.example");
        assert_eq!(fault.code, Code::ConnectionLost);
        assert!(!is_refusal(&fault));
    }
}
