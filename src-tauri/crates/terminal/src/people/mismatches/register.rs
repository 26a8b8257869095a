//! The mismatches that are kept, what they ask of whom, and when their records go.

use super::{
    record::MismatchRecord,
    shown::{self, waits_for},
    subject,
};
use crate::{
    core::{
        act::Act,
        area::{Old, Task, Urgency, Waiting},
        controller::Controller,
        gate::Permit,
        look::Look,
        retention,
    },
    sending::jobs::subject as of_job,
};
use kakehashi_domain::{Code, Fault, MismatchState, Outcome};
use std::collections::HashSet;

impl Look {
    /// Those that are undecided, or on their way.
    pub(super) fn open_mismatches(&self) -> Outcome<Vec<MismatchRecord>> {
        self.books()?.open_records()
    }

    pub(crate) fn mismatch_record(&self, id: u32) -> Outcome<MismatchRecord> {
        let record = self.books()?.record(id)?;
        record.ok_or_else(|| Fault::new(Code::MismatchNotFound).with("mismatch", id))
    }

    /// How many mismatches ask something of this person.
    pub(crate) fn mismatches_waiting(&self, viewer: &Permit, waiting: &mut Waiting) -> Outcome<()> {
        let records = self.open_mismatches()?;
        let asking = records.iter().filter(|record| waits_for(viewer, record));
        waiting.mismatches = asking.count() as u32;
        Ok(())
    }

    pub(crate) fn mismatch_task(&self, viewer: &Permit) -> Outcome<Option<Task>> {
        let records = self.open_mismatches()?;
        let waiting: Vec<&MismatchRecord> = records
            .iter()
            .filter(|record| waits_for(viewer, record))
            .collect();
        let now = self.now();
        let oldest = waiting.iter().map(|record| shown::days(record, now)).max();
        Ok(oldest.map(|days| Task {
            urgency: Urgency::Urgent,
            mark: "閲覧停止".into(),
            title: "突合不一致を片づける".into(),
            summary: format!("{} 人", waiting.len()),
            why: format!(
                "解消するまで、医療機関で資格を見られません。いちばん古い人は {days} 日です。"
            ),
            button: Some("見る".into()),
            path: "/mismatches".into(),
        }))
    }

    /// Registrations whose corrected data are awaited.
    pub(crate) fn corrections_awaited(&self) -> Outcome<HashSet<String>> {
        let records = self.open_mismatches()?;
        let awaited = records
            .into_iter()
            .filter(|record| record.state == MismatchState::Correcting);
        Ok(awaited.map(|record| record.registration).collect())
    }
}

impl Controller {
    /// Notes that the server took corrected data of these registrations by a job: once, however often the job is tried.
    pub(crate) fn note_resent(&mut self, job: u32, registrations: &HashSet<String>) -> Outcome<()> {
        let now = self.now();
        let mut records = self.open_mismatches()?;
        records.retain(|record| {
            record.state == MismatchState::Correcting
                && record.resent != Some(job)
                && registrations.contains(&record.registration)
        });
        for record in &mut records {
            record.resent = Some(job);
            record.note("system", now, format!("送信{job}で送りなおした"));
        }
        if records.is_empty() {
            return Ok(());
        }
        let people = format!("突合不一致 {}件を送りなおした", records.len());
        let permit = Permit::of_terminal(Act::receive_result, of_job(job)).note(people);
        self.write(&permit, |store| {
            records.iter().try_for_each(|it| store.put_record(it))
        })
    }
}

impl Look {
    /// Both records of mismatches that ended long ago; what was decided stays.
    pub(crate) fn old_mismatches(&self) -> Outcome<Vec<Old>> {
        let old = |mut record: MismatchRecord| {
            record.both = None;
            let permit = Permit::of_terminal(Act::dispose, subject(record.id));
            Old::at_once(move |c| c.write(&permit, |store| store.put_record(&record)))
        };
        let ended = self.ended(retention::MISMATCH)?;
        Ok(ended.into_iter().map(old).collect())
    }
}
