//! Uploads by tus 1.0.0. Bytes that arrived before a cut are kept.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};
use tokio::sync::OwnedMutexGuard;

use super::date::http_date;
use super::extract::{Name, Session, text};
use super::slots::Slot;
use super::tus;
use crate::{
    app::App,
    db::{
        DbError, blobs,
        uploads::{self, Upload, UploadState},
    },
    limits,
    problem::{Code, Problem},
};

type Answer<T> = Result<T, Problem>;

const LIFE_MS: i64 = 24 * 3600 * 1000;
const PIECE: usize = 256 * 1024;
const SILENCE: Duration = Duration::from_secs(60);

pub async fn capabilities() -> impl IntoResponse {
    let headers = [
        (tus::VERSIONS, tus::VERSION),
        (tus::EXTENSION, tus::EXTENSIONS),
        (tus::MAX_SIZE, tus::LARGEST.into()),
        (tus::CHECKSUM_ALGORITHM, tus::ALGORITHMS),
    ];
    (StatusCode::NO_CONTENT, headers)
}

pub async fn create(
    State(app): State<Arc<App>>,
    _: Session,
    headers: HeaderMap,
) -> Answer<impl IntoResponse> {
    tus::require_version(&headers)?;
    let length = tus::count(&headers, &tus::LENGTH).ok_or(Code::UploadLength)?;
    if length > tus::LARGEST {
        return Err(Code::UploadTooLarge.with(tus::MAX_SIZE, tus::LARGEST));
    }
    let now = app.now_ms();
    let upload = Upload {
        id: uuid::Uuid::new_v4().simple().to_string(),
        length,
        offset: 0,
        metadata: tus::metadata(&headers)?,
        state: UploadState::Open,
        expires_at: now + LIFE_MS,
        sha256: (length == 0).then(|| hex::encode(Sha256::digest([]))),
    };
    let answer = [
        (header::LOCATION, format!("/v1/uploads/{}", upload.id)),
        (tus::EXPIRES, http_date(upload.expires_at)),
    ];
    app.db
        .write(move |c| {
            uploads::create(c, &upload, now)?;
            match uploads::open_count(c)? > limits::OPEN_UPLOADS {
                true => Err(Code::TooManyRequests.with(header::RETRY_AFTER, 60)),
                false => Ok(()),
            }
        })
        .await?;
    Ok((StatusCode::CREATED, answer))
}

pub async fn offset(
    State(app): State<Arc<App>>,
    _: Session,
    Name(id): Name,
    headers: HeaderMap,
) -> Answer<impl IntoResponse> {
    tus::require_version(&headers)?;
    open(&app, &id).await?;
    // What a broken connection brought may still be on its way into the database.
    let waited = app.slots.take(&id).await;
    let upload = open(&app, &id).await?;
    drop(waited);
    let mut answer = HeaderMap::new();
    answer.insert(tus::OFFSET, upload.offset.into());
    answer.insert(tus::LENGTH, upload.length.into());
    answer.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("no-store"),
    );
    if let Ok(date) = http_date(upload.expires_at).parse() {
        answer.insert(tus::EXPIRES, date);
    }
    if let Some(metadata) = upload.metadata.and_then(|metadata| metadata.parse().ok()) {
        answer.insert(tus::METADATA, metadata);
    }
    Ok(answer)
}

pub async fn receive(
    State(app): State<Arc<App>>,
    _: Session,
    Name(id): Name,
    headers: HeaderMap,
    body: Body,
) -> Answer<impl IntoResponse> {
    tus::require_version(&headers)?;
    if text(&headers, header::CONTENT_TYPE) != Some("application/offset+octet-stream") {
        return Err(Code::UploadContentType.into());
    }
    let offset = tus::count(&headers, &tus::OFFSET)
        .ok_or_else(|| Code::BadRequest.because("Upload-Offset がありません"))?;
    let checksum = tus::Checksum::of(&headers)?;
    open(&app, &id).await?;
    let slot = app.slots.take(&id).await.ok_or(Code::UploadInUse)?;
    let upload = open(&app, &id).await?;
    if upload.offset != offset {
        return Err(Code::UploadOffsetConflict.with(tus::OFFSET, upload.offset));
    }

    let expires = http_date(upload.expires_at);
    let receiver = Receiver {
        digest: slot.digest_at(offset),
        app,
        upload,
        slot,
        at: offset,
        checksum,
    };
    // A task of its own: what has arrived is kept even when the connection goes away.
    let offset = tokio::spawn(receiver.run(body))
        .await
        .map_err(|_| Code::Internal)??;
    let answer = [(tus::OFFSET, offset.to_string()), (tus::EXPIRES, expires)];
    Ok((StatusCode::NO_CONTENT, answer))
}

pub async fn end(
    State(app): State<Arc<App>>,
    _: Session,
    Name(id): Name,
    headers: HeaderMap,
) -> Answer<StatusCode> {
    tus::require_version(&headers)?;
    open(&app, &id).await?;
    let _slot = app.slots.take(&id).await.ok_or(Code::UploadInUse)?;
    open(&app, &id).await?;
    let ended = id.clone();
    app.db.write(move |c| uploads::end(c, &ended)).await?;
    app.slots.forget(&id);
    Ok(StatusCode::NO_CONTENT)
}

/// Finds an upload that still takes bytes.
async fn open(app: &App, id: &str) -> Answer<Upload> {
    let (id, now) = (id.to_owned(), app.now_ms());
    let found: Option<Upload> = app.db.read(move |c| uploads::find(c, &id, now)).await?;
    match found {
        None => Err(Code::NotFound.into()),
        Some(upload) if upload.state == UploadState::Open => Ok(upload),
        Some(_) => Err(Code::UploadGone.into()),
    }
}

/// Takes in one body, piece by piece.
struct Receiver {
    app: Arc<App>,
    upload: Upload,
    slot: OwnedMutexGuard<Slot>,
    /// Behind the last byte stored; with a checksum, ahead of the kept offset.
    at: u64,
    digest: Option<Sha256>,
    checksum: Option<tus::Checksum>,
}

impl Receiver {
    async fn run(mut self, mut body: Body) -> Answer<u64> {
        let (id, kept) = (self.upload.id.clone(), self.upload.offset);
        self.app.db.write(move |c| blobs::cut(c, &id, kept)).await?;
        let (piece, pause) = self.pace();
        let mut buffer = BytesMut::new();
        let whole = loop {
            match tokio::time::timeout(SILENCE, body.frame()).await {
                Ok(Some(Ok(frame))) => {
                    let Ok(bytes) = frame.into_data() else {
                        continue;
                    };
                    buffer.extend_from_slice(&bytes);
                }
                Ok(None) => break true,
                Ok(Some(Err(_))) | Err(_) => break false,
            }
            if self.at + buffer.len() as u64 > self.upload.length {
                self.discard().await?;
                return Err(Code::UploadTooLarge.into());
            }
            while buffer.len() >= piece {
                self.store(buffer.split_to(piece).freeze()).await?;
                tokio::time::sleep(pause).await;
            }
        };
        self.store(buffer.freeze()).await?;
        match self.checksum.take() {
            Some(checksum) if whole && checksum.is_right() => self.advance().await?,
            Some(_) => {
                self.drop_uncounted().await?;
                return Err(Code::UploadChecksum.into());
            }
            None if !whole => return Err(Code::BadRequest.because("本文が途中で切れました")),
            None => {}
        }
        Ok(self.at)
    }

    /// Size of a piece, and the pause that the scenario wants behind each.
    fn pace(&self) -> (usize, Duration) {
        match self.app.scenario.upload_bytes_per_second {
            Some(rate) if rate > 0 => {
                let piece = usize::try_from(rate / 4)
                    .unwrap_or(PIECE)
                    .clamp(1024, PIECE);
                (piece, Duration::from_millis(piece as u64 * 1000 / rate))
            }
            Some(_) | None => (PIECE, Duration::ZERO),
        }
    }

    async fn store(&mut self, piece: Bytes) -> Answer<()> {
        if piece.is_empty() {
            return Ok(());
        }
        if let Some(digest) = &mut self.digest {
            digest.update(&piece);
        }
        if let Some(checksum) = &mut self.checksum {
            checksum.update(&piece);
        }
        let (id, start, end) = (
            self.upload.id.clone(),
            self.at,
            self.at + piece.len() as u64,
        );
        let keep = self.checksum.is_none().then(|| self.digest_of_whole(end));
        self.app
            .db
            .write(move |c| {
                blobs::append(c, &id, start, &piece)?;
                match keep {
                    Some(sha256) => uploads::advance(c, &id, end, sha256.as_deref()),
                    None => Ok(()),
                }
            })
            .await
            .map_err(|error: DbError| Problem::from(error))?;
        self.at = end;
        if self.checksum.is_none() {
            self.slot.keep(end, self.digest.clone());
        }
        Ok(())
    }

    /// Counts what was stored as kept, after its checksum was found right.
    async fn advance(&mut self) -> Answer<()> {
        let (id, end) = (self.upload.id.clone(), self.at);
        let sha256 = self.digest_of_whole(end);
        self.app
            .db
            .write(move |c| uploads::advance(c, &id, end, sha256.as_deref()))
            .await?;
        self.slot.keep(end, self.digest.clone());
        Ok(())
    }

    /// Drops what was stored but not counted as kept.
    async fn discard(&self) -> Answer<()> {
        if self.checksum.is_none() {
            return Ok(());
        }
        self.drop_uncounted().await
    }

    async fn drop_uncounted(&self) -> Answer<()> {
        let (id, kept) = (self.upload.id.clone(), self.upload.offset);
        Ok(self.app.db.write(move |c| blobs::cut(c, &id, kept)).await?)
    }

    fn digest_of_whole(&self, end: u64) -> Option<String> {
        let digest = self.digest.clone().filter(|_| end == self.upload.length)?;
        Some(hex::encode(digest.finalize()))
    }
}
