//! Mutual or not at all: a server that didn't ask for the client certificate hears nothing.
//!
//! In both versions of TLS a server's wish for a certificate comes before its own certificate is judged. So the judge can ask
//! whether it came, and end the handshake before the first byte of a request. Handshakes of one client go one after another:
//! what was asked in one never counts for the next.

use rustls::{
    CertificateError, DigitallySignedStruct, Error, OtherError, SignatureScheme,
    client::{
        ResolvesClientCert,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    sign::CertifiedKey,
};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use std::{
    error, fmt,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};
use tokio::sync::Mutex;
use tower::{Layer, Service, ServiceExt};

/// The server didn't ask.
#[derive(Debug)]
pub(crate) struct NotAsked;

impl fmt::Display for NotAsked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the server asked for no client certificate")
    }
}

impl error::Error for NotAsked {}

/// Whether the server of the handshake under way has asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    asked: Arc<AtomicBool>,
    turn: Arc<Mutex<()>>,
}

/// Shows the certificate, and remembers that it was asked for.
#[derive(Debug)]
pub(crate) struct Shown {
    pub inner: Arc<dyn ResolvesClientCert>,
    pub asked: Asked,
}

impl ResolvesClientCert for Shown {
    fn resolve(&self, issuers: &[&[u8]], schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.asked.asked.store(true, Ordering::SeqCst);
        self.inner.resolve(issuers, schemes)
    }

    fn has_certs(&self) -> bool {
        self.inner.has_certs()
    }
}

/// Judges the server's certificate, and whether it asked for ours.
#[derive(Debug)]
pub(crate) struct Judge {
    pub inner: Arc<dyn ServerCertVerifier>,
    pub asked: Asked,
}

impl ServerCertVerifier for Judge {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verified = self
            .inner
            .verify_server_cert(end_entity, intermediates, name, ocsp, now)?;
        if self.asked.asked.swap(false, Ordering::SeqCst) {
            return Ok(verified);
        }
        let not_asked = CertificateError::Other(OtherError(Arc::new(NotAsked)));
        Err(Error::InvalidCertificate(not_asked))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner
            .verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner
            .verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}

/// Lets one handshake begin after another, each unasked.
impl<S> Layer<S> for Asked {
    type Service = InTurn<S>;

    fn layer(&self, inner: S) -> InTurn<S> {
        let asked = self.clone();
        InTurn { inner, asked }
    }
}

/// A connector whose handshakes wait for each other.
#[derive(Clone)]
pub(crate) struct InTurn<S> {
    inner: S,
    asked: Asked,
}

impl<S, R> Service<R> for InTurn<S>
where
    S: Service<R> + Clone + Send + 'static,
    S::Future: Send,
    R: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, to: R) -> Self::Future {
        let (inner, asked) = (self.inner.clone(), self.asked.clone());
        Box::pin(async move {
            let _turn = asked.turn.lock().await;
            asked.asked.store(false, Ordering::SeqCst);
            inner.oneshot(to).await
        })
    }
}
