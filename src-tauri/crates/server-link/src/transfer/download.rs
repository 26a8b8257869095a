//! Fetching a result file.

use super::patience::Patience;
use crate::{
    IntermediateServer,
    types::{Downloaded, PartialDownload, ResultPart, ServerSession},
};
use futures_util::StreamExt;
use kakehashi_domain::{Code, Fault, Outcome};
use sha2::{Digest, Sha256};
use std::io::{ErrorKind, Write};

/// Fetches a result file into `sink`; after a cut it goes on from the last byte. `progress` hears
/// how many bytes there are.
///
/// On any error `sink` holds a part or a damaged whole, to be thrown away.
///
/// # Errors
/// What the server gives, e.g. `ResultNotReady`; `ConnectionLost` after some cuts without progress;
/// `DownloadDamaged` when the file changed meanwhile or its digest doesn't fit; `DiskFull` or
/// `DataUnwritable` when `sink` fails.
pub async fn download(
    server: &dyn IntermediateServer,
    session: &ServerSession,
    receipt: &str,
    sink: &mut (dyn Write + Send),
    progress: &mut (dyn FnMut(u64) + Send),
) -> Outcome<Downloaded> {
    let mut patience = Patience::new(fastrand::f64);
    let mut file = Arriving::default();
    while let Err(cut) = receive(server, session, receipt, &mut file, sink, progress).await {
        patience.moved_to(file.received);
        patience.wait_after(cut).await?;
    }
    file.finish()
}

/// Takes one answer up to its end.
async fn receive(
    server: &dyn IntermediateServer,
    session: &ServerSession,
    receipt: &str,
    file: &mut Arriving,
    sink: &mut (dyn Write + Send),
    progress: &mut (dyn FnMut(u64) + Send),
) -> Outcome<()> {
    let held = file.held();
    let mut part = server.result_part(session, receipt, held.as_ref()).await?;
    file.admit(&part)?;
    while let Some(bytes) = part.bytes.next().await {
        file.take(&bytes?, sink)?;
        progress(file.received);
    }
    if file.total.is_none_or(|total| total == file.received) {
        Ok(())
    } else {
        Err(Fault::new(Code::ConnectionLost).because("the answer ended early"))
    }
}

/// What is known of the file so far.
#[derive(Default)]
struct Arriving {
    etag: Option<String>,
    sha256: String,
    total: Option<u64>,
    received: u64,
    hasher: Sha256,
}

impl Arriving {
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
        self.hasher.update(bytes);
        sink.write_all(bytes).map_err(|e| {
            let full = e.kind() == ErrorKind::StorageFull;
            let code = if full {
                Code::DiskFull
            } else {
                Code::DataUnwritable
            };
            Fault::new(code).because(e.kind())
        })
    }

    fn finish(self) -> Outcome<Downloaded> {
        let sha256 = hex::encode(self.hasher.finalize());
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

fn damaged(cause: &str) -> Fault {
    Fault::new(Code::DownloadDamaged).because(cause)
}
