//! Where an authority writes the 保険者番号 in a certificate's name. How the real one does isn't public.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A part of a certificate's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum NumberPlace {
    /// O.
    Organization,
    /// OU.
    Unit,
    /// CN.
    CommonName,
    /// subjectAltName.
    AlternativeName,
    /// Nowhere: a person compares with the 発行通知書.
    Nowhere,
}

impl NumberPlace {
    /// The places in the order in which a number is looked for.
    pub const LOOKED_AT: [Self; 4] = [
        Self::Organization,
        Self::Unit,
        Self::CommonName,
        Self::AlternativeName,
    ];

    /// The word on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Organization => "O（組織）",
            Self::Unit => "OU（部門）",
            Self::CommonName => "CN（名前）",
            Self::AlternativeName => "SAN（別名）",
            Self::Nowhere => "なし（発行通知書で確かめる）",
        }
    }
}
