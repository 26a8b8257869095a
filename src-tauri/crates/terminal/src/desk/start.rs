//! Setting up, opening, logging in and out.

use crate::{
    core::{
        blocking::blocking,
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::{Look, Vault},
        session::{PersonView, Session},
        user::{LOCK, UserRecord},
    },
    desk::{
        accounts::one_person::{check_id, check_name},
        home::view::{Stage, StartView},
        password,
    },
};
use chrono::TimeDelta;
use kakehashi_domain::{Code, Fault, Outcome, Role, Shelf};
use kakehashi_store::{DataPlace, KeyCare, Store, key_store_works};
use zeroize::Zeroizing;

const FAILURES_ALLOWED: u32 = 5;
/// Nobody could unlock the only administrator, and whoever guesses on could keep the terminal without one.
const LOCK_OF_ONLY_ADMIN: TimeDelta = TimeDelta::minutes(1);
const KEY_PASS_PHRASE_CHARS: usize = 12;

/// At which door a client stands.
pub(crate) async fn start(terminal: &Terminal, _: Permit) -> Outcome<StartView> {
    let door = |c: &mut Controller| Ok((c.stage(), c.name_of_who_left()));
    let (stage, left) = terminal.ask(door).await?;
    let key_store_available = match stage {
        Stage::SetUp => blocking(|| Ok(key_store_works())).await.unwrap_or(false),
        Stage::Unlock | Stage::LogIn | Stage::Locked | Stage::Ready => true,
    };
    Ok(StartView {
        stage,
        key_store_available,
        left,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// Makes the key, the database and the first administrator, who is then logged in.
///
/// # Errors
/// `ALREADY_SET_UP`, `PASSWORD_WEAK`, `KEY_STORE_UNAVAILABLE`, `INPUT_INVALID`, `DISK_FULL`, `DATA_UNWRITABLE`.
pub(crate) async fn set_up(
    terminal: &Terminal,
    permit: Permit,
    admin_id: String,
    admin_name: String,
    password: String,
    key_pass_phrase: Option<String>,
) -> Outcome<PersonView> {
    let new_password = Zeroizing::new(password);
    let key_pass_phrase = key_pass_phrase.map(Zeroizing::new);
    check_id(&admin_id)?;
    check_pass_phrase(key_pass_phrase.as_deref().map(String::as_str))?;
    let password_hash = password::hash(&new_password, None).await?;
    let name = check_name(&admin_name)?;
    let admin = UserRecord {
        must_change_password: false,
        ..UserRecord::new(admin_id, name, vec![Role::Admin], password_hash)
    };
    let make = move |c: &mut Controller| c.set_up(&permit, &admin, key_pass_phrase);
    terminal.ask(make).await
}

/// Opens data whose key is sealed by a pass phrase.
///
/// # Errors
/// `KEY_PASS_PHRASE_WRONG`, and those of opening the database.
pub(crate) async fn unlock(
    terminal: &Terminal,
    permit: Permit,
    pass_phrase: String,
) -> Outcome<StartView> {
    let pass_phrase = Zeroizing::new(pass_phrase);
    terminal.ask(move |c| c.unlock(&pass_phrase)).await?;
    terminal.carry_all_on().await;
    start(terminal, permit).await
}

/// Logs a person in. Five wrong passwords in a row lock the account for 15 minutes, the only administrator's for one.
///
/// # Errors
/// `LOGIN_FAILED`, `ACCOUNT_LOCKED`, `NOT_SET_UP`, `KEY_PASS_PHRASE_NEEDED`.
pub(crate) async fn log_in(
    terminal: &Terminal,
    permit: Permit,
    user: String,
    password: String,
) -> Outcome<PersonView> {
    let typed = Zeroizing::new(password);
    let known = move |c: &mut Controller| {
        c.refuse_while_locked()?;
        let id = c.account_meant(&user)?.unwrap_or(user);
        Ok((c.hash_of_open_account(&id)?, id))
    };
    let (hash, id) = terminal.ask(known).await?;
    let permit = if hash.is_some() {
        permit.in_name_of(&id)
    } else {
        permit
    };
    let fits = password::fits(&typed, hash).await?;
    terminal.ask(move |c| c.log_in(permit, &id, fits)).await
}

/// Ends the session (離席). What moves goes on.
///
/// # Errors
/// Those of the database.
pub(crate) async fn log_out(terminal: &Terminal, permit: Permit) -> Outcome<()> {
    let leave = move |c: &mut Controller| {
        if c.live().session.is_some() {
            c.write(&permit, |_| Ok(()))?;
        }
        c.live().session = None;
        Ok(())
    };
    terminal.ask(leave).await
}

impl Controller {
    fn stage(&self) -> Stage {
        match &self.vault {
            Vault::Closed(place) if place.is_set_up() => Stage::Unlock,
            Vault::Closed(_) | Vault::Reading(_) | Vault::Lost => Stage::SetUp,
            Vault::Open(_) => match &self.live().session {
                None => Stage::LogIn,
                Some(session) if session.locked => Stage::Locked,
                Some(_) => Stage::Ready,
            },
        }
    }

    fn name_of_who_left(&self) -> Option<String> {
        let live = self.live();
        let session = live.session.as_ref().filter(|session| session.locked);
        session.map(|session| session.name.clone())
    }

    fn set_up(
        &mut self,
        permit: &Permit,
        admin: &UserRecord,
        key_pass_phrase: Option<Zeroizing<String>>,
    ) -> Outcome<PersonView> {
        let Vault::Closed(place) = &self.vault else {
            return Err(Code::AlreadySetUp.into());
        };
        let care = match &key_pass_phrase {
            Some(phrase) => KeyCare::PassPhrase(phrase),
            None => KeyCare::OsKeyStore,
        };
        let key = place.make_key(care)?;
        self.open_vault(|place| Store::open(place, &key))?;
        self.write(permit, |store| store.put(Shelf::User, &admin.id, admin))?;
        self.store()?.finish_set_up()?;
        Ok(self.begin_session(admin))
    }

    fn unlock(&mut self, pass_phrase: &str) -> Outcome<()> {
        let Vault::Closed(place) = &self.vault else {
            return Ok(());
        };
        let key = place.bring_key(Some(pass_phrase))?;
        place.require_database()?;
        self.open_vault(|place| Store::open(place, &key))
    }

    /// Turns the held directory into an open store; when that fails, takes hold of it again.
    fn open_vault(&mut self, open: impl FnOnce(DataPlace) -> Outcome<Store>) -> Outcome<()> {
        let Vault::Closed(place) = std::mem::replace(&mut self.vault, Vault::Lost) else {
            return Err(Code::AlreadySetUp.into());
        };
        let dir = place.dir().to_owned();
        match open(place) {
            Ok(store) => {
                self.vault = Vault::Open(store);
                self.load_definitions()?;
                self.heed_mark()
            }
            Err(fault) => {
                self.vault = DataPlace::take(&dir).map_or(Vault::Lost, Vault::Closed);
                Err(fault)
            }
        }
    }

    /// While somebody is away, only they come back; another person logs in after their session was ended.
    fn refuse_while_locked(&self) -> Outcome<()> {
        let is_locked = |session: &Session| session.locked;
        if self.live().session.as_ref().is_some_and(is_locked) {
            return Err(Code::SessionLocked.into());
        }
        Ok(())
    }

    /// Sits a person down; the log says whose session ended by it.
    fn log_in(&mut self, permit: Permit, id: &str, fits: bool) -> Outcome<PersonView> {
        self.refuse_while_locked()?;
        let left = self.live().session.as_ref().map(|left| left.user.clone());
        let permit = match left {
            Some(left) => permit.note(format!("{left} のログインを終わらせて")),
            None => permit,
        };
        let account = self.let_in(&permit, id, fits)?;
        Ok(self.begin_session(&account))
    }

    /// Notes that a password fitted, or counts the failure. Whoever guesses side by side finds the lock here.
    pub(crate) fn let_in(&mut self, permit: &Permit, id: &str, fits: bool) -> Outcome<UserRecord> {
        self.hash_of_open_account(id)?;
        let Some(mut user) = self.user(id)? else {
            return Err(Code::LoginFailed.into());
        };
        if !fits {
            return Err(self.count_failure(permit, id)?);
        }
        user.failures = 0;
        user.locked_until = None;
        user.logins = user.logins.next(self.now());
        self.write(permit, |store| store.put(Shelf::User, id, &user))?;
        Ok(user)
    }

    /// Counts a wrong guess, together with its entry in the log; gives what the person is told.
    pub(crate) fn count_failure(&mut self, permit: &Permit, id: &str) -> Outcome<Fault> {
        let mut user = self.user(id)?.ok_or(Code::LoginFailed)?;
        user.failures += 1;
        user.logins.failed += 1;
        let locked = user.failures >= FAILURES_ALLOWED;
        if locked {
            user.failures = 0;
            let long = match self.is_only_admin(&user)? {
                true => LOCK_OF_ONLY_ADMIN,
                false => LOCK,
            };
            user.locked_until = Some(self.now() + long);
        }
        let fault = Fault::new(if locked {
            Code::AccountLocked
        } else {
            Code::LoginFailed
        });
        self.keep_failure(permit, &fault, |store| {
            store.put(Shelf::User, &user.id, &user)
        })?;
        Ok(fault)
    }
}

impl Look {
    /// The hash of an account; none where there is no such account.
    ///
    /// # Errors
    /// `ACCOUNT_LOCKED`, `ACCOUNT_CLOSED`.
    pub(crate) fn hash_of_open_account(&self, id: &str) -> Outcome<Option<String>> {
        let (user, now) = (self.user(id)?, self.now());
        if let Some(user) = &user {
            user.require_usable(japan_day(now))?;
        }
        if user.as_ref().is_some_and(|user| user.is_locked(now)) {
            return Err(Code::AccountLocked.into());
        }
        Ok(user.map(|user| user.password_hash))
    }
}

fn check_pass_phrase(phrase: Option<&str>) -> Outcome<()> {
    match phrase {
        Some(phrase) if phrase.chars().count() < KEY_PASS_PHRASE_CHARS => {
            let hint = format!("{KEY_PASS_PHRASE_CHARS}文字以上にしてください。");
            Err(Fault::invalid("データを守るパスフレーズ", hint))
        }
        Some(_) | None => Ok(()),
    }
}
