//! What the terminal keeps, as stored. Only this crate reads these shapes; clients see views.

use crate::{
    key_home::KeptKey,
    view::{RevocationState, RevocationView},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use kakehashi_client_identity::{CertificateInfo, TrustAnchor};
use kakehashi_domain::{
    Code, Fault, JobState, Outcome, ProfileKind, Registration, RegistrationStep, Role,
    ServiceCalendar, Standing,
};
use kakehashi_server_link::Proxy;
use kakehashi_store::SealedFile;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) mod shelf {
    pub const USER: &str = "user";
    pub const PROFILE: &str = "profile";
    pub const CERTIFICATE: &str = "certificate";
    pub const REVOCATION: &str = "revocation-list";
    pub const SERVER_ACCOUNT: &str = "server-account";
    pub const SYSTEM_ACCOUNT: &str = "system-account";
    pub const HAND_OVER: &str = "hand-over";
    pub const DEFINITION: &str = "definition";
    /// Settings, each under its own key.
    pub const SETTING: &str = "setting";
    pub const DISPOSAL: &str = "disposal";
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct UserRecord {
    pub id: String,
    pub name: String,
    pub roles: Vec<Role>,
    pub password_hash: String,
    pub must_change_password: bool,
    pub failures: u32,
    pub locked_until: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ProfileRecord {
    pub name: String,
    pub kind: ProfileKind,
    pub url: String,
    pub insurer: String,
    pub terminal: String,
    /// The authority that is trusted.
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
    pub in_use: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ProxyLogin {
    pub user: String,
    pub password: SecretText,
}

impl ProfileRecord {
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
        all.map(|pem| TrustAnchor::from_pem(pem)).collect()
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

/// A certificate of this terminal, from its request to its end.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct CertificateRecord {
    pub id: u32,
    pub profile: String,
    pub terminal: String,
    pub registration: Registration,
    /// The key alone while it waits, chain and key once installed, nothing once disposed of.
    pub pem: Option<KeptKey>,
    pub info: Option<CertificateInfo>,
    /// What the authority's list says.
    pub standing: Standing,
    /// From when on its profile works with it.
    pub use_from: Option<DateTime<Utc>>,
    pub papers: PapersRecord,
    pub history: Vec<LifeRecord>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct PapersRecord {
    pub notice: Option<String>,
    pub mandate: Option<String>,
    pub backup: Option<BackupRecord>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct BackupRecord {
    pub at: DateTime<Utc>,
    pub by: String,
    pub place: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LifeRecord {
    pub at: DateTime<Utc>,
    pub by: String,
    pub what: String,
}

impl CertificateRecord {
    /// Its key on the shelf.
    pub fn key(&self) -> String {
        format!("{:06}", self.id)
    }

    /// Goes one step on, if the table allows it.
    pub fn step(&mut self, step: RegistrationStep) -> Outcome<()> {
        self.registration = self
            .registration
            .after(step)
            .ok_or_else(|| self.wrong_state())?;
        Ok(())
    }

    pub fn wrong_state(&self) -> Fault {
        Fault::new(Code::CertificateWrongState).with("state", self.registration.title())
    }

    /// Whether its profile may work with it. A revoked one stays in use, so that its refusal is told by its own code.
    pub fn may_be_used_at(&self, now: DateTime<Utc>) -> bool {
        let is_here = matches!(
            self.registration,
            Registration::Installed | Registration::Revoked
        );
        is_here && self.pem.is_some() && self.use_from.is_some_and(|from| from <= now)
    }
}

/// The list of revocations of a profile.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct RevocationRecord {
    pub source: String,
    /// Whether nothing goes while the list is missing or out of date.
    pub stops: bool,
    pub list_pem: Option<String>,
    pub fetched_at: Option<DateTime<Utc>>,
    pub next_update: Option<DateTime<Utc>>,
    pub failing_since: Option<DateTime<Utc>>,
}

/// How long a list counts that names no next one, and how often one is asked for.
const REVOCATION_LIFE: TimeDelta = TimeDelta::days(1);

impl RevocationRecord {
    /// Whether it should be fetched before the next connection.
    pub fn is_due_at(&self, now: DateTime<Utc>) -> bool {
        let due = self.fetched_at.map(|at| at + REVOCATION_LIFE);
        self.failing_since.is_some() || due.is_none_or(|due| due <= now)
    }

    pub fn view_at(&self, now: DateTime<Utc>) -> RevocationView {
        let end = self
            .next_update
            .or_else(|| self.fetched_at.map(|at| at + REVOCATION_LIFE));
        let state = match (self.failing_since, end) {
            (Some(_), _) | (None, None) => RevocationState::Unreachable,
            (None, Some(end)) if end <= now => RevocationState::Stale,
            (None, Some(_)) => RevocationState::Fresh,
        };
        RevocationView {
            source: self.source.clone(),
            stops_when_unavailable: self.stops,
            state,
            fetched_at: self.fetched_at,
            next_update: self.next_update,
            failing_since: self.failing_since,
        }
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

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct JobRecord {
    pub profile: String,
    pub kind: String,
    pub layout_version: String,
    /// Versions of what comes after it (its result, the file made from that), as they were when it came.
    #[serde(default)]
    pub later_versions: BTreeMap<String, String>,
    pub file_name: String,
    /// The file as it came.
    pub source: SealedFile,
    /// The copy with corrected characters; the file as it came is never touched.
    #[serde(default)]
    pub corrected: Option<SealedFile>,
    /// How many cells of it were corrected.
    #[serde(default)]
    pub corrected_cells: u32,
    /// What leaves, when it isn't the whole file.
    pub outgoing: Option<SealedFile>,
    pub rows: u32,
    pub error_rows: u32,
    pub warning_rows: u32,
    /// Data rows left out, ascending.
    pub excluded: Vec<u32>,
    /// Made once: the same key makes the same job at the server for ever.
    pub idempotency_key: String,
    pub upload: Option<String>,
    pub receipt: Option<String>,
    pub server_status: Option<String>,
    pub ok_rows: Option<u32>,
    pub failed_rows: Option<u32>,
    pub branch_numbers: u32,
    pub branch_numbers_saved: bool,
    pub resend_saved: bool,
    /// Whether its check compared it with what was sent before.
    #[serde(default)]
    pub compared: bool,
    /// Whether its people stand in the index.
    #[serde(default)]
    pub indexed: bool,
    /// Whether the ways of its people were noted.
    #[serde(default)]
    pub timelines_noted: bool,
    /// Why people are looked up, and what that costs; none for other kinds.
    #[serde(default)]
    pub look_up: Option<LookUpRecord>,
    /// Whether the sealed files are gone.
    pub disposed: bool,
    pub result: Option<SealedFile>,
    pub problem: Option<ProblemRecord>,
    pub prepared_by: String,
    /// Everybody who had a hand in preparing it; none of them may release it.
    pub handled_by: BTreeSet<String>,
    pub prepared_at: DateTime<Utc>,
    pub approved_by: Option<String>,
    pub updated_at: DateTime<Utc>,
}

/// Why people are looked up at 住基ネット, and what that costs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LookUpRecord {
    pub purpose: String,
    pub purpose_title: String,
    pub reason: String,
    pub yen_per_hit: u32,
    /// Booked when the result comes.
    pub hits: Option<u32>,
}

impl JobRecord {
    /// The file that leaves.
    pub fn leaving(&self) -> &SealedFile {
        self.outgoing.as_ref().unwrap_or(self.whole())
    }

    /// The whole file, with its corrections.
    pub fn whole(&self) -> &SealedFile {
        self.corrected.as_ref().unwrap_or(&self.source)
    }

    pub fn rows_sent(&self) -> u32 {
        self.rows - self.excluded.len() as u32
    }

    /// The row of the file as it came, for a row of the file that left (both from 1).
    pub fn original_row(&self, sent: u32) -> u32 {
        row_before_leaving_out(&self.excluded, sent)
    }
}

/// The number that a row had before others were left out; `excluded` goes up.
fn row_before_leaving_out(excluded: &[u32], sent: u32) -> u32 {
    // How many rows stay before the n-th one left out never falls with n, so that the search may halve.
    let (mut from, mut to) = (0, excluded.len());
    while from < to {
        let middle = usize::midpoint(from, to);
        if excluded[middle] - middle as u32 <= sent {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    sent + from as u32
}

/// A fault as stored with a job.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ProblemRecord {
    pub code: Code,
    pub sentence: String,
    pub next_step: String,
    pub correlation: String,
}

impl ProblemRecord {
    pub fn new(fault: &Fault, correlation: &str) -> Self {
        Self {
            code: fault.code,
            sentence: fault.sentence(),
            next_step: fault.next_step(),
            correlation: correlation.to_owned(),
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct EventRecord {
    pub at: DateTime<Utc>,
    pub state: JobState,
    pub server_status: Option<String>,
    pub by: String,
    pub note: Option<String>,
}

/// What was exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Exchange {
    Sent,
    Accepted,
    Received,
}

/// A line of the message log.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct MessageRecord {
    pub at: DateTime<Utc>,
    pub what: Exchange,
    pub receipt: Option<String>,
    pub sha256: String,
    pub bytes: u64,
    pub rows: u32,
    /// Serial number of the certificate that was shown.
    pub certificate: String,
    pub correlation: String,
}

/// A definition that an administrator imported. A retired one is kept for the jobs that were checked by it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DefinitionRecord {
    pub kind: String,
    pub version: String,
    pub text: String,
    pub sha256: String,
    pub by: String,
    pub at: DateTime<Utc>,
    pub retired_at: Option<DateTime<Utc>>,
}

/// The memory of what was sent before; there is none unless an administrator turned it on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct IndexSetting {
    pub purpose: String,
    pub purge_on: NaiveDate,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// From how many percent on a comparison with what was sent before is a finding.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct GateSetting {
    pub removed_percent: u32,
    pub changed_percent: u32,
}

/// A line of the 廃棄記録簿.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DisposalRecord {
    pub id: u32,
    pub what: String,
    pub rows: u32,
    pub why: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct HandOverRecord {
    pub id: u32,
    pub what: String,
    pub path: String,
    pub rows: u32,
    /// Empty until the file is whole; a line that stays so tells of a write that was cut off.
    pub sha256: String,
    /// Whether it is sealed by a pass phrase.
    #[serde(default)]
    pub sealed: bool,
    pub by: String,
    pub at: DateTime<Utc>,
    pub settled_at: Option<DateTime<Utc>>,
}

/// The fingerprint of a record, for its printed sheet.
pub(crate) fn sha256_of(record: &impl Serialize) -> Outcome<String> {
    let bytes = serde_json::to_vec(record).map_err(|e| Fault::new(Code::Internal).because(e))?;
    Ok(hex::encode(Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::row_before_leaving_out;

    #[test]
    fn rows_are_counted_as_in_the_file_that_came() {
        for left_out in 0..1_u32 << 8 {
            let is_out = |row: &u32| left_out >> (row - 1) & 1 == 1;
            let excluded: Vec<u32> = (1..=8).filter(is_out).collect();
            let stay = (1..=10).filter(|row| *row > 8 || !is_out(row));
            for (sent, row) in (1..).zip(stay) {
                assert_eq!(row_before_leaving_out(&excluded, sent), row, "{excluded:?}");
            }
        }
    }
}
