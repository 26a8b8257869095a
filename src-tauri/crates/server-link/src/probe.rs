//! Asking a silent connection why the last one was cut.
//!
//! In TLS 1.3 a server refuses a client certificate only after the client has finished its
//! handshake and begun to write. While a body is being written, the reset that follows can swallow
//! the alert. A connection that writes nothing gives the alert every time.

use crate::{Endpoint, Proxy, classify, dial};
use kakehashi_domain::Fault;
use rustls::ClientConfig;
use rustls_pki_types::ServerName;
use std::{io, sync::Arc, time::Duration};
use tokio::{io::AsyncReadExt, net::TcpStream, time::timeout};
use tokio_rustls::TlsConnector;

const CONNECT: Duration = Duration::from_secs(3);
const LISTEN: Duration = Duration::from_secs(2);

/// The server's refusal of the client certificate, if it refuses.
pub(crate) async fn refusal(
    endpoint: &Endpoint,
    proxy: Option<&Proxy>,
    tls: Arc<ClientConfig>,
) -> Option<Fault> {
    let name = ServerName::try_from(endpoint.host().to_owned()).ok()?;
    let connecting = async {
        let addresses = dial::resolve(endpoint, proxy).await?;
        dial::line(endpoint, proxy, &addresses).await
    };
    let tcp = timeout(CONNECT, connecting).await.ok()?.ok()?;
    let error = timeout(LISTEN, listen(tls, name, tcp)).await.ok()?.err()?;
    Some(classify::stream(&error, endpoint.host())).filter(classify::is_refusal)
}

async fn listen(
    tls: Arc<ClientConfig>,
    name: ServerName<'static>,
    tcp: TcpStream,
) -> io::Result<u8> {
    let mut stream = TlsConnector::from(tls).connect(name, tcp).await?;
    stream.read_u8().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use kakehashi_domain::Code;
    use rcgen::{CertifiedKey, generate_simple_self_signed};
    use rustls::{
        RootCertStore, ServerConfig,
        crypto::ring,
        server::WebPkiClientVerifier,
        version::{TLS12, TLS13},
    };
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;

    /// A server that demands a certificate and gets none.
    #[tokio::test]
    async fn a_missing_certificate_is_told() {
        for version in [&TLS12, &TLS13] {
            let CertifiedKey { cert, signing_key } =
                generate_simple_self_signed(["localhost".to_owned()]).unwrap();
            let mut roots = RootCertStore::empty();
            roots.add(cert.der().clone()).unwrap();
            let roots = Arc::new(roots);
            let provider = Arc::new(ring::default_provider());
            let verifier =
                WebPkiClientVerifier::builder_with_provider(Arc::clone(&roots), provider.clone());
            let key = rustls_pki_types::PrivatePkcs8KeyDer::from(signing_key.serialize_der());
            let server = ServerConfig::builder_with_provider(provider.clone())
                .with_protocol_versions(&[version])
                .unwrap()
                .with_client_cert_verifier(verifier.build().unwrap())
                .with_single_cert(vec![cert.der().clone()], key.into())
                .unwrap();
            let client = ClientConfig::builder_with_provider(provider)
                .with_safe_default_protocol_versions()
                .unwrap()
                .with_root_certificates(roots)
                .with_no_client_auth();

            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let url = format!(
                "https://localhost:{}",
                listener.local_addr().unwrap().port()
            );
            tokio::spawn(async move {
                let (tcp, _) = listener.accept().await.unwrap();
                let _ = TlsAcceptor::from(Arc::new(server)).accept(tcp).await;
            });
            let refusal = refusal(&Endpoint::new(&url).unwrap(), None, Arc::new(client)).await;
            let code = refusal.map(|fault| fault.code);
            assert_eq!(code, Some(Code::ClientCertificateRefused), "{version:?}");
        }
    }
}
