//! Setting up, opening, logging in and out.

use crate::{
    core::{
        act::{Act, Trail},
        blocking::blocking,
        controller::{Answer, Controller, Terminal, Vault},
        session::{PersonView, Session},
        shelf,
        user::UserRecord,
    },
    desk::{
        accounts::check_id,
        home::view::{Stage, StartView},
        password,
    },
};
use chrono::TimeDelta;
use kakehashi_domain::{Code, Fault, Outcome, Role};
use kakehashi_store::{DataPlace, KeyCare, Store, key_store_works};
use zeroize::Zeroizing;

const FAILURES_ALLOWED: u32 = 5;
const LOCK: TimeDelta = TimeDelta::minutes(15);
const KEY_PASS_PHRASE_CHARS: usize = 12;

impl Terminal {
    /// At which door a client stands.
    pub async fn start(&self) -> Answer<StartView> {
        let stage = self.look(|c| Ok(c.stage())).await?;
        let key_store_available = match stage {
            Stage::SetUp => blocking(|| Ok(key_store_works())).await.unwrap_or(false),
            Stage::Unlock | Stage::LogIn | Stage::Locked | Stage::Ready => true,
        };
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let left = self.look(|c| Ok(c.name_of_who_left())).await?;
        Ok(StartView {
            stage,
            key_store_available,
            left,
            version,
        })
    }

    /// Makes the key, the database and the first administrator, who is then logged in.
    ///
    /// # Errors
    /// `ALREADY_SET_UP`, `PASSWORD_WEAK`, `KEY_STORE_UNAVAILABLE`, `INPUT_INVALID`, `DISK_FULL`, `DATA_UNWRITABLE`.
    pub async fn set_up(
        &self,
        admin_id: String,
        admin_name: String,
        new_password: String,
        key_pass_phrase: Option<String>,
    ) -> Answer<PersonView> {
        let trail = Trail::new(Act::SetUp, "端末").by(&admin_id);
        let new_password = Zeroizing::new(new_password);
        let key_pass_phrase = key_pass_phrase.map(Zeroizing::new);
        self.perform(trail, async |trail| {
            check_id(&admin_id)?;
            check_pass_phrase(key_pass_phrase.as_deref().map(String::as_str))?;
            let password_hash = password::hash(&new_password, None).await?;
            let admin = UserRecord {
                id: admin_id.clone(),
                name: admin_name,
                roles: vec![Role::Admin],
                password_hash,
                must_change_password: false,
                failures: 0,
                locked_until: None,
            };
            self.ask(move |c| c.set_up(&trail, admin, key_pass_phrase))
                .await
        })
        .await
    }

    /// Opens data whose key is sealed by a pass phrase.
    ///
    /// # Errors
    /// `KEY_PASS_PHRASE_WRONG`, and those of opening the database.
    pub async fn unlock(&self, pass_phrase: String) -> Answer<StartView> {
        let pass_phrase = Zeroizing::new(pass_phrase);
        self.look(move |c| c.unlock(&pass_phrase)).await?;
        self.carry_all_on().await;
        self.start().await
    }

    /// Logs a person in. Five wrong passwords in a row lock the account for 15 minutes.
    ///
    /// # Errors
    /// `LOGIN_FAILED`, `ACCOUNT_LOCKED`, `NOT_SET_UP`, `KEY_PASS_PHRASE_NEEDED`.
    pub async fn log_in(&self, user: String, typed: String) -> Answer<PersonView> {
        let typed = Zeroizing::new(typed);
        let trail = Trail::new(Act::LogIn, "").by(&user);
        self.perform(trail, async |trail| {
            let id = user.clone();
            let hash = self
                .ask(move |c| {
                    c.refuse_while_locked()?;
                    c.hash_of_open_account(&id)
                })
                .await?;
            let fits = password::fits(&typed, hash).await?;
            self.ask(move |c| c.log_in(&trail, &user, fits)).await
        })
        .await
    }

    /// Ends the session (離席). What moves goes on.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn log_out(&self) -> Answer<()> {
        self.perform(Trail::new(Act::LogOut, ""), async |trail| {
            self.ask(move |c| {
                if c.session.is_some() {
                    c.commit(&trail, |_| Ok(()))?;
                }
                c.session = None;
                Ok(())
            })
            .await
        })
        .await
    }
}

impl Controller {
    fn stage(&self) -> Stage {
        match &self.vault {
            Vault::Closed(place) if place.is_set_up() => Stage::Unlock,
            Vault::Closed(_) | Vault::Lost => Stage::SetUp,
            Vault::Open(_) => match &self.session {
                None => Stage::LogIn,
                Some(session) if session.locked => Stage::Locked,
                Some(_) => Stage::Ready,
            },
        }
    }

    fn name_of_who_left(&self) -> Option<String> {
        let session = self.session.as_ref().filter(|session| session.locked);
        session.map(|session| session.name.clone())
    }

    fn set_up(
        &mut self,
        trail: &Trail,
        admin: UserRecord,
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
        self.commit(trail, |store| store.put(shelf::USER, &admin.id, &admin))?;
        self.store()?.place().finish_set_up()?;
        Ok(self.begin_session(&admin))
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
                self.load_definitions()
            }
            Err(fault) => {
                self.vault = DataPlace::take(&dir).map_or(Vault::Lost, Vault::Closed);
                Err(fault)
            }
        }
    }

    /// While somebody is away, only they come back; another person logs in after their session was ended.
    fn refuse_while_locked(&self) -> Outcome<()> {
        let left = self.session.as_ref().is_some_and(|session| session.locked);
        if left {
            return Err(Code::SessionLocked.into());
        }
        Ok(())
    }

    pub(crate) fn hash_of_open_account(&mut self, id: &str) -> Outcome<Option<String>> {
        let now = self.now();
        let user = self.user(id)?;
        if user
            .as_ref()
            .and_then(|u| u.locked_until)
            .is_some_and(|until| until > now)
        {
            return Err(Code::AccountLocked.into());
        }
        Ok(user.map(|u| u.password_hash))
    }

    fn log_in(&mut self, trail: &Trail, id: &str, fits: bool) -> Outcome<PersonView> {
        let user = self.let_in(trail, id, fits)?;
        Ok(self.begin_session(&user))
    }

    /// Notes that a password fitted, or counts the failure.
    pub(crate) fn let_in(&mut self, trail: &Trail, id: &str, fits: bool) -> Outcome<UserRecord> {
        let Some(mut user) = self.user(id)? else {
            return Err(Code::LoginFailed.into());
        };
        if !fits {
            return Err(self.count_failure(user)?);
        }
        user.failures = 0;
        user.locked_until = None;
        self.commit(trail, |store| store.put(shelf::USER, id, &user))?;
        Ok(user)
    }

    fn count_failure(&mut self, mut user: UserRecord) -> Outcome<Fault> {
        user.failures += 1;
        let locked = user.failures >= FAILURES_ALLOWED;
        if locked {
            user.failures = 0;
            user.locked_until = Some(self.now() + LOCK);
        }
        self.store()?
            .transact(|store| store.put(shelf::USER, &user.id, &user))?;
        Ok(Fault::new(if locked {
            Code::AccountLocked
        } else {
            Code::LoginFailed
        }))
    }

    pub(crate) fn begin_session(&mut self, user: &UserRecord) -> PersonView {
        let session = Session {
            user: user.id.clone(),
            name: user.name.clone(),
            roles: user.roles.clone(),
            must_change_password: user.must_change_password,
            looked_at: Default::default(),
            active_at: self.now(),
            locked: false,
        };
        let view = session.view();
        self.session = Some(session);
        view
    }
}

fn check_pass_phrase(phrase: Option<&str>) -> Outcome<()> {
    match phrase {
        Some(phrase) if phrase.chars().count() < KEY_PASS_PHRASE_CHARS => {
            let hint = format!("{KEY_PASS_PHRASE_CHARS}文字以上にしてください。");
            Err(Fault::new(Code::InputInvalid)
                .with("field", "データを守るパスフレーズ")
                .with("hint", hint))
        }
        Some(_) | None => Ok(()),
    }
}
