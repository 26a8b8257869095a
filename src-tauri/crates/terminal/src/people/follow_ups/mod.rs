//! People whom the columns don't foresee: no number yet, abroad, an unknown birth date, a name that is too long. Each is
//! kept from the approval of the answer on, until the server has taken a file in which nothing is missing any more, or a
//! clerk says how it ended.

pub(crate) mod view;

use crate::{
    core::{
        area::{Task, Urgency},
        blocking::blocking,
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        meter::small,
        part::MOST,
        shelf::moment,
    },
    people::follow_ups::view::{FollowUpLine, FollowUpList},
    sending::{
        jobs::{layouts::JobLayouts, record::JobRecord, subject, view::Who},
        results::rows::each_answered_row,
    },
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Fault, Outcome, Role, Shelf, short_text};
use kakehashi_layouts::{FindingCode, Service};
use kakehashi_store::{Numbered, Part, Reader, SealedReader, Transaction};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

const LONGEST_ANSWER: usize = 80;

/// What is followed up: the code, how it is called, and what is to be done.
const KINDS: [(FindingCode, &str, &str); 4] = [
    (
        FindingCode::NumberAwaited,
        "番号待ち",
        "番号が届いたら、基幹システムで入れて送りなおします。",
    ),
    (
        FindingCode::NoHomeInJapan,
        "海外・国内住所なし",
        "登録の後の突合不一致に、理由「海外居住・国内住所なし」を用意します。帰国したら、住所を送りなおします。",
    ),
    (
        FindingCode::BirthUnknown,
        "生年月日が不詳",
        "登録の後の突合不一致に、住民票で不詳だとわかるものを用意します。",
    ),
    (
        FindingCode::NameLong,
        "氏名が長い",
        "登録の後の突合不一致に、理由「字体や書き方だけがちがう」と住民票を用意します。",
    ),
];

/// A person who is followed up.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct FollowUpRecord {
    id: u32,
    profile: String,
    who: Who,
    code: String,
    /// The file in which the person went, with the answer.
    job: u32,
    at: DateTime<Utc>,
    ended: Option<Ended>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Ended {
    by: String,
    at: DateTime<Utc>,
    how: String,
}

impl Numbered for FollowUpRecord {
    const SHELF: Shelf = Shelf::FollowUp;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        format!("{}\n{}", self.who.registration, self.who.name)
    }

    fn is_open(&self) -> bool {
        self.ended.is_none()
    }

    fn ended_at(&self) -> Option<String> {
        self.ended.as_ref().map(|ended| moment(ended.at))
    }

    fn about(&self) -> Option<String> {
        Some(self.key())
    }
}

impl FollowUpRecord {
    /// Keeps it, in the place of an open one about the same person and thing.
    pub(crate) fn keep(&self, store: &Transaction<'_>) -> Outcome<()> {
        let known = open_about(store, &self.key())?;
        let id = known.map_or_else(|| store.next_number::<Self>(), |it| Ok(it.id))?;
        store.put_record(&Self { id, ..self.clone() })
    }

    fn key(&self) -> String {
        key(&self.profile, &self.who.registration, &self.code)
    }
}

fn key(profile: &str, registration: &str, code: &str) -> String {
    format!("{profile}/{registration}/{code}")
}

fn open_about(books: &Reader, key: &str) -> Outcome<Option<FollowUpRecord>> {
    let found: Vec<FollowUpRecord> = books.records_about(key)?;
    Ok(found.into_iter().find(Numbered::is_open))
}

/// Who is followed up.
pub(crate) async fn follow_ups(terminal: &Terminal, _: Permit) -> Outcome<FollowUpList> {
    terminal.see(Look::follow_up_list).await
}

/// Says how it ended otherwise than by a later file (left the insurance, came home, …).
///
/// # Errors
/// `INPUT_INVALID` without a word, or for one that isn't open.
pub(crate) async fn end_follow_up(
    terminal: &Terminal,
    permit: Permit,
    key: String,
    how: String,
) -> Outcome<FollowUpList> {
    let hint = "80文字までで書いてください。";
    let how = short_text("どうなったか", &how, LONGEST_ANSWER, hint)?;
    let end = move |c: &mut Controller| {
        let open = open_about(c.books()?, &key)?;
        let hint = "一覧にある、まだ済んでいない人を選んでください。";
        let mut record = open.ok_or_else(|| Fault::invalid("追う人", hint))?;
        record.ended = Some(Ended {
            by: permit.user.clone(),
            at: c.now(),
            how,
        });
        c.write(&permit, |store| store.put_record(&record))?;
        c.follow_up_list()
    };
    terminal.ask(end).await
}

impl Terminal {
    /// Keeps whom approved files want to be followed up. Failing stops nothing: the next start comes back to it.
    pub(crate) async fn follow_people_up(&self) {
        let followed = async {
            let jobs: Vec<u32> = self.see(|look| look.books()?.all(Shelf::ToFollow)).await?;
            for job in jobs {
                let records = Arc::new(self.see(move |look| look.to_follow_up(job)).await?);
                self.keep_in_parts(&records, |store, record| record.keep(store))
                    .await?;
                self.ask(move |c| c.keep(|store| store.remove(Shelf::ToFollow, &job.to_string())))
                    .await?;
            }
            Ok(())
        };
        if let Err(fault) = Outcome::<()>::from(followed.await) {
            let code = fault.code.number();
            tracing::warn!(code, "people to follow up weren't kept");
        }
    }

    /// Whom a file brought whole, by the answer to it: their ends, to be kept with the result. Failing stops nothing.
    pub(crate) async fn brought_by(&self, id: u32, answer: SealedReader) -> Vec<FollowUpRecord> {
        let brought = async {
            let Some(brought) = self.see(move |look| look.may_bring(id, answer)).await? else {
                return Ok(Vec::new());
            };
            let mut records = blocking(move || brought.complete()).await?;
            let at = self.see(|look| Ok(look.now())).await?;
            for record in &mut records {
                record.ended = Some(Ended {
                    by: "system".to_owned(),
                    at,
                    how: format!("{}で届いた", subject(id)),
                });
            }
            Ok(records)
        };
        brought.await.unwrap_or_else(|fault: Fault| {
            tracing::warn!(
                code = fault.code.number(),
                "people followed up weren't ended"
            );
            Vec::new()
        })
    }
}

/// A file that may bring what was missing.
struct Brought {
    layouts: JobLayouts,
    sent: SealedReader,
    received: SealedReader,
    /// By registration.
    open: BTreeMap<String, Vec<FollowUpRecord>>,
    /// What is still missing in this very file.
    missing: HashSet<String>,
    profile: String,
}

impl Brought {
    /// Those of whom nothing is missing any more.
    fn complete(self) -> Outcome<Vec<FollowUpRecord>> {
        let Self {
            layouts,
            sent,
            received,
            mut open,
            missing,
            profile,
        } = self;
        let mut complete = Vec::new();
        each_answered_row(&layouts, sent, received, |sent, answer| {
            if open.is_empty() || !layouts.is_done(answer) {
                return Ok(());
            }
            let registration = sent.subject().registration;
            let records = open.remove(&registration).into_iter().flatten();
            complete.extend(
                records.filter(|it| !missing.contains(&key(&profile, &registration, &it.code))),
            );
            Ok(())
        })?;
        Ok(complete)
    }
}

impl Look {
    /// Who goes in a file with an answer that wants to be followed up.
    pub(crate) fn to_follow_up(&self, id: u32) -> Outcome<Vec<FollowUpRecord>> {
        let job = self.job(id)?.body;
        let left_out = self.left_out(id)?;
        let mut records = Vec::new();
        for answer in self.answers_of(id)? {
            if !KINDS.iter().any(|(code, ..)| code.as_str() == answer.code) {
                continue;
            }
            let found = self.answered_findings(id, &answer)?.into_iter();
            let found = found.filter(|it| !left_out.has(it.row) && !it.who.registration.is_empty());
            records.extend(found.map(|found| FollowUpRecord {
                id: 0, // given where it is kept
                profile: job.profile.clone(),
                who: found.who,
                code: answer.code.clone(),
                job: id,
                at: self.now(),
                ended: None,
            }));
        }
        Ok(records)
    }

    /// None where nobody waits, or the file is none that registers people.
    fn may_bring(&self, id: u32, received: SealedReader) -> Outcome<Option<Brought>> {
        let job: JobRecord = self.job(id)?.body;
        let layouts = self.layouts_of(&job)?;
        let mut open: BTreeMap<String, Vec<FollowUpRecord>> = BTreeMap::new();
        for record in self.books()?.open_records::<FollowUpRecord>()? {
            if record.profile == job.profile {
                let registration = record.who.registration.clone();
                open.entry(registration).or_default().push(record);
            }
        }
        if open.is_empty() || layouts.sent.service != Some(Service::Register) {
            return Ok(None);
        }
        let missing = self.to_follow_up(id)?;
        let books = self.books()?;
        Ok(Some(Brought {
            sent: books.open_sealed(&job.leaving().id)?,
            received,
            layouts,
            open,
            missing: missing.iter().map(FollowUpRecord::key).collect(),
            profile: job.profile,
        }))
    }

    fn follow_up_list(&self) -> Outcome<FollowUpList> {
        let open: Vec<FollowUpRecord> = self.books()?.open_records()?;
        // Those of the last days; who ended before is forgotten.
        let ended: Vec<FollowUpRecord> = self.books()?.closed_records(Part::newest(MOST))?;
        Ok(FollowUpList {
            open: small(open.len() as u64),
            lines: (open.into_iter().chain(ended))
                .map(|record| self.follow_up_line(record))
                .collect(),
        })
    }

    fn follow_up_line(&self, record: FollowUpRecord) -> FollowUpLine {
        let known = KINDS.iter().find(|(code, ..)| code.as_str() == record.code);
        let (_, what, next) = known
            .copied()
            .unwrap_or((FindingCode::NumberAwaited, "", ""));
        let days = japan_day(self.now()) - japan_day(record.at);
        FollowUpLine {
            key: record.key(),
            what: what.to_owned(),
            next: next.to_owned(),
            job: record.job,
            at: record.at,
            days: u32::try_from(days.num_days()).unwrap_or(0),
            ended: record.ended.map(|Ended { by, at, how }| {
                let day = japan_day(at).format("%-m月%-d日");
                format!("{how}（{day}　{}）", self.name_of(&by))
            }),
            registration: record.who.registration,
            name: record.who.name,
            birth_date: record.who.birth_date,
        }
    }

    pub(crate) fn follow_up_task(&self, viewer: &Permit) -> Outcome<Option<Task>> {
        if !viewer.has(Role::Clerk) {
            return Ok(None);
        }
        let open: Vec<FollowUpRecord> = self.books()?.open_records()?;
        let oldest = open.iter().map(|record| record.at).min();
        let people = open.len();
        let days = oldest.map(|at| (japan_day(self.now()) - japan_day(at)).num_days());
        Ok(days.map(|days| Task {
            urgency: Urgency::Waiting,
            mark: "待つ人".into(),
            title: "番号待ち・海外・不詳・長い氏名の人を追う".into(),
            summary: format!("{people} 人"),
            why: format!(
                "いちばん長い人は {days} 日です。足りないものが届いたら、送りなおします。"
            ),
            button: Some("見る".into()),
            path: "/timelines".into(),
        }))
    }
}
