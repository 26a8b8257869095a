//! Whom to call: the 報告連絡網 of the insurer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who it is, in the order in which they are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ContactRole {
    /// 実務責任者.
    Responsible,
    /// システム管理者.
    Admin,
    /// Whoever keeps the 基幹システム and the PCs.
    Vendor,
    /// The desk of the 取りまとめ機関.
    Desk,
    /// 個人情報保護委員会.
    Commission,
}

impl ContactRole {
    /// All of them, as they are called one after another.
    pub const ALL: [Self; 5] = [
        Self::Responsible,
        Self::Admin,
        Self::Vendor,
        Self::Desk,
        Self::Commission,
    ];

    /// The words on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Responsible => "実務責任者",
            Self::Admin => "システム管理者",
            Self::Vendor => "システムの業者",
            Self::Desk => "取りまとめ機関の窓口",
            Self::Commission => "個人情報保護委員会",
        }
    }

    /// The stable word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Responsible => "responsible",
            Self::Admin => "admin",
            Self::Vendor => "vendor",
            Self::Desk => "desk",
            Self::Commission => "commission",
        }
    }
}
