//! A person leaves and comes back: the session is locked, by time, by the operating system or with the window, until
//! the same person's password comes, or it is ended.
//!
//! ```text
//! logged in ─idle, system locked, window closed─▶ locked ─own password─▶ logged in
//!                                                    └─────log out─────▶ nobody
//! ```

use crate::{
    areas,
    core::{
        act::Act,
        area::Facts,
        clock::japan_day,
        controller::{Answer, Controller, Terminal},
        gate::Permit,
        look::Vault,
        problem::ProblemView,
        session::PersonView,
    },
    desk::{notices::Notice, password},
};
use chrono::TimeDelta;
use kakehashi_domain::{Code, Outcome, Setting, Shelf, Single};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// Why a session is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Nobody touched anything for as long as the setting says.
    Idle,
    /// The operating system was locked.
    System,
    /// The window was closed.
    Window,
}

impl Left {
    fn words(self) -> &'static str {
        match self {
            Self::Idle => "しばらく触れていない",
            Self::System => "Windowsのロック",
            Self::Window => "画面を閉じた",
        }
    }
}

/// What the program hears every few seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// What to say by notifications of the operating system.
    pub notices: Vec<Notice>,
    /// How things stand, in one line.
    pub line: String,
}

/// The person did something at the window just now.
pub(crate) async fn still_here(terminal: &Terminal, _: Permit) -> Outcome<()> {
    let note = |c: &mut Controller| {
        let now = c.now();
        if let Some(session) = &mut c.live().session {
            session.active_at = now;
        }
        Ok(())
    };
    terminal.ask(note).await
}

/// Opens the locked session by the password of the person who left. Failures count as at the login.
///
/// # Errors
/// `LOGIN_FAILED`, `ACCOUNT_LOCKED`, `NOT_LOGGED_IN`.
pub(crate) async fn come_back(
    terminal: &Terminal,
    permit: Permit,
    password: String,
) -> Outcome<PersonView> {
    let typed = Zeroizing::new(password);
    let known = |c: &mut Controller| {
        let id = c.who_left()?;
        let hash = c.hash_of_open_account(&id)?;
        Ok((id, hash))
    };
    let (id, hash) = terminal.ask(known).await?;
    let fits = password::fits(&typed, hash).await?;
    terminal.ask(move |c| c.come_back(&permit, &id, fits)).await
}

impl Terminal {
    /// Locks the session, if somebody is logged in. What moves goes on.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn lock(&self, left: Left) -> Answer<()> {
        let lock = move |c: &mut Controller| {
            if left == Left::System && !c.is_on(Setting::LockWithSystem)? {
                return Ok(());
            }
            c.lock(left)
        };
        let locked = self.ask(lock).await;
        locked.map_err(|fault| ProblemView::new(&fault, "-"))
    }

    /// For the program that holds a window, every few seconds: locks the session of somebody who is gone, lets go what
    /// nobody took back in time, and says what should be told.
    pub async fn tick(&self) -> Tick {
        let terminal = self.clone();
        tokio::spawn(async move { terminal.register_agreed().await });
        let ticked = self.ask(Controller::tick).await;
        ticked.unwrap_or_else(|fault| {
            tracing::warn!(code = fault.code.number(), cause = ?fault.cause, "no tick");
            Tick {
                notices: Vec::new(),
                line: String::new(),
            }
        })
    }
}

impl Controller {
    /// Before anything else is done: whoever is gone has left.
    pub(crate) fn lock_when_idle(&mut self) {
        if !self.live().is_idle(self.now()) {
            return;
        }
        if let Err(fault) = self.lock(Left::Idle) {
            tracing::error!(code = fault.code.number(), "the lock left no trail");
        }
    }

    fn lock(&mut self, left: Left) -> Outcome<()> {
        let user = {
            let mut live = self.live();
            let session = live.session.as_mut();
            let Some(session) = session.filter(|session| !session.locked) else {
                return Ok(());
            };
            session.locked = true;
            session.user.clone()
        };
        let permit = Permit::of_terminal(Act::lock, left.words()).in_name_of(&user);
        self.write(&permit, |_| Ok(()))
    }

    fn who_left(&self) -> Outcome<String> {
        let live = self.live();
        let session = live.session.as_ref().filter(|session| session.locked);
        let left = session.map(|session| session.user.clone());
        left.ok_or_else(|| Code::NotLoggedIn.into())
    }

    fn come_back(&mut self, permit: &Permit, id: &str, fits: bool) -> Outcome<PersonView> {
        let account = self.let_in(permit, id, fits)?;
        let now = self.now();
        let mut live = self.live();
        let session = live.session.as_mut();
        let session = session.filter(|session| session.user == id);
        let session = session.ok_or(Code::NotLoggedIn)?;
        session.locked = false;
        session.active_at = now;
        Ok(PersonView::of(&account))
    }

    fn tick(&mut self) -> Outcome<Tick> {
        if !matches!(self.vault, Vault::Open(_)) {
            let line = "まだ開いていません".to_owned();
            return Ok(Tick {
                notices: Vec::new(),
                line,
            });
        }
        let minutes = self.setting(Setting::IdleMinutes)?.value;
        self.live().idle_after = Some(TimeDelta::minutes(minutes.into()));
        self.lock_when_idle();
        let facts = self.facts()?;
        Ok(Tick {
            notices: self.news(&facts)?,
            line: facts.line(),
        })
    }

    fn news(&mut self, facts: &Facts) -> Outcome<Vec<Notice>> {
        if !self.is_on(Setting::Notifications)? {
            return Ok(Vec::new());
        }
        let today = japan_day(self.now());
        let said: Option<BTreeSet<String>> =
            self.books()?.get(Shelf::Setting, Single::Said.key())?;
        let said = said.unwrap_or_default();
        let (notices, now_said) = facts.news(&said, today);
        if now_said != said {
            self.keep(|store| store.put(Shelf::Setting, Single::Said.key(), &now_said))?;
        }
        Ok(notices)
    }

    fn facts(&self) -> Outcome<Facts> {
        let mut facts = Facts::default();
        for area in areas::all() {
            (area.facts)(self, &mut facts)?;
        }
        Ok(facts)
    }
}
