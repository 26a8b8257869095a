//! What the server's refusals mean here: one table from the contract's `code` to ours.

use crate::classify;
use chrono::{DateTime, Utc};
use http::{
    HeaderMap, HeaderName, StatusCode,
    header::{DATE, RETRY_AFTER},
};
use kakehashi_domain::{Code, Fault};
use serde::Deserialize;

const SECONDS_DEFAULT: i64 = 30;
const SECONDS_MOST: i64 = 24 * 3600;

/// Every `code` of `openapi.json`.
const TABLE: &[(&str, Code)] = &[
    ("not-found", Code::ServerAnswerUnexpected),
    ("method-not-allowed", Code::ServerAnswerUnexpected),
    ("bad-request", Code::ServerAnswerUnexpected),
    (
        "certificate-other-insurer",
        Code::ClientCertificateOtherInsurer,
    ),
    ("certificate-revoked", Code::ClientCertificateRevoked),
    ("login-failed", Code::ServerLoginFailed),
    (
        "password-change-required",
        Code::ServerPasswordChangeRequired,
    ),
    ("password-weak", Code::ServerPasswordWeak),
    ("account-locked", Code::ServerAccountLocked),
    ("session-required", Code::ServerLoginNeeded),
    ("session-expired", Code::ServerLoginNeeded),
    ("service-closed", Code::ServiceClosed),
    ("too-many-requests", Code::ServerBusy),
    ("tus-version", Code::ServerAnswerUnexpected),
    ("upload-length", Code::ServerAnswerUnexpected),
    ("upload-too-large", Code::UploadRefused),
    ("upload-content-type", Code::ServerAnswerUnexpected),
    // Both mean what a cut means: ask for the offset and go on from there.
    ("upload-offset-conflict", Code::ConnectionLost),
    ("upload-checksum", Code::ConnectionLost),
    ("upload-gone", Code::UploadGone),
    // Its bytes aren't all there after all: from the beginning.
    ("upload-not-finished", Code::UploadGone),
    ("upload-in-use", Code::ServerBusy),
    ("digest-mismatch", Code::UploadRefused),
    ("kind-unknown", Code::UploadRefused),
    ("wrong-order", Code::UploadRefused),
    ("key-conflict", Code::UploadRefused),
    ("head-conflict", Code::LogHeadRefused),
    ("result-not-ready", Code::ResultNotReady),
    ("mismatch-closed", Code::MismatchClosed),
    ("masters-base-unknown", Code::MastersBaseUnknown),
    ("range-not-satisfiable", Code::DownloadDamaged),
    ("internal", Code::ServerAnswerUnexpected),
];

#[derive(Deserialize)]
struct Problem {
    code: String,
}

/// The fault that an answer other than the expected one stands for. Of the body only a `code` of
/// the table is kept.
pub(crate) fn fault(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Fault {
    let problem = serde_json::from_slice::<Problem>(body).ok();
    if problem.is_none() && is_stock_refusal(status, body) {
        return Fault::new(Code::ClientCertificateRefused)
            .because(format!("status {}", status.as_u16()));
    }
    let known = problem.and_then(|p| TABLE.iter().find(|(name, _)| *name == p.code));
    // A status that asks for patience says more than a code that says nothing.
    let is_vague = |code| {
        code == Code::ServerAnswerUnexpected && by_status(status) != Code::ServerAnswerUnexpected
    };
    let known = known.filter(|(_, code)| !is_vague(*code));
    let fault = match known {
        Some((name, code)) => Fault::new(*code)
            .with("server_code", name)
            .because(format!("status {} {name}", status.as_u16())),
        None => Fault::new(by_status(status)).because(format!("status {}", status.as_u16())),
    };
    let fault = match fault.code == Code::ServerTroubled {
        true => fault.with("status", status.as_u16()),
        false => fault,
    };
    let is_a_pause = [Code::ServerBusy, Code::ServiceClosed].contains(&fault.code);
    if is_a_pause {
        fault.with("seconds", seconds_to_wait(headers))
    } else {
        fault
    }
}

/// Whether the fault says that the server doesn't take the terminal's certificate.
pub(crate) fn is_about_certificate(fault: &Fault) -> bool {
    classify::is_refusal(fault) || fault.code == Code::ClientCertificateOtherInsurer
}

/// A stock web server lets the handshake through and refuses the certificate in a page of its own (nginx: 400).
fn is_stock_refusal(status: StatusCode, body: &[u8]) -> bool {
    let said = |words: &[u8]| body.windows(words.len()).any(|w| w == words);
    matches!(status.as_u16(), 400 | 495 | 496)
        && (said(b"SSL certificate error") || said(b"No required SSL certificate"))
}

fn by_status(status: StatusCode) -> Code {
    match status.as_u16() {
        401 => Code::ServerLoginNeeded,
        408 => Code::ServerSilent,
        423 | 425 | 429 | 503 => Code::ServerBusy,
        500..=599 => Code::ServerTroubled,
        _ => Code::ServerAnswerUnexpected,
    }
}

/// What a certain refusal of a job means: the server took the whole request and doesn't want it, with its own word where it is
/// a plain one, else with the status.
pub(crate) fn certain(status: StatusCode, fault: Fault) -> Fault {
    let says = [Code::ServerAnswerUnexpected, Code::UploadRefused];
    if !status.is_client_error() || !says.contains(&fault.code) {
        return fault;
    }
    let word = fault.params.get("server_code").cloned();
    let word = word.unwrap_or_else(|| status.as_u16().to_string());
    Fault {
        code: Code::UploadRefused,
        ..fault
    }
    .with("server_code", word)
}

/// `Retry-After` in seconds. A date counts from the server's own `Date`, since the clocks may
/// differ.
pub(crate) fn seconds_to_wait(headers: &HeaderMap) -> i64 {
    let text = headers.get(RETRY_AFTER).and_then(|v| v.to_str().ok());
    let number = text.and_then(|text| text.trim().parse().ok());
    let seconds = number.or_else(|| {
        let until = date(headers, RETRY_AFTER)?;
        Some((until - date(headers, DATE)?).num_seconds())
    });
    seconds.unwrap_or(SECONDS_DEFAULT).clamp(1, SECONDS_MOST)
}

/// The date in a header, in any of HTTP's three forms.
pub(crate) fn date(headers: &HeaderMap, name: HeaderName) -> Option<DateTime<Utc>> {
    let text = headers.get(name)?.to_str().ok()?;
    httpdate::parse_http_date(text).ok().map(DateTime::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_is_the_contracts() {
        let contract = include_str!("../../../../assets/openapi.json");
        let contract: serde_json::Value = serde_json::from_str(contract).unwrap();
        let codes = &contract["components"]["schemas"]["Problem"]["properties"]["code"]["enum"];
        let codes: Vec<&str> = codes
            .as_array()
            .unwrap()
            .iter()
            .map(|c| c.as_str().unwrap())
            .collect();
        let table: Vec<&str> = TABLE.iter().map(|(name, _)| *name).collect();
        assert_eq!(BTreeSet::from_iter(&codes), BTreeSet::from_iter(&table));
        assert_eq!(codes.len(), table.len(), "a code stands twice");
    }

    #[test]
    fn a_pause_and_a_refused_upload_fill_their_sentences() {
        for (name, code) in TABLE {
            let body = format!(r#"{{"code":"{name}"}}"#);
            let fault = fault(StatusCode::BAD_REQUEST, &HeaderMap::new(), body.as_bytes());
            assert_eq!(fault.code, *code);
            assert!(
                !fault.sentence().contains('{'),
                "{name}: {}",
                fault.sentence()
            );
            assert!(
                !fault.next_step().contains('{'),
                "{name}: {}",
                fault.next_step()
            );
        }
    }

    #[test]
    fn a_status_that_asks_for_patience_is_heard_whatever_the_code() {
        let code = |status, body: &[u8]| fault(status, &HeaderMap::new(), body).code;
        let (busy, vague) = (StatusCode::SERVICE_UNAVAILABLE, br#"{"code":"internal"}"#);
        assert_eq!(code(busy, vague), Code::ServerBusy);
        assert_eq!(
            code(busy, br#"{"code":"service-closed"}"#),
            Code::ServiceClosed
        );
        let broken = code(StatusCode::INTERNAL_SERVER_ERROR, vague);
        assert_eq!(broken, Code::ServerTroubled);
    }

    #[test]
    fn what_the_server_writes_beside_its_code_is_not_kept() {
        let body = br#"{"code":"internal","title":"Yamada","detail":"123456789018"}"#;
        let fault = fault(StatusCode::INTERNAL_SERVER_ERROR, &HeaderMap::new(), body);
        let all = format!("{fault:?}");
        assert!(
            !all.contains("Yamada") && !all.contains("123456789018"),
            "{all}"
        );
    }

    #[test]
    fn retry_after_is_read_in_both_forms() {
        let seconds = |retry_after: &'static str, date: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, HeaderValue::from_static(retry_after));
            headers.insert(DATE, HeaderValue::from_static(date));
            seconds_to_wait(&headers)
        };
        let now = "Wed, 01 Apr 2026 09:00:00 GMT";
        assert_eq!(seconds("120", now), 120);
        assert_eq!(seconds("Wed, 01 Apr 2026 09:02:00 GMT", now), 120);
        assert_eq!(seconds("Wed, 01 Apr 2026 08:00:00 GMT", now), 1);
        assert_eq!(seconds("Wed, 01 Apr 2026 09:02:00 GMT", "yesterday"), 30);
        assert_eq!(seconds("99999999", now), 24 * 3600);
        assert_eq!(seconds_to_wait(&HeaderMap::new()), 30);

        assert_eq!(seconds("Wednesday, 01-Apr-26 09:02:00 GMT", now), 120);
        assert_eq!(seconds("Wed Apr  1 09:02:00 2026", now), 120);
        let asctime = "Wed Apr  1 09:00:00 2026";
        assert_eq!(seconds("Wed, 01 Apr 2026 09:02:00 GMT", asctime), 120);
    }

    #[test]
    fn a_silly_retry_after_is_a_second_a_day_or_the_usual() {
        let seconds = |retry_after: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, HeaderValue::from_str(retry_after).unwrap());
            let now = HeaderValue::from_static("Wed, 01 Apr 2026 09:00:00 GMT");
            headers.insert(DATE, now);
            seconds_to_wait(&headers)
        };
        let (least, most, usual) = (1, 24 * 3600, 30);
        let cases = [
            ("0", least),
            ("-5", least),
            ("Thu, 01 Jan 1970 00:00:00 GMT", least),
            ("9223372036854775807", most),
            ("Fri, 31 Dec 9999 23:59:59 GMT", most),
            ("9223372036854775808", usual),
            ("99999999999999999999999999", usual),
            ("Sat, 01 Jan 10000 00:00:00 GMT", usual),
            ("Thu, 01 Jan 1000 00:00:00 GMT", usual),
            ("Thu, 01 Apr 2026 09:02:00 GMT", usual), // it is a Wednesday
            ("Wed, 00 Xyz 2026 99:99:99 GMT", usual),
            ("1.5", usual),
            ("soon", usual),
            ("", usual),
        ];
        for (retry_after, expected) in cases {
            assert_eq!(seconds(retry_after), expected, "{retry_after}");
        }
    }
}
