//! Leaks as a person reads them: what falls under which class, what the terminal leaves open, and the days.

use super::{
    record::LeakRecord,
    view::{LeakDue, LeakEvent, LeakView},
};
use crate::core::{
    act::Act,
    area::{Task, Urgency},
    clock::japan_day,
    gate::Permit,
    look::Look,
    part::ListPart,
    shelf::sha256_of,
};
use kakehashi_domain::{LeakClass, LeakData, LeakSealed, LeakState, LeakStep, Outcome};

/// So many days before the 確報 is due, it presses.
const PRESSING: i32 = 7;
const ASK: &str =
    "報告が必要かどうかを、この端末は決めません。個人情報保護委員会に確かめてください。";

impl Look {
    pub(super) fn leaks(&self, part: &ListPart) -> Outcome<Vec<LeakView>> {
        let records: Vec<LeakRecord> = self.books()?.records(part.asked())?;
        let views = records.into_iter().map(|record| self.leak_view(record));
        views.collect()
    }

    pub(super) fn leak_view(&self, record: LeakRecord) -> Outcome<LeakView> {
        let sha256 = sha256_of(&record)?;
        let dues = LeakStep::ALL.map(|step| self.leak_due(&record, step));
        let facts = record.facts;
        let data: Vec<LeakData> = facts.data.iter().copied().collect();
        let classes = LeakClass::of(&data, facts.people, facts.malice, facts.public);
        let by_name = |event: LeakEvent| LeakEvent {
            by: self.name_of(&event.by),
            ..event
        };
        Ok(LeakView {
            id: record.id,
            state: record.state,
            state_title: record.state.title().to_owned(),
            data: data.iter().map(|it| it.title().to_owned()).collect(),
            left_open: left_open(&classes, facts.sealed),
            classes: classes.iter().map(|it| it.title().to_owned()).collect(),
            dues: dues.to_vec(),
            events: record.events.into_iter().map(by_name).collect(),
            contacts: self.contacts()?,
            facts,
            sha256,
        })
    }

    fn leak_due(&self, record: &LeakRecord, step: LeakStep) -> LeakDue {
        let by = step.due(record.facts.found_on, record.facts.malice);
        let left = (by - japan_day(self.now())).num_days();
        LeakDue {
            step,
            title: step.title().to_owned(),
            by,
            days_left: i32::try_from(left).unwrap_or(i32::MAX),
            made: record.made(step).cloned(),
        }
    }

    /// What is due next of every leak, for those who find out what happened or report it.
    pub(crate) fn leak_tasks(&self, viewer: &Permit) -> Outcome<Vec<Task>> {
        if !Act::change_leak.who.allows(&viewer.roles) {
            return Ok(Vec::new());
        }
        let open: Vec<LeakRecord> = self.books()?.open_records()?;
        let task = |record: &LeakRecord| {
            let due = self.leak_due(record, record.state.next()?);
            let presses = record.state == LeakState::Open || due.days_left <= PRESSING;
            Some(Task {
                urgency: match presses {
                    true => Urgency::Urgent,
                    false => Urgency::Waiting,
                },
                mark: due.title.clone(),
                title: format!("漏えい{}の{}をする", record.id, due.title),
                summary: in_words(&due),
                why: "漏えい等の報告（番号法29条の4）の日です。".into(),
                button: Some("見る".into()),
                path: format!("/leaks/{}", record.id),
            })
        };
        Ok(open.iter().filter_map(task).collect())
    }
}

fn in_words(due: &LeakDue) -> String {
    let by = due.by.format("%-m月%-d日");
    match due.days_left {
        0 => format!("{by} まで（今日）"),
        left if left > 0 => format!("{by} まで（あと {left} 日）"),
        left => format!("{by} まで（{} 日すぎました）", -left),
    }
}

fn left_open(classes: &[LeakClass], sealed: LeakSealed) -> Vec<String> {
    let no_class = "書かれたことだけでは、どの種類かを決められません。";
    let by_seal = "高度な暗号化等の措置があったときは、扱いがちがうことがあります。";
    let told = [
        classes.is_empty().then_some(no_class),
        (sealed == LeakSealed::Sealed).then_some(by_seal),
        Some(ASK),
    ];
    told.into_iter().flatten().map(str::to_owned).collect()
}
