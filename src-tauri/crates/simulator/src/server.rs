//! Taking connections in, and ending well.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;

use crate::{
    Config, Error,
    app::App,
    catalogue::Catalogue,
    db,
    db::{Db, DbError, accounts, uploads},
    desk::Desks,
    files,
    http::{Door, attempts::Attempts, slots::Slots},
    limits, residents,
    tls::{self, Peer},
    work,
};

const HANDSHAKE: Duration = Duration::from_secs(10);
const ALERT: Duration = Duration::from_secs(2);
const FAREWELL: Duration = Duration::from_secs(5);

/// A running practice server. Dropping it stops the server without waiting.
pub struct Handle {
    addr: SocketAddr,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Handle {
    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Lets running requests end, for a few seconds, and stops.
    pub async fn shutdown(mut self) {
        self.stop.send_replace(true);
        for task in std::mem::take(&mut self.tasks) {
            let _ = task.await;
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

/// Starts a practice server.
///
/// # Errors
/// When the PKI is missing, the database can't be opened, or the address is taken.
pub async fn serve(config: Config) -> Result<Handle, Error> {
    let (listen, tls) = (config.listen, tls::server_config(&config.pki)?);
    let app = Arc::new(open(config).await?);
    let listener = TcpListener::bind(listen).await.map_err(Error::Listen)?;
    let addr = listener.local_addr().map_err(Error::Listen)?;
    let (stop, stopped) = watch::channel(false);
    let door = Arc::new(Door::new(Arc::clone(&app)));
    let acceptor = TlsAcceptor::from(Arc::new(tls));
    let tasks = vec![
        tokio::spawn(work::run(app, stopped.clone())),
        tokio::spawn(take_in(listener, acceptor, door, stopped)),
    ];
    Ok(Handle { addr, stop, tasks })
}

/// Opens what a server works on: its definitions, its data, its accounts.
pub(crate) async fn open(config: Config) -> Result<App, Error> {
    Error::unless_practice(&config.insurer)?;
    let secret = tls::server_key(&config.pki)?;
    files::own_folder(&config.data)?;
    let desks = Desks::open(Catalogue::with_folder(config.layouts.as_deref())?)?;
    let db = Db::open(&config.data, secret.secret_der())?;
    let people = residents::people(config.scenario.seed, config.scenario.residents);
    let (clock, ahead) = (
        config.clock,
        chrono::Duration::seconds(config.scenario.clock_ahead_s),
    );
    let clock: crate::Clock = Arc::new(move || clock() + ahead);
    let (now, password) = (clock().timestamp_millis(), config.password);
    db.write(move |c| {
        accounts::prepare(c, password.as_deref())?;
        db::residents::fill(c, people)?;
        uploads::sweep(c, now)
    })
    .await
    .map_err(|error: DbError| Error::Database(error))?;

    Ok(App {
        db,
        insurer: config.insurer,
        encoding: config.encoding,
        scenario: config.scenario,
        clock,
        slots: Slots::default(),
        attempts: Attempts::default(),
        desks,
        new_job: tokio::sync::Notify::new(),
    })
}

async fn take_in(
    listener: TcpListener,
    acceptor: TlsAcceptor,
    door: Arc<Door>,
    mut stop: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    let places = Arc::new(Semaphore::new(limits::CONNECTIONS));
    loop {
        tokio::select! {
            () = told(&mut stop) => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let Ok(place) = Arc::clone(&places).try_acquire_owned() else {
                        tracing::warn!("too many connections");
                        continue;
                    };
                    let talk = talk(stream, acceptor.clone(), Arc::clone(&door), stop.clone());
                    connections.spawn(async move {
                        talk.await;
                        drop(place);
                    });
                }
                Err(error) => {
                    tracing::warn!(%error, "accept");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(FAREWELL, async {
        while connections.join_next().await.is_some() {}
    })
    .await;
}

async fn talk(
    stream: TcpStream,
    acceptor: TlsAcceptor,
    door: Arc<Door>,
    mut stop: watch::Receiver<bool>,
) {
    let _ = stream.set_nodelay(true);
    let handshake = acceptor.accept(stream).into_fallible();
    let tls = match tokio::time::timeout(HANDSHAKE, handshake).await {
        Ok(Ok(tls)) => tls,
        Ok(Err((error, stream))) => {
            tracing::info!(%error, "handshake refused");
            return let_the_alert_arrive(stream).await;
        }
        Err(_) => return tracing::info!("handshake timed out"),
    };
    let certificates = tls.get_ref().1.peer_certificates().unwrap_or_default();
    let Some(peer) = certificates.first().and_then(Peer::read) else {
        return tracing::warn!("client certificate can't be read");
    };
    tracing::info!(terminal = peer.terminal, "certificate shown");
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (door, peer) = (Arc::clone(&door), peer.clone());
        async move { door.answer(request.map(Body::new), peer).await }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits::HEAD)
        .max_headers(limits::HEADERS)
        .max_buf_size(limits::HEAD_BYTES)
        .serve_connection(TokioIo::new(tls), service);
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = told(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "connection");
    }
}

/// Closing over unread bytes would reset the connection before the terminal reads why.
async fn let_the_alert_arrive(mut stream: TcpStream) {
    let _ = tokio::time::timeout(ALERT, async {
        stream.shutdown().await?;
        tokio::io::copy(&mut stream, &mut tokio::io::sink()).await
    })
    .await;
}

/// Waits until the server is told to stop.
pub(crate) async fn told(stop: &mut watch::Receiver<bool>) {
    // An error means that nobody is left to tell: that is a stop, too.
    drop(stop.wait_for(|stop| *stop).await);
}
