//! A server that follows a script: it keeps what it is sent, and stumbles where the test says so.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_server_link::{
    Connection, Examination, Hop, IntermediateServer, Layer, LineSpeed, LogHead, NewJob, NewUpload,
    NoDoubt, PartialDownload, ResultPart, RowCounts, ServerFile, ServerJob, ServerMasters,
    ServerMismatch, ServerMismatchState, ServerRecord, ServerSession, ServerSymbol,
    ServerSymbolState, Service, Sight, Standing, UploadUrl,
};
use kakehashi_terminal::{Clock, Link, Links};
use sha2::{Digest, Sha256};
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex},
};
use tokio::time::{Duration, sleep};

/// Of whatever is sent to it.
pub const RECEIPT: &str = "20261120-0001";

#[derive(Default)]
pub struct Script {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    stumbles: HashMap<&'static str, VecDeque<Fault>>,
    words: VecDeque<&'static str>,
    /// 受付番号 that the next answers to a new job are garbled into.
    misheard: VecDeque<&'static str>,
    content: Vec<u8>,
    jobs: HashMap<String, String>,
    mismatches: Vec<ServerMismatch>,
    cleared: Vec<String>,
    masters: Option<ServerMasters>,
    /// 全件, and 差分 by the version since which they are.
    masters_files: HashMap<Option<u32>, Vec<u8>>,
    symbols: Vec<ServerSymbol>,
    records: Vec<ServerRecord>,
    result: Option<Vec<u8>>,
    /// What it keeps of the terminal; none where it is a server that keeps nothing.
    books: Option<Books>,
    calls: Vec<&'static str>,
    slow: Option<Duration>,
    /// The server's clock; none says nothing of it.
    clock: Option<Arc<dyn Clock>>,
    /// How far it is ahead of the terminal's.
    apart: TimeDelta,
}

/// What a server keeps of a terminal.
#[derive(Default)]
struct Books {
    jobs: Vec<ServerJob>,
    head: Option<LogHead>,
}

impl Script {
    /// From now on it keeps what it hears, and tells it.
    pub fn keep_books(&self) {
        self.state.lock().unwrap().books = Some(Books::default());
    }

    /// It has accepted this as well, from wherever.
    pub fn note_job(&self, job: ServerJob) {
        let mut state = self.state.lock().unwrap();
        state.books.as_mut().unwrap().jobs.push(job);
    }

    /// A job as the server has it.
    pub fn job_of(&self, receipt: &str, sha256: &str, accepted_at: DateTime<Utc>) -> ServerJob {
        // Of its own, so that no word of the script is used up.
        let rows = RowCounts {
            total: 3,
            done: 3,
            ok: 2,
            failed: 1,
        };
        ServerJob {
            receipt: receipt.into(),
            kind: Some("member-registration".into()),
            sha256: Some(sha256.into()),
            status: "処理完了".into(),
            message: None,
            accepted_at,
            updated_at: accepted_at,
            rows,
            result: None,
        }
    }

    /// The head that it keeps.
    pub fn head(&self) -> Option<LogHead> {
        let state = self.state.lock().unwrap();
        state.books.as_ref().and_then(|books| books.head.clone())
    }

    fn books<T>(&self, work: impl FnOnce(&mut Books) -> T) -> Outcome<T> {
        let mut state = self.state.lock().unwrap();
        let books = state.books.as_mut();
        let missing = || Fault::new(Code::ServerOffersNot).with("what", "台本");
        books.map(work).ok_or_else(missing)
    }

    /// The server has this clock, too.
    pub fn keep_time_by(&self, clock: Arc<dyn Clock>) {
        self.state.lock().unwrap().clock = Some(clock);
    }

    /// Its answers say nothing of the time any more.
    pub fn keep_no_time(&self) {
        self.state.lock().unwrap().clock = None;
    }

    /// The server's clock is so far ahead of the terminal's.
    pub fn be_ahead(&self, by: TimeDelta) {
        self.state.lock().unwrap().apart = by;
    }

    /// Its answers carry its time.
    fn tell_time(&self, connection: &Connection) {
        let state = self.state.lock().unwrap();
        if let (Some(clock), Some(witness)) = (&state.clock, &connection.clock) {
            witness.heard(clock.now() + state.apart);
        }
    }

    /// The next calls of `method` fail with these faults, one each.
    pub fn stumble(&self, method: &'static str, faults: impl IntoIterator<Item = Fault>) {
        self.state
            .lock()
            .unwrap()
            .stumbles
            .entry(method)
            .or_default()
            .extend(faults);
    }

    /// No call fails any more.
    pub fn mend(&self) {
        self.state.lock().unwrap().stumbles.clear();
    }

    /// Status words in the order in which they are said; the last one stays.
    pub fn say(&self, words: &[&'static str]) {
        self.state.lock().unwrap().words = words.iter().copied().collect();
    }

    /// The next answers to a new job come with these 受付番号, which the server doesn't know.
    pub fn be_misheard(&self, receipts: &[&'static str]) {
        self.state.lock().unwrap().misheard = receipts.iter().copied().collect();
    }

    /// Every piece of an upload takes this long.
    pub fn be_slow(&self, pause: Duration) {
        self.state.lock().unwrap().slow = Some(pause);
    }

    /// What the server reports from now on.
    pub fn report(&self, mismatches: &[ServerMismatch]) {
        self.state.lock().unwrap().mismatches = mismatches.to_vec();
    }

    /// The 配信マスター from now on, with its files.
    pub fn distribute(
        &self,
        masters: ServerMasters,
        files: impl IntoIterator<Item = (Option<u32>, Vec<u8>)>,
    ) {
        let mut state = self.state.lock().unwrap();
        state.masters = Some(masters);
        state.masters_files = files.into_iter().collect();
    }

    fn masters_file(&self, since: Option<u32>) -> Outcome<Vec<u8>> {
        let state = self.state.lock().unwrap();
        let file = state.masters_files.get(&since).cloned();
        file.ok_or_else(|| Code::MastersBaseUnknown.into())
    }

    /// Where the 符号 stand from now on.
    pub fn know_symbols(&self, symbols: &[ServerSymbol]) {
        self.state.lock().unwrap().symbols = symbols.to_vec();
    }

    /// The 情報提供等記録 from now on.
    pub fn keep_records(&self, records: &[ServerRecord]) {
        self.state.lock().unwrap().records = records.to_vec();
    }

    /// The result from now on, whatever is sent.
    pub fn answer(&self, result: &str) {
        self.state.lock().unwrap().result = Some(result.as_bytes().to_vec());
    }

    /// The same, of any bytes.
    pub fn answer_bytes(&self, result: &[u8]) {
        self.state.lock().unwrap().result = Some(result.to_vec());
    }

    /// What was said of mismatches: reason and evidence.
    pub fn cleared(&self) -> Vec<String> {
        self.state.lock().unwrap().cleared.clone()
    }

    /// How many jobs were made.
    pub fn jobs_made(&self) -> usize {
        self.state.lock().unwrap().jobs.len()
    }

    /// How often a method was called.
    pub fn calls(&self, method: &str) -> usize {
        self.state
            .lock()
            .unwrap()
            .calls
            .iter()
            .filter(|call| **call == method)
            .count()
    }

    fn enter(&self, method: &'static str) -> Outcome<()> {
        let mut state = self.state.lock().unwrap();
        state.calls.push(method);
        match state.stumbles.get_mut(method).and_then(VecDeque::pop_front) {
            Some(fault) => Err(fault),
            None => Ok(()),
        }
    }

    fn status(&self) -> ServerJob {
        let mut state = self.state.lock().unwrap();
        let word = if state.words.len() > 1 {
            state.words.pop_front()
        } else {
            state.words.front().copied()
        };
        let at = DateTime::UNIX_EPOCH;
        let rows = RowCounts {
            total: 3,
            done: 3,
            ok: 2,
            failed: 1,
        };
        ServerJob {
            receipt: RECEIPT.into(),
            kind: None,
            sha256: None,
            status: word.unwrap_or("処理完了").into(),
            message: None,
            accepted_at: at,
            updated_at: at,
            rows,
            result: None,
        }
    }

    /// Every row is registered but the last, unless the test says otherwise.
    fn result(&self) -> Vec<u8> {
        if let Some(said) = self.state.lock().unwrap().result.clone() {
            return said;
        }
        let rows = String::from_utf8(self.state.lock().unwrap().content.clone())
            .unwrap()
            .lines()
            .count()
            - 1;
        let heading = "行番号,記号,番号,枝番（2桁）,被保険者枝番,処理結果メッセージ\r\n";
        let row = |n| match n == rows {
            true => format!("{n},101,{n},00,,この加入者は登録されていません\r\n"),
            false => format!("{n},101,{n},00,99000000{n:02},\r\n"),
        };
        (heading.to_owned() + &(1..=rows).map(row).collect::<String>()).into_bytes()
    }
}

#[async_trait]
impl IntermediateServer for Script {
    async fn service(&self) -> Outcome<Service> {
        self.enter("service")?;
        Ok(Service {
            name: "台本".into(),
            now: Utc::now(),
            open: true,
            hours: Vec::new(),
        })
    }

    /// A hop is red where the script stumbles over its name.
    async fn examine(&self, _: &(dyn Fn() -> DateTime<Utc> + Send + Sync)) -> Examination {
        let mut found = Examination::default();
        for (name, layer) in [("tcp", Layer::Tcp), ("http", Layer::Http)] {
            let sight = match self.enter(name) {
                Ok(()) => Sight::Green("台本".into()),
                Err(fault) => Sight::Red(fault),
            };
            let took = Duration::from_millis(5);
            found.hops.push(Hop { layer, took, sight });
            if found.broken().is_some() {
                return found;
            }
        }
        found.service = self.service().await.ok();
        found.speed = Some(LineSpeed { up: 1e6, down: 2e6 });
        found
    }

    async fn login(&self, _user: &str, _password: &str) -> Outcome<ServerSession> {
        self.enter("login")?;
        let far = "2027-01-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap();
        Ok(ServerSession::new(
            "token".to_owned().into(),
            far - TimeDelta::days(1),
        ))
    }

    async fn change_password(&self, _user: &str, _current: &str, _new: &str) -> Outcome<()> {
        self.enter("change_password")
    }

    async fn create_upload(&self, _: &ServerSession, _: &NewUpload<'_>) -> Outcome<UploadUrl> {
        self.enter("create_upload")?;
        self.state.lock().unwrap().content.clear();
        Ok(UploadUrl::new("https://script.invalid/v1/uploads/1"))
    }

    async fn upload_offset(&self, _: &ServerSession, _: &UploadUrl) -> Outcome<u64> {
        self.enter("upload_offset")?;
        Ok(self.state.lock().unwrap().content.len() as u64)
    }

    async fn send_bytes(
        &self,
        _: &ServerSession,
        _: &UploadUrl,
        offset: u64,
        bytes: bytes::Bytes,
    ) -> Outcome<u64> {
        self.enter("send_bytes")?;
        let slow = self.state.lock().unwrap().slow;
        sleep(slow.unwrap_or_default()).await;
        let mut state = self.state.lock().unwrap();
        assert_eq!(offset, state.content.len() as u64);
        state.content.extend_from_slice(&bytes);
        Ok(state.content.len() as u64)
    }

    async fn end_upload(&self, _: &ServerSession, _: &UploadUrl) -> Outcome<()> {
        self.enter("end_upload")
    }

    async fn create_job(&self, _: &ServerSession, new: &NewJob<'_>) -> Outcome<ServerJob> {
        {
            let mut state = self.state.lock().unwrap();
            let sha256 = hex::encode(Sha256::digest(&state.content));
            assert_eq!(new.sha256, sha256, "what arrived is what was announced");
            state.jobs.insert(new.idempotency_key.to_owned(), sha256);
        }
        let made = {
            let state = self.state.lock().unwrap();
            let now = state.clock.as_ref().map(|clock| clock.now());
            now.map(|now| (now, state.jobs.len()))
        };
        if let Some((now, 1)) = made {
            let job = self.job_of("20261120-0001", new.sha256, now);
            let _keeps_none = self.books(|books| {
                books.jobs.retain(|known| known.receipt != job.receipt);
                books.jobs.push(job);
            });
        }
        self.enter("create_job")?;
        let mut job = self.status();
        job.status = "受付".into();
        if let Some(other) = self.state.lock().unwrap().misheard.pop_front() {
            job.receipt = other.into();
        }
        Ok(job)
    }

    async fn job(&self, _: &ServerSession, receipt: &str) -> Outcome<ServerJob> {
        self.enter("job")?;
        if receipt != RECEIPT {
            return Err(Fault::new(Code::ServerLostJob).with("receipt", receipt));
        }
        Ok(self.status())
    }

    async fn jobs_since(
        &self,
        _: &ServerSession,
        since: DateTime<Utc>,
        after: Option<&str>,
    ) -> Outcome<Vec<ServerJob>> {
        self.enter("jobs_since")?;
        let after = after.map(str::to_owned);
        self.books(|books| {
            let mut jobs = books.jobs.iter().filter(|job| job.accepted_at >= since);
            if let Some(after) = after {
                jobs.by_ref().find(|job| job.receipt == after);
            }
            jobs.take(2).cloned().collect()
        })
    }

    async fn standing(&self, _: &ServerSession) -> Outcome<Standing> {
        self.enter("standing")?;
        self.books(|books| Standing {
            last_job: books.jobs.last().cloned(),
            log_head: books.head.clone(),
        })
    }

    async fn keep_log_head(&self, _: &ServerSession, head: &LogHead) -> Outcome<()> {
        self.enter("keep_log_head")?;
        let told_at = self.state.lock().unwrap().clock.as_ref().map(|it| it.now());
        self.books(|books| {
            let known = books.head.as_ref();
            if known.is_some_and(|known| known.entries > head.entries) {
                return Err(Code::LogHeadRefused.into());
            }
            books.head = Some(LogHead {
                told_at,
                ..head.clone()
            });
            Ok(())
        })?
    }

    async fn file_part(
        &self,
        _: &ServerSession,
        file: ServerFile<'_>,
        from: Option<&PartialDownload>,
    ) -> Outcome<ResultPart> {
        self.enter("file_part")?;
        assert!(from.is_none());
        let content = match file {
            ServerFile::Result(_) => self.result(),
            ServerFile::Masters { since } => self.masters_file(since)?,
        };
        let sha256 = hex::encode(Sha256::digest(&content));
        let total = Some(content.len() as u64);
        let piece = futures_util::stream::iter([Ok(bytes::Bytes::from(content))]);
        Ok(ResultPart {
            etag: "\"1\"".into(),
            sha256,
            total,
            start: 0,
            bytes: Box::pin(piece),
        })
    }

    async fn masters(&self, _: &ServerSession) -> Outcome<ServerMasters> {
        self.enter("masters")?;
        let state = self.state.lock().unwrap();
        state
            .masters
            .clone()
            .ok_or_else(|| Code::ServerTroubled.into())
    }

    async fn symbols(&self, _: &ServerSession, after: u64) -> Outcome<Vec<ServerSymbol>> {
        self.enter("symbols")?;
        let state = self.state.lock().unwrap();
        let behind = state.symbols.iter().filter(|known| known.id > after);
        Ok(behind.take(2).cloned().collect())
    }

    async fn request_symbol(&self, _: &ServerSession, branch: &str) -> Outcome<ServerSymbol> {
        self.enter("request_symbol")?;
        let mut state = self.state.lock().unwrap();
        let known = state
            .symbols
            .iter_mut()
            .find(|it| it.server_branch == branch);
        let known = known.ok_or(Code::SymbolUnknown)?;
        known.state = ServerSymbolState::Asked;
        Ok(known.clone())
    }

    async fn records(&self, _: &ServerSession, after: u64) -> Outcome<Vec<ServerRecord>> {
        self.enter("records")?;
        let state = self.state.lock().unwrap();
        let behind = state.records.iter().filter(|known| known.id > after);
        Ok(behind.take(2).cloned().collect())
    }

    async fn mismatches(&self, _: &ServerSession, after: u64) -> Outcome<Vec<ServerMismatch>> {
        self.enter("mismatches")?;
        let slow = self.state.lock().unwrap().slow;
        sleep(slow.unwrap_or_default()).await;
        let state = self.state.lock().unwrap();
        let behind = state.mismatches.iter().filter(|known| known.id > after);
        Ok(behind.take(2).cloned().collect())
    }

    async fn clear_mismatch(
        &self,
        _: &ServerSession,
        id: u64,
        said: &NoDoubt<'_>,
    ) -> Outcome<ServerMismatch> {
        self.enter("clear_mismatch")?;
        let mut state = self.state.lock().unwrap();
        let words = format!("{id} {} {}", said.reason, said.evidence);
        state.cleared.push(words);
        let known = state.mismatches.iter_mut().find(|known| known.id == id);
        let known = known.unwrap();
        known.state = ServerMismatchState::NoDoubt;
        Ok(known.clone())
    }
}

/// Leads every link to the script.
pub struct ScriptLinks(pub Arc<Script>);

impl Links for ScriptLinks {
    fn link(&self, connection: Connection) -> Outcome<Link> {
        self.0.tell_time(&connection);
        Ok(self.0.clone())
    }
}

/// A fault of the server that says when to come back.
pub fn busy(seconds: u32) -> Fault {
    Fault::new(Code::ServerBusy).with("seconds", seconds)
}
