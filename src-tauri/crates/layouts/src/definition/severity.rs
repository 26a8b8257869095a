//! How bad a finding is. A definition may say it of a rule of its own.

use super::choice::Choice;

/// How bad a finding is; the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// 誤り: the row can't be sent.
    Error,
    /// 確認: the row waits until a person decides that it is right.
    Confirm,
    /// 警告: a person should look at it; the row can be sent.
    Warning,
    /// 情報.
    Info,
}

impl Severity {
    /// The name in files: `error`, `confirm`, `warning`, `info`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Confirm => "confirm",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

impl Choice for Severity {
    const CHOICES: &'static [Self] = &[Self::Error, Self::Confirm, Self::Warning, Self::Info];

    fn word(self) -> &'static str {
        self.as_str()
    }
}
