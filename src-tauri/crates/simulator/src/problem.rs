//! Errors as RFC 9457 problem details, each with a code from the contract.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::db::DbError;

/// The closed list of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// No such thing.
    NotFound,
    /// The path doesn't take this method.
    MethodNotAllowed,
    /// The request isn't what the contract says.
    BadRequest,
    /// The certificate belongs to another insurer.
    CertificateOtherInsurer,
    /// User id or password is wrong.
    LoginFailed,
    /// The initial password must be changed first.
    PasswordChangeRequired,
    /// The new password isn't good enough.
    PasswordWeak,
    /// Too many failures.
    AccountLocked,
    /// No session, or one of another certificate.
    SessionRequired,
    /// The session is over.
    SessionExpired,
    /// Outside of the service hours.
    ServiceClosed,
    /// Slow down.
    TooManyRequests,
    /// Another version of tus.
    TusVersion,
    /// `Upload-Length` is missing or wrong.
    UploadLength,
    /// More bytes than allowed or announced.
    UploadTooLarge,
    /// Not `application/offset+octet-stream`.
    UploadContentType,
    /// The offset isn't the kept one.
    UploadOffsetConflict,
    /// The bytes don't match their checksum.
    UploadChecksum,
    /// Expired, ended or used.
    UploadGone,
    /// Bytes are still missing.
    UploadNotFinished,
    /// Someone is writing to it, or a job has it.
    UploadInUse,
    /// The file isn't the one that was announced.
    DigestMismatch,
    /// The server doesn't know this kind.
    KindUnknown,
    /// Another kind must come first.
    WrongOrder,
    /// The key was used for another request.
    KeyConflict,
    /// A later or another head of this terminal's log is known.
    HeadConflict,
    /// The job isn't at 処理完了.
    ResultNotReady,
    /// The mismatch isn't open any more.
    MismatchClosed,
    /// The difference from that version isn't kept.
    MastersBaseUnknown,
    /// No such part of the file.
    RangeNotSatisfiable,
    /// The server's own fault.
    Internal,
}

impl Code {
    /// The code as the contract writes it, its status, and its sentence for people.
    pub fn parts(self) -> (&'static str, u16, &'static str) {
        match self {
            Code::NotFound => ("not-found", 404, "見つかりません"),
            Code::MethodNotAllowed => ("method-not-allowed", 405, "この操作はできません"),
            Code::BadRequest => ("bad-request", 400, "要求の形式が正しくありません"),
            Code::CertificateOtherInsurer => {
                ("certificate-other-insurer", 403, "別の保険者の証明書です")
            }
            Code::LoginFailed => ("login-failed", 401, "利用者IDまたはパスワードが違います"),
            Code::PasswordChangeRequired => (
                "password-change-required",
                403,
                "パスワードを変更してください",
            ),
            Code::PasswordWeak => ("password-weak", 422, "このパスワードは使えません"),
            Code::AccountLocked => ("account-locked", 423, "利用者IDがロックされています"),
            Code::SessionRequired => ("session-required", 401, "ログインが必要です"),
            Code::SessionExpired => ("session-expired", 401, "ログインの有効時間が過ぎました"),
            Code::ServiceClosed => ("service-closed", 503, "サービス時間外です"),
            Code::TooManyRequests => ("too-many-requests", 429, "要求が多すぎます"),
            Code::TusVersion => ("tus-version", 412, "tus 1.0.0 だけを受け付けます"),
            Code::UploadLength => ("upload-length", 400, "ファイルの長さが指定されていません"),
            Code::UploadTooLarge => ("upload-too-large", 413, "ファイルが大きすぎます"),
            Code::UploadContentType => ("upload-content-type", 415, "内容の種類が違います"),
            Code::UploadOffsetConflict => (
                "upload-offset-conflict",
                409,
                "続きの位置がサーバーと違います",
            ),
            Code::UploadChecksum => ("upload-checksum", 460, "チェックサムが合いません"),
            Code::UploadGone => ("upload-gone", 410, "アップロードはもうありません"),
            Code::UploadNotFinished => ("upload-not-finished", 409, "アップロードが未完了です"),
            Code::UploadInUse => ("upload-in-use", 409, "アップロードは使用中です"),
            Code::DigestMismatch => ("digest-mismatch", 422, "ファイルのハッシュ値が合いません"),
            Code::KindUnknown => ("kind-unknown", 422, "知らないファイル種別です"),
            Code::WrongOrder => ("wrong-order", 409, "先に送るファイルがあります"),
            Code::MastersBaseUnknown => {
                ("masters-base-unknown", 410, "その版からの差分はありません")
            }
            Code::KeyConflict => ("key-conflict", 409, "同じキーで別の要求がありました"),
            Code::HeadConflict => (
                "head-conflict",
                409,
                "この端末の記録は、前に届いたものとつながりません",
            ),
            Code::ResultNotReady => ("result-not-ready", 409, "結果はまだありません"),
            Code::MismatchClosed => ("mismatch-closed", 409, "この突合不一致はもう解消しています"),
            Code::RangeNotSatisfiable => ("range-not-satisfiable", 416, "その範囲はありません"),
            Code::Internal => ("internal", 500, "サーバーの内部エラーです"),
        }
    }

    /// Adds a sentence for people; nothing personal.
    pub fn because(self, detail: &str) -> Problem {
        Problem {
            detail: Some(detail.to_owned()),
            ..self.into()
        }
    }

    /// Adds a header.
    pub fn with(self, name: HeaderName, value: impl Into<HeaderValue>) -> Problem {
        Problem {
            header: Some((name, value.into())),
            ..self.into()
        }
    }
}

/// A refusal or a failure.
#[derive(Debug, Clone)]
pub struct Problem {
    code: Code,
    status: StatusCode,
    detail: Option<String>,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Problem {
    /// A failure that the scenario orders, with any status.
    pub fn ordered(status: u16, retry_after: Option<u64>) -> Problem {
        let code = if status == 429 {
            Code::TooManyRequests
        } else {
            Code::Internal
        };
        let mut problem = code.because("シナリオによる障害です");
        problem.status = StatusCode::from_u16(status).unwrap_or(problem.status);
        problem.header = retry_after.map(|seconds| (header::RETRY_AFTER, seconds.into()));
        problem
    }

    /// The answer; the correlation id is the terminal's.
    pub fn answer(self, correlation_id: Option<&str>) -> Response {
        let (code, _, title) = self.code.parts();
        let mut body = json!({
            "type": "about:blank", "title": title, "status": self.status.as_u16(), "code": code,
        });
        for (name, value) in [
            ("detail", self.detail.as_deref()),
            ("correlation_id", correlation_id),
        ] {
            if let Some(value) = value {
                body[name] = value.into();
            }
        }
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut answer = (self.status, kind, body.to_string()).into_response();
        answer.headers_mut().extend(self.header);
        answer
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        let status =
            StatusCode::from_u16(code.parts().1).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Problem {
            code,
            status,
            detail: None,
            header: None,
        }
    }
}

impl From<DbError> for Problem {
    fn from(error: DbError) -> Self {
        tracing::error!(%error, "database");
        Code::Internal.into()
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        DbError::from(error).into()
    }
}

/// Leaves the problem in the response for the outermost layer, which knows the correlation id.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_in_the_contract() {
        let contract: serde_json::Value = serde_json::from_str(crate::http::CONTRACT).unwrap();
        let codes = &contract["components"]["schemas"]["Problem"]["properties"]["code"]["enum"];
        for code in [
            Code::NotFound,
            Code::UploadChecksum,
            Code::Internal,
            Code::KeyConflict,
            Code::WrongOrder,
        ] {
            assert!(codes.as_array().unwrap().contains(&code.parts().0.into()));
            assert_eq!(Problem::from(code).status.as_u16(), code.parts().1);
        }
    }
}
