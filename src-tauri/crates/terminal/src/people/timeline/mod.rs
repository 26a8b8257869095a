//! The way of each person from the receipt of their 届出 to the registration, and the last day for it. Files move people
//! along by themselves ([`noting`]); a clerk only says when nobody is to be registered after all.

pub(crate) mod view;

mod noting;
mod record;
mod shown;
mod taking_back;

use crate::{
    core::{
        act::Act,
        area::{Old, Rest, Task, Urgency},
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        in_parts::{ROWS_AT_ONCE, rest_after},
        look::Look,
        meter::small,
        retention,
    },
    people::timeline::view::{TimelineList, TimelineShow, TimelineView},
};
use chrono::NaiveDate;
use kakehashi_domain::{Code, DeadlineRule, DeadlineState, Fault, Outcome, Role, short_text};
use kakehashi_store::TimelineRow;
pub(crate) use noting::begin_by_number;
pub(crate) use record::Receipt;
use record::{ClosedRecord, TimelineRecord};

const LONGEST_REASON: usize = 200;
/// What the log calls all of them; a person's registration doesn't belong there.
const SUBJECT: &str = "登録の期限";

/// People on their way, those asked for: by a part of their name or registration, all without one.
pub(crate) async fn timelines(
    terminal: &Terminal,
    permit: Permit,
    show: TimelineShow,
    text: String,
) -> Outcome<TimelineList> {
    prepare_look(terminal, permit).await?;
    let list = move |look: &Look| look.timeline_list(show, text.trim());
    terminal.see(list).await
}

/// The way of one person.
///
/// # Errors
/// `TIMELINE_NOT_FOUND`.
pub(crate) async fn timeline(
    terminal: &Terminal,
    permit: Permit,
    registration: String,
) -> Outcome<TimelineView> {
    prepare_look(terminal, permit.clone()).await?;
    let show = move |look: &Look| look.timeline_view(&permit, &registration);
    terminal.see(show).await
}

/// Says that nobody is to be registered after all (the 届出 was withdrawn, it was for another insurer, …).
///
/// # Errors
/// `INPUT_INVALID` without a reason, `WRONG_STATE` for somebody who is registered or closed, and those of [`timeline`].
pub(crate) async fn close_timeline(
    terminal: &Terminal,
    permit: Permit,
    registration: String,
    reason: String,
) -> Outcome<TimelineView> {
    let close = move |c: &mut Controller| {
        c.close_timeline(&permit, &registration, &reason)?;
        c.timeline_view(&permit, &registration)
    };
    terminal.ask(close).await
}

async fn prepare_look(terminal: &Terminal, permit: Permit) -> Outcome<()> {
    terminal.note_lacking_timelines().await;
    let note = move |c: &mut Controller| c.note_look(&permit, Act::view_timelines, SUBJECT);
    terminal.ask(note).await
}

impl Controller {
    fn close_timeline(&mut self, permit: &Permit, registration: &str, reason: &str) -> Outcome<()> {
        let mut row = self.timeline_row(registration)?;
        if row.registered_at.is_some() || row.closed_at.is_some() {
            return Err(Fault::new(Code::WrongState).with("state", "登録か取りやめが済んだ人"));
        }
        let hint = "なぜ登録しないかを、200文字までで書いてください。";
        let reason = short_text("理由", reason, LONGEST_REASON, hint)?;
        let (by, at) = (permit.user.clone(), self.now());
        row.body.closed = Some(ClosedRecord { by, at, reason });
        let profile = self.profile()?.name;
        self.write(permit, |store| {
            store.close_timeline(&profile, registration, &at.to_rfc3339(), &row.body)
        })
    }
}

impl Look {
    /// Whose way ended long ago, each part with a line in the 廃棄記録簿.
    pub(crate) fn old_timelines(&self) -> Outcome<Vec<Old>> {
        const WHAT: &str = "届出から登録までの記録";
        let before = retention::TIMELINE.limit(self.now()).to_rfc3339();
        Ok(vec![Old::by_parts(move |c| {
            let people = c.books()?.count_old_timelines(&before, ROWS_AT_ONCE)?;
            if people == 0 {
                return Ok(Rest::Nothing);
            }
            let permit = Permit::of_terminal(Act::dispose, WHAT);
            let why = retention::TIMELINE.is_over();
            let line = c.disposed(&permit, WHAT, small(people as u64), why)?;
            c.write(&permit, |store| {
                store.forget_timelines(&before, people)?;
                store.put_record(&line)
            })?;
            Ok(rest_after(people))
        })])
    }
}

impl Look {
    fn timeline_row(&self, registration: &str) -> Outcome<TimelineRow<TimelineRecord>> {
        let profile = self.profile()?.name;
        let row = self.books()?.timeline(&profile, registration)?;
        row.ok_or_else(|| Code::TimelineNotFound.into())
    }

    /// How many people aren't registered yet, by how they stand to their last day.
    fn pressing_people(&self) -> Outcome<Pressing> {
        let Ok(profile) = self.profile() else {
            return Ok(Pressing::default());
        };
        let today = japan_day(self.now());
        let mut found = Pressing::default();
        for (due, people) in self.books()?.timeline_days(&profile.name)? {
            let due: Option<NaiveDate> = due.and_then(|day| day.parse().ok());
            let state = DeadlineState::of(due, None, today);
            found.open += people;
            if state == DeadlineState::Overdue {
                found.overdue += people;
            }
            if state.presses() {
                found.all += people;
                found.first = [found.first, due].into_iter().flatten().min();
            }
        }
        Ok(found)
    }

    pub(crate) fn timeline_task(&self, viewer: &Permit) -> Outcome<Option<Task>> {
        if !viewer.has(Role::Clerk) {
            return Ok(None);
        }
        let days = DeadlineRule::shipped()?.days;
        let Pressing {
            overdue,
            all,
            first: Some(first),
            ..
        } = self.pressing_people()?
        else {
            return Ok(None);
        };
        let (mark, summary) = match overdue {
            0 => ("期限", format!("{all} 人")),
            _ => (
                "期限切れ",
                format!("{all} 人（期限を過ぎた人 {overdue} 人）"),
            ),
        };
        let today = japan_day(self.now());
        let is_pressing = DeadlineState::of(Some(first), None, today) != DeadlineState::Soon;
        Ok(Some(Task {
            urgency: if is_pressing {
                Urgency::Urgent
            } else {
                Urgency::Waiting
            },
            mark: mark.into(),
            title: format!("届出から{days}日のうちに登録する"),
            summary,
            why: format!(
                "いちばん早い人の期限は {} です。",
                first.format("%-m月%-d日")
            ),
            button: Some("見る".into()),
            path: "/timelines".into(),
        }))
    }
}

/// Who isn't registered yet.
#[derive(Default)]
struct Pressing {
    open: u32,
    /// The last day is over.
    overdue: u32,
    /// Over, today or tomorrow.
    all: u32,
    /// The earliest last day among these.
    first: Option<NaiveDate>,
}
