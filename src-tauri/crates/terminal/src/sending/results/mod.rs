//! Reading the result: the file's status is one thing, its rows are another.

pub(crate) mod answers;
mod branches;
mod bringing;
mod numbers;
pub(crate) mod rows;
pub(crate) mod view;

use super::checking::who;
use crate::{
    core::{
        act::Act,
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        meter::small,
    },
    place::definitions::house::note_told,
    sending::{
        hand_over::record::Exchange,
        jobs::{
            layouts::JobLayouts,
            record::{JobRecord, LeftOut, REFUSED, RESULT, of_job},
            subject,
            view::JobView,
            wrong_state,
        },
        results::{
            answers::nothing_answered,
            branches::Branches,
            numbers::Numbers,
            rows::{HandOverLine, each_answered_row, is_one, unfit},
            view::{FailedRow, ResultView},
        },
    },
};
use kakehashi_domain::{Code, Fault, JobState, JobStep, MessageMeaning, Outcome, Shelf, harmless};
use kakehashi_layouts::{Encoding, Layout, Service, answered_items};
use kakehashi_store::{
    JobRow, MarkedBranch, Marker, Sealed, SealedFile, SealedReader, Transaction,
};
use std::{
    collections::{BTreeMap, HashSet},
    mem,
    sync::Arc,
};

const FAILED_ROWS_SHOWN: u32 = 1_000;
/// So many different words for what became of an item are told apart.
const ITEM_WORDS_MOST: usize = 20;

/// What the result file says.
///
/// # Errors
/// `RESULT_NOT_READY`, `JOB_NOT_FOUND`.
pub(crate) async fn result(terminal: &Terminal, permit: Permit, id: u32) -> Outcome<ResultView> {
    let note = move |c: &mut Controller| {
        let JobRow {
            state, mut body, ..
        } = c.job_with_result(id)?;
        let is_first = body.read_by.is_none();
        body.read_by.get_or_insert_with(|| permit.user.clone());
        let keep = |store: &Transaction<'_>| store.keep_job(id, state, &body);
        c.note_look_with(
            &permit,
            Act::view_result,
            &subject(id),
            is_first.then_some(keep),
        )
    };
    terminal.ask(note).await?;
    terminal.see(move |look| look.result_view(id)).await
}

/// A person says that they have read the result; the job is finished. It must have been before somebody's eyes.
///
/// # Errors
/// `WRONG_STATE`, `RESULT_UNREAD`.
pub(crate) async fn confirm(terminal: &Terminal, permit: Permit, id: u32) -> Outcome<JobView> {
    terminal.note_timelines(id).await;
    let finish = move |c: &mut Controller| {
        let JobRow { state, body, .. } = c.job(id)?;
        if state == JobState::ResultReceived && body.read_by.is_none() {
            return Err(Code::ResultUnread.into());
        }
        let lifted = c.lifted_with(id)?;
        c.step_with(
            &permit,
            id,
            JobStep::Confirm,
            |_| (),
            |store, _| lifted.iter().try_for_each(|it| it.keep(store)),
        )?;
        c.job_view(&permit, id)
    };
    let view = terminal.ask(finish).await?;
    terminal.fill_index().await;
    Ok(view)
}

impl Terminal {
    /// Stores a received result file after reading it through; `before` is done last before the result counts.
    pub(crate) async fn receive_result(
        &self,
        id: u32,
        sealed: Sealed,
        before: impl Future<Output = ()>,
    ) -> Outcome<()> {
        self.note_timelines(id).await;
        let Beside {
            job,
            layouts,
            sent,
            awaited,
            left_out,
        } = self.see(move |look| look.beside(id)).await?;
        let marker = self.ask(|c| Ok(c.store()?.marker())).await?;
        let profile = job.profile.clone();
        let read = async {
            let received = sealed.open()?;
            let (by, left_out) = (layouts.clone(), left_out.clone());
            let read = move || read_result(&left_out, &by, sent, received, &awaited, &marker);
            let digest = blocking(read).await?;
            let digest = self
                .compared_with_earlier(id, profile.clone(), digest)
                .await?;
            Ok((digest, self.found_by(&job, &layouts, &sealed).await?))
        };
        let (mut digest, found) = match read.await {
            Ok(read) => read,
            Err(fault) => {
                self.keep_refused(id, &fault, sealed).await?;
                return Err(fault);
            }
        };
        let brought = self.brought_by(id, sealed.open()?).await;
        let file = sealed.file().clone();
        let permit = Permit::of_terminal(Act::receive_result, subject(id)).note(&file.sha256);
        let failed = Arc::new(mem::take(&mut digest.failed));
        let _one_at_a_time = self.receiving.lock().await;
        self.bring_refused(id, &failed).await?;
        self.bring_branches(&profile, &digest.branches, &digest.over)
            .await?;
        if digest.registers {
            self.bring_registered(id, &left_out, &digest.without_branch)
                .await?;
        }
        let hits = found.as_ref().map(|found| found.hits);
        let compared = match found {
            Some(found) => self.bring_found(id, &job, found, &failed).await?,
            None => None,
        };
        // Before the server tells what became of them: from then on they aren't awaited any more.
        let resent: HashSet<String> = digest.resent.drain(..).collect();
        self.ask(move |c| c.note_resent(id, &resent)).await?;
        before.await;
        self.ask(move |c| {
            let now = c.now();
            let at = now.to_rfc3339();
            let keep = |job: &mut JobRecord| {
                if let Some(look_up) = &mut job.look_up {
                    look_up.hits = hits;
                    look_up.booked_yen = hits.map(|hits| look_up.yen(hits, job.way));
                }
                job.result = Some(file);
                job.ok_rows = Some(digest.ok);
                job.informed_rows = digest.informed;
                job.items = digest.items;
                job.failed_rows = Some(small(failed.len() as u64));
                job.branch_numbers = digest.branch_numbers;
                job.problem = None;
            };
            let received = (JobStep::ReceiveResult, Exchange::Received);
            c.step_exchanged(&permit, id, received, keep, |store| {
                store.add_sealed(&sealed, of_job(id, RESULT), &at)?;
                if let Some(compared) = &compared {
                    compared.keep(store)?;
                }
                if let Some(told) = digest.told {
                    note_told(store, told, now)?;
                }
                // As many as wait at most, and none of them may be lost.
                brought.iter().try_for_each(|it| it.keep(store))?;
                store.touch_job(Shelf::Timeline, id);
                Ok(())
            })
        })
        .await?;
        self.note_timelines(id).await;
        Ok(())
    }
}

impl Terminal {
    /// Refuses a result that gives somebody another 被保険者枝番 than an earlier one did.
    async fn compared_with_earlier(
        &self,
        id: u32,
        profile: String,
        digest: ResultDigest,
    ) -> Outcome<ResultDigest> {
        let of = profile.clone();
        let compare = move |look: &Look| {
            let others = look.books()?.other_branches(&of, &digest.branches)?;
            Ok((others, digest))
        };
        let (others, digest) = self.see(compare).await?;
        let Some(first) = others.first() else {
            return Ok(digest);
        };
        let what = format!(
            "{}行目など{}人の被保険者枝番が、前に受け取ったものとちがう",
            first.row,
            others.len()
        );
        let dispute =
            move |c: &mut Controller| c.keep(|store| store.dispute_branches(&profile, &others, id));
        self.ask(dispute).await?;
        Err(unfit(what))
    }

    /// Keeps a result that isn't believed, for whoever has to find out why. The same one again changes nothing.
    async fn keep_refused(&self, id: u32, fault: &Fault, sealed: Sealed) -> Outcome<()> {
        if fault.code != Code::ResultUnfit {
            return Ok(());
        }
        let file = sealed.file().clone();
        let note = format!("{} {}", fault.sentence(), file.sha256);
        let permit = Permit::of_terminal(Act::receive_result, subject(id)).note(note);
        self.ask(move |c| {
            let JobRow {
                state, mut body, ..
            } = c.job(id)?;
            let is_known = |known: &SealedFile| known.sha256 == file.sha256;
            if body.refused.as_ref().is_some_and(is_known) {
                return Ok(());
            }
            body.refused = Some(file);
            let at = c.now().to_rfc3339();
            c.write(&permit, |store| {
                store.add_sealed(&sealed, of_job(id, REFUSED), &at)?;
                store.keep_job(id, state, &body)
            })
        })
        .await
    }
}

impl Look {
    pub(crate) fn job_with_result(&self, id: u32) -> Outcome<JobRow<JobRecord>> {
        let job = self.job(id)?;
        if [JobState::ResultReceived, JobState::Confirmed].contains(&job.state) {
            return Ok(job);
        }
        Err(if job.state.is_moving() {
            Code::ResultNotReady.into()
        } else {
            wrong_state(id, job.state)
        })
    }

    fn result_view(&self, id: u32) -> Outcome<ResultView> {
        let JobRow { body: job, .. } = self.job_with_result(id)?;
        let failed_rows: Vec<FailedRow> = self.books()?.failed_rows(id, FAILED_ROWS_SHOWN)?;
        let marks = self.marks()?;
        let marked = |row: FailedRow| FailedRow {
            who: marks.who(row.who),
            ..row
        };
        let failed_rows = failed_rows.into_iter().map(marked).collect();
        let receipt = job.receipt.clone().unwrap_or_default();
        let layouts = self.layouts_of(&job)?;
        let named = |layout: &Layout| layout.file_name(&[("receipt", &receipt)]);
        let stem = job
            .file_name
            .rsplit_once('.')
            .map_or(job.file_name.as_str(), |(stem, _)| stem);
        Ok(ResultView {
            ok: job.ok_rows.unwrap_or(0),
            failed: job.failed_rows.unwrap_or(0),
            informed: job.informed_rows,
            excluded: job.excluded_rows,
            branch_numbers: job.branch_numbers,
            failed_rows,
            branch_numbers_saved: job.branch_numbers_saved,
            resend_saved: job.resend_saved,
            result_name: named(&layouts.result),
            branch_numbers_name: layouts.hand_over.as_deref().map(named).unwrap_or_default(),
            hand_over_title: layouts
                .hand_over
                .as_ref()
                .map_or_else(String::new, |out| out.title.clone()),
            resend_name: format!(
                "{stem}_送りなおし.{}",
                layouts.sent.format.file_type.extension()
            ),
        })
    }
}

/// What a result is read beside.
struct Beside {
    job: JobRecord,
    layouts: JobLayouts,
    sent: SealedReader,
    /// Registrations whose corrected data are awaited.
    awaited: HashSet<String>,
    left_out: Arc<LeftOut>,
}

impl Look {
    fn beside(&self, id: u32) -> Outcome<Beside> {
        let job = self.job(id)?.body;
        Ok(Beside {
            layouts: self.layouts_of(&job)?,
            sent: self.books()?.open_sealed(&job.leaving().id)?,
            awaited: self.corrections_awaited()?,
            left_out: Arc::new(self.left_out(id)?),
            job,
        })
    }
}

impl Terminal {
    /// Whether a file is the result of a job; nothing is kept of it.
    pub(crate) async fn read_through(&self, id: u32, sealed: &Sealed) -> Outcome<()> {
        let beside = self.see(move |look| look.beside(id)).await?;
        let marker = self.ask(|c| Ok(c.store()?.marker())).await?;
        let received = sealed.open()?;
        let read = move || {
            let Beside {
                layouts,
                sent,
                awaited,
                left_out,
                ..
            } = beside;
            read_result(&left_out, &layouts, sent, received, &awaited, &marker).map(drop)
        };
        blocking(read).await
    }
}

struct ResultDigest {
    ok: u32,
    /// Of these, rows that tell a person something.
    informed: u32,
    /// What became of the items of an inquiry.
    items: BTreeMap<String, u32>,
    branch_numbers: u32,
    failed: Vec<FailedRow>,
    /// Registrations whose corrected data were awaited, and are registered now.
    resent: Vec<String>,
    /// The character code of the house, where a row told it and the server took it.
    told: Option<Encoding>,
    /// Whether its rows register people.
    registers: bool,
    /// Rows that are done and brought no 被保険者枝番.
    without_branch: Vec<u32>,
    /// The 被保険者枝番 that came.
    branches: Vec<MarkedBranch>,
    /// Those of people whose registration is over with it.
    over: Vec<MarkedBranch>,
}

/// Reads the result beside the file that was sent.
fn read_result(
    left_out: &LeftOut,
    layouts: &JobLayouts,
    sent: SealedReader,
    received: SealedReader,
    awaited: &HashSet<String>,
    marker: &Marker,
) -> Outcome<ResultDigest> {
    let mut digest = ResultDigest {
        ok: 0,
        informed: 0,
        items: BTreeMap::new(),
        branch_numbers: 0,
        failed: Vec::new(),
        resent: Vec::new(),
        told: None,
        registers: layouts.sent.service == Some(Service::Register),
        without_branch: Vec::new(),
        branches: Vec::new(),
        over: Vec::new(),
    };
    let is_awaited = digest.registers && !awaited.is_empty();
    let (roles, tells) = (&layouts.roles, layouts.sent.tells_encoding());
    let (mut branches, mut numbers) = (Branches::default(), Numbers::default());
    let line = HandOverLine::of(layouts);
    each_answered_row(layouts, sent, received, |sent, answer| {
        let makes_line = line.as_ref().is_some_and(|it| it.is_made_of(sent, answer));
        digest.branch_numbers += u32::from(makes_line);
        let nothing = nothing_answered(layouts, answer);
        let means = layouts.message(answer);
        digest.informed += u32::from(means == MessageMeaning::Information);
        for item in answered_items(&layouts.sent, answer) {
            count_item(&mut digest.items, item.state);
        }
        match answer.at(roles.message) {
            message if means == MessageMeaning::Error => digest.failed.push(FailedRow {
                row: left_out.original_row(sent.number()),
                who: who(&sent.subject()),
                message: harmless(message),
            }),
            _ if !is_one(layouts, answer) => digest.failed.push(FailedRow {
                row: left_out.original_row(sent.number()),
                who: who(&sent.subject()),
                message: "1人に決まっていないので、番号は受け取りません".to_owned(),
            }),
            _ if nothing.is_some() => digest.failed.push(FailedRow {
                row: left_out.original_row(sent.number()),
                who: who(&sent.subject()),
                message: nothing.unwrap_or_default(),
            }),
            _ => {
                digest.ok += 1;
                numbers.take(layouts, sent, answer)?;
                if let Some((column, codes)) = tells {
                    digest.told = codes.get(sent.at(column)).copied().or(digest.told);
                }
                if let Some(branch) = roles.branch.map(|branch| answer.at(branch)) {
                    branches.take(layouts, sent, branch)?;
                    let row = left_out.original_row(sent.number());
                    if branch.is_empty() {
                        digest.without_branch.push(row);
                    } else {
                        let said = marker.of(row, &sent.subject().registration, branch);
                        if sent.ends_registration() {
                            digest.over.push(said.clone());
                        }
                        digest.branches.push(said);
                    }
                }
                let registration = is_awaited.then(|| sent.subject().registration);
                digest
                    .resent
                    .extend(registration.filter(|known| awaited.contains(known)));
            }
        }
        Ok(())
    })?;
    Ok(digest)
}

/// Counts what became of an item by the server's word; more words than a table has are counted together.
fn count_item(items: &mut BTreeMap<String, u32>, state: String) {
    let is_known = items.contains_key(&state) || items.len() < ITEM_WORDS_MOST;
    let word = if is_known {
        harmless(&state)
    } else {
        "ほか".to_owned()
    };
    *items.entry(word).or_default() += 1;
}
