//! The one table of the terminal's settings: from it come defaults, screen, command line and the administrative
//! template for Windows.

use crate::{Code, Fault, Outcome};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingKind {
    /// 1 for on, 0 for off.
    Switch,
    /// A whole number.
    Number {
        /// The least it may be.
        least: u32,
        /// The most.
        most: u32,
        /// What is counted, e.g. `分`.
        unit: &'static str,
    },
}

macro_rules! settings {
    ($($name:ident $key:literal $kind:expr, $default:literal, $title:literal $note:literal;)+) => {
        /// A setting.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "kebab-case")]
        pub enum Setting { $(#[doc = $title] $name,)+ }

        impl Setting {
            /// Every setting, in the order of the table.
            pub const ALL: &[Setting] = &[$(Setting::$name),+];

            /// Its name in policies, e.g. `IdleMinutes`.
            pub fn policy(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)+ }
            }

            /// Its name on the command line and in the database, e.g. `idle-minutes`.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// What it takes.
            pub fn kind(self) -> SettingKind {
                match self { $(Self::$name => $kind,)+ }
            }

            /// Its value until somebody decides.
            pub fn default_value(self) -> u32 {
                match self { $(Self::$name => $default,)+ }
            }

            /// Its Japanese name.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }

            /// What it does, in Japanese.
            pub fn note(self) -> &'static str {
                match self { $(Self::$name => $note,)+ }
            }
        }
    };
}

settings! {
    IdleMinutes "idle-minutes" SettingKind::Number { least: 1, most: 60, unit: "分" }, 10,
        "離席とみなすまでの時間" "だれも触らないままこの時間がたつと、画面に鍵がかかります。送信中のものは、そのまま続きます。";
    LockWithSystem "lock-with-system" SettingKind::Switch, 1,
        "Windowsのロックに合わせる" "Windowsをロックすると、この画面にも鍵がかかります。";
    Notifications "notifications" SettingKind::Switch, 1,
        "通知を出す" "証明書の期限、届いた結果、承認待ちを、Windowsの通知で知らせます。人の名前や番号は出しません。";
    UploadMegabits "upload-megabits" SettingKind::Number { least: 0, most: 999, unit: "Mbps" }, 0,
        "送る速さの上限" "回線をほかの業務と分けあうときに、送る速さをここまでにします。0のときは、回線のとおりに送ります。";
    SilentDays "silent-days" SettingKind::Number { least: 0, most: 250, unit: "日" }, 10,
        "何も送れていないと知らせるまでの日数" "土日を除いてこの日数のあいだ、何も送れていないと、ホームに出します。つなぎ先の端末や取り出しが止まったことに気づくためです。0のときは、知らせません。";
}

impl Setting {
    /// The setting of this name.
    ///
    /// # Errors
    /// [`Code::SettingUnknown`] with `setting`.
    pub fn named(key: &str) -> Outcome<Self> {
        let found = Self::ALL.iter().find(|setting| setting.key() == key);
        found
            .copied()
            .ok_or_else(|| Fault::new(Code::SettingUnknown).with("setting", key))
    }

    /// Gives the value back, if the setting takes it.
    ///
    /// # Errors
    /// [`Code::InputInvalid`] with `field` and `hint`.
    pub fn check(self, value: u32) -> Outcome<u32> {
        let (least, most) = match self.kind() {
            SettingKind::Switch => (0, 1),
            SettingKind::Number { least, most, .. } => (least, most),
        };
        if (least..=most).contains(&value) {
            return Ok(value);
        }
        let hint = format!("{least}から{most}までの数にしてください。");
        Err(Fault::new(Code::InputInvalid)
            .with("field", self.title())
            .with("hint", hint))
    }

    /// A value in words, e.g. `10分` or `する`.
    pub fn words(self, value: u32) -> String {
        match (self.kind(), value) {
            (SettingKind::Switch, 0) => "しない".to_owned(),
            (SettingKind::Switch, _) => "する".to_owned(),
            (SettingKind::Number { unit, .. }, value) => format!("{value}{unit}"),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;

    #[test]
    fn every_default_is_taken_and_what_lies_outside_is_not() {
        for setting in Setting::ALL {
            assert!(setting.check(setting.default_value()).is_ok());
            let refused = setting.check(1_000).unwrap_err();
            assert_eq!(refused.code, Code::InputInvalid, "{setting:?}");
            assert_eq!(Setting::named(setting.key()).unwrap(), *setting);
        }
        assert_eq!(
            Setting::IdleMinutes.check(0).unwrap_err().code,
            Code::InputInvalid
        );
        let unknown = Setting::named("idle").unwrap_err();
        assert_eq!(unknown.code, Code::SettingUnknown);
    }
}
