//! What people may do.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A role of this terminal. The names are the field's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 業務担当者: prepares files, reads results.
    Clerk,
    /// 承認者: releases what another person prepared.
    Approver,
    /// システム管理者: terminal, certificate, people.
    Admin,
    /// 監査担当者: reads the records.
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 4] = [Role::Clerk, Role::Approver, Role::Admin, Role::Auditor];

    /// The name on screen.
    pub fn title(self) -> &'static str {
        match self {
            Role::Clerk => "業務担当者",
            Role::Approver => "承認者",
            Role::Admin => "システム管理者",
            Role::Auditor => "監査担当者",
        }
    }

    /// The stable word.
    pub fn word(self) -> &'static str {
        match self {
            Role::Clerk => "clerk",
            Role::Approver => "approver",
            Role::Admin => "admin",
            Role::Auditor => "auditor",
        }
    }
}
