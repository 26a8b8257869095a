//! What the authorities' lists of revocations say of certificates, and against connecting now.

use crate::{
    act::Trail,
    controller::Controller,
    records::{
        CertificateRecord, KeptLists, ProfileRecord, RevocationLists, RevocationRecord, said_by,
        shelf,
    },
    session::Session,
    view::{RevocationState, Task, Urgency},
};
use kakehashi_client_identity::{CertificateInfo, ClientIdentity, TrustAnchor};
use kakehashi_domain::{Code, Outcome, Role, Standing};
use kakehashi_store::Store;

impl Controller {
    pub(super) fn revocation_lists(&mut self, profile: &ProfileRecord) -> Outcome<RevocationLists> {
        let kept: Option<KeptLists> = self.store()?.get(shelf::REVOCATION, &profile.name)?;
        Ok(RevocationLists::new(kept, profile.anchors()?))
    }

    /// The certificates of a profile whose standing changes by these lists.
    pub(super) fn heed_lists(
        &mut self,
        profile: &str,
        lists: &RevocationLists,
        trail: &Trail,
    ) -> Outcome<Vec<CertificateRecord>> {
        let lists = lists.read();
        let mut changed = Vec::new();
        for mut record in self.certificate_records()? {
            let Some(info) = record.info.as_ref().filter(|_| record.profile == profile) else {
                continue;
            };
            if let Some(words) = record.heed(said_by(&lists, info)) {
                record.history.push(self.life(trail, words));
                changed.push(record);
            }
        }
        Ok(changed)
    }

    /// What the last lists say of a certificate that comes.
    pub(super) fn listed(
        &mut self,
        profile: &ProfileRecord,
        info: &CertificateInfo,
    ) -> Outcome<Option<Standing>> {
        Ok(said_by(&self.revocation_lists(profile)?.read(), info))
    }

    /// What the authority says of the certificate in use goes before what the server may say.
    pub(super) fn check_standing(
        &mut self,
        profile: &ProfileRecord,
        identity: &ClientIdentity,
    ) -> Outcome<()> {
        let used = self.certificate_in_use(&profile.name)?;
        match used.map(|used| used.standing).unwrap_or_default() {
            Standing::Revoked => Err(Code::ClientCertificateRevoked.into()),
            Standing::OnHold => Err(Code::CertificateSuspended.into()),
            Standing::Good => self.check_lists(profile, identity),
        }
    }

    /// Only the list of the authority that issued the certificate may stop it: another one's says nothing of it.
    fn check_lists(&mut self, profile: &ProfileRecord, identity: &ClientIdentity) -> Outcome<()> {
        let now = self.now();
        let lists = self.revocation_lists(profile)?;
        let missing = lists.watched().any(|(authority, list)| {
            list.stops
                && list.view_at(now).state != RevocationState::Fresh
                && authority.issued(identity).is_ok()
        });
        if missing {
            return Err(Code::RevocationListUnavailable.into());
        }
        Ok(())
    }

    /// Lists that an administrator should see to. Nothing of it is a clerk's work; a file that stops says so itself.
    pub(super) fn revocation_tasks(&mut self, session: &Session) -> Outcome<Vec<Task>> {
        let (Ok(profile), true) = (self.profile(), session.roles.contains(&Role::Admin)) else {
            return Ok(Vec::new());
        };
        let now = self.now();
        let lists = self.revocation_lists(&profile)?;
        let missing = lists
            .watched()
            .filter(|(_, list)| list.view_at(now).state != RevocationState::Fresh);
        let task = |(authority, list): (&TrustAnchor, &RevocationRecord)| {
            let (urgency, why) = match list.stops {
                true => (
                    Urgency::Urgent,
                    "取れるまで、この認証局の証明書では何も送れません。",
                ),
                false => (
                    Urgency::Waiting,
                    "取れないあいだは、サーバーだけが失効を確かめます。",
                ),
            };
            Task {
                urgency,
                mark: "失効一覧".into(),
                title: "認証局の失効一覧を取りなおす".into(),
                summary: authority.info().subject.clone(),
                why: why.into(),
                button: Some("確かめる".into()),
                path: "/certificates".into(),
            }
        };
        Ok(missing.map(task).collect())
    }
}

/// Puts the lists and the certificates that they changed.
pub(super) fn put_lists(
    store: &Store,
    profile: &str,
    lists: &RevocationLists,
    changed: &[CertificateRecord],
) -> Outcome<()> {
    for certificate in changed {
        store.put(shelf::CERTIFICATE, &certificate.key(), certificate)?;
    }
    store.put(shelf::REVOCATION, profile, &lists.to_keep())
}
