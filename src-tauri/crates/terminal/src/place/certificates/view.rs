//! Certificates, trust and profiles, as shown.

use chrono::{DateTime, Utc};
use kakehashi_domain::{
    Code, ExpiryStage, LineKind, NumberPlace, ProfileKind, SendingWay, Validity,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A client certificate in few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CertificateView {
    /// Its number in the inventory; None of one that was only read.
    pub id: Option<u32>,
    /// Whose it is.
    pub subject: String,
    /// Who issued it.
    pub issuer: String,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// Valid from.
    pub not_before: DateTime<Utc>,
    /// Valid until.
    pub not_after: DateTime<Utc>,
    /// SHA-256 fingerprint, pairs with colons.
    pub sha256: String,
    /// SHA-1 fingerprint, pairs with colons, as old papers and Windows have it; empty for one of an earlier version.
    pub sha1: String,
    /// Its key.
    pub key: KeyView,
    /// Whole days left; negative once it has expired.
    pub days_left: i32,
    /// State of validity, apart from registration.
    pub validity: Validity,
    /// How pressing its renewal is.
    pub stage: Option<ExpiryStage>,
    /// The reminder in words.
    pub notice: Option<String>,
    /// What an administrator should know.
    pub warnings: Vec<String>,
}

/// A file of certificates, explained before it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CertificateFileView {
    /// What it is.
    pub what: String,
    /// Whether it opens only by a pass phrase.
    pub wants_pass_phrase: bool,
    /// How many private keys it holds; None where that can't be seen without the pass phrase.
    pub keys: Option<u32>,
    /// How the pass phrase had to be read, where not as it was typed.
    pub read_as: Option<String>,
    /// Why it can't be taken as the terminal's certificate.
    pub code: Option<Code>,
    /// The same in words.
    pub problem: Option<String>,
    /// And what to do.
    pub next_step: Option<String>,
    /// Its certificates: the one with the key first, then those over it.
    pub certificates: Vec<ExplainedCertificate>,
}

/// A certificate of such a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ExplainedCertificate {
    /// What it says of itself.
    #[serde(flatten)]
    pub certificate: CertificateView,
    /// The subject's O.
    pub organization: Option<String>,
    /// How it is signed.
    pub signature: String,
    /// Whether it is an authority's.
    pub is_authority: bool,
    /// What would be wrong with it here.
    pub problems: Vec<String>,
}

/// Algorithm and length of a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct KeyView {
    /// e.g. `RSA`.
    pub algorithm: String,
    /// Length in bits.
    pub bits: u32,
}

/// The certificate of the authority, before a person has compared it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TrustView {
    /// SHA-256 fingerprint, pairs with colons; the person compares it with the paper.
    pub sha256: String,
    /// SHA-1 fingerprint, where the paper has only that.
    pub sha1: String,
    /// Its name, for a second look.
    pub subject: String,
    /// Until when it counts.
    pub not_after: DateTime<Utc>,
}

/// A profile to be made. For 機関内テスト, which leads nowhere, only name and insurer count.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NewProfile {
    /// Name chosen by the administrator.
    pub name: String,
    /// Which environment.
    pub kind: ProfileKind,
    /// `https://…`.
    pub url: String,
    /// 保険者番号.
    pub insurer: String,
    /// Name of this terminal, as on the 発行通知書.
    pub terminal: String,
    /// File of the authority's certificate.
    pub trust_path: String,
    /// Its fingerprint as the person typed or confirmed it; absent only where the command line leaves it out.
    pub trust_fingerprint: Option<String>,
    /// `host:port` of the proxy on the way, if there is one.
    #[serde(default)]
    pub proxy: Option<String>,
    /// Over which line, for the file.
    #[serde(default)]
    pub line: Option<LineNote>,
    /// By which way files go; those that people carry need neither server nor authority.
    #[serde(default)]
    pub way: SendingWay,
    /// Whether it is put in use at once.
    #[serde(default)]
    pub put_in_use: bool,
}

/// The line, as it is noted for the file. No password belongs here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LineNote {
    /// Which kind.
    pub kind: LineKind,
    /// ネットワークID, contractor, contract: whatever finds the paper again.
    pub note: String,
}

/// What was typed of a profile that isn't registered yet. It has no place for a secret.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)] // The fields of NewProfile, as typed.
pub struct PlaceDraft {
    pub kind: String,
    pub url: String,
    pub insurer: String,
    pub terminal: String,
    pub trust_path: String,
    pub proxy: String,
    pub line: String,
    pub line_note: String,
}

/// The proxy on the way to the server.
#[derive(Deserialize, TS)]
pub struct NewProxy {
    /// `host:port`; empty for none.
    pub address: String,
    /// Who asks it, where it wants to know.
    pub user: Option<String>,
    /// With which password.
    pub password: Option<String>,
}

/// Where files go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProfileView {
    /// Name chosen by the administrator.
    pub name: String,
    /// Which environment.
    pub kind: ProfileKind,
    /// `https://…`; empty where there is no server.
    pub url: String,
    /// Another address that counts once the connection test has passed by it.
    pub new_url: Option<String>,
    /// Whether サーバー間接続 is planned; None where nobody said.
    pub server_to_server: Option<bool>,
    /// 保険者番号.
    pub insurer: String,
    /// Where its authority writes it in a certificate's name, once that is known.
    pub number_place: Option<NumberPlace>,
    /// Name of this terminal.
    pub terminal: String,
    /// The proxy on the way, if there is one.
    pub proxy: Option<String>,
    /// Whom the proxy knows the terminal as, where it wants to know.
    pub proxy_user: Option<String>,
    /// Over which line, where somebody noted it.
    pub line: Option<LineNote>,
    /// When the server takes files, a rule a line; None where nobody said.
    pub calendar: Option<String>,
    /// By which way files go.
    pub way: SendingWay,
    /// Whether this is the one in use.
    pub in_use: bool,
    /// Its certificate, once imported.
    pub certificate: Option<CertificateView>,
    /// The authorities that are trusted.
    pub anchors: Vec<AuthorityView>,
    /// The authorities between one that is trusted and a certificate of the profile.
    pub intermediates: Vec<AuthorityView>,
}

/// An authority that a profile trusts, or that leads to one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AuthorityView {
    /// Its name.
    pub subject: String,
    /// SHA-256 fingerprint, pairs with colons.
    pub sha256: String,
    /// SHA-1 fingerprint, pairs with colons.
    pub sha1: String,
    /// Until when it counts.
    pub not_after: DateTime<Utc>,
    /// Its list of revocations, where one is set.
    pub revocation: Option<RevocationView>,
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
