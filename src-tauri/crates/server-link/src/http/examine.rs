//! Trying the way hop by hop, so that a person hears within seconds which hop is at fault.

mod channel;
mod pages;

use super::HttpServer;
use crate::{Examination, Hop, Layer, Sight, dial, problem, types::Service};
use chrono::{DateTime, Utc};
use http::Method;
use kakehashi_client_identity::CertificateInfo;
use kakehashi_domain::{Code, Fault, Outcome};
use reqwest::{Response, Url};
use tokio::time::{Duration, Instant, timeout};

/// How long a hop behind the line may keep a person waiting. A file on its way has more patience.
const HOP: Duration = Duration::from_secs(10);

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
        let (took, seen) = timed(work).await;
        self.note(layer, took, seen)
    }

    fn note<T>(&mut self, layer: Layer, took: Duration, seen: Outcome<(T, Sight)>) -> Option<T> {
        let (value, sight) = match seen {
            Ok((value, sight)) => (Some(value), sight),
            Err(fault) => (None, Sight::Red(fault)),
        };
        self.found.hops.push(Hop { layer, took, sight });
        value
    }
}

impl HttpServer {
    pub(super) async fn examine_way(&self, now: Now<'_>) -> Examination {
        let mut walk = Walk::default();
        if self.walk_to_answer(&mut walk, now).await.is_some() {
            self.look_at_pages(&mut walk, now).await;
            self.try_line(&mut walk).await;
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
        let shown = self.show_certificate(asked, &addresses, now());
        walk.hop(Layer::Certificate, shown).await?;
        let service = self.first_answer(walk).await?;
        walk.found.service = Some(service);
        Some(())
    }

    /// A server may let the handshake through and refuse the certificate in its first answer (TLS 1.3, a stock server's
    /// page): then that hop is the broken one. Everything else that goes wrong here isn't the certificate's fault.
    async fn first_answer(&self, walk: &mut Walk) -> Option<Service> {
        let (took, seen) = timed(self.answer()).await;
        let refused = matches!(&seen, Err(fault) if problem::is_about_certificate(fault));
        let layer = if refused {
            walk.found.hops.pop();
            Layer::Certificate
        } else {
            Layer::Http
        };
        walk.note(layer, took, seen)
    }

    async fn answer(&self) -> Outcome<(Service, Sight)> {
        let service = self.in_time(self.ask_service()).await?;
        let words = service.name.clone();
        Ok((service, Sight::Green(words)))
    }

    async fn try_line(&self, walk: &mut Walk) {
        let (took, measured) = timed(self.measure_line()).await;
        let seen = match measured {
            Ok(None) => return,
            Ok(Some(speed)) => {
                walk.found.speed = Some(speed);
                Ok(((), Sight::Green(speed.words())))
            }
            Err(fault) => Err(fault),
        };
        walk.note(Layer::Line, took, seen);
    }

    async fn get(&self, url: Url) -> Outcome<Response> {
        self.send(self.request(Method::GET, url, None)?).await
    }

    /// An exchange in its time. What would interrupt a file, to go on later, is here no answer.
    pub(super) async fn in_time<T>(&self, work: impl Future<Output = Outcome<T>>) -> Outcome<T> {
        let silent = |cause: String| {
            let fault = Fault::new(Code::ServerSilent).with("host", self.endpoint.host());
            fault.because(cause)
        };
        match timeout(HOP, work).await {
            Err(_) => Err(silent(too_long())),
            Ok(Err(fault)) if fault.code == Code::ConnectionLost => {
                Err(silent(fault.cause.unwrap_or_default()))
            }
            Ok(outcome) => outcome,
        }
    }
}

async fn timed<T>(work: impl Future<Output = T>) -> (Duration, T) {
    let began = Instant::now();
    let value = work.await;
    (began.elapsed(), value)
}

fn too_long() -> String {
    format!("nothing within {} s", HOP.as_secs())
}

fn certificate_words(info: &CertificateInfo) -> String {
    format!("{} / –{}", info.subject, info.not_after.format("%Y-%m-%d"))
}
