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
