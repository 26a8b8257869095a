//! Every act that writes a file for somebody, over names, cells, reasons and server's words that were made to harm: harmless
//! where a table program opens it, exact where the 基幹システム does.

use crate::world::{PASSWORD, Place};
use kakehashi_domain::{JobState, Shelf};
use kakehashi_terminal::{
    Act,
    view::{Acceptance, AuditWanted, CameBy, HandOutTo, JobView, ListPart, NewDelivery},
};
use std::fs;

const FORMULA: &str = "=1+1";
/// A name that a file may have on Linux: a formula, a line of its own, an escape sequence, a mark that turns the letters round.
const NAME: &str = "=cmd\n\u{1b}[2J\u{202e}vsc.csv";

/// Which acts write, and where each is tried with harmful content.
const WRITERS: &[(&str, &str)] = &[
    ("export_audit_list", "here"),
    ("export_audit", "here"),
    ("save_findings", "here"),
    ("save_result", "here"),
    ("save_branch_numbers", "here"),
    ("save_resend", "here"),
    ("save_mismatches", "here"),
    ("write_out", "here"),
    ("save_decisions", "here"),
    ("save_corrections", "here"),
    ("save_comparison", "here"),
    ("save_reminders", "here"),
    ("save_delivery_findings", "here"),
    // Files of a definition, exact.
    ("save_numbers", "definition"),
    ("save_delivery", "definition"),
    ("save_masters", "definition"),
    ("save_departments", "definition"),
    // Nothing of anybody's content.
    ("save_definition", "none"),
    ("save_template", "none"),
];

fn to(place: &Place, name: &str) -> HandOutTo {
    HandOutTo {
        path: place.text(name),
        pass_phrase: None,
    }
}

/// Cells of a list as a table program takes them; none of it runs, or acts.
#[track_caller]
fn harmless(place: &Place, name: &str) -> Vec<String> {
    let text = fs::read_to_string(place.path(name)).unwrap();
    let acts = |c: char| c.is_control() && !"\r\n".contains(c);
    let turns = ['\u{202e}', '\u{2028}', '\u{9b}'];
    assert!(
        !text.contains(acts) && !text.contains(turns),
        "{name}: {text:?}"
    );
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut cells = Vec::new();
    for row in rows.records() {
        cells.extend(row.unwrap().iter().map(str::to_owned));
    }
    for cell in &cells {
        assert!(
            !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']),
            "{name}: {cell:?}"
        );
    }
    assert!(
        cells.iter().any(|cell| cell.starts_with('\'')),
        "nothing harmful came that far: {name}: {text}"
    );
    cells
}

#[test]
fn every_act_that_writes_is_tried_with_harmful_content() {
    let writes = |act: &&Act| {
        ["save_", "export_", "write_"]
            .iter()
            .any(|start| act.name.starts_with(start))
    };
    let writers: Vec<&str> = Act::ASKED
        .iter()
        .filter(writes)
        .map(|act| act.name)
        .collect();
    let mut named: Vec<&str> = WRITERS.iter().map(|(name, _)| *name).collect();
    let mut there = writers.clone();
    named.sort_unstable();
    there.sort_unstable();
    assert_eq!(named, there, "a new one wants its place in the list");
}

#[tokio::test(start_paused = true)]
#[cfg_attr(windows, ignore = "no file has such a name there")]
async fn what_is_made_to_harm_is_harmless_in_lists_and_exact_in_files() {
    let place = Place::ready().await;
    let right = fs::read_to_string(place.write_file("three.csv")).unwrap();
    // A checked file whose cells begin with formulas.
    let faulty = right
        .replace(",1000001,", ",@1+1,")
        .replace("練習　1郎", "=練習");
    fs::write(place.path(NAME), faulty).unwrap();
    place.log_in("tantou").await;
    let id = place.checked_file(place.text(NAME)).await;
    let t = &place.terminal;
    t.save_findings(id, to(&place, "findings.csv"))
        .await
        .unwrap();
    let cells = harmless(&place, "findings.csv");
    assert!(cells.iter().any(|cell| cell.contains("@1+1")), "{cells:?}");

    // A job whose server answers with formulas, sent from a file of that name.
    fs::remove_file(place.path(NAME)).unwrap();
    fs::write(place.path(NAME), &right).unwrap();
    let sent = place.checked_file(place.text(NAME)).await;
    t.request_approval(sent).await.unwrap();
    place.log_in("shonin").await;
    t.approve(sent).await.unwrap();
    place.log_in("tantou").await;
    let heading = "行番号,記号,番号,枝番（2桁）,被保険者枝番,処理結果メッセージ\r\n";
    let result = format!(
        "{heading}1,101,1,00,9900000001,\r\n2,101,2,00,9900000002,\r\n3,101,3,00,,{FORMULA}\r\n"
    );
    place.script.answer(&result);
    place.server_log_in().await;
    let is_there = |job: &JobView| job.state == JobState::ResultReceived;
    place.until(sent, is_there).await;
    t.result(sent).await.unwrap();
    t.save_result(sent, to(&place, "result.csv")).await.unwrap();
    assert_eq!(
        fs::read_to_string(place.path("result.csv")).unwrap(),
        result,
        "exact"
    );
    t.save_resend(sent, to(&place, "resend.csv")).await.unwrap();
    let resent = fs::read_to_string(place.path("resend.csv")).unwrap();
    let third = right.lines().nth(3).unwrap();
    assert!(resent.contains(third), "exact: {resent}");
    t.save_branch_numbers(sent, to(&place, "branches.csv"))
        .await
        .unwrap();
    let branches = fs::read_to_string(place.path("branches.csv")).unwrap();
    assert!(
        branches.contains("9900000001") && !branches.contains('\''),
        "{branches}"
    );

    // Names, reasons and ids that were typed stand in the log, harmless.
    let _refused = t
        .log_in(format!("{FORMULA}\u{202e}"), PASSWORD.into())
        .await
        .unwrap_err();
    let _refused = t
        .log_in("\t@x\u{1b}[31m".into(), PASSWORD.into())
        .await
        .unwrap_err();
    place.log_in("tantou").await;
    t.hold(sent, format!("{FORMULA}\n二")).await.unwrap_err();
    place.log_in("kanri").await;
    let all = AuditWanted::default();
    t.export_audit_list(all, place.text("audit.csv"))
        .await
        .unwrap();
    let cells = harmless(&place, "audit.csv");
    assert!(cells.iter().any(|cell| cell.contains("1+1")), "{cells:?}");
    t.export_audit(place.text("audit.jsonl")).await.unwrap();
    let path = place.path("audit.jsonl");
    let check = kakehashi_terminal::verify_audit_file(&path, None).unwrap();
    assert!(check.intact && check.signed_by.is_some());
    let text = fs::read_to_string(path).unwrap();
    let acts = |c: char| c.is_control() && c != '\n';
    assert!(
        !text.contains(acts) && !text.contains('\u{202e}'),
        "the log's file acts"
    );
    // What is shown of a file's name does nothing either.
    place.log_in("tantou").await;
    for line in t.hand_overs(ListPart::default()).await.unwrap() {
        assert!(
            !line.what.contains(['\u{1b}', '\u{202e}', '\n']),
            "{line:?}"
        );
    }
    let job = t.job(sent).await.unwrap();
    assert!(
        !job.file_name.contains(['\u{1b}', '\u{202e}', '\n']),
        "{}",
        job.file_name
    );
}

/// Of a file whose kana a person corrects, and for whose missing number they have a reason.
#[tokio::test(start_paused = true)]
async fn corrections_and_answers_are_harmless_where_they_are_listed() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("tantou").await;
    let text = fs::read_to_string(place.write_file("a.csv")).unwrap();
    let text = text.replacen("レンシュウ　タロウ", "-ﾚﾝｼｭｳ\u{200b}　ﾀﾛｳ", 1);
    fs::write(place.path("a.csv"), text.replace("895980423139,1", ",")).unwrap();
    let id = place.checked_file(place.text("a.csv")).await;
    for group in t.finding_groups(id).await.unwrap() {
        let (code, severity) = (group.code, group.severity);
        let Ok(choices) = t.correction_choices(id, code.clone(), severity).await else {
            continue;
        };
        for choice in choices {
            let accepted = Acceptance {
                code: code.clone(),
                severity,
                message: choice.message,
                row: None,
                column: None,
            };
            t.correct(id, accepted).await.unwrap();
            place.until(id, |job| job.state == JobState::Checked).await;
        }
    }
    t.save_corrections(id, to(&place, "corrections.csv"))
        .await
        .unwrap();
    let cells = harmless(&place, "corrections.csv");
    let is_quoted = |cell: &String| cell.starts_with("'-ﾚﾝｼｭｳ");
    assert!(cells.iter().any(is_quoted), "{cells:?}");
    t.decide(
        id,
        "NUMBER_AWAITED".into(),
        None,
        "asked-person".into(),
        format!("{FORMULA}\u{202e}\u{9b}31m\n二"),
    )
    .await
    .unwrap();
    t.save_decisions(id, to(&place, "decisions.csv"))
        .await
        .unwrap();
    let cells = harmless(&place, "decisions.csv");
    assert!(cells.iter().any(|cell| cell.contains("1+1")), "{cells:?}");
}

#[tokio::test(start_paused = true)]
async fn a_comparison_of_harmful_ids_and_names_is_a_harmless_list() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("tantou").await;
    let heading =
        "id,a_kanji,a_kana,a_birth,a_sex,a_address,b_kanji,b_kana,b_birth,b_sex,b_address";
    let same = "練習　花子,レンシュウ　ハナコ,1984-03-09,女,東京都千代田区霞が関１丁目２番２号";
    let pairs = format!("{heading}\r\n\"{FORMULA}\u{202e}\n二\",{same},{same}\r\n");
    fs::write(place.path("pairs.csv"), pairs).unwrap();
    let taken = t.take_pairs(place.text("pairs.csv")).await.unwrap();
    assert_eq!((taken.pairs, taken.a), (1, 1));
    place.log_in("shonin").await;
    t.pair_sample(1).await.unwrap();
    assert!(t.accept_sample(1).await.unwrap().finished);
    place.log_in("tantou").await;
    t.save_comparison(1, to(&place, "compared.csv"))
        .await
        .unwrap();
    let cells = harmless(&place, "compared.csv");
    assert!(
        cells.iter().any(|cell| cell.starts_with("'=1+1")),
        "{cells:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn what_employers_write_is_harmless_in_the_lists_about_them() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("tantou").await;
    let office = format!("{FORMULA}\u{202e}\u{9b}31m商事");
    let list = format!("事業所名,人数,期限\r\n{office},3,2020-01-31\r\n");
    fs::write(place.path("offices.csv"), list).unwrap();
    t.take_employers(place.text("offices.csv")).await.unwrap();
    t.save_reminders(to(&place, "late.csv")).await.unwrap();
    let cells = harmless(&place, "late.csv");
    assert!(cells.iter().any(|cell| cell.contains("商事")), "{cells:?}");

    let heading = "法人番号,事業所名,受領年月日,社員番号,枝番（2桁）,続柄,漢字氏名,カナ氏名,生年月日,性別,郵便番号,住所,\
                   個人番号,本人確認をした人,本人確認年月日";
    let row = format!(
        "2020001111101,{office},20260410,5,00,0,{FORMULA},-ﾚﾝｼｭｳ　ﾀﾛｳ,19800101,1,@1+1,東京都千代田区千代田１－１,\
         123456789018,1,20260409"
    );
    fs::write(place.path("e.csv"), format!("{heading}\r\n{row}\r\n")).unwrap();
    let new = NewDelivery {
        sheet: None,
        came_by: CameBy::Post,
        tracking: String::new(),
        received_on: None,
    };
    let taken = t.take_collection(place.text("e.csv"), new).await.unwrap();
    t.save_delivery_findings(taken.line.id, to(&place, "wrong.csv"))
        .await
        .unwrap();
    let cells = harmless(&place, "wrong.csv");
    assert!(cells.iter().any(|cell| cell == "'@1+1"), "{cells:?}");
}

#[tokio::test(start_paused = true)]
async fn what_is_erased_is_settled_though_the_program_ends_in_between() {
    let place = Place::ready().await;
    let id = place.checked_for("tantou").await;
    let (one, two) = (to(&place, "one.csv"), to(&place, "two.csv"));
    place.terminal.save_findings(id, one).await.unwrap();
    place.terminal.save_findings(id, two).await.unwrap();
    let begun = async |place: Place, line| {
        let place = place
            .cut_off(Shelf::HandOver, async |t| t.erase_hand_over(line).await)
            .await;
        place.log_in("tantou").await;
        place
    };
    // Cut off right after the file was gone, and while it was overwritten.
    let place = begun(place, 1).await;
    let _gone_already = fs::remove_file(place.path("one.csv"));
    let place = begun(place, 2).await;
    fs::write(place.path("two.csv"), [0, 0, 0]).unwrap();
    for line in [1, 2] {
        let settled = place.terminal.erase_hand_over(line).await.unwrap();
        assert!(settled.settled_at.is_some());
    }
    assert!(!place.path("two.csv").exists());
}
