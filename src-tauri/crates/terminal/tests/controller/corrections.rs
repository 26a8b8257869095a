//! Proposed texts that a clerk accepts: a corrected copy, checked anew, and the list for the 基幹システム.

use crate::world::Place;
use kakehashi_domain::{Code, JobState};
use kakehashi_terminal::view::{Acceptance, FindingGroup};
use std::fs;

#[tokio::test(start_paused = true)]
async fn an_accepted_text_leaves_in_a_corrected_copy_and_the_original_stays() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    let t = &place.terminal;
    let text = fs::read_to_string(place.write_file("a.csv")).unwrap();
    // Half-width kana: a warning with a proposed text.
    let faulty = text.replacen("レンシュウ　タロウ", "ﾚﾝｼｭｳ　ﾀﾛｳ", 2);
    fs::write(place.path("b.csv"), &faulty).unwrap();
    let id = place.checked_file(place.text("b.csv")).await;
    let groups = t.finding_groups(id).await.unwrap();
    let group = groups
        .iter()
        .find(|group| group.columns[0].column == "カナ氏名")
        .unwrap();
    let (code, severity) = (group.code.clone(), group.severity);
    let choices = t
        .correction_choices(id, code.clone(), severity)
        .await
        .unwrap();
    assert_eq!((choices.len(), choices[0].count), (1, 2));
    let before = t.job(id).await.unwrap();

    let accepted = Acceptance {
        code,
        severity,
        message: choices[0].message.clone(),
        row: None,
        column: None,
    };
    t.correct(id, accepted.clone()).await.unwrap();
    let job = place.until(id, |job| job.state == JobState::Checked).await;
    assert_eq!((job.corrected_cells, job.warning_rows), (2, 0));
    assert_eq!(job.sha256, before.sha256, "the file as it came");
    assert_ne!(job.leaving_sha256, before.leaving_sha256);
    assert_eq!(fs::read_to_string(place.path("b.csv")).unwrap(), faulty);
    let row = t.finding_row(id, 1).await.unwrap();
    let kana = row
        .cells
        .iter()
        .find(|cell| cell.column == "カナ氏名")
        .unwrap();
    assert_eq!(kana.value, "レンシュウ　タロウ");

    let again = t.correct(id, accepted).await.unwrap_err();
    assert_eq!(again.code, Code::NothingToCorrect);
    t.save_corrections(id, place.text("list.csv").into())
        .await
        .unwrap();
    let list = fs::read_to_string(place.path("list.csv")).unwrap();
    assert_eq!(list.lines().count(), 3);
    assert!(list.contains("ﾚﾝｼｭｳ　ﾀﾛｳ") && list.contains("レンシュウ　タロウ"));
    // Whoever accepted it had a hand in it.
    place.log_in("futari").await;
    t.request_approval(id).await.unwrap();
    assert_eq!(
        t.approve(id).await.unwrap_err().code,
        Code::ApproverIsSender
    );
}

/// Rows are being left out of the file while its corrections come: whichever ends first, what leaves holds both or the
/// person is told, and a correction that was accepted is never lost.
#[tokio::test(start_paused = true)]
async fn a_correction_that_ends_while_rows_are_left_out_is_not_lost() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    let t = &place.terminal;
    let text = fs::read_to_string(place.write_file("a.csv")).unwrap();
    let faulty = text.replacen("レンシュウ　タロウ", "ﾚﾝｼｭｳ　ﾀﾛｳ", 2);
    let faulty = faulty.replacen("895980423139", "895980423130", 1);
    fs::write(place.path("b.csv"), &faulty).unwrap();
    let id = place.checked_file(place.text("b.csv")).await;
    let groups = t.finding_groups(id).await.unwrap();
    let is_kana = |group: &&FindingGroup| group.columns[0].column == "カナ氏名";
    let group = groups.iter().find(is_kana).unwrap();
    let (code, severity) = (group.code.clone(), group.severity);
    let choices = t.correction_choices(id, code.clone(), severity).await;
    let accepted = Acceptance {
        code,
        severity,
        message: choices.unwrap()[0].message.clone(),
        row: None,
        column: None,
    };
    let (left_out, corrected) = tokio::join!(t.exclude_errors(id), t.correct(id, accepted));
    if let Err(refused) = left_out {
        let told = [Code::ChangedMeanwhile, Code::WrongState].contains(&refused.code);
        assert!(told, "{refused:?}");
    }
    corrected.unwrap();
    let job = place.until(id, |job| job.state == JobState::Checked).await;
    assert_eq!((job.corrected_cells, job.excluded_rows), (2, 0));
    let job = t.exclude_errors(id).await.unwrap();
    assert_eq!((job.corrected_cells, job.excluded_rows), (2, 1));
    assert_ne!(job.leaving_sha256, job.sha256);
}
