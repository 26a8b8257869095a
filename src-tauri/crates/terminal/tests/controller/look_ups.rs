//! Look-ups: of several people who fit nobody is ever picked, whatever the server sends along.

use crate::world::Place;
use kakehashi_domain::JobState;
use kakehashi_terminal::view::NewLookUp;
use std::fs;

const HEADING: &str = "保険者番号,記号,番号,枝番（2桁）,漢字氏名,カナ氏名,生年月日,性別,住所,本人に番号を求めた日,利用目的";
const RESULT: &str = "行番号,記号,番号,枝番（2桁）,該当件数,個人番号,漢字氏名,カナ氏名,生年月日,性別,住所,住民票の状況,処理結果メッセージ";
const HANAKO: &str = "練習　花子,レンシュウ　ハナコ,19840309,2,東京都千代田区霞が関１－２－２";
const ICHIRO: &str = "見本　一郎,ミホン　イチロウ,19900505,1,東京都千代田区霞が関３－４－５";

#[tokio::test(start_paused = true)]
async fn several_hits_give_nobody_a_number_even_when_one_comes_with_them() {
    let place = Place::ready().await;
    let t = &place.terminal;
    let rows = [("1", HANAKO), ("2", ICHIRO)];
    let asked = rows.map(|(n, five)| format!("06990014,101,{n},00,{five},20260401,1\r\n"));
    fs::write(
        place.path("a.csv"),
        format!("{HEADING}\r\n{}", asked.concat()),
    )
    .unwrap();
    // Two people fit the first row, and still the server names a number and no error.
    let answers = [
        format!("1,101,1,00,2,123456789018,{HANAKO},住民,\r\n"),
        format!("2,101,2,00,1,548836529885,{ICHIRO},住民,\r\n"),
    ];
    place
        .script
        .answer(&format!("{RESULT}\r\n{}", answers.concat()));

    place.log_in("tantou").await;
    let wanted = NewLookUp {
        kind: "resident-lookup".into(),
        purpose: "1".into(),
        reason: "届出に番号がない".into(),
    };
    let job = t
        .begin_look_up(place.text("a.csv"), wanted)
        .await
        .unwrap()
        .id;
    place.until(job, |job| job.state == JobState::Checked).await;
    t.request_approval(job).await.unwrap();
    place.log_in("shonin").await;
    t.approve(job).await.unwrap();
    place.log_in("tantou").await;
    place.server_log_in().await;
    place
        .until(job, |job| job.state == JobState::ResultReceived)
        .await;

    let result = t.result(job).await.unwrap();
    assert_eq!((result.ok, result.failed, result.branch_numbers), (1, 1, 1));
    assert_eq!(result.failed_rows[0].who.registration, "101-1-00");
    let asking = t.look_ups().await.unwrap().asking;
    assert_eq!(asking.len(), 1, "the person is asked");
    assert!(asking[0].why.contains("1人に決まっていない"), "{asking:?}");
    let out = t
        .save_branch_numbers(job, place.text("bango.csv"))
        .await
        .unwrap();
    assert_eq!(out.rows, 1);
    let written = fs::read_to_string(place.path("bango.csv")).unwrap();
    assert!(written.contains("548836529885") && !written.contains("123456789018"));
}
