//! The intermediate server over HTTPS, by the contract `assets/openapi.json`.

mod account;
mod examine;
mod exchange;
mod jobs;
mod line;
mod listed;
mod masters;
mod mismatches;
mod offer;
mod results;
mod standing;
mod symbols;
mod uploads;

use crate::{
    ClockWitness, Connection, Endpoint, Examination, IntermediateServer, Proxy,
    asking::Asked,
    tls,
    types::{
        LogHead, NewJob, NewUpload, NoDoubt, PartialDownload, ResultPart, ServerFile, ServerJob,
        ServerMasters, ServerMismatch, ServerRecord, ServerSession, ServerSymbol, Service,
        Standing, UploadUrl,
    },
};
use async_trait::async_trait;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::HeaderValue;
use kakehashi_client_identity::ClientIdentity;
use kakehashi_domain::{Code, Fault, Outcome};
use offer::Offer;
use reqwest::{Client, redirect::Policy};
use rustls::ClientConfig;
use std::{fmt, sync::Arc, time::Duration};
use tokio::sync::OnceCell;

const CONNECT: Duration = Duration::from_secs(10);

/// A client of one endpoint; cheap to clone.
#[derive(Clone)]
pub struct HttpServer {
    client: Client,
    endpoint: Endpoint,
    proxy: Option<Proxy>,
    identity: Option<Arc<ClientIdentity>>,
    tls: Arc<ClientConfig>,
    correlation: Option<HeaderValue>,
    /// What the server's uploads have, once it was asked.
    offer: Arc<OnceCell<Offer>>,
    clock: Option<Arc<dyn ClockWitness>>,
}

impl HttpServer {
    /// Makes a client; nothing is sent yet.
    ///
    /// # Errors
    /// [`Code::TrustUnreadable`] without a usable anchor.
    pub fn new(connection: Connection) -> Outcome<Self> {
        let asked = Asked::default();
        let tls = tls::config(&connection)?;
        let internal = |e: reqwest::Error| Fault::new(Code::Internal).because(e);
        // Without `proxy` reqwest would ask the environment.
        let client = match &connection.proxy {
            Some(proxy) => {
                let proxy = proxy.of_requests(reqwest::Proxy::https).map_err(internal)?;
                Client::builder().proxy(proxy)
            }
            None => Client::builder().no_proxy(),
        };
        let client = client
            .tls_backend_preconfigured(tls::mutual(&connection, &asked)?)
            .connector_layer(asked)
            .https_only(true)
            .http1_only()
            .redirect(Policy::none())
            .referer(false)
            .connect_timeout(CONNECT)
            .user_agent(concat!("Kakehashi/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(internal)?;
        Ok(Self {
            client,
            endpoint: connection.endpoint,
            proxy: connection.proxy,
            identity: connection.identity,
            tls: Arc::new(tls),
            correlation: None,
            offer: Arc::default(),
            clock: connection.clock,
        })
    }

    /// Gives a client that sends this id of the act with every request. What can't stand in a
    /// header is left out.
    #[must_use]
    pub fn with_correlation(&self, correlation: &str) -> Self {
        let id: String = correlation.chars().filter(char::is_ascii_graphic).collect();
        Self {
            correlation: HeaderValue::from_str(&id).ok(),
            ..self.clone()
        }
    }
}

impl fmt::Debug for HttpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HttpServer({})", self.endpoint.as_str())
    }
}

#[async_trait]
impl IntermediateServer for HttpServer {
    async fn service(&self) -> Outcome<Service> {
        self.ask_service().await
    }

    async fn examine(&self, clock: &(dyn Fn() -> DateTime<Utc> + Send + Sync)) -> Examination {
        self.examine_way(clock).await
    }

    async fn login(&self, user: &str, password: &str) -> Outcome<ServerSession> {
        self.open_session(user, password).await
    }

    async fn change_password(&self, user: &str, current: &str, new: &str) -> Outcome<()> {
        self.put_password(user, current, new).await
    }

    async fn create_upload(
        &self,
        session: &ServerSession,
        new: &NewUpload<'_>,
    ) -> Outcome<UploadUrl> {
        self.post_upload(session, new).await
    }

    async fn upload_offset(&self, session: &ServerSession, url: &UploadUrl) -> Outcome<u64> {
        self.head_upload(session, url).await
    }

    async fn send_bytes(
        &self,
        session: &ServerSession,
        url: &UploadUrl,
        offset: u64,
        bytes: Bytes,
    ) -> Outcome<u64> {
        self.patch_upload(session, url, offset, bytes).await
    }

    async fn end_upload(&self, session: &ServerSession, url: &UploadUrl) -> Outcome<()> {
        self.delete_upload(session, url).await
    }

    async fn create_job(&self, session: &ServerSession, new: &NewJob<'_>) -> Outcome<ServerJob> {
        self.post_job(session, new).await
    }

    async fn job(&self, session: &ServerSession, receipt: &str) -> Outcome<ServerJob> {
        self.get_job(session, receipt).await
    }

    async fn jobs_since(
        &self,
        session: &ServerSession,
        since: DateTime<Utc>,
        after: Option<&str>,
    ) -> Outcome<Vec<ServerJob>> {
        self.get_jobs(session, since, after).await
    }

    async fn standing(&self, session: &ServerSession) -> Outcome<Standing> {
        self.get_standing(session).await
    }

    async fn keep_log_head(&self, session: &ServerSession, head: &LogHead) -> Outcome<()> {
        self.put_log_head(session, head).await
    }

    async fn file_part(
        &self,
        session: &ServerSession,
        file: ServerFile<'_>,
        from: Option<&PartialDownload>,
    ) -> Outcome<ResultPart> {
        self.get_file(session, file, from).await
    }

    async fn mismatches(
        &self,
        session: &ServerSession,
        after: u64,
    ) -> Outcome<Vec<ServerMismatch>> {
        self.get_page("mismatches", session, after).await
    }

    async fn masters(&self, session: &ServerSession) -> Outcome<ServerMasters> {
        self.get_masters(session).await
    }

    async fn symbols(&self, session: &ServerSession, after: u64) -> Outcome<Vec<ServerSymbol>> {
        self.get_page("symbols", session, after).await
    }

    async fn request_symbol(
        &self,
        session: &ServerSession,
        server_branch: &str,
    ) -> Outcome<ServerSymbol> {
        self.post_symbol_request(session, server_branch).await
    }

    async fn records(&self, session: &ServerSession, after: u64) -> Outcome<Vec<ServerRecord>> {
        self.get_page("records", session, after).await
    }

    async fn clear_mismatch(
        &self,
        session: &ServerSession,
        id: u64,
        said: &NoDoubt<'_>,
    ) -> Outcome<ServerMismatch> {
        self.put_no_doubt(session, id, said).await
    }
}
