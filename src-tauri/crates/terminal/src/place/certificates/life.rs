//! The inventory of certificates as shown.

use crate::place::certificates::view::CertificateView;
use chrono::{DateTime, Utc};
use kakehashi_domain::{Registration, Validity};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A certificate of this terminal, from its request to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct InventoryLine {
    /// Its number on this terminal.
    pub id: u32,
    /// Whose profile it is for.
    pub profile: String,
    /// Which terminal it names.
    pub terminal: String,
    /// What was done about it.
    pub registration: Registration,
    /// The same in words.
    pub registration_title: String,
    /// Serial number, once it is issued.
    pub serial: Option<String>,
    /// Whether it counts today.
    pub validity: Option<Validity>,
    /// Whole days left; negative once it has expired.
    pub days_left: Option<i32>,
    /// Whether the profile works with it now.
    pub in_use: bool,
    /// From when on the profile works with it.
    pub use_from: Option<DateTime<Utc>>,
    /// Number of its 発行通知書.
    pub notice: Option<String>,
    /// Its 委任状, where a vendor's server got one.
    pub mandate: Option<String>,
    /// Where a copy lies; never the key itself.
    pub backup: Option<BackupView>,
    /// Where its private key lies, in words; None where there is none any more.
    pub key_place: Option<String>,
    /// What happened to it, the oldest first.
    pub history: Vec<LifeLine>,
    /// What it says of itself.
    pub certificate: Option<CertificateView>,
}

/// Who made a copy, when, and where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BackupView {
    /// When it was noted.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// Where it lies.
    pub place: String,
}

/// A line of a certificate's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LifeLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// What, in words.
    pub what: String,
}

/// Papers to be noted; what is left out stays as it was.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct NewPapers {
    /// Number of the 発行通知書.
    pub notice: Option<String>,
    /// The 委任状: for whom, and when.
    pub mandate: Option<String>,
    /// Where a copy of the `.p12` lies.
    pub backup: Option<String>,
}

/// Where an authority's list of revocations is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NewRevocation {
    /// The authority's fingerprint; None where only one is trusted.
    pub authority: Option<String>,
    /// A file, or an address inside the closed net.
    pub source: String,
    /// Whether nothing goes while the list is missing or out of date.
    pub stops_when_unavailable: bool,
}

/// An authority's list of revocations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RevocationView {
    /// Where it is.
    pub source: String,
    /// Whether nothing goes while it is missing or out of date.
    pub stops_when_unavailable: bool,
    /// How it stands.
    pub state: RevocationState,
    /// When it was fetched last.
    pub fetched_at: Option<DateTime<Utc>>,
    /// When the next one is due.
    pub next_update: Option<DateTime<Utc>>,
    /// Since when it can't be reached.
    pub failing_since: Option<DateTime<Utc>>,
}

/// How a list of revocations stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RevocationState {
    /// It is there and of today.
    Fresh,
    /// The next one is overdue.
    Stale,
    /// The last try to fetch it failed.
    Unreachable,
}

impl RevocationState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Fresh, Self::Stale, Self::Unreachable];

    /// The words on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Fresh => "新しい一覧があります",
            Self::Stale => "一覧が古くなっています",
            Self::Unreachable => "一覧を取れません",
        }
    }
}
