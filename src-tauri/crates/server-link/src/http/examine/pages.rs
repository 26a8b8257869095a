//! What is looked at each for itself, once the server answers: its pages and its clock.

use super::{Now, Walk, timed};
use crate::{
    Layer, Sight,
    http::{HttpServer, exchange::unexpected as breach},
    problem,
};
use http::{HeaderMap, StatusCode, header};
use kakehashi_domain::{Code, Fault, Outcome};

/// Which service's WSDL page is looked at.
const WSDL_SERVICE: &str = "connection-test";
/// From here a person should look at the clock.
const APART_S: i64 = 60;
/// From here logins and records can't be relied upon.
const FAR_APART_S: i64 = 300;

impl HttpServer {
    /// All at once: one that says nothing doesn't make a person wait for the next.
    pub(super) async fn look_at_pages(&self, walk: &mut Walk, now: Now<'_>) {
        let (login, wsdl, clock) = tokio::join!(
            timed(self.in_time(self.login_page())),
            timed(self.in_time(self.wsdl_page())),
            timed(self.in_time(self.clocks(now))),
        );
        let seen = [
            (Layer::Login, login),
            (Layer::Wsdl, wsdl),
            (Layer::Clock, clock),
        ];
        for (layer, (took, seen)) in seen {
            walk.note(layer, took, seen);
        }
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
        let theirs = problem::date(response.headers(), header::DATE);
        let theirs = theirs.ok_or_else(|| breach("no Date"))?;
        let apart = (theirs - ours).num_seconds();
        let fault = || Fault::new(Code::ClockApart).with("seconds", apart.abs());
        match apart.abs() {
            far if far >= FAR_APART_S => Err(fault()),
            some if some >= APART_S => Ok(((), Sight::Yellow(format!("{apart:+} s"), fault()))),
            _ => Ok(((), Sight::Green(format!("{apart:+} s")))),
        }
    }
}

fn is_of_type(headers: &HeaderMap, wanted: &str) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok());
    kind.is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with(wanted))
}
