//! A medium by post: the letter that goes with it, when it went, that its arrival was announced, when its result should be
//! back (S2 §2.11.3: three to four weeks).

use crate::{
    core::{
        blocking::blocking,
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    files::name_of,
    people::protected::marks::{BEFORE_THE_MEDIUM, Marks},
    sending::jobs::{
        record::{JobRecord, ParcelRecord, WrittenRecord},
        view::{JobView, LetterView, ParcelView},
        wrong_state,
    },
};
use chrono::{Days, NaiveDate};
use kakehashi_domain::{Code, Fault, JobState, Outcome, SendingWay, Shelf, short_text};
use kakehashi_layouts::{Layout, ProtectedPerson, rows};
use kakehashi_store::{JobRow, SealedReader};
use std::sync::Arc;

/// Days until a result is back by post: at the earliest, at the latest.
const BACK_AFTER: (Days, Days) = (Days::new(21), Days::new(28));
/// Most characters of an addressee.
const ADDRESSEE_MOST: usize = 80;

/// The letter that goes with a medium. Whom it is for is asked once for each connection.
///
/// # Errors
/// `JOB_NOT_FOUND`, `NOT_BY_HAND` for another way, `WRONG_STATE`, `NOT_WRITTEN`; `INPUT_INVALID` where nobody said for whom.
pub(crate) async fn letter(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    addressee: Option<String>,
) -> Outcome<LetterView> {
    let leaving = terminal.see(move |look| look.on_medium(id)).await?;
    let warning = blocking(move || leaving.warning()).await?;
    let write = move |c: &mut Controller| {
        let (body, written) = c.medium(id)?;
        let mut profile = c.profile_named(&body.profile)?;
        let addressee = addressee.or(profile.addressee).unwrap_or_default();
        let hint = "送り先の名前を、80文字までで入れてください。";
        let addressee = short_text("宛先", &addressee, ADDRESSEE_MOST, hint)?;
        let letter = LetterView {
            addressee: addressee.clone(),
            day: japan_day(c.now()),
            insurer: profile.insurer.clone(),
            contents: c.layout_of(&body)?.title.clone(),
            file: name_of(&written.path),
            sha256: written.sha256,
            rows: body.rows_sent(),
            person: c.name_of(&permit.user),
            job: id,
            warning,
        };
        profile.addressee = Some(addressee);
        c.write(&permit, |store| {
            store.put(Shelf::Profile, &profile.name, &profile)
        })?;
        Ok(letter)
    };
    terminal.ask(write).await
}

/// Notes that the addressee was told that a medium is on its way (送付完了の連絡).
///
/// # Errors
/// `JOB_NOT_FOUND`, `WRONG_STATE` where none is on its way or it was told.
pub(crate) async fn note_told(terminal: &Terminal, permit: Permit, id: u32) -> Outcome<JobView> {
    let note = move |c: &mut Controller| {
        let JobRow {
            state, mut body, ..
        } = c.job(id)?;
        let untold = body.parcel.as_mut().filter(|it| it.told.is_none());
        let parcel = untold.ok_or_else(|| wrong_state(id, state))?;
        parcel.told = Some((permit.user.clone(), c.now()));
        c.write(&permit, |store| store.keep_job(id, state, &body))?;
        c.job_view(&permit, id)
    };
    terminal.ask(note).await
}

/// What lies on a medium, to be looked through away from the controller.
struct OnMedium {
    file: SealedReader,
    layout: Arc<Layout>,
    marks: Marks,
}

impl OnMedium {
    /// What is said where protected people are among them: by their own row, or by the list.
    fn warning(self) -> Outcome<Option<String>> {
        for row in rows(self.file, &self.layout)? {
            let row = row?;
            let is_listed = self.marks.has(&row.subject().registration);
            if is_listed || ProtectedPerson::of(&self.layout, &row).is_some() {
                return Ok(Some(BEFORE_THE_MEDIUM.to_owned()));
            }
        }
        Ok(None)
    }
}

impl Look {
    fn on_medium(&self, id: u32) -> Outcome<OnMedium> {
        let (body, _) = self.medium(id)?;
        Ok(OnMedium {
            file: self.books()?.open_sealed(&body.leaving().id)?,
            layout: self.layout_of(&body)?,
            marks: self.marks()?,
        })
    }

    /// A job whose file lies sealed on a medium.
    fn medium(&self, id: u32) -> Outcome<(JobRecord, WrittenRecord)> {
        let JobRow { state, body, .. } = self.job(id)?;
        if body.way != SendingWay::Media {
            return Err(Code::NotByHand.into());
        }
        if !(JobState::Queued..=JobState::Completed).contains(&state) {
            return Err(wrong_state(id, state));
        }
        let written = body.written.clone().ok_or(Code::NotWritten)?;
        Ok((body, written))
    }

    /// What was posted, and when; the day is today unless somebody says an earlier one.
    pub(super) fn posted(
        &self,
        job: &JobRecord,
        tracking: Option<String>,
        day: Option<NaiveDate>,
    ) -> Outcome<ParcelRecord> {
        let (first, today) = (japan_day(job.prepared_at), japan_day(self.now()));
        let sent_on = day.unwrap_or(today);
        if !(first..=today).contains(&sent_on) {
            let hint = format!("{first}から{today}までの日にしてください。");
            return Err(Fault::invalid("送った日", hint));
        }
        Ok(ParcelRecord {
            sent_on,
            tracking,
            told: None,
        })
    }

    pub(crate) fn parcel_view(&self, state: JobState, parcel: &ParcelRecord) -> ParcelView {
        let back_by = back_by(parcel);
        let told = parcel.told.as_ref();
        ParcelView {
            sent_on: parcel.sent_on,
            tracking: parcel.tracking.clone(),
            told_by: told.map(|(by, _)| self.name_of(by)),
            told_at: told.map(|(_, at)| *at),
            back_from: parcel.sent_on + BACK_AFTER.0,
            back_by,
            is_late: state.is_moving() && japan_day(self.now()) > back_by,
        }
    }
}

/// The day by which the result of a medium should be back.
pub(crate) fn back_by(parcel: &ParcelRecord) -> NaiveDate {
    parcel.sent_on + BACK_AFTER.1
}
