//! Profiles: the places to connect to, of which one is in use.

use crate::{
    alone::installation::practice_server_is_installed,
    core::{
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        profile::ProfileRecord,
    },
    files::read_small,
    place::{
        certificates::{
            shown::view_of_record,
            view::{LineNote, NewProfile, ProfileView},
        },
        reachability::{PLACE, line_record},
    },
    sending::jobs::record::JobRecord,
};
use kakehashi_client_identity::TrustAnchor;
use kakehashi_domain::{Code, Fault, InsurerNumber, JobState, Outcome, ProfileKind, Shelf};
use kakehashi_server_link::{Endpoint, Proxy};
use kakehashi_store::{JobRow, Transaction};

/// Registers a profile; the first one is in use at once. What was typed of it is kept no longer.
///
/// # Errors
/// `FILES_UNDER_WAY` where it is to be put in use, `PRACTICE_REAL_MIX`, `PRACTICE_SERVER_INSTALLED`,
/// `FINGERPRINT_MISMATCH`, `TRUST_UNREADABLE`, `INPUT_INVALID`, `PROFILE_EXISTS`.
pub(crate) async fn add_profile(
    terminal: &Terminal,
    permit: Permit,
    new: NewProfile,
) -> Outcome<ProfileView> {
    let permit = match new.trust_fingerprint {
        Some(_) => permit,
        None => permit.note("認証局の指紋は見くらべていない"),
    };
    let profile = blocking(move || record_of(new)).await?;
    let add = move |c: &mut Controller| c.add_profile(&permit, profile);
    terminal.ask(add).await
}

/// Every profile.
pub(crate) async fn profiles(terminal: &Terminal, _: Permit) -> Outcome<Vec<ProfileView>> {
    let list = |look: &Look| {
        let profiles: Vec<ProfileRecord> = look.books()?.all(Shelf::Profile)?;
        let views = profiles.into_iter().map(|it| look.profile_view(it));
        views.collect()
    };
    terminal.see(list).await
}

/// The profile that is worked with.
///
/// # Errors
/// `NO_PROFILE`, `PROFILE_NOT_FOUND`.
pub(crate) async fn chosen_profile(terminal: &Terminal, _: Permit) -> Outcome<ProfileView> {
    let chosen = |look: &Look| look.profile_view(look.profile()?);
    terminal.see(chosen).await
}

/// Puts another profile in use, when no file is under way by the one before. There is no override.
///
/// # Errors
/// `FILES_UNDER_WAY`, `PROFILE_NOT_FOUND`.
pub(crate) async fn use_profile(
    terminal: &Terminal,
    permit: Permit,
    name: String,
) -> Outcome<ProfileView> {
    let change = move |c: &mut Controller| c.use_profile(&permit, &name);
    terminal.ask(change).await
}

/// Works with another profile than the one in use, until the end of this run.
///
/// # Errors
/// `PROFILE_NOT_FOUND`.
pub(crate) async fn work_with(terminal: &Terminal, _: Permit, profile: String) -> Outcome<()> {
    let tell = move |c: &mut Controller| {
        c.profile_named(&profile)?;
        c.live().told_profile = Some(profile);
        Ok(())
    };
    terminal.ask(tell).await
}

impl Controller {
    fn add_profile(&mut self, permit: &Permit, mut profile: ProfileRecord) -> Outcome<ProfileView> {
        let others: Vec<ProfileRecord> = self.books()?.all(Shelf::Profile)?;
        if others.iter().any(|p| p.name == profile.name) {
            return Err(Fault::new(Code::ProfileExists).with("profile", &profile.name));
        }
        if profile.in_use {
            self.require_none_under_way()?;
        }
        profile.in_use |= others.is_empty();
        if profile.kind == ProfileKind::Production {
            if practice_server_is_installed() {
                return Err(Code::PracticeServerInstalled.into());
            }
            self.store()?.place().mark_production()?;
        }
        self.write(permit, |store| {
            if profile.in_use {
                put_aside(store, others)?;
            }
            store.remove(Shelf::Draft, PLACE)?;
            store.put(Shelf::Profile, &profile.name, &profile)
        })?;
        if profile.in_use {
            self.live().reachable = None;
        }
        self.profile_view(profile)
    }

    fn use_profile(&mut self, permit: &Permit, name: &str) -> Outcome<ProfileView> {
        let mut chosen = self.profile_named(name)?;
        self.require_none_under_way()?;
        chosen.in_use = true;
        let others: Vec<ProfileRecord> = self.books()?.all(Shelf::Profile)?;
        self.write(permit, |store| {
            put_aside(store, others)?;
            store.put(Shelf::Profile, name, &chosen)
        })?;
        self.live().reachable = None;
        self.profile_view(chosen)
    }

    pub(crate) fn keep_profile(
        &mut self,
        permit: &Permit,
        profile: ProfileRecord,
    ) -> Outcome<ProfileView> {
        self.write(permit, |store| {
            store.put(Shelf::Profile, &profile.name, &profile)
        })?;
        self.profile_view(profile)
    }
}

impl Look {
    /// Refuses while a file may still leave by the profile in use: whoever releases it must see where it goes.
    pub(crate) fn require_none_under_way(&self) -> Outcome<()> {
        let way: Vec<JobState> = JobState::ALL
            .into_iter()
            .filter(|state| *state < JobState::ResultReceived)
            .collect();
        let jobs: Vec<JobRow<JobRecord>> = self.books()?.jobs_standing(&way)?;
        let leaving = jobs.iter().filter(|job| !self.stays_here(&job.body));
        let files = leaving.count();
        if files == 0 {
            return Ok(());
        }
        Err(Fault::new(Code::FilesUnderWay).with("files", files))
    }

    pub(crate) fn profile_view(&self, profile: ProfileRecord) -> Outcome<ProfileView> {
        let now = self.now();
        let used = self.certificate_in_use(&profile.name)?;
        let lists = self.revocation_lists(&profile)?;
        Ok(ProfileView {
            certificate: used.and_then(|used| view_of_record(&used, now)),
            anchors: lists.anchor_views(now),
            intermediates: lists.views_between(now),
            name: profile.name,
            kind: profile.kind,
            url: profile.url,
            new_url: profile.new_url,
            server_to_server: profile.server_to_server,
            insurer: profile.insurer,
            number_place: profile.number_place,
            terminal: profile.terminal,
            proxy_user: profile.proxy_login.map(|login| login.user),
            proxy: profile.proxy,
            line: profile.line.map(|line| LineNote {
                kind: line.kind,
                note: line.note,
            }),
            calendar: profile.calendar.map(|calendar| calendar.to_string()),
            way: profile.way,
            in_use: profile.in_use,
        })
    }
}

/// A new profile, whose authority's file is read; in use already, where it is to be put in use.
fn record_of(new: NewProfile) -> Outcome<ProfileRecord> {
    let insurer = InsurerNumber::parse(&new.insurer).map_err(|e| invalid_insurer().because(e))?;
    new.kind.admit(&insurer)?;
    let way = NewWay::of(&new)?;
    Ok(ProfileRecord {
        name: new.name,
        kind: new.kind,
        url: way.url,
        new_url: None,
        server_to_server: None,
        insurer: insurer.as_str().to_owned(),
        number_place: None,
        terminal: new.terminal,
        anchor_pem: way.anchor_pem,
        more_anchors: Vec::new(),
        proxy: way.proxy,
        proxy_login: None,
        calendar: None,
        line: new.line.as_ref().map(line_record),
        way: new.way,
        addressee: None,
        stated: Vec::new(),
        reopened: Vec::new(),
        in_use: new.put_in_use,
    })
}

/// Where a profile leads, and whom it trusts there; empty for one that leads nowhere.
#[derive(Default)]
struct NewWay {
    url: String,
    anchor_pem: String,
    proxy: Option<String>,
}

impl NewWay {
    fn of(new: &NewProfile) -> Outcome<Self> {
        let needs_none = new.way.is_by_hand() && new.url.trim().is_empty();
        if !new.kind.connects() || needs_none {
            return Ok(Self::default());
        }
        let endpoint = Endpoint::new(new.url.trim())?;
        let typed = new.proxy.as_deref().map(str::trim);
        let proxy = typed.filter(|typed| !typed.is_empty()).map(Proxy::new);
        let file = read_small(&new.trust_path)?;
        let anchor = match &new.trust_fingerprint {
            Some(typed) => TrustAnchor::with_fingerprint(&file, typed)?.0,
            None => TrustAnchor::from_bytes(&file)?,
        };
        Ok(Self {
            url: endpoint.as_str().to_owned(),
            anchor_pem: anchor.to_pem(),
            proxy: proxy.transpose()?.map(|proxy| proxy.to_string()),
        })
    }
}

/// Only one profile is in use.
fn put_aside(store: &Transaction<'_>, others: Vec<ProfileRecord>) -> Outcome<()> {
    for other in others.into_iter().filter(|other| other.in_use) {
        let aside = ProfileRecord {
            in_use: false,
            ..other
        };
        store.put(Shelf::Profile, &aside.name, &aside)?;
    }
    Ok(())
}

fn invalid_insurer() -> Fault {
    let hint = "8桁（国保は6桁）の数字を、もう一度見くらべてください。";
    Fault::invalid("保険者番号", hint)
}
