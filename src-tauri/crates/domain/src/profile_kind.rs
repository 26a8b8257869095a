//! Which environment a profile leads to, and the guard between practice and real.

use crate::{Code, Fault, InsurerNumber, Outcome};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which environment a profile leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ProfileKind {
    /// 研修: the practice server; the only kind that takes practice insurers.
    Training,
    /// 機関内テスト: no connection.
    FileTest,
    /// 接続検証.
    ConnectionTest,
    /// 総合運用テスト.
    Rehearsal,
    /// 本番.
    Production,
}

impl ProfileKind {
    /// Every kind, from practice to real.
    pub const ALL: [Self; 5] = [
        Self::Training,
        Self::FileTest,
        Self::ConnectionTest,
        Self::Rehearsal,
        Self::Production,
    ];

    /// The name on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Training => "研修",
            Self::FileTest => "機関内テスト",
            Self::ConnectionTest => "接続検証",
            Self::Rehearsal => "総合運用テスト",
            Self::Production => "本番",
        }
    }

    /// Whether there is a server behind it. 機関内テスト only checks files.
    pub fn connects(self) -> bool {
        self != Self::FileTest
    }

    /// Refuses where there is no server behind it.
    ///
    /// # Errors
    /// [`Code::ProfileLeadsNowhere`].
    pub fn require_server(self) -> Outcome<()> {
        if self.connects() {
            Ok(())
        } else {
            Err(Fault::new(Code::ProfileLeadsNowhere))
        }
    }

    /// Refuses a practice insurer outside 研修 and a real one inside. There is no override.
    ///
    /// # Errors
    /// [`Code::PracticeRealMix`].
    pub fn admit(self, insurer: &InsurerNumber) -> Outcome<()> {
        if insurer.is_practice() == (self == Self::Training) {
            Ok(())
        } else {
            Err(Fault::new(Code::PracticeRealMix))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn practice_and_real_never_mix() {
        let practice = InsurerNumber::parse("06990014").unwrap();
        let real = InsurerNumber::parse("33120015").unwrap();
        assert!(ProfileKind::Training.admit(&practice).is_ok());
        assert!(ProfileKind::Training.admit(&real).is_err());
        assert!(ProfileKind::Production.admit(&practice).is_err());
        assert!(ProfileKind::Production.admit(&real).is_ok());
        assert!(ProfileKind::FileTest.admit(&practice).is_err());
        assert!(ProfileKind::FileTest.admit(&real).is_ok());
    }
}
