//! The way by hand: the terminal can't reach the server, so a person carries the file there and the result back. Everything
//! before and after is the same as for what the terminal sends itself.
//!
//! ```text
//! 送信待ち ─write_out─▶ 送信待ち, a file outside ─note_sent─▶ 受付 ─note_status…─▶ 処理完了 ─take_result─▶ 結果取得済
//! ```
//! The file that was written is deleted again once it was sent, if it is still what was written; its line in the 授受簿
//! says so.

mod incoming;
pub(crate) mod outgoing;
pub(crate) mod post;

pub(crate) use incoming::take_result;
pub(crate) use outgoing::{note_sent, write_out};
pub(crate) use post::{letter, note_told};

use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        profile::ProfileRecord,
    },
    place::certificates::view::ProfileView,
    sending::jobs::{record::JobRecord, view::JobView, wrong_state},
};
use kakehashi_domain::{Code, Fault, JobState, Outcome, SendingWay};
use kakehashi_store::JobRow;

/// Decides by which way files of the profile in use go from now on.
///
/// # Errors
/// `NO_PROFILE`; `INPUT_INVALID` for the direct way where nobody said which server it is.
pub(crate) async fn set_way(
    terminal: &Terminal,
    permit: Permit,
    way: SendingWay,
) -> Outcome<ProfileView> {
    let change = move |c: &mut Controller| {
        let profile = c.profile()?;
        require_server(&profile, way)?;
        c.keep_profile(&permit, ProfileRecord { way, ..profile })
    };
    terminal.ask(change).await
}

/// Decides by which way this file goes, before its approval is asked for: who approves it approves the way.
///
/// # Errors
/// `JOB_NOT_FOUND`, `WRONG_STATE`, `INPUT_INVALID` as for [`set_way`].
pub(crate) async fn choose_way(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    way: SendingWay,
) -> Outcome<JobView> {
    let choose = move |c: &mut Controller| {
        let JobRow {
            state, mut body, ..
        } = c.job(id)?;
        if state != JobState::Checked {
            return Err(wrong_state(id, state));
        }
        require_server(&c.profile_named(&body.profile)?, way)?;
        body.way = way;
        c.write(&permit, |store| store.keep_job(id, state, &body))?;
        c.job_view(&permit, id)
    };
    terminal.ask(choose).await
}

/// Notes what the official screen says of a job (処理ステータス). The words are kept as they are.
///
/// # Errors
/// `JOB_NOT_FOUND`, `WRONG_STATE`, `INPUT_INVALID`.
pub(crate) async fn note_status(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    word: String,
) -> Outcome<JobView> {
    let word = short(&word, "処理ステータス")?;
    let note = move |c: &mut Controller| {
        let job = c.by_hand(id)?;
        if ![
            JobState::Accepted,
            JobState::Processing,
            JobState::Completed,
        ]
        .contains(&job.state)
        {
            return Err(wrong_state(id, job.state));
        }
        c.note_word(&permit, id, &word)?;
        c.job_view(&permit, id)
    };
    terminal.ask(note).await
}

impl Look {
    /// A job that people carry.
    fn by_hand(&self, id: u32) -> Outcome<JobRow<JobRecord>> {
        let job = self.job(id)?;
        if job.body.way.is_by_hand() {
            return Ok(job);
        }
        Err(Code::NotByHand.into())
    }
}

fn require_server(profile: &ProfileRecord, way: SendingWay) -> Outcome<()> {
    if way.is_by_hand() || !profile.url.is_empty() || !profile.kind.connects() {
        return Ok(());
    }
    let hint = "この接続先にはサーバーのURLがありません。接続先を追加してください。";
    Err(Fault::invalid("送りかた", hint))
}

/// What a person copied from a screen: one line, without anything that acts.
fn short(typed: &str, field: &str) -> Outcome<String> {
    let typed = typed.trim();
    let fits = (1..=64).contains(&typed.chars().count()) && !typed.chars().any(char::is_control);
    if fits {
        return Ok(typed.to_owned());
    }
    Err(Fault::invalid(
        field,
        "画面に出ているとおりに、64文字までで入れてください。",
    ))
}
