//! The authority's list of revocations: fetched from a file or inside the closed net, and what it means when it can't be.
//!
//! ```text
//! none ─set─▶ fresh ─next update passed─▶ stale
//!               ▲  └─fetch fails─▶ unreachable (the last list counts on)
//!               └────fetch works────────┘
//! ```

use crate::{
    Answer, Terminal,
    act::{Act, Trail},
    controller::Controller,
    files::read_small,
    records::{CertificateRecord, ProfileRecord, RevocationRecord, shelf},
    view::{NewRevocation, RevocationState, RevocationView},
};
use kakehashi_client_identity::{RevocationList, TrustAnchor};
use kakehashi_domain::{Code, Fault, Outcome, Registration, RegistrationStep, Role, Standing};
use kakehashi_server_link::{Proxy, fetch};

impl Terminal {
    /// Says where the list of revocations is, and what happens while it can't be had; then fetches it.
    ///
    /// # Errors
    /// `REVOCATION_LIST_UNREADABLE`, `NO_PROFILE`, `PERMISSION_DENIED`. A list that can't be reached is part of the
    /// answer.
    pub async fn set_revocation(&self, new: NewRevocation) -> Answer<RevocationView> {
        let trail = Trail::new(Act::SetRevocation, &new.source);
        self.perform(trail, async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                let profile = c.profile()?.name;
                let record = RevocationRecord {
                    source: new.source.trim().to_owned(),
                    stops: new.stops_when_unavailable,
                    list_pem: None,
                    fetched_at: None,
                    next_update: None,
                    failing_since: None,
                };
                c.commit(&trail, |store| {
                    store.put(shelf::REVOCATION, &profile, &record)
                })
            })
            .await?;
            self.fetch_revocation().await
        })
        .await
    }

    /// Fetches the list anew.
    ///
    /// # Errors
    /// As [`Terminal::set_revocation`]; `REVOCATION_LIST_UNAVAILABLE` when none is set.
    pub async fn refresh_revocation(&self) -> Answer<RevocationView> {
        self.perform(Trail::new(Act::FetchRevocation, ""), async |_| {
            self.ask(|c| c.allow(&[Role::Admin]).map(drop)).await?;
            self.fetch_revocation().await
        })
        .await
    }

    /// Fetches it if there is one to fetch; before a connection is made.
    pub(crate) async fn keep_revocation_fresh(&self) {
        let wanted = self.ask(|c| {
            let profile = c.profile()?.name;
            let record: Option<RevocationRecord> = c.store()?.get(shelf::REVOCATION, &profile)?;
            let now = c.now();
            Ok(record.is_some_and(|record| record.is_due_at(now)))
        });
        if wanted.await.unwrap_or(false) {
            let _unreachable_is_noted = self.fetch_revocation().await;
        }
    }

    async fn fetch_revocation(&self) -> Outcome<RevocationView> {
        let (source, anchors, proxy) = self.ask(|c| c.revocation_source()).await?;
        let came = match source.split_once("://") {
            Some(("http" | "https", _)) => fetch(&source, &anchors, proxy.as_ref()).await,
            Some(_) | None => read_small(&source),
        };
        self.ask(move |c| c.take_revocation(came, &anchors)).await
    }
}

impl Controller {
    fn revocation_source(&mut self) -> Outcome<(String, Vec<TrustAnchor>, Option<Proxy>)> {
        let profile = self.profile()?;
        let record: Option<RevocationRecord> =
            self.store()?.get(shelf::REVOCATION, &profile.name)?;
        let record = record.ok_or(Code::RevocationListUnavailable)?;
        Ok((record.source, profile.anchors()?, profile.proxy()?))
    }

    /// Keeps what came, or notes that nothing did; and lets the certificates know.
    fn take_revocation(
        &mut self,
        came: Outcome<Vec<u8>>,
        anchors: &[TrustAnchor],
    ) -> Outcome<RevocationView> {
        let (profile, now) = (self.profile()?.name, self.now());
        let record: Option<RevocationRecord> = self.store()?.get(shelf::REVOCATION, &profile)?;
        let mut record = record.ok_or(Code::RevocationListUnavailable)?;
        let mut trail = Trail::new(Act::FetchRevocation, &profile);
        let mut changed = Vec::new();
        match came {
            Ok(bytes) => {
                let list = RevocationList::read(&bytes, anchors)?;
                record.list_pem = Some(list.to_pem());
                record.fetched_at = Some(now);
                record.next_update = list.next_update();
                record.failing_since = None;
                changed = self.apply(&profile, &list, &trail)?;
            }
            Err(fault) => {
                record.failing_since = record.failing_since.or(Some(now));
                trail = trail.note(format!("取れない {}", fault.code.number()));
            }
        }
        self.commit(&trail, |store| {
            changed
                .iter()
                .try_for_each(|each| store.put(shelf::CERTIFICATE, &each.key(), each))?;
            store.put(shelf::REVOCATION, &profile, &record)
        })?;
        Ok(record.view_at(now))
    }

    /// The certificates whose standing changes by this list.
    fn apply(
        &mut self,
        profile: &str,
        list: &RevocationList,
        trail: &Trail,
    ) -> Outcome<Vec<CertificateRecord>> {
        let mut changed = Vec::new();
        for mut record in self.certificate_records()? {
            let Some(info) = record.info.as_ref().filter(|_| record.profile == profile) else {
                continue;
            };
            let standing = list.standing(&info.serial);
            if standing == record.standing {
                continue;
            }
            record.standing = standing;
            let known = record.registration.after(RegistrationStep::Revoke);
            if standing == Standing::Revoked && known == Some(Registration::Revoked) {
                record.step(RegistrationStep::Revoke)?;
            }
            let words = match standing {
                Standing::Revoked => "失効一覧に載った",
                Standing::OnHold => "失効一覧で停止になった",
                Standing::Good => "失効一覧から外れた",
            };
            record.history.push(self.life(trail, words));
            changed.push(record);
        }
        Ok(changed)
    }

    /// What the list says against connecting now.
    pub(crate) fn check_revocation(&mut self, profile: &ProfileRecord) -> Outcome<()> {
        let now = self.now();
        let record: Option<RevocationRecord> =
            self.store()?.get(shelf::REVOCATION, &profile.name)?;
        let Some(record) = record.filter(|record| record.stops) else {
            return Ok(());
        };
        match record.view_at(now).state {
            RevocationState::Fresh => Ok(()),
            RevocationState::Stale | RevocationState::Unreachable => {
                Err(Fault::new(Code::RevocationListUnavailable))
            }
        }
    }

    /// The list of a profile as shown, if one is set.
    pub(crate) fn revocation_view(&mut self, profile: &str) -> Outcome<Option<RevocationView>> {
        let now = self.now();
        let record: Option<RevocationRecord> = self.store()?.get(shelf::REVOCATION, profile)?;
        Ok(record.map(|record| record.view_at(now)))
    }
}
