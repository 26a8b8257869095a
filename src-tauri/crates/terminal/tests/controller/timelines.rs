//! From the receipt of a 届出 to the registration: files move people along, days press, and what ended is forgotten.

use crate::{cases::complete_case, world::Place};
use chrono::{NaiveDate, TimeDelta};
use kakehashi_domain::{Code, DeadlineState, JobState, Shelf};
use kakehashi_terminal::view::ListPart;
use kakehashi_terminal::view::{NumberOwner, TimelineLine, TimelineList, TimelineShow, Urgency};
use std::fs;

/// The three people of the usual file, their 届出 received so many days ago (the `n`th person `n` days later).
fn people(place: &Place, name: &str, first: i64) -> String {
    let path = place.write_file(name);
    let mut text = fs::read_to_string(&path).unwrap();
    for (n, days) in (1..=3).zip(first..) {
        let received = place.day(days).format("%Y%m%d").to_string();
        text = text.replacen("20260402", &received, 1);
        assert!(text.contains(&received), "{n}");
    }
    fs::write(&path, text).unwrap();
    path
}

async fn list(place: &Place, show: TimelineShow) -> TimelineList {
    place.terminal.timelines(show, String::new()).await.unwrap()
}

/// The open ones, once there are so many.
async fn open_ones(place: &Place, wanted: usize) -> Vec<TimelineLine> {
    let mut changes = place.terminal.changes();
    loop {
        let lines = list(place, TimelineShow::Open).await.lines;
        if lines.len() == wanted {
            return lines;
        }
        changes.recv().await.ok();
    }
}

async fn checked(place: &Place, first: i64) -> u32 {
    place.log_in("tantou").await;
    let file = people(place, "a.csv", first);
    place.checked_file(file).await
}

async fn send(place: &Place, job: u32) {
    place.terminal.request_approval(job).await.unwrap();
    place.log_in("shonin").await;
    place.terminal.approve(job).await.unwrap();
    place.log_in("tantou").await;
    place.server_log_in().await;
    place
        .until(job, |job| job.state == JobState::ResultReceived)
        .await;
}

#[tokio::test(start_paused = true)]
async fn a_file_begins_the_way_of_its_people_and_its_result_ends_it() {
    let place = Place::ready().await;
    let t = &place.terminal;
    // Received six, five and four days ago.
    let job = checked(&place, -6).await;
    let lines = open_ones(&place, 3).await;
    let first = &lines[0];
    assert_eq!(first.registration, "101-1-00");
    assert_eq!(first.received_on, place.day(-6));
    assert_eq!(first.due, Some(place.day(-1)));
    assert_eq!(
        (first.state, first.deadline.as_str()),
        (DeadlineState::Overdue, "期限を1日過ぎました")
    );
    assert_eq!(lines[1].state, DeadlineState::Today);
    assert_eq!(first.standing, format!("送信{job}：検査済"));
    let of = list(&place, TimelineShow::Open).await;
    assert_eq!((of.overdue, of.open, of.total, of.days), (1, 3, 3, 5));
    let found = t.timelines(TimelineShow::Open, "2郎".into()).await.unwrap();
    assert_eq!(found.lines[0].registration, "101-2-00");

    let home = t.home().await.unwrap();
    let task = home
        .tasks
        .iter()
        .find(|task| task.path == "/timelines")
        .unwrap();
    assert_eq!(
        (task.urgency, task.mark.as_str()),
        (Urgency::Urgent, "期限切れ")
    );
    assert!(task.summary.contains("過ぎた人 1 人"), "{task:?}");

    // The server registers all but the last.
    send(&place, job).await;
    let left = open_ones(&place, 1).await;
    assert_eq!(left[0].registration, "101-3-00");
    assert_eq!(
        left[0].standing,
        format!("送信{job}では登録できませんでした")
    );
    let ended = list(&place, TimelineShow::Ended).await.lines;
    let state = |n: &str| {
        ended
            .iter()
            .find(|line| line.registration == n)
            .unwrap()
            .state
    };
    assert_eq!(
        (state("101-1-00"), state("101-2-00")),
        (DeadlineState::Late, DeadlineState::Kept)
    );

    let way = t.timeline("101-1-00".into()).await.unwrap();
    let titles: Vec<&str> = way.steps.iter().map(|step| step.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "資格の取得",
            "届出の受領",
            "送信",
            "処理完了",
            "登録と枝番",
            "資格の登録"
        ]
    );
    assert_eq!(way.steps[0].day, NaiveDate::from_ymd_opt(2026, 4, 1));
    assert_eq!(way.steps[1].note, "ファイルに書いてある日");
    assert!(
        way.steps[2..5].iter().all(|step| step.at.is_some()),
        "{way:#?}"
    );
    assert!(way.steps[5].at.is_none() && !way.may_close);
    let refused = t.timeline("101-3-00".into()).await.unwrap();
    assert!(
        refused.steps[4].note.contains("登録できませんでした"),
        "{refused:#?}"
    );

    // Long after the end it is forgotten, with a line; who isn't registered stays.
    place.clock.advance(TimeDelta::days(31));
    place.server_log_in().await;
    assert!(list(&place, TimelineShow::Ended).await.lines.is_empty());
    assert_eq!(list(&place, TimelineShow::Open).await.overdue, 1);
    place.log_in("kanri").await;
    let disposals = t.disposals(ListPart::default()).await.unwrap();
    let line = disposals
        .iter()
        .find(|line| line.what.contains("届出から登録"));
    assert_eq!(line.unwrap().rows, 2);
    let refused = t.timelines(TimelineShow::Open, String::new()).await;
    assert_eq!(refused.unwrap_err().code, Code::PermissionDenied);
}

#[tokio::test(start_paused = true)]
async fn a_file_that_is_taken_back_takes_its_people_along_and_one_sent_back_does_not() {
    let place = Place::ready().await;
    let t = &place.terminal;
    let job = checked(&place, -1).await;
    open_ones(&place, 3).await;
    t.cancel(job).await.unwrap();
    assert!(list(&place, TimelineShow::Open).await.lines.is_empty());

    let job = checked(&place, -2).await;
    open_ones(&place, 3).await;
    t.request_approval(job).await.unwrap();
    place.log_in("shonin").await;
    t.reject(job, "住所が古い".into()).await.unwrap();
    place.log_in("tantou").await;
    let lines = open_ones(&place, 3).await;
    assert!(lines[0].standing.contains("差し戻し"), "{lines:?}");

    // The clerk says of one that nobody is to be registered.
    let bare = t.close_timeline("101-1-00".into(), " ".into()).await;
    assert_eq!(bare.unwrap_err().code, Code::InputInvalid);
    let closed = t
        .close_timeline("101-1-00".into(), "届出が取り下げられた".into())
        .await
        .unwrap();
    assert_eq!(closed.closed.unwrap().reason, "届出が取り下げられた");
    let twice = t.close_timeline("101-1-00".into(), "もう一度".into()).await;
    assert_eq!(twice.unwrap_err().code, Code::WrongState);
    assert_eq!(list(&place, TimelineShow::Open).await.open, 2);
    let nobody = t.timeline("999-9-99".into()).await.unwrap_err();
    assert_eq!(nobody.code, Code::TimelineNotFound);
}

#[tokio::test(start_paused = true)]
async fn a_number_that_is_entered_begins_a_way_and_the_next_file_takes_it_on() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("tantou").await;
    let case = complete_case(&place).await;
    let owner = |number: &str| NumberOwner {
        symbol: "101".into(),
        number: number.into(),
        card_branch: "00".into(),
        name_kana: "レンシュウ　タロウ".into(),
        birth_date: "1981-01-01".into(),
    };
    let number = "123456789018".to_owned();
    t.enter_number(owner("1"), number.clone(), number.clone(), case)
        .await
        .unwrap();
    let lines = open_ones(&place, 1).await;
    assert_eq!(lines[0].due, Some(place.day(5)));
    assert_eq!(lines[0].standing, "送るファイルに、まだ入っていません");
    let way = t.timeline("101-1-00".into()).await.unwrap();
    assert_eq!(way.steps[1].note, "番号を入力した日");
    assert!(way.may_close);

    // The file knows better when the 届出 came.
    let job = checked(&place, -3).await;
    let lines = open_ones(&place, 3).await;
    let first = lines
        .iter()
        .find(|line| line.registration == "101-1-00")
        .unwrap();
    assert_eq!((first.received_on, first.job), (place.day(-3), Some(job)));
    // Taken back: of those only the one whose number was entered stays.
    t.cancel(job).await.unwrap();
    assert_eq!(open_ones(&place, 1).await[0].registration, "101-1-00");
    let entry = t.numbers(ListPart::default()).await.unwrap().waiting[0].id;
    t.remove_number(entry, "打ちまちがい".into()).await.unwrap();
    open_ones(&place, 0).await;
}

#[tokio::test(start_paused = true)]
async fn a_file_that_is_taken_back_takes_its_people_along_even_when_the_program_ends_before_they_went()
 {
    let place = Place::ready().await;
    let job = checked(&place, -2).await;
    open_ones(&place, 3).await;
    let place = place
        .cut_off(Shelf::TakenBack, async |t| t.cancel(job).await)
        .await;
    place.log_in("tantou").await;
    let state = place.terminal.job(job).await.unwrap().state;
    assert_eq!(state, JobState::Cancelled);
    place.terminal.carry_all_on().await;
    open_ones(&place, 0).await;
}
