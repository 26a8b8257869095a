//! What terminal and server say to each other.

use bytes::Bytes;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use futures_util::stream::BoxStream;
use kakehashi_domain::{Code, Fault, Outcome, acts_when_shown, harmless_short};
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroizing;

/// What the server says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// Its clock.
    pub now: DateTime<Utc>,
    /// Whether it takes files now.
    pub open: bool,
    /// When it takes files; empty means always.
    pub hours: Vec<ServiceHours>,
}

/// A span of one weekday, in the local time of Japan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceHours {
    /// 1 is Monday, 7 is Sunday.
    pub weekday: u8,
    /// `HH:MM`.
    pub from: String,
    /// `HH:MM`.
    pub to: String,
}

/// Most characters of a server's name.
const NAME_MOST: usize = 100;
/// Most spans of a week.
const HOURS_MOST: usize = 50;

impl Service {
    /// The same with a name that does nothing where it is shown.
    ///
    /// # Errors
    /// `SERVER_ANSWER_UNEXPECTED` for hours that no week has.
    pub fn believed(self) -> Outcome<Self> {
        let is_time =
            |text: &str| text == "24:00" || NaiveTime::parse_from_str(text, "%H:%M").is_ok();
        let is_span = |it: &ServiceHours| {
            (1..=7).contains(&it.weekday) && is_time(&it.from) && is_time(&it.to)
        };
        if self.hours.len() > HOURS_MOST || !self.hours.iter().all(is_span) {
            return Err(Fault::new(Code::ServerAnswerUnexpected).because("hours that are none"));
        }
        Ok(Self {
            name: harmless_short(&self.name, NAME_MOST),
            ..self
        })
    }
}

/// A login at the server. The token is wiped when the value goes and isn't shown by `Debug`.
#[derive(Clone)]
pub struct ServerSession {
    token: Zeroizing<String>,
    expires_at: DateTime<Utc>,
}

impl ServerSession {
    /// Makes a session from what the server gave.
    pub fn new(token: Zeroizing<String>, expires_at: DateTime<Utc>) -> Self {
        Self { token, expires_at }
    }

    /// Gives the bearer token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Gives the moment after which the server asks for a new login.
    pub fn expires_at(&self) -> DateTime<Utc> {
        self.expires_at
    }
}

impl fmt::Debug for ServerSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServerSession(••••, until {})", self.expires_at)
    }
}

/// A file that is going to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewUpload<'a> {
    /// Its whole size.
    pub bytes: u64,
    /// Its name, without a folder.
    pub file_name: &'a str,
    /// Its kind, as definition files name it.
    pub kind: &'a str,
}

/// Where the server keeps an upload. It outlives the program, so it can be stored; whoever uses it
/// checks that it lies on the endpoint's own origin.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UploadUrl(String);

impl UploadUrl {
    /// Takes an absolute URL.
    pub fn new(url: impl Into<String>) -> Self {
        Self(url.into())
    }

    /// The absolute URL.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A job that is going to be made from a finished upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewJob<'a> {
    /// Made once and kept: the same key gives the same job for ever.
    pub idempotency_key: &'a str,
    /// The finished upload.
    pub upload: &'a UploadUrl,
    /// The file's kind.
    pub kind: &'a str,
    /// The layout's version.
    pub layout_version: &'a str,
    /// The file's name.
    pub file_name: &'a str,
    /// SHA-256 of the whole file: 64 lower-case hexadecimal digits.
    pub sha256: &'a str,
}

/// A job as the server sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerJob {
    /// 受付番号.
    pub receipt: String,
    /// The file's kind, where the server says it.
    #[serde(default)]
    pub kind: Option<String>,
    /// SHA-256 of the file as it was sent, where the server says it: 64 lower-case hexadecimal digits.
    #[serde(default)]
    pub sha256: Option<String>,
    /// The server's own word, as it came.
    pub status: String,
    /// The server's message on the whole file.
    #[serde(default)]
    pub message: Option<String>,
    /// When the server took it.
    pub accepted_at: DateTime<Utc>,
    /// When the server last changed it.
    pub updated_at: DateTime<Utc>,
    /// How far it is.
    pub rows: RowCounts,
    /// The result file, once there is one.
    #[serde(default)]
    pub result: Option<ResultFile>,
}

/// Most characters of a 受付番号.
const RECEIPT_MOST: usize = 64;
/// Most characters of a status word.
const STATUS_MOST: usize = 40;
/// Most characters of a kind's word.
const KIND_MOST: usize = 64;
/// Most characters of a message on the whole file.
const MESSAGE_MOST: usize = 500;

impl ServerJob {
    /// The job with words that do nothing where they are shown, of a reasonable length.
    ///
    /// # Errors
    /// `RECEIPT_UNUSABLE` when the 受付番号 isn't letters, digits, `-` and `_`, 64 at most: it is put into URLs and names of files.
    pub fn believed(self) -> Outcome<Self> {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let length = self.receipt.len();
        if !(1..=RECEIPT_MOST).contains(&length) || !self.receipt.chars().all(fits) {
            return Err(Fault::new(Code::ReceiptUnusable).because(format!("{length} bytes")));
        }
        let (kind, message) = (self.kind.as_deref(), self.message.as_deref());
        Ok(Self {
            kind: kind.map(|word| harmless_short(word, KIND_MOST)),
            sha256: self.sha256.filter(|sha256| is_digest(sha256)),
            status: harmless_short(&self.status, STATUS_MOST),
            message: message.map(|text| harmless_short(text, MESSAGE_MOST)),
            ..self
        })
    }
}

/// What the server knows of this terminal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The last job that it made.
    #[serde(default)]
    pub last_job: Option<ServerJob>,
    /// How far its log had come when it last told.
    #[serde(default)]
    pub log_head: Option<LogHead>,
}

impl Standing {
    /// The same in words that do nothing where they are shown.
    ///
    /// # Errors
    /// `RECEIPT_UNUSABLE`, `SERVER_ANSWER_UNEXPECTED` for a head that is none.
    pub fn believed(self) -> Outcome<Self> {
        let head = self.log_head.as_ref();
        if head.is_some_and(|head| head.entries == 0 || !is_digest(&head.sha256)) {
            return Err(Fault::new(Code::ServerAnswerUnexpected).because("a head that is none"));
        }
        let last_job = self.last_job.map(ServerJob::believed).transpose()?;
        Ok(Self { last_job, ..self })
    }
}

/// The head of this terminal's log: number and hash of its last entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogHead {
    /// Number of the last entry.
    pub entries: u32,
    /// Its hash: 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// When the server heard of it, by its own clock.
    #[serde(default, skip_serializing)]
    pub told_at: Option<DateTime<Utc>>,
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// A 突合不一致 as the server reports it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerMismatch {
    /// The server's own number of it.
    pub id: u64,
    /// How it stands there.
    pub state: ServerMismatchState,
    /// 本人確認判定フラグ, as it came.
    pub flag: String,
    /// Since when viewing is stopped.
    pub reported_at: DateTime<Utc>,
    /// 記号.
    pub symbol: String,
    /// 番号.
    pub number: String,
    /// 枝番, two digits.
    pub card_branch: String,
    /// 被保険者枝番.
    pub server_branch: String,
    /// As registered.
    pub registered: ServerFiveItems,
    /// As the 住基 has it.
    pub resident: ServerFiveItems,
}

/// Most characters of any field of what is listed.
const FIELD_MOST: usize = 300;

impl ServerMismatch {
    /// Whether every field is a text of a reasonable length.
    pub fn is_believable(&self) -> bool {
        let five = |five: &ServerFiveItems| {
            let ServerFiveItems {
                name_kanji,
                name_kana,
                birth_date,
                sex,
                address,
            } = five;
            [name_kanji, name_kana, birth_date, sex, address]
                .iter()
                .all(|text| is_text(text))
        };
        let own = [
            &self.flag,
            &self.symbol,
            &self.number,
            &self.card_branch,
            &self.server_branch,
        ];
        own.iter().all(|text| is_text(text)) && five(&self.registered) && five(&self.resident)
    }
}

fn is_text(text: &str) -> bool {
    text.chars().take(FIELD_MOST + 1).count() <= FIELD_MOST && !text.contains(acts_when_shown)
}

/// How a 突合不一致 stands at the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServerMismatchState {
    /// Viewing is stopped.
    Open,
    /// A later registration agrees, or there is none any more.
    Resolved,
    /// 理由付き疑いなし was registered.
    NoDoubt,
}

/// 5情報 as written on one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerFiveItems {
    /// 漢字氏名.
    pub name_kanji: String,
    /// カナ氏名.
    pub name_kana: String,
    /// 生年月日.
    pub birth_date: String,
    /// 性別.
    pub sex: String,
    /// 住所.
    pub address: String,
}

/// 理由付き疑いなし, as it is registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NoDoubt<'a> {
    /// Why, by the word of the list.
    pub reason: &'a str,
    /// What shows it, likewise.
    pub evidence: &'a str,
}

/// A file at the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServerFile<'a> {
    /// The result of a job, by its 受付番号.
    Result(&'a str),
    /// The 配信マスター: 差分 since a version, or 全件.
    Masters {
        /// The version that one has.
        since: Option<u32>,
    },
}

/// What there is of the 配信マスター.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerMasters {
    /// The version of today.
    pub version: u32,
    /// When it was published.
    pub published_on: NaiveDate,
    /// How many entries it has.
    pub entries: u32,
    /// SHA-256 of all entries: 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// So many entries the 配信マスター has at most.
const MASTERS_MOST: u32 = 100_000;

impl ServerMasters {
    /// Whether the digest is one, and the entries can be held.
    pub fn is_believable(&self) -> bool {
        let is_digit = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        let is_digest = self.sha256.len() == 64 && self.sha256.bytes().all(is_digit);
        is_digest && self.version > 0 && self.entries <= MASTERS_MOST
    }
}

/// What comes in pages, each in the order of their ids.
pub trait Listed {
    /// Its id at the server.
    fn id(&self) -> u64;

    /// Whether every field is what it should be, and of a reasonable length.
    fn is_believable(&self) -> bool;
}

/// How far the 機関別符号 of a person is; the 符号 itself never comes to a terminal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerSymbol {
    /// The server's own number of it.
    pub id: u64,
    /// 被保険者枝番.
    pub server_branch: String,
    /// How it stands.
    pub state: ServerSymbolState,
    /// When it was last asked for.
    pub asked_at: DateTime<Utc>,
    /// Why it can't be had; empty otherwise.
    pub message: String,
}

/// How a 機関別符号 stands at the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServerSymbolState {
    /// 未要求.
    NotAsked,
    /// 要求中.
    Asked,
    /// 取得済.
    Obtained,
    /// 失敗.
    Failed,
}

/// A 情報提供等記録.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerRecord {
    /// The server's own number of it.
    pub id: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who asked whom.
    pub direction: ServerRecordDirection,
    /// 被保険者枝番.
    pub server_branch: String,
    /// The other body, by its code.
    pub other: String,
    /// 事務手続, by its code.
    pub procedure: String,
    /// 特定個人情報名, by its code.
    pub item: String,
    /// What came of it, as it came.
    pub state: String,
}

/// Who asked whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServerRecordDirection {
    /// This insurer asked.
    Asked,
    /// This insurer was asked, and told.
    Provided,
}

impl Listed for ServerMismatch {
    fn id(&self) -> u64 {
        self.id
    }

    fn is_believable(&self) -> bool {
        self.is_believable()
    }
}

impl Listed for ServerSymbol {
    fn id(&self) -> u64 {
        self.id
    }

    fn is_believable(&self) -> bool {
        is_text(&self.server_branch) && is_text(&self.message)
    }
}

impl Listed for ServerRecord {
    fn id(&self) -> u64 {
        self.id
    }

    fn is_believable(&self) -> bool {
        let Self {
            server_branch,
            other,
            procedure,
            item,
            state,
            ..
        } = self;
        [server_branch, other, procedure, item, state]
            .into_iter()
            .all(|text| is_text(text))
    }
}

/// Counts of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowCounts {
    /// In the file.
    pub total: u64,
    /// Worked on.
    pub done: u64,
    /// Of these, accepted.
    pub ok: u64,
    /// Of these, refused.
    pub failed: u64,
}

/// A result file as the job announces it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultFile {
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

/// What one holds of a result file when asking for the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartialDownload {
    /// The strong `ETag` of the part.
    pub etag: String,
    /// Bytes from the beginning.
    pub received: u64,
}

/// One answer with bytes of a result file.
pub struct ResultPart {
    /// The strong `ETag`.
    pub etag: String,
    /// SHA-256 of the whole file, lower-case hexadecimal, from `Repr-Digest`.
    pub sha256: String,
    /// Size of the whole file, where the server says it.
    pub total: Option<u64>,
    /// Where `bytes` begin within the file.
    pub start: u64,
    /// The bytes up to the file's end, unless the line is cut.
    pub bytes: BoxStream<'static, Outcome<Bytes>>,
}

/// A download that arrived whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Downloaded {
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256: 64 lower-case hexadecimal digits.
    pub sha256: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(receipt: &str) -> Outcome<ServerJob> {
        let at = DateTime::UNIX_EPOCH;
        let rows = RowCounts {
            total: 0,
            done: 0,
            ok: 0,
            failed: 0,
        };
        let job = ServerJob {
            receipt: receipt.to_owned(),
            kind: Some("=1\u{9b}".to_owned()),
            sha256: Some("ff".to_owned()),
            status: "\u{1b}[2J".to_owned() + &"あ".repeat(1_000_000),
            message: Some("一\n二".to_owned()),
            accepted_at: at,
            updated_at: at,
            rows,
            result: None,
        };
        job.believed()
    }

    #[test]
    fn a_receipt_is_letters_and_digits_and_words_do_nothing() {
        let believed = job("20261120-0001").unwrap();
        assert!(believed.status.starts_with("［U+001B］[2J"));
        assert_eq!(believed.message.as_deref(), Some("一［U+000A］二"));
        assert!(believed.status.chars().count() < 60);
        assert_eq!(believed.kind.as_deref(), Some("=1［U+009B］"));
        assert_eq!(believed.sha256, None, "no SHA-256 is of two digits");
        let long = "9".repeat(1 << 20);
        for odd in [
            "",
            ".",
            "..",
            "a/b",
            "../x",
            "a b",
            "\u{1b}[31m1",
            "1\n2",
            "受付1",
            "a%2f",
            &long,
        ] {
            let code = job(odd).map(drop).map_err(|fault| fault.code);
            assert_eq!(code, Err(Code::ReceiptUnusable), "{:.20}", odd);
        }
    }
}
