//! Protected people: victims of violence, whose home nobody may learn. Files say who they are, and the terminal remembers:
//! a mark in every list, no address anywhere, and nobody takes it back alone.

pub(crate) mod lifting;
pub(crate) mod marks;
pub(crate) mod record;
pub(crate) mod view;
pub(crate) mod whereabouts;

use crate::{
    core::{
        act::Act,
        area::{Old, Task, Urgency},
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::MOST,
        retention,
    },
    sending::jobs::subject as of_job,
};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, Outcome, Role, short_text};
use kakehashi_layouts::ProtectedPerson;
use kakehashi_store::Part;
use record::{EndedRecord, EndingRecord, ProtectedRecord, key_of, protection_of};
use view::{NewProtected, ProtectedLine, ProtectedList};

/// Days before its day on which somebody is reminded.
const REMINDED: i64 = 30;
const LONGEST: usize = 200;
const REASON_HINT: &str =
    "200文字までで、なぜ終わるのかを書いてください。住所は書かないでください。";
const BY_HAND: &str = "手入力";

/// Everybody who is protected.
///
/// # Errors
/// Those of the data.
pub(crate) async fn protected_people(
    terminal: &Terminal,
    permit: Permit,
) -> Outcome<ProtectedList> {
    let viewer = permit.clone();
    let note =
        move |c: &mut Controller| c.note_look(&permit, Act::view_protected, "保護の対象の人");
    terminal.ask(note).await?;
    terminal.see(move |look| look.protected_list(&viewer)).await
}

/// Protects a person whom no file has named yet.
///
/// # Errors
/// `INPUT_INVALID`.
pub(crate) async fn protect_person(
    terminal: &Terminal,
    permit: Permit,
    person: NewProtected,
) -> Outcome<ProtectedList> {
    let change = move |c: &mut Controller| {
        let record = c.new_protected(&permit, person)?;
        let permit = permit.on(record.shown.clone());
        c.write(&permit, |store| record.keep(store))?;
        c.protected_list(&permit)
    };
    terminal.ask(change).await
}

/// Says on which day somebody looks whether the protection goes on; None takes the day back.
///
/// # Errors
/// `INPUT_INVALID`.
pub(crate) async fn set_protection_end(
    terminal: &Terminal,
    permit: Permit,
    id: String,
    until: Option<NaiveDate>,
) -> Outcome<ProtectedList> {
    let change = move |c: &mut Controller| {
        let mut record = c.protected_record(&id)?;
        let day = until.map_or_else(|| "決めない".to_owned(), |day| day.to_string());
        record.until = until;
        let permit = permit.on(record.shown.clone()).note(day);
        c.write(&permit, |store| record.keep(store))?;
        c.protected_list(&permit)
    };
    terminal.ask(change).await
}

/// Ends a protection: two people say so, one of them an approver. The flag itself goes with a file.
///
/// # Errors
/// `INPUT_INVALID`, `PERMISSION_DENIED`, `LIFTED_BY_ONE`.
pub(crate) async fn end_protection(
    terminal: &Terminal,
    permit: Permit,
    id: String,
    reason: String,
) -> Outcome<ProtectedList> {
    let reason = short_text("理由", &reason, LONGEST, REASON_HINT)?;
    let change = move |c: &mut Controller| {
        let mut record = c.protected_record(&id)?;
        match record.ending.take() {
            None => {
                record.ending = Some(EndingRecord {
                    by: permit.user.clone(),
                    at: c.now(),
                    reason,
                });
            }
            Some(first) => {
                c.require_second(&permit, &first.by)?;
                let names = [c.name_of(&first.by), c.name_of(&permit.user)].join("と");
                record.ended = Some(EndedRecord {
                    at: c.now(),
                    how: format!("{}（{names}）", first.reason),
                });
            }
        }
        let permit = permit.on(record.shown.clone());
        c.write(&permit, |store| record.keep(store))?;
        c.protected_list(&permit)
    };
    terminal.ask(change).await
}

impl Look {
    fn protected_record(&self, id: &str) -> Outcome<ProtectedRecord> {
        let found = protection_of(self.books()?, id)?;
        let hint = "保護の対象の一覧にある人を選んでください。";
        found.ok_or_else(|| Fault::invalid("保護の対象の人", hint))
    }

    fn protected_list(&self, viewer: &Permit) -> Outcome<ProtectedList> {
        let mut alive: Vec<ProtectedRecord> = self.books()?.open_records()?;
        // Those of the last days; who ended before is forgotten.
        let mut ended: Vec<ProtectedRecord> = self.books()?.closed_records(Part::newest(MOST))?;
        alive.sort_by(|a, b| a.shown.cmp(&b.shown));
        ended.sort_by_key(|record| record.ended.as_ref().map(|it| std::cmp::Reverse(it.at)));
        let line = |record: &ProtectedRecord| self.protected_line(viewer, record);
        Ok(ProtectedList {
            protected: alive.iter().map(line).collect(),
            ended: ended.iter().map(line).collect(),
        })
    }

    fn protected_line(&self, viewer: &Permit, record: &ProtectedRecord) -> ProtectedLine {
        let today = japan_day(self.now());
        let days = |until: NaiveDate| i32::try_from((until - today).num_days()).unwrap_or(i32::MAX);
        let flags = record.flags.iter().map(|id| self.flag_title(id));
        ProtectedLine {
            id: record.key(),
            registration: record.shown.clone(),
            name: record.name.clone(),
            birth_date: record.birth_date.clone(),
            flags: flags.collect(),
            source: record.source.clone(),
            since: record.since,
            by: self.name_of(&record.by),
            until: record.until,
            days_left: record.until.map(days),
            ending: record
                .ending
                .as_ref()
                .map(|first| format!("{}（{}）", first.reason, self.name_of(&first.by))),
            may_end: record.ending.as_ref().is_some_and(|first| {
                record.is_alive() && self.require_second(viewer, &first.by).is_ok()
            }),
            ended: record.ended.as_ref().map(|it| it.how.clone()),
        }
    }

    /// What a column that protects is called in the definitions of today.
    fn flag_title(&self, id: &str) -> String {
        let definitions = self.definitions();
        let mut layouts = definitions.used.in_force(japan_day(self.now()));
        let title = layouts.find_map(|layout| {
            let column = layout.column(id).filter(|_| layout.protects())?;
            Some(layout.columns[column].title.clone())
        });
        title.unwrap_or_else(|| id.to_owned())
    }

    fn new_protected(&self, permit: &Permit, person: NewProtected) -> Outcome<ProtectedRecord> {
        let part = |name: &str, text: &str| {
            let hint = "20文字までで書いてください。";
            short_text(name, text, 20, hint)
        };
        let symbol = person.symbol.trim().to_owned();
        let number = part("番号", &person.number)?;
        let branch = part("枝番", &person.card_branch)?;
        let name = short_text("氏名", &person.name, 50, "50文字までで書いてください。")?;
        let insurer = self.profile()?.insurer;
        let filled = [&symbol, &number, &branch]
            .into_iter()
            .filter(|it| !it.is_empty());
        let shown = filled.cloned().collect::<Vec<_>>().join("-");
        if protection_of(self.books()?, &key_of(&shown))?.is_some() {
            return Err(Fault::invalid("この人", "もう保護の対象の一覧にいます。"));
        }
        let layout = self.layout_that(kakehashi_layouts::Layout::protects)?;
        Ok(ProtectedRecord {
            id: 0,
            registration: vec![insurer, symbol, number, branch],
            shown,
            name,
            birth_date: person
                .birth_date
                .map(|day| day.to_string())
                .unwrap_or_default(),
            flags: layout.protecting().map(str::to_owned).collect(),
            source: BY_HAND.to_owned(),
            since: self.now(),
            by: permit.user.clone(),
            until: person.until,
            ending: None,
            lifted_by: None,
            ended: None,
        })
    }

    /// Who ends it is another than who wanted to, and one of the two is an approver.
    pub(crate) fn require_second(&self, permit: &Permit, first: &str) -> Outcome<()> {
        if permit.user == first {
            return Err(Code::LiftedByOne.into());
        }
        self.require_apart(&permit.user, first)?;
        let first = self.user(first)?;
        let is_approver = |roles: &[Role]| roles.contains(&Role::Approver);
        match first {
            Some(first) if is_approver(&first.roles) => Ok(()),
            Some(_) | None => permit.require(Role::Approver),
        }
    }

    /// Protections of which somebody should look whether they go on, and those that a second person should end.
    pub(crate) fn protection_task(&self, viewer: &Permit) -> Outcome<Vec<Task>> {
        if !viewer.has(Role::Clerk) && !viewer.has(Role::Approver) {
            return Ok(Vec::new());
        }
        let lines = self.protected_list(viewer)?.protected;
        let near = |line: &&ProtectedLine| {
            line.days_left
                .is_some_and(|days| i64::from(days) <= REMINDED)
        };
        let near: Vec<&ProtectedLine> = lines.iter().filter(near).collect();
        let is_over = near
            .iter()
            .any(|line| line.days_left.is_some_and(|days| days < 0));
        let task = |urgency, title: &str, count: usize, why: &str| {
            (count > 0).then(|| Task {
                urgency,
                mark: "保護".into(),
                title: title.into(),
                summary: format!("{count} 人"),
                why: why.into(),
                button: Some("見る".into()),
                path: "/protected".into(),
            })
        };
        let urgency = if is_over {
            Urgency::Urgent
        } else {
            Urgency::Waiting
        };
        let ending = lines.iter().filter(|line| line.may_end).count();
        let tasks = [
            task(
                urgency,
                "保護を続けるか、本人と市区町村に確かめる",
                near.len(),
                "保護の期限が近いか、過ぎています。確かめるまで、保護は続きます。",
            ),
            task(
                Urgency::Waiting,
                "保護を終えてよいか、2人目が決める",
                ending,
                "1人が、保護は終わったと言っています。",
            ),
        ];
        Ok(tasks.into_iter().flatten().collect())
    }
}

impl Controller {
    /// Remembers whom a file protects. What people wrote of them stays.
    pub(crate) fn protect_people(&mut self, id: u32, people: &[ProtectedPerson]) -> Outcome<()> {
        let by = self.job(id)?.body.prepared_by;
        let (now, known) = (self.now(), self.books()?);
        let mut records = Vec::new();
        for person in people {
            let key = key_of(&person.subject.registration);
            let found = protection_of(known, &key)?;
            let mut record = found.unwrap_or_else(|| ProtectedRecord {
                id: 0,
                registration: person.registration.clone(),
                shown: person.subject.registration.clone(),
                name: person.subject.name.clone(),
                birth_date: person.subject.birth_date.clone(),
                flags: Default::default(),
                source: of_job(id),
                since: now,
                by: by.clone(),
                until: None,
                ending: None,
                lifted_by: None,
                ended: None,
            });
            record.flags.extend(person.flags.iter().cloned());
            records.push(record);
        }
        let permit = Permit::of_terminal(Act::protect_person, of_job(id));
        let permit = permit.in_name_of(&by).note(format!("{}人", records.len()));
        self.write(&permit, |store| {
            records.iter().try_for_each(|record| record.keep(store))
        })
    }
}

impl Look {
    /// People whose protection ended long ago; the log keeps that they were.
    pub(crate) fn ended_protection(&self) -> Outcome<Vec<Old>> {
        self.ended_each(retention::PROTECTION, |it: &ProtectedRecord| {
            it.shown.clone()
        })
    }
}
