//! Asking for a person's 機関別符号 anew.

use super::{HttpServer, exchange::unexpected};
use crate::types::{Listed, ServerSession, ServerSymbol};
use http::{Method, StatusCode};
use kakehashi_domain::{Code, Fault, Outcome};

impl HttpServer {
    pub(super) async fn post_symbol_request(
        &self,
        session: &ServerSession,
        server_branch: &str,
    ) -> Outcome<ServerSymbol> {
        let url = self
            .endpoint
            .at(&["v1", "symbols", server_branch, "request"]);
        let request = self.request(Method::POST, url, Some(session))?;
        let response = self.send(request).await?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND => {
                let fault = self.refused(response).await;
                return Err(Fault {
                    code: Code::SymbolUnknown,
                    ..fault
                });
            }
            _ => return Err(self.refused(response).await),
        }
        let symbol: ServerSymbol = self.json(response).await?;
        if symbol.server_branch != server_branch || !symbol.is_believable() {
            return Err(unexpected("another person than was asked for"));
        }
        Ok(symbol)
    }
}
