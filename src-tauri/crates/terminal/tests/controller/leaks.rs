//! 漏えい: written down by whoever finds it, completed while it is found out, reported in two parts by their days.

use crate::world::Place;
use chrono::{NaiveDate, TimeDelta};
use kakehashi_domain::{Code, ContactRole, LeakData, LeakSealed, LeakState, LeakStep};
use kakehashi_terminal::view::{Contact, LeakFacts, LeakReport, ListPart, Urgency};

fn facts(found_on: NaiveDate) -> LeakFacts {
    LeakFacts {
        what: "結果のファイルを入れたUSBメモリーが見つからない".into(),
        found_on,
        happened_on: None,
        people: None,
        data: [LeakData::PersonalNumber].into(),
        sealed: LeakSealed::Unknown,
        malice: false,
        public: false,
        cause: String::new(),
        harm: String::new(),
        told: String::new(),
        published: String::new(),
        prevention: String::new(),
    }
}

fn report(step: LeakStep, on: NaiveDate) -> LeakReport {
    let to = "個人情報保護委員会 受付 12-34".into();
    LeakReport { step, on, to }
}

impl Place {
    async fn today(&self) -> NaiveDate {
        self.terminal.home().await.unwrap().today
    }

    async fn leak_tasks(&self) -> Vec<(Urgency, String, String)> {
        let tasks = self.terminal.home().await.unwrap().tasks.into_iter();
        let of_leaks = tasks.filter(|task| task.path.starts_with("/leaks/"));
        of_leaks
            .map(|task| (task.urgency, task.mark, task.summary))
            .collect()
    }
}

#[tokio::test(start_paused = true)]
async fn a_leak_is_reported_in_two_parts_and_home_says_by_when() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("tantou").await;
    let today = place.today().await;
    let leak = t.note_leak(facts(today)).await.unwrap();
    assert_eq!((leak.id, leak.state), (1, LeakState::Open));
    assert!(leak.classes[0].starts_with("①"), "{:?}", leak.classes);
    let days: Vec<i32> = leak.dues.iter().map(|due| due.days_left).collect();
    assert_eq!(days, [4, 29], "the day on which it is known is the first");
    let [(urgency, mark, summary)] = &place.leak_tasks().await[..] else {
        panic!("one task")
    };
    assert_eq!((*urgency, mark.as_str()), (Urgency::Urgent, "速報"));
    assert!(summary.contains("あと 4 日"), "{summary}");

    let by_clerk = t.report_leak(1, report(LeakStep::Preliminary, today)).await;
    assert_eq!(by_clerk.unwrap_err().code, Code::PermissionDenied);
    let known = LeakFacts {
        people: Some(3),
        malice: true,
        ..facts(today)
    };
    let changed = t.change_leak(1, known.clone()).await.unwrap();
    assert_eq!(changed.dues[1].days_left, 59, "with a wrong purpose");
    let last = changed.events.last().unwrap();
    assert_eq!(last.what, "人数 調べている → 3 人、不正の目的");

    place.log_in("shonin").await;
    place.clock.advance(TimeDelta::days(5));
    let [(_, _, summary)] = &place.leak_tasks().await[..] else {
        panic!("one task")
    };
    assert!(summary.contains("1 日すぎました"), "{summary}");
    let early = report(LeakStep::Preliminary, today - TimeDelta::days(1));
    let late = report(LeakStep::Preliminary, today + TimeDelta::days(9));
    for wrong in [early, late] {
        let refused = t.report_leak(1, wrong).await.unwrap_err();
        assert_eq!(refused.code, Code::InputInvalid);
    }
    let made = report(LeakStep::Preliminary, today);
    let reported = t.report_leak(1, made.clone()).await.unwrap();
    assert_eq!(reported.state, LeakState::Preliminary);
    assert_eq!(reported.dues[0].made, Some(made.clone()));
    let again = t.report_leak(1, made).await.unwrap_err();
    assert_eq!(again.code, Code::LeakState);
    assert_eq!(place.leak_tasks().await[0].0, Urgency::Waiting);
    place.clock.advance(TimeDelta::days(50));
    assert_eq!(place.leak_tasks().await[0].0, Urgency::Urgent);
    let last = report(LeakStep::Final, today + TimeDelta::days(55));
    t.report_leak(1, last).await.unwrap();
    assert!(place.leak_tasks().await.is_empty());
    let closed = t.change_leak(1, known).await.unwrap_err();
    assert_eq!(closed.code, Code::LeakState);

    place.log_in("kanri").await;
    let lines = t.audit(0, 100).await.unwrap().into_iter();
    let of_leak: Vec<String> = lines
        .filter(|line| line.subject == "漏えい1" && line.problem.is_none())
        .map(|line| line.act)
        .collect();
    let acts = ["report-leak", "report-leak", "change-leak", "note-leak"];
    assert_eq!(of_leak.len(), acts.len(), "{of_leak:?}");
}

#[tokio::test(start_paused = true)]
async fn the_sheet_never_says_that_no_report_is_due() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("tantou").await;
    let today = place.today().await;
    let least = LeakFacts {
        data: [LeakData::Other].into(),
        people: Some(1),
        sealed: LeakSealed::Sealed,
        ..facts(today)
    };
    let leak = t.note_leak(least).await.unwrap();
    assert!(leak.classes.is_empty());
    assert_eq!(leak.left_open.len(), 3, "{:?}", leak.left_open);
    let said = leak.left_open.concat();
    assert!(said.contains("個人情報保護委員会に確かめて"), "{said}");
    assert_eq!(leak.dues.len(), 2, "the days stand there whatever it is");
    for wrong in [
        LeakFacts {
            data: Default::default(),
            ..facts(today)
        },
        facts(today + TimeDelta::days(1)),
        LeakFacts {
            what: "1234 5678 9012 の人".into(),
            ..facts(today)
        },
        LeakFacts {
            happened_on: Some(today + TimeDelta::days(1)),
            ..facts(today)
        },
    ] {
        let refused = t.note_leak(wrong).await.unwrap_err();
        assert_eq!(refused.code, Code::InputInvalid);
    }
    let all = t.leaks(ListPart::default()).await.unwrap();
    assert_eq!(all.len(), 1, "what was refused isn't kept");
    let unknown = t.leak(9).await.unwrap_err();
    assert_eq!(unknown.code, Code::LeakNotFound);
}

#[tokio::test(start_paused = true)]
async fn whom_to_call_stands_on_the_sheet() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("tantou").await;
    let contact = Contact {
        role: ContactRole::Commission,
        name: "漏えい等報告の窓口".into(),
        reach: "03-0000-0000".into(),
        note: "平日 9時から".into(),
    };
    let refused = t.set_contact(contact.clone()).await.unwrap_err();
    assert_eq!(refused.code, Code::PermissionDenied);
    place.log_in("kanri").await;
    let contacts = t.set_contact(contact.clone()).await.unwrap();
    assert_eq!(contacts.len(), ContactRole::ALL.len());
    let today = place.today().await;
    let leak = t.note_leak(facts(today)).await.unwrap();
    assert_eq!(leak.contacts.last(), Some(&contact));
    assert!(leak.contacts[0].name.is_empty(), "to be filled in by hand");
}
