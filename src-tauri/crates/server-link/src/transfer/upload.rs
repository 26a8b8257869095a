//! Sending a file.

use super::patience::Patience;
use crate::{
    IntermediateServer,
    types::{ServerSession, UploadUrl},
};
use bytes::Bytes;
use kakehashi_domain::{Code, Fault, Outcome};
use std::{
    io::{self, Read, Seek, SeekFrom},
    time::Duration,
};
use tokio::time::{Instant, sleep_until};

/// Each piece is kept by the server before it answers: more of them take longer than a line does for their bytes.
const PIECE_MOST: u64 = 1 << 22;
const PIECE_LEAST: u64 = 1 << 16;
/// A piece that took longer isn't doubled: a slow line has its answer to each within the time of an exchange.
const QUICK: Duration = Duration::from_secs(4);

/// What an upload reads from.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// Sends what the server doesn't hold yet of `total` bytes, in pieces of 64 KiB, doubled up to
/// 4 MiB while the line is quick and halved after a cut, not more than `most_a_second` where that is said. `progress` hears how many bytes the server holds. Calling it
/// again later goes on from there.
///
/// # Errors
/// What the server gives, e.g. `UploadGone`; `ConnectionLost` after some cuts without progress;
/// `WorkFileDamaged` when `source` can't be read or is shorter than `total`.
pub async fn upload(
    server: &dyn IntermediateServer,
    session: &ServerSession,
    url: &UploadUrl,
    source: &mut dyn ReadSeek,
    (total, most_a_second): (u64, Option<u64>),
    progress: &mut (dyn FnMut(u64) + Send),
) -> Outcome<()> {
    // A second's worth at once: a line that is shared isn't filled for longer.
    let piece_most = most_a_second.map_or(PIECE_MOST, |most| most.clamp(PIECE_LEAST, PIECE_MOST));
    let mut patience = Patience::new(fastrand::f64);
    let mut piece = PIECE_LEAST;
    let mut held = None;
    loop {
        let began = Instant::now();
        let step = match held {
            None => server.upload_offset(session, url).await,
            Some(from) => {
                let bytes = read(source, from, piece.min(total - from))?;
                let time = most_a_second.map(|most| time_of(bytes.len(), most));
                let sent = send(server, session, url, from, bytes).await;
                if let Some(time) = time.filter(|_| sent.is_ok()) {
                    sleep_until(began + time).await;
                }
                sent
            }
        };
        match step {
            Ok(offset) if offset > total => return Err(unexpected("an offset past the end")),
            Ok(offset) => {
                patience.moved_to(offset);
                progress(offset);
                if offset == total {
                    return Ok(());
                }
                if held.is_some() && began.elapsed() < QUICK {
                    piece = (piece * 2).min(piece_most);
                }
                held = Some(offset);
            }
            Err(cut) => {
                patience.wait_after(cut).await?;
                piece = (piece / 2).max(PIECE_LEAST);
                held = None;
            }
        }
    }
}

/// How long so many bytes take at least.
fn time_of(bytes: usize, most_a_second: u64) -> Duration {
    Duration::from_secs_f64(bytes as f64 / most_a_second.max(1) as f64)
}

async fn send(
    server: &dyn IntermediateServer,
    session: &ServerSession,
    url: &UploadUrl,
    from: u64,
    bytes: Bytes,
) -> Outcome<u64> {
    let end = from + bytes.len() as u64;
    let offset = server.send_bytes(session, url, from, bytes).await?;
    if offset == end {
        Ok(offset)
    } else {
        Err(unexpected("not all bytes were kept"))
    }
}

fn read(source: &mut dyn ReadSeek, from: u64, length: u64) -> Outcome<Bytes> {
    let damaged = |e: io::Error| Fault::new(Code::WorkFileDamaged).because(e.kind());
    source.seek(SeekFrom::Start(from)).map_err(damaged)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    source
        .take(length)
        .read_to_end(&mut bytes)
        .map_err(damaged)?;
    if bytes.len() as u64 == length {
        Ok(bytes.into())
    } else {
        Err(damaged(io::ErrorKind::UnexpectedEof.into()))
    }
}

fn unexpected(cause: &str) -> Fault {
    Fault::new(Code::ServerAnswerUnexpected).because(cause)
}
