//! A certificate of this terminal with its papers and its history.

use crate::place::key_home::KeptKey;
use chrono::{DateTime, Utc};
use kakehashi_client_identity::CertificateInfo;
use kakehashi_domain::{Code, Fault, Outcome, Registration, RegistrationStep, Standing};
use serde::{Deserialize, Serialize};

/// A certificate of this terminal, from its request to its end.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct CertificateRecord {
    pub id: u32,
    pub profile: String,
    pub terminal: String,
    pub registration: Registration,
    /// The key alone while it waits, chain and key once installed, nothing once disposed of.
    pub pem: Option<KeptKey>,
    pub info: Option<CertificateInfo>,
    /// Its chain as PEM, itself first; earlier versions had it with the key alone.
    #[serde(default)]
    pub chain: Option<String>,
    /// What the authorities' lists say.
    pub standing: Standing,
    /// From when on its profile works with it.
    pub use_from: Option<DateTime<Utc>>,
    pub papers: PapersRecord,
    pub history: Vec<LifeRecord>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct PapersRecord {
    pub notice: Option<String>,
    pub mandate: Option<String>,
    pub backup: Option<BackupRecord>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct BackupRecord {
    pub at: DateTime<Utc>,
    pub by: String,
    pub place: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LifeRecord {
    pub at: DateTime<Utc>,
    pub by: String,
    pub what: String,
}

impl CertificateRecord {
    /// Its key on the shelf.
    pub fn key(&self) -> String {
        format!("{:06}", self.id)
    }

    /// Goes one step on, if the table allows it.
    pub fn step(&mut self, step: RegistrationStep) -> Outcome<()> {
        let next = self.registration.after(step);
        self.registration = next.ok_or_else(|| self.wrong_state())?;
        match self.registration {
            Registration::RevocationAsked => self.use_from = None,
            Registration::Revoked => self.standing = Standing::Revoked,
            Registration::Disposed => self.pem = None,
            Registration::Requested | Registration::Issued | Registration::Installed => {}
        }
        Ok(())
    }

    /// Whether its key waits for a certificate.
    pub fn waits(&self) -> bool {
        self.registration.after(RegistrationStep::Install).is_some()
    }

    /// Takes over what its authority's list says, None where there is none any more; the words for the history, when
    /// that is new. What was revoked stays so.
    pub fn heed(&mut self, said: Option<Standing>) -> Option<&'static str> {
        let standing = said.unwrap_or_default();
        if standing == self.standing || self.standing == Standing::Revoked {
            return None;
        }
        self.standing = standing;
        Some(match said {
            Some(Standing::Revoked) => {
                let next = self.registration.after(RegistrationStep::Revoke);
                self.registration = next.unwrap_or(self.registration);
                "失効一覧で失効になった"
            }
            Some(Standing::OnHold) => "失効一覧で停止になった",
            Some(Standing::Good) => "失効一覧から外れた",
            None => "失効一覧を使うのをやめたので、停止でなくなった",
        })
    }

    pub fn wrong_state(&self) -> Fault {
        Fault::new(Code::CertificateWrongState).with("state", self.registration.title())
    }

    /// Whether its profile may work with it. A revoked one stays in use, so that its refusal is told by its own code.
    pub fn may_be_used_at(&self, now: DateTime<Utc>) -> bool {
        let has_come = match self.registration {
            Registration::Installed => self.use_from.is_some_and(|from| from <= now),
            Registration::Revoked => self.use_from.is_none_or(|from| from <= now),
            Registration::Requested
            | Registration::Issued
            | Registration::RevocationAsked
            | Registration::Disposed => false,
        };
        has_come && self.pem.is_some()
    }
}
