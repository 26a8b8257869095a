//! 部署, as kept, shown, and written in the shape of the server's master.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A 部署 of the insurer (S2 §2.12.1 ②).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Department {
    /// 部署ID.
    pub id: String,
    /// 部署名.
    pub name: String,
    /// アクセスグループID; empty where it belongs to none.
    pub access_group: String,
    /// 担当する事務.
    pub affairs: String,
    /// 担当する職掌.
    pub duties: String,
    /// 取り扱う特定個人情報.
    pub information: String,
}

/// The 部署, and the name to propose for their file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DepartmentsView {
    /// By 部署ID.
    pub departments: Vec<Department>,
    /// As the server's definition names such a file.
    pub file_name: String,
}
