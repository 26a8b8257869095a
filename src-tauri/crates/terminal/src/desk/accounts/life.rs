//! Accounts follow people: what changes of them, a password that was forgotten, leaving and coming back. No account is ever
//! removed, so that the log's names keep their meaning.

use crate::{
    core::{
        area::{Task, Urgency},
        clock::japan_time,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        user::{Closed, Reset, UserRecord},
    },
    desk::{
        accounts::{
            one_person::check_name,
            view::{UserChange, UserView},
        },
        password,
    },
};
use kakehashi_domain::{Code, Fault, Outcome, Role, Shelf, short_text};
use zeroize::Zeroizing;

const LONGEST: usize = 100;

/// Changes name, department, roles, or the last day of somebody who only stands in.
///
/// # Errors
/// `USER_NOT_FOUND`, `INPUT_INVALID`, `ONLY_ADMIN`.
pub(crate) async fn change_user(
    terminal: &Terminal,
    permit: Permit,
    user: String,
    change: UserChange,
) -> Outcome<Vec<UserView>> {
    let name = check_name(&change.name)?;
    if change.roles.is_empty() {
        return Err(Fault::invalid("役割", "1つ以上選んでください。"));
    }
    let change = move |c: &mut Controller| {
        let before = c.known_user(&user)?;
        c.require_department(change.department.as_deref())?;
        let after = UserRecord {
            name,
            department: change.department,
            roles: change.roles,
            until: change.until,
            ..before.clone()
        };
        c.require_other_name(&after)?;
        if !after.roles.contains(&Role::Admin) || after.until.is_some() {
            c.require_admin_beside(&before)?;
        }
        let permit = permit.note(differences(&before, &after));
        c.keep_user(&permit, &after)
    };
    terminal.ask(change).await
}

/// Gives somebody a first password anew. For a day, who did so and they don't count as two persons.
///
/// # Errors
/// `USER_NOT_FOUND`, `PASSWORD_WEAK`, `OWN_ACCOUNT`.
pub(crate) async fn reset_password(
    terminal: &Terminal,
    permit: Permit,
    user: String,
    first_password: String,
) -> Outcome<Vec<UserView>> {
    let first = Zeroizing::new(first_password);
    let password_hash = password::hash(&first, None).await?;
    let reset = move |c: &mut Controller| {
        let known = c.known_user(&user)?;
        c.require_another_account(&permit, &known)?;
        let by = permit.user.clone();
        let record = UserRecord {
            password_hash,
            must_change_password: true,
            failures: 0,
            locked_until: None,
            reset: Some(Reset { at: c.now(), by }),
            ..known
        };
        c.keep_user(&permit, &record)
    };
    terminal.ask(reset).await
}

/// Nobody gets in by this account any more; it stays in the list and in the log.
///
/// # Errors
/// `USER_NOT_FOUND`, `INPUT_INVALID` without a reason, `OWN_ACCOUNT`.
pub(crate) async fn close_user(
    terminal: &Terminal,
    permit: Permit,
    user: String,
    reason: String,
) -> Outcome<Vec<UserView>> {
    let hint = "100文字までで、なぜ使えなくするのかを書いてください（例：異動、退職）。";
    let reason = short_text("理由", &reason, LONGEST, hint)?;
    let close = move |c: &mut Controller| {
        let known = c.known_user(&user)?;
        c.require_another_account(&permit, &known)?;
        let record = UserRecord {
            closed: Some(Closed {
                at: c.now(),
                reason,
            }),
            ..known
        };
        c.keep_user(&permit, &record)
    };
    terminal.ask(close).await
}

/// Somebody is back: the account is theirs again, with the password that it had.
///
/// # Errors
/// `USER_NOT_FOUND`.
pub(crate) async fn reopen_user(
    terminal: &Terminal,
    permit: Permit,
    user: String,
) -> Outcome<Vec<UserView>> {
    let reopen = move |c: &mut Controller| {
        let record = UserRecord {
            closed: None,
            ..c.known_user(&user)?
        };
        c.keep_user(&permit, &record)
    };
    terminal.ask(reopen).await
}

impl Controller {
    fn keep_user(&mut self, permit: &Permit, user: &UserRecord) -> Outcome<Vec<UserView>> {
        self.write(permit, |store| store.put(Shelf::User, &user.id, user))?;
        self.follow_account(user);
        self.user_views()
    }
}

impl Look {
    pub(super) fn known_user(&self, user: &str) -> Outcome<UserRecord> {
        let known = self.user(user)?;
        known.ok_or_else(|| Fault::new(Code::UserNotFound).with("user", user))
    }

    fn require_another_account(&self, permit: &Permit, user: &UserRecord) -> Outcome<()> {
        match permit.user == user.id {
            true => Err(Code::OwnAccount.into()),
            false => Ok(()),
        }
    }

    fn require_admin_beside(&self, user: &UserRecord) -> Outcome<()> {
        match self.is_only_admin(user)? {
            true => Err(Code::OnlyAdmin.into()),
            false => Ok(()),
        }
    }

    pub(super) fn require_department(&self, id: Option<&str>) -> Outcome<()> {
        let Some(id) = id else {
            return Ok(());
        };
        let known = self.department_list()?;
        match known.iter().any(|department| department.id == id) {
            true => Ok(()),
            false => Err(Fault::invalid(
                "部署",
                "部署の一覧にある部署を選んでください。",
            )),
        }
    }

    /// Everybody hears for a day whose password was set by whom: the two don't count as two persons meanwhile.
    pub(crate) fn reset_tasks(&self, _: &Permit) -> Outcome<Vec<Task>> {
        let now = self.now();
        let accounts = self.accounts()?.into_iter();
        let task = |user: UserRecord| {
            let reset = user.reset.filter(|reset| reset.binds(now))?;
            let by = self.name_of(&reset.by);
            Some(Task {
                urgency: Urgency::Waiting,
                mark: "利用者".into(),
                title: format!("{} のパスワードを、{by} が決めなおしました", user.name),
                summary: japan_time(reset.at),
                why: "1日のあいだ、この2人だけでは、2人で決めることを決められません。心当たりのないときは、システム管理者と監査担当者に伝えてください。".into(),
                button: None,
                path: "/users".into(),
            })
        };
        Ok(accounts.filter_map(task).collect())
    }
}

/// What became otherwise, for the log.
fn differences(before: &UserRecord, after: &UserRecord) -> String {
    let roles = |user: &UserRecord| {
        let titles = user.roles.iter().map(|role| role.title());
        titles.collect::<Vec<_>>().join("・")
    };
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "なし".to_owned());
    let of = |user: &UserRecord| {
        [
            ("名前", user.name.clone()),
            ("部署", or_none(user.department.clone())),
            ("役割", roles(user)),
            ("期限", or_none(user.until.map(|day| day.to_string()))),
        ]
    };
    let both = of(before).into_iter().zip(of(after));
    let told = both.filter(|(before, after)| before.1 != after.1);
    let told = told.map(|((what, before), (_, after))| format!("{what} {before} → {after}"));
    told.collect::<Vec<_>>().join("、")
}
