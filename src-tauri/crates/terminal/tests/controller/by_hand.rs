//! The way by hand: the file is written, carried and answered; everything before and after is as ever.

use crate::world::Place;
use kakehashi_domain::{Code, JobState, SendingWay, Shelf};
use kakehashi_terminal::view::{HandOutTo, JobAct, ListPart, NewProtected};
use std::fs;

/// A job that was approved for the official screen.
async fn approved(place: &Place) -> u32 {
    let id = place.checked_for("tantou").await;
    let way = SendingWay::OfficialScreen;
    assert_eq!(place.terminal.choose_way(id, way).await.unwrap().way, way);
    place.terminal.request_approval(id).await.unwrap();
    place.log_in("shonin").await;
    place.terminal.approve(id).await.unwrap();
    place.log_in("tantou").await;
    id
}

/// The result that the official screen would give for the customary three people; `mistake` changes it.
fn result(mistake: fn(String) -> String) -> String {
    let heading = "行番号,記号,番号,枝番（2桁）,被保険者枝番,処理結果メッセージ\r\n";
    let rows = (1..=3).map(|n| format!("{n},101,{n},00,99000000{n:02},\r\n"));
    mistake(heading.to_owned() + &rows.collect::<String>())
}

#[tokio::test(start_paused = true)]
async fn a_file_is_written_carried_noted_and_its_result_taken_in() {
    let place = Place::ready().await;
    let id = approved(&place).await;
    let t = &place.terminal;
    t.carry_all_on().await;
    assert_eq!(t.job(id).await.unwrap().state, JobState::Queued);
    assert_eq!(place.script.calls("create_upload"), 0);
    let early = t.note_sent(id, "R-1".into(), None).await.unwrap_err();
    assert_eq!(early.code, Code::NotWritten);

    let out = place.text("out.csv");
    let to = HandOutTo::from(out.clone());
    let written = t.write_out(id, to).await.unwrap();
    assert_eq!(written.written.as_deref(), Some(out.as_str()));
    assert!(written.acts.contains(&JobAct::NoteSent));
    let same = fs::read(&out).unwrap() == fs::read(place.path("a.csv")).unwrap();
    assert!(same, "the approved file and no other byte");

    let odd = t.note_sent(id, "../1".into(), None).await.unwrap_err();
    assert_eq!(odd.code, Code::InputInvalid);
    let sent = t.note_sent(id, "R-1".into(), None).await.unwrap();
    assert_eq!(sent.state, JobState::Accepted);
    assert_eq!(sent.receipt.as_deref(), Some("R-1"));
    assert!(!fs::exists(&out).unwrap() && sent.written.is_none());
    let line = t.hand_overs(ListPart::default()).await.unwrap().remove(0);
    assert!(line.settled_at.is_some(), "its line says that it is gone");
    let disposed = t.disposals(ListPart::default()).await.unwrap().remove(0);
    assert!(disposed.what.contains("手渡し") && disposed.rows == 3);

    let noted = t.note_status(id, "処理待ち".into()).await.unwrap();
    assert_eq!(noted.state, JobState::Processing);
    let done = t.note_status(id, "処理完了".into()).await.unwrap();
    assert_eq!(done.server_status.as_deref(), Some("処理完了"));

    let file = place.text("result.csv");
    let mistakes: [fn(String) -> String; 4] = [
        |text| text.replace("3,101,3,00,9900000003,\r\n", ""),
        |text| text.replace("2,101,2", "2,101,9"),
        |text| text.clone() + "4,101,4,00,9900000004,\r\n",
        |_| "結果\r\n1\r\n".to_owned(),
    ];
    for mistake in mistakes {
        fs::write(&file, result(mistake)).unwrap();
        assert!(t.take_result(file.clone(), None).await.is_err());
        assert_eq!(t.job(id).await.unwrap().state, JobState::Completed);
    }
    fs::write(&file, result(|text| text)).unwrap();
    let taken = t.take_result(file, None).await.unwrap();
    assert_eq!((taken.id, taken.state), (id, JobState::ResultReceived));
    assert_eq!(taken.ok_rows, Some(3));
    t.result(id).await.unwrap();
    assert_eq!(t.confirm(id).await.unwrap().state, JobState::Confirmed);
    let other = t.take_result(place.text("result.csv"), None).await;
    assert_eq!(other.unwrap_err().code, Code::NothingAwaited);
}

#[tokio::test(start_paused = true)]
async fn what_was_written_and_cleared_away_is_known_though_the_program_ends_right_after_it() {
    let place = Place::ready().await;
    let id = approved(&place).await;
    let to = HandOutTo::from(place.text("out.csv"));
    let place = place
        .cut_off(Shelf::Audit, async |t| t.write_out(id, to).await)
        .await;
    place.log_in("tantou").await;
    let job = place.terminal.job(id).await.unwrap();
    assert_eq!(job.written, Some(place.text("out.csv")));

    let place = place
        .cut_off(Shelf::HandOver, async |t| {
            t.note_sent(id, "R-1".into(), None).await
        })
        .await;
    place.log_in("tantou").await;
    let t = &place.terminal;
    assert_eq!(t.job(id).await.unwrap().written, None);
    let line = t.hand_overs(ListPart::default()).await.unwrap().remove(0);
    assert!(line.settled_at.is_some());
    let disposed = t.disposals(ListPart::default()).await.unwrap();
    assert!(disposed[0].what.contains("手渡し"), "{disposed:?}");
}

/// A job that was approved for a medium, and the sealed file.
async fn on_a_medium(place: &Place) -> (u32, String) {
    let id = place.checked_for("tantou").await;
    let t = &place.terminal;
    t.choose_way(id, SendingWay::Media).await.unwrap();
    t.request_approval(id).await.unwrap();
    place.log_in("shonin").await;
    t.approve(id).await.unwrap();
    place.log_in("tantou").await;
    let early = t.letter(id, Some("支払基金".into())).await.unwrap_err();
    assert_eq!(early.code, Code::NotWritten);
    let to = HandOutTo {
        path: place.text("out.csv"),
        pass_phrase: Some("baitai-no-aikotoba".into()),
    };
    let written = t.write_out(id, to).await.unwrap().written.unwrap();
    (id, written)
}

#[tokio::test(start_paused = true)]
async fn a_medium_with_a_protected_person_is_warned_of_before_its_letter_is_printed() {
    let place = Place::ready().await;
    let (id, _) = on_a_medium(&place).await;
    let t = &place.terminal;
    let person = NewProtected {
        symbol: "101".into(),
        number: "2".into(),
        card_branch: "00".into(),
        name: "練習　2郎".into(),
        birth_date: None,
        until: None,
    };
    t.protect_person(person).await.unwrap();
    let letter = t.letter(id, Some("支払基金".into())).await.unwrap();
    let warning = letter.warning.unwrap();
    assert!(warning.contains("保護の対象の人"), "{warning}");
}

#[tokio::test(start_paused = true)]
async fn a_medium_goes_with_its_letter_is_announced_and_waited_for() {
    let place = Place::ready().await;
    let (id, written) = on_a_medium(&place).await;
    let t = &place.terminal;
    let nobody = t.letter(id, None).await.unwrap_err();
    assert_eq!(nobody.code, Code::InputInvalid);
    let letter = t.letter(id, Some("支払基金 番号課".into())).await.unwrap();
    assert_eq!((letter.rows, letter.file.as_str()), (3, "out.csv.zip"));
    assert_eq!(letter.warning, None);
    let again = t.letter(id, None).await.unwrap();
    assert_eq!(again.addressee, "支払基金 番号課", "asked for once");

    let today = place.day(0);
    for wrong in [place.day(1), place.day(-1)] {
        let refused = t.note_sent(id, "1234-5678".into(), Some(wrong)).await;
        assert_eq!(refused.unwrap_err().code, Code::InputInvalid);
    }
    let sent = t.note_sent(id, "1234-5678".into(), Some(today)).await;
    let parcel = sent.unwrap().parcel.unwrap();
    assert_eq!(parcel.tracking.as_deref(), Some("1234-5678"));
    assert_eq!(
        (parcel.back_from, parcel.back_by),
        (place.day(21), place.day(28))
    );
    assert!(!fs::exists(&written).unwrap());

    let task = async || {
        let tasks = place.terminal.home().await.unwrap().tasks;
        let of_job = tasks
            .into_iter()
            .find(|it| it.path == format!("/jobs/{id}"));
        of_job.map(|it| it.title)
    };
    assert!(task().await.unwrap().contains("連絡する"));
    let told = t.note_told(id).await.unwrap().parcel.unwrap();
    assert!(told.told_by.is_some() && !told.is_late);
    assert_eq!(task().await, None);
    let twice = t.note_told(id).await.unwrap_err();
    assert_eq!(twice.code, Code::WrongState);
    place.clock.advance(chrono::TimeDelta::days(29));
    place.log_in("tantou").await;
    assert!(task().await.unwrap().contains("もどる予定の日を過ぎた"));
    assert!(t.job(id).await.unwrap().parcel.unwrap().is_late);
    fs::write(place.path("result.csv"), result(|text| text)).unwrap();
    let back = t.take_result(place.text("result.csv"), None).await.unwrap();
    assert_eq!(back.state, JobState::ResultReceived);
    assert!(!back.parcel.unwrap().is_late);
}

#[tokio::test(start_paused = true)]
async fn a_sealed_file_that_went_with_its_medium_is_settled_and_one_in_clear_is_looked_for() {
    let place = Place::ready().await;
    let (id, written) = on_a_medium(&place).await;
    fs::rename(&written, place.path("stick.zip")).unwrap();
    let sent = place.terminal.note_sent(id, String::new(), None).await;
    assert_eq!(sent.unwrap().written, None);
    let open = place.terminal.open_hand_overs().await.unwrap();
    assert!(open.is_empty(), "{open:?}");
    let place = Place::ready().await;
    let id = approved(&place).await;
    let out = place.text("out.csv");
    let t = &place.terminal;
    t.write_out(id, out.clone().into()).await.unwrap();
    fs::rename(&out, place.path("elsewhere.csv")).unwrap();
    let sent = t.note_sent(id, "R-1".into(), None).await.unwrap();
    assert_eq!(sent.written, Some(out));
    assert_eq!(t.open_hand_overs().await.unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_medium_is_sealed_and_what_somebody_changed_is_left_where_it_is() {
    let place = Place::ready().await;
    let id = place.checked_for("tantou").await;
    let t = &place.terminal;
    t.choose_way(id, SendingWay::Media).await.unwrap();
    t.request_approval(id).await.unwrap();
    place.log_in("shonin").await;
    t.approve(id).await.unwrap();
    place.log_in("tantou").await;
    let clear = t
        .write_out(id, HandOutTo::from(place.text("out.csv")))
        .await;
    assert_eq!(clear.unwrap_err().code, Code::InputInvalid);
    let to = HandOutTo {
        path: place.text("out.csv"),
        pass_phrase: Some("baitai-no-aikotoba".into()),
    };
    let written = t.write_out(id, to).await.unwrap().written.unwrap();
    assert!(written.ends_with(".zip"));
    fs::write(&written, "somebody's").unwrap();
    let sent = t.note_sent(id, String::new(), None).await.unwrap();
    assert_eq!((sent.state, sent.receipt), (JobState::Accepted, None));
    assert_eq!(sent.written, Some(written.clone()), "it is left, and said");
    assert_eq!(fs::read(&written).unwrap(), b"somebody's");
}

#[tokio::test(start_paused = true)]
async fn a_place_without_a_server_needs_neither_address_nor_certificate() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let mut new = place.profile("33120015", kakehashi_domain::ProfileKind::Production);
    (new.url, new.trust_path) = (String::new(), String::new());
    let refused = place.terminal.add_profile(new.clone()).await;
    assert_eq!(refused.unwrap_err().code, Code::InputInvalid);
    new.way = SendingWay::OfficialScreen;
    new.put_in_use = true;
    let made = place.terminal.add_profile(new).await.unwrap();
    assert_eq!(made.way, SendingWay::OfficialScreen);
    let tasks = place.terminal.home().await.unwrap().tasks;
    assert!(tasks.iter().all(|task| task.path != "/setup"), "{tasks:?}");
    let direct = place.terminal.set_way(SendingWay::Direct).await;
    assert_eq!(direct.unwrap_err().code, Code::InputInvalid);
}
