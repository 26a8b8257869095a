//! What a person reads of a check: groups, windows, one row, the list as a file, the sheets.

use crate::world::Place;
use kakehashi_domain::Code;
use kakehashi_terminal::view::ListPart;
use kakehashi_terminal::view::{FindingFilter, FindingGroup, FindingRow, Severity};
use std::{fmt::Write, fs};

/// 2,500 rows whose 郵便番号 is wrong; every hundredth has no 性別 either. Numbers are the customary dummies.
fn faulty(place: &Place) -> String {
    let text = fs::read_to_string(place.write_file("three.csv")).unwrap();
    let (heading, rows) = text.split_once("\r\n").unwrap();
    let row = rows.lines().next().unwrap();
    let mut faulty = heading.to_owned() + "\r\n";
    for n in 1..=2_500 {
        let sex = if n % 100 == 0 { "" } else { "1" };
        let cells = row
            .replace(",1,00,", &format!(",{n},00,"))
            .replace("19810101,1,1000001", &format!("19810101,{sex},100"));
        write!(faulty, "{cells}\r\n").unwrap();
    }
    fs::write(place.path("faulty.csv"), faulty).unwrap();
    place.text("faulty.csv")
}

fn of(groups: &[FindingGroup], code: &str) -> FindingFilter {
    let group = groups.iter().find(|group| group.code == code).unwrap();
    FindingFilter {
        code: code.into(),
        severity: group.severity,
        column: None,
        words: String::new(),
    }
}

#[tokio::test(start_paused = true)]
async fn findings_are_read_by_windows_and_sought_by_row_and_registration() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    let id = place.checked_file(faulty(&place)).await;
    let t = &place.terminal;
    let groups = t.finding_groups(id).await.unwrap();
    let postal = of(&groups, "POSTAL_CODE_INVALID");
    let counted = |code: &str| groups.iter().find(|g| g.code == code).map(|g| g.count);
    assert_eq!(counted("POSTAL_CODE_INVALID"), Some(2_500));
    assert_eq!(counted("REQUIRED_EMPTY"), Some(25));

    let rows = |rows: Vec<FindingRow>| rows.iter().map(|row| row.row).collect::<Vec<_>>();
    let page = t.findings(id, postal.clone(), 2_498, 100).await.unwrap();
    assert_eq!((page.total, rows(page.rows)), (2_500, vec![2_499, 2_500]));

    let seek = async |words: &str| {
        let filter = FindingFilter {
            words: words.into(),
            ..postal.clone()
        };
        t.findings(id, filter, 0, 100).await.unwrap()
    };
    let page = seek("1,234").await;
    assert_eq!((page.total, rows(page.rows)), (1, vec![1_234]));
    assert_eq!(seek("101-77-").await.total, 1);
    assert_eq!(seek("見つからない").await.total, 0);
    let elsewhere = FindingFilter {
        column: Some("性別".into()),
        ..postal
    };
    assert_eq!(t.findings(id, elsewhere, 0, 10).await.unwrap().total, 0);
}

#[tokio::test(start_paused = true)]
async fn one_row_is_shown_column_by_column_with_the_number_masked() {
    let place = Place::ready().await;
    let id = place.checked_for("tantou").await;
    let row = place.terminal.finding_row(id, 2).await.unwrap();
    let cell = |column: &str| row.cells.iter().find(|cell| cell.column == column).unwrap();
    assert_eq!(cell("個人番号").value, "••••••••9885");
    assert_eq!(cell("番号").value, "2");
    assert_eq!(cell("性別").meaning.as_deref(), Some("男"));
    assert!(
        place
            .terminal
            .finding_row(id, 99)
            .await
            .unwrap()
            .cells
            .is_empty()
    );
    place.log_in("kanri").await;
    let refused = place.terminal.finding_row(id, 2).await.unwrap_err();
    assert_eq!(refused.code, Code::PermissionDenied);
}

#[tokio::test(start_paused = true)]
async fn the_list_leaves_masked_whole_and_with_its_line() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    let id = place.checked_file(faulty(&place)).await;
    let target = place.text("list.csv");
    let line = place
        .terminal
        .save_findings(id, target.clone().into())
        .await
        .unwrap();
    let list = fs::read_to_string(&target).unwrap();
    assert_eq!(list.lines().count() as u32, line.rows + 1);
    assert!(list.starts_with("\u{feff}row,column,code,severity,value,message,remedy\n"));
    assert!(list.contains("2500,郵便番号,POSTAL_CODE_INVALID,error,100,"));
    assert!(!list.contains("123456789018"));
    assert_eq!(
        place
            .terminal
            .hand_overs(ListPart::default())
            .await
            .unwrap()[0]
            .path,
        target
    );
    let again = place
        .terminal
        .save_findings(id, target.into())
        .await
        .unwrap_err();
    assert_eq!(again.code, Code::OutputExists);
    place.log_in("shonin").await;
    let refused = place
        .terminal
        .save_findings(id, place.text("b.csv").into())
        .await;
    assert_eq!(refused.unwrap_err().code, Code::PermissionDenied);
}

#[tokio::test(start_paused = true)]
async fn a_kind_without_employers_has_one_sheet_and_its_printing_is_on_record() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    let id = place.checked_file(faulty(&place)).await;
    let sheets = place.terminal.finding_sheets(id, None).await.unwrap();
    assert_eq!(sheets.len(), 1);
    let worst: Vec<_> = sheets[0]
        .groups
        .iter()
        .map(|g| (g.severity, g.count, g.rows.len()))
        .collect();
    assert!(worst.contains(&(Severity::Error, 2_500, 500)), "{worst:?}");
    place.log_in("kanri").await;
    let log = place.terminal.audit(0, 5).await.unwrap();
    assert!(log.iter().any(|line| line.act == "確認票を印刷する"));
}
