//! Where the terminal connects to, whom it trusts there, and as whom it logs in.

use chrono::{DateTime, Utc};
use kakehashi_client_identity::TrustAnchor;
use kakehashi_domain::{LineKind, NumberPlace, Outcome, ProfileKind, SendingWay, ServiceCalendar};
use kakehashi_server_link::Proxy;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ProfileRecord {
    pub name: String,
    pub kind: ProfileKind,
    /// Empty where there is no server.
    pub url: String,
    /// Another address that counts once the connection test has passed by it.
    #[serde(default)]
    pub new_url: Option<String>,
    /// Whether サーバー間接続 is planned; None where nobody said.
    #[serde(default)]
    pub server_to_server: Option<bool>,
    pub insurer: String,
    /// Where its authority writes the 保険者番号 in a certificate's name; None until the first certificate tells.
    #[serde(default)]
    pub number_place: Option<NumberPlace>,
    pub terminal: String,
    /// The authority that is trusted; empty where there is no server.
    pub anchor_pem: String,
    /// Others beside it, while the server changes over.
    #[serde(default)]
    pub more_anchors: Vec<String>,
    /// `host:port` of the proxy on the way.
    #[serde(default)]
    pub proxy: Option<String>,
    /// Who asks the proxy, where it wants to know.
    #[serde(default)]
    pub proxy_login: Option<ProxyLogin>,
    /// When the server takes files; None where nobody said.
    #[serde(default)]
    pub calendar: Option<ServiceCalendar>,
    /// Over which line, for the file; nothing works by it.
    #[serde(default)]
    pub line: Option<LineRecord>,
    /// By which way files go, where nobody says otherwise.
    #[serde(default)]
    pub way: SendingWay,
    /// To whom media go, as the last letter said.
    #[serde(default)]
    pub addressee: Option<String>,
    /// Steps that were done elsewhere, as an administrator said.
    #[serde(default)]
    pub stated: Vec<StatedRecord>,
    /// Jobs whose content may go once more.
    #[serde(default)]
    pub reopened: Vec<ReopenedRecord>,
    pub in_use: bool,
}

/// A step that was done elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct StatedRecord {
    pub kind: String,
    pub by: String,
    pub reason: String,
    pub at: DateTime<Utc>,
}

/// A job whose content may go once more.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ReopenedRecord {
    pub job: u32,
    pub by: String,
    pub reason: String,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LineRecord {
    pub kind: LineKind,
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ProxyLogin {
    pub user: String,
    pub password: SecretText,
}

impl ProfileRecord {
    /// Where files go by it: name, kind and address.
    pub fn in_words(&self) -> String {
        let place = match self.url.as_str() {
            "" => "どこにもつながない",
            url => url,
        };
        format!("{}（{}）　{place}", self.name, self.kind.title())
    }

    /// The proxy on the way.
    pub fn proxy(&self) -> Outcome<Option<Proxy>> {
        let proxy = self.proxy.as_deref().map(Proxy::new).transpose()?;
        Ok(proxy.map(|proxy| match &self.proxy_login {
            Some(login) => proxy.with_login(&login.user, login.password.as_str()),
            None => proxy,
        }))
    }

    /// The authorities that are trusted, the first one first.
    pub fn anchors(&self) -> Outcome<Vec<TrustAnchor>> {
        let all = std::iter::once(&self.anchor_pem).chain(&self.more_anchors);
        let trusted = all.filter(|pem| !pem.is_empty());
        trusted.map(|pem| TrustAnchor::from_pem(pem)).collect()
    }
}

/// A text that is wiped when it goes.
#[derive(Clone, Serialize, Deserialize, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
#[serde(transparent)]
pub(crate) struct SecretText(String);

impl std::fmt::Debug for SecretText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretText(…)")
    }
}

impl SecretText {
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ServerAccountRecord {
    pub user: String,
    pub token: String,
    pub expires_at: DateTime<Utc>,
}

/// 接続システム情報: the account under which approved files go when nobody is logged in at the server.
#[derive(Clone, Serialize, Deserialize, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
pub(crate) struct SystemAccountRecord {
    pub user: String,
    pub password: String,
}
