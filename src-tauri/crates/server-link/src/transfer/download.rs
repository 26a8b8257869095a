//! Fetching a file.

use super::patience::Patience;
use crate::{
    IntermediateServer,
    types::{Downloaded, PartialDownload, ResultFile, ResultPart, ServerFile, ServerSession},
};
use futures_util::StreamExt;
use kakehashi_domain::{Code, Fault, Outcome};
use sha2::{Digest, Sha256};
use std::{io::Write, time::Duration};
use tokio::time::{Instant, timeout};

/// As long a part of a result is waited for, in which so many bytes at least must come.
const WINDOW: Duration = Duration::from_secs(30);
const WINDOW_LEAST: u64 = 1 << 13;

/// Which file is fetched, and what is known of it before.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Which.
    pub file: ServerFile<'a>,
    /// Bytes that it can't be longer than, by what was sent or announced.
    pub most: u64,
    /// What the job announced of its result.
    pub announced: Option<&'a ResultFile>,
}

/// Fetches a file into `sink`; after a cut it goes on from the last byte. `progress` hears
/// how many bytes there are.
///
/// On any error `sink` holds a part or a damaged whole, to be thrown away.
///
/// # Errors
/// What the server gives, e.g. `ResultNotReady`; `ConnectionLost` after some cuts without progress;
/// `ServerSilent` when hardly a byte comes; `ResultUnfit` when it is longer than it can be, or not what was announced;
/// `DownloadDamaged` when the file changed meanwhile or its digest doesn't fit; `DiskFull` or
/// `DataUnwritable` when `sink` fails.
pub async fn download(
    server: &dyn IntermediateServer,
    session: &ServerSession,
    wanted: Wanted<'_>,
    sink: &mut (dyn Write + Send),
    progress: &mut (dyn FnMut(u64) + Send),
) -> Outcome<Downloaded> {
    let mut patience = Patience::new(fastrand::f64);
    let mut file = Arriving::of(wanted);
    while let Err(cut) = receive(server, session, wanted.file, &mut file, sink, progress).await {
        patience.moved_to(file.received);
        patience.wait_after(cut).await?;
    }
    file.finish()
}

/// Takes one answer up to its end.
async fn receive(
    server: &dyn IntermediateServer,
    session: &ServerSession,
    wanted: ServerFile<'_>,
    file: &mut Arriving<'_>,
    sink: &mut (dyn Write + Send),
    progress: &mut (dyn FnMut(u64) + Send),
) -> Outcome<()> {
    let held = file.held();
    let mut part = server.file_part(session, wanted, held.as_ref()).await?;
    file.admit(&part)?;
    let (mut since, mut from) = (Instant::now(), file.received);
    let silent = |cause: &str| Fault::new(Code::ServerSilent).because(cause);
    loop {
        let next = timeout(WINDOW, part.bytes.next()).await;
        let Some(bytes) = next.map_err(|_| silent("no more bytes"))? else {
            break;
        };
        file.take(&bytes?, sink)?;
        progress(file.received);
        if since.elapsed() >= WINDOW {
            if file.received - from < WINDOW_LEAST {
                return Err(silent("hardly any bytes"));
            }
            (since, from) = (Instant::now(), file.received);
        }
    }
    if file.total.is_none_or(|total| total == file.received) {
        Ok(())
    } else {
        Err(Fault::new(Code::ConnectionLost).because("the answer ended early"))
    }
}

/// What is known of the file so far.
struct Arriving<'a> {
    wanted: Wanted<'a>,
    etag: Option<String>,
    sha256: String,
    total: Option<u64>,
    received: u64,
    hasher: Sha256,
}

impl<'a> Arriving<'a> {
    fn of(wanted: Wanted<'a>) -> Self {
        Self {
            wanted,
            etag: None,
            sha256: String::new(),
            total: None,
            received: 0,
            hasher: Sha256::new(),
        }
    }

    fn held(&self) -> Option<PartialDownload> {
        let etag = self.etag.clone().filter(|_| self.received > 0)?;
        Some(PartialDownload {
            etag,
            received: self.received,
        })
    }

    /// Takes the first answer's promises, and refuses a later answer that promises another file.
    fn admit(&mut self, part: &ResultPart) -> Outcome<()> {
        let is_same = self
            .etag
            .as_ref()
            .is_none_or(|etag| *etag == part.etag && self.sha256 == part.sha256);
        if !is_same || part.start != self.received {
            return Err(damaged("another file than before"));
        }
        let sizes = [part.total, self.wanted.announced.map(|file| file.bytes)];
        if sizes
            .into_iter()
            .flatten()
            .any(|size| size > self.wanted.most)
        {
            return Err(unfit("はるかに大きい"));
        }
        self.etag = Some(part.etag.clone());
        self.sha256 = part.sha256.clone();
        self.total = part.total.or(self.total);
        Ok(())
    }

    fn take(&mut self, bytes: &[u8], sink: &mut (dyn Write + Send)) -> Outcome<()> {
        self.received += bytes.len() as u64;
        if self.total.is_some_and(|total| self.received > total) {
            return Err(damaged("longer than announced"));
        }
        if self.received > self.wanted.most {
            return Err(unfit("はるかに大きい"));
        }
        self.hasher.update(bytes);
        let unwritable = |e| Fault::of_writing(&e, Code::DataUnwritable);
        sink.write_all(bytes).map_err(unwritable)
    }

    fn finish(self) -> Outcome<Downloaded> {
        let sha256 = hex::encode(self.hasher.finalize());
        if let Some(announced) = self.wanted.announced
            && (announced.bytes != self.received || !announced.sha256.eq_ignore_ascii_case(&sha256))
        {
            return Err(unfit("サーバーの言った大きさか指紋とちがう"));
        }
        if sha256 == self.sha256 {
            Ok(Downloaded {
                bytes: self.received,
                sha256,
            })
        } else {
            Err(damaged("the digest doesn't fit"))
        }
    }
}

fn unfit(what: &str) -> Fault {
    Fault::new(Code::ResultUnfit).with("what", what)
}

fn damaged(cause: &str) -> Fault {
    Fault::new(Code::DownloadDamaged).because(cause)
}
