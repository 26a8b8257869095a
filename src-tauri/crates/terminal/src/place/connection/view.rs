//! A try of the connection as shown, and as `connection test` prints it.

use crate::core::problem::ProblemView;
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, ProfileKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a try of the connection found: the proof that 連動テスト asks for.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ConnectionView {
    /// The hops that were tried, in their order. What stands behind a broken hop isn't there.
    pub layers: Vec<LayerView>,
    /// The slower of the two ways, in megabits a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub throughput_mbps: Option<f64>,
    /// The line both ways, and whether it is enough for today.
    pub line: Option<LineView>,
    /// What the server says of itself.
    pub server: Option<ServiceView>,
    /// The first hop's problem that stops the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub problem: Option<ProblemView>,
    /// When it was tried.
    pub tried_at: DateTime<Utc>,
    /// Which profile.
    pub profile: String,
    /// Of which kind.
    pub kind: ProfileKind,
    /// Where to.
    pub url: String,
    /// Through which proxy.
    pub proxy: Option<String>,
    /// 保険者番号.
    pub insurer: String,
    /// Name of this terminal.
    pub terminal: String,
    /// Serial number of the certificate that was shown.
    pub certificate: Option<String>,
}

/// A hop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LayerView {
    /// Which.
    pub layer: LayerName,
    /// Whether it lets through.
    pub ok: bool,
    /// How it looks.
    pub light: Light,
    /// How long it took, in milliseconds.
    pub ms: u32,
    /// The code of what is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub code: Option<Code>,
    /// What a technician wants to read; nothing of a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub detail: Option<String>,
    /// What is wrong, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sentence: Option<String>,
    /// What to do now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub next_step: Option<String>,
}

/// The hops of the way, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LayerName {
    /// 名前.
    Name,
    /// 回線.
    Tcp,
    /// 安全な通信.
    Tls,
    /// この端末の証明書.
    Certificate,
    /// サーバーの返事.
    Http,
    /// ログインの画面.
    Login,
    /// サービスの説明（WSDL）.
    Wsdl,
    /// 時計.
    Clock,
    /// 回線の速さ.
    Line,
}

impl LayerName {
    /// Every hop, in its order.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Tcp,
        Self::Tls,
        Self::Certificate,
        Self::Http,
        Self::Login,
        Self::Wsdl,
        Self::Clock,
        Self::Line,
    ];

    /// What a clerk calls it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Name => "接続先の名前",
            Self::Tcp => "回線",
            Self::Tls => "サーバーの証明書",
            Self::Certificate => "この端末の証明書",
            Self::Http => "サーバーの返事",
            Self::Login => "ログインの画面",
            Self::Wsdl => "サービスの説明（WSDL）",
            Self::Clock => "時計",
            Self::Line => "回線の速さ",
        }
    }
}

/// How a hop looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Light {
    /// Nothing to object.
    Green,
    /// It works, but somebody should look.
    Yellow,
    /// Here it ends.
    Red,
}

/// The line, measured, against what is to be sent.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LineView {
    /// To the server, megabits a second.
    pub up_mbps: f64,
    /// From the server, megabits a second.
    pub down_mbps: f64,
    /// Files that still have to leave.
    pub files: u32,
    /// Their size together.
    #[ts(type = "number")]
    pub bytes: u64,
    /// How long they take at this speed, in seconds.
    pub seconds: u32,
    /// Whether they are through within the hour.
    pub enough: bool,
}

/// The server's own words on itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ServiceView {
    /// Its name.
    pub name: String,
    /// Whether it takes files now.
    pub open: bool,
    /// Service hours in words.
    pub hours: String,
}

/// The connection in few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ServerView {
    /// Whether the last exchange went well; None before the first.
    pub reachable: Option<bool>,
    /// Whether a session at the server holds.
    pub logged_in: bool,
    /// Whether an approved file goes without anybody's login: a session holds, or there is a system account.
    pub sends_by_itself: bool,
    /// The account at the server that was used last.
    pub user: Option<String>,
    /// One short sentence, e.g. `つながっています`.
    pub words: String,
    /// What the calendar says of now, e.g. `受付は21:00まで`; None without one.
    pub hours: Option<String>,
}
