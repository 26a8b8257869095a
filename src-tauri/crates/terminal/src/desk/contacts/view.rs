//! Whom to call, as kept and shown.

use kakehashi_domain::ContactRole;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One of the 報告連絡網.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Contact {
    /// Who it is.
    pub role: ContactRole,
    /// Name of the person or the desk; empty where nobody has written it.
    pub name: String,
    /// How they are reached: a telephone number, mostly.
    pub reach: String,
    /// Hours, and whatever else one has to know.
    pub note: String,
}
