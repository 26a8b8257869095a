//! Accounts of this terminal.

pub(crate) mod life;
pub(crate) mod one_person;
pub(crate) mod view;

use crate::{
    core::{
        act::{Act, Who},
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        session::PersonView,
        user::UserRecord,
    },
    desk::{
        accounts::{
            one_person::{check_id, check_name},
            view::{ActView, NewUser, UserView},
        },
        password,
    },
};
use kakehashi_domain::{Code, Outcome, Role, Shelf};
use std::future::{Ready, ready};
use zeroize::Zeroizing;

/// Every act of the table with the roles that may do it.
pub(crate) fn who_may(_: &Terminal, _: Permit) -> Ready<Outcome<Vec<ActView>>> {
    let view = |act: &Act| ActView {
        title: act.title.to_owned(),
        roles: match act.who {
            Who::Open | Who::Person | Who::Terminal => Role::ALL.to_vec(),
            Who::Roles(roles) => roles.to_vec(),
        },
        looks: act.looks,
        open: act.who == Who::Open,
    };
    ready(Ok(Act::ASKED.iter().map(view).collect()))
}

/// The account list.
pub(crate) async fn users(terminal: &Terminal, _: Permit) -> Outcome<Vec<UserView>> {
    terminal.see(Look::user_views).await
}

/// Adds an account. Its first password must be changed at the first login.
///
/// # Errors
/// `USER_EXISTS`, `PASSWORD_WEAK`, `INPUT_INVALID`.
pub(crate) async fn add_user(
    terminal: &Terminal,
    permit: Permit,
    user: NewUser,
) -> Outcome<Vec<UserView>> {
    check_id(&user.id)?;
    let name = check_name(&user.name)?;
    let first_password = Zeroizing::new(user.password);
    let password_hash = password::hash(&first_password, None).await?;
    let record = UserRecord::new(user.id, name, user.roles, password_hash);
    terminal.ask(move |c| c.add_user(&permit, record)).await
}

/// Lets somebody try again whose account wrong guesses locked.
///
/// # Errors
/// `USER_NOT_FOUND`.
pub(crate) async fn unlock_user(
    terminal: &Terminal,
    permit: Permit,
    user: String,
) -> Outcome<Vec<UserView>> {
    let unlock = move |c: &mut Controller| {
        let mut known = c.known_user(&user)?;
        known.failures = 0;
        known.locked_until = None;
        c.write(&permit, |store| store.put(Shelf::User, &known.id, &known))?;
        c.user_views()
    };
    terminal.ask(unlock).await
}

/// Says whether somebody may see a 個人番号 (S1 §2.2 ②). Nobody decides that of themselves.
///
/// # Errors
/// `USER_NOT_FOUND`, `OWN_ACCOUNT`.
pub(crate) async fn set_number_sight(
    terminal: &Terminal,
    permit: Permit,
    user: String,
    sees: bool,
) -> Outcome<Vec<UserView>> {
    let set = move |c: &mut Controller| {
        let mut known = c.known_user(&user)?;
        if known.id == permit.user {
            return Err(Code::OwnAccount.into());
        }
        known.sees_numbers = sees;
        c.write(&permit, |store| store.put(Shelf::User, &known.id, &known))?;
        c.user_views()
    };
    terminal.ask(set).await
}

/// Changes one's own password. A wrong guess of the current one counts as at the login.
///
/// # Errors
/// `LOGIN_FAILED` when the current one is wrong, `ACCOUNT_LOCKED`, `PASSWORD_WEAK`.
pub(crate) async fn change_password(
    terminal: &Terminal,
    permit: Permit,
    current: String,
    new_password: String,
) -> Outcome<PersonView> {
    let (current, new) = (Zeroizing::new(current), Zeroizing::new(new_password));
    let id = permit.user.clone();
    let hash = terminal
        .see(move |look| look.hash_of_open_account(&id))
        .await?;
    if !password::fits(&current, hash).await? {
        let id = permit.user.clone();
        let count = move |c: &mut Controller| c.count_failure(&permit, &id);
        return Err(terminal.ask(count).await?);
    }
    let hash = password::hash(&new, Some(&current)).await?;
    terminal
        .ask(move |c| c.change_password(&permit, hash))
        .await
}

impl Controller {
    fn add_user(&mut self, permit: &Permit, user: UserRecord) -> Outcome<Vec<UserView>> {
        self.require_another(&user)?;
        self.write(permit, |store| store.put(Shelf::User, &user.id, &user))?;
        self.user_views()
    }

    /// The account as it is now gets the new hash; who sits there now stays there.
    fn change_password(&mut self, permit: &Permit, hash: String) -> Outcome<PersonView> {
        let account = self.user(&permit.user)?;
        let mut account = account.ok_or(Code::NotLoggedIn)?;
        account.password_hash = hash;
        account.must_change_password = false;
        account.failures = 0;
        self.write(permit, |store| {
            store.put(Shelf::User, &account.id, &account)
        })?;
        self.follow_account(&account);
        Ok(PersonView::of(&account))
    }
}

impl Look {
    fn user_views(&self) -> Outcome<Vec<UserView>> {
        let now = self.now();
        let users = self.accounts()?;
        let view = |user: &UserRecord| UserView {
            locked: user.is_locked(now),
            alike: self.taken_for(user, &users),
            id: user.id.clone(),
            name: user.name.clone(),
            roles: user.roles.clone(),
            must_change_password: user.must_change_password,
            sees_numbers: user.sees_numbers,
            department: user.department.clone(),
            until: user.until,
            closed: user.closed.as_ref().map(|closed| closed.reason.clone()),
            last_login: user.logins.last,
            failed_tries: user.logins.failed,
        };
        Ok(users.iter().map(view).collect())
    }
}
