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
    view::{NewRevocation, ProfileView, RevocationState, RevocationView},
};
use kakehashi_client_identity::{CertificateInfo, RevocationList, TrustAnchor};
use kakehashi_domain::{Code, Fault, Outcome, Role, Standing};
use kakehashi_server_link::{Proxy, fetch};

impl Terminal {
    /// Says where the list of revocations is, and what happens while it can't be had; then fetches it.
    ///
    /// # Errors
    /// `REVOCATION_LIST_UNREADABLE` and `REVOCATION_LIST_OLDER`, which leave everything as it was; `NO_PROFILE`,
    /// `PERMISSION_DENIED`. A list that can't be reached is part of the answer; the one before counts on.
    pub async fn set_revocation(&self, new: NewRevocation) -> Answer<RevocationView> {
        let trail = Trail::new(Act::SetRevocation, new.source.trim());
        self.perform(trail, async |trail| {
            let wanted = self
                .ask(move |c| {
                    c.allow(&[Role::Admin])?;
                    c.wanted_revocation(Some(new))
                })
                .await?;
            self.fetch_revocation(trail, wanted).await
        })
        .await
    }

    /// Fetches the list anew.
    ///
    /// # Errors
    /// As [`Terminal::set_revocation`]; `REVOCATION_LIST_UNAVAILABLE` when none is set.
    pub async fn refresh_revocation(&self) -> Answer<RevocationView> {
        let trail = Trail::new(Act::FetchRevocation, "");
        self.perform(trail, async |trail| {
            let wanted = self
                .ask(|c| {
                    c.allow(&[Role::Admin])?;
                    c.wanted_revocation(None)
                })
                .await?;
            self.fetch_revocation(trail, wanted).await
        })
        .await
    }

    /// Does without the list from now on. What it held up is held up no longer; what it revoked stays revoked.
    ///
    /// # Errors
    /// `NO_PROFILE`, `PERMISSION_DENIED`.
    pub async fn remove_revocation(&self) -> Answer<ProfileView> {
        self.perform(Trail::new(Act::RemoveRevocation, ""), async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                c.remove_revocation(trail)
            })
            .await
        })
        .await
    }

    /// Fetches it if there is one to fetch; before a connection is made.
    pub(crate) async fn keep_revocation_fresh(&self) {
        let due = self.ask(|c| {
            let wanted = c.wanted_revocation(None)?;
            let record = c.revocation_at(&wanted.profile, None)?;
            Ok(record.is_due_at(c.now()).then_some(wanted))
        });
        if let Ok(Some(wanted)) = due.await {
            let trail = Trail::new(Act::FetchRevocation, &wanted.profile);
            let _unreachable_is_noted = self.fetch_revocation(trail, wanted).await;
        }
    }

    async fn fetch_revocation(&self, trail: Trail, wanted: Wanted) -> Outcome<RevocationView> {
        let (source, proxy) = (wanted.source.as_str(), wanted.proxy.as_ref());
        let came = match source.split_once("://") {
            Some(("http" | "https", _)) => fetch(source, &wanted.anchors, proxy).await,
            Some(_) | None => read_small(source),
        };
        self.ask(move |c| c.take_revocation(trail, wanted, came))
            .await
    }
}

/// A list to be fetched, and by what way.
struct Wanted {
    profile: String,
    /// Where the profile's list is from now on, if one comes from there or nothing can be had.
    new: Option<NewRevocation>,
    source: String,
    anchors: Vec<TrustAnchor>,
    proxy: Option<Proxy>,
}

impl Controller {
    fn wanted_revocation(&mut self, new: Option<NewRevocation>) -> Outcome<Wanted> {
        let profile = self.profile()?;
        let record = self.revocation_at(&profile.name, new.clone())?;
        Ok(Wanted {
            new,
            source: record.source,
            anchors: profile.anchors()?,
            proxy: profile.proxy()?,
            profile: profile.name,
        })
    }

    fn revocation(&mut self, profile: &str) -> Outcome<Option<RevocationRecord>> {
        self.store()?.get(shelf::REVOCATION, profile)
    }

    /// What is known of a profile's list, at its place or at a new one.
    fn revocation_at(
        &mut self,
        profile: &str,
        new: Option<NewRevocation>,
    ) -> Outcome<RevocationRecord> {
        let known = self.revocation(profile)?;
        match new {
            Some(new) => Ok(known.unwrap_or_default().moved(new)),
            None => known.ok_or_else(|| Code::RevocationListUnavailable.into()),
        }
    }

    fn remove_revocation(&mut self, mut trail: Trail) -> Outcome<ProfileView> {
        let profile = self.profile()?;
        trail.subject.clone_from(&profile.name);
        let mut held = self.certificate_records()?;
        held.retain(|r| r.profile == profile.name && r.standing == Standing::OnHold);
        for record in &mut held {
            record.standing = Standing::Good;
            record
                .history
                .push(self.life(&trail, "失効一覧を使うのをやめたので、停止でなくなった"));
        }
        self.commit(&trail, |store| {
            held.iter()
                .try_for_each(|each| store.put(shelf::CERTIFICATE, &each.key(), each))?;
            store.remove(shelf::REVOCATION, &profile.name)
        })?;
        self.profile_view(profile)
    }

    /// Keeps what came, or notes that nothing did; and lets the certificates know.
    fn take_revocation(
        &mut self,
        mut trail: Trail,
        wanted: Wanted,
        came: Outcome<Vec<u8>>,
    ) -> Outcome<RevocationView> {
        let now = self.now();
        let (profile, anchors) = (wanted.profile, wanted.anchors);
        let mut record = self.revocation_at(&profile, wanted.new)?;
        let mut changed = Vec::new();
        match came {
            Ok(bytes) => {
                let list = RevocationList::read(&bytes, &anchors)?;
                let before = record.list(&anchors);
                if before.is_some_and(|before| list.is_older_than(&before)) {
                    return Err(Code::RevocationListOlder.into());
                }
                record.came(&list, now);
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
            let info = record.info.as_ref().filter(|_| record.profile == profile);
            let said = info.and_then(|info| list.standing(info));
            if let Some(words) = said.and_then(|said| record.heed(said)) {
                record.history.push(self.life(trail, words));
                changed.push(record);
            }
        }
        Ok(changed)
    }

    /// What the last list says of a certificate that comes.
    pub(crate) fn listed(
        &mut self,
        profile: &ProfileRecord,
        info: &CertificateInfo,
    ) -> Outcome<Option<Standing>> {
        let anchors = profile.anchors()?;
        let list = self.revocation(&profile.name)?;
        let list = list.and_then(|record| record.list(&anchors));
        Ok(list.and_then(|list| list.standing(info)))
    }

    /// What the list says against connecting now.
    pub(crate) fn check_revocation(&mut self, profile: &ProfileRecord) -> Outcome<()> {
        let now = self.now();
        let record = self.revocation(&profile.name)?;
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
        let record = self.revocation(profile)?;
        Ok(record.map(|record| record.view_at(now)))
    }
}
