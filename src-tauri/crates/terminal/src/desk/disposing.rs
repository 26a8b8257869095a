//! Disposal because a person wants it: of everything whose time is over, at once, and of one file before its time. That takes
//! a second person, who says so by their password.

use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    desk::password,
    sending::{
        disposal::{DisposalView, clear_rows},
        jobs::subject,
    },
};
use kakehashi_domain::{Code, Fault, Outcome, Role, short_text};
use serde::Deserialize;
use ts_rs::TS;
use zeroize::{Zeroize, ZeroizeOnDrop};

const LONGEST_REASON: usize = 200;

/// Another person, who agrees by their password.
#[derive(Clone, Deserialize, TS, Zeroize, ZeroizeOnDrop)]
pub struct SecondPerson {
    /// 利用者ID.
    pub user: String,
    /// Kept nowhere.
    pub password: String,
}

/// Disposes of everything whose time is over, as the terminal does by itself every hour; gives the new lines of the
/// 廃棄記録簿.
///
/// # Errors
/// `CLOCK_UNPROVED`: by a clock in doubt nothing is old.
pub(crate) async fn dispose_due(terminal: &Terminal, permit: Permit) -> Outcome<Vec<DisposalView>> {
    let begin = move |c: &mut Controller| {
        if let Some(doubt) = c.follow_clock()? {
            return Err(doubt);
        }
        let first = c.next_disposal()?;
        c.write(&permit, |_| Ok(()))?;
        Ok(first)
    };
    let first = terminal.ask(begin).await?;
    terminal.dispose_of_old().await;
    terminal.see(move |look| look.disposals_from(first)).await
}

/// Disposes of what a job that ended brought with it before its time is over.
///
/// # Errors
/// `WRONG_STATE` for one that goes on, `DISPOSED_ALREADY`, `INPUT_INVALID` without a reason, `DISPOSAL_SECOND_PERSON`,
/// `LOGIN_FAILED` and `ACCOUNT_LOCKED` for the second person, `RESET_TOO_FRESH`.
pub(crate) async fn dispose_job(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    reason: String,
    second: SecondPerson,
) -> Outcome<Vec<DisposalView>> {
    let hint = "200文字までで、なぜ期限の前に廃棄するのかを書いてください。";
    let reason = short_text("理由", &reason, LONGEST_REASON, hint)?;
    let (asker, other) = (permit.user.clone(), second.user.clone());
    let known = move |look: &Look| {
        look.disposable(id)?;
        look.second_to(&asker, &other)
    };
    let hash = terminal.see(known).await?;
    let fits = password::fits(&second.password, Some(hash)).await?;
    let (asking, other) = (permit.clone(), second.user.clone());
    let agreed = move |c: &mut Controller| match fits {
        true => c.disposable(id).map(drop),
        false => Err(c.count_failure(&asking, &other)?),
    };
    terminal.ask(agreed).await?;
    terminal
        .clear_in_parts(move |store| clear_rows(store, id))
        .await?;
    let dispose = move |c: &mut Controller| {
        c.second_to(&permit.user, &second.user)?;
        let first = c.next_disposal()?;
        let why = format!("{reason}（{} も確かめた）", c.name_of(&second.user));
        let permit = permit.on(subject(id)).note(&why);
        c.dispose_of_job(&permit, id, why)?;
        c.disposals_from(first)
    };
    terminal.ask(dispose).await
}

impl Look {
    /// The password's hash of a second person who may agree.
    fn second_to(&self, asker: &str, other: &str) -> Outcome<String> {
        let refused = || Fault::new(Code::DisposalSecondPerson);
        let account = self.user(other)?.ok_or_else(refused)?;
        let may = [Role::Approver, Role::Admin]
            .iter()
            .any(|it| account.roles.contains(it));
        if !may || asker == other {
            return Err(refused());
        }
        self.require_apart(asker, other)?;
        self.hash_of_open_account(other)?.ok_or_else(refused)
    }
}
