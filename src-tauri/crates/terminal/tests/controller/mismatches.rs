//! 突合不一致: from the server's report to its end, by corrected data or by two people.

use crate::world::Place;
use chrono::TimeDelta;
use kakehashi_domain::{Code, Fault, JobState, MismatchState};
use kakehashi_server_link::{ServerFiveItems, ServerMismatch, ServerMismatchState};
use kakehashi_terminal::view::ListPart;
use std::time::Duration;
use tokio::time::Instant;

fn five(name: &str, address: &str) -> ServerFiveItems {
    ServerFiveItems {
        name_kanji: name.into(),
        name_kana: "レンシュウ　タロウ".into(),
        birth_date: "19810101".into(),
        sex: "1".into(),
        address: address.into(),
    }
}

/// What the server reports of a person: today three days old.
fn reported(place: &Place, id: u64) -> ServerMismatch {
    ServerMismatch {
        id,
        state: ServerMismatchState::Open,
        flag: "2".into(),
        reported_at: place.clock_now() - TimeDelta::days(3),
        symbol: "101".into(),
        number: id.to_string(),
        card_branch: "00".into(),
        server_branch: "9900000001".into(),
        registered: five("練習　1郎", "東京都千代田区千代田１－１"),
        resident: five("練習　1郎", "大阪府堺市堺区三宝町４－１"),
    }
}

async fn with_reports(count: u64) -> Place {
    let place = Place::ready().await;
    let all: Vec<_> = (1..=count).map(|id| reported(&place, id)).collect();
    place.script.report(&all);
    place.log_in("tantou").await;
    place.server_log_in().await;
    place
}

#[tokio::test(start_paused = true)]
async fn a_report_that_names_another_under_a_known_number_changes_nothing() {
    let place = with_reports(2).await;
    place.terminal.receive_mismatches().await.unwrap();
    let mixed = [1, 2].map(|id| ServerMismatch {
        number: (3 - id).to_string(),
        state: ServerMismatchState::Resolved,
        ..reported(&place, id)
    });
    place.script.report(&mixed);
    let refused = place.terminal.receive_mismatches().await.unwrap_err();
    assert_eq!(refused.code, Code::ServerAnswerUnexpected);
    place
        .script
        .report(&[reported(&place, 1), reported(&place, 2)]);
    let list = place.terminal.receive_mismatches().await.unwrap();
    assert_eq!(list.open.len(), 2);
}

/// Each page comes in time, and the list would still take an hour.
#[tokio::test(start_paused = true)]
async fn a_report_that_drips_is_given_up_and_nothing_of_it_kept() {
    let place = with_reports(400).await;
    place.script.be_slow(Duration::from_secs(20));
    let begun = Instant::now();
    let refused = place.terminal.receive_mismatches().await.map(drop);
    assert_eq!(refused.unwrap_err().code, Code::ServerSilent);
    assert!(begun.elapsed() < Duration::from_secs(100));
    place.script.be_slow(Duration::ZERO);
    let list = place.terminal.receive_mismatches().await.unwrap();
    assert_eq!(list.open.len(), 400);
}

#[tokio::test(start_paused = true)]
async fn the_report_becomes_a_board_that_counts_the_days() {
    let place = with_reports(5).await;
    let t = &place.terminal;
    assert_eq!(
        t.mismatches(ListPart::default()).await.unwrap().received_at,
        None
    );
    let board = t.receive_mismatches().await.unwrap();
    assert_eq!(board.open.len(), 5, "all pages");
    let first = &board.open[0];
    assert_eq!((first.days, first.stopped, first.waits), (3, true, true));
    assert_eq!(first.registration, "101-1-00");
    assert_eq!(first.differs, ["住所"]);
    assert_eq!(first.flag, "2");
    assert_eq!(t.frame().await.unwrap().waiting.mismatches, 5);
    let home = t.home().await.unwrap();
    let task = home.tasks.iter().find(|task| task.mark == "閲覧停止");
    assert!(task.unwrap().why.contains("3 日"), "{:?}", home.tasks);
    let again = t.receive_mismatches().await.unwrap();
    assert_eq!(again.open.len(), 5, "nothing comes twice");

    let named = t.assign_mismatch(1, Some("futari".into())).await.unwrap();
    assert_eq!(named.line.assignee.as_deref(), Some("futari"));
    let nobody = t.assign_mismatch(1, Some("shonin".into())).await;
    assert_eq!(nobody.unwrap_err().code, Code::InputInvalid);
    assert_eq!(
        t.mismatch(9).await.unwrap_err().code,
        Code::MismatchNotFound
    );
    place.log_in("kanri").await;
    assert_eq!(
        t.mismatches(ListPart::default()).await.unwrap_err().code,
        Code::PermissionDenied
    );
}

#[tokio::test(start_paused = true)]
async fn no_doubt_wants_a_reason_of_the_list_and_a_second_person() {
    let place = with_reports(1).await;
    let t = &place.terminal;
    t.receive_mismatches().await.unwrap();
    place.log_in("futari").await;
    let bare = t.propose_no_doubt(1, "moved".into(), "".into()).await;
    assert_eq!(bare.unwrap_err().code, Code::InputInvalid);
    let said = t
        .propose_no_doubt(1, "moved".into(), "resident-record".into())
        .await
        .unwrap();
    assert_eq!(said.line.state, MismatchState::Proposed);
    // Who said it is an approver too, and still not the second person.
    let same = t.agree_to_no_doubt(1).await.unwrap_err();
    assert_eq!(same.code, Code::ProposerCannotAgree);
    assert!(
        said.acts
            .iter()
            .all(|act| *act != kakehashi_terminal::view::MismatchAct::Agree)
    );
    assert!(place.script.cleared().is_empty());

    place.log_in("shonin").await;
    assert_eq!(t.frame().await.unwrap().waiting.mismatches, 1);
    let objected = t.object_to_no_doubt(1, "証拠が古い".into()).await.unwrap();
    assert_eq!(objected.line.state, MismatchState::Open);
    let early = t.agree_to_no_doubt(1).await.unwrap_err();
    assert_eq!(early.code, Code::MismatchState);

    place.log_in("tantou").await;
    t.propose_no_doubt(1, "moved".into(), "resident-record".into())
        .await
        .unwrap();
    place.log_in("shonin").await;
    // The server can't be reached just now: what two people said isn't lost.
    place
        .script
        .stumble("clear_mismatch", [Fault::new(Code::ConnectionLost)]);
    let agreed = t.agree_to_no_doubt(1).await.unwrap();
    assert_eq!(agreed.line.state, MismatchState::Agreed);
    assert!(agreed.line.stopped);
    place.clock.advance(TimeDelta::minutes(1));
    let lost = t.register_no_doubt(1).await.unwrap_err();
    assert_eq!(lost.code, Code::ConnectionLost);
    assert!(t.mismatch(1).await.unwrap().line.stopped);
    place.server_log_in().await;
    let done = t.mismatch(1).await.unwrap();
    assert_eq!(done.line.state, MismatchState::NoDoubt);
    assert!(!done.line.stopped);
    assert_eq!(place.script.cleared(), ["1 moved resident-record"]);
    assert_eq!(done.proposal.unwrap().agreed_by.as_deref(), Some("shonin"));

    place.clock.advance(TimeDelta::days(31));
    place.server_log_in().await;
    let old = t.mismatch(1).await.unwrap();
    assert_eq!((old.items.len(), old.line.name.as_str()), (0, ""));
    assert!(
        old.history.len() >= 5,
        "what was decided stays: {:?}",
        old.history
    );
}

#[tokio::test(start_paused = true)]
async fn what_was_said_of_a_person_can_be_taken_back_until_it_has_left() {
    let place = with_reports(1).await;
    let t = &place.terminal;
    t.receive_mismatches().await.unwrap();
    let (reason, evidence) = ("moved", "resident-record");
    t.propose_no_doubt(1, reason.into(), evidence.into())
        .await
        .unwrap();
    let back = t.withdraw_no_doubt(1).await.unwrap();
    assert_eq!(back.line.state, MismatchState::Open);
    assert_eq!(back.proposal, None);
    let nothing = t.withdraw_no_doubt(1).await.unwrap_err();
    assert_eq!(nothing.code, Code::MismatchState);
    t.propose_no_doubt(1, reason.into(), evidence.into())
        .await
        .unwrap();

    place.log_in("shonin").await;
    let other = t.withdraw_no_doubt(1).await.unwrap_err();
    assert_eq!(other.code, Code::MismatchState, "it isn't theirs");
    let agreed = t.agree_to_no_doubt(1).await.unwrap();
    assert_eq!(agreed.line.state, MismatchState::Agreed);
    let leaves_at = agreed.proposal.unwrap().leaves_at.unwrap();
    assert_eq!(leaves_at - place.clock_now(), TimeDelta::minutes(1));
    place.clock.advance(TimeDelta::seconds(59));
    t.tick().await;
    let back = t.withdraw_no_doubt(1).await.unwrap();
    assert_eq!(back.line.state, MismatchState::Proposed);
    assert_eq!(back.proposal.unwrap().agreed_by, None);
    assert!(place.script.cleared().is_empty(), "nothing has left");

    t.agree_to_no_doubt(1).await.unwrap();
    place.clock.advance(TimeDelta::minutes(1));
    t.tick().await;
    while t.mismatch(1).await.unwrap().line.stopped {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(place.script.cleared(), ["1 moved resident-record"]);
    let late = t.withdraw_no_doubt(1).await.unwrap_err();
    assert_eq!(late.code, Code::MismatchState);
}

#[tokio::test(start_paused = true)]
async fn corrected_data_are_awaited_until_the_server_finds_that_they_agree() {
    let place = with_reports(2).await;
    let t = &place.terminal;
    t.receive_mismatches().await.unwrap();
    assert_eq!(
        t.correct_mismatch(1).await.unwrap().line.state,
        MismatchState::Correcting
    );
    t.correct_mismatch(2).await.unwrap();
    // The file that goes now holds both people; the server takes them, and now agrees with the first only.
    let mut now = [reported(&place, 1), reported(&place, 2)];
    now[0].state = ServerMismatchState::Resolved;
    let job = place.released().await;
    place.script.report(&now);
    place
        .until(job, |job| job.state == JobState::ResultReceived)
        .await;
    let board = t.receive_mismatches().await.unwrap();
    assert_eq!(board.closed[0].state, MismatchState::Resolved);
    assert_eq!((board.open.len(), board.open[0].resent), (1, Some(job)));
    assert!(!board.open[0].waits, "the server's answer is awaited");

    // Then it looks at the new data, and they still don't fit.
    now[1].registered.address = "東京都港区１－１".into();
    place.script.report(&now);
    let board = t.receive_mismatches().await.unwrap();
    assert_eq!(board.open[0].state, MismatchState::Open);
    assert!(board.open[0].waits);
}

#[tokio::test(start_paused = true)]
async fn those_of_one_ground_are_settled_together_and_the_gravest_stand_first() {
    let place = with_reports(0).await;
    let mut all = [1, 2, 3, 4].map(|id| reported(&place, id));
    all[2].resident.birth_date = "19820101".into();
    all[3].resident = five("別　仁", "東京都千代田区千代田１－１");
    place.script.report(&all);
    let t = &place.terminal;
    let board = t.receive_mismatches().await.unwrap();
    assert_eq!(board.open[0].id, 3, "another birth date stops everything");
    assert!(board.open[0].stops_all && !board.open[1].stops_all);

    let say =
        |ids: &[u32]| t.propose_together(ids.to_vec(), "moved".into(), "resident-record".into());
    for refused in [vec![1, 3], vec![3], vec![1, 4], vec![]] {
        assert_eq!(
            say(&refused).await.unwrap_err().code,
            Code::InputInvalid,
            "{refused:?}"
        );
    }
    let said = say(&[1, 2]).await.unwrap();
    let state = |id| said.open.iter().find(|line| line.id == id).unwrap().state;
    assert_eq!(
        [1, 2, 4].map(state),
        [
            MismatchState::Proposed,
            MismatchState::Proposed,
            MismatchState::Open
        ]
    );
    let again = say(&[1, 2]).await.unwrap_err();
    assert_eq!(again.code, Code::MismatchState, "all or none");

    place.log_in("shonin").await;
    let agreed = t.agree_together(vec![1, 2]).await.unwrap();
    let agreed = agreed
        .open
        .iter()
        .filter(|it| it.state == MismatchState::Agreed);
    assert_eq!(agreed.count(), 2);
    let log = t.audit(0, 20).await;
    assert!(log.is_err(), "an approver doesn't read the log");
}

#[tokio::test(start_paused = true)]
async fn what_a_house_replaces_who_lives_abroad_and_another_residence_are_grounds() {
    let place = with_reports(3).await;
    let t = &place.terminal;
    t.receive_mismatches().await.unwrap();
    let grounds = [
        (1, "replaced-by-rule", "rule"),
        (2, "abroad", "notice"),
        (3, "other-residence", "notice"),
    ];
    for (id, reason, evidence) in grounds {
        let unfit = t.propose_no_doubt(id, reason.into(), "family-register".into());
        assert_eq!(
            unfit.await.unwrap_err().code,
            Code::InputInvalid,
            "{reason}"
        );
        let said = t.propose_no_doubt(id, reason.into(), evidence.into()).await;
        assert_eq!(
            said.unwrap().line.state,
            MismatchState::Proposed,
            "{reason}"
        );
    }
    place.log_in("shonin").await;
    let mixed = t.agree_together(vec![1, 2]).await.unwrap_err();
    assert_eq!(mixed.code, Code::InputInvalid, "two grounds");
    let agreed = t.agree_together(vec![2]).await.unwrap();
    let of = |id| agreed.open.iter().find(|line| line.id == id).unwrap().state;
    assert_eq!(of(2), MismatchState::Agreed);
}
