//! Several places to connect to: one is in use, and no file changes its way unseen.

use crate::world::Place;
use kakehashi_domain::{Code, JobState, LineKind, ProfileKind};
use kakehashi_terminal::view::{JobAct, LineNote, NewProfile, PlaceDraft};
use std::fs;

const REAL: &str = "33120015";

/// Adds a profile of a real insurer beside 研修.
async fn add(place: &Place, kind: ProfileKind) {
    let added = place
        .terminal
        .add_profile(place.profile(REAL, kind))
        .await
        .unwrap();
    assert!(!added.in_use);
}

async fn choose(place: &Place, name: &str) -> Result<(), Code> {
    let used = place.terminal.use_profile(name.into()).await;
    used.map(drop).map_err(|problem| problem.code)
}

async fn used(place: &Place) -> String {
    let mut profiles = place.terminal.profiles().await.unwrap();
    profiles.retain(|profile| profile.in_use);
    assert_eq!(profiles.len(), 1);
    profiles.remove(0).name
}

#[tokio::test(start_paused = true)]
async fn the_place_to_connect_to_changes_only_when_no_file_is_under_way() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    add(&place, ProfileKind::Rehearsal).await;
    let id = place.checked_for("tantou").await;
    assert_eq!(
        choose(&place, "総合運用テスト").await,
        Err(Code::PermissionDenied)
    );

    for state in [JobState::Checked, JobState::AwaitingApproval] {
        place.log_in("kanri").await;
        assert_eq!(
            choose(&place, "総合運用テスト").await,
            Err(Code::FilesUnderWay),
            "{state:?}"
        );
        let at_once = NewProfile {
            name: "本番".into(),
            way: kakehashi_domain::SendingWay::Direct,
            put_in_use: true,
            ..place.profile(REAL, ProfileKind::ConnectionTest)
        };
        let refused = place.terminal.add_profile(at_once).await.unwrap_err();
        assert_eq!(refused.code, Code::FilesUnderWay);
        assert_eq!(
            place.terminal.profiles().await.unwrap().len(),
            2,
            "nothing half-done"
        );
        place.log_in("tantou").await;
        if state == JobState::Checked {
            place.terminal.request_approval(id).await.unwrap();
        }
    }
    place.terminal.cancel(id).await.unwrap();
    place.log_in("kanri").await;
    choose(&place, "総合運用テスト").await.unwrap();
    assert_eq!(used(&place).await, "総合運用テスト");
    choose(&place, "研修").await.unwrap();
    assert_eq!(used(&place).await, "研修");
    assert_eq!(choose(&place, "どこか").await, Err(Code::ProfileNotFound));
    assert_eq!(used(&place).await, "研修");
}

#[tokio::test(start_paused = true)]
async fn an_internal_test_checks_files_and_leads_nowhere() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let only_checks = NewProfile {
        url: String::new(),
        terminal: String::new(),
        trust_path: String::new(),
        way: kakehashi_domain::SendingWay::Direct,
        put_in_use: true,
        ..place.profile(REAL, ProfileKind::FileTest)
    };
    let added = place.terminal.add_profile(only_checks).await.unwrap();
    assert_eq!((added.url.as_str(), added.anchors.len()), ("", 0));
    assert_eq!(used(&place).await, "機関内テスト");
    let home = place.terminal.home().await.unwrap();
    assert!(
        home.tasks.iter().all(|task| task.mark != "未設定"),
        "{:?}",
        home.tasks
    );

    let import = place
        .terminal
        .import_certificate(place.text("t.p12"), "himitsu".into(), None);
    assert_eq!(import.await.unwrap_err().code, Code::ProfileLeadsNowhere);
    let request = place
        .terminal
        .request_certificate(None, place.text("a.csr"));
    assert_eq!(request.await.unwrap_err().code, Code::ProfileLeadsNowhere);
    let tried = place.terminal.test_connection().await.unwrap_err();
    assert_eq!(tried.code, Code::ProfileLeadsNowhere);

    place.log_in("tantou").await;
    let own = fs::read_to_string(place.write_file("a.csv")).unwrap();
    fs::write(place.path("a.csv"), own.replace("06990014", REAL)).unwrap();
    let id = place.checked_file(place.text("a.csv")).await;
    let job = place.terminal.job(id).await.unwrap();
    assert_eq!(job.error_rows, 0, "{job:#?}");
    assert!(
        job.stays_here && !job.acts.contains(&JobAct::RequestApproval),
        "{job:#?}"
    );
    let asked = place.terminal.request_approval(id).await.unwrap_err();
    assert_eq!(asked.code, Code::ProfileLeadsNowhere);
    let home = place.terminal.home().await.unwrap();
    assert!(
        home.tasks.iter().all(|task| !task.path.contains("/jobs/")),
        "{:?}",
        home.tasks
    );
    let login = place
        .terminal
        .server_log_in("clerk".into(), "himitsu".into(), None);
    assert_eq!(login.await.unwrap_err().code, Code::ProfileLeadsNowhere);
    assert_eq!(place.script.calls("login"), 0);

    // It never leaves, so it stands in no change's way, and stays here after the change too.
    place.log_in("kanri").await;
    choose(&place, "研修").await.unwrap();
    place.log_in("tantou").await;
    let asked = place.terminal.request_approval(id).await.unwrap_err();
    assert_eq!(asked.code, Code::ProfileLeadsNowhere);
}

#[tokio::test(start_paused = true)]
async fn what_was_typed_of_a_place_is_kept_until_it_is_registered_with_its_line() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let draft = PlaceDraft {
        kind: "rehearsal".into(),
        url: "https://half".into(),
        line: "ip-vpn".into(),
        ..PlaceDraft::default()
    };
    assert_eq!(place.terminal.place_draft().await.unwrap(), None);
    place
        .terminal
        .keep_place_draft(draft.clone())
        .await
        .unwrap();
    place.log_in("tantou").await;
    let looked = place.terminal.place_draft().await.unwrap_err();
    assert_eq!(looked.code, Code::PermissionDenied);
    place.log_in("kanri").await;
    assert_eq!(place.terminal.place_draft().await.unwrap(), Some(draft));

    let line = LineNote {
        kind: LineKind::IpVpn,
        note: " NW-0042 ".into(),
    };
    let new = NewProfile {
        line: Some(line),
        way: kakehashi_domain::SendingWay::Direct,
        put_in_use: true,
        ..place.profile(REAL, ProfileKind::Rehearsal)
    };
    let added = place.terminal.add_profile(new).await.unwrap();
    assert_eq!(added.line.unwrap().note, "NW-0042");
    assert_eq!(place.terminal.place_draft().await.unwrap(), None);
    let other = LineNote {
        kind: LineKind::Ipsec,
        note: "練習通信".into(),
    };
    let changed = place.terminal.set_line(other.clone()).await.unwrap();
    assert_eq!(changed.line, Some(other));
}

#[tokio::test(start_paused = true)]
async fn a_session_stays_with_the_server_that_gave_it() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    add(&place, ProfileKind::Rehearsal).await;
    let account = place
        .terminal
        .set_system_account("system".into(), "himitsu".into());
    account.await.unwrap();
    let id = place.ask_approval().await;
    let other = place.terminal.work_with("総合運用テスト".into());
    other.await.unwrap();
    place.log_in("shonin").await;
    place.terminal.approve(id).await.unwrap();
    place.terminal.carry_on(id).await;
    place
        .until(id, |job| job.state >= JobState::Uploading)
        .await;
    assert_eq!(place.script.calls("login"), 1);
    let shown = place.terminal.frame().await.unwrap();
    assert_eq!(shown.profile.unwrap().kind, ProfileKind::Rehearsal);
    assert!(!shown.server.logged_in, "the session is another server's");
}
