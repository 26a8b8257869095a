//! The two hops inside the handshake: the server's certificate, then ours.

use super::{HOP, certificate_words, too_long};
use crate::{Sight, classify, dial, handshake::shake, http::HttpServer, identity::Listener};
use chrono::{DateTime, Utc};
use kakehashi_client_identity::CertificateInfo;
use kakehashi_domain::{Code, Fault, Outcome};
use rustls::{AlertDescription, ClientConfig, ClientConnection, ProtocolVersion};
use rustls_pki_types::ServerName;
use std::{io, net::SocketAddr, sync::Arc};
use tokio::{net::TcpStream, time::timeout};

impl HttpServer {
    /// The server's side of the handshake alone: this terminal shows nothing yet. Tells whether it was asked to.
    pub(super) async fn secure_channel(&self, tcp: TcpStream) -> Outcome<(bool, Sight)> {
        let listener = Arc::new(Listener::default());
        let mut config = ClientConfig::clone(&self.tls);
        config.client_auth_cert_resolver = Arc::clone(&listener) as _;
        let (session, ended) = self.handshake(Arc::new(config), tcp).await?;
        match ended {
            Ok(()) => {}
            // TLS 1.2 minds the missing certificate here; the server's own part is done by then.
            Err(error) if listener.was_asked() && minds_no_certificate(&error) => {}
            Err(error) => return Err(classify::stream(&error, self.endpoint.host())),
        }
        let words = channel_words(&session, self.endpoint.host());
        Ok((listener.was_asked(), Sight::Green(words)))
    }

    /// Now with the certificate: does the server end the handshake over it?
    pub(super) async fn show_certificate(
        &self,
        asked: bool,
        addresses: &[SocketAddr],
        now: DateTime<Utc>,
    ) -> Outcome<((), Sight)> {
        let identity = self.identity.as_ref().ok_or(Code::NoCertificate)?;
        identity.check_period(now)?;
        if !asked {
            return Err(Code::ServerAsksNoCertificate.into());
        }
        let tcp = dial::line(&self.endpoint, self.proxy.as_ref(), addresses).await?;
        let (_, ended) = self.handshake(Arc::clone(&self.tls), tcp).await?;
        ended.map_err(|error| classify::stream(&error, self.endpoint.host()))?;
        let words = certificate_words(identity.info());
        let sight = match identity.info() {
            info if info.expires_soon(now) => {
                let days = (info.not_after - now).num_days();
                let soon = Fault::new(Code::CertificateExpiresSoon).with("days", days);
                Sight::Yellow(words, soon)
            }
            _ => Sight::Green(words),
        };
        Ok(((), sight))
    }

    /// Shakes hands in the time of a hop, and gives what was agreed besides how it ended.
    async fn handshake(
        &self,
        config: Arc<ClientConfig>,
        mut tcp: TcpStream,
    ) -> Outcome<(ClientConnection, io::Result<()>)> {
        let host = self.endpoint.host();
        let failed = |cause: String| {
            let fault = Fault::new(Code::SecureChannelFailed).with("host", host);
            fault.because(cause)
        };
        let name = ServerName::try_from(host.to_owned()).map_err(|e| failed(e.to_string()))?;
        let session = ClientConnection::new(config, name);
        let mut session = session.map_err(|e| failed(e.to_string()))?;
        let ended = timeout(HOP, shake(&mut session, &mut tcp)).await;
        let ended = ended.map_err(|_| failed(too_long()))?;
        Ok((session, ended))
    }
}

/// By its own alert, or by the general one that OpenSSL sends for it.
fn minds_no_certificate(error: &io::Error) -> bool {
    let alert = classify::alert(error);
    alert == Some(AlertDescription::HandshakeFailure)
        || alert.is_some_and(classify::is_about_certificate)
}

/// Version, suite, the name that was asked for, and the server's chain up to the authority.
fn channel_words(session: &ClientConnection, host: &str) -> String {
    let version = match session.protocol_version() {
        Some(ProtocolVersion::TLSv1_3) => "TLS 1.3",
        Some(ProtocolVersion::TLSv1_2) => "TLS 1.2",
        Some(_) | None => "TLS",
    };
    let suite = session.negotiated_cipher_suite();
    let suite = suite.and_then(|s| s.suite().as_str()).unwrap_or("?");
    let shown = session.peer_certificates().unwrap_or_default().iter();
    let shown: Vec<CertificateInfo> = shown
        .filter_map(|der| CertificateInfo::of_der(der).ok())
        .collect();
    let mut chain: Vec<String> = shown.iter().map(certificate_words).collect();
    let top = shown.last().filter(|info| info.issuer != info.subject);
    chain.extend(top.map(|info| info.issuer.clone()));
    format!("{version} / {suite} / {host} / {}", chain.join(" ← "))
}
