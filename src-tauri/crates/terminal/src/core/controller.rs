//! The one owner of what changes, and the handle that clients hold.
//!
//! An act that changes something sends closures to the controller, which runs them one after another on a thread of its
//! own. Hashing, files and the network happen in the caller's task, between two closures, and what a file brings is written
//! some rows at a time ([`super::in_parts`]). Looking goes beside it, on connections that only read.

use crate::core::{
    act::{Act, Trail},
    blocking::blocking,
    changed::Changed,
    gate::Permit,
    look::{Live, Look, Vault},
    problem::ProblemView,
    session::Session,
    world::World,
};
use kakehashi_domain::{Code, Fault, Outcome, Shelf};
use kakehashi_store::{DataPlace, Store, Transaction};
use std::{
    collections::HashSet,
    ops::{Deref, DerefMut},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak, mpsc},
    thread,
};
use tokio::sync::{broadcast, watch};

/// What an act gives to a client.
pub type Answer<T> = Result<T, ProblemView>;

type Message = Box<dyn FnOnce(&mut Controller) + Send>;

/// The handle: cheap to clone, knows no state. The controller ends when the last one is dropped.
#[derive(Clone)]
pub struct Terminal(Arc<Shared>);

/// A way back to the terminal that doesn't keep it open.
pub(crate) struct Later(Weak<Shared>);

/// What all handles share.
pub struct Shared {
    inbox: mpsc::Sender<Message>,
    changes: broadcast::Sender<Changed>,
    lookers: Arc<Mutex<Vec<Look>>>,
    live: Arc<Mutex<Live>>,
    world: World,
    pub(crate) dir: Arc<PathBuf>,
    /// Held by whoever reads a file for what it tells of its people: nobody reads it a second time meanwhile.
    pub(crate) noting: Arc<tokio::sync::Mutex<()>>,
    /// Results are taken one after another.
    pub(crate) receiving: Arc<tokio::sync::Mutex<()>>,
    /// Tells those that wait for another file that the order may have changed.
    pub(crate) turn: Arc<tokio::sync::Notify>,
    /// Ends with the last handle.
    alive: watch::Sender<()>,
    _ending: Ending,
}

impl Deref for Terminal {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl Later {
    /// The terminal, if anybody else still holds it.
    pub fn now(&self) -> Option<Terminal> {
        self.0.upgrade().map(Terminal)
    }
}

/// The last handle to go waits until the controller has closed the data, so that the program doesn't end meanwhile. It is
/// dropped after the way to the controller.
struct Ending(Option<thread::JoinHandle<()>>);

impl Drop for Ending {
    fn drop(&mut self) {
        let other = |controller: &thread::JoinHandle<()>| {
            controller.thread().id() != thread::current().id()
        };
        if let Some(controller) = self.0.take().filter(other) {
            let _panicked = controller.join();
        }
    }
}

pub(crate) struct Controller {
    look: Look,
    /// Refusals of this session that the log has: a screen that asks again and again is one entry.
    refused: HashSet<(&'static str, Code)>,
    /// The act whose failure the log has already, with what it changed.
    failed: Option<String>,
    /// By what the mark of these data is found, once they are open.
    pub mark: Option<String>,
    pub changes: broadcast::Sender<Changed>,
}

impl Deref for Controller {
    type Target = Look;

    fn deref(&self) -> &Look {
        &self.look
    }
}

impl DerefMut for Controller {
    fn deref_mut(&mut self) -> &mut Look {
        &mut self.look
    }
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
        let (inbox, messages) = mpsc::channel();
        let (changes, _) = broadcast::channel(64);
        let live = Arc::new(Mutex::new(Live::new()));
        let here = world.clone();
        let mut controller = Controller {
            look: Look {
                world,
                vault,
                live: live.clone(),
            },
            refused: HashSet::new(),
            failed: None,
            mark: None,
            changes: changes.clone(),
        };
        if matches!(controller.vault, Vault::Open(_)) {
            controller.load_definitions()?;
            controller.heed_mark()?;
        }
        let controller = thread::Builder::new()
            .name("controller".to_owned())
            .spawn(move || controller.serve(&messages))
            .map_err(|e| Fault::new(Code::Internal).because(e))?;
        Ok(Self(Arc::new(Shared {
            inbox,
            changes,
            lookers: Arc::default(),
            live,
            world: here,
            dir: Arc::new(dir.to_owned()),
            noting: Arc::default(),
            receiving: Arc::default(),
            turn: Arc::default(),
            alive: watch::Sender::default(),
            _ending: Ending(Some(controller)),
        })))
    }

    /// For what comes a while later, and not at all where nobody is there any more.
    pub(crate) fn later(&self) -> Later {
        Later(Arc::downgrade(&self.0))
    }

    /// Rests until something comes, without keeping the data open meanwhile. None where nobody else is there any more.
    pub(crate) async fn rest(self, until: impl Future<Output = ()>) -> Option<Self> {
        let (later, mut alive) = (self.later(), self.alive.subscribe());
        drop(self);
        tokio::select! {
            () = until => later.now(),
            _ = alive.changed() => None,
        }
    }

    /// Tells of changes from now on.
    pub fn changes(&self) -> broadcast::Receiver<Changed> {
        self.changes.subscribe()
    }

    /// Tells how far a job is; nothing of it is stored.
    pub(crate) fn tell_progress(&self, job: u32) {
        let _nobody_listens = self.changes.send(Changed::progress(job));
    }

    /// Tells that who is there, or whether the server answers, changed.
    pub(crate) fn tell_live(&self) {
        let _nobody_listens = self.changes.send(Changed::live());
    }

    /// Has the controller run `work`.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Controller) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let (reply, answer) = mpsc::sync_channel(1);
        let message: Message = Box::new(move |controller| {
            let _caller_gone = reply.send(unharmed(|| work(controller)));
        });
        let gone = || Fault::new(Code::Internal).because("the controller has ended");
        self.inbox.send(message).map_err(|_| gone())?;
        // A thread waits, so that a clock that stands still for a test stands still meanwhile, too.
        blocking(move || answer.recv().map_err(|_| gone())?).await
    }

    /// Has `work` look, beside whatever is being written.
    pub(crate) async fn see<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Look) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let idle = locked(&self.lookers).pop();
        let look = match idle {
            Some(look) => look,
            None => self.another_look().await?,
        };
        let lookers = self.lookers.clone();
        blocking(move || {
            let seen = unharmed(|| work(&look));
            locked(&lookers).push(look);
            seen
        })
        .await
    }

    /// A connection more, without waiting for the controller where there was one before.
    async fn another_look(&self) -> Outcome<Look> {
        let readers = self.live().readers.clone();
        let Some(readers) = readers else {
            return self.ask(|c| c.first_look()).await;
        };
        let (world, live) = (self.world.clone(), self.live.clone());
        let open = move || {
            let vault = Vault::Reading(readers.open()?);
            Ok(Look { world, vault, live })
        };
        blocking(open).await
    }

    /// Asks at the gate. Who only looks waits for nobody; a session that is to be locked is locked first.
    async fn permit(&self, trail: Trail) -> Outcome<Permit> {
        if trail.act.looks {
            let live = self.live();
            if !live.is_idle(self.world.clock.now()) {
                return live.permit(trail);
            }
        }
        self.ask(move |c| c.live().permit(trail)).await
    }

    /// How things stand; never held over anything slow.
    pub(crate) fn live(&self) -> MutexGuard<'_, Live> {
        locked(&self.live)
    }

    /// Whether the gate would let an act through now. Being refused is logged as ever.
    ///
    /// # Errors
    /// `NOT_LOGGED_IN`, `SESSION_LOCKED`, `PASSWORD_CHANGE_REQUIRED`, `PERMISSION_DENIED`.
    pub async fn may(&self, act: Act) -> Answer<()> {
        self.act(Trail::new(act, ""), async |_| Ok(())).await
    }

    /// Does an act of the table: through the gate, and with a trail where it fails. The act itself commits its success.
    pub(crate) async fn act<T, F>(&self, trail: Trail, work: impl FnOnce(Permit) -> F) -> Answer<T>
    where
        F: Future<Output = Outcome<T>>,
    {
        let asked = trail.clone();
        let (permit, fault) = match self.permit(asked).await {
            Ok(permit) => match work(permit.clone()).await {
                Ok(value) => {
                    trail.log_success();
                    return Ok(value);
                }
                Err(fault) => (Some(permit), fault),
            },
            Err(fault) => (None, fault),
        };
        let problem = ProblemView::new(&fault, &trail.correlation);
        let is_refusal = permit.is_none() || fault.code == Code::PermissionDenied;
        if trail.act.looks && !is_refusal {
            return Err(problem);
        }
        trail.log_failure(&fault);
        let recorded = self.ask(move |c| c.record(trail, permit, &fault)).await;
        if let Err(fault) = recorded {
            tracing::error!(code = fault.code.number(), "the audit log took no entry");
        }
        Err(problem)
    }
}

/// What nobody leaves half-done is whole, whoever panicked with it.
fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does `work`; a panic in it is an error of this one act.
fn unharmed<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<&str>().copied();
        let said = said.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        let cause = format!("a panic: {}", said.unwrap_or("without a word"));
        Err(Fault::new(Code::Internal).because(cause))
    })
}

impl Controller {
    fn serve(mut self, messages: &mpsc::Receiver<Message>) {
        while let Ok(message) = messages.recv() {
            self.lock_when_idle();
            message(&mut self);
        }
    }

    fn first_look(&self) -> Outcome<Look> {
        let Vault::Open(store) = &self.vault else {
            return Err(self.books().err().unwrap_or_else(|| Code::NotSetUp.into()));
        };
        let readers = store.readers();
        let vault = Vault::Reading(readers.open()?);
        self.live().readers = Some(readers);
        Ok(Look {
            world: self.world.clone(),
            vault,
            live: self.live.clone(),
        })
    }

    pub fn store(&mut self) -> Outcome<&mut Store> {
        if matches!(self.vault, Vault::Open(_)) {
            let Vault::Open(store) = &mut self.look.vault else {
                return Err(Code::Internal.into());
            };
            return Ok(store);
        }
        Err(self.books().err().unwrap_or_else(|| Code::NotSetUp.into()))
    }

    /// Has `work` write in one transaction, then tells the clients once what changed by it.
    pub fn keep<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Outcome<T>) -> Outcome<T> {
        let (value, touched) = self.store()?.transact(|store| {
            let value = work(store)?;
            Ok((value, store.touched()))
        })?;
        if touched.shelves.contains(&Shelf::Audit)
            && let Err(fault) = self.leave_mark()
        {
            // The data are kept; a mark that stays behind says nothing wrong.
            tracing::warn!(code = fault.code.number(), "no mark was left");
        }
        let _nobody_listens = self.changes.send(Changed::by(&touched));
        Ok(value)
    }

    /// As [`Controller::keep`], with the audit entry of an act.
    pub fn write<T>(
        &mut self,
        permit: &Permit,
        work: impl FnOnce(&Transaction<'_>) -> Outcome<T>,
    ) -> Outcome<T> {
        self.verify(permit)?;
        let entry = self.entry(permit, None);
        self.keep(|store| {
            let value = work(store)?;
            store.add_audit(&entry)?;
            Ok(value)
        })
    }

    /// Keeps what an act changes by failing, with the entry that says so; the log takes no other of it.
    pub fn keep_failure(
        &mut self,
        permit: &Permit,
        fault: &Fault,
        work: impl FnOnce(&Transaction<'_>) -> Outcome<()>,
    ) -> Outcome<()> {
        let entry = self.entry(permit, Some(fault));
        self.keep(|store| {
            work(store)?;
            store.add_audit(&entry)
        })?;
        self.failed = Some(permit.trail.correlation.clone());
        Ok(())
    }

    /// Notes once a session that a person looked at what is personal.
    pub fn note_look(&mut self, permit: &Permit, mark: Act, subject: &str) -> Outcome<()> {
        let nothing = None::<fn(&Transaction<'_>) -> Outcome<()>>;
        self.note_look_with(permit, mark, subject, nothing)
    }

    /// As [`Controller::note_look`], with what is kept of it in the same commit, and in any case.
    pub fn note_look_with<F: FnOnce(&Transaction<'_>) -> Outcome<()>>(
        &mut self,
        permit: &Permit,
        mark: Act,
        subject: &str,
        more: Option<F>,
    ) -> Outcome<()> {
        let mut seen = permit.clone();
        seen.trail.act = mark;
        seen.trail.note = None;
        subject.clone_into(&mut seen.trail.subject);
        let key = format!("{}/{subject}", mark.name);
        let known = |session: &Session| session.looked_at.contains(&key);
        if self.live().session.as_ref().is_some_and(known) {
            return more.map_or(Ok(()), |more| self.keep(more));
        }
        let entry = self.entry(&seen, None);
        self.keep(|store| {
            more.map_or(Ok(()), |more| more(store))?;
            store.add_audit(&entry)
        })?;
        if let Some(session) = &mut self.live().session {
            session.looked_at.insert(key);
        }
        Ok(())
    }

    /// Begins to count refusals anew, for another session.
    pub fn forget_refusals(&mut self) {
        self.refused.clear();
    }

    fn record(&mut self, trail: Trail, permit: Option<Permit>, fault: &Fault) -> Outcome<()> {
        if !matches!(self.vault, Vault::Open(_)) {
            return Ok(());
        }
        if self
            .failed
            .take_if(|act| *act == trail.correlation)
            .is_some()
        {
            return Ok(());
        }
        let key = (trail.act.name, fault.code);
        if trail.act.looks && !self.refused.insert(key) {
            return Ok(());
        }
        let permit = permit.unwrap_or_else(|| self.unproved(trail));
        let entry = self.entry(&permit, Some(fault));
        self.keep(|store| store.add_audit(&entry))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)] // Test code: a failure here is a failed test.
    use super::*;

    #[tokio::test]
    async fn a_panic_in_one_act_is_its_error_and_the_terminal_goes_on() {
        let dir = tempfile::tempdir().unwrap();
        let terminal = Terminal::open(dir.path(), World::default(), None).unwrap();
        let work = |_: &mut Controller| -> Outcome<()> { panic!("by a test") };
        let fault = terminal.ask(work).await.unwrap_err();
        assert_eq!(fault.code, Code::Internal);
        assert_eq!(fault.cause.as_deref(), Some("a panic: by a test"));
        assert!(terminal.start().await.is_ok());
    }

    #[tokio::test]
    async fn a_job_is_not_left_in_hand_when_its_carrier_panics() {
        let dir = tempfile::tempdir().unwrap();
        let terminal = Terminal::open(dir.path(), World::default(), None).unwrap();
        let take = |c: &mut Controller| Ok(c.begin_running(7));
        let running = terminal.ask(take).await.unwrap();
        let carrier = tokio::spawn(async move {
            let _in_hand = running;
            panic!("by a test")
        });
        assert!(carrier.await.is_err());
        let is_held = terminal.ask(|c| Ok(c.meter(7).is_some())).await.unwrap();
        assert!(!is_held);
    }

    #[tokio::test]
    async fn a_look_is_answered_while_the_writer_is_busy() {
        let dir = tempfile::tempdir().unwrap();
        let terminal = Terminal::open(dir.path(), World::default(), None).unwrap();
        let text = str::to_owned;
        let (who, password) = (text("admin"), text("hashi-wo-kakeru-1"));
        let made = terminal.set_up(who, text("管理"), password, Some(text("rakuda-no-kobu-2")));
        made.await.unwrap();
        terminal.profiles().await.unwrap();
        let (go_on, busy) = mpsc::channel::<()>();
        let writer = terminal.clone();
        let writing = tokio::spawn(async move {
            let wait = move |_: &mut Controller| Ok(busy.recv().is_ok());
            writer.ask(wait).await
        });
        // Two at once: one of them needs a connection more.
        let looks = async { tokio::join!(terminal.profiles(), terminal.profiles()) };
        let looked = tokio::time::timeout(std::time::Duration::from_secs(20), looks);
        let (one, other) = looked.await.unwrap();
        assert!(one.is_ok() && other.is_ok());
        go_on.send(()).unwrap();
        assert!(writing.await.unwrap().unwrap());
    }
}
