//! A way as a person reads it.

use super::TimelineRecord;
use crate::{
    core::{clock::japan_day, gate::Permit, look::Look},
    people::{
        protected::marks::Marks,
        timeline::view::{
            TimelineClosed, TimelineLine, TimelineList, TimelineShow, TimelineStage, TimelineView,
        },
    },
    sending::jobs::record::{EventRecord, LeftOut},
};
use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::{DeadlineRule, DeadlineState, JobState, Outcome, Role};
use kakehashi_store::{TimelineQuery, TimelineRow};
use std::collections::{HashMap, hash_map::Entry};

/// The jobs by which the people of a list go: each is looked at once.
type Jobs = HashMap<u32, (JobState, LeftOut)>;

/// People on a screen; whoever wants more looks for a name.
const SHOWN: u32 = 500;

impl Look {
    pub(super) fn timeline_list(&self, show: TimelineShow, text: &str) -> Outcome<TimelineList> {
        let rule = DeadlineRule::shipped()?;
        let pressing = self.pressing_people()?;
        let profile = self.profile()?.name;
        let which = match show {
            TimelineShow::Open => TimelineQuery::Open,
            TimelineShow::Ended => TimelineQuery::Ended,
        };
        let (rows, total) = self.books()?.timelines(&profile, which, text, SHOWN)?;
        let (mut jobs, marks) = (Jobs::new(), self.marks()?);
        let lines = rows
            .iter()
            .map(|row| self.timeline_line(row, &mut jobs, &marks));
        Ok(TimelineList {
            days: u32::try_from(rule.days).unwrap_or(u32::MAX),
            overdue: pressing.overdue,
            pressing: pressing.all - pressing.overdue,
            open: pressing.open,
            lines: lines.collect::<Outcome<_>>()?,
            total,
        })
    }

    pub(super) fn timeline_view(
        &self,
        viewer: &Permit,
        registration: &str,
    ) -> Outcome<TimelineView> {
        let row = self.timeline_row(registration)?;
        let line = self.timeline_line(&row, &mut Jobs::new(), &self.marks()?)?;
        let is_open = row.registered_at.is_none() && row.closed_at.is_none();
        let closed = row.body.closed.as_ref().map(|closed| TimelineClosed {
            by: self.name_of(&closed.by),
            at: closed.at,
            reason: closed.reason.clone(),
        });
        Ok(TimelineView {
            steps: self.stages(&row, &line.standing)?,
            line,
            birth_date: row.body.birth_date,
            closed: closed.filter(|_| row.closed_at.is_some()),
            may_close: is_open && viewer.has(Role::Clerk),
        })
    }

    fn timeline_line(
        &self,
        row: &TimelineRow<TimelineRecord>,
        jobs: &mut Jobs,
        marks: &Marks,
    ) -> Outcome<TimelineLine> {
        let today = japan_day(self.now());
        let due: Option<NaiveDate> = row.due.as_ref().and_then(|day| day.parse().ok());
        let registered = moment(row.registered_at.as_deref()).map(japan_day);
        let state = match row.closed_at {
            Some(_) => DeadlineState::Unlimited,
            None => DeadlineState::of(due, registered, today),
        };
        Ok(TimelineLine {
            registration: row.registration.clone(),
            name: marks.name(&row.registration, &row.body.name),
            received_on: row.body.received_on,
            due,
            state,
            deadline: match row.closed_at {
                Some(_) => "登録しない".to_owned(),
                None => deadline_words(state, due, today),
            },
            standing: self.standing(row, jobs)?,
            job: row.job,
        })
    }

    /// How far a person is, in words.
    fn standing(&self, row: &TimelineRow<TimelineRecord>, jobs: &mut Jobs) -> Outcome<String> {
        let words = match (row, row.job) {
            (
                TimelineRow {
                    closed_at: Some(_), ..
                },
                _,
            ) => "登録しないことにしました",
            (
                TimelineRow {
                    qualified: Some(_), ..
                },
                _,
            ) => "資格まで登録しました",
            (
                TimelineRow {
                    registered_at: Some(_),
                    ..
                },
                _,
            ) => "登録しました",
            (_, None) => "送るファイルに、まだ入っていません",
            (_, Some(id)) => {
                let (state, left_out) = match jobs.entry(id) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert((self.job(id)?.state, self.left_out(id)?)),
                };
                if left_out.has(row.row) {
                    return Ok(format!("誤りがあるので、送信{id}から除きました"));
                }
                if [JobState::ResultReceived, JobState::Confirmed].contains(state) {
                    return Ok(format!("送信{id}では登録できませんでした"));
                }
                return Ok(format!("送信{id}：{}", state.title()));
            }
        };
        Ok(words.to_owned())
    }

    fn stages(
        &self,
        row: &TimelineRow<TimelineRecord>,
        standing: &str,
    ) -> Outcome<Vec<TimelineStage>> {
        let events: Vec<EventRecord> = match row.job {
            Some(job) => self.books()?.job_events(job)?,
            None => Vec::new(),
        };
        let came_to = |state: JobState| events.iter().find(|event| event.state == state);
        let [sent, finished] = [JobState::Accepted, JobState::Completed].map(came_to);
        let by_job = row.job.map_or_else(String::new, |job| format!("送信{job}"));
        let registered = moment(row.registered_at.as_deref());
        let branch = registered.filter(|_| row.has_branch);
        let branch_note = match (branch, registered) {
            (None, Some(_)) => "枝番は付きませんでした",
            _ => "",
        };
        let qualified = row.qualified.as_ref();
        let qualified_by = qualified.map_or_else(String::new, |(job, _)| format!("送信{job}"));
        let body = &row.body;
        let stage = |title: &str, day, at, note: &str| TimelineStage {
            title: title.to_owned(),
            day,
            at,
            note: note.to_owned(),
        };
        let mut stages = vec![
            stage("資格の取得", body.acquired_on, None, ""),
            stage(
                "届出の受領",
                Some(body.received_on),
                None,
                body.receipt.words(),
            ),
            stage("送信", None, sent.map(|event| event.at), &by_job),
            stage("処理完了", None, finished.map(|event| event.at), &by_job),
            stage("登録と枝番", None, branch.or(registered), branch_note),
            stage(
                "資格の登録",
                None,
                qualified.and_then(|(_, at)| moment(Some(at))),
                &qualified_by,
            ),
        ];
        // What stands still is said at the first step that is missing after the receipt.
        let missing = stages.iter_mut().skip(2).find(|stage| stage.at.is_none());
        if let Some(stage) = missing.filter(|_| registered.is_none()) {
            stage.note = standing.to_owned();
        }
        Ok(stages)
    }
}

fn deadline_words(state: DeadlineState, due: Option<NaiveDate>, today: NaiveDate) -> String {
    let days = due.map_or(0, |due| (due - today).num_days());
    match state {
        DeadlineState::Overdue => format!("期限を{}日過ぎました", -days),
        DeadlineState::Today if days == 0 => "きょうが期限".to_owned(),
        DeadlineState::Today => format!("あと{days}日（土日に期限が来ます）"),
        DeadlineState::Soon | DeadlineState::Running => format!("あと{days}日"),
        DeadlineState::Unlimited => "期限なし".to_owned(),
        DeadlineState::Kept => "期限のうちに登録".to_owned(),
        DeadlineState::Late => "期限を過ぎて登録".to_owned(),
    }
}

fn moment(text: Option<&str>) -> Option<DateTime<Utc>> {
    let parsed = DateTime::parse_from_rfc3339(text?).ok()?;
    Some(parsed.with_timezone(&Utc))
}
