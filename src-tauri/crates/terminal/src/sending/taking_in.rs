//! Taking a file in: a sealed copy, and a job that begins with its check.

use crate::{
    core::{
        blocking::blocking,
        clock::{Clock, SystemClock, japan_day},
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    files,
    files::{listed::Listed, recognising::Opened},
    place::definitions::{kind_view, kinds_to_send, view::KindView},
    sending::jobs::{
        record::{EventRecord, Hearing, JobRecord, LookUpRecord, SOURCE, of_job},
        view::JobView,
    },
    sending::order::is_difference,
};
use kakehashi_domain::{Code, Fault, JobState, Outcome, Shelf};
use kakehashi_layouts::{Catalogue, Encoding, Layout, RowWriter, rewrite, rows};
use kakehashi_store::{DataPlace, Sealed};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io,
    path::Path,
    sync::Arc,
};
use zeroize::Zeroizing;

/// Takes a file in (a sealed copy; the original is never touched) and begins its check: also against what a list of the
/// 基幹システム says of it.
///
/// # Errors
/// `NOT_AS_LISTED`, `INPUT_INVALID` for such a list, `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_EMPTY`, `NOT_THIS_KIND`, `WRONG_ENCODING`, `KIND_UNKNOWN`, `NOT_FOR_SERVER`,
/// `ALREADY_TAKEN_IN`, `WRONG_ORDER`, `NO_PROFILE`, `DISK_FULL`.
pub(crate) async fn take_in(
    terminal: &Terminal,
    permit: Permit,
    path: String,
    kind: String,
    listed: Option<Listed>,
) -> Outcome<JobView> {
    take_in_written(terminal, permit, path, kind, None, listed).await
}

/// The same for a file of which a person says in which character code it is written; what is kept and sent of it is in
/// that of the house.
///
/// # Errors
/// As [`take_in`]; `INPUT_INVALID` for a word that names none, `CHARACTER_UNWRITABLE`.
pub(crate) async fn take_in_as(
    terminal: &Terminal,
    permit: Permit,
    path: String,
    kind: String,
    encoding: String,
    listed: Option<Listed>,
) -> Outcome<JobView> {
    let from = files::encoding_of(&encoding)?;
    take_in_written(terminal, permit, path, kind, Some(from), listed).await
}

async fn take_in_written(
    terminal: &Terminal,
    permit: Permit,
    path: String,
    kind: String,
    from: Option<Encoding>,
    listed: Option<Listed>,
) -> Outcome<JobView> {
    let beside = path.clone();
    let listed = blocking(move || Listed::of(&beside, listed)).await?;
    let ready = move |look: &Look| {
        let (profile, layout) = look.ready_for(&kind)?;
        if layout.looks_up() {
            return Err(Code::LookUpUnstated.into());
        }
        let waits = look.waits_for_full(&profile, &layout)?;
        let all = look.definitions().used.clone();
        Ok((profile, layout, waits, all, look.now()))
    };
    let (profile, layout, waits_for_full, all, now) = terminal.see(ready).await?;
    let name = path.clone();
    let opened = move || {
        let opened = Opened::at(&name)?;
        let version = opened.version(&layout).clone();
        Ok((opened, version))
    };
    let (opened, layout) = blocking(opened).await?;
    if let Some(listed) = &listed {
        listed.sum_in(&layout)?;
    }
    let new = NewJob {
        profile,
        file_name: files::name_of(&path),
        look_up: None,
        listed: listed.clone(),
        layout: layout.clone(),
    };
    let seal = move |dir: &Path| {
        listed.unwrap_or_default().require_file(&path)?;
        let mut opened = opened;
        if let Some(most) = waits_for_full {
            let written = match from {
                Some(from) => &layout.with_encoding(from),
                None => &*layout,
            };
            refuse_difference(&mut opened, written, most)?;
        }
        let sealed = match from {
            Some(from) => seal_rewritten(dir, &mut opened, &layout, from),
            None => seal_opened(dir, &mut opened, &layout),
        };
        sealed.map_err(|fault| opened.with_likeness(fault, &layout, &all, japan_day(now)))
    };
    terminal.take(permit, new, seal).await
}

/// Of which kind a file is, by its heading; None where that tells nothing.
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_IS_FOLDER`, `FILE_UNREADABLE`.
pub(crate) async fn recognise(
    terminal: &Terminal,
    _: Permit,
    path: String,
) -> Outcome<Option<KindView>> {
    let all = |look: &Look| Ok((look.definitions().used.clone(), look.now()));
    let (all, now) = terminal.see(all).await?;
    let tell = move || {
        let opened = Opened::at(&path)?;
        let kind = opened.kind(&all, japan_day(now));
        Ok(kind.map(|layout| kind_view(layout)))
    };
    blocking(tell).await
}

impl Terminal {
    /// Keeps a sealed file as a new job and begins its check.
    pub(crate) async fn take(
        &self,
        permit: Permit,
        new: NewJob,
        seal: impl FnOnce(&Path) -> Outcome<Sealed> + Send + 'static,
    ) -> Outcome<JobView> {
        let dir = self.dir.clone();
        let source = blocking(move || seal(&dir)).await?;
        let viewer = permit.clone();
        let id = self.ask(move |c| c.add_job(&permit, new, &source)).await?;
        self.carry_on(id).await;
        self.see(move |look| look.job_view(&viewer, id)).await
    }
}

/// What a new job is, beside its file.
pub(crate) struct NewJob {
    pub profile: String,
    pub layout: Arc<Layout>,
    pub file_name: String,
    pub look_up: Option<LookUpRecord>,
    pub listed: Option<Listed>,
}

impl Controller {
    fn add_job(&mut self, permit: &Permit, new: NewJob, source: &Sealed) -> Outcome<u32> {
        let sha256 = &source.file().sha256;
        self.refuse_second_copy(&new.profile, new.look_up.as_ref(), sha256)?;
        let NewJob {
            profile,
            layout,
            file_name,
            look_up,
            listed,
        } = new;
        let now = self.now();
        let user = permit.user.clone();
        let used = self.with_opening_used(&profile, &source.file().sha256)?;
        let way = self.profile_named(&profile)?.way;
        let job = JobRecord {
            profile,
            kind: layout.kind.clone(),
            layout_version: layout.version.clone(),
            later_versions: self.later_versions(&layout)?,
            file_name,
            source: source.file().clone(),
            corrected: None,
            corrections: None,
            corrected_cells: 0,
            outgoing: None,
            rows: 0,
            error_rows: 0,
            file_errors: 0,
            confirms: 0,
            open_confirms: 0,
            lifted: false,
            digest: 0,
            repeats: None,
            warning_rows: 0,
            excluded_rows: 0,
            idempotency_key: uuid::Uuid::new_v4().to_string(),
            upload: None,
            receipt: None,
            receipt_heard: Hearing::Once,
            server_status: None,
            ok_rows: None,
            failed_rows: None,
            house: Some(self.house().as_str().to_owned()),
            branch_numbers: 0,
            branch_numbers_saved: false,
            resend_saved: false,
            compared: false,
            protected_rows: 0,
            known_rows: 0,
            cancel_rows: 0,
            first_at: None,
            informed_rows: 0,
            items: BTreeMap::new(),
            indexed: false,
            timelines_noted: false,
            look_up,
            listed,
            way,
            written: None,
            parcel: None,
            held: None,
            disposed: false,
            result: None,
            refused: None,
            given_up: None,
            problem: None,
            prepared_by: user.clone(),
            handled_by: BTreeSet::from([user.clone()]),
            prepared_at: now,
            approved_by: None,
            approved: None,
            read_by: None,
            updated_at: now,
        };
        let state = JobState::Checking;
        let event = EventRecord {
            at: now,
            state,
            server_status: None,
            by: user,
            note: None,
        };
        self.write(permit, |store| {
            let id = store.add_job(state, &job.source.sha256, &job)?;
            store.add_sealed(source, of_job(id, SOURCE), &now.to_rfc3339())?;
            store.add_job_event(id, &event)?;
            for profile in &used {
                store.put(Shelf::Profile, &profile.name, profile)?;
            }
            Ok(id)
        })
    }
}

impl Look {
    /// The connection and the definition for a file that a clerk brings today.
    pub(crate) fn ready_for(&self, kind: &str) -> Outcome<(String, Arc<Layout>)> {
        let (profile, layout) = (self.profile()?.name, self.layout_today(kind)?);
        layout.require_for_server()?;
        self.refuse_before_its_turn(&profile, &layout)?;
        Ok((profile, layout))
    }
}

/// Refuses a file that is a 差分. A row that can't be read is for the check.
fn refuse_difference(file: &mut Opened<File>, layout: &Layout, most_percent: u32) -> Outcome<()> {
    let Ok(found) = rows(io::BufReader::new(file.whole()?), layout) else {
        return Ok(());
    };
    let (mut known, mut all) = (0, 0);
    for row in found.flatten() {
        all += 1;
        known += u32::from(row.speaks_of_known());
    }
    match is_difference(known, all, most_percent) {
        true => Err(Fault::new(Code::DifferenceBeforeFull).with("kind", &layout.title)),
        false => Ok(()),
    }
}

/// Copies a file into the work folder, sealed, after a look at its heading.
pub(crate) fn seal_copy(dir: &Path, path: &str, layout: &Layout) -> Outcome<Sealed> {
    seal_opened(dir, &mut Opened::at(path)?, layout)
}

fn seal_opened(dir: &Path, file: &mut Opened<File>, layout: &Layout) -> Outcome<Sealed> {
    let name = file.name().to_owned();
    let begun = rows(io::BufReader::new(file.whole()?), layout).map(drop);
    begun.map_err(|fault| fault.with("file", &name))?;
    files::seal_all(dir, file.whole()?, &name)
}

/// A sealed file of one row that was typed.
pub(crate) fn seal_row(
    dir: &Path,
    layout: &Layout,
    cells: &[Zeroizing<String>],
) -> Outcome<Sealed> {
    let mut sealed = DataPlace::seal(dir)?;
    let mut writer = RowWriter::new(layout, &mut sealed)?;
    writer.write(&cells.iter().map(|cell| cell.as_str()).collect::<Vec<_>>())?;
    writer.finish()?;
    sealed.finish()
}

/// The same for a file that is written in another encoding than the layout's.
fn seal_rewritten(
    dir: &Path,
    file: &mut Opened<File>,
    layout: &Layout,
    from: Encoding,
) -> Outcome<Sealed> {
    let (written, name) = (layout.with_encoding(from), file.name().to_owned());
    let named = |fault: Fault| fault.with("file", &name);
    let begun = rows(io::BufReader::new(file.whole()?), &written).map(drop);
    begun.map_err(named)?;
    let mut writer = DataPlace::seal(dir)?;
    let source = io::BufReader::with_capacity(1 << 20, file.whole()?);
    rewrite(source, from, &layout.format, &mut writer).map_err(named)?;
    writer.finish()
}

/// The file kinds that can be sent by what comes with the program; needs no data of this terminal.
pub fn shipped_kinds() -> Vec<KindView> {
    kinds_to_send(Catalogue::shipped(), japan_day(SystemClock.now()))
}
