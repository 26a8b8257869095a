//! A server's answer is believed only where it fits what was sent; and every job comes to an end.

use crate::{
    script::{RECEIPT, busy},
    world::Place,
};
use kakehashi_domain::{Code, Fault, JobState};
use kakehashi_terminal::view::{AuditLine, JobAct, JobView, ListPart};
use std::{fs, time::Duration};
use tokio::time::sleep;

const HOUR: Duration = Duration::from_secs(3_600);
const HEADING: &str = "行番号,記号,番号,枝番（2桁）,被保険者枝番,処理結果メッセージ\r\n";
const RIGHT: [&str; 3] = [
    "1,101,1,00,9900000001,\r\n",
    "2,101,2,00,9900000002,\r\n",
    "3,101,3,00,,この加入者は登録されていません\r\n",
];

fn is_told(job: &JobView, code: Code) -> bool {
    let problem = job.problem.as_ref();
    problem.is_some_and(|problem| problem.code == code)
}

fn is_received(job: &JobView) -> bool {
    job.state == JobState::ResultReceived
}

fn result_of(rows: &[&str]) -> Vec<u8> {
    (HEADING.to_owned() + &rows.concat()).into_bytes()
}

/// A released job whose result is this.
async fn answered(result: &[u8]) -> (Place, u32) {
    let place = Place::ready().await;
    place.script.answer_bytes(result);
    let id = place.released().await;
    (place, id)
}

/// Results of which nothing may be taken.
fn unfit() -> Vec<(&'static str, Vec<u8>)> {
    let [one, two, three] = RIGHT;
    let instead = |row: &str| result_of(&[one, row, three]);
    let others = [
        "1,102,7,00,9900000001,\r\n",
        "2,102,8,00,9900000002,\r\n",
        "3,102,9,00,9900000003,\r\n",
    ];
    let mut broken_letters = result_of(&[one, two]);
    let at = broken_letters.len() - 6;
    broken_letters[at] = 0xFF;
    vec![
        ("other people", result_of(&others)),
        ("one other", instead("2,101,9,00,9900000002,\r\n")),
        ("one number for two", instead("2,101,2,00,9900000001,\r\n")),
        ("two digits", instead("2,101,2,00,01,\r\n")),
        ("another length", instead("2,101,2,00,990000000002,\r\n")),
        ("a formula", instead("2,101,2,00,=1+1+1+1+1,\r\n")),
        (
            "full width",
            instead("2,101,2,00,９９００００００００,\r\n"),
        ),
        ("a NUL", instead("2,101,2,00,99000\u{0}0002,\r\n")),
        ("an escape", instead("2,101,2,00,,\u{1b}[31mだめ\r\n")),
        ("broken letters", broken_letters),
        ("a row twice", result_of(&[one, two, two, three])),
        ("a row less", result_of(&[one, two])),
        ("a row more", result_of(&[one, two, three, three])),
        ("no row", result_of(&[])),
        ("nothing", Vec::new()),
        ("a page", b"<html>OK</html>".to_vec()),
    ]
}

#[tokio::test(start_paused = true)]
async fn a_result_that_does_not_fit_is_refused_whole_and_asked_for_again() {
    let (place, id) = answered(b"").await;
    let refused = |job: &JobView| is_told(job, Code::ResultUnfit) || is_received(job);
    place.until(id, refused).await;
    for (what, result) in unfit() {
        place.script.answer_bytes(&result);
        place.terminal.retry_now(id).await.unwrap();
        let waiting = place.until(id, refused).await;
        assert_eq!(waiting.state, JobState::Completed, "{what}");
        assert_eq!(waiting.ok_rows, None, "{what}");
    }
    place.script.answer_bytes(&result_of(&RIGHT));
    place.terminal.retry_now(id).await.unwrap();
    let job = place.until(id, is_received).await;
    assert_eq!((job.ok_rows, job.failed_rows), (Some(2), Some(1)));
    assert_eq!(job.problem, None);
}

#[tokio::test(start_paused = true)]
async fn any_order_of_rows_is_taken_key_by_key() {
    let [one, two, three] = RIGHT;
    let (place, id) = answered(&result_of(&[three, two, one])).await;
    let job = place.until(id, is_received).await;
    assert_eq!((job.ok_rows, job.failed_rows), (Some(2), Some(1)));
    let out = place.text("edaban.csv");
    let written = place.terminal.save_branch_numbers(id, out.clone().into());
    written.await.unwrap();
    let lines = fs::read_to_string(out).unwrap();
    assert!(lines.contains("101,1,00,9900000001"), "{lines}");
    assert!(lines.contains("101,2,00,9900000002"), "{lines}");
}

#[tokio::test(start_paused = true)]
async fn a_result_that_never_fits_rests_and_two_people_may_give_it_up() {
    let (place, id) = answered(b"<html>OK</html>").await;
    place.until(id, |job| is_told(job, Code::ResultUnfit)).await;
    sleep(HOUR).await;
    let asked = place.script.calls("file_part");
    assert!((2..=6).contains(&asked), "{asked}");
    let resting = place.terminal.job(id).await.unwrap();
    assert!(resting.acts.contains(&JobAct::GiveUp));
    let give_up = async |reason: &str| place.terminal.give_up(id, reason.into()).await;
    let given = give_up("窓口に電話で確かめた").await.unwrap();
    assert_eq!(given.state, JobState::Completed);
    let again = give_up("もう一度").await;
    assert_eq!(again.unwrap_err().code, Code::ApproverIsSender);
    place.log_in("shonin").await;
    let given = give_up("同じく").await.unwrap();
    assert_eq!(given.state, JobState::Failed);
    place.log_in("tantou").await;
    place.checked_file(place.write_file("a.csv")).await;
}

/// Sends the same people again, at another address.
async fn moved(place: &Place, to: &str) -> u32 {
    place.log_in("tantou").await;
    let file = place.write_file("b.csv");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("千代田１", to)).unwrap();
    let id = place.checked_file(file).await;
    place.terminal.request_approval(id).await.unwrap();
    place.log_in("shonin").await;
    place.terminal.approve(id).await.unwrap();
    place.log_in("tantou").await;
    id
}

#[tokio::test(start_paused = true)]
async fn a_person_keeps_the_branch_of_earlier_results_unless_two_people_settled_it() {
    let (place, id) = answered(&result_of(&RIGHT)).await;
    place.until(id, is_received).await;
    let same = moved(&place, "千代田２").await;
    place.until(same, is_received).await;

    let [one, _, three] = RIGHT;
    let other = result_of(&[one, "2,101,2,00,9900000008,\r\n", three]);
    place.script.answer_bytes(&other);
    let id = moved(&place, "千代田３").await;
    let refused = place.until(id, |job| is_told(job, Code::ResultUnfit)).await;
    assert_eq!(refused.state, JobState::Completed);
    let problem = refused.problem.unwrap();
    assert!(problem.sentence.contains("2行目など1人"), "{problem:?}");
    for who in ["tantou", "shonin"] {
        place.log_in(who).await;
        let why = "サーバーに電話で確かめた".to_owned();
        place.terminal.give_up(id, why).await.unwrap();
    }
    let again = moved(&place, "千代田３").await;
    let done = place.until(again, is_received).await;
    assert_eq!(done.ok_rows, Some(2));
}

#[tokio::test(start_paused = true)]
async fn a_certain_refusal_ends_the_job_and_frees_its_file() {
    let refused = || Fault::new(Code::UploadRefused).with("server_code", "key-conflict");
    let place = Place::ready().await;
    for (call, fault) in [
        ("create_job", refused()),
        ("create_job", Fault::new(Code::ReceiptUnusable)),
        ("create_upload", refused()),
    ] {
        let code = fault.code;
        place.script.stumble(call, [fault]);
        let id = place.released().await;
        let job = place.until(id, |job| job.state == JobState::Failed).await;
        assert!(is_told(&job, code), "{job:#?}");
        assert!(job.acts.contains(&JobAct::Cancel));
        let gone = place.terminal.cancel(id).await.unwrap();
        assert_eq!(gone.state, JobState::Cancelled);
    }
    let again = place.released().await;
    place.until(again, is_received).await;
}

#[tokio::test(start_paused = true)]
async fn a_job_that_the_server_lost_is_found_out_and_may_be_sent_again() {
    let lost = || Fault::new(Code::ServerLostJob).with("receipt", "20261120-0001");
    let place = Place::ready().await;
    for call in ["job", "file_part"] {
        place.script.mend();
        place.script.stumble(call, (0..20).map(|_| lost()));
        let id = place.released().await;
        let job = place.until(id, |job| job.state == JobState::Failed).await;
        assert!(is_told(&job, Code::ServerLostJob), "{call}");
        assert!(job.problem.unwrap().sentence.contains("20261120-0001"));
    }
    place.script.mend();
    let again = place.released().await;
    place.until(again, is_received).await;
}

#[tokio::test(start_paused = true)]
async fn a_receipt_that_was_garbled_is_put_right_and_the_job_goes_on() {
    let place = Place::ready().await;
    place.script.be_misheard(&["20261120-0007"]);
    let id = place.released().await;
    let job = place.until(id, is_received).await;
    assert_eq!(job.receipt.as_deref(), Some(RECEIPT));
    assert_eq!(place.script.calls("create_job"), 2);
    assert_eq!(place.script.calls("create_upload"), 1);
    assert_eq!(place.script.jobs_made(), 1);
    let notes = job.history.iter().filter_map(|line| line.note.as_deref());
    let names_both = |note: &str| note.contains(RECEIPT) && note.contains("20261120-0007");
    assert_eq!(notes.filter(|note| names_both(note)).count(), 1, "{job:#?}");
    place.log_in("kanri").await;
    let log = place.terminal.audit(0, 100).await.unwrap();
    let in_log = |line: &&AuditLine| line.note.as_deref().is_some_and(names_both);
    assert_eq!(log.iter().filter(in_log).count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_names_another_receipt_each_time_waits_for_a_person() {
    let place = Place::ready().await;
    let wrong = ["20261120-0007", "20261120-0008", "20261120-0009"];
    place.script.be_misheard(&wrong);
    let id = place.released().await;
    let is_lost = |job: &JobView| is_told(job, Code::ServerLostJob);
    for asked in [2, 3] {
        let resting = place.until(id, is_lost).await;
        sleep(HOUR).await;
        assert_eq!(resting.state, JobState::Accepted);
        assert_eq!(place.script.calls("create_job"), asked);
        assert!(resting.acts.contains(&JobAct::RetryNow));
        place.terminal.retry_now(id).await.unwrap();
        sleep(HOUR).await;
    }
    let done = place.until(id, is_received).await;
    assert_eq!(done.receipt.as_deref(), Some(RECEIPT));
    assert_eq!(place.script.jobs_made(), 1);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_asked_after_a_receipt_and_refuses_ends_nothing() {
    for code in [Code::UploadRefused, Code::ReceiptUnusable] {
        let place = Place::ready().await;
        place.script.be_misheard(&["20261120-0007"]);
        let id = place.released().await;
        place.until(id, |job| job.receipt.is_some()).await;
        place.script.stumble("create_job", [Fault::new(code)]);
        let waiting = place.until(id, |job| is_told(job, code)).await;
        assert_eq!(waiting.state, JobState::Submitting);
        place.terminal.retry_now(id).await.unwrap();
        let done = place.until(id, is_received).await;
        assert_eq!(done.receipt.as_deref(), Some(RECEIPT));
        assert_eq!(place.script.jobs_made(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_job_that_is_lost_with_its_upload_is_not_sent_again_by_itself() {
    let place = Place::ready().await;
    place.script.be_misheard(&["20261120-0007"]);
    let id = place.released().await;
    place.until(id, |job| job.receipt.is_some()).await;
    let gone = Fault::new(Code::UploadGone);
    place.script.stumble("create_job", [gone]);
    let job = place.until(id, |job| job.state == JobState::Failed).await;
    assert!(is_told(&job, Code::ServerLostJob));
    assert_eq!(place.script.calls("create_job"), 2);
    assert_eq!(place.script.calls("create_upload"), 1);
}

#[tokio::test(start_paused = true)]
async fn an_upload_said_to_be_gone_of_a_job_that_is_made_comes_to_rest() {
    let gone = || Fault::new(Code::UploadGone);
    let place = Place::ready().await;
    place.script.stumble("job", (0..1_000).map(|_| gone()));
    let id = place.released().await;
    place.until(id, |job| is_told(job, Code::UploadGone)).await;
    sleep(HOUR).await;
    assert!((2..=6).contains(&place.script.calls("job")));
    assert_eq!(place.script.calls("create_job"), 1);
    place.script.mend();
    place.terminal.retry_now(id).await.unwrap();
    place.until(id, is_received).await;
}

#[tokio::test(start_paused = true)]
async fn what_the_server_mends_within_its_tries_is_no_end() {
    let place = Place::ready().await;
    let lost = || Fault::new(Code::ServerLostJob);
    let odd = || Fault::new(Code::ServerAnswerUnexpected);
    place.script.stumble("job", [lost(), odd(), busy(3)]);
    place.script.stumble("create_job", [odd(), odd()]);
    let id = place.released().await;
    let job = place.until(id, is_received).await;
    assert_eq!(job.problem, None);
    assert_eq!(place.script.jobs_made(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_upload_that_is_always_gone_comes_to_rest() {
    let gone = || Fault::new(Code::UploadGone);
    let place = Place::ready().await;
    for call in ["upload_offset", "send_bytes", "create_job"] {
        place.script.mend();
        let before = place.script.calls("create_upload");
        place.script.stumble(call, (0..1_000).map(|_| gone()));
        let id = place.released().await;
        place.until(id, |job| is_told(job, Code::UploadGone)).await;
        sleep(HOUR).await;
        let tries = place.script.calls("create_upload") - before;
        assert!((2..=6).contains(&tries), "{call}: {tries}");
        let resting = place.terminal.job(id).await.unwrap();
        assert!(resting.acts.contains(&JobAct::RetryNow), "{call}");
        place.terminal.cancel(id).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_system_account_refused_after_each_login_does_not_storm_the_server() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let kept = place
        .terminal
        .set_system_account("system".into(), "himitsu".into());
    kept.await.unwrap();
    let refused = || Fault::new(Code::ServerLoginNeeded);
    let ever = (0..1_000).map(|_| refused());
    place.script.stumble("create_upload", ever);
    let id = place.ask_approval().await;
    place.log_in("shonin").await;
    place.terminal.approve(id).await.unwrap();
    sleep(HOUR).await;
    let logins = place.script.calls("login");
    assert!((2..=6).contains(&logins), "{logins}");
    let resting = place.terminal.job(id).await.unwrap();
    assert!(is_told(&resting, Code::ServerLoginNeeded));
}

#[tokio::test(start_paused = true)]
async fn what_is_not_for_the_server_is_not_taken_in() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    for kind in ["number-collection", "branch-numbers", "copy-result"] {
        let file = place.write_file("a.csv");
        let refused = place.terminal.take_in(file, kind.into(), None).await;
        assert_eq!(refused.unwrap_err().code, Code::NotForServer, "{kind}");
    }
    assert!(
        place
            .terminal
            .jobs(ListPart::default())
            .await
            .unwrap()
            .is_empty()
    );
    let sealed = fs::read_dir(place.path("data/work")).unwrap().count();
    assert_eq!(sealed, 0);
}
