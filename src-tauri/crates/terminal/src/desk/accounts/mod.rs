//! Accounts of this terminal.

pub(crate) mod view;

use crate::{
    core::{
        act::{Act, Trail},
        controller::{Answer, Controller, Terminal},
        session::PersonView,
        shelf,
        user::UserRecord,
    },
    desk::{
        accounts::view::{NewUser, UserView},
        password,
    },
};
use kakehashi_domain::{Code, Fault, Outcome, Role};
use zeroize::Zeroizing;

impl Terminal {
    /// The account list.
    ///
    /// # Errors
    /// `PERMISSION_DENIED` for anyone but administrators and auditors.
    pub async fn users(&self) -> Answer<Vec<UserView>> {
        self.look(|c| {
            c.allow(&[Role::Admin, Role::Auditor])?;
            c.user_views()
        })
        .await
    }

    /// Adds an account. Its first password must be changed at the first login.
    ///
    /// # Errors
    /// `USER_EXISTS`, `PASSWORD_WEAK`, `INPUT_INVALID`, `PERMISSION_DENIED`.
    pub async fn add_user(&self, user: NewUser) -> Answer<Vec<UserView>> {
        self.perform(Trail::new(Act::AddUser, &user.id), async |trail| {
            self.ask(|c| c.allow(&[Role::Admin]).map(drop)).await?;
            check_id(&user.id)?;
            let first_password = Zeroizing::new(user.password);
            let password_hash = password::hash(&first_password, None).await?;
            let record = UserRecord {
                id: user.id,
                name: user.name,
                roles: user.roles,
                password_hash,
                must_change_password: true,
                failures: 0,
                locked_until: None,
            };
            self.ask(move |c| c.add_user(&trail, record)).await
        })
        .await
    }

    /// Changes one's own password.
    ///
    /// # Errors
    /// `LOGIN_FAILED` when the current one is wrong, `PASSWORD_WEAK`, `NOT_LOGGED_IN`.
    pub async fn change_password(&self, current: String, new: String) -> Answer<PersonView> {
        let (current, new) = (Zeroizing::new(current), Zeroizing::new(new));
        self.perform(Trail::new(Act::ChangePassword, ""), async |trail| {
            let mut user = self.ask(Controller::own_account).await?;
            if !password::fits(&current, Some(user.password_hash.clone())).await? {
                return Err(Code::LoginFailed.into());
            }
            user.password_hash = password::hash(&new, Some(&current)).await?;
            user.must_change_password = false;
            self.ask(move |c| {
                c.commit(&trail, |store| store.put(shelf::USER, &user.id, &user))?;
                Ok(c.begin_session(&user))
            })
            .await
        })
        .await
    }
}

impl Controller {
    fn add_user(&mut self, trail: &Trail, user: UserRecord) -> Outcome<Vec<UserView>> {
        if self.user(&user.id)?.is_some() {
            return Err(Fault::new(Code::UserExists).with("user", user.id));
        }
        self.commit(trail, |store| store.put(shelf::USER, &user.id, &user))?;
        self.user_views()
    }

    fn own_account(&mut self) -> Outcome<UserRecord> {
        let id = self.person()?.user.clone();
        self.user(&id)?.ok_or_else(|| Code::NotLoggedIn.into())
    }

    fn user_views(&mut self) -> Outcome<Vec<UserView>> {
        let now = self.now();
        let users: Vec<UserRecord> = self.store()?.all(shelf::USER)?;
        let view = |user: UserRecord| UserView {
            locked: user.locked_until.is_some_and(|until| until > now),
            id: user.id,
            name: user.name,
            roles: user.roles,
            must_change_password: user.must_change_password,
        };
        Ok(users.into_iter().map(view).collect())
    }
}

/// 1 to 32 letters, digits, `-`, `_`, `.`.
pub(crate) fn check_id(id: &str) -> Outcome<()> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if (1..=32).contains(&id.len()) && id.chars().all(allowed) {
        return Ok(());
    }
    let hint = "英字、数字、「-」「_」「.」で32文字までにしてください。";
    Err(Fault::new(Code::InputInvalid)
        .with("field", "利用者ID")
        .with("hint", hint))
}
