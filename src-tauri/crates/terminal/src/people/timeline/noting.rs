//! How files and numbers move people along. A file that registers begins the way of its people when its check is done,
//! and ends it when its result is read; one that registers 資格 adds the last step. Which rows do which, and which
//! columns hold the days, the definition says (`[timeline]`).
//!
//! Nobody waits for it: a file is noted when whoever handed it in has been served, or while the server works on it, or when
//! somebody asks for the list, whichever comes first.

use super::{Receipt, TimelineRecord};
use crate::{
    core::{
        blocking::blocking,
        clock::japan_day,
        controller::{Controller, Terminal},
        in_parts::ROWS_AT_ONCE,
        look::Look,
    },
    people::numbers::view::NumberOwner,
    sending::{
        checking::who,
        jobs::{record::JobRecord, view::Who},
        results::rows::each_answered_row,
    },
};
use chrono::NaiveDate;
use kakehashi_domain::{DeadlineRule, JobState, Outcome, Shelf};
use kakehashi_layouts::{Milestone, TimelineStep, rows};
use kakehashi_store::{TimelineStart, Transaction};
use tokio::runtime::Handle;

/// A person whom a row of a file begins.
struct Begun {
    row: u32,
    who: Who,
    milestone: Milestone,
}

impl Terminal {
    /// Notes what every file tells that isn't noted yet; for the start of the program.
    pub(crate) async fn note_lacking_timelines(&self) {
        let lacking = self.see(Look::lacking_in_timelines).await;
        for id in lacking.unwrap_or_default() {
            self.note_timelines(id).await;
        }
    }

    /// Notes what a file tells of its people; once, however often it is asked. Failing stops nothing.
    pub(crate) async fn note_timelines(&self, id: u32) {
        let noted = async {
            let _one_at_a_time = self.noting.lock().await;
            let Some((job, step)) = self.see(move |look| look.rows_to_note(id)).await? else {
                return Ok(());
            };
            match step {
                TimelineStep::Registration => self.begin_timelines(id, job).await?,
                TimelineStep::Entitlement => self.qualify_people(id, job).await?,
                TimelineStep::Receipt => {}
            }
            self.ask(move |c| c.end_noting(id)).await
        };
        if let Err(fault) = noted.await {
            tracing::warn!(code = fault.code.number(), "a file's people weren't noted");
        }
    }

    async fn begin_timelines(&self, id: u32, job: JobRecord) -> Outcome<()> {
        let known = job.clone();
        let (layout, file) = self
            .see(move |look| {
                let file = look.books()?.open_sealed(&known.whole().id)?;
                Ok((look.layout_of(&known)?, file))
            })
            .await?;
        let (terminal, runtime) = (self.clone(), Handle::current());
        let arrival = japan_day(job.prepared_at);
        blocking(move || {
            let keep = |batch: Vec<Begun>| {
                let profile = job.profile.clone();
                runtime.block_on(terminal.ask(move |c| c.begin_each(&profile, id, batch, arrival)))
            };
            let mut batch = Vec::new();
            for row in rows(file, &layout)? {
                // A row that can't be read is an error of the check, and doesn't go.
                let Ok(row) = row else { continue };
                batch.extend(layout.milestone(&row).map(|milestone| Begun {
                    row: row.number(),
                    who: who(&row.subject()),
                    milestone,
                }));
                if batch.len() >= ROWS_AT_ONCE {
                    keep(std::mem::take(&mut batch))?;
                }
            }
            keep(batch)
        })
        .await
    }

    async fn qualify_people(&self, id: u32, job: JobRecord) -> Outcome<()> {
        let known = job.clone();
        let (layouts, sent, received) = self
            .see(move |look| {
                let layouts = look.layouts_of(&known)?;
                let store = look.books()?;
                let sent = store.open_sealed(&known.leaving().id)?;
                let result = known
                    .result
                    .as_ref()
                    .map(|file| store.open_sealed(&file.id));
                Ok((layouts, sent, result.transpose()?))
            })
            .await?;
        let Some(received) = received else {
            return Ok(());
        };
        let (terminal, runtime) = (self.clone(), Handle::current());
        blocking(move || {
            let keep = |batch: Vec<String>| {
                let profile = job.profile.clone();
                runtime.block_on(terminal.ask(move |c| c.qualify_each(&profile, id, &batch)))
            };
            let mut batch = Vec::new();
            each_answered_row(&layouts, sent, received, |sent, answer| {
                let is_done = layouts.is_done(answer);
                if is_done && layouts.sent.milestone(sent).is_some() {
                    batch.push(sent.subject().registration);
                }
                if batch.len() >= ROWS_AT_ONCE {
                    keep(std::mem::take(&mut batch))?;
                }
                Ok(())
            })?;
            keep(batch)
        })
        .await
    }
}

impl Look {
    fn lacking_in_timelines(&self) -> Outcome<Vec<u32>> {
        let states: Vec<JobState> = JobState::ALL
            .into_iter()
            .filter(|state| *state != JobState::Checking && !state.is_ended())
            .collect();
        self.books()?.jobs_in(&states)
    }

    /// The job and the step that its rows are; None when there is nothing to note, or it is noted.
    fn rows_to_note(&self, id: u32) -> Outcome<Option<(JobRecord, TimelineStep)>> {
        let job = self.job(id)?;
        let step = self
            .layout_of(&job.body)?
            .timeline
            .as_ref()
            .map(|it| it.step);
        let has_result = job.body.result.is_some();
        let is_time = match step {
            Some(TimelineStep::Registration) => !has_result && job.state != JobState::Checking,
            Some(TimelineStep::Entitlement) => has_result,
            Some(TimelineStep::Receipt) | None => false,
        };
        let wanted = is_time && !job.body.timelines_noted && !job.body.disposed;
        Ok(step.filter(|_| wanted).map(|step| (job.body, step)))
    }
}

impl Controller {
    fn end_noting(&mut self, id: u32) -> Outcome<()> {
        let mut job = self.job(id)?;
        job.body.timelines_noted = true;
        self.keep(|store| {
            store.touch(Shelf::Timeline);
            store.keep_job(id, job.state, &job.body)
        })
    }

    fn begin_each(
        &mut self,
        profile: &str,
        job: u32,
        people: Vec<Begun>,
        arrival: NaiveDate,
    ) -> Outcome<()> {
        // Taken back while its rows were read, it has nobody on the way any more.
        if self.job(job)?.state.is_ended() {
            return Ok(());
        }
        self.store()?.transact(|store| {
            let mut each = people.into_iter();
            each.try_for_each(|begun| begin_by_row(store, profile, job, begun, arrival))
        })
    }

    fn qualify_each(&mut self, profile: &str, job: u32, registrations: &[String]) -> Outcome<()> {
        let at = self.now().to_rfc3339();
        self.store()?.transact(|store| {
            let mut each = registrations.iter();
            each.try_for_each(|registration| store.qualify(profile, registration, job, &at))
        })
    }
}

/// A number that was entered begins the way of its person, unless they are on it already.
pub(crate) fn begin_by_number(
    store: &Transaction<'_>,
    profile: &str,
    owner: &NumberOwner,
    registration: String,
    received: (NaiveDate, Receipt),
) -> Outcome<()> {
    let who = Who {
        registration,
        name: owner.name_kana.clone(),
        birth_date: owner.birth_date.clone(),
    };
    begin(store, profile, None, who, None, received)
}

fn begin_by_row(
    store: &Transaction<'_>,
    profile: &str,
    job: u32,
    begun: Begun,
    arrival: NaiveDate,
) -> Outcome<()> {
    let Begun {
        row,
        who,
        milestone,
    } = begun;
    let received = match milestone.received_on {
        Some(day) => (day, Receipt::File),
        None => {
            known_receipt(store, profile, &who.registration)?.unwrap_or((arrival, Receipt::Arrival))
        }
    };
    let acquired_on = milestone.acquired_on;
    begin(store, profile, Some((job, row)), who, acquired_on, received)
}

/// What was known of the receipt before a file came that doesn't tell it.
fn known_receipt(
    store: &Transaction<'_>,
    profile: &str,
    registration: &str,
) -> Outcome<Option<(NaiveDate, Receipt)>> {
    let known = store.timeline::<TimelineRecord>(profile, registration)?;
    let open = known.filter(|row| row.registered_at.is_none());
    Ok(open.map(|row| (row.body.received_on, row.body.receipt)))
}

fn begin(
    store: &Transaction<'_>,
    profile: &str,
    row: Option<(u32, u32)>,
    who: Who,
    acquired_on: Option<NaiveDate>,
    (received_on, receipt): (NaiveDate, Receipt),
) -> Outcome<()> {
    let rule = DeadlineRule::shipped()?;
    store.start_timeline(&TimelineStart {
        profile,
        registration: &who.registration,
        acquired_on: acquired_on.map(|day| day.to_string()),
        due: rule.due(received_on).map(|day| day.to_string()),
        row,
        body: TimelineRecord {
            name: who.name,
            birth_date: who.birth_date,
            acquired_on,
            received_on,
            receipt,
            closed: None,
        },
    })
}
