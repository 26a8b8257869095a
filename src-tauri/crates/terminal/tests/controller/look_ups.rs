//! Look-ups: of several people who fit nobody is ever picked, whatever the server sends along.

use crate::world::Place;
use kakehashi_domain::{Code, JobState, SendingWay, Shelf};
use kakehashi_terminal::view::{HandOutTo, ListPart, Listed, NewLookUp, NewProtected};
use std::{collections::BTreeMap, fs};

const HEADING: &str = "保険者番号,記号,番号,枝番（2桁）,漢字氏名,カナ氏名,生年月日,性別,住所,本人に番号を求めた日,利用目的";
const RESULT: &str = "行番号,記号,番号,枝番（2桁）,該当件数,個人番号,漢字氏名,カナ氏名,生年月日,性別,住所,住民票の状況,処理結果メッセージ";
const HANAKO: &str = "練習　花子,レンシュウ　ハナコ,19840309,2,東京都千代田区霞が関１－２－２";
const ICHIRO: &str = "見本　一郎,ミホン　イチロウ,19900505,1,東京都千代田区霞が関３－４－５";

/// A look-up of two people, approved to go a way, and its result: two fit the first row, one the second.
async fn looked_up(place: &Place, way: SendingWay) -> (u32, String) {
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
    place.log_in("tantou").await;
    let wanted = NewLookUp {
        kind: "resident-lookup".into(),
        purpose: "1".into(),
        reason: "届出に番号がない".into(),
    };
    let job = t
        .begin_look_up(place.text("a.csv"), wanted, None)
        .await
        .unwrap()
        .id;
    place.until(job, |job| job.state == JobState::Checked).await;
    if way != SendingWay::Direct {
        t.choose_way(job, way).await.unwrap();
    }
    t.request_approval(job).await.unwrap();
    place.log_in("shonin").await;
    t.approve(job).await.unwrap();
    place.log_in("tantou").await;
    (job, format!("{RESULT}\r\n{}", answers.concat()))
}

/// What was found is brought some at a time: a program that ends in between leaves nothing that is seen twice or too early.
#[tokio::test(start_paused = true)]
async fn what_a_look_up_found_stands_once_wherever_the_program_ended() {
    for shelf in [Shelf::Asked, Shelf::Asking, Shelf::Pair] {
        let place = Place::ready().await;
        let (job, result) = looked_up(&place, SendingWay::OfficialScreen).await;
        let t = &place.terminal;
        t.write_out(job, HandOutTo::from(place.text("out.csv")))
            .await
            .unwrap();
        t.note_sent(job, "R-1".into(), None).await.unwrap();
        t.note_status(job, "処理完了".into()).await.unwrap();
        let file = place.text("result.csv");
        fs::write(&file, result).unwrap();
        let from = file.clone();
        let place = place
            .cut_off(shelf, async |t| t.take_result(from, None).await)
            .await;
        place.log_in("tantou").await;
        let t = &place.terminal;
        let part = ListPart::default;
        assert!(t.comparisons(part()).await.unwrap().is_empty());
        assert_eq!(t.frame().await.unwrap().waiting.pairs, 0, "{shelf:?}");
        t.take_result(file, None).await.unwrap();
        let asking = t.look_ups(part()).await.unwrap().asking;
        assert_eq!(asking.len(), 1, "{shelf:?}");
        let compared = t.comparisons(part()).await.unwrap();
        assert_eq!(compared.len(), 1, "{shelf:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn several_hits_give_nobody_a_number_even_when_one_comes_with_them() {
    let place = Place::ready().await;
    let t = &place.terminal;
    let (job, answer) = looked_up(&place, SendingWay::Direct).await;
    place.script.answer(&answer);
    place.server_log_in().await;
    place
        .until(job, |job| job.state == JobState::ResultReceived)
        .await;

    let result = t.result(job).await.unwrap();
    assert_eq!((result.ok, result.failed, result.branch_numbers), (1, 1, 1));
    assert_eq!(result.failed_rows[0].who.registration, "101-1-00");
    let asking = t.look_ups(ListPart::default()).await.unwrap().asking;
    assert_eq!(asking.len(), 1, "the person is asked");
    assert!(asking[0].why.contains("1人に決まっていない"), "{asking:?}");
    assert_eq!(asking[0].warning, None);
    // Before a letter goes to where a victim of violence is registered, whoever writes it is warned.
    let person = NewProtected {
        symbol: "101".into(),
        number: "1".into(),
        card_branch: "00".into(),
        name: "練習　花子".into(),
        birth_date: None,
        until: None,
    };
    t.protect_person(person).await.unwrap();
    let asking = t.look_ups(ListPart::default()).await.unwrap().asking;
    assert!(asking[0].who.name.starts_with("【保護】"), "{asking:?}");
    assert!(
        asking[0]
            .warning
            .as_ref()
            .is_some_and(|it| it.contains("居所"))
    );
    let out = t
        .save_branch_numbers(job, place.text("bango.csv").into())
        .await
        .unwrap();
    assert_eq!(out.rows, 1);
    let written = fs::read_to_string(place.path("bango.csv")).unwrap();
    assert!(written.contains("548836529885") && !written.contains("123456789018"));

    // Asked, the person is in the list of those who were; look-ups are sought by reason, and what they cost is booked.
    let settled = t.settle_asking(job, 1, "事業主に頼んだ".into()).await;
    let view = settled.unwrap();
    assert_eq!((view.asking.len(), view.yen), (0, 20));
    let part = |words: &str| ListPart {
        words: words.into(),
        ..ListPart::default()
    };
    let asked = async |words| t.people_asked(part(words)).await.unwrap();
    assert_eq!(asked("101-1-00").await[0].id, 1);
    assert!(asked("101-2-00").await.is_empty());
    let listed = async |words| t.look_ups(part(words)).await.unwrap().lines;
    assert_eq!(listed("番号がない").await[0].job, job);
    assert!(listed("別の理由").await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn one_person_goes_the_way_of_a_file_of_one_row() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("tantou").await;
    let asked = |kind: &str| NewLookUp {
        kind: kind.into(),
        purpose: "1".into(),
        reason: "届出に番号がない".into(),
    };
    let typed = |cells: &[(&str, &str)]| -> BTreeMap<String, String> {
        let whole = [("symbol", "101"), ("number", "1"), ("card_branch", "00")];
        let all = whole.iter().chain(cells);
        all.map(|(id, text)| ((*id).into(), (*text).into()))
            .collect()
    };
    let five = [
        ("name_kanji", "練習　花子"),
        ("name_kana", "レンシュウ　ハナコ"),
        ("birth_date", "19840309"),
        ("sex", "2"),
        ("address", "東京都千代田区霞が関１－２－２"),
        ("asked_in_vain_on", "20260401"),
    ];
    let whole = t.look_up_person(typed(&five), None, asked("resident-lookup"));
    let job = whole.await.unwrap().id;
    let job = place.until(job, |job| job.state == JobState::Checked).await;
    assert_eq!((job.rows, job.error_rows), (1, 0), "{job:#?}");
    // Without one of the five it stops at the check, which says which.
    let lacking = t.look_up_person(typed(&five[1..]), None, asked("resident-lookup"));
    let job = lacking.await.unwrap().id;
    let job = place.until(job, |job| job.state == JobState::Checked).await;
    assert_eq!(job.error_rows, 1);
    assert_eq!(
        t.request_approval(job.id).await.unwrap_err().code,
        Code::HasErrors
    );

    let number = [("personal_number", "123456789018")];
    let verify = async |again: &str| {
        let again = Some(again.to_owned());
        t.look_up_person(typed(&number), again, asked("resident-verify"))
            .await
    };
    let apart = verify("548836529885").await.unwrap_err();
    assert_eq!(apart.code, Code::NumberTypedDifferently);
    let job = verify("123456789018").await.unwrap().id;
    let job = place.until(job, |job| job.state == JobState::Checked).await;
    assert_eq!((job.rows, job.error_rows), (1, 0));
    assert_eq!(job.look_up.unwrap().purpose, "資格取得の届出");
}

#[tokio::test(start_paused = true)]
async fn a_file_of_people_to_look_up_is_held_against_what_a_list_says_of_it() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("tantou").await;
    let row = format!("06990014,101,1,00,{HANAKO},20260401,1\r\n");
    fs::write(place.path("a.csv"), format!("{HEADING}\r\n{row}")).unwrap();
    let asked = NewLookUp {
        kind: "resident-lookup".into(),
        purpose: "1".into(),
        reason: "届出に番号がない".into(),
    };
    let begin = async |listed| {
        let path = place.text("a.csv");
        t.begin_look_up(path, asked.clone(), listed).await
    };
    let other = Listed {
        sha256: Some("0".repeat(64)),
        ..Listed::default()
    };
    let refused = begin(Some(other)).await.unwrap_err();
    assert_eq!(refused.code, Code::NotAsListed);
    let no_sum = Listed {
        sum: Some("1".into()),
        ..Listed::default()
    };
    assert_eq!(
        begin(Some(no_sum)).await.unwrap_err().code,
        Code::InputInvalid
    );
    // What lies beside the file is read without a word.
    fs::write(place.path("a.csv.control"), "件数=2\n").unwrap();
    let job = begin(None).await.unwrap().id;
    let job = place.until(job, |job| job.state == JobState::Checked).await;
    assert_eq!((job.file_errors, job.listed.as_str()), (1, "2 行"));
}
