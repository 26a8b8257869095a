//! The order of steps, and what may be sent only once.

use crate::world::Place;
use kakehashi_domain::{Code, JobState, ProfileKind, Shelf};
use kakehashi_terminal::view::StepStanding;

/// The clerk's file, sent, read and confirmed.
async fn confirmed(place: &Place) -> u32 {
    let id = place.released().await;
    let t = &place.terminal;
    t.carry_on(id).await;
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    t.result(id).await.unwrap();
    t.confirm(id).await.unwrap();
    id
}

async fn put_in_use(place: &Place, name: &str, kind: ProfileKind, insurer: &str) {
    place.log_in("kanri").await;
    let mut other = place.profile(insurer, kind);
    other.name = name.to_owned();
    other.put_in_use = true;
    place.terminal.add_profile(other).await.unwrap();
    place.log_in("tantou").await;
}

#[tokio::test(start_paused = true)]
async fn the_same_content_goes_once_to_an_environment_and_again_when_an_administrator_opens_it() {
    let place = Place::ready().await;
    let first = confirmed(&place).await;
    let t = &place.terminal;
    let kind = || "member-registration".to_owned();
    let again = || t.take_in(place.text("a.csv"), kind(), None);
    assert_eq!(again().await.unwrap_err().code, Code::AlreadyTakenIn);
    let not_mine = t.open_again(first, "もう一度".into()).await.unwrap_err();
    assert_eq!(not_mine.code, Code::PermissionDenied);
    place.log_in("kanri").await;
    let no_reason = t.open_again(first, " ".into()).await.unwrap_err();
    assert_eq!(no_reason.code, Code::InputInvalid);
    let opened = t.open_again(first, "再切替のため".into()).await.unwrap();
    assert_eq!(opened.reopened[0].job, first);
    place.log_in("tantou").await;
    let second = again().await.unwrap();
    assert_eq!(
        again().await.unwrap_err().code,
        Code::AlreadyTakenIn,
        "once"
    );
    place
        .until(second.id, |job| job.state == JobState::Checked)
        .await;
    assert!(t.steps().await.unwrap().reopened.is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_was_tested_goes_on_to_another_environment() {
    let place = Place::ready().await;
    put_in_use(&place, "file-test", ProfileKind::FileTest, "33120015").await;
    let t = &place.terminal;
    let file = place.write_file("a.csv");
    let text = std::fs::read_to_string(&file)
        .unwrap()
        .replace("06990014", "33120015");
    std::fs::write(&file, text).unwrap();
    let tested = place.checked_file(file.clone()).await;
    let twice = t
        .take_in(file.clone(), "member-registration".into(), None)
        .await;
    assert_eq!(twice.unwrap_err().code, Code::AlreadyTakenIn);
    put_in_use(
        &place,
        "connection-test",
        ProfileKind::ConnectionTest,
        "33120015",
    )
    .await;
    let next = t
        .take_in(file, "member-registration".into(), None)
        .await
        .unwrap();
    assert!(next.id > tested);
}

#[tokio::test(start_paused = true)]
async fn a_step_counts_by_its_rows_or_by_an_administrators_word() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    let t = &place.terminal;
    let standing = async |kind: &str| {
        let steps = place.terminal.steps().await.unwrap().steps;
        steps
            .into_iter()
            .find(|step| step.kind == kind)
            .unwrap()
            .standing
    };
    assert_eq!(standing("member-registration").await, StepStanding::Missing);
    let steps = t.steps().await.unwrap().steps;
    for (at, step) in steps.iter().enumerate() {
        let place = |title: &String| steps.iter().position(|it| it.title == *title);
        let first = step.after.iter().map(|title| place(title).unwrap());
        assert!(first.max().is_none_or(|first| first < at), "{steps:#?}");
    }
    place.log_in("kanri").await;
    let state = |kind: &str, why: &str| t.state_step(kind.into(), why.into());
    assert_eq!(
        state("qualification", " ").await.unwrap_err().code,
        Code::InputInvalid
    );
    let nobody_waits = state("funeral", "旧端末").await.unwrap_err();
    assert_eq!(nobody_waits.code, Code::InputInvalid);
    state("member-registration", "2024年に旧端末で登録")
        .await
        .unwrap();
    assert_eq!(standing("member-registration").await, StepStanding::Stated);
    let home = t.home().await.unwrap();
    assert!(
        home.stated[0].contains("2024年に旧端末で登録"),
        "{:?}",
        home.stated
    );
    t.withdraw_step("member-registration".into()).await.unwrap();
    assert_eq!(standing("member-registration").await, StepStanding::Missing);
    assert!(t.home().await.unwrap().stated.is_empty());
    confirmed(&place).await;
    assert_eq!(standing("member-registration").await, StepStanding::Done);
}

#[tokio::test(start_paused = true)]
async fn a_word_about_a_step_is_withdrawn_from_every_connection_or_from_none() {
    let place = Place::ready().await;
    let state = async || {
        place.log_in("kanri").await;
        let why = "旧端末で済んだ".into();
        let stated = place.terminal.state_step("member-registration".into(), why);
        stated.await.unwrap();
    };
    state().await;
    put_in_use(&place, "second", ProfileKind::Training, "06990014").await;
    state().await;
    let place = place
        .cut_off(Shelf::Profile, async |t| {
            t.withdraw_step("member-registration".into()).await
        })
        .await;
    place.log_in("kanri").await;
    let steps = place.terminal.steps().await.unwrap().steps;
    let step = steps.iter().find(|it| it.kind == "member-registration");
    assert_eq!(step.unwrap().standing, StepStanding::Missing);
}

/// A file of one person of another registration, whose row says so much of what changed.
fn changed_file(place: &Place, name: &str, change: &str) -> String {
    let file = place.write_file(name);
    let text = std::fs::read_to_string(&file).unwrap();
    let rows: Vec<&str> = text.split_terminator("\r\n").collect();
    let row = rows[1].replacen("1,", &format!("{change},"), 1);
    let row = match change {
        "2" => row.replace("20260401,,06990014", "20260401,20260401,06990014"),
        _ => row,
    };
    std::fs::write(&file, format!("{}\r\n{row}\r\n", rows[0])).unwrap();
    file
}

#[tokio::test(start_paused = true)]
async fn a_difference_waits_for_the_first_whole_file() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    let t = &place.terminal;
    let kind = || "member-registration".to_owned();
    for change in ["2", "3", "9"] {
        let file = changed_file(&place, "sabun.csv", change);
        let refused = t.take_in(file, kind(), None).await.unwrap_err();
        assert_eq!(refused.code, Code::DifferenceBeforeFull, "{change}");
        assert!(refused.sentence.contains("全件"), "{}", refused.sentence);
    }
    // An administrator says that the whole was sent elsewhere; then the rule is asked at the release as well.
    place.log_in("kanri").await;
    t.state_step(kind(), "旧端末で全件を登録".into())
        .await
        .unwrap();
    place.log_in("tantou").await;
    let id = place
        .checked_file(changed_file(&place, "sabun.csv", "3"))
        .await;
    place.log_in("kanri").await;
    t.withdraw_step(kind()).await.unwrap();
    place.log_in("tantou").await;
    let refused = t.request_approval(id).await.unwrap_err();
    assert_eq!(refused.code, Code::DifferenceBeforeFull);
}

#[tokio::test(start_paused = true)]
async fn a_cancel_that_is_under_way_ends_before_the_same_kind_goes_again() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let t = &place.terminal;
    let kind = || "member-registration".to_owned();
    t.state_step(kind(), "旧端末で全件を登録".into())
        .await
        .unwrap();
    place.log_in("tantou").await;
    let again = place.checked_file(place.write_file("b.csv")).await;
    let cancel = place
        .checked_file(changed_file(&place, "torikeshi.csv", "9"))
        .await;
    t.request_approval(cancel).await.unwrap();
    place.log_in("shonin").await;
    t.approve(cancel).await.unwrap();
    place.log_in("tantou").await;
    // What came before it isn't kept; what comes now is.
    t.request_approval(again).await.unwrap();
    let file = place.write_file("c.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace(",06990014,101,", ",06990014,102,")).unwrap();
    let refused = t.take_in(file.clone(), kind(), None).await.unwrap_err();
    assert_eq!(refused.code, Code::CancelUnderWay);
    assert!(refused.sentence.contains(&format!("送信{cancel}")));
    place.server_log_in().await;
    place
        .until(cancel, |job| job.state == JobState::ResultReceived)
        .await;
    t.take_in(file, kind(), None).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn masters_come_first_where_the_rules_say_so() {
    let place = Place::ready().await;
    put_in_use(&place, "本番", ProfileKind::Production, "33120015").await;
    let t = &place.terminal;
    let file = place.write_file("a.csv");
    let take = || t.take_in(file.clone(), "member-registration".into(), None);
    let refused = take().await.unwrap_err();
    assert_eq!(refused.code, Code::WrongOrder);
    let steps = t.steps().await.unwrap().steps;
    let step = |kind: &str| steps.iter().find(|step| step.kind == kind).unwrap();
    assert_eq!(step("member-registration").after.len(), 2);
    assert!(step("departments").is_waited_for && step("users").is_waited_for);
    let first = &step("departments").title;
    assert!(
        refused.sentence.contains(first.as_str()),
        "{}",
        refused.sentence
    );
    place.log_in("kanri").await;
    for kind in ["departments", "users"] {
        t.state_step(kind.into(), "導入時に登録".into())
            .await
            .unwrap();
    }
    place.log_in("tantou").await;
    assert!(take().await.is_ok());
}
