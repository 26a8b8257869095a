//! By which way a file reaches the server and its result comes back (S2 §2.11.3 describes the way by media).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// By which way a file goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SendingWay {
    /// The terminal sends it itself.
    #[default]
    Direct,
    /// A person uploads it at the server's own screen, and brings the result.
    OfficialScreen,
    /// A sealed medium goes by post, and one comes back.
    Media,
}

impl SendingWay {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Direct, Self::OfficialScreen, Self::Media];

    /// The words on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Direct => "この端末から直接送る",
            Self::OfficialScreen => "公式の画面で送る（手渡し）",
            Self::Media => "媒体で送る",
        }
    }

    /// Whether people carry the file.
    pub fn is_by_hand(self) -> bool {
        self != Self::Direct
    }
}
