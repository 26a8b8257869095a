//! Fetching a file that proves itself, such as a list of revocations. No certificate is shown for it.

use crate::{Proxy, classify, trust};
use kakehashi_client_identity::TrustAnchor;
use kakehashi_domain::{Code, Fault, Outcome};
use reqwest::{Client, StatusCode, Url, redirect::Policy};
use rustls::{ClientConfig, crypto::ring};
use std::{sync::Arc, time::Duration};

const PATIENCE: Duration = Duration::from_secs(20);
const MOST: usize = 8 << 20;

/// Fetches `url`, by https from the anchors' servers alone, or by http, as such lists are customarily offered.
///
/// # Errors
/// Those of the connection; `SERVER_ANSWER_UNEXPECTED` for anything but a file of reasonable length.
pub async fn fetch(url: &str, anchors: &[TrustAnchor], proxy: Option<&Proxy>) -> Outcome<Vec<u8>> {
    let unexpected = |cause: &str| Fault::new(Code::ServerAnswerUnexpected).because(cause);
    let url = Url::parse(url).map_err(|e| unexpected(&e.to_string()))?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let response = client(anchors, proxy)?.get(url).send().await;
    let mut response = response.map_err(|e| classify::request(e, &host))?;
    if response.status() != StatusCode::OK {
        return Err(unexpected(response.status().as_str()));
    }
    let mut body = Vec::new();
    while let Some(bytes) = response
        .chunk()
        .await
        .map_err(|e| classify::request(e, &host))?
    {
        if body.len() + bytes.len() > MOST {
            return Err(unexpected("too long"));
        }
        body.extend_from_slice(&bytes);
    }
    Ok(body)
}

fn client(anchors: &[TrustAnchor], proxy: Option<&Proxy>) -> Outcome<Client> {
    let internal = |e: &dyn std::fmt::Display| Fault::new(Code::Internal).because(e);
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|e| internal(&e))?
        .with_root_certificates(trust::roots(anchors)?)
        .with_no_client_auth();
    let client = match proxy {
        Some(proxy) => {
            let proxy = proxy.of_requests(reqwest::Proxy::all);
            let proxy = proxy.map_err(|e| internal(&e))?;
            Client::builder().proxy(proxy)
        }
        None => Client::builder().no_proxy(),
    };
    client
        .tls_backend_preconfigured(tls)
        .redirect(Policy::none())
        .timeout(PATIENCE)
        .build()
        .map_err(|e| internal(&e))
}
