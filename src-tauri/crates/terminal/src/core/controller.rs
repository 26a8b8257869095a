//! The one owner of the terminal's state, and the handle that clients hold.
//!
//! Clients call methods of [`Terminal`]; each sends a closure to the controller task, which runs them one after
//! another. Once the terminal is open nothing slow runs there: hashing, files and the network happen in the caller's
//! task, between two closures.

use crate::core::{
    act::{Act, Trail},
    definitions::Definitions,
    meter::Meter,
    problem::ProblemView,
    profile::ProfileRecord,
    session::Session,
    shelf,
    user::UserRecord,
    world::World,
};
use chrono::{DateTime, TimeDelta, Utc};
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_store::{AuditEntry, DataPlace, Store, Transaction};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::sync::{broadcast, mpsc, oneshot};

/// What an act gives to a client.
pub type Answer<T> = Result<T, ProblemView>;

/// Something changed; clients ask again for what they show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// The job, if it was one.
    pub job: Option<u32>,
}

type Message = Box<dyn FnOnce(&mut Controller) + Send>;

/// The handle: cheap to clone, knows no state. The controller ends when the last one is dropped.
#[derive(Clone)]
pub struct Terminal {
    inbox: mpsc::UnboundedSender<Message>,
    changes: broadcast::Sender<Changed>,
    pub(crate) dir: Arc<PathBuf>,
}

pub(crate) struct Controller {
    pub world: World,
    pub vault: Vault,
    pub session: Option<Session>,
    /// Jobs that are being checked or carried now.
    pub running: HashMap<u32, Arc<Meter>>,
    /// Whether the last exchange with the server went well.
    pub reachable: Option<bool>,
    /// How long nobody may be at the window; None where nobody reports being there, as by command line.
    pub idle_after: Option<TimeDelta>,
    /// The profile that this run was told to work with, instead of the one in use.
    pub told_profile: Option<String>,
    pub definitions: Definitions,
    pub changes: broadcast::Sender<Changed>,
}

/// The data directory: held, or open.
pub(crate) enum Vault {
    Closed(DataPlace),
    Open(Store),
    /// Opening failed half-way; only the lock is gone.
    Lost,
}

impl Terminal {
    /// Takes the data directory and opens it, if its key can be had without a person. Must be called inside a tokio
    /// runtime.
    ///
    /// # Errors
    /// `ALREADY_RUNNING`, `KEY_MISSING`, `KEY_PASS_PHRASE_WRONG`, and those of opening the database.
    pub fn open(dir: &Path, world: World, pass_phrase: Option<&str>) -> Outcome<Self> {
        let place = DataPlace::take(dir)?;
        place.require_no_orphan()?;
        let waits = !place.is_set_up() || (place.key_is_sealed()? && pass_phrase.is_none());
        let vault = if waits {
            Vault::Closed(place)
        } else {
            let key = place.bring_key(pass_phrase)?;
            place.require_database()?;
            Vault::Open(Store::open(place, &key)?)
        };
        let (inbox, messages) = mpsc::unbounded_channel();
        let (changes, _) = broadcast::channel(64);
        let mut controller = Controller {
            world,
            vault,
            session: None,
            running: HashMap::new(),
            reachable: None,
            idle_after: None,
            told_profile: None,
            definitions: Definitions::shipped(),
            changes: changes.clone(),
        };
        if matches!(controller.vault, Vault::Open(_)) {
            controller.load_definitions()?;
        }
        tokio::spawn(controller.serve(messages));
        Ok(Self {
            inbox,
            changes,
            dir: Arc::new(dir.to_owned()),
        })
    }

    /// Tells of changes from now on.
    pub fn changes(&self) -> broadcast::Receiver<Changed> {
        self.changes.subscribe()
    }

    pub(crate) fn tell(&self, job: Option<u32>) {
        let _nobody_listens = self.changes.send(Changed { job });
    }

    /// Has the controller run `work`.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Controller) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let (reply, answer) = oneshot::channel();
        let message: Message = Box::new(move |controller| {
            let _caller_gone = reply.send(work(controller));
        });
        let gone = || Fault::new(Code::Internal).because("the controller has ended");
        self.inbox.send(message).map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }

    /// Runs an act: whoever fails leaves a trail too. The act itself commits its success.
    pub(crate) async fn perform<T, F>(
        &self,
        trail: Trail,
        work: impl FnOnce(Trail) -> F,
    ) -> Answer<T>
    where
        F: Future<Output = Outcome<T>>,
    {
        let fault = match work(trail.clone()).await {
            Ok(value) => return Ok(value),
            Err(fault) => fault,
        };
        trail.log_failure(&fault);
        let problem = ProblemView::new(&fault, &trail.correlation);
        let recorded = self.ask(move |c| c.record_failure(&trail, &fault)).await;
        if let Err(fault) = recorded {
            tracing::error!(code = fault.code.number(), "the audit log took no entry");
        }
        Err(problem)
    }

    /// Looks something up. Looking leaves no trail unless the act itself commits one; being refused does.
    pub(crate) async fn look<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Controller) -> Outcome<T> + Send + 'static,
    ) -> Answer<T> {
        let trail = Trail::new(Act::Look, "");
        let looked = self.ask(move |c| {
            let outcome = work(c);
            if let Err(fault) = &outcome
                && fault.code == Code::PermissionDenied
            {
                c.record_failure(&trail, fault)?;
            }
            Ok(outcome.map_err(|fault| ProblemView::new(&fault, &trail.correlation)))
        });
        match looked.await {
            Ok(answer) => answer,
            Err(fault) => Err(ProblemView::new(&fault, "-")),
        }
    }
}

impl Controller {
    async fn serve(mut self, mut messages: mpsc::UnboundedReceiver<Message>) {
        while let Some(message) = messages.recv().await {
            self.lock_when_idle();
            message(&mut self);
        }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.world.clock.now()
    }

    pub fn store(&mut self) -> Outcome<&mut Store> {
        match &mut self.vault {
            Vault::Open(store) => Ok(store),
            Vault::Closed(place) if place.is_set_up() => Err(Code::KeyPassPhraseNeeded.into()),
            Vault::Closed(_) | Vault::Lost => Err(Code::NotSetUp.into()),
        }
    }

    /// Does `work` and writes its audit entry, in one transaction; then tells the clients.
    pub fn commit<T>(
        &mut self,
        trail: &Trail,
        work: impl FnOnce(&Transaction<'_>) -> Outcome<T>,
    ) -> Outcome<T> {
        let entry = self.entry(trail, None);
        let value = self.store()?.transact(|store| {
            let value = work(store)?;
            store.add_audit(&entry)?;
            Ok(value)
        })?;
        self.tell(None);
        Ok(value)
    }

    pub fn tell(&self, job: Option<u32>) {
        let _nobody_listens = self.changes.send(Changed { job });
    }

    pub fn user(&mut self, id: &str) -> Outcome<Option<UserRecord>> {
        self.store()?.get(shelf::USER, id)
    }

    /// The profile to work with.
    pub fn profile(&mut self) -> Outcome<ProfileRecord> {
        if let Some(name) = self.told_profile.clone() {
            return self.profile_named(&name);
        }
        let profiles: Vec<ProfileRecord> = self.store()?.all(shelf::PROFILE)?;
        profiles
            .into_iter()
            .find(|p| p.in_use)
            .ok_or_else(|| Code::NoProfile.into())
    }

    pub fn profile_named(&mut self, name: &str) -> Outcome<ProfileRecord> {
        let found = self.store()?.get(shelf::PROFILE, name)?;
        found.ok_or_else(|| Fault::new(Code::ProfileNotFound).with("profile", name))
    }

    fn record_failure(&mut self, trail: &Trail, fault: &Fault) -> Outcome<()> {
        if !matches!(self.vault, Vault::Open(_)) {
            return Ok(());
        }
        let entry = self.entry(trail, Some(fault));
        self.store()?.transact(|store| store.add_audit(&entry))
    }

    pub fn entry(&self, trail: &Trail, fault: Option<&Fault>) -> AuditEntry {
        let session = || self.session.as_ref().map(|s| s.user.clone());
        AuditEntry {
            at: self.now().to_rfc3339(),
            actor: trail
                .actor
                .clone()
                .or_else(session)
                .unwrap_or_else(|| "-".to_owned()),
            act: trail.act.word().to_owned(),
            subject: trail.subject.clone(),
            problem: fault.map(|f| f.code.number().to_owned()),
            note: trail.note.clone(),
            correlation_id: trail.correlation.clone(),
        }
    }
}
