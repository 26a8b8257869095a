//! Trying the way hop by hop, so that a person hears which hop is at fault.

use super::HttpServer;
use crate::{
    Examination, Hop, Layer, Sight, classify, dial, identity::Listener, problem, types::Service,
};
use chrono::{DateTime, Utc};
use http::{HeaderMap, Method, StatusCode, header};
use kakehashi_client_identity::CertificateInfo;
use kakehashi_domain::{Code, Fault, Outcome};
use reqwest::{Response, Url};
use rustls::{ClientConfig, ProtocolVersion};
use rustls_pki_types::ServerName;
use std::sync::Arc;
use tokio::{
    net::TcpStream,
    time::{Duration, Instant, timeout},
};
use tokio_rustls::{TlsConnector, client::TlsStream};

const HANDSHAKE: Duration = Duration::from_secs(10);
/// Which service's WSDL page is looked at.
const WSDL_SERVICE: &str = "connection-test";
/// From here a person should look at the clock.
const APART_S: i64 = 60;
/// From here logins and records can't be relied upon.
const FAR_APART_S: i64 = 300;

type Now<'a> = &'a (dyn Fn() -> DateTime<Utc> + Send + Sync);

/// Walks from hop to hop and notes how long each took.
#[derive(Default)]
struct Walk {
    found: Examination,
}

impl Walk {
    /// Does one hop. `None` ends the walk, when the next hop stands on this one.
    async fn hop<T>(
        &mut self,
        layer: Layer,
        work: impl Future<Output = Outcome<(T, Sight)>>,
    ) -> Option<T> {
        let began = Instant::now();
        let (value, sight) = match work.await {
            Ok((value, sight)) => (Some(value), sight),
            Err(fault) => (None, Sight::Red(fault)),
        };
        let took = began.elapsed();
        self.found.hops.push(Hop { layer, took, sight });
        value
    }
}

impl HttpServer {
    pub(super) async fn examine_way(&self, now: Now<'_>) -> Examination {
        let mut walk = Walk::default();
        if self.walk_to_answer(&mut walk, now).await.is_some() {
            walk.hop(Layer::Login, self.login_page()).await;
            walk.hop(Layer::Wsdl, self.wsdl_page()).await;
            walk.hop(Layer::Clock, self.clocks(now)).await;
            walk.found.speed = self.measure_line().await.ok().flatten();
        }
        walk.found
    }

    async fn walk_to_answer(&self, walk: &mut Walk, now: Now<'_>) -> Option<()> {
        let proxy = self.proxy.as_ref();
        let resolve = async {
            let found = dial::resolve(&self.endpoint, proxy).await?;
            let words: Vec<String> = found.iter().map(|a| a.ip().to_string()).collect();
            Ok((found, Sight::Green(words.join(", "))))
        };
        let addresses = walk.hop(Layer::Name, resolve).await?;
        let connect = async {
            let tcp = dial::line(&self.endpoint, proxy, &addresses).await?;
            let peer = tcp.peer_addr().map(|a| a.to_string()).unwrap_or_default();
            Ok((tcp, Sight::Green(peer)))
        };
        let tcp = walk.hop(Layer::Tcp, connect).await?;
        let asked = walk.hop(Layer::Tls, self.secure_channel(tcp)).await?;
        let shown = self.certificate_taken(asked, now());
        walk.hop(Layer::Certificate, shown).await?;
        let service = walk.hop(Layer::Http, self.answer()).await?;
        walk.found.service = Some(service);
        Some(())
    }

    /// The server's side of the handshake alone: this terminal shows nothing yet. Tells whether it was asked to.
    async fn secure_channel(&self, tcp: TcpStream) -> Outcome<(bool, Sight)> {
        let host = self.endpoint.host();
        let failed = |cause: &str| {
            let fault = Fault::new(Code::SecureChannelFailed).with("host", host);
            fault.because(cause)
        };
        let listener = Arc::new(Listener::default());
        let mut config = ClientConfig::clone(&self.tls);
        config.client_auth_cert_resolver = Arc::clone(&listener) as _;
        let name = ServerName::try_from(host.to_owned()).map_err(|e| failed(&e.to_string()))?;
        let handshake = TlsConnector::from(Arc::new(config)).connect(name, tcp);
        let handshake = timeout(HANDSHAKE, handshake).await;
        match handshake.map_err(|_| failed("timed out"))? {
            Ok(stream) => Ok((listener.was_asked(), Sight::Green(channel_words(&stream)))),
            // TLS 1.2 minds the missing certificate here; the server's own part is done by then.
            Err(e) if listener.was_asked() && classify::is_alert(&e) => {
                Ok((true, Sight::Green("TLS 1.2".to_owned())))
            }
            Err(e) => Err(classify::stream(&e, host)),
        }
    }

    /// Now with the certificate: does the server take it?
    async fn certificate_taken(&self, asked: bool, now: DateTime<Utc>) -> Outcome<((), Sight)> {
        let identity = self.identity.as_ref().ok_or(Code::NoCertificate)?;
        identity.check_period(now)?;
        let response = self.get(self.endpoint.at(&["v1", "service"])).await?;
        if response.status() != StatusCode::OK {
            let fault = self.refused(response).await;
            if problem::is_about_certificate(&fault) {
                return Err(fault);
            }
        }
        let words = certificate_words(identity.info());
        let sight = match identity.info() {
            _ if !asked => Sight::Yellow(words, Code::ServerAsksNoCertificate.into()),
            info if info.expires_soon(now) => {
                let days = (info.not_after - now).num_days();
                let soon = Fault::new(Code::CertificateExpiresSoon).with("days", days);
                Sight::Yellow(words, soon)
            }
            _ => Sight::Green(words),
        };
        Ok(((), sight))
    }

    async fn answer(&self) -> Outcome<(Service, Sight)> {
        let service = self.ask_service().await?;
        let words = service.name.clone();
        Ok((service, Sight::Green(words)))
    }

    async fn login_page(&self) -> Outcome<((), Sight)> {
        let unexpected = |cause: &str| Fault::new(Code::LoginPageUnexpected).because(cause);
        let response = self.get(self.endpoint.at(&["login"])).await?;
        if response.status() != StatusCode::OK {
            return Err(unexpected(&response.status().to_string()));
        }
        if !is_of_type(response.headers(), "text/html") {
            return Err(unexpected("no HTML"));
        }
        let page = self.body(response).await?;
        if page.is_empty() {
            return Err(unexpected("empty"));
        }
        Ok(((), Sight::Green(format!("{} bytes", page.len()))))
    }

    async fn wsdl_page(&self) -> Outcome<((), Sight)> {
        let unexpected = |cause: String| Fault::new(Code::WsdlUnexpected).because(cause);
        let mut url = self.endpoint.at(&["services", WSDL_SERVICE]);
        url.set_query(Some("wsdl"));
        let response = self.get(url).await?;
        if response.status() != StatusCode::OK {
            return Err(unexpected(response.status().to_string()));
        }
        let page = self.body(response).await?;
        let text = std::str::from_utf8(&page).map_err(|e| unexpected(e.to_string()))?;
        // The parser's message quotes names of the page: only its place is told.
        let tree = roxmltree::Document::parse(text)
            .map_err(|e| unexpected(format!("not well-formed at {}", e.pos())))?;
        match tree.root_element().tag_name().name() {
            root @ ("definitions" | "description") => Ok(((), Sight::Green(root.to_owned()))),
            _ => Err(unexpected("another root element".to_owned())),
        }
    }

    /// The server's `Date` against our clock, at the middle of the exchange.
    async fn clocks(&self, now: Now<'_>) -> Outcome<((), Sight)> {
        let before = now();
        let response = self.get(self.endpoint.at(&["v1", "service"])).await?;
        let ours = before + (now() - before) / 2;
        let theirs = date_of(response.headers());
        let theirs = theirs.ok_or_else(|| super::exchange::unexpected("no Date"))?;
        let apart = (theirs - ours).num_seconds();
        let fault = || Fault::new(Code::ClockApart).with("seconds", apart.abs());
        match apart.abs() {
            far if far >= FAR_APART_S => Err(fault()),
            some if some >= APART_S => Ok(((), Sight::Yellow(format!("{apart:+} s"), fault()))),
            _ => Ok(((), Sight::Green(format!("{apart:+} s")))),
        }
    }

    async fn get(&self, url: Url) -> Outcome<Response> {
        self.send(self.request(Method::GET, url, None)?).await
    }
}

fn channel_words(stream: &TlsStream<TcpStream>) -> String {
    let session = stream.get_ref().1;
    let version = match session.protocol_version() {
        Some(ProtocolVersion::TLSv1_3) => "TLS 1.3",
        Some(ProtocolVersion::TLSv1_2) => "TLS 1.2",
        Some(_) | None => "TLS",
    };
    let suite = session.negotiated_cipher_suite();
    let suite = suite.and_then(|s| s.suite().as_str()).unwrap_or("?");
    let leaf = session.peer_certificates().and_then(<[_]>::first);
    let leaf = leaf.and_then(|der| CertificateInfo::of_der(der).ok());
    let leaf = leaf
        .map(|info| certificate_words(&info))
        .unwrap_or_default();
    format!("{version} / {suite} / {leaf}")
}

fn certificate_words(info: &CertificateInfo) -> String {
    format!("{} / –{}", info.subject, info.not_after.format("%Y-%m-%d"))
}

fn is_of_type(headers: &HeaderMap, wanted: &str) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok());
    kind.is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with(wanted))
}

fn date_of(headers: &HeaderMap) -> Option<DateTime<Utc>> {
    let text = headers.get(header::DATE)?.to_str().ok()?;
    DateTime::parse_from_rfc2822(text)
        .ok()
        .map(|date| date.to_utc())
}
