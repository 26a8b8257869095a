//! What can be looked at: the store as it was last committed, and how things stand in this moment. Anybody may look, on a
//! connection of their own; only the controller has a store that can be written as well.

use crate::{
    core::{
        definitions::Definitions,
        doubt::Heard,
        gate::{BY_ITSELF, TERMINAL},
        meter::Meter,
        profile::ProfileRecord,
        session::Session,
        user::UserRecord,
        world::World,
    },
    sending::jobs::record::ProblemRecord,
};
use chrono::{DateTime, TimeDelta, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Shelf};
use kakehashi_store::{DataPlace, Reader, Readers, Store};
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Where one looks from.
pub(crate) struct Look {
    pub world: World,
    pub vault: Vault,
    pub live: Arc<Mutex<Live>>,
}

/// The data directory: held, open, or looked into.
pub(crate) enum Vault {
    Closed(DataPlace),
    Open(Store),
    Reading(Reader),
    /// Opening failed half-way; only the lock is gone.
    Lost,
}

/// What isn't stored, since it ends with the program.
pub(crate) struct Live {
    /// Jobs that are being checked or carried now.
    pub running: HashMap<u32, Arc<Meter>>,
    /// Of these, jobs whose carrier waits until it tries again.
    pub resting: HashSet<u32>,
    /// The job that leaves now, by connection.
    pub leaving: HashMap<String, u32>,
    /// Why a job can't go on, where that can't be noted (a full disk).
    pub unnoted: HashMap<u32, ProblemRecord>,
    /// Whether the last exchange with the server went well.
    pub reachable: Option<bool>,
    /// What the server's clock last said.
    pub heard: Option<Heard>,
    /// The profile that this run was told to work with, instead of the one in use.
    pub told_profile: Option<String>,
    pub definitions: Arc<Definitions>,
    /// Who sits before the terminal. Only the controller changes it.
    pub session: Option<Session>,
    /// How long nobody may be at the window; None where nobody reports being there, as by command line.
    pub idle_after: Option<TimeDelta>,
    /// What opens more connections for looking, once there was one.
    pub readers: Option<Readers>,
}

impl Live {
    pub fn new() -> Self {
        Self {
            running: HashMap::new(),
            resting: HashSet::new(),
            leaving: HashMap::new(),
            unnoted: HashMap::new(),
            reachable: None,
            heard: None,
            told_profile: None,
            definitions: Arc::new(Definitions::shipped()),
            session: None,
            idle_after: None,
            readers: None,
        }
    }

    /// Whether nobody has been at the window for too long, so that the session is to be locked.
    pub fn is_idle(&self, now: DateTime<Utc>) -> bool {
        let session = self.session.as_ref().zip(self.idle_after);
        session.is_some_and(|(session, limit)| now - session.active_at >= limit)
    }
}

/// A job in somebody's hands. However they end, it isn't left marked as running.
pub(crate) struct Running {
    job: u32,
    pub meter: Arc<Meter>,
    live: Arc<Mutex<Live>>,
}

impl Running {
    /// Lets the job go.
    pub fn end(&self) {
        let mut live = self.live.lock().unwrap_or_else(PoisonError::into_inner);
        let is_ours = |meter: &Arc<Meter>| Arc::ptr_eq(meter, &self.meter);
        if live.running.get(&self.job).is_some_and(is_ours) {
            live.running.remove(&self.job);
            live.resting.remove(&self.job);
            live.leaving.retain(|_, job| *job != self.job);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

impl Look {
    pub fn now(&self) -> DateTime<Utc> {
        self.world.clock.now()
    }

    /// How things stand; never held over anything slow.
    pub fn live(&self) -> MutexGuard<'_, Live> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn books(&self) -> Outcome<&Reader> {
        match &self.vault {
            Vault::Open(store) => Ok(store),
            Vault::Reading(reader) => Ok(reader),
            Vault::Closed(place) if place.is_set_up() => Err(Code::KeyPassPhraseNeeded.into()),
            Vault::Closed(_) | Vault::Lost => Err(Code::NotSetUp.into()),
        }
    }

    pub fn meter(&self, job: u32) -> Option<Arc<Meter>> {
        self.live().running.get(&job).cloned()
    }

    /// Takes a job in hand.
    pub fn begin_running(&self, job: u32) -> Running {
        let meter = Arc::new(Meter::default());
        self.live().running.insert(job, meter.clone());
        let live = self.live.clone();
        Running { job, meter, live }
    }

    pub fn user(&self, id: &str) -> Outcome<Option<UserRecord>> {
        self.books()?.get(Shelf::User, id)
    }

    /// A person's name; the terminal's own doing is `system` in the log.
    pub fn name_of(&self, id: &str) -> String {
        let user = self.user(id).ok().flatten();
        if id == TERMINAL {
            let both = "自動（または利用者ID「system」の人）".to_owned();
            return user.map_or_else(|| BY_ITSELF.to_owned(), |_| both);
        }
        user.map_or_else(|| id.to_owned(), |user| user.name)
    }

    /// The profile to work with.
    pub fn profile(&self) -> Outcome<ProfileRecord> {
        let told = self.live().told_profile.clone();
        if let Some(name) = told {
            return self.profile_named(&name);
        }
        let profiles: Vec<ProfileRecord> = self.books()?.all(Shelf::Profile)?;
        profiles
            .into_iter()
            .find(|p| p.in_use)
            .ok_or_else(|| Code::NoProfile.into())
    }

    pub fn profile_named(&self, name: &str) -> Outcome<ProfileRecord> {
        let found = self.books()?.get(Shelf::Profile, name)?;
        found.ok_or_else(|| Fault::new(Code::ProfileNotFound).with("profile", name))
    }
}
