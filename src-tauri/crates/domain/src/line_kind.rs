//! Over which kind of line a terminal reaches the server.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// 回線の種類.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// 閉域IP: the line's device logs in with ネットワークID and ネットワークパスワード.
    IpVpn,
    /// IPsec+IKE.
    Ipsec,
    /// Anything else.
    Other,
}

impl LineKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::IpVpn, Self::Ipsec, Self::Other];

    /// The word on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::IpVpn => "IP-VPN",
            Self::Ipsec => "IPsec+IKE",
            Self::Other => "そのほか",
        }
    }
}
