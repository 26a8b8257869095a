//! The trait that every way to an intermediate server implements.

use crate::{
    Examination,
    types::{
        LogHead, NewJob, NewUpload, NoDoubt, PartialDownload, ResultPart, ServerFile, ServerJob,
        ServerMasters, ServerMismatch, ServerRecord, ServerSession, ServerSymbol, Service,
        Standing, UploadUrl,
    },
};
use async_trait::async_trait;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, Outcome};

/// The intermediate server as the terminal needs it; each method is one exchange, without repeats.
///
/// # Errors
/// Every method can fail with the connection's codes (3xx and the client certificate's 30x). Those
/// that take a session give `ServerLoginNeeded` once it has ended, and all give `ServerBusy` with
/// `seconds` or `ServiceClosed`.
#[async_trait]
pub trait IntermediateServer: Send + Sync {
    /// Asks for the server's clock and hours; needs no login.
    async fn service(&self) -> Outcome<Service>;

    /// Tries the way hop by hop; needs neither login nor certificate, and never fails as a whole.
    async fn examine(&self, clock: &(dyn Fn() -> DateTime<Utc> + Send + Sync)) -> Examination;

    /// Logs in.
    ///
    /// # Errors
    /// `ServerLoginFailed`, `ServerAccountLocked`, `ServerPasswordChangeRequired`.
    async fn login(&self, user: &str, password: &str) -> Outcome<ServerSession>;

    /// Sets a new password at the server; needs no login.
    ///
    /// # Errors
    /// `ServerLoginFailed`, `ServerAccountLocked`, `ServerPasswordWeak`.
    async fn change_password(&self, user: &str, current: &str, new: &str) -> Outcome<()>;

    /// Announces a file and gets the place for its bytes.
    ///
    /// # Errors
    /// `UploadRefused`; `ServerAnswerUnexpected` when the place lies on another origin.
    async fn create_upload(
        &self,
        session: &ServerSession,
        new: &NewUpload<'_>,
    ) -> Outcome<UploadUrl>;

    /// Asks how many bytes of an upload the server holds.
    ///
    /// # Errors
    /// `UploadGone`.
    async fn upload_offset(&self, session: &ServerSession, url: &UploadUrl) -> Outcome<u64>;

    /// Sends bytes that begin at `offset` and gives the new offset.
    ///
    /// # Errors
    /// `UploadGone`; `ConnectionLost` when the offset must be asked anew: after a cut, when it
    /// doesn't fit, when the bytes were damaged on the way.
    async fn send_bytes(
        &self,
        session: &ServerSession,
        url: &UploadUrl,
        offset: u64,
        bytes: Bytes,
    ) -> Outcome<u64>;

    /// Gives an upload up; one that is gone already is fine.
    async fn end_upload(&self, session: &ServerSession, url: &UploadUrl) -> Outcome<()>;

    /// Makes a job from a finished upload, or gives the one made earlier under the same key.
    ///
    /// # Errors
    /// `UploadGone`, `UploadRefused`.
    async fn create_job(&self, session: &ServerSession, new: &NewJob<'_>) -> Outcome<ServerJob>;

    /// Asks for a job by its 受付番号.
    async fn job(&self, session: &ServerSession, receipt: &str) -> Outcome<ServerJob>;

    /// Asks for the jobs that this terminal made since a moment, behind the 受付番号 of the last that is known, in the order
    /// in which they were accepted; empty at the end.
    ///
    /// # Errors
    /// `ServerOffersNot` where the server has no such list.
    async fn jobs_since(
        &self,
        _session: &ServerSession,
        _since: DateTime<Utc>,
        _after: Option<&str>,
    ) -> Outcome<Vec<ServerJob>> {
        Err(offers_not("受け付けたものの一覧"))
    }

    /// Asks what the server knows of this terminal: its last job, and how far its log had come.
    ///
    /// # Errors
    /// `ServerOffersNot` where the server doesn't tell.
    async fn standing(&self, _session: &ServerSession) -> Outcome<Standing> {
        Err(offers_not("端末についての控え"))
    }

    /// Has the server keep the head of this terminal's log; the same again is fine.
    ///
    /// # Errors
    /// `ServerOffersNot` where the server keeps none, `LogHeadRefused` where it knows a longer log, or another.
    async fn keep_log_head(&self, _session: &ServerSession, _head: &LogHead) -> Outcome<()> {
        Err(offers_not("操作の記録の控え"))
    }

    /// Asks for a file, or for what follows the part that one holds.
    ///
    /// # Errors
    /// `ResultNotReady`; `MastersBaseUnknown` when there is no 差分 since that version; `DownloadDamaged` when the file ends before the part does. Whether the
    /// answer goes on with the same file is for the caller to compare.
    async fn file_part(
        &self,
        session: &ServerSession,
        file: ServerFile<'_>,
        from: Option<&PartialDownload>,
    ) -> Outcome<ResultPart>;

    /// Asks for the 突合不一致 behind an id (0 for the first), in the order of their ids; empty at the end.
    async fn mismatches(&self, session: &ServerSession, after: u64)
    -> Outcome<Vec<ServerMismatch>>;

    /// Asks what there is of the 配信マスター.
    async fn masters(&self, session: &ServerSession) -> Outcome<ServerMasters>;

    /// Asks for the 機関別符号 behind an id (0 for the first), in the order of their ids; empty at the end.
    async fn symbols(&self, session: &ServerSession, after: u64) -> Outcome<Vec<ServerSymbol>>;

    /// Has a 機関別符号 asked for anew that couldn't be had; one that stands otherwise stays.
    ///
    /// # Errors
    /// `SymbolUnknown` when the server knows no such person.
    async fn request_symbol(
        &self,
        session: &ServerSession,
        server_branch: &str,
    ) -> Outcome<ServerSymbol>;

    /// Asks for the 情報提供等記録 behind an id (0 for the first), in the order of their ids; empty at the end.
    async fn records(&self, session: &ServerSession, after: u64) -> Outcome<Vec<ServerRecord>>;

    /// Registers 理由付き疑いなし; the same again is fine.
    ///
    /// # Errors
    /// `MismatchClosed` when the server has closed it meanwhile.
    async fn clear_mismatch(
        &self,
        session: &ServerSession,
        id: u64,
        said: &NoDoubt<'_>,
    ) -> Outcome<ServerMismatch>;
}

/// That a server has no such thing: a licensed insurer's way there may lack it.
pub(crate) fn offers_not(what: &str) -> Fault {
    Fault::new(Code::ServerOffersNot).with("what", what)
}
