//! What the terminal keeps, by name: each business has a shelf of its own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

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

    #[test]
    fn a_shelf_is_told_by_its_word() {
        for shelf in Shelf::ALL {
            let told = serde_json::to_value(shelf).unwrap();
            assert_eq!(told, shelf.word());
        }
    }
}
