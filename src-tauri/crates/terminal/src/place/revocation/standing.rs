//! What the authorities' lists of revocations say of certificates, and against connecting now.

use crate::{
    core::{
        area::{Task, Urgency},
        controller::Controller,
        gate::Permit,
        look::Look,
        profile::ProfileRecord,
        shelf::sha256_of,
    },
    place::{
        certificates::{record::CertificateRecord, view::RevocationState},
        revocation::{
            lists::{KeptLists, RevocationLists},
            record::RevocationRecord,
        },
    },
};
use kakehashi_client_identity::{Authority, ClientIdentity};
use kakehashi_domain::{Code, Outcome, Registration, Role, Shelf, Standing};

/// A profile with its authorities' lists.
pub(crate) struct Watched {
    pub profile: ProfileRecord,
    pub lists: RevocationLists,
}

impl Look {
    pub(crate) fn watched(&self, profile: &str) -> Outcome<Watched> {
        let profile = self.profile_named(profile)?;
        let lists = self.revocation_lists(&profile)?;
        Ok(Watched { profile, lists })
    }

    /// Those of the authorities that are trusted, and of those between them and a certificate that isn't disposed of.
    pub(crate) fn revocation_lists(&self, profile: &ProfileRecord) -> Outcome<RevocationLists> {
        let kept: Option<KeptLists> = self.books()?.get(Shelf::RevocationList, &profile.name)?;
        let anchors = profile.anchors()?;
        let mut records = self.certificate_records()?;
        records.retain(|r| r.profile == profile.name && r.registration != Registration::Disposed);
        let chains = records.iter().filter_map(|record| self.chain_of(record));
        let over = chains.flat_map(|chain| Authority::over(&chain, &anchors).unwrap_or_default());
        Ok(RevocationLists::new(kept, &anchors, over))
    }

    /// A certificate's chain as PEM, if it has come and is known.
    fn chain_of(&self, record: &CertificateRecord) -> Option<String> {
        let with_key = || {
            let kept = record.pem.as_ref().filter(|_| record.info.is_some())?;
            Some(self.bring_identity(kept).ok()?.chain_to_pem())
        };
        record.chain.clone().or_else(with_key)
    }

    /// The certificates of a profile whose standing changes by these lists.
    pub(crate) fn heed_lists(
        &self,
        profile: &ProfileRecord,
        lists: &RevocationLists,
        permit: &Permit,
    ) -> Outcome<Vec<CertificateRecord>> {
        let (lists, anchors) = (lists.read(), profile.anchors()?);
        let mut changed = Vec::new();
        let records = self.certificate_records()?.into_iter();
        for mut record in records.filter(|record| record.profile == profile.name) {
            let (Some(info), Some(chain)) = (&record.info, self.chain_of(&record)) else {
                continue;
            };
            let over = Authority::over(&chain, &anchors).unwrap_or_default();
            if let Some(words) = record.heed(lists.say_of(info, &over)) {
                record.history.push(self.life(permit, words));
                changed.push(record);
            }
        }
        Ok(changed)
    }

    /// What the authorities say of the certificate in use goes before what the server may say.
    pub(crate) fn check_standing(
        &self,
        watched: &Watched,
        identity: &ClientIdentity,
    ) -> Outcome<()> {
        let used = self.certificate_in_use(&watched.profile.name)?;
        match used.map(|used| used.standing).unwrap_or_default() {
            Standing::Revoked => Err(Code::ClientCertificateRevoked.into()),
            Standing::OnHold => Err(Code::CertificateSuspended.into()),
            Standing::Good => self.check_lists(watched, identity),
        }
    }

    /// Only the lists of the authorities over the certificate may stop it: another one's says nothing of it.
    fn check_lists(&self, watched: &Watched, identity: &ClientIdentity) -> Outcome<()> {
        let Watched { profile, lists } = watched;
        let now = self.now();
        let over = Authority::over(&identity.chain_to_pem(), &profile.anchors()?);
        let over = over.unwrap_or_default();
        let missing = lists.watched().any(|(authority, list)| {
            list.stops
                && list.view_at(now).state != RevocationState::Fresh
                && over.iter().any(|over| over.mark() == authority.mark())
        });
        if missing {
            return Err(Code::RevocationListUnavailable.into());
        }
        Ok(())
    }

    /// Lists that an administrator should see to. Nothing of it is a clerk's work; a file that stops says so itself.
    pub(crate) fn revocation_tasks(&self, viewer: &Permit) -> Outcome<Vec<Task>> {
        let (Ok(profile), true) = (self.profile(), viewer.has(Role::Admin)) else {
            return Ok(Vec::new());
        };
        let now = self.now();
        let lists = self.revocation_lists(&profile)?;
        let missing = lists
            .watched()
            .filter(|(_, list)| list.view_at(now).state != RevocationState::Fresh);
        let task = |(authority, list): (&Authority, &RevocationRecord)| {
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

/// What a profile's lists and certificates are to become, worked out beside the writer.
pub(crate) struct Heeded {
    pub permit: Permit,
    pub profile: String,
    pub lists: RevocationLists,
    /// The certificates that they change.
    pub changed: Vec<CertificateRecord>,
    /// The profile, where it changes with them.
    pub changed_profile: Option<ProfileRecord>,
    /// What it was worked out from.
    pub stood: String,
}

impl Look {
    /// The fingerprint of a profile, its lists and all certificates, as they stand.
    pub(crate) fn stood(&self, profile: &str) -> Outcome<String> {
        let lists: Option<KeptLists> = self.books()?.get(Shelf::RevocationList, profile)?;
        let profile = self.profile_named(profile)?;
        sha256_of(&(profile, lists, self.certificate_records()?))
    }
}

impl Controller {
    /// Keeps the lists and the certificates that they change.
    ///
    /// # Errors
    /// `CHANGED_MEANWHILE` when they aren't as they stood any more.
    pub(crate) fn keep_heeded(&mut self, heeded: Heeded) -> Outcome<()> {
        let Heeded {
            permit,
            profile,
            lists,
            changed,
            changed_profile,
            stood,
        } = heeded;
        if self.stood(&profile)? != stood {
            return Err(Code::ChangedMeanwhile.into());
        }
        self.write(&permit, |store| {
            for certificate in &changed {
                store.put(Shelf::Certificate, &certificate.key(), certificate)?;
            }
            if let Some(changed) = &changed_profile {
                store.put(Shelf::Profile, &profile, changed)?;
            }
            store.put(Shelf::RevocationList, &profile, &lists.to_keep())
        })
    }
}
