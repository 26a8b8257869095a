//! What the terminal keeps, by name: each business has a shelf of its own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! singles {
    ($($(#[$doc:meta])* $single:ident $key:literal;)+) => {
        /// What stands but once among the settings, beside those that administrators choose ([`Setting`](crate::Setting)).
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Single {
            $($(#[$doc])* $single,)+
        }

        impl Single {
            /// Each of them.
            pub const ALL: &[Self] = &[$(Self::$single),+];

            /// Under which key it stands on [`Shelf::Setting`].
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$single => $key,)+
                }
            }
        }
    };
}

singles! {
    /// That the index of what was sent before is on, until when and what for.
    Index "index";
    /// From which share of changes on a file is asked about.
    Thresholds "gates";
    /// What was said to people who leave.
    Said "said";
    /// When, where and how backups are made.
    BackupPlan "backup-plan";
    /// Since when the server is to be asked what it knows.
    Since "since";
    /// That the data were found older than their mark.
    Older "older";
    /// The last moment that was known, against clocks that are put back.
    Clock "clock";
    /// The number of the first entry of the log that doesn't fit.
    AuditBreak "audit-break";
    /// What a person who is found by a look-up costs.
    LookUpYen "look-up-yen";
    /// What a medium there and back costs.
    PostageYen "look-up-postage-yen";
}

macro_rules! shelves {
    ($($(#[$doc:meta])* $shelf:ident $word:literal;)+) => {
        /// Where something is kept. The word is how it stands in the data, and how a change of it is told.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        pub enum Shelf {
            $($(#[$doc])* #[serde(rename = $word)] $shelf,)+
        }

        impl Shelf {
            /// Every shelf.
            pub const ALL: &[Self] = &[$(Self::$shelf),+];

            /// Its stable word.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$shelf => $word,)+
                }
            }
        }
    };
}

shelves! {
    /// Who works at the terminal.
    User "user";
    /// Where it connects to.
    Profile "profile";
    /// Certificates, and the keys of those that are asked for.
    Certificate "certificate";
    /// Keys in the operating system's keeping whose certificate is gone, until they are destroyed.
    KeyToForget "key-to-forget";
    /// Lists of revocations.
    RevocationList "revocation-list";
    /// Sessions at the server.
    ServerAccount "server-account";
    /// 接続システム情報.
    SystemAccount "system-account";
    /// Definitions of files that were imported.
    Definition "definition";
    /// What is so of the insurer's own systems.
    House "house";
    /// What administrators decided, each under its own key.
    Setting "setting";
    /// What was typed and isn't registered yet.
    Draft "draft";
    /// Forms of the window that somebody has begun and not sent.
    Form "form";
    /// Files on their way.
    Job "job";
    /// What the check of a file found.
    Finding "finding";
    /// What people wanted cells to hold instead.
    Correction "correction";
    /// Rows that the server refused.
    RefusedRow "refused-row";
    /// The message log.
    Message "message";
    /// The 授受簿.
    HandOver "hand-over";
    /// The 廃棄記録簿.
    Disposal "disposal";
    /// Who was sent before.
    Earlier "earlier";
    /// 本人確認.
    Case "case";
    /// People who are asked themselves after a look-up.
    Asking "asking";
    /// Who was looked up before, and what came of it.
    Asked "asked";
    /// People whom the columns don't foresee, until a later file brings what is missing.
    FollowUp "follow-up";
    /// Files that were approved, of whose people some are to be followed up.
    ToFollow "to-follow";
    /// 突合 of two sources.
    Comparison "comparison";
    /// Pairs of a 突合.
    Pair "pair";
    /// 突合不一致.
    Mismatch "mismatch";
    /// When the server was last asked for them.
    MismatchesAsked "mismatches-asked";
    /// What is at hand of the 配信マスター, by connection.
    Master "master";
    /// Its entries.
    MasterEntries "master-entries";
    /// How it came, version by version.
    MasterHistory "master-history";
    /// 個人番号 that were entered.
    Number "number";
    /// 事業所 that bring the numbers of their people.
    Employer "employer";
    /// Files that came from them.
    Delivery "delivery";
    /// People whose home nobody may learn.
    Protected "protected";
    /// How far the registration of each person has come.
    Timeline "timeline";
    /// Files that were given up, whose people are being taken off that list.
    TakenBack "taken-back";
    /// Judgements of 特定個人情報保護評価.
    Pia "pia";
    /// 漏えい等, from their finding to the 確報.
    Leak "leak";
    /// 部署.
    Department "department";
    /// Whom to call.
    Contact "contact";
    /// Days that were closed, each with the head of the log.
    DayClose "day-close";
    /// Backups that were made.
    Backup "backup";
    /// The audit log.
    Audit "audit";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Setting;
    use std::collections::BTreeSet;

    #[test]
    fn nothing_stands_under_the_key_of_another() {
        let singles = Single::ALL.iter().map(|it| it.key());
        let keys: Vec<&str> = singles
            .chain(Setting::ALL.iter().map(|it| it.key()))
            .collect();
        let apart: BTreeSet<&str> = keys.iter().copied().collect();
        assert_eq!(apart.len(), keys.len(), "{keys:?}");
    }

    #[test]
    fn a_shelf_is_told_by_its_word() {
        for shelf in Shelf::ALL {
            let told = serde_json::to_value(shelf).unwrap();
            assert_eq!(told, shelf.word());
        }
    }
}
