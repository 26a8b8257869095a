//! A little PKI and a real TLS server that asks for client certificates.
#![allow(
    dead_code,
    clippy::unwrap_used,
    missing_docs,
    reason = "test support; each file uses a part"
)]

pub mod tus;

use bytes::Bytes;
use chrono::Utc;
use futures_util::future::BoxFuture;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, combinators::UnsyncBoxBody};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use kakehashi_client_identity::{ClientIdentity, TrustAnchor};
use kakehashi_domain::{Code, Fault};
use kakehashi_server_link::{Connection, Endpoint, HttpServer, ServerSession};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DnType,
    IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SerialNumber, date_time_ymd,
};
use rustls::{
    RootCertStore, ServerConfig, SupportedProtocolVersion, crypto::ring,
    server::WebPkiClientVerifier, version::TLS13,
};
use rustls_pki_types::{CertificateDer, CertificateRevocationListDer, PrivateKeyDer};
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{io::AsyncWriteExt, net::TcpListener};
use tokio_rustls::TlsAcceptor;

pub const REVOKED_SERIAL: u64 = 66;

pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

/// From which to which year something is valid.
pub struct Years(pub i32, pub i32);

pub const NOW: Years = Years(2020, 2040);
pub const PAST: Years = Years(2020, 2021);

impl Authority {
    pub fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = KeyPair::generate().unwrap();
        Self {
            issuer: CertifiedIssuer::self_signed(params, key).unwrap(),
        }
    }

    pub fn anchor(&self) -> TrustAnchor {
        TrustAnchor::from_pem(&self.issuer.pem()).unwrap()
    }

    fn roots(&self) -> Arc<RootCertStore> {
        let mut roots = RootCertStore::empty();
        roots.add(self.issuer.der().clone()).unwrap();
        Arc::new(roots)
    }

    fn issue(
        &self,
        host: Option<&str>,
        years: Years,
        serial: u64,
    ) -> (rcgen::Certificate, KeyPair) {
        let mut params =
            CertificateParams::new(host.map(str::to_owned).into_iter().collect::<Vec<_>>())
                .unwrap();
        params
            .distinguished_name
            .push(DnType::CommonName, "terminal-1");
        params.not_before = date_time_ymd(years.0, 1, 1);
        params.not_after = date_time_ymd(years.1, 1, 1);
        params.serial_number = Some(SerialNumber::from(serial));
        let key = KeyPair::generate().unwrap();
        (params.signed_by(&key, &self.issuer).unwrap(), key)
    }

    pub fn terminal(&self, years: Years, serial: u64) -> Arc<ClientIdentity> {
        let (certificate, key) = self.issue(None, years, serial);
        let pem = certificate.pem() + &key.serialize_pem();
        Arc::new(ClientIdentity::from_pem(&pem).unwrap())
    }

    fn crl(&self) -> CertificateRevocationListDer<'static> {
        let revoked = RevokedCertParams {
            serial_number: SerialNumber::from(REVOKED_SERIAL),
            revocation_time: date_time_ymd(2021, 1, 1),
            reason_code: None,
            invalidity_date: None,
        };
        let params = CertificateRevocationListParams {
            this_update: date_time_ymd(2021, 1, 1),
            next_update: date_time_ymd(2040, 1, 1),
            crl_number: SerialNumber::from(1u64),
            issuing_distribution_point: None,
            revoked_certs: vec![revoked],
            key_identifier_method: KeyIdMethod::Sha256,
        };
        params.signed_by(&self.issuer).unwrap().into()
    }

    /// A server of this authority that demands a certificate of the same authority.
    pub fn server_config(
        &self,
        host: &str,
        years: Years,
        version: &'static SupportedProtocolVersion,
    ) -> Arc<ServerConfig> {
        let provider = Arc::new(ring::default_provider());
        let clients =
            WebPkiClientVerifier::builder_with_provider(self.roots(), Arc::clone(&provider))
                .with_crls([self.crl()])
                .build()
                .unwrap();
        let (certificate, key) = self.issue(Some(host), years, 1);
        let chain: Vec<CertificateDer<'static>> = vec![certificate.der().clone()];
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[version])
            .unwrap()
            .with_client_cert_verifier(clients)
            .with_single_cert(chain, key)
            .unwrap();
        Arc::new(config)
    }

    /// A server of this authority that asks for no certificate.
    pub fn unasking_config(&self, version: &'static SupportedProtocolVersion) -> Arc<ServerConfig> {
        let (certificate, key) = self.issue(Some("localhost"), NOW, 1);
        let chain: Vec<CertificateDer<'static>> = vec![certificate.der().clone()];
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&[version])
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .unwrap();
        Arc::new(config)
    }

    pub fn usual_config(&self) -> Arc<ServerConfig> {
        self.server_config("localhost", NOW, &TLS13)
    }
}

pub type Body = UnsyncBoxBody<Bytes, io::Error>;
pub type Answer = Result<Response<Body>, io::Error>;
pub type Handler = Arc<dyn Fn(Request<Incoming>) -> BoxFuture<'static, Answer> + Send + Sync>;

/// A server on a port of its own. An `Err` from the handler cuts the connection without an answer.
pub struct TestServer {
    pub url: String,
    pub accepted: Arc<AtomicUsize>,
}

impl TestServer {
    pub async fn start(config: Arc<ServerConfig>, handler: Handler) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!(
            "https://localhost:{}",
            listener.local_addr().unwrap().port()
        );
        let accepted = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&accepted);
        tokio::spawn(async move {
            while let Ok((tcp, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::SeqCst);
                let (acceptor, handler) =
                    (TlsAcceptor::from(Arc::clone(&config)), Arc::clone(&handler));
                tokio::spawn(async move {
                    let Ok(tls) = acceptor.accept(tcp).await else {
                        return;
                    };
                    let service = service_fn(move |request| handler(request));
                    let _ = http1::Builder::new()
                        .serve_connection(TokioIo::new(tls), service)
                        .await;
                });
            }
        });
        Self { url, accepted }
    }

    /// A server that always answers the same.
    pub async fn answering(
        config: Arc<ServerConfig>,
        status: u16,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Self {
        let headers: Vec<(String, String)> = headers
            .iter()
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
            .collect();
        let body = body.to_owned();
        let handler: Handler = Arc::new(move |_| {
            let mut response = Response::builder().status(status);
            for (name, value) in &headers {
                response = response.header(name, value);
            }
            let response = response.body(full(body.clone())).unwrap();
            Box::pin(async move { Ok(response) })
        });
        Self::start(config, handler).await
    }

    /// A server that takes one configuration after the other, the last for ever, and hangs up after each answer.
    pub async fn in_turn(configs: Vec<Arc<ServerConfig>>, head: &str, body: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let answer = format!("{head}content-length: {}\r\n\r\n{body}", body.len());
        tokio::spawn(async move {
            for turn in 0.. {
                let (tcp, _) = listener.accept().await.unwrap();
                let config = configs[turn.min(configs.len() - 1)].clone();
                let Ok(mut tls) = TlsAcceptor::from(config).accept(tcp).await else {
                    continue;
                };
                let mut head = [0; 1024];
                let _ = tokio::io::AsyncReadExt::read(&mut tls, &mut head).await;
                let _ = tls.write_all(answer.as_bytes()).await;
                let _ = tls.shutdown().await;
            }
        });
        Self {
            url: format!("https://localhost:{port}"),
            accepted: Arc::default(),
        }
    }

    /// A server that speaks TLS, writes `bytes` after the request's head and hangs up.
    pub async fn saying(config: Arc<ServerConfig>, bytes: &'static [u8]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!(
            "https://localhost:{}",
            listener.local_addr().unwrap().port()
        );
        tokio::spawn(async move {
            while let Ok((tcp, _)) = listener.accept().await {
                let acceptor = TlsAcceptor::from(Arc::clone(&config));
                tokio::spawn(async move {
                    let Ok(mut tls) = acceptor.accept(tcp).await else {
                        return;
                    };
                    let mut head = [0; 1024];
                    let _ = tokio::io::AsyncReadExt::read(&mut tls, &mut head).await;
                    let _ = tls.write_all(bytes).await;
                    let _ = tls.shutdown().await;
                });
            }
        });
        Self {
            url,
            accepted: Arc::default(),
        }
    }

    pub fn connections(&self) -> usize {
        self.accepted.load(Ordering::SeqCst)
    }
}

pub fn full(body: impl Into<Bytes>) -> Body {
    Full::new(body.into())
        .map_err(|never| match never {})
        .boxed_unsync()
}

pub fn answer(status: StatusCode, body: impl Into<Bytes>) -> Answer {
    Ok(Response::builder().status(status).body(full(body)).unwrap())
}

/// A client of `url` that trusts `authority` and shows `identity`.
pub fn client(url: &str, authority: &Authority, identity: Arc<ClientIdentity>) -> HttpServer {
    let connection = Connection {
        endpoint: Endpoint::new(url).unwrap(),
        anchors: vec![authority.anchor()],
        identity: Some(identity),
        proxy: None,
        clock: None,
    };
    HttpServer::new(connection).unwrap()
}

pub fn session() -> ServerSession {
    ServerSession::new("token-1".to_owned().into(), Utc::now())
}

pub fn code<T>(outcome: Result<T, Fault>) -> Code {
    match outcome {
        Ok(_) => Code::Internal,
        Err(fault) => fault.code,
    }
}
