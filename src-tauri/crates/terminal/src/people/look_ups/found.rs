//! What a look-up found: counted for the cost, and laid beside the insurer's own records. A person who was found is not
//! yet the person who was sought.

use crate::{
    core::{act::Act, blocking::blocking, controller::Terminal, gate::Permit, look::Look},
    files::{self, recognising::Opened},
    people::{
        comparisons::{
            ComparisonRecord, Taken, comparison, put_taken, take_pairs_of, view::ComparisonView,
        },
        look_ups::{asked::keep_asked, asking::add_asking},
    },
    sending::{
        jobs::{layouts::JobLayouts, record::JobRecord, subject},
        results::{
            rows::{each_answered_row, is_one},
            view::FailedRow,
        },
    },
};
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_layouts::{Layout, Row, Service, rows};
use kakehashi_store::{AuditEntry, Sealed, SealedReader, Transaction};
use std::{collections::HashMap, io, path::Path, sync::Arc};
use zeroize::Zeroizing;

/// The five items, by the columns' ids.
const FIVE: [&str; 5] = ["name_kanji", "name_kana", "birth_date", "sex", "address"];

/// What a look-up found.
pub(crate) struct Found {
    pub hits: u32,
    /// What was sought beside what was found; None where nobody was, or where only a number was sent.
    pairs: Option<Taken>,
    /// Whom the rows asked for, by registration, and whether they were found.
    asked: Arc<Vec<(String, bool)>>,
}

/// The comparison of what was found, to be kept with the result that it came of.
pub(crate) struct Compared {
    entry: AuditEntry,
    record: ComparisonRecord,
    taken: Taken,
}

type Five = [Zeroizing<String>; 5];

/// Lays what a look-up by number found beside the insurer's own records, from a file of 加入者情報.
///
/// # Errors
/// `RESULT_NOT_READY`, `NOT_A_LOOK_UP`, `NOTHING_TO_SEND` when the file holds none of them, those of reading the file.
pub(crate) async fn compare_look_up(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    members: String,
) -> Outcome<ComparisonView> {
    let answered = terminal.see(move |look| look.answered(id)).await?;
    let (dir, viewer) = (terminal.dir.clone(), permit.clone());
    let taken = blocking(move || compare_with(&dir, answered, &members)).await?;
    let taken = taken.ok_or(Code::NothingToSend)?;
    let kept = terminal
        .take_comparison(permit, name_of(id), taken, Some(id))
        .await?;
    comparison(terminal, viewer, kept).await
}

impl Terminal {
    /// Reads what a look-up found; None for other kinds.
    pub(crate) async fn found_by(
        &self,
        job: &JobRecord,
        layouts: &JobLayouts,
        received: &Sealed,
    ) -> Outcome<Option<Found>> {
        if job.look_up.is_none() {
            return Ok(None);
        }
        let (leaving, received) = (job.leaving().id.clone(), received.open()?);
        let sent = move |look: &Look| look.books()?.open_sealed(&leaving);
        let sent = self.see(sent).await?;
        let (dir, layouts) = (self.dir.clone(), layouts.clone());
        blocking(move || read_found(&dir, &layouts, sent, received))
            .await
            .map(Some)
    }

    /// Keeps who was asked for, and whom to ask now, some at a time; they were, whether the result then comes to its end or is
    /// asked for once more. Gives the comparison that is to be kept.
    pub(crate) async fn bring_found(
        &self,
        id: u32,
        job: &JobRecord,
        found: Found,
        failed: &Arc<Vec<FailedRow>>,
    ) -> Outcome<Option<Compared>> {
        let (of, profile) = (job.clone(), job.profile.clone());
        let begin = move |look: &Look| Ok((look.now(), look.layout_of(&of)?.service));
        let (at, service) = self.see(begin).await?;
        self.keep_in_parts(&found.asked, move |store, (registration, found)| {
            keep_asked(store, (&profile, registration), id, *found, at)
        })
        .await?;
        if service == Some(Service::FindNumber) {
            self.keep_in_parts(failed, move |store, row| add_asking(store, id, row, at))
                .await?;
        }
        let Some(taken) = found.pairs else {
            return Ok(None);
        };
        let compared = self.see(move |look| look.compared(id, taken)).await?;
        if let Some(compared) = &compared {
            self.bring_pairs(compared.record.id, &compared.taken)
                .await?;
        }
        Ok(compared)
    }
}

/// What a comparison with the insurer's own records needs, away from the controller.
struct Answered {
    layouts: JobLayouts,
    /// Of the file of 加入者情報.
    own: Arc<Layout>,
    sent: SealedReader,
    received: SealedReader,
}

impl Look {
    fn answered(&self, id: u32) -> Outcome<Answered> {
        let job = self.job_with_result(id)?.body;
        let layouts = self.layouts_of(&job)?;
        if job.look_up.is_none() {
            return Err(Fault::new(Code::NotALookUp).with("kind", &layouts.sent.title));
        }
        let result = job.result.as_ref().ok_or(Code::ResultNotReady)?;
        let books = self.books()?;
        Ok(Answered {
            own: self.layout_that(|layout| layout.service == Some(Service::Register))?,
            sent: books.open_sealed(&job.leaving().id)?,
            received: books.open_sealed(&result.id)?,
            layouts,
        })
    }

    /// The comparison of what was found, for people to look at; None where there is one already.
    fn compared(&self, id: u32, taken: Taken) -> Outcome<Option<Compared>> {
        if self.comparison_of_job(id)?.is_some() {
            return Ok(None);
        }
        let record = self.new_comparison(name_of(id), &taken, "system", Some(id))?;
        let permit = Permit::of_terminal(Act::compare_look_up, subject(id));
        Ok(Some(Compared {
            entry: self.entry(&permit, None),
            record,
            taken,
        }))
    }
}

impl Compared {
    /// Keeps it, together with the result that it came of.
    pub fn keep(&self, store: &Transaction<'_>) -> Outcome<()> {
        put_taken(store, &self.record, &self.taken)?;
        store.add_audit(&self.entry)
    }
}

fn name_of(job: u32) -> String {
    format!("送信{job}の照会の結果")
}

fn read_found(
    dir: &Path,
    layouts: &JobLayouts,
    sent: SealedReader,
    received: SealedReader,
) -> Outcome<Found> {
    let knows_five = FIVE.iter().all(|id| layouts.sent.column(id).is_some());
    let mut hits = 0;
    let (mut pairs, mut asked) = (Vec::new(), Vec::new());
    each_answered_row(layouts, sent, received, |sent, answer| {
        // Several who fit are charged for like one who does.
        let asked_for = layouts.roles.hits.map(|at| answer.at(at) != "0");
        let is_done = layouts.is_done(answer);
        let is_found = asked_for.unwrap_or(is_done);
        hits += u32::from(is_found);
        asked.push((sent.subject().registration, is_found));
        if knows_five && is_done && is_one(layouts, answer) {
            pairs.push((sent.subject().registration, five(sent), five(answer)));
        }
        Ok(())
    })?;
    let pairs = (!pairs.is_empty())
        .then(|| laid_out(dir, &pairs))
        .transpose()?;
    Ok(Found {
        hits,
        pairs,
        asked: Arc::new(asked),
    })
}

fn compare_with(dir: &Path, answered: Answered, members: &str) -> Outcome<Option<Taken>> {
    let Answered {
        layouts,
        own,
        sent,
        received,
    } = answered;
    let own = own_records(members, &own)?;
    let mut pairs = Vec::new();
    each_answered_row(&layouts, sent, received, |sent, answer| {
        let registration = sent.subject().registration;
        let known = own.get(&registration);
        if let Some(known) = known.filter(|_| layouts.is_done(answer)) {
            pairs.push((registration, known.clone(), five(answer)));
        }
        Ok(())
    })?;
    (!pairs.is_empty())
        .then(|| laid_out(dir, &pairs))
        .transpose()
}

fn laid_out(dir: &Path, pairs: &[(String, Five, Five)]) -> Outcome<Taken> {
    take_pairs_of(dir, |list| {
        pairs.iter().try_for_each(|(id, a, b)| {
            list.write(
                id,
                a.each_ref().map(|s| s.as_str()),
                b.each_ref().map(|s| s.as_str()),
            )
        })
    })
}

/// The insurer's own records, by registration.
fn own_records(path: &str, layout: &Arc<Layout>) -> Outcome<HashMap<String, Five>> {
    let mut opened = Opened::at(path)?;
    let layout = opened.version(layout).clone();
    let named = |fault: Fault| fault.with("file", files::name_of(path));
    let file = io::BufReader::new(opened.whole()?);
    let mut own = HashMap::new();
    for row in rows(file, &layout).map_err(named)? {
        let row = row.map_err(named)?;
        own.insert(row.subject().registration, five(&row));
    }
    Ok(own)
}

fn five(row: &Row) -> Five {
    FIVE.map(|id| Zeroizing::new(row.get(id).unwrap_or_default().to_owned()))
}
