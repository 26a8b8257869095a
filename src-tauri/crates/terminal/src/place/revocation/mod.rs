//! The authorities' lists of revocations: each fetched from a file or inside the closed net. `standing.rs` has what
//! they say.
//!
//! ```text
//! none ─set─▶ fresh ─next update passed─▶ stale
//!               ▲  └─fetch fails─▶ unreachable (the last list counts on)
//!               └────fetch works────────┘
//! ```

pub(crate) mod lists;
pub(crate) mod record;
pub(crate) mod standing;

use crate::{
    core::{
        act::Act, blocking::blocking, controller::Terminal, gate::Permit, look::Look,
        profile::ProfileRecord,
    },
    files::read_small,
    place::{
        certificates::{
            life::NewRevocation,
            view::{ProfileView, RevocationView},
        },
        revocation::{
            lists::RevocationLists,
            record::RevocationRecord,
            standing::{Heeded, Watched},
        },
    },
};
use kakehashi_client_identity::{Authority, RevocationList};
use kakehashi_domain::{Code, Outcome};
use kakehashi_server_link::fetch;
use std::sync::Arc;
use tokio::task::JoinSet;

/// How often a list is read anew since something else changed meanwhile.
const TRIES: u32 = 3;

/// Says where an authority's list of revocations is, and what happens while it can't be had; then fetches it.
///
/// # Errors
/// `REVOCATION_LIST_UNREADABLE` and `REVOCATION_LIST_OLDER`, which leave everything as it was; `INPUT_INVALID` where there
/// are several authorities and none is named; `NO_PROFILE`. A list that can't be reached is part of the answer; the one
/// before counts on.
pub(crate) async fn set_revocation(
    terminal: &Terminal,
    permit: Permit,
    new: NewRevocation,
) -> Outcome<RevocationView> {
    let wanted = terminal.see(move |look| look.revocation_to_set(new)).await;
    terminal.fetch_revocation(permit, wanted?).await
}

/// Fetches an authority's list anew.
///
/// # Errors
/// As [`set_revocation`]; `REVOCATION_LIST_UNAVAILABLE` when none is set.
pub(crate) async fn refresh_revocation(
    terminal: &Terminal,
    permit: Permit,
    authority: Option<String>,
) -> Outcome<RevocationView> {
    let wanted = move |look: &Look| look.revocation_to_refresh(authority.as_deref());
    let wanted = terminal.see(wanted).await?;
    terminal.fetch_revocation(permit, wanted).await
}

/// Does without an authority's list from now on. What it held up is held up no longer; what it revoked stays revoked.
///
/// # Errors
/// As [`refresh_revocation`].
pub(crate) async fn remove_revocation(
    terminal: &Terminal,
    permit: Permit,
    authority: Option<String>,
) -> Outcome<ProfileView> {
    let without = move |look: &Look| look.without_revocation(permit, authority.as_deref());
    let heeded = terminal.see(without).await?;
    let profile = heeded.profile.clone();
    terminal.ask(move |c| c.keep_heeded(heeded)).await?;
    let view = move |look: &Look| look.profile_view(look.profile_named(&profile)?);
    terminal.see(view).await
}

impl Terminal {
    /// The profile of a job, or the one in use, with its lists before a connection is made: those that are due are
    /// fetched, side by side. Those that failed before are tried `again` or left.
    ///
    /// # Errors
    /// `NO_PROFILE` and those of the database. A list that can't be had is part of the answer.
    pub(crate) async fn freshly_watched(&self, job: Option<u32>, again: bool) -> Outcome<Watched> {
        let due = move |look: &Look| look.watched_and_due(job, again);
        let (watched, due) = self.see(due).await?;
        if due.is_empty() {
            return Ok(watched);
        }
        let mut fetching = JoinSet::new();
        for wanted in due {
            let terminal = self.clone();
            fetching.spawn(async move {
                let permit = Permit::of_terminal(Act::refresh_revocation, "");
                let _unreachable_is_noted = terminal.fetch_revocation(permit, wanted).await;
            });
        }
        fetching.join_all().await;
        let profile = watched.profile.name;
        self.see(move |look| look.watched(&profile)).await
    }

    async fn fetch_revocation(&self, permit: Permit, wanted: Wanted) -> Outcome<RevocationView> {
        let source = wanted.source.clone();
        let came = match source.split_once("://") {
            Some(("http" | "https", _)) => {
                let (anchors, proxy) = (wanted.profile.anchors()?, wanted.profile.proxy()?);
                fetch(&source, &anchors, proxy.as_ref()).await
            }
            Some(_) | None => blocking(move || read_small(&source)).await,
        };
        let coming = Arc::new(Coming {
            permit,
            wanted,
            came,
        });
        self.take_revocation(&coming).await
    }

    /// Reads what came beside the writer, since a list is as long as the authority makes it; and anew where lists or
    /// certificates changed meanwhile.
    async fn take_revocation(&self, coming: &Arc<Coming>) -> Outcome<RevocationView> {
        let mut tries = 0;
        loop {
            tries += 1;
            let read = coming.clone();
            let (view, heeded) = self.see(move |look| look.taken(&read)).await?;
            let Some(heeded) = heeded else {
                return Ok(view);
            };
            match self.ask(move |c| c.keep_heeded(heeded)).await {
                Ok(()) => return Ok(view),
                Err(fault) if fault.code == Code::ChangedMeanwhile && tries < TRIES => {}
                Err(fault) => return Err(fault),
            }
        }
    }
}

/// What came of an authority's list, or why nothing did.
struct Coming {
    permit: Permit,
    wanted: Wanted,
    came: Outcome<Vec<u8>>,
}

/// A list to be fetched.
struct Wanted {
    profile: ProfileRecord,
    authority: Authority,
    /// Where the authority's list is from now on, if one comes from there or nothing can be had.
    new: Option<NewRevocation>,
    source: String,
    /// Whether a person asked and is answered; what comes by itself is only noted.
    asked: bool,
}

impl Wanted {
    fn new(
        profile: ProfileRecord,
        lists: &RevocationLists,
        authority: Authority,
        new: Option<NewRevocation>,
        asked: bool,
    ) -> Outcome<Self> {
        Ok(Self {
            source: lists.at(&authority, new.clone())?.source,
            profile,
            authority,
            new,
            asked,
        })
    }

    fn subject(&self) -> String {
        let Self {
            profile, source, ..
        } = self;
        format!("{} {} {source}", profile.name, self.authority.sha256())
    }
}

impl Look {
    fn revocation_to_set(&self, new: NewRevocation) -> Outcome<Wanted> {
        let profile = self.profile()?;
        profile.kind.require_server()?;
        let lists = self.revocation_lists(&profile)?;
        let authority = lists.authority(new.authority.as_deref())?;
        Wanted::new(profile, &lists, authority, Some(new), true)
    }

    fn revocation_to_refresh(&self, told: Option<&str>) -> Outcome<Wanted> {
        let profile = self.profile()?;
        let lists = self.revocation_lists(&profile)?;
        let authority = lists.watched_authority(told)?;
        Wanted::new(profile, &lists, authority, None, true)
    }

    fn watched_and_due(&self, job: Option<u32>, again: bool) -> Outcome<(Watched, Vec<Wanted>)> {
        let profile = match job {
            Some(id) => self.job(id)?.body.profile,
            None => self.profile()?.name,
        };
        let watched = self.watched(&profile)?;
        let Watched { profile, lists } = &watched;
        let now = self.now();
        let due = lists
            .watched()
            .filter(|(_, list)| match list.failing_since {
                Some(_) => again,
                None => list.is_due_at(now),
            });
        let wanted = due.map(|(authority, _)| {
            Wanted::new(profile.clone(), lists, authority.clone(), None, false)
        });
        let wanted = wanted.collect::<Outcome<_>>()?;
        Ok((watched, wanted))
    }
}

impl Look {
    fn without_revocation(&self, permit: Permit, told: Option<&str>) -> Outcome<Heeded> {
        let profile = self.profile()?;
        let stood = self.stood(&profile.name)?;
        let mut lists = self.revocation_lists(&profile)?;
        let authority = lists.watched_authority(told)?;
        let permit = permit.on(format!("{} {}", profile.name, authority.sha256()));
        lists.remove(&authority);
        Ok(Heeded {
            changed: self.heed_lists(&profile, &lists, &permit)?,
            profile: profile.name,
            permit,
            lists,
            changed_profile: None,
            stood,
        })
    }

    /// What is to be kept of what came, or that nothing did, and what the certificates hear of it; none where that is
    /// known already.
    fn taken(&self, coming: &Coming) -> Outcome<(RevocationView, Option<Heeded>)> {
        let Coming {
            permit,
            wanted,
            came,
        } = coming;
        let mut permit = permit.clone().on(wanted.subject());
        let (now, authority) = (self.now(), &wanted.authority);
        let stood = self.stood(&wanted.profile.name)?;
        let profile = self.profile_named(&wanted.profile.name)?;
        let mut lists = self.revocation_lists(&profile)?;
        let mut record = lists.at(authority, wanted.new.clone())?;
        let list = match came {
            Ok(bytes) => fitting(bytes, &record, authority),
            Err(fault) => Err(fault.clone()),
        };
        match list {
            Ok(list) => record.came(&list, now),
            Err(fault) if wanted.asked && came.is_ok() => return Err(fault),
            Err(_) if record.failing_since.is_some() && !wanted.asked => {
                return Ok((record.view_at(now), None));
            }
            Err(fault) => {
                record.failing_since = record.failing_since.or(Some(now));
                permit = permit.note(format!("取れない {}", fault.code.number()));
            }
        }
        let view = record.view_at(now);
        lists.put(authority, record);
        let heeded = Heeded {
            changed: self.heed_lists(&profile, &lists, &permit)?,
            profile: profile.name,
            permit,
            lists,
            changed_profile: None,
            stood,
        };
        Ok((view, Some(heeded)))
    }
}

/// The list in what came, if it is the authority's and no older than the last.
fn fitting(
    bytes: &[u8],
    last: &RevocationRecord,
    authority: &Authority,
) -> Outcome<RevocationList> {
    let list = RevocationList::read(bytes, authority)?;
    match last.list(authority) {
        Some(last) if list.is_older_than(&last) => Err(Code::RevocationListOlder.into()),
        Some(_) | None => Ok(list),
    }
}
