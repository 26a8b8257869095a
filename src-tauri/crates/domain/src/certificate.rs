//! The life of a terminal's certificate: what was done about it (registration) and whether it counts today (validity).
//! The two are apart: an installed certificate can have expired, and a revoked one can still be installed.
//!
//! ```text
//! 申請中 ─Notice─▶ 発行済 ─Install─▶ 設定済 ─AskRevocation─▶ 失効申請中 ─Revoke─▶ 失効 ─Dispose─▶ 廃棄
//!   └────────────Install────────────▶  └──────────Revoke───────────────────────▶
//! ```
//! Dispose leads from everywhere but 廃棄 to 廃棄.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was done about a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Registration {
    /// 申請中: key and request are made.
    Requested,
    /// 発行済: the 発行通知書 has come.
    Issued,
    /// 設定済: it is in this terminal.
    Installed,
    /// 失効申請中: out of use, its revocation is asked for.
    RevocationAsked,
    /// 失効: the authority has revoked it.
    Revoked,
    /// 廃棄: its key is destroyed; the record stays.
    Disposed,
}

/// What can be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RegistrationStep {
    /// The 発行通知書 came.
    Notice,
    /// It is put into the terminal.
    Install,
    /// Its revocation is asked for.
    AskRevocation,
    /// The authority has revoked it.
    Revoke,
    /// Its key is destroyed.
    Dispose,
}

impl Registration {
    /// Every state, in order.
    pub const ALL: [Self; 6] = [
        Self::Requested,
        Self::Issued,
        Self::Installed,
        Self::RevocationAsked,
        Self::Revoked,
        Self::Disposed,
    ];

    /// Where a step leads from here; None when it isn't allowed.
    pub fn after(self, step: RegistrationStep) -> Option<Self> {
        use Registration as R;
        use RegistrationStep as S;
        let next = match (self, step) {
            (R::Requested, S::Notice) => R::Issued,
            (R::Requested | R::Issued, S::Install) => R::Installed,
            (R::Installed, S::AskRevocation) => R::RevocationAsked,
            (R::Installed | R::RevocationAsked, S::Revoke) => R::Revoked,
            (
                R::Requested | R::Issued | R::Installed | R::RevocationAsked | R::Revoked,
                S::Dispose,
            ) => R::Disposed,
            _ => return None,
        };
        Some(next)
    }

    /// The word on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Requested => "申請中",
            Self::Issued => "発行済",
            Self::Installed => "設定済",
            Self::RevocationAsked => "失効申請中",
            Self::Revoked => "失効",
            Self::Disposed => "廃棄",
        }
    }
}

/// What the authority says of a certificate in its list of revocations; the harder word is the greater.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Nothing against it.
    #[default]
    Good,
    /// On hold; it can come back.
    OnHold,
    /// Revoked for good.
    Revoked,
}

/// Whether a certificate counts today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Validity {
    /// 未到来.
    NotYet,
    /// 有効.
    Valid,
    /// まもなく期限: 90 days or fewer.
    Soon,
    /// 期限切れ.
    Expired,
    /// 失効.
    Revoked,
    /// 停止: on hold at the authority.
    Suspended,
}

/// From here on a renewal can be asked for.
const SOON: TimeDelta = TimeDelta::days(90);

impl Validity {
    /// Every word.
    pub const ALL: [Self; 6] = [
        Self::NotYet,
        Self::Valid,
        Self::Soon,
        Self::Expired,
        Self::Revoked,
        Self::Suspended,
    ];

    /// What counts at `now` for a certificate of this period and standing. What the authority says goes before the
    /// dates.
    pub fn at(
        now: DateTime<Utc>,
        not_before: DateTime<Utc>,
        not_after: DateTime<Utc>,
        standing: Standing,
    ) -> Self {
        match standing {
            Standing::Revoked => Self::Revoked,
            Standing::OnHold => Self::Suspended,
            Standing::Good if now < not_before => Self::NotYet,
            Standing::Good if now > not_after => Self::Expired,
            Standing::Good if not_after - now <= SOON => Self::Soon,
            Standing::Good => Self::Valid,
        }
    }

    /// The word on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::NotYet => "まだ始まっていません",
            Self::Valid => "有効",
            Self::Soon => "まもなく期限",
            Self::Expired => "期限切れ",
            Self::Revoked => "失効",
            Self::Suspended => "停止",
        }
    }
}

/// The stages at which the field reminds of an expiry: 90, 60, 30 and 15 days before, daily from 7 days on, and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ExpiryStage {
    /// 90 to 61 days.
    Ninety,
    /// 60 to 31 days.
    Sixty,
    /// 30 to 16 days.
    Thirty,
    /// 15 to 8 days.
    Fifteen,
    /// 7 days and fewer: every day.
    Daily,
    /// It has expired: every day.
    Over,
}

impl ExpiryStage {
    /// Every stage, from far to over.
    pub const ALL: [Self; 6] = [
        Self::Ninety,
        Self::Sixty,
        Self::Thirty,
        Self::Fifteen,
        Self::Daily,
        Self::Over,
    ];

    /// The stage with so many whole days left; None while it is far.
    pub fn of(days_left: i64) -> Option<Self> {
        match days_left {
            ..0 => Some(Self::Over),
            0..=7 => Some(Self::Daily),
            8..=15 => Some(Self::Fifteen),
            16..=30 => Some(Self::Thirty),
            31..=60 => Some(Self::Sixty),
            61..=90 => Some(Self::Ninety),
            91.. => None,
        }
    }

    /// Whether files may soon be unable to go.
    pub fn is_urgent(self) -> bool {
        self >= Self::Fifteen
    }
}

#[cfg(test)]
mod tests {
    use super::{ExpiryStage, Registration as R, RegistrationStep as S, Standing, Validity as V};
    use chrono::{DateTime, TimeDelta, Utc};

    #[test]
    fn every_step_from_every_state_is_as_the_table_says() {
        const STEPS: [S; 5] = [
            S::Notice,
            S::Install,
            S::AskRevocation,
            S::Revoke,
            S::Dispose,
        ];
        let table = [
            (
                R::Requested,
                [
                    Some(R::Issued),
                    Some(R::Installed),
                    None,
                    None,
                    Some(R::Disposed),
                ],
            ),
            (
                R::Issued,
                [None, Some(R::Installed), None, None, Some(R::Disposed)],
            ),
            (
                R::Installed,
                [
                    None,
                    None,
                    Some(R::RevocationAsked),
                    Some(R::Revoked),
                    Some(R::Disposed),
                ],
            ),
            (
                R::RevocationAsked,
                [None, None, None, Some(R::Revoked), Some(R::Disposed)],
            ),
            (R::Revoked, [None, None, None, None, Some(R::Disposed)]),
            (R::Disposed, [None; 5]),
        ];
        assert_eq!(table.map(|(state, _)| state), R::ALL);
        for (state, expected) in table {
            assert_eq!(STEPS.map(|step| state.after(step)), expected, "{state:?}");
        }
    }

    #[test]
    fn validity_is_by_the_clock_unless_the_authority_says_otherwise() {
        let day = |n| DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(n);
        let at = |n, standing| V::at(day(n), day(10), day(200), standing);
        let cases = [
            (9, V::NotYet),
            (10, V::Valid),
            (109, V::Valid),
            (110, V::Soon),
            (200, V::Soon),
            (201, V::Expired),
        ];
        for (n, expected) in cases {
            assert_eq!(at(n, Standing::Good), expected, "day {n}");
            assert_eq!(at(n, Standing::Revoked), V::Revoked, "day {n}");
            assert_eq!(at(n, Standing::OnHold), V::Suspended, "day {n}");
        }
    }

    #[test]
    fn reminders_come_by_stage() {
        use ExpiryStage as E;
        let cases = [
            (91, None),
            (90, Some(E::Ninety)),
            (60, Some(E::Sixty)),
            (30, Some(E::Thirty)),
            (15, Some(E::Fifteen)),
            (7, Some(E::Daily)),
            (0, Some(E::Daily)),
            (-1, Some(E::Over)),
        ];
        for (days, expected) in cases {
            assert_eq!(ExpiryStage::of(days), expected, "{days} days");
        }
        assert!(!E::Thirty.is_urgent() && E::Fifteen.is_urgent());
    }
}
